"""Reads every figure of a sentence with the words that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from monitor.rules.figures.numbers import Figure, find_figures
from monitor.rules.figures.sentences import Sentence

_STOP = frozenset("，；：。！？")
_CUT = re.compile("[，；：。！？、]")
_LONGEST, _MOST_FIGURES = 2000, 60
_BLANKED = "\x00"
_KEPT = re.compile(r"含|包括|公开")
_PARENTHESES = re.compile(r"（[^（）]*）?")
_NUMBERING = re.compile(r"（[一二三四五六七八九十\d]{1,3}）")


@dataclass(frozen=True, slots=True)
class Mention:
    """Holds a figure with its words: `before` and `after` reach to the next figure or the edge of the clause."""

    figure: Figure
    sentence: Sentence = field(repr=False)
    before: str
    after: str
    earlier: tuple[str, ...]
    """The clauses before its own, within the same parentheses or outside of any; `；` where one closed a group."""
    inside: bool
    """Whether it stands in parentheses."""
    enclosing: Figure | None
    """The figure after which those open, if one precedes them in the clause."""
    start: int
    """Where `before` begins in the sentence."""

    @property
    def phrase(self) -> str:
        """Give the words with the figure, as published; with what follows it where nothing precedes."""
        end = self.figure.end if self.before else self.figure.end + len(self.after)
        return self.sentence.text[self.start : end].strip("，；：、。（）,;:()")


def mentions(sentence: Sentence) -> tuple[Mention, ...]:
    """Give every figure of the sentence in the order of the text, those in parentheses too.

    What is longer than any sentence, or fuller of figures, is a table turned to text or an attack: it gives none.
    """
    if len(sentence.folded) > _LONGEST:
        return ()
    figures = tuple(find_figures(sentence.folded))
    if not figures or len(figures) > _MOST_FIGURES:
        return ()
    text = _NUMBERING.sub(lambda m: "；" * len(m.group()), sentence.folded)
    flows = _flows(text, figures)
    found = [m for flow in flows for m in _of_flow(flow, figures, sentence)]
    return tuple(sorted(found, key=lambda m: m.figure.start))


@dataclass(frozen=True, slots=True)
class _Flow:
    """Is a run of text with what does not belong to it blanked out, so that places stay."""

    text: str
    inside: bool = False
    enclosing: Figure | None = None


def _flows(text: str, figures: tuple[Figure, ...]) -> Iterator[_Flow]:
    """Part the main text from its parentheses; those without figures stay only where they widen a term (含部分公开)."""
    main = text
    for match in _PARENTHESES.finditer(text):
        start, end = match.span()
        counted = any(start < f.start < end for f in figures)
        if counted or not _KEPT.search(match.group()):
            main = main[:start] + _BLANKED * (end - start) + main[end:]
        if counted:
            inner = _BLANKED * (start + 1) + match.group()[1:].rstrip("）")
            yield _Flow(inner, inside=True, enclosing=_last_before(start, figures, text))
    yield _Flow(main)


def _last_before(position: int, figures: tuple[Figure, ...], text: str) -> Figure | None:
    """Give the last figure before a position in the same clause."""
    before = [f for f in figures if f.end <= position]
    return before[-1] if before and not _STOP & set(text[before[-1].end : position]) else None


def _of_flow(flow: _Flow, figures: tuple[Figure, ...], sentence: Sentence) -> Iterator[Mention]:
    earlier: list[str] = []
    own = [f for f in figures if flow.text[f.start : f.start + 1].strip(_BLANKED)]
    for start, end in _clauses(flow.text, figures):
        inside = [f for f in own if start <= f.start < end]
        edges = [start, *(f.end for f in inside)]
        for i, figure in enumerate(inside):
            until = inside[i + 1].start if i + 1 < len(inside) else end
            before = flow.text[edges[i] : figure.start].lstrip(_BLANKED)
            yield Mention(
                figure=figure,
                sentence=sentence,
                before=_words(before),
                after=_words(flow.text[figure.end : until]),
                earlier=tuple(earlier),
                inside=flow.inside,
                enclosing=flow.enclosing,
                start=figure.start - len(before),
            )
        earlier.append(_words(flow.text[start:end]))
        if flow.text[end : end + 1] == "；":
            earlier.append("；")


def _clauses(text: str, figures: tuple[Figure, ...]) -> Iterator[tuple[int, int]]:
    """Cut at ，；：。 — at 、 only after a figure, since 行政复议、行政诉讼 is one thing; not at ： before a figure."""
    start, begin = 0, {f.start for f in figures}
    within = {position for f in figures for position in range(f.start, f.end)}
    for match in _CUT.finditer(text):
        position, mark = match.start(), match.group()
        if position in within or (mark == "：" and position + 1 in begin):
            continue
        if mark != "、" or any(start <= f.start < position for f in figures):
            yield start, position
            start = position + 1
    yield start, len(text)


def _words(text: str) -> str:
    return text.replace(_BLANKED, "").strip("，；：、。！？ ")
