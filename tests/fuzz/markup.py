"""Damages markup and text: what parsers multiply, what encodings confuse; and changes that must change nothing."""

from __future__ import annotations

import re
from random import Random

from tests.fuzz.damage import Mutator

_TAG = re.compile(rb"<[a-zA-Z/][^<>]*>")
_NESTING = (
    b"<div>",
    b"<table><tr><td>",
    b"<span>",
    b"<b>",
    b"<ul><li>",
    b"<p>",
    b"<font>",
    b"<a>",
    b"<select>",
    b"<svg>",
)
_STRAYS = (b"</table>", b"</td>", b"</tr>", b"<table>", b"<tr>", b"<td>", b"<!--", b"<script>", b"<template>", b"<pre>")
_SPANS = (b"1000000", b"0", b"-1", b"65535", b"99999999999999999999", b"2", b"1e9", b"x")
_ENTITIES = (b"&nbsp;", b"&#x200b;", b"&#0;", b"&#xD800;", b"&#99999999;", b"&lt", b"&amp;amp;", b"&copy", b"&#65296;")
_ENCODINGS = ("gb18030", "utf-16", "utf-8-sig", "big5", "utf-32", "utf-7")
_DEEPEST = 3000


def nest(body: bytes, random: Random) -> bytes:
    """Open elements again and again, here or there."""
    at, opened = _border(body, random), random.choice(_NESTING)
    return body[:at] + opened * random.randint(1, _DEEPEST) + body[at:]


def span(body: bytes, random: Random) -> bytes:
    """Let a cell span a million rows or columns, or something that is no number."""
    cells = list(re.finditer(rb"<t[dh]\b", body))
    if not cells:
        return nest(body, random)
    at = random.choice(cells).end()
    spans = b' rowspan="%b" colspan=%b' % (random.choice(_SPANS), random.choice(_SPANS))
    return body[:at] + spans + body[at:]


def leave_open(body: bytes, random: Random) -> bytes:
    """Remove some tags, as editors and people do."""
    odds = random.uniform(0.001, 0.3)
    return _TAG.sub(lambda tag: b"" if random.random() < odds else tag.group(), body)


def stray(body: bytes, random: Random) -> bytes:
    """Put tags where none belong."""
    for _ in range(random.randint(1, 10)):
        at = _border(body, random)
        body = body[:at] + random.choice(_STRAYS) + body[at:]
    return body


def entities(body: bytes, random: Random) -> bytes:
    """Sprinkle entities, good and bad ones."""
    for _ in range(random.randint(1, 30)):
        at = random.randrange(len(body) + 1)
        body = body[:at] + random.choice(_ENTITIES) + body[at:]
    return body


def encode_anew(body: bytes, random: Random) -> bytes:
    """Encode otherwise than is declared, or twice."""
    text = body.decode("utf-8", "replace")
    return text.encode(random.choice(_ENCODINGS), "replace")


def pipes(body: bytes, random: Random) -> bytes:
    """Put the borders of a table into a text, and line ends of other systems."""
    for _ in range(random.randint(1, 20)):
        at = random.randrange(len(body) + 1)
        body = body[:at] + random.choice((b"|", b"| |", b"\r", b"\n", b"\n\n", b"---|---", b"\\|", b"\t")) + body[at:]
    return body


MARKUP: tuple[Mutator, ...] = (nest, span, leave_open, stray, entities, encode_anew)
TEXT: tuple[Mutator, ...] = (pipes, entities, encode_anew)


def say_nothing(body: bytes, random: Random) -> bytes:
    """Add comments before tags and attributes inside them: no reader sees a difference."""
    return _TAG.sub(lambda tag: _quiet(tag.group(), random), body)


def _quiet(tag: bytes, random: Random) -> bytes:
    choice = random.random()
    if choice < 0.1:
        return b"<!-- 9 -->" + tag
    return tag[:-1] + b' data-x="9">' if choice < 0.2 and tag[1:2] != b"/" and not tag.endswith(b"/>") else tag


def _border(body: bytes, random: Random) -> int:
    """Give a place between two tags, or any place where there are none."""
    tags = list(_TAG.finditer(body))
    return random.choice(tags).end() if tags else random.randrange(len(body) + 1)
