"""`python -m cleanup`."""

from cleanup.commands.app import main

if __name__ == "__main__":
    main()
