"""Reads changes against the year before: 同比增长3.2%, 比上年减少5件, 较2022年（31件）下降29%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from monitor.rules.figures import Mention
from monitor.rules.text_against_tables.vocabulary import OBJECT

_YEAR_BEFORE = r"(?:上一?年度?|去年度?|(?P<year>\d{4})年度?)(?:同期)?"
_SINCE = rf"(?:同比|与?{_YEAR_BEFORE}(?:相比|比较)|[较比]于?{_YEAR_BEFORE.replace('year', 'than')})"
_WAY = (
    r"(?:(?P<up>增长|增加|上升|提高|上涨|增幅|增|多)|(?P<down>下降|减少|降低|回落|下滑|降幅|减|少))"
    r"(?:了|幅度?|率|比例|为|达|：)*"
)
_WHAT = r"(?:(?:申请|受理|收到|新收|收件|接收)(?:总)?(?:数量|件数|数|量|件)|数量|总量|总数)?"
_SINCE_THEN = re.compile(_SINCE)
_FIRST = re.compile(rf"{OBJECT}[，；、（]?{_WHAT}{_SINCE}[，、]?{_WAY}")
_NEXT = re.compile(rf"[，；、（]?(?:同比|{_SINCE})?{_WAY}".replace("(?P<year>", "(?:").replace("(?P<than>", "(?:"))
_LAST = re.compile(rf"{OBJECT}[，；、（]?(?:同比|[较比与]于?{_YEAR_BEFORE}的?)（?[为是]?")
_FROM_LAST = re.compile(rf"）?(?:的?申请)?(?:相比)?[，、]?{_WAY}")
_LEVEL = re.compile(rf"{OBJECT}[，；、（]?{_WHAT}[与和同较比]{_YEAR_BEFORE}(?:数量)?持平")
_PARENTHESES = re.compile(r"（[^（）]*）")


@dataclass(frozen=True, slots=True)
class Change:
    """Holds a figure with what the text says of its change since the year before."""

    now: Mention
    by: Mention
    """The figure of the change, in units or percent; `now` itself where the text says that there is none."""
    sign: int
    """1 or -1; 0 for no change."""
    last: Decimal | None = None
    """The figure of the year before, if the text gives it or says by how many it changed."""

    @property
    def is_share(self) -> bool:
        """Tell whether the change is given in percent."""
        return self.by.figure.unit == "%"

    @property
    def stated(self) -> Decimal:
        """Give the change with its sign."""
        return self.by.figure.value * self.sign


def changes_of(mentions: tuple[Mention, ...], year: int | None) -> Iterator[Change]:
    """Give every plain change of a sentence; figures that are not exact have none."""
    for position, now in enumerate(mentions):
        if now.figure.exact and now.figure.unit != "%":
            following = (m for m in mentions[position + 1 :] if not _is_aside(m, now))
            yield from _of(now, tuple(islice(following, 2)), year)


def _is_aside(mention: Mention, now: Mention) -> bool:
    """Tell whether a mention stands in parentheses that say something else than the change."""
    return mention.inside and mention.enclosing is now.figure and not _SINCE_THEN.match(mention.before)


def _of(now: Mention, following: tuple[Mention, ...], year: int | None) -> Iterator[Change]:
    if _is_level(now, year):
        yield Change(now, now, 0, now.figure.value)
    if following and following[0].figure.exact:
        first, second = following[0], following[1] if len(following) > 1 else None
        yield from _by(now, first, second, year)
        named = second is not None and _is_exact_share(second) and _names_last(now, first, year)
        if second and named and (sign := _sign(_FROM_LAST, first, second, year)):
            yield Change(now, second, sign, first.figure.value)


def _by(now: Mention, first: Mention, second: Mention | None, year: int | None) -> Iterator[Change]:
    """Give the change that follows a figure, and the same in percent that may follow that."""
    sign, counts = _sign(_FIRST, now, first, year), first.figure.unit == now.figure.unit
    if sign and (counts or first.figure.unit == "%"):
        yield Change(now, first, sign)
    if sign and counts and second and _is_exact_share(second) and _sign(_NEXT, first, second, year) == sign:
        yield Change(now, second, sign, now.figure.value - first.figure.value * sign)


def _is_exact_share(mention: Mention) -> bool:
    return mention.figure.exact and mention.figure.unit == "%"


def _sign(words: re.Pattern[str], one: Mention, other: Mention, year: int | None) -> int:
    """Give the way of a change where nothing but its words stands between two figures, else 0."""
    match = words.fullmatch(_between(one, other))
    if match is None or not _is_year_before(match, year):
        return 0
    return 1 if match["up"] else -1


def _names_last(now: Mention, last: Mention, year: int | None) -> bool:
    match = _LAST.fullmatch(_between(now, last))
    return match is not None and last.figure.unit == now.figure.unit and _is_year_before(match, year)


def _is_level(now: Mention, year: int | None) -> bool:
    match = _LEVEL.match(now.sentence.folded, now.figure.end)
    return match is not None and _is_year_before(match, year)


def _is_year_before(match: re.Match[str], year: int | None) -> bool:
    """Tell whether a year that the words name by its number is the one before the report's."""
    named = next((v for k, v in match.groupdict().items() if k in {"year", "than"} and v), None)
    return named is None or (year is not None and int(named) == year - 1)


def _between(one: Mention, other: Mention) -> str:
    text = one.sentence.folded[one.figure.end : other.figure.start]
    return _PARENTHESES.sub("", text)
