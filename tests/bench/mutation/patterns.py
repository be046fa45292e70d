"""Shortens regular expressions by one alternative."""

from __future__ import annotations

from collections.abc import Iterator


def shorter(pattern: str) -> Iterator[tuple[str, str]]:
    """Give what is left out and the pattern without it, for each alternative of a pattern or a part of one."""
    for start, end in _alternatives(pattern):
        before, after = pattern[:start], pattern[end:]
        if before.endswith("|"):
            yield f"alternative {pattern[start:end]!r}", before[:-1] + after
        elif after.startswith("|"):
            yield f"alternative {pattern[start:end]!r}", before + after[1:]


def _alternatives(pattern: str) -> Iterator[tuple[int, int]]:
    """Give where alternatives stand that have a neighbour, at any depth; brackets and escapes are passed over."""
    opened = [0]
    bars = [False]
    for at, sign in _signs(pattern):
        if sign == "(":
            opened.append(_behind_mark(pattern, at + 1))
            bars.append(False)
        elif sign == "|":
            yield opened[-1], at
            opened[-1], bars[-1] = at + 1, True
        elif sign == ")" and len(opened) > 1:
            start = opened.pop()
            if bars.pop():
                yield start, at
    if len(opened) == 1 and bars[0]:
        yield opened[0], len(pattern)


def _signs(pattern: str) -> Iterator[tuple[int, str]]:
    at, in_class = 0, False
    while at < len(pattern):
        sign = pattern[at]
        if sign == "\\":
            at += 1
        elif in_class:
            in_class = sign != "]"
        elif sign == "[":
            in_class = True
        elif sign in "(|)":
            yield at, sign
        at += 1


def _behind_mark(pattern: str, at: int) -> int:
    """Pass over what stands at the head of a group: ?:, ?P<name>, ?<=, ?!."""
    if pattern[at : at + 1] != "?":
        return at
    if pattern.startswith("?P<", at):
        return pattern.index(">", at) + 1
    for mark in ("?<=", "?<!", "?:", "?=", "?!", "?>"):
        if pattern.startswith(mark, at):
            return at + len(mark)
    return at
