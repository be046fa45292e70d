"""Loads PDFium, which is an extra: without it a PDF is told to be unread, and nothing else stops."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, cast

from monitor.documents.limits import ReadError

try:
    import pypdfium2.raw as _raw  # type: ignore[import-untyped]
except ImportError:  # pragma: no cover - every development environment has it
    _raw = None

pdfium: Any = _raw
"""The C interface of PDFium as it is: its names are the manual's, and its objects are closed by who opened them."""


def demand() -> None:
    """Make sure that the library is there. Raises ReadError `reader_missing`."""
    if pdfium is None:  # pragma: no cover - as above
        raise ReadError("reader_missing", "pip install pypdfium2")


def quick(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Give a function of the library with handles as plain numbers: much faster where every letter is asked for."""
    pointer = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    return cast("Callable[..., Any]", ctypes.CFUNCTYPE(result, *arguments)(pointer or 0))


def number_of(handle: Any) -> int:
    """Give a handle as a plain number."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0
