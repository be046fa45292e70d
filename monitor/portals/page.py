"""Opens a capture as a page: its text, its tree, and the address that its links start from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser

from monitor.evidence import Capture
from monitor.fetch import Request
from monitor.portals.anchors import Anchor, Resolver, read_anchors
from monitor.portals.encoding import decode
from monitor.portals.nesting import is_explosive
from monitor.portals.rows import Row, read_rows
from monitor.portals.text import fold

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_CODE = ["script", "style"]


@dataclass(frozen=True)
class Page:
    """Holds one served page, ready to be read; the tree is without its scripts and styles."""

    capture: Capture
    text: str
    tree: LexborHTMLParser
    base: str
    """Address that relative links start from (`<base href>`, HTML 4.2.3)."""
    explosive: bool = False
    """Whether the markup was too dear to parse: then the tree is empty."""
    asked: Request = field(default_factory=lambda: Request(""))
    """What the page is the answer to."""
    option: str = ""
    """What the office says beside the family's name: `trs_search:200210`."""

    @property
    def url(self) -> str:
        """Give the address under which the page was served."""
        return self.capture.final_url

    @cached_property
    def anchors(self) -> tuple[Anchor, ...]:
        """Give the links in the order of the page."""
        return read_anchors(self.tree, self.base)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Give every link that has a title; several families ask for them before one reads the page."""
        return tuple(read_rows(self.anchors))

    @cached_property
    def lower(self) -> str:
        """Give the whole source in lower case, scripts and comments included."""
        return self.text.lower()

    @cached_property
    def visible(self) -> str:
        """Give the text that a reader sees, one line for each text node."""
        return self.tree.body.text(separator="\n") if self.tree.body else ""

    @cached_property
    def said(self) -> str:
        """Give the visible text with its white space folded."""
        return fold(self.visible)

    @cached_property
    def title(self) -> str:
        """Give what the page calls itself: the column (国办发〔2017〕47号), else the title."""
        for name in ("ColumnName", "columnname"):
            meta = self.tree.css_first(f'meta[name="{name}"]')
            if meta and fold(meta.attributes.get("content") or ""):
                return fold(meta.attributes["content"] or "")
        return self.head_title

    @cached_property
    def head_title(self) -> str:
        """Give the text of `<title>`."""
        node = self.tree.css_first("title")
        return fold(node.text()) if node else ""


def open_page(capture: Capture, asked: Request | None = None, option: str = "") -> Page:
    """Decode and parse a capture; never fails, whatever the bytes."""
    charset = _CHARSET.search(capture.header("Content-Type") or "")
    text, _ = decode(capture.body, charset.group(1) if charset else None)
    explosive = is_explosive(text)
    tree = LexborHTMLParser("" if explosive else text)
    tree.strip_tags(_CODE)
    return Page(capture, text, tree, _base(tree, capture.final_url), explosive, asked or Request(capture.url), option)


def _base(tree: LexborHTMLParser, url: str) -> str:
    node = tree.css_first("base[href]")
    return Resolver(url)((node.attributes.get("href") or "") if node else "") or url
