"""The command line: one module for each verb. Only these modules know typer."""
