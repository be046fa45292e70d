"""Reads badly in every way a reader can: each function is named to the worker as one reader of the table is."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

from monitor.documents.limits import Limits, ReadError
from monitor.documents.model import Document, Paragraph, Place

_HERE = __name__


def named(function: str) -> str:
    """Give the name of one of these readers as the table of readers writes it."""
    return f"{_HERE}:{function}"


def says(*texts: str) -> Document:
    """Make a document of a few paragraphs."""
    return Document("bad", "", tuple(Paragraph(text, Place(paragraph=1)) for text in texts))


def reads(body: bytes, _sha256: str, _limits: Limits) -> Document:
    """Read well."""
    return says(body.decode())


def sleeps(_body: bytes, _sha256: str, _limits: Limits) -> Document:
    """Never answer, and listen to nobody."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM):
        signal.signal(number, signal.SIG_IGN)
    while True:
        threading.Event().wait(60)


def burns(_body: bytes, _sha256: str, _limits: Limits) -> Document:
    """Never answer, and keep the processor busy."""
    while True:
        pass


def eats_memory(_body: bytes, _sha256: str, _limits: Limits) -> Document:
    """Take memory until none is given."""
    eaten = []
    while True:
        eaten.append(b"\x01" * 10_000_000)


def forks_eaters(_body: bytes, _sha256: str, _limits: Limits) -> Document:
    """Let a program that it starts take more memory than the limit; say how that ended."""
    eater = [sys.executable, "-S", "-c", "x = b'1' * 900_000_000"]
    done = subprocess.run(eater, capture_output=True, check=False)
    return says(str(done.returncode))


def exits(_body: bytes, _sha256: str, _limits: Limits) -> Document:
    """Leave without a word."""
    os._exit(3)


def leaves(_body: bytes, _sha256: str, _limits: Limits) -> Document:
    """Leave as programs do."""
    sys.exit("enough")


def crashes(_body: bytes, _sha256: str, _limits: Limits) -> Document:
    """Write where there is no memory."""
    ctypes.memset(8, 0, 1)
    return says()


def aborts(_body: bytes, _sha256: str, _limits: Limits) -> Document:
    """End as C libraries do that find themselves broken."""
    os.abort()


def is_killed(_body: bytes, _sha256: str, _limits: Limits) -> Document:
    """End as one does whom the system chooses when its memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)
    return says()


def kills_its_worker(_body: bytes, _sha256: str, _limits: Limits) -> Document:
    """Take the worker along."""
    os.kill(os.getppid(), signal.SIGKILL)
    return says()


def stops_its_worker(_body: bytes, _sha256: str, _limits: Limits) -> Document:
    """Freeze the worker, so that it can watch over nothing."""
    os.kill(os.getppid(), signal.SIGSTOP)
    return says()


def chatters(body: bytes, _sha256: str, _limits: Limits) -> Document:
    """Write to everything that is open, then answer well."""
    print("chatter", flush=True)  # noqa: T201 - what libraries do
    os.system("echo chatter; echo chatter >&2")  # noqa: S605, S607 - what libraries do
    for pipe in (0, 1, 2):
        os.write(pipe, b"chatter" * 1000)
    return says(body.decode())


def spoils_the_answer(_body: bytes, _sha256: str, _limits: Limits) -> Document:
    """Write garbage to every pipe and file that it finds open, and leave as if all were well."""
    for number in range(3, 64):
        try:
            os.write(number, b"garbage")
        except OSError:
            continue
    os._exit(0)


def floods(_body: bytes, _sha256: str, _limits: Limits) -> Document:
    """Answer with more than anybody can take."""
    return says("x" * 20_000_000)


def answers_too_much_text(_body: bytes, _sha256: str, limits: Limits) -> Document:
    """Answer with more text than a document may hold."""
    return says("x" * (limits.characters + 1))


def fills_the_disk(_body: bytes, _sha256: str, _limits: Limits) -> Document:
    """Write a file without end."""
    with Path("big").open("wb") as file:
        while True:
            file.write(bytes(1_000_000))


def refuses(_body: bytes, _sha256: str, _limits: Limits) -> Document:
    """Say what is wrong with the document."""
    raise ReadError("encrypted", "a password is needed")


def finds_nothing(_body: bytes, _sha256: str, _limits: Limits) -> Document:
    """Find pictures only."""
    raise ReadError("no_content")


def raises(_body: bytes, _sha256: str, _limits: Limits) -> Document:
    """Raise what nobody expects."""
    raise ZeroDivisionError("of all things")


def recurses(body: bytes, sha256: str, limits: Limits) -> Document:
    """Call itself without end."""
    return recurses(body, sha256, limits)


def raises_worse(_body: bytes, _sha256: str, _limits: Limits) -> Document:
    """Raise an error that cannot even be printed."""
    raise _UnprintableError


class _UnprintableError(Exception):
    def __str__(self) -> str:
        raise ValueError("no words")


def answers_nonsense(_body: bytes, _sha256: str, _limits: Limits) -> Document:
    """Answer with something that is no document."""
    return "nonsense"  # type: ignore[return-value]


def looks_around(_body: bytes, _sha256: str, _limits: Limits) -> Document:
    """Tell the environment and what is open."""
    opened = [_target(n) for n in range(64)]
    return says(*(f"{k}={v}" for k, v in os.environ.items()), *filter(None, opened))


def _target(number: int) -> str:
    """Give what a descriptor leads to; it may be no path (`pipe:[1]`)."""
    try:
        return str(Path(f"/proc/self/fd/{number}").readlink())
    except OSError:
        return ""


def litters(_body: bytes, _sha256: str, _limits: Limits) -> Document:
    """Leave files and processes behind: one in its group, one that made itself a session of its own."""
    Path("litter").mkdir()
    Path("litter/file").write_text("x", encoding="ascii")
    return says(str(Path.cwd()), *_sleepers())


def starts_and_sleeps(body: bytes, sha256: str, limits: Limits) -> Document:
    """Start programs, write their numbers into the file that the document names, and never answer."""
    Path(body.decode()).write_text(" ".join(_sleepers()), encoding="ascii")
    return sleeps(body, sha256, limits)


def _sleepers() -> list[str]:
    sleeper = ["/bin/sleep", "600"]
    near = subprocess.Popen(sleeper)
    far = subprocess.Popen(sleeper, start_new_session=True)
    return [str(near.pid), str(far.pid)]


def remembers(_body: bytes, _sha256: str, _limits: Limits) -> Document:
    """Count how often it was called in this process."""
    _calls.append(1)
    return says(str(len(_calls)), str(os.getppid()))


_calls: list[int] = []


def confesses(_body: bytes, _sha256: str, _limits: Limits) -> Document:
    """Take memory until none is given, then tell how many bytes it had at most."""
    eaten = []
    with suppress(MemoryError):
        while True:
            eaten.append(b"\x01" * 1_000_000)
    eaten.clear()
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return says(str(int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) * 1024))


def connects(body: bytes, _sha256: str, _limits: Limits) -> Document:
    """Try to reach the port of this machine that the document names."""
    with socket.create_connection(("127.0.0.1", int(body)), timeout=5):
        return says("reached")
