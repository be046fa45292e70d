"""Runs one browser in a profile of its own, over a pipe, and ends it with all that it has started."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import simplejson

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome-headless-shell")
_FLAGS = (
    "--headless",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-gpu",
    "--disable-sync",
    "--disable-webrtc",
    "--block-new-web-contents",
    "--mute-audio",
    "--js-flags=--max-old-space-size=256",
    # Were there a network after all, no name would lead anywhere, and no proxy would answer.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
)
_MOST_BYTES = 64_000_000
"""Of one message."""
_MEMORY = 1_500_000_000
"""Bytes resident that all processes of the browser may take together; what they share is counted in each."""
_LOOK = 0.5
_ROOT = str(Path(__file__).resolve().parents[3])


class BrowserError(Exception):
    """Says that the browser broke down, or took more than it may."""


def find_browser() -> str | None:
    """Give the path of the browser of this machine, or None."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Browser:
    """Is a running browser: commands go in, answers and events come out."""

    def __init__(self, process: subprocess.Popen[bytes], into: int, out: int, seconds: float) -> None:
        self._process = process
        self._into, self._out = into, out
        self._until = time.monotonic() + seconds
        self._buffer = bytearray()
        self._number = 0

    def send(self, method: str, session: str | None = None, **params: Any) -> int:
        """Send a command; gives its number."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        data = simplejson.dumps(message | ({"sessionId": session} if session else {})).encode() + b"\0"
        try:
            while data:
                data = data[os.write(self._into, data) :]
        except OSError as error:
            raise BrowserError("it has ended") from error
        return self._number

    def receive(self, seconds: float) -> dict[str, Any] | None:
        """Give the next message, or None if none comes in time. Raises BrowserError when time or memory is spent."""
        until = time.monotonic() + seconds
        while b"\0" not in self._buffer:
            self._check()
            left = min(until - time.monotonic(), _LOOK)
            if left <= 0:
                return None
            if select.select([self._out], [], [], left)[0]:
                self._read()
        message, _, rest = bytes(self._buffer).partition(b"\0")
        self._buffer = bytearray(rest)
        return _opened(message)

    def _read(self) -> None:
        piece = os.read(self._out, 1 << 20)
        if not piece:
            raise BrowserError("it has ended")
        self._buffer += piece
        if len(self._buffer) > _MOST_BYTES:
            raise BrowserError("it says too much")

    def _check(self) -> None:
        if time.monotonic() > self._until:
            raise BrowserError("it takes too long")
        if _resident(self._process.pid) > _MEMORY:
            raise BrowserError("it takes too much memory")


def _opened(message: bytes) -> dict[str, Any]:
    try:
        answer = simplejson.loads(message)
    except ValueError as error:
        raise BrowserError("it speaks no JSON") from error
    if not isinstance(answer, dict):
        raise BrowserError("it speaks another protocol")
    return answer


@contextmanager
def running(program: str, seconds: float) -> Iterator[Browser]:
    """Run a browser for the block, at most so long. Raises BrowserError or OSError where it does not start."""
    folder = Path(tempfile.mkdtemp(prefix="nianbao-browser-"))
    theirs_in, into = os.pipe()
    out, theirs_out = os.pipe()
    try:
        process = _start(program, folder, theirs_in, theirs_out)
        os.close(theirs_in)
        os.close(theirs_out)
        try:
            yield Browser(process, into, out, seconds)
        finally:
            _end(process)
    finally:
        os.close(into)
        os.close(out)
        shutil.rmtree(folder, ignore_errors=True)


def _start(program: str, folder: Path, read: int, write: int) -> subprocess.Popen[bytes]:
    # whoever it runs as, the profile is its own and nobody else's
    folder.chmod(0o700)
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody")
    command = [program, *_FLAGS, f"--user-data-dir={folder}", "about:blank"]
    return subprocess.Popen(  # noqa: S603 - our own program, and the browser of this machine
        [sys.executable, "-P", "-W", "ignore", "-m", "monitor.app.browser.launch", str(read), str(write), *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": _ROOT, "HOME": str(folder), "TMPDIR": str(folder)},
        pass_fds=(read, write),
        start_new_session=True,
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _resident(session: int) -> int:
    """Give the bytes resident of all processes of a session (proc(5): stat, statm)."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError, IndexError):
            fields = stat.read_text(errors="replace").rpartition(")")[2].split()
            if int(fields[3]) == session:
                total += int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
    return total
