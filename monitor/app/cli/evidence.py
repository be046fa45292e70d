"""Is the command `evidence verify`: reads the whole archive and says what of it can be believed."""

from __future__ import annotations

import typer

from monitor.app.cli.office import settings_of
from monitor.app.cli.options import ConfigOption
from monitor.app.cli.session import session_of
from monitor.app.cli.terminal import progress
from monitor.evidence import Archive


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
