"""Is the command `evidence`: verifies the archive, and shows a page again as it was."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from monitor.app.cli.clean import clean
from monitor.app.cli.office import house_of, settings_of
from monitor.app.cli.options import ConfigOption
from monitor.app.cli.session import session_of
from monitor.app.cli.terminal import progress
from monitor.app.cli.trouble import TroubleError
from monitor.app.cli.when import local_time
from monitor.app.house import House
from monitor.evidence import Archive, Capture, EvidenceError
from monitor.store import StoredCapture, captures


def verify(ctx: typer.Context, config: ConfigOption = None) -> int:
    """Verify every record of the archive."""
    session = session_of(ctx)
    folder = settings_of(session, config).storage.archive
    with progress(session.err, session.say("evidence.progress"), None) as bar:
        found = Archive(folder).verify(lambda done, total: bar.update(bar.task_ids[0], completed=done, total=total))
    for bad in found.bad:
        session.complain("evidence.bad", file=bad.file, offset=bad.offset, fault=session.say(f"fault.{bad.fault}"))
    facts = {"records": found.records, "bad": len(found.bad), "folder": str(folder)}
    session.print("evidence.sound" if found.sound else "evidence.damaged", **facts)
    return 0 if found.sound else 2


def show(
    ctx: typer.Context,
    capture: Annotated[str, typer.Argument(metavar="ID", help="evidence.id")],
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="evidence.output")] = None,
    body: Annotated[bool, typer.Option("--body", help="evidence.body")] = False,  # noqa: FBT002 - a flag of the command line
    config: ConfigOption = None,
) -> int:
    """Show a capture as the portal served it: what was asked, when, what came; its bytes into a file or the output."""
    session = session_of(ctx)
    with house_of(session, config) as house:
        shown = _loaded(house, capture)
    if body:
        sys.stdout.buffer.write(shown.body)
        return 0
    if output is not None:
        _write(output, shown.body)
    for name, value in _told(shown):
        session.print("evidence.line", name=session.say(f"evidence.label.{name}"), value=clean(value))
    for name, value in shown.headers:
        session.out.print(clean(f"    {name}: {value}"), soft_wrap=True)
    session.print("evidence.written" if output else "evidence.how", file=str(output or ""), id=shown.id)
    return 0


def _loaded(house: House, wanted: str) -> Capture:
    with house.store.read() as tx:
        found = captures.beginning(tx, wanted)
    if len(found) != 1:
        raise TroubleError("evidence.several" if found else "evidence.none", id=wanted, count=len(found))
    return _load(house, found[0])


def _load(house: House, stored: StoredCapture) -> Capture:
    try:
        return house.archive.load(stored.file, stored.id)
    except EvidenceError as error:
        raise TroubleError("evidence.unread", id=stored.id, detail=str(error)) from error


def _write(file: Path, data: bytes) -> None:
    try:
        file.write_bytes(data)
    except OSError as error:
        raise TroubleError("check.not_written", file=str(file), detail=error.strerror or "") from error


def _told(shown: Capture) -> list[tuple[str, str]]:
    return [
        ("id", shown.id),
        ("url", shown.url),
        ("final_url", shown.final_url),
        ("fetched_at", local_time(shown.fetched_at)),
        ("status", str(shown.status)),
        ("size", str(len(shown.body))),
        ("sha256", shown.sha256),
        ("file", shown.file),
    ]
