"""Reports that stand beside the one judged: last year's, the page as it was first, those of the agencies below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.app.assess import Observed, observe
from monitor.app.demo.clock import Clock
from monitor.app.house import House
from monitor.app.obligations import obligations
from monitor.app.steps import deadlines, sweep
from monitor.rules import Finding
from monitor.settings import Scope
from tests.support.cli import report
from tests.support.offices import Owing, opened, write_office
from tests.support.portal import Portal, page

NAMES = {"caizheng": "兰溪区财政局", "guoku": "兰溪区国库局"}
LAST_SEASON, SEASON = datetime(2020, 1, 25, 2, tzinfo=UTC), datetime(2021, 1, 25, 2, tzinfo=UTC)
LATER = datetime(2021, 1, 27, 2, tzinfo=UTC)
CARRIED = {f"requests/carried_out/{c}": "1" for c in ("natural_person", "total")}


@dataclass(frozen=True, slots=True)
class Desk:
    """Holds an office with two agencies, and the portal that it watches."""

    house: House
    portal: Portal
    clock: Clock
    days: dict[str, str] = field(default_factory=dict)
    """Date beside the link on the listing, by agency."""

    def shows(self, agency: str, year: int, text: str) -> None:
        """Let the listing of an agency show the report of a year, and the year before's for a canary."""
        name = NAMES[agency]
        address, day = f"/{agency}/{year}.html", self.days.get(agency, f"{year + 1}-01-18")
        rows = f"<li><a href='{address}'>{name}{year}年政府信息公开工作年度报告</a><span>{day}</span></li>"
        rows += f"<li><a href='/{agency}/old.html'>{name}{year - 1}年政府信息公开工作年度报告</a></li>"
        self.portal.routes[f"/{agency}/"] = page(f"<html><title>政府信息公开年报</title><ul>{rows}</ul></html>")
        self.portal.routes[address] = page(text.replace(NAMES["caizheng"], name))

    def round(self, now: datetime, house: House | None = None) -> dict[str, Observed]:
        """Sweep, judge, and give what is observed of each agency."""
        self.clock.now = now
        here = house or self.house
        sweep.step(here, now, everything=True)
        deadlines.step(here, now)
        with here.store.read() as tx:
            return {o.agency.id: observe(here, tx, o, now) for o in obligations(here.settings, now)}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Portal({}) as portal:
        fetching = {"fetching": {"allow_hosts": [portal.authority], "pause_seconds": 0}}
        owing = [Owing(id_, name, portal.url(f"/{id_}/")) for id_, name in NAMES.items()]
        clock = Clock(LAST_SEASON)
        with opened(write_office(tmp_path, owing, fetching), clock) as house:
            yield Desk(house, portal, clock)


def of_2019(changes: dict[str, str]) -> str:
    return report(changes).replace("2020", "2019").replace("2021-01-", "2020-01-")


def found(observed: Observed, code: str) -> Finding | None:
    return next((f for f in observed.examined.judgement.findings if f.code == code), None)


def test_what_was_carried_in_is_held_against_the_report_that_last_season_showed(desk: Desk) -> None:
    desk.shows("caizheng", 2019, of_2019(CARRIED))
    desk.round(LAST_SEASON)
    desk.shows("caizheng", 2020, report())
    observed = desk.round(SEASON)["caizheng"]
    finding = found(observed, "Y-01")
    assert finding is not None
    assert (finding.expected, finding.actual, finding.facts["last"]) == (1, 0, 2019)
    assert len(observed.seen.compared) == 1


def test_a_renamed_agency_is_followed_to_its_predecessor(desk: Desk) -> None:
    desk.shows("guoku", 2019, of_2019(CARRIED))
    desk.round(LAST_SEASON)
    desk.shows("caizheng", 2020, report())
    agencies = tuple(replace(a, predecessor="guoku") if a.id == "caizheng" else a for a in desk.house.settings.agencies)
    house = desk.house.with_settings(replace(desk.house.settings, agencies=agencies))
    finding = found(desk.round(SEASON, house)["caizheng"], "Y-01")
    assert finding is not None
    assert finding.expected == 1


