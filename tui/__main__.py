"""`python -m tui` is `newsdesk`."""

from tui.cli.main import main

if __name__ == "__main__":
    main()
