"""Tells a figure from a label by its looks: for columns and page breaks, not for its value."""

from __future__ import annotations

import re

_FIGURE = re.compile(
    r"^\s*(?:[+\-−–增减]?\s*[\d０-９][\d０-９,，.．]*(?:\n[\d０-９,，.．]+)*\s*(?:万?元|件|项)?(?:[（(].*)?|[-—–―－/／\\]+|无)\s*$",
    re.DOTALL,
)

_NUMBERED = re.compile(r"^\s*(?:第|[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．](?!\d)|[①-⑳])")


def is_numbered(text: str) -> bool:
    """Tell whether a text begins as an item of a list does: 第, 三、, （三）, 2."""
    return _NUMBERED.match(text) is not None


def is_figure(text: str) -> bool:
    """Tell whether a text looks like what stands in a figure's cell: a number, with or without a remark, or a dash.

    Its digits may stand on several lines, where the cell is narrow.
    """
    return _FIGURE.match(text) is not None
