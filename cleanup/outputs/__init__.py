"""Outputs: one module for each thing that a reader receives, all drawn from the same revision."""
