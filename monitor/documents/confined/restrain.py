"""Takes from a process what reading a document does not need: network, privileges, core dumps, boundless resources."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
from contextlib import suppress
from pathlib import Path

from monitor.documents.limits import Limits

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_CHILD_SUBREAPER = 36
_PR_SET_NO_NEW_PRIVS = 38
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
"""linux/prctl.h, linux/sched.h."""
_OPEN_FILES = 512


def restrain_worker() -> None:
    """Restrain the worker once, before it loads anything; what the system does not offer is left out.

    Without a network a document cannot make a reader (an office program above all) fetch what it links to.
    """
    offline()
    _control(_PR_SET_NO_NEW_PRIVS, 1)
    _control(_PR_SET_CHILD_SUBREAPER, 1)
    _control(_PR_SET_DUMPABLE, 0)


def restrain_reader(limits: Limits) -> None:
    """Restrain the process that reads one document: its limits hold for all that it starts, and cannot be raised."""
    end_with_parent()
    without_core()
    _limit(resource.RLIMIT_NOFILE, _OPEN_FILES)
    _limit(resource.RLIMIT_FSIZE, limits.file_bytes)
    _limit(resource.RLIMIT_CPU, int(limits.seconds * (os.cpu_count() or 1)) + 1, spare=1)
    _limit(resource.RLIMIT_AS, limits.memory_bytes)


def end_with_parent() -> None:
    """Have this process killed when the one that started it ends."""
    _control(_PR_SET_PDEATHSIG, signal.SIGKILL)


def without_core() -> None:
    """Have no core dump written: it would hold what was read."""
    _limit(resource.RLIMIT_CORE, 0)


def _limit(what: int, most: int, spare: int = 0) -> None:
    """Set a limit; `spare` lies between the signal that names the cause and the end without one."""
    _, hardest = resource.getrlimit(what)
    hard = most + spare if hardest == resource.RLIM_INFINITY else min(most + spare, hardest)
    resource.setrlimit(what, (min(most, hard), hard))


def _control(option: int, value: int) -> None:
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def offline() -> None:
    """Move into a network of its own that leads nowhere; who is not root needs a user namespace for it."""
    with suppress(OSError, AttributeError):
        unshare = ctypes.CDLL(None).unshare
        user, group = os.getuid(), os.getgid()
        if unshare(_CLONE_NEWNET) != 0 and unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0:
            Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
            Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
            Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
