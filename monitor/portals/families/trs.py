"""Knows the pages of TRS WCM (拓尔思): plain rows, a pager drawn by `createPageHTML` or `countPage`."""

from __future__ import annotations

import re

from monitor.portals.page import Page

_ARTICLE = re.compile(r"/t20\d{6}_\d+\.s?html?")
_SIGNS = (
    "createPageHTML(",
    "TRS_Editor",
    "trs_editor_view",
    "CurrChnlCls",
    ".trsapi",
    "/was5/web/search",
    "/was40/search",
)


def recognises(page: Page) -> bool:
    """Tell by article addresses (`t20210305_80595.htm`) and by names that TRS templates use."""
    return any(sign in page.text for sign in _SIGNS) or _ARTICLE.search(page.text) is not None
