"""Reports of several agencies that are alike: both hear of it, whichever came first, and nothing is done twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from alerts.model import LetterState
from monitor.app.demo.clock import Clock
from monitor.app.demo.pages import report_page
from monitor.app.demo.scenario import load_scenario
from monitor.app.house import House
from monitor.app.steps import deadlines, sweep
from monitor.cases import State
from monitor.settings import load_settings
from monitor.store import cases, letters
from tests.support.offices import Owing, opened, write_office
from tests.support.portal import Portal, page

NAMES = {"caizheng": "云川市兰溪区财政局", "shuiwu": "云川市兰溪区水务局", "linye": "云川市兰溪区林业局"}
SHARED = (
    "一是群众最关心的老旧小区改造、公交线路调整两类信息发布偏晚，往往在工程开工之后才贴出公告，居民只能到社区打听进度；"
    "二是政策解读以文字照搬为主，图表和短视频只有3件，老年读者反映看不懂、找不到；三是热线转来的公开申请与窗口收到的申请"
    "分头登记，出现2件重复答复。我局把老旧小区改造的立项、招标、开工、验收四个节点列入公开清单，节点完成后三日内同步发布；"
    "请高校学生志愿者为20份重点文件制作漫画解读，并在服务大厅循环播放；热线与窗口申请并入同一登记系统，每周五由专人核对一次，"
    "下半年未再发生重复答复；门户网站的检索框支持方言拼音，盲人读者可以一键朗读全文；"
    "每月第一个星期六开放办公楼大厅，由科室负责人轮流当面解答居民提问，问答记录整理后张贴在公告栏。"
)
OWN = (
    "一是个别科室对公开属性把握不准，拟公开文件退回修改较多；二是部分历史信息附件失效。今后在发文流程中增设公开审核环节，"
    "由专人对照目录逐件把关，并利用半年时间对历年附件逐一核验、补传。"
)
DAY = datetime(2021, 1, 25, 2, tzinfo=UTC)


def _report(agency: str, problems: str) -> str:
    scenario = load_scenario()
    model = next(p for p in scenario.publishers if p.id == "caizheng")
    posting = model.postings[0]
    texts = {**posting.texts, "problems_and_improvements": (f"存在的主要问题和改进情况：{problems}",)}
    return report_page(replace(model, name=NAMES[agency]), replace(posting, texts=texts), scenario)


@dataclass(slots=True)
class District:
    """Holds an office of three agencies and the portal that it watches."""

    house: House
    portal: Portal
    clock: Clock
    now: datetime = DAY

    def publish(self, agency: str, problems: str) -> None:
        self._list(agency, f"<li><a href='/{agency}/r.html'>{NAMES[agency]}2020年政府信息公开工作年度报告</a></li>")
        self.portal.routes[f"/{agency}/r.html"] = page(_report(agency, problems))

    def _list(self, agency: str, row: str) -> None:
        old = f"<li><a href='/old.html'>{NAMES[agency]}2019年政府信息公开工作年度报告</a><span>2020-01-16</span></li>"
        self.portal.routes[f"/{agency}/"] = page(f"<html><title>年报</title><ul>{row}{old}</ul></html>")

    def go_round(self) -> dict[str, State]:
        """Visit and judge; gives the state of the case of section five, by agency."""
        self.now += timedelta(hours=2)
        self.clock.now = self.now
        sweep.step(self.house, self.now, everything=True)
        deadlines.step(self.house, self.now)
        with self.house.store.read() as tx:
            known = [(a, c) for a in NAMES for c in cases.load(tx, a, 2020) if c.key.code == "C-01"]
        return {agency: case.state for agency, case in known}


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    with Portal({}) as portal:
        fetching = {"fetching": {"allow_hosts": [portal.authority], "pause_seconds": 0}}
        owing = [Owing(agency, name, portal.url(f"/{agency}/")) for agency, name in NAMES.items()]
        clock = Clock(DAY)
        with opened(write_office(tmp_path, owing, fetching), clock) as house:
            made = District(house, portal, clock)
            for agency in NAMES:
                made._list(agency, "")
            yield made


def test_the_first_hears_of_it_in_the_round_in_which_the_second_comes(district: District) -> None:
    district.publish("caizheng", SHARED)
    district.publish("linye", OWN)
    assert district.go_round() == {}
    district.publish("shuiwu", SHARED.replace("20份", "12份"))
    assert set(district.go_round()) == {"caizheng", "shuiwu"}


def test_two_that_come_together_both_hear_of_it(district: District) -> None:
    district.publish("caizheng", SHARED)
    district.publish("shuiwu", SHARED)
    assert set(district.go_round()) == {"caizheng", "shuiwu"}


def test_when_one_writes_its_own_the_other_has_nothing_to_answer_for(district: District) -> None:
    district.publish("caizheng", SHARED)
    district.publish("shuiwu", SHARED)
    district.go_round()
    district.publish("shuiwu", OWN)
    assert set(district.go_round().values()) <= {State.CORRECTED, State.VERIFIED, State.CLOSED}


def test_an_unchanged_district_asks_for_nothing_and_a_restart_finds_the_same(district: District) -> None:
    district.publish("caizheng", SHARED)
    district.publish("shuiwu", SHARED)
    before = district.go_round()
    asked: list[str] = []
    event.listen(district.house.store.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    assert district.go_round() == before
    assert not [statement for statement in asked if "sketch" in statement]
    settings = load_settings(district.house.folder, {})
    district.house = district.house.with_settings(settings)
    asked.clear()
    assert district.go_round() == before
    written = [s for s in asked if "sketch" in s and not s.startswith("SELECT")]
    assert written == []


def test_a_rule_that_the_office_switches_off_closes_its_cases_without_a_word_and_on_again_opens_them(
    district: District,
) -> None:
    district.publish("caizheng", SHARED)
    district.publish("shuiwu", SHARED)
    district.go_round()
    settings = district.house.settings

    off = replace(settings, switched_off={"C-01": "本区统一下发模板"})
    district.house = district.house.with_settings(off)
    assert set(district.go_round().values()) == {State.CLOSED}
    with district.house.store.read() as tx:
        (case,) = (c for c in cases.load(tx, "caizheng", 2020) if c.key.code == "C-01")
        assert cases.history(tx, case.key.digest)[-1].note == "switched_off: 本区统一下发模板"
        waiting = [row for row in letters.of_agency(tx, "caizheng", 2020) if row.state == LetterState.QUEUED]
        assert [row for row in waiting if case.key.digest in row.cases] == []

    district.house = district.house.with_settings(settings)
    assert set(district.go_round().values()) <= {State.OPEN, State.NOTIFIED}
