"""Has LibreOffice turn a file into .docx: in a folder of its own, for a bounded time, with macros and links off."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from monitor.documents.limits import Limits, ReadError

_PROGRAMS = ("soffice", "libreoffice")
_SHARE_OF_TIME = 0.6
"""Of the time for the whole document: what was converted has still to be read."""
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""


def to_docx(body: bytes, suffix: str, limits: Limits) -> bytes:
    """Convert a file; raise ReadError `reader_missing`, `too_slow` or `damaged`."""
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise ReadError("reader_missing", "libreoffice-writer (Debian package libreoffice-writer-nogui)")
    with tempfile.TemporaryDirectory(prefix="office-", ignore_cleanup_errors=True) as folder:
        return _converted(program, body, Path(folder) / f"in.{suffix}", limits)


def _converted(program: str, body: bytes, source: Path, limits: Limits) -> bytes:
    folder = source.parent
    source.write_bytes(body)
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, encoding="utf-8")
    options = (f"-env:UserInstallation={settings.parent.parent.as_uri()}", "--headless", "--norestore", "--nolockcheck")
    _run([program, *options, "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(source)], limits)
    made = folder / "in.docx"
    if not made.is_file():
        raise ReadError("damaged", f"LibreOffice could not read it ({source.suffix})")
    if made.stat().st_size > limits.expanded_bytes:
        raise ReadError("too_large", "converted")
    return made.read_bytes()


def _run(command: list[str], limits: Limits) -> None:
    """Run to the end or to the end of its time; then nothing of it is left."""
    folder = command[-2]
    environment = {**os.environ, "HOME": folder, "LC_ALL": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}
    process = subprocess.Popen(  # noqa: S603 - a fixed program, a file name of ours
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(limits.seconds * _SHARE_OF_TIME)
    except subprocess.TimeoutExpired as error:
        raise ReadError("too_slow", "LibreOffice") from error
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
