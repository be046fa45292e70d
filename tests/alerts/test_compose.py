"""Says how letters are worded."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from alerts.compose import ComposeContext, compose
from alerts.compose.phrases import LANGUAGES, phrases
from alerts.model import Letter, LetterState, Reason, Topic
from monitor.cases import State
from monitor.fetch import FailureReason
from monitor.rules import Presence
from monitor.settings import Agency, Kind, Severity
from tests.support.notices import (
    SENTENCE,
    blank_note,
    digest,
    every_reason,
    matter,
    notice,
    row_sum,
    table_3,
    text_query,
    to_office,
)
from tests.support.situations import CIVIL, DUE, OFFICE, SHA, YEAR, case, context

HOSTILE = "<script>alert(1)</script>\r\nBcc: all@lanxi.example\u202e\x00 &amp;"


def with_reading(**changes: Any) -> ComposeContext:
    return context(readings={(CIVIL.id, YEAR): table_3()}, **changes)


def findings_letter() -> Letter:
    topic = Topic(Reason.FINDINGS, (row_sum(), text_query(), blank_note()))
    return compose(notice(topic), with_reading())


# -- every letter


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_worded_in_text_and_html(reason: Reason, language: str) -> None:
    letter = compose(every_reason()[reason], with_reading(language=language))
    assert letter.subject
    assert "\n" not in letter.subject
    assert phrases(language)(f"heading.{reason}") in letter.html
    for part in (letter.subject, letter.text, letter.html):
        assert not re.search(r"\{[a-z_]*\}|\{\{|\{%|None|Undefined", part)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", Reason)
def test_html_stands_alone_for_clients_that_drop_styles_and_block_pictures(reason: Reason, language: str) -> None:
    html = compose(every_reason()[reason], with_reading(language=language)).html
    tree = LexborHTMLParser(html)
    assert not tree.css("style, link, script, img")
    assert not re.search(r"(display:\s*(flex|grid)|url\(|@import|position:)", html)
    assert tree.css_first("td[style]") is not None


def test_catalogues_have_the_same_keys_and_names() -> None:
    zh, en = (phrases(language).sentences for language in ("zh", "en"))
    assert set(zh) == set(en)
    only_a_language_needs = {"date", "instant"}
    for key in set(zh) - only_a_language_needs:
        assert _names(zh[key]) == _names(en[key]), key


def _names(sentence: str) -> set[str]:
    return set(re.findall(r"\{(\w+)", sentence))


def test_a_letter_says_who_writes_and_how_to_answer() -> None:
    letter = findings_letter()
    for part in (letter.text, letter.html):
        for said in (OFFICE.name, OFFICE.phone, OFFICE.email, "直接回复本邮件", "5 个工作日", "贵单位"):
            assert said is not None
            assert said in part


def test_the_footer_cites_the_evidence_with_its_time() -> None:
    letter = findings_letter()
    for part in (letter.text, letter.html):
        assert SHA[:16] in part
        assert "2026年2月2日 09:00" in part
        assert "http://lanxi.example/zfxxgk/ndbg/2025.html" in part
        assert letter.id in part


def test_evidence_is_cited_once_and_by_its_digest_where_no_more_is_known() -> None:
    topic = Topic(Reason.FINDINGS, (row_sum(), text_query()))
    letter = compose(notice(topic), context(exhibits={}))
    assert letter.text.count(SHA[:16]) == 1


def test_a_letter_carries_the_facts_that_the_outbox_needs() -> None:
    one = row_sum()
    letter = compose(notice(Topic(Reason.FINDINGS, (one,)), held=True), context())
    assert (letter.agency, letter.year, letter.reasons) == (CIVIL.id, YEAR, (Reason.FINDINGS,))
    assert letter.cases == (one.key.digest,)
    assert letter.state is LetterState.HELD
    assert letter.due_at is None


def test_a_reminder_before_the_deadline_knows_the_instant_it_ends() -> None:
    letter = compose(every_reason()[Reason.REMIND_BEFORE], context())
    assert letter.due_at == datetime(2026, 1, 31, 16, tzinfo=UTC)
    assert letter.state is LetterState.QUEUED


# -- hostile text


def test_hostile_text_is_escaped_and_never_reaches_the_subject_raw() -> None:
    agency = replace(CIVIL, name=HOSTILE)
    words = dict.fromkeys(("title", "message", "basis", "advice"), HOSTILE)
    evidence = {"sha256": SHA, "quotes": [{"text": HOSTILE, "pointer": None, "where": None}], "captures": []}
    hostile = case("N-05", finding={"words": {"zh": words, "en": words}, "evidence": evidence})
    letter = compose(notice(Topic(Reason.FINDINGS, (hostile,)), agency=agency), with_reading())
    assert "<script" not in letter.html
    assert "&lt;script&gt;" in letter.html
    assert not re.search(r"[\r\n\x00\u202e]", letter.subject)
    assert not re.search(r"[\r\x00\u202e]", letter.text + letter.html)
    assert "\nBcc:" not in letter.text


def test_hostile_text_in_the_digest_is_escaped() -> None:
    line = replace(digest().lines[1], agency=Agency("x", HOSTILE, Kind.OTHER), trouble=HOSTILE)
    mail = to_office(Topic(Reason.DIGEST), lines=(line,), matters=(matter("x", answer=HOSTILE),))
    letter = compose(mail, context())
    assert "<script" not in letter.html
    assert "\nBcc:" not in letter.text


def test_braces_in_a_name_are_only_braces() -> None:
    agency = replace(CIVIL, name="{year}{0.__class__}{{ mail }}局")
    letter = compose(notice(Topic(Reason.FINDINGS, (row_sum(),)), agency=agency), context())
    assert "{year}{0.__class__}{{ mail }}局" in letter.subject
    assert "{year}{0.__class__}{{ mail }}局" in letter.text


def test_an_endless_name_does_not_make_an_endless_subject() -> None:
    letter = compose(notice(Topic(Reason.FINDINGS, (row_sum(),)), agency=replace(CIVIL, name="局" * 500)), context())
    assert len(letter.subject) <= 120


# -- findings


def test_a_finding_names_code_place_values_basis_and_advice() -> None:
    letter = findings_letter()
    text = LexborHTMLParser(letter.html).text()
    for part in (letter.text, text):
        assert "T3-03" in part
        assert "表三“（七）总计”行“总计”列" in part
        assert "应为 8，现为 9" in part
        assert "国办公开办函〔2021〕30号" in part
        assert "请核对有关数字并更正。" in part


def test_a_text_finding_sets_the_table_against_the_text() -> None:
    assert "表中为 8，文中为 7" in findings_letter().text


def test_the_figure_is_marked_where_it_stands_alone() -> None:
    letter = findings_letter()
    assert "申请17件，其中自然人申请【7】件" in letter.text
    marked = LexborHTMLParser(letter.html).css("span.figure")
    assert [m.text() for m in marked] == ["7"]
    assert SENTENCE in LexborHTMLParser(letter.html).text()


def test_the_figure_is_marked_inside_the_phrase_that_the_rule_read() -> None:
    sentence = "收到申请7件，其中当面申请7件。"
    evidence = {"sha256": None, "captures": [], "quotes": [{"text": sentence, "pointer": None, "where": None}]}
    facts = {"phrase": "当面申请7件"}
    query = text_query()
    query = replace(query, finding={**query.finding, "evidence": evidence, "facts": facts})
    letter = compose(notice(Topic(Reason.FINDINGS, (query,))), context())
    assert "收到申请7件，其中当面申请【7】件。" in letter.text


def test_a_figure_in_words_is_marked_by_its_phrase() -> None:
    facts = {"phrase": "其中自然人申请7件"}
    query = text_query()
    query = replace(query, finding={**query.finding, "actual": 9, "facts": facts})
    letter = compose(notice(Topic(Reason.FINDINGS, (query,))), context())
    assert "【其中自然人申请7件】" in letter.text


def test_severities_are_said_in_words_and_symbols() -> None:
    badges = [b.text().strip() for b in LexborHTMLParser(findings_letter().html).css("table.card span.badge")]
    assert badges == ["✗ 不符合", "？ 待核实", "※ 提示"]


def test_a_late_report_asks_for_nothing() -> None:
    late = case("D-01", finding={"variant": "late", "settled": True})
    letter = compose(notice(Topic(Reason.FINDINGS, (late,))), context())
    assert "此项仅作告知，无需办理。" in letter.text
    assert "advice-D-01-zh" not in letter.text


def test_a_finding_without_words_is_refused() -> None:
    mute = case(finding={"words": {"zh": {}}})
    with pytest.raises(KeyError):
        compose(notice(Topic(Reason.FINDINGS, (mute,))), context())


def test_thanks_do_not_repeat_what_was_wrong() -> None:
    letter = compose(every_reason()[Reason.CLOSED], with_reading())
    assert "已更正" in letter.text
    assert "现为" not in letter.text
    assert "应为" not in LexborHTMLParser(letter.html).text()


def test_findings_are_numbered_through_the_whole_mail() -> None:
    again = replace(row_sum(), state=State.NOTIFIED)
    topics = (Topic(Reason.REMINDER, (again,)), Topic(Reason.CORRECTED, (text_query(),)))
    letter = compose(notice(*topics), with_reading())
    assert "== 待办理事项提醒 ==" in letter.text
    assert "\n1. [不符合]" in letter.text
    assert "\n2. [已更正]" in letter.text


# -- publication


def test_a_reminder_before_the_deadline_claims_nothing_of_an_unknown_report() -> None:
    letter = compose(every_reason()[Reason.REMIND_BEFORE], context())
    assert "尚未看到" not in letter.text
    assert "请忽略" in letter.text


def test_a_reminder_before_the_deadline_may_say_what_was_not_seen() -> None:
    topic = Topic(Reason.REMIND_BEFORE, due=DUE, presence=Presence.PROVED_ABSENT)
    letter = compose(notice(topic), context())
    assert "尚未看到" in letter.text
    assert "请忽略" in letter.text


@pytest.mark.parametrize("kind", Kind)
def test_only_agencies_that_article_49_names_are_told_its_words(kind: Kind) -> None:
    topic = Topic(Reason.REMIND_BEFORE, due=DUE, presence=Presence.UNKNOWN)
    letter = compose(notice(topic, agency=replace(CIVIL, kind=kind)), context())
    assert ("第四十九条：“" in letter.text) is (kind in {Kind.DEPARTMENT, Kind.GOVERNMENT})


# -- the office


def test_the_digest_shows_state_reason_and_open_points_of_every_agency() -> None:
    letter = compose(digest(), context())
    rows = [r.text(separator=" ") for r in LexborHTMLParser(letter.html).css("table.list tr")]
    assert "确认未公开" in rows[1]
    assert "不符合 1" in rows[1]
    assert "栏目有分页，未能读完" in rows[2]
    assert "2026-01-30" in rows[3]
    assert "待核实 1" in rows[3]


def test_the_columns_of_the_digest_are_aligned() -> None:
    lines = compose(digest(), context()).text.splitlines()
    rows = [line for line in lines if "2026-01-31" in line]
    columns = {_columns(line[: line.index("2026-01-31")]) for line in rows}
    assert len(rows) == 3
    assert len(columns) == 1


def _columns(text: str) -> int:
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_failure_of_a_visit_has_words(language: str) -> None:
    known = phrases(language).sentences
    assert [r for r in FailureReason if f"trouble.{r}" not in known] == []


def test_the_trouble_of_a_listing_is_said_in_words_among_the_facts_too() -> None:
    mail = to_office(Topic(Reason.OPERATOR), matters=(matter("listing_unreachable", trouble="timeout", url=""),))
    text = compose(mail, context()).text
    assert "trouble：网站访问超时" in text
    assert "url" not in text


def test_a_matter_that_nobody_has_worded_is_shown_by_its_code() -> None:
    letter = compose(digest(), context())
    assert "系统事项（never_heard_of）" in letter.text
    assert "550 no such user" in letter.text


def test_a_digest_without_agencies_says_so() -> None:
    letter = compose(to_office(Topic(Reason.DIGEST)), context())
    assert "目前没有需要监测的报告。" in letter.text
    assert "没有需要处理的系统事项。" in LexborHTMLParser(letter.html).text()


def test_notes_are_counted_apart_from_what_is_asked() -> None:
    topic = Topic(Reason.FINDINGS, (row_sum(), blank_note()))
    counts = LexborHTMLParser(compose(notice(topic), context()).html).css_first("p.counts")
    assert counts is not None
    assert "不符合 1" in counts.text()
    assert "提示 1" in counts.text()
    assert phrases("zh")(f"severity.{Severity.QUERY}") not in counts.text()
