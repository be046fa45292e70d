"""Defines why a command could not do its work: one clear line on standard error, exit status 2, no traceback."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class TroubleError(Exception):
    """Says what went wrong, where, and what to do; its words stand in the catalogues under `key`."""

    def __init__(self, key: str, /, **facts: object) -> None:
        super().__init__(key)
        self.key = key
        self.facts: Mapping[str, object] = facts


class RefusalError(Exception):
    """Carries lines that are worded already, e.g. the problems of a configuration, under one heading."""

    def __init__(self, key: str, lines: Sequence[str]) -> None:
        super().__init__(key)
        self.key = key
        self.lines = tuple(lines)
