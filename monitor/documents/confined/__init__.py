"""Reads binary formats in a process of their own: whatever a document does there, the next one is read all the same."""

from monitor.documents.confined.job import Job
from monitor.documents.confined.pool import read_confined

__all__ = ["Job", "read_confined"]
