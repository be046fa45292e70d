"""Runs the command line: `python -m monitor`."""

from monitor.app.cli import main

if __name__ == "__main__":
    main()
