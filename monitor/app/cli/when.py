"""Writes instants as people at the office read them."""

from __future__ import annotations

from datetime import datetime

from monitor.settings import TIME_ZONE


def local_time(instant: datetime) -> str:
    """Write an instant (UTC) in the office's zone: 2026-02-02 08:30."""
    return instant.astimezone(TIME_ZONE).strftime("%Y-%m-%d %H:%M")
