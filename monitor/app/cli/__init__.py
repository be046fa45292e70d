"""Speaks to people at a terminal: reads the command line, runs one command, gives its exit status."""

from monitor.app.cli.entry import main

__all__ = ["main"]
