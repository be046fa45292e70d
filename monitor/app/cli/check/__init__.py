"""Checks files and addresses: read, hold against the form, say what was found. No database, no configuration needed."""
