"""Tries one mutant in a process of its own: the rules are loaded anew with it, and the suite is run on them."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import json
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.bench.mutation.prepared import Prepared, edition_of
from tests.bench.mutation.sites import Mutant, mutated
from tests.conformance.call import Answer
from tests.conformance.hold import complaints

MOST_SECONDS = 90
KEPT = frozenset({"monitor.rules.model", "monitor.rules.sketch"})
"""Modules whose classes the prepared subjects are of; they are not loaded anew."""
_QUIETLY = ("-x", "-q", "-p", "no:cacheprovider", "--assert=plain")
_CASES = ("tests.rules.test_cases", "tests.rules.text.test_cases")
_STALE = ("monitor.rules", "monitor.app", "tests.rules", "tests.support")


@dataclass(frozen=True, slots=True)
class Trial:
    """Says what became of a mutant."""

    outcome: str
    """`killed` by cases of the suite or by the unit tests, `invalid` where it cannot be loaded, `survived`, or why the
    trial itself broke down."""
    by: Sequence[str] = ()
    """Cases of the conformance suite that fail on it."""


@dataclass(frozen=True, slots=True)
class Units:
    """Names the unit tests that concern a mutant: cases of families of rules (of all, where none is named), files."""

    families: Sequence[str] = ()
    files: Sequence[str] = ()
    every: bool = False
    """Whether to go on after the first case that fails, so that all of them are known."""


def parse_once() -> None:
    """Keep what the YAML files of rules and cases hold: modules are loaded anew for each mutant, files need not be."""
    parse: Any = YAML.load
    parsed: dict[str, Any] = {}

    def load(reader: YAML, source: Any) -> Any:
        text = source if isinstance(source, str) else source.read()
        if text not in parsed:
            parsed[text] = parse(reader, text)
        return parsed[text]

    YAML.load = load  # type: ignore[assignment, method-assign] # for this process and those that it forks
    for name in _CASES:
        importlib.import_module(name)


def attempt(mutant: Mutant, cases: Sequence[Prepared], units: Units) -> Trial:
    """Try a mutant on the cases, and on the unit tests if no case fails; one that does not end is killed too."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        _leave(writer, mutant, cases, units)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as told:
        text = told.read()
    os.waitpid(child, 0)
    return Trial(**json.loads(text)) if text else Trial("killed")


def _leave(writer: int, mutant: Mutant, cases: Sequence[Prepared], units: Units) -> None:
    signal.alarm(MOST_SECONDS)
    try:
        trial = _tried(mutant, cases, units)
        os.write(writer, json.dumps(asdict(trial)).encode())
    except Exception as error:  # noqa: BLE001 - told to the parent, which ends with it
        os.write(writer, json.dumps({"outcome": f"broken: {error!r}"}).encode())
    finally:
        os._exit(0)


def _tried(mutant: Mutant, cases: Sequence[Prepared], units: Units) -> Trial:
    try:
        code = compile(mutated(mutant), str(mutant.file), "exec")
        _load(name_of(mutant.file), code)
    except Exception:  # noqa: BLE001 - a mutant that cannot be loaded is none
        return Trial("invalid")
    by = [] if name_of(mutant.file) in KEPT else list(islice(failing(cases), None if units.every else 1))
    if by:
        return Trial("killed", by)
    return Trial("killed" if _units_fail(units.families, units.files) else "survived")


def name_of(file: Path) -> str:
    """Give the name of a module."""
    return ".".join(file.with_suffix("").parts).removesuffix(".__init__")


class _Loader(importlib.abc.Loader, importlib.abc.MetaPathFinder):
    """Loads the mutant in the place of its module."""

    def __init__(self, name: str, code: CodeType) -> None:
        self._name, self._code = name, code

    def find_spec(self, name: str, path: object, _: object = None) -> importlib.machinery.ModuleSpec | None:
        if name != self._name:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)  # type: ignore[arg-type] # the path of a package
        assert spec is not None
        spec.loader = self
        return spec

    def create_module(self, _: object) -> ModuleType | None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        exec(self._code, module.__dict__)  # noqa: S102 - the mutant of our own module


def _load(name: str, code: CodeType) -> None:
    for stale in [m for m in sys.modules if m.startswith(_STALE) and (m not in KEPT or m == name)]:
        del sys.modules[stale]
    sys.meta_path.insert(0, _Loader(name, code))
    importlib.import_module("monitor.rules")
    importlib.import_module(name)


def failing(cases: Sequence[Prepared]) -> Iterator[str]:
    """Judge cases anew by the rules as they are loaded now, and name those that fail."""
    rules: Any = importlib.import_module("monitor.rules")
    for one in cases:
        try:
            wrong = complaints(one.case, Answer(_answer(rules, one)))
        except Exception:  # noqa: BLE001 - whatever a mutant raises, it is found out
            wrong = ["raised"]
        if wrong:
            yield one.case.name


def _answer(rules: Any, one: Prepared) -> dict[str, Any]:
    judgement = rules.judge(one.subject)
    edition = edition_of(one.subject)
    found = [rules.public_json(finding, edition, "zh") for finding in judgement.findings]
    return {**one.told, "findings": found, "outcomes": judgement.counts, "verdict": judgement.verdict}


def _units_fail(families: Sequence[str], files: Sequence[str]) -> bool:
    """Run the cases of the rules, then the other unit tests; the cases without pytest, which takes longer than they."""
    return any(_case_fails(module, families) for module in _CASES) or (bool(files) and _files_fail(files))


def _case_fails(name: str, families: Sequence[str]) -> bool:
    module: Any = importlib.import_module(name)
    for code, cases in module.BY_CODE.items():
        for case in cases if not families or code.partition("-")[0] in families else ():
            try:
                module.test_a_rule_says_what_its_case_asks(code, case)
            except Exception:  # noqa: BLE001 - a failed assertion, or whatever a mutant raises
                return True
    return False


def _files_fail(files: Sequence[str]) -> bool:
    # Plugins would be loaded that this process has loaded already, which pytest warns of.
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        return pytest.main([*_QUIETLY, *files]) != pytest.ExitCode.OK
