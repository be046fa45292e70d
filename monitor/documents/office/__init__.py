"""Reads what office programs write: Word, Excel, OpenDocument, OFD, and the archives they are packed in."""
