"""Walks the tree of an HTML page as a reader sees it: what is hidden is left out, blocks and breaks end a line."""

from __future__ import annotations

import re
from typing import Protocol

from selectolax.lexbor import LexborHTMLParser, LexborNode

_SKIPPED = "script style noscript template head title select option button textarea svg math iframe object"
_BLOCKS = """
    address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead
    tr ul
"""
SKIPPED = frozenset(_SKIPPED.split())
BLOCKS = frozenset(_BLOCKS.split())
BREAKS = BLOCKS | {"br"}
RAISED = frozenset(["sup", "sub"])
_PARTING = BREAKS | RAISED
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LINE_BREAK = re.compile("([\r\n]+)")


class Visitor(Protocol):
    """Takes what a walk meets, in reading order."""

    def text(self, text: str) -> None:
        """Take a piece of text."""

    def line_break(self) -> None:
        """Take the end of a line: a break, or the border of a block."""

    def enter(self, node: LexborNode) -> bool:
        """Take in an element that is shown and tell whether to go on to its children."""

    def leave(self, node: LexborNode) -> None:
        """Take the end of an element that was entered."""


Hidden = frozenset[int]
"""Ids of the elements that a page hides."""


def walk(root: LexborNode, visitor: Visitor, hidden: Hidden) -> None:
    """Visit every node below `root` once, without recursion: a page may nest as deep as it likes."""
    node: LexborNode | None = root
    end = root.mem_id
    while node is not None:
        node = _enter(node, visitor, hidden) or _next(node, end, visitor)


def hidden_in(tree: LexborHTMLParser) -> Hidden:
    """Give the elements that a page hides by their own attributes.

    Asked once a page: one that comes from a word processor has a style on every word, and few of them hide.
    """
    found = tree.css('[hidden], [style*="none" i], [style*="hidden" i]')
    return frozenset(element.mem_id for element in found if _is_hidden(element))


def _is_hidden(element: LexborNode) -> bool:
    attributes = element.attributes
    return "hidden" in attributes or _HIDDEN.search(attributes.get("style") or "") is not None


def _enter(node: LexborNode, visitor: Visitor, hidden: Hidden) -> LexborNode | None:
    """Show a node, and give the first of its children if they are to be visited."""
    if node.is_text_node:
        _give_text(node, visitor)
        return None
    tag = node.tag or ""
    if not node.is_element_node or tag in SKIPPED or node.mem_id in hidden:
        return None
    if tag in _PARTING:
        _part(tag, visitor)
    return node.first_child if visitor.enter(node) else None


def _part(tag: str, visitor: Visitor) -> None:
    """Part what stands before a border of an element from what stands behind it; 12 with a footnote 1 is no 121."""
    if tag in RAISED:
        visitor.text(" ")
    else:
        visitor.line_break()


def _give_text(node: LexborNode, visitor: Visitor) -> None:
    """Give a text; only inside `pre` do its own line ends count."""
    text = node.text_content or ""
    if not _LINE_BREAK.search(text) or node.parent is None or node.parent.tag != "pre":
        visitor.text(text)
        return
    for piece in _LINE_BREAK.split(text):
        if piece.strip("\r\n"):
            visitor.text(piece)
        else:
            visitor.line_break()


def _next(node: LexborNode, root: int, visitor: Visitor) -> LexborNode | None:
    """Leave nodes until one has a following sibling; None when the root (by its id) is left."""
    current: LexborNode | None = node
    while current is not None:
        if current.is_element_node:
            _leave(current, visitor)
        if current.mem_id == root:
            return None
        following = current.next
        if following is not None:
            return following
        current = current.parent
    return None


def _leave(element: LexborNode, visitor: Visitor) -> None:
    tag = element.tag or ""
    if tag in _PARTING and tag != "br":
        _part(tag, visitor)
    visitor.leave(element)
