"""Finds the readers that a job names, and reads with them, unconfined: in the worker, or where a benchmark measures."""

from __future__ import annotations

from importlib import import_module

from monitor.documents.confined.job import Job
from monitor.documents.limits import ReadError
from monitor.documents.model import Document
from monitor.documents.readers import BinaryReader

_REMEDY = "pip install 'nianbao[office,ocr]'"


def resolve(name: str) -> BinaryReader:
    """Give the reader of `module:function`. Raises ReadError `reader_missing` where a library is not installed."""
    module, _, function = name.partition(":")
    try:
        reader: BinaryReader = getattr(import_module(module), function)
    except ImportError as error:
        raise ReadError("reader_missing", f"{error.name or error}: {_REMEDY}") from error
    return reader


def read_here(body: bytes, job: Job) -> Document:
    """Read in this process. Raises ReadError, and whatever the library of the format raises."""
    try:
        return resolve(job.reader)(body, job.sha256, job.limits)
    except ReadError as error:
        if error.reason != "no_content" or job.scanned is None:
            raise
    return resolve(job.scanned)(body, job.sha256, job.limits)
