"""Reads the links of a tree: where each leads, or what script it runs instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

_BREAKS = re.compile(r"[\t\r\n]")
_PLAIN_PATH = re.compile(r"(?:\./)?(?!\.)[\w-][\w.-]*(?:/[\w-][\w.-]*)*/?", re.ASCII)
_PLACEHOLDER = re.compile(r"\{\{|\$\{|<%|^\s*\[\[")
_LONGEST_SCRIPT = 1000
_QUOTED_ADDRESS = re.compile(r"""(?:open|href|location|assign|replace)\b[^'"]{0,20}['"]([^'"\s]+)['"]""")
_FILE_NAME = re.compile(r"\.\w{2,5}$")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Holds one `<a>`: `target` is None where it is dead or only a script knows where it leads."""

    node: LexborNode
    target: str | None
    hint: str
    """Its `title=`."""
    href: str | None
    script: str
    """What a click runs, the first 1000 characters; empty where it follows an address."""


class Resolver:
    """Makes addresses absolute against one base, the plain ones without taking them apart."""

    def __init__(self, base: str) -> None:
        self._base = base
        parts = urlsplit(base)
        self._origin = f"{parts.scheme}://{parts.netloc}"
        self._folder = self._origin + (parts.path.rpartition("/")[0] or "") + "/"

    def __call__(self, href: str) -> str | None:
        """Give the absolute address; None where it is broken or not of the web."""
        if _PLAIN_PATH.fullmatch(href):
            return self._folder + href.removeprefix("./")
        if href[:1] == "/" and _PLAIN_PATH.fullmatch(href, 1) and href[1] != ".":
            return self._origin + href
        return self._joined(href)

    def _joined(self, href: str) -> str | None:
        try:
            url = urljoin(self._base, _BREAKS.sub("", href).strip())
        except ValueError:
            return None
        return url if url.startswith(("http://", "https://")) else None


def read_anchors(tree: LexborHTMLParser, base: str) -> tuple[Anchor, ...]:
    """Give every link of a tree in its order."""
    resolve = Resolver(base)
    return tuple(_read(node, resolve) for node in tree.css("a"))


def _read(node: LexborNode, resolve: Resolver) -> Anchor:
    attributes = node.attributes
    href = attributes.get("href") if "href" in attributes else None
    address = (href or "").strip()
    script = ""
    if address in ("", "#") or address[:11].lower() == "javascript:":
        script = f"{address} {attributes.get('onclick') or ''}"[:_LONGEST_SCRIPT].strip()
        address = _address_in(script)
    dead = not address or address[0] == "#" or _PLACEHOLDER.search(address)
    return Anchor(node, None if dead else resolve(address), attributes.get("title") or "", href, script)


def _address_in(script: str) -> str:
    match = _QUOTED_ADDRESS.search(script)
    address = match.group(1) if match else ""
    return address if "/" in address or _FILE_NAME.search(address) else ""
