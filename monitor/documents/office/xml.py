"""Parses the XML of office files, without entities, network or endless depth; and walks it without recursion.

libxml2 itself refuses elements that nest deeper than 256 and texts of more than 10 MB (`huge_tree` stays off).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from monitor.documents.limits import ReadError

try:
    from lxml import etree
except ImportError as error:  # an extra: who reads no office files needs none
    raise ReadError("reader_missing", "Python package lxml (pip install nianbao[office])") from error

Element = etree._Element  # noqa: SLF001 - lxml gives its element no public name
Enter = Callable[[Element], bool]
"""Takes an element that starts and tells whether to go on to its children; only then its end is told."""
Leave = Callable[[Element], None]
Text = Callable[[str | None], None]

_HEAD = 4096
"""Bytes in which the root of nearly every part begins."""
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
)


def parse(body: bytes) -> Element:
    """Parse a part; raise ReadError `damaged` for what is not well-formed or declares entities."""
    try:
        root = etree.fromstring(body, _PARSER)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError("damaged", f"XML: {error}"[:200]) from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):  # type: ignore[union-attr]
        raise ReadError("damaged", "XML that declares entities")
    return root


def root_name(body: bytes) -> str:
    """Give the name of a part's root element without its namespace, read no further than that; "" for none."""
    opened = etree.XMLPullParser(("start",), resolve_entities=False, no_network=True, load_dtd=False)
    try:
        for start in range(0, len(body), _HEAD):
            opened.feed(body[start : start + _HEAD])
            root = next((e for _, e in opened.read_events() if isinstance(e, Element)), None)
            if root is not None:
                return local(root)
    except etree.XMLSyntaxError as error:
        raise ReadError("damaged", f"XML: {error}"[:200]) from error
    return ""


def walk(root: Element, enter: Mapping[str, Enter], leave: Mapping[str, Leave], text: Text | None = None) -> None:
    """Visit everything below `root` in document order; an element that `enter` does not name is gone through.

    `text` takes what stands between the tags, for formats that mix text and elements.
    """
    trail: list[tuple[Element, Iterator[Element]]] = [(root, iter(root))]
    enters, leaves = enter.get, leave.get  # looked up once: this loop is most of a reading
    while trail:
        element, children = trail[-1]
        for child in children:
            start = enters(child.tag)
            goes_in = start is None or start(child)
            if text is not None:
                text(child.text if goes_in else child.tail)
            if goes_in:
                trail.append((child, iter(child)))
                break
        else:
            trail.pop()
            end = leaves(element.tag)
            if end is not None:
                end(element)
            if text is not None and trail:
                text(element.tail)


def strip(root: Element, names: Iterable[str]) -> None:
    """Take out every element of these names with what it holds: what only says how things look is most of a file."""
    etree.strip_elements(root, *names, with_tail=False)


def skip(_: Element) -> bool:
    """Leave out an element with everything in it."""
    return False


def namespace(element: Element) -> str:
    """Give the namespace of an element's name."""
    tag = str(element.tag)
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def local(element: Element) -> str:
    """Give an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def number(text: str | None, default: int) -> int:
    """Read a whole number that an attribute gives; nonsense is the default."""
    try:
        return int(text or "")
    except ValueError:
        return default
