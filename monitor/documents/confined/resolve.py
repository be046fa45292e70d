"""Finds the readers that a job names, and reads with them, unconfined: in the worker, or where a benchmark measures."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import cast

from monitor.documents.confined.job import Job
from monitor.documents.limits import ReadError
from monitor.documents.model import Document
from monitor.documents.readers import BESIDE, PICTURED, BinaryReader, PictureReader

_REMEDY = "pip install 'nianbao[office,ocr]'"
_REMEDIED = {"reader_missing": "install_nianbao_ocr"}
"""Doubt of a document whose pictures were not read, by the reason."""


def resolve(name: str) -> BinaryReader:
    """Give the reader of `module:function`. Raises ReadError `reader_missing` where a library is not installed."""
    module, _, function = name.partition(":")
    try:
        reader: BinaryReader = getattr(import_module(module), function)
    except ImportError as error:
        raise ReadError("reader_missing", f"{error.name or error}: {_REMEDY}") from error
    return reader


def read_here(body: bytes, job: Job) -> Document:
    """Read in this process, with the pictures. Raises ReadError, and whatever the library of the format raises."""
    document = _read(body, job)
    reader = BESIDE.get(document.format)
    if reader is None or not PICTURED & set(document.doubts):
        return document
    try:
        return cast("PictureReader", resolve(reader))(document, body, job.limits)
    except ReadError as error:
        left = _REMEDIED.get(error.reason)
        return replace(document, doubts=(*document.doubts, left)) if left else document


def _read(body: bytes, job: Job) -> Document:
    try:
        return resolve(job.reader)(body, job.sha256, job.limits)
    except ReadError as error:
        if error.reason != "no_content" or job.scanned is None:
            raise
    return resolve(job.scanned)(body, job.sha256, job.limits)
