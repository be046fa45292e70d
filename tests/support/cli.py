"""Calls the command line in this process, and makes the reports and offices that it works on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import simplejson

from monitor.app.cli.entry import run
from monitor.app.demo.pages import report_page
from monitor.app.demo.scenario import Scenario, load_scenario
from tests.support.configurations import lay_out

ENVIRONMENT = {"LANG": "zh_CN.UTF-8", "COLUMNS": "80"}


@dataclass(frozen=True, slots=True)
class Called:
    """Holds what a call left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> object:
        """Give what was printed, as JSON."""
        return simplejson.loads(self.out, use_decimal=True)

    @property
    def objects(self) -> list[dict[str, Any]]:
        """Give the objects that were printed, one a line."""
        return [simplejson.loads(line, use_decimal=True) for line in self.out.splitlines()]


Call = Callable[..., Called]


def caller(capsys: pytest.CaptureFixture[str], **environ: str) -> Call:
    """Give a function that runs a command line, in Chinese unless the environment says otherwise."""

    def call(*line: str | Path) -> Called:
        capsys.readouterr()
        status = run([str(word) for word in line], {**ENVIRONMENT, **environ})
        out, err = capsys.readouterr()
        return Called(status, out, err)

    return call


@cache
def _scenario() -> Scenario:
    return load_scenario()


def report(changes: dict[str, str] | None = None, without: tuple[str, ...] = ()) -> str:
    """Write the page of an ordinary department's report of 2020, with these cells changed and sections left out."""
    scenario = _scenario()
    publisher = next(p for p in scenario.publishers if p.id == "caizheng")
    posting = replace(publisher.postings[0], changes=changes or {}, without=without)
    return report_page(publisher, posting, scenario)


def office(folder: Path) -> Path:
    """Lay out the good configuration in a folder; its database and archive lie within it."""
    return lay_out(folder)
