"""`python -m candide`: the same as the `candide` command."""

from candide.cli import main

if __name__ == "__main__":
    main()
