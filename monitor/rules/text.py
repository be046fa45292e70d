"""Gives the text of a report as rules ask for it: its sentences, their figures with their words, whose it is.

Cutting and reading a text is what rules on it spend their time on, so it is done once a subject (given.once), and
every rule on the text begins here. A rule whose words cost as much again, and are asked for by a second one, makes
them a function of its own with `@once`.
"""

from __future__ import annotations

from monitor.rules.figures import Mention, Sentence, mentions, sentences
from monitor.rules.figures.scope import Home
from monitor.rules.given import Given, once
from monitor.settings import Kind


@once
def sentences_of(given: Given) -> tuple[Sentence, ...]:
    """Give every sentence of the text: preamble and sections, without headings and tables."""
    return sentences(given.reading)


@once
def mentions_of(given: Given) -> tuple[tuple[Mention, ...], ...]:
    """Give the figures of the text, those of each sentence together, in the order of `sentences_of`."""
    return tuple(mentions(sentence) for sentence in sentences_of(given))


@once
def home_of(given: Given) -> Home:
    """Say what is the report's own: by it a figure is told from another year's or agency's."""
    subject, reading = given.subject, given.reading
    names = (*(subject.agency.names if subject.agency else ()), *((reading.agency,) if reading.agency else ()))
    kind = subject.kind or (subject.agency.kind if subject.agency else None)
    regional = kind in {Kind.GOVERNMENT, Kind.TOWNSHIP} or any(n.endswith("政府") for n in names)
    reviews = kind is Kind.GOVERNMENT or any("人民政府" in n or "司法" in n for n in names)
    return Home(subject.report_year, names, regional, reviews)
