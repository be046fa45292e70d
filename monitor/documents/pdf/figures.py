"""Tells a figure from a label by its looks: for columns and page breaks, not for its value."""

from __future__ import annotations

import re

_FIGURE = re.compile(
    r"^\s*(?:[+\-−–增减]?\s*[\d０-９][\d０-９,，.．]*\s*(?:万?元|件|项)?(?:[（(].*)?|[-—–―－/／\\]+|无)\s*$", re.DOTALL
)


def is_figure(text: str) -> bool:
    """Tell whether a text looks like what stands in a figure's cell: a number, with or without a remark, or a dash."""
    return _FIGURE.match(text) is not None
