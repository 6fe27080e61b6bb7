"""The front door of a checkout: `python cli.py ...` does what the installed command `cleanup ...` does."""

from cleanup.commands.app import main

if __name__ == "__main__":
    main()
