"""Lays out configurations in a folder: the good one of `tests/settings/good`, changed where a test says so."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

SETTINGS = Path(__file__).parents[1] / "settings"
GOOD = SETTINGS / "good"
BAD = SETTINGS / "bad"

OFFICE = (GOOD / "office.yaml").read_text(encoding="utf-8")
AGENCIES = (GOOD / "agencies.csv").read_text(encoding="utf-8")


def lay_out(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """Write the good configuration with these files in place of its own; an `agencies.xlsx` takes over the CSV."""
    shutil.copytree(GOOD, folder, dirs_exist_ok=True)
    for name, content in (files or {}).items():
        data = content.encode() if isinstance(content, str) else content
        (folder / name).write_bytes(data)
    if "agencies.xlsx" in (files or {}) and "agencies.csv" not in (files or {}):
        (folder / "agencies.csv").unlink()
    return folder
