"""Holds what the prose of a made report may say: whose report it is, and what its tables count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from ruamel.yaml import YAML

from monitor.settings import Kind
from tests.support.figures import DISCLOSURE, LITIGATION, REQUESTS
from tests.support.valid.numerals import said
from tests.support.valid.tables import Figures

_WORDINGS = Path(__file__).with_name("wordings.yaml")


@cache
def wordings() -> Mapping[str, list[str]]:
    """Give the sentences that are true of any agency, by where they are told."""
    found: Mapping[str, list[str]] = YAML(typ="safe").load(_WORDINGS.read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Facts:
    """Holds the facts of one report, and the dice that choose its words."""

    kind: Kind
    agency: str
    we: str
    """How the agency calls itself: 我区, 我局."""
    year: int
    edition: str
    tables: Mapping[str, Figures]
    random: Random

    def requests(self, row: str, column: str = "total") -> int:
        """Give a figure of table 3."""
        return self.tables[REQUESTS][row][column]

    def cases(self, row: str, column: str = "total") -> int:
        """Give a figure of table 4."""
        return self.tables[LITIGATION][row][column]

    def published(self, row: str, column: str) -> int:
        """Give a figure of table 2."""
        return self.tables[DISCLOSURE][row][column]

    def sum_of(self, prefix: str) -> int:
        """Give the sum of a group of outcomes."""
        return sum(row["total"] for key, row in self.tables[REQUESTS].items() if key.startswith(prefix))

    def say(self, number: int) -> str:
        """Say a number in one of the ways of officials."""
        return said(number, self.random)

    def pick(self, *choices: str) -> str:
        """Choose one of several wordings."""
        return self.random.choice(choices)

    def words(self, *keys: str) -> str:
        """Choose a sentence of the wordings, with figures of no table filled in."""
        wording = self.random.choice([sentence for key in keys for sentence in wordings()[key]])
        a, b = self.random.randint(2, 900), self.random.randint(2, 40)
        return wording.format(
            a=a,
            b=b,
            sum=a + b,
            we=self.we,
            year=self.year,
            last=self.year - 1,
            next=self.year + 1,
            earlier=self.year - 2,
        )

    def chance(self, share: float) -> bool:
        """Tell whether something is said this time."""
        return self.random.random() < share

    @property
    def is_government(self) -> bool:
        """Tell whether art. 50(4) applies."""
        return self.kind in {Kind.GOVERNMENT, Kind.TOWNSHIP}
