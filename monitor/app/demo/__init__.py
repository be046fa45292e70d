"""Runs a season of a whole district on an embedded portal, mailbox and database: all between them is the program."""
