"""Starts the browser without what it does not need: network, privileges, core dumps. A program of its own.

`python -m monitor.app.browser.launch FROM TO COMMAND…` hands on two file descriptors as 3 and 4.
"""

from __future__ import annotations

import fcntl
import os
import pwd
import sys

from monitor.documents.confined.restrain import end_with_parent, offline, without_core

_HIGH = 100
_NOBODY = "nobody"


def main(read: int, write: int, command: list[str]) -> None:
    """Become the browser. Raises OSError where it cannot be started."""
    high = [fcntl.fcntl(fd, fcntl.F_DUPFD, _HIGH) for fd in (read, write)]
    for fd, wanted in zip(high, (3, 4), strict=True):
        os.dup2(fd, wanted)
    offline()
    without_core()
    if os.geteuid() == 0:
        # Chromium gives up its sandbox for root; it is the root that is given up here
        nobody = pwd.getpwnam(_NOBODY)
        os.setgroups([])
        os.setgid(nobody.pw_gid)
        os.setuid(nobody.pw_uid)
    end_with_parent()
    os.execvp(command[0], command)  # noqa: S606 - the browser that was found on this machine


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
