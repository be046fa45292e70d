"""Writes the answers for people: what was checked, what was found, where it stands and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich.text import Text

from alerts.compose.model import QuoteView
from alerts.compose.phrases import phrases
from alerts.compose.quotes import quotes_of
from alerts.compose.values import comparison
from monitor.app.cli.check.tally import in_words, others, relations
from monitor.app.cli.check.work import Checked
from monitor.app.cli.clean import clean
from monitor.app.cli.layout import hanging, wrapped
from monitor.app.cli.session import Session
from monitor.app.cli.styles import STYLES, SYMBOLS
from monitor.form import Edition, load_edition
from monitor.form.naming import name_of

_PLACES = 3
"""Places named a finding; more are counted."""
_UNFOLDED = 10_000
"""Columns for what must stay in one piece."""
_SEVERITIES = ("violation", "query", "note", "system")


def write_text(session: Session, answers: Iterable[Checked]) -> None:
    """Print each answer, and a summary where there are several."""
    verdicts: Counter[str] = Counter()
    for checked in answers:
        if verdicts.total():
            session.out.print()
        for line in _report(checked, session):
            session.out.print(line, soft_wrap=True)
        verdicts[checked.verdict] += 1
    if verdicts.total() > 1:
        session.out.print()
        told = [session.say(f"verdict.count.{v}", count=n) for v, n in verdicts.items()]
        text = session.say("check.summary", count=verdicts.total(), parts=session.say("tally.and").join(told))
        session.out.print(Text(text, "bold"), soft_wrap=True)


def _report(checked: Checked, session: Session) -> Iterator[Text]:
    width = session.out.columns
    yield Text("─" * width, "dim")
    yield from _head(checked, session, width)
    edition = load_edition(checked.edition) if checked.edition else None
    for severity in _SEVERITIES:
        found = [f for f in checked.findings if f["severity"] == severity]
        if found:
            yield Text()
            yield _severity_line(severity, len(found), session)
        for number, finding in enumerate(found, start=1):
            yield Text()
            yield from _finding(number, finding, edition, session)


def _head(checked: Checked, session: Session, width: int) -> Iterator[Text]:
    say, report = session.say, checked.report
    title = clean(report["title"] or "") if report else ""
    yield from wrapped(Text(title or say("check.untitled"), "bold"), width)
    indent = int(say("check.indent"))
    # Not folded: people copy it.
    yield from hanging(Text(say("check.label.source"), "dim"), clean(checked.source), _UNFOLDED, indent)
    rows: list[tuple[str, Text]] = []
    if report:
        rows += [(name, Text(value)) for name, value in _metadata(report, say)]
    rows.append(("verdict", _verdict(checked, session)))
    if report:
        rows.append(("checked", Text(in_words("relations", relations(checked.tallies), say))))
        rows.append(("", Text(in_words("others", others(checked.tallies), say))))
    for code, reason in checked.switched_off.items():
        rows.append(("switched_off", Text(say("check.switched_off", code=code, reason=clean(reason)))))
    for name, value in rows:
        label = Text(say(f"check.label.{name}") if name else "", "dim")
        yield from hanging(label, value, width, indent)


def _metadata(report: Mapping[str, Any], say: Any) -> Iterator[tuple[str, str]]:
    unknown = say("check.unknown")
    edition = load_edition(report["edition"])
    yield "agency", clean(report["agency"] or unknown)
    yield "year", str(report["year"] or unknown)
    yield "edition", say("check.edition", edition=edition.key, issued_as=edition.issued_as)
    yield "published", report["published_on"] or unknown


def _verdict(checked: Checked, session: Session) -> Text:
    say, verdict = session.say, checked.verdict
    counted = Counter(f["severity"] for f in checked.findings)
    told = say("tally.and").join(say(f"verdict.found.{s}", count=counted[s]) for s in _SEVERITIES if counted[s])
    words = say(f"verdict.{verdict}")
    return Text(
        f"{SYMBOLS[verdict]} {say('verdict.with', verdict=words, parts=told) if told else words}", STYLES[verdict]
    )


def _severity_line(severity: str, count: int, session: Session) -> Text:
    name, means = session.say(f"severity.{severity}"), session.say(f"severity.means.{severity}")
    return Text.assemble((f"{SYMBOLS[severity]} {name} ({count})", STYLES[severity]), (f"  {means}", "dim"))


def _finding(number: int, finding: Mapping[str, Any], edition: Edition | None, session: Session) -> Iterator[Text]:
    say, width = session.say, session.out.columns
    words = {name: clean(text) for name, text in finding["words"][session.language].items()}
    title = Text.assemble((f"{number:>2}. "), (words["title"], "bold"), f"  {finding['code']}")
    yield from hanging("", title, width, 0) if len(title.plain) < width else wrapped(title, width)
    for name, body in _lines(finding, words, edition, session):
        label = Text("    ").append(say(f"finding.{name}"), "dim")
        yield from hanging(label, body, width, int(say("finding.indent")))


def _lines(
    finding: Mapping[str, Any], words: Mapping[str, str], edition: Edition | None, session: Session
) -> Iterator[tuple[str, Text]]:
    letters = phrases(session.language)
    yield "message", Text(words["message"])
    if finding["pointers"]:
        yield "place", Text(_places(finding["pointers"], edition, session))
    compared = comparison(finding)
    if compared is not None:
        yield "values", Text(letters(f"values.{compared[0]}", **compared[1]), "bold")
    for quote in quotes_of(finding, edition, letters, drawn=True):
        yield "quote", _quote(quote, session)
    yield "basis", Text(words["basis"])
    yield "advice", Text(words["advice"])
    if words["hint"]:
        yield "hint", Text(words["hint"])
    if reason := finding["facts"].get("relevelled"):
        yield "relevelled", Text(clean(str(reason)))


def _places(pointers: Sequence[str], edition: Edition | None, session: Session) -> str:
    named = session.say("finding.and").join(name_of(edition, p, session.language) for p in pointers[:_PLACES])
    more = len(pointers) - _PLACES
    return clean(named) + (session.say("finding.more", count=more) if more > 0 else "")


def _quote(quote: QuoteView, session: Session) -> Text:
    """Quote a passage, the figure marked twice: a colour says nothing to those who do not see it, or in a file."""
    figure = f"【{quote.figure}】" if quote.figure else ""
    where = session.say("finding.where", where=quote.where) if quote.where else ""
    return Text.assemble(f"“{quote.before}", (figure, "bold reverse"), f"{quote.after}”", (where, "dim"))
