"""Reads the other reports that a question names: of earlier years, other agencies, an earlier capture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from monitor.app import examine
from monitor.app.cli.check.context import Linked, Named
from monitor.app.cli.check.sources import Body, read_file
from monitor.app.cli.trouble import TroubleError
from monitor.app.whole import Attached
from monitor.documents import Unreadable
from monitor.extraction import Reading
from monitor.rules import Author, Child, Sketch, Version, sketch_of


def earlier_reports(named: Iterable[Named], most: int) -> tuple[Reading, ...]:
    """Read the reports of earlier years; files of at most `most` bytes. Raises TroubleError for one not readable."""
    return tuple(_read(one.source, most) for one in named if one.source)


def version(named: Named | None, most: int) -> Version | None:
    """Read the report as an earlier capture showed it. Raises TroubleError where it cannot be read."""
    if named is None or named.source is None:
        return None
    if named.seen_at is None:
        raise TroubleError("context.missing", file=str(named.source), where="/before", name="seen_at")
    return Version(_read(named.source, most), named.seen_at, named.capture)


def children(named: Iterable[Named], most: int) -> tuple[Child, ...]:
    """Read the reports of the agencies below; one that cannot be read is known to be there, and its report is not."""
    return tuple(_child(one, most) for one in named)


def sketches(named: Iterable[Named], most: int) -> tuple[Sketch, ...]:
    """Sketch the reports of other agencies. Raises TroubleError for one not readable."""
    return tuple(_sketch(one, one.source, most) for one in named if one.source)


def attached(linked: Iterable[Linked], most: int) -> Attached:
    """Read what came with a page that has no address."""
    bodies = {one.url: read_file(str(one.source), most) for one in linked}
    return Body(b"", parts=bodies).attached


def named_below(folder: Path | None) -> Sequence[Named]:
    """Name every file of a folder as the report of an agency. Raises TroubleError where it is no folder."""
    if folder is None:
        return ()
    if not folder.is_dir():
        raise TroubleError("check.no_children", folder=str(folder))
    return [Named(path) for path in sorted(folder.iterdir()) if path.is_file() and not path.name.startswith(".")]


def _child(named: Named, most: int) -> Child:
    reading = _source(named.source, most) if named.source else None
    if not isinstance(reading, Reading) or not reading.shows_report:
        return Child(named.agency or (named.source.stem if named.source else ""))
    return Child(named.agency or reading.agency or (named.source.stem if named.source else ""), reading)


def _sketch(named: Named, file: Path, most: int) -> Sketch:
    reading = _read(file, most)
    name = named.agency or reading.agency or file.stem
    return sketch_of(reading, Author(name, (name,), above=(named.parent,) if named.parent else ()))


def _read(file: Path, most: int) -> Reading:
    source = _source(file, most)
    if isinstance(source, Unreadable):
        raise TroubleError("check.other_unread", file=str(file), reason=source.reason)
    if not source.shows_report:
        raise TroubleError("check.other_no_report", file=str(file))
    return source


def _source(file: Path, most: int) -> Reading | Unreadable:
    body = read_file(str(file), most)
    return body if isinstance(body, Unreadable) else examine.read(body.data, body.charset, None)