def test_figures_that_changed_under_the_same_date_are_asked_about_with_both_captures(desk: Desk) -> None:
    desk.shows("caizheng", 2020, report())
    desk.round(SEASON)
    desk.shows("caizheng", 2020, report({"requests/granted/total": "9"}))
    finding = found(desk.round(LATER)["caizheng"], "D-10")
    assert finding is not None
    assert (finding.variant, finding.pointers, finding.actual) == ("quietly", ("/tables/requests/granted/total",), "9")
    assert len(set(finding.evidence.captures)) > 1


def test_a_page_that_only_looks_otherwise_each_time_is_not_changed(desk: Desk) -> None:
    desk.shows("caizheng", 2020, report())
    desk.round(SEASON)
    desk.shows("caizheng", 2020, report().replace("<body>", "<body><!-- seen 2 times -->"))
    observed = desk.round(LATER)["caizheng"]
    assert found(observed, "D-10") is None
    assert [o for o in observed.examined.judgement.outcomes if (o.code, str(o.verdict)) == ("D-10", "pass")]


def test_the_date_beside_the_link_is_weighed_against_that_of_the_page(desk: Desk) -> None:
    desk.days["caizheng"] = "2021-01-23"
    desk.shows("caizheng", 2020, report())
    finding = found(desk.round(SEASON)["caizheng"], "D-05")
    assert finding is not None
    assert finding.expected == "2021-01-23"


def test_an_unchanged_district_is_neither_read_nor_judged_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.shows("caizheng", 2019, of_2019({}))
    desk.round(LAST_SEASON)
    desk.shows("caizheng", 2020, report())
    first = desk.round(SEASON)["caizheng"]
    monkeypatch.setattr("monitor.app.beside.read_attached", lambda *_: pytest.fail("read again"))
    monkeypatch.setattr("monitor.app.assess.examine.examine", lambda *_: pytest.fail("judged again"))
    assert desk.round(SEASON)["caizheng"].examined is first.examined


def test_what_the_agencies_below_report_adds_up_where_the_parent_counts_them(desk: Desk) -> None:
    desk.shows("caizheng", 2020, report({"requests/received/natural_person": "7"}))
    desk.shows("guoku", 2020, report())
    house = _with_parent(desk.house, Scope.WITH_SUBORDINATES)
    finding = found(desk.round(SEASON, house)["caizheng"], "H-01")
    assert finding is not None
    assert finding.actual == 7
    assert "/tables/requests/received/natural_person" in finding.pointers


def test_a_changed_report_below_is_a_new_sum(desk: Desk) -> None:
    desk.shows("caizheng", 2020, report())
    desk.shows("guoku", 2020, report())
    house = _with_parent(desk.house, Scope.WITH_SUBORDINATES)
    assert found(desk.round(SEASON, house)["caizheng"], "H-01") is None
    desk.shows("guoku", 2020, report({"requests/received/natural_person": "7"}))
    assert found(desk.round(LATER, house)["caizheng"], "H-01") is not None


def test_where_a_report_below_is_missing_the_parent_has_no_less_than_the_others(desk: Desk) -> None:
    desk.shows("caizheng", 2020, report({"requests/received/natural_person": "7"}))
    house = _with_parent(desk.house, Scope.WITH_SUBORDINATES)
    observed = desk.round(SEASON, house)["caizheng"]
    assert found(observed, "H-01") is None
    assert found(observed, "H-02") is None


def test_a_parent_that_counts_itself_alone_is_held_against_nobody(desk: Desk) -> None:
    desk.shows("caizheng", 2020, report())
    desk.shows("guoku", 2020, report({"requests/received/natural_person": "7"}))
    observed = desk.round(SEASON, _with_parent(desk.house, Scope.OWN))["caizheng"]
    assert found(observed, "H-01") is None


def _with_parent(house: House, scope: Scope) -> House:
    parent, child = house.settings.agencies
    agencies = (replace(parent, scope=scope), replace(child, parent=parent.id))
    return house.with_settings(replace(house.settings, agencies=agencies))
