"""Reads YAML into plain values, each with its line, so that a refusal can point at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

Path = tuple[str | int, ...]
_TAG = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Says what cannot be read, in which line (from 1)."""

    key: str
    line: int
    facts: Mapping[str, Any]
    path: Path = ()


@dataclass(slots=True)
class Tree:
    """Holds the plain values of a file, the line of each, and what could not be read."""

    data: Any = None
    """None where the file cannot be parsed at all."""
    lines: dict[Path, int] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """Give the line of this value, or of the nearest one around it that is known."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(text: str) -> Tree:
    """Read one YAML document; troubles are collected, nothing is raised.

    The nodes are turned into values here, not by the library's constructors: those run dates, tags and aliases
    of the author's choice, and their messages quote values, which may be secrets.
    """
    tree = Tree()
    try:
        root = YAML(typ="safe", pure=True).compose(text)
        values = None if root is None else _Values(tree).of(root, ())
        # an empty file, and one that says `null`, lack every key; None is kept for what cannot be parsed
        tree.data = {} if values is None else values
    except MarkedYAMLError as error:
        tree.troubles.append(_syntax(text, error))
    except ReaderError as error:
        tree.troubles.append(Trouble("yaml_character", text.count("\n", 0, error.position) + 1, {}))
    except Exception:  # noqa: BLE001 - foreign parser on foreign text: the operator gets a line, never a traceback
        tree.troubles.append(Trouble("yaml_syntax", 1, {"column": 1}))
    return tree


def _syntax(text: str, error: MarkedYAMLError) -> Trouble:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    around = text.splitlines()[line : line + 1]
    if around and "\t" in around[0][: len(around[0]) - len(around[0].lstrip())]:
        return Trouble("yaml_tab", line + 1, {})
    return Trouble("yaml_syntax", line + 1, {"column": column + 1})


class _Values:
    """Turns nodes into values and notes lines and troubles in the tree."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._seen: set[int] = set()

    def of(self, node: Node, path: Path) -> Any:
        # an alias gives the very node of its anchor: refusing it ends loops and bombs alike
        if id(node) in self._seen:
            return self._trouble("yaml_alias", node, path)
        self._seen.add(id(node))
        self._tree.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.of(item, (*path, place)) for place, item in enumerate(node.value)]
        return _scalar(node)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        first: dict[str, int] = {}
        for key, value_node in self._pairs(node, path):
            here = (*path, key.value)
            if key.value in first:
                self._trouble("duplicate_key", key, here, name=key.value, first=first[key.value])
                continue
            first[key.value] = self._tree.lines[here] = key.start_mark.line + 1
            value = self.of(value_node, here)
            # `mail:` above lines that are all commented out says nothing, which is what its author means
            if value is not None:
                values[key.value] = value
        return values

    def _pairs(self, node: MappingNode, path: Path) -> Iterator[tuple[ScalarNode, Node]]:
        for key, value in node.value:
            if isinstance(key, ScalarNode):
                yield key, value
            else:
                self._trouble("bad_key", key, path)

    def _trouble(self, key: str, node: Node, path: Path, **facts: Any) -> None:
        self._tree.troubles.append(Trouble(key, node.start_mark.line + 1, facts, path))


def _scalar(node: Node) -> Any:
    convert = _CONVERT.get(str(node.tag).removeprefix(_TAG), str)
    try:
        return convert(node.value)
    except ValueError:
        return node.value.strip()


def _boolean(text: str) -> bool:
    # only the words of YAML 1.2: `off` is a mode of mail here, never a truth value
    if text.lower() not in _TRUTH:
        raise ValueError(text)
    return _TRUTH[text.lower()]


_TRUTH = {"true": True, "false": False}
_CONVERT: Mapping[str, Any] = {
    "int": int,
    "float": float,
    "bool": _boolean,
    "null": lambda _: None,
    "str": str.strip,
}
