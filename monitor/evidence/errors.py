"""Holds the one error of this package."""

from __future__ import annotations


class EvidenceError(Exception):
    """Says why a capture cannot be kept or shown; `permanent` when trying again cannot help."""

    def __init__(self, reason: str, *, permanent: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
