"""Finds the places of a module at which a mutant differs by one operator, constant, condition, yield or alternative."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.mutation.patterns import shorter

Change = Callable[[Any], ast.AST | None]
"""Gives what stands in the place of a node."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """Names one change of a module: the n-th of its source."""

    file: Path
    number: int
    line: int
    kind: str
    told: str

    @property
    def place(self) -> str:
        """Give where it stands, for people."""
        return f"{self.file}:{self.line} {self.kind}: {self.told}"


_COMPARED: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_COUNTED: Mapping[type[ast.operator], type[ast.operator]] = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add}
_QUANTIFIED = {"any": "all", "all": "any", "min": "max", "max": "min"}


def mutants(file: Path) -> list[Mutant]:
    """Give every mutant of a module."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [Mutant(file, n, line, kind, told) for n, (line, kind, told, _, _) in enumerate(_sites(tree))]


def mutated(mutant: Mutant) -> ast.Module:
    """Give the module with its one change."""
    tree = ast.parse(mutant.file.read_text(encoding="utf-8"))
    _, _, _, node, change = list(_sites(tree))[mutant.number]
    module: ast.Module = _Put(node, change).visit(tree)
    return ast.fix_missing_locations(module)


Site = tuple[int, str, str, ast.AST, Change]
"""Line, kind, what is changed in words, the node, and its change."""


class _Put(ast.NodeTransformer):
    """Puts a change in the place of one node."""

    def __init__(self, node: ast.AST, change: Change) -> None:
        self._node, self._change = node, change

    def visit(self, node: ast.AST) -> Any:
        if node is not self._node:
            return self.generic_visit(node)
        put = self._change(deepcopy(node))
        return put if put is None else ast.copy_location(put, node)


def _sites(tree: ast.Module) -> Iterator[Site]:
    for node in _mutable(tree):
        for kind, told, change in _changes(node):
            yield _line(node), kind, told, node, change


def _line(node: ast.AST) -> int:
    return node.target.lineno if isinstance(node, ast.comprehension) else getattr(node, "lineno", 0)


def _mutable(node: ast.AST) -> Iterator[ast.AST]:
    """Give the nodes that say what a module does: no types, decorators, docstrings, caches or tables of names."""
    yield node
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "keywords"} and not _is_call(node, name):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_docstring(child):
                yield from _mutable(child)


def _is_call(node: ast.AST, name: str) -> bool:
    return name == "keywords" and isinstance(node, ast.Call)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _changes(node: ast.AST) -> Iterator[tuple[str, str, Change]]:
    maker = _MAKERS.get(type(node))
    if maker is not None:
        yield from maker(node)


def _compare(node: ast.Compare) -> Iterator[tuple[str, str, Change]]:
    other = _COMPARED[type(node.ops[0])]

    def change(own: ast.Compare) -> ast.AST:
        own.ops[0] = other()
        return own

    yield "comparison", f"{_text(node)} by {other.__name__}", change


def _boolean(node: ast.BoolOp) -> Iterator[tuple[str, str, Change]]:
    other = ast.Or if isinstance(node.op, ast.And) else ast.And

    def change(own: ast.BoolOp) -> ast.AST:
        own.op = other()
        return own

    yield "boolean", f"{_text(node)} by {other.__name__}", change
    for at in range(len(node.values)):
        yield "condition", f"{_text(node.values[at])} dropped", _without(at)


def _without(at: int) -> Change:
    def change(own: ast.BoolOp) -> ast.AST:
        del own.values[at]
        return own if len(own.values) > 1 else own.values[0]

    return change


def _not(node: ast.UnaryOp) -> Iterator[tuple[str, str, Change]]:
    if isinstance(node.op, ast.Not):
        yield "not", f"{_text(node)} without not", lambda own: own.operand


def _sum(node: ast.BinOp) -> Iterator[tuple[str, str, Change]]:
    other = _COUNTED.get(type(node.op))
    if other is None or _is_text(node):
        return

    def change(own: ast.BinOp) -> ast.AST:
        own.op = other()
        return own

    yield "arithmetic", f"{_text(node)} by {other.__name__}", change


def _is_text(node: ast.BinOp) -> bool:
    return any(isinstance(side, ast.JoinedStr | ast.List | ast.Tuple) for side in (node.left, node.right)) or any(
        isinstance(side, ast.Constant) and isinstance(side.value, str) for side in (node.left, node.right)
    )


def _branch(node: ast.If | ast.IfExp) -> Iterator[tuple[str, str, Change]]:
    def change(own: ast.If | ast.IfExp) -> ast.AST:
        own.test = ast.UnaryOp(ast.Not(), own.test)
        return own

    yield "branch", f"if {_text(node.test)} negated", change


def _comprehension(node: ast.comprehension) -> Iterator[tuple[str, str, Change]]:
    for at in range(len(node.ifs)):
        yield "filter", f"if {_text(node.ifs[at])} dropped", _without_if(at)


def _without_if(at: int) -> Change:
    def change(own: ast.comprehension) -> ast.AST:
        del own.ifs[at]
        return own

    return change


def _statement(node: ast.Expr) -> Iterator[tuple[str, str, Change]]:
    if isinstance(node.value, ast.Yield | ast.YieldFrom):
        yield "yield", f"{_text(node)} dropped", lambda _: ast.Expr(ast.Constant(None))


def _constant(node: ast.Constant) -> Iterator[tuple[str, str, Change]]:
    if isinstance(node.value, bool):
        value = not node.value
        yield "constant", f"{node.value} by {value}", lambda _: ast.Constant(value)
    elif isinstance(node.value, int):
        more = node.value + 1
        yield "constant", f"{node.value} by {more}", lambda _: ast.Constant(more)
    elif isinstance(node.value, str) and "|" in node.value:
        for told, text in shorter(node.value):
            yield "alternative", told, _as_constant(text)


def _as_constant(text: str) -> Change:
    return lambda _: ast.Constant(text)


def _call(node: ast.Call) -> Iterator[tuple[str, str, Change]]:
    other = _QUANTIFIED.get(node.func.id) if isinstance(node.func, ast.Name) else None
    if other is not None:

        def change(own: ast.Call) -> ast.AST:
            own.func = ast.Name(other, ast.Load())
            return own

        yield "quantifier", f"{_text(node)} by {other}", change


_MAKERS: Mapping[type[ast.AST], Callable[[Any], Iterator[tuple[str, str, Change]]]] = {
    ast.Compare: _compare,
    ast.BoolOp: _boolean,
    ast.UnaryOp: _not,
    ast.BinOp: _sum,
    ast.If: _branch,
    ast.IfExp: _branch,
    ast.comprehension: _comprehension,
    ast.Expr: _statement,
    ast.Constant: _constant,
    ast.Call: _call,
}


def _text(node: ast.AST) -> str:
    return ast.unparse(node)[:70]
