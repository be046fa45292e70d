"""Watches the portals, archives what it sees, reads the reports, judges them and keeps the cases."""
