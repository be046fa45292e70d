"""Holds the numbered migrations of the database."""
