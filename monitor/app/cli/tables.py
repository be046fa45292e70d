"""Draws tables for a terminal: no frames, columns as wide as they need, long cells folded."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.table import Table


def plain_table(head: Sequence[str], right: Sequence[int] = ()) -> Table:
    """Make an empty table under these heads; the columns numbered in `right` hold figures."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for number, name in enumerate(head):
        table.add_column(name, overflow="fold", justify="right" if number in right else "left")
    return table
