"""Takes the one place on a database: two programs at work on it would write the same letters twice."""

from __future__ import annotations

import os
import platform
from datetime import datetime

from monitor.app.house import House
from monitor.store import instance


class BusyError(Exception):
    """Says that another instance works on the database; the text names it."""


def take_place(house: House, now: datetime) -> None:
    """Take the one place on the database; that of a process of this machine that is dead is free.

    Raises BusyError while another instance holds it.
    """
    with house.store.begin() as tx:
        if instance.acquire(tx, now, house.owner):
            return
        holder = instance.holder(tx)
        if holder is not None and _is_dead(holder.owner):
            instance.release(tx, holder.owner)
            if instance.acquire(tx, now, house.owner):
                return
        raise BusyError(holder.owner if holder else "")


def leave_place(house: House) -> None:
    """Give the place up, if it is still ours."""
    with house.store.begin() as tx:
        instance.release(tx, house.owner)


def _is_dead(owner: str) -> bool:
    """Tell whether an owner (`host:process:word`) was a process of this machine that no longer runs."""
    host, _, rest = owner.rpartition(":")[0].rpartition(":")
    if host != platform.node() or not rest.isdigit():
        return False
    if int(rest) == os.getpid():
        # In a container every start has the same number: whoever had it before us is gone.
        return True
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
