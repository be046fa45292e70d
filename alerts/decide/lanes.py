"""Sorts the topics of a day into the mails that may carry them: held, copied to supervisors, or neither."""

from __future__ import annotations

from dataclasses import dataclass

from alerts.model import Reason, Topic
from alerts.situation import Situation
from monitor.settings import Letters, Release

COPIED = frozenset({Reason.OVERDUE, Reason.REMINDER, Reason.ESCALATION})
"""Reasons that supervisors see; findings are first told to the agency alone, which may mend them quietly."""
_FIRST = frozenset({Reason.OVERDUE, Reason.FINDINGS, Reason.REMIND_BEFORE})
_COMPANIONS = frozenset({Reason.CORRECTED, Reason.CLOSED})


@dataclass(frozen=True, slots=True)
class Lanes:
    """Holds one situation's topics by the mail that may carry them."""

    held: tuple[Topic, ...]
    copied: tuple[Topic, ...]
    plain: tuple[Topic, ...]

    @property
    def flowing(self) -> tuple[Topic, ...]:
        """Give the topics of the one mail that may leave today by itself: copied ones before plain ones."""
        companions = tuple(t for t in self.plain if t.reason in _COMPANIONS)
        return self.copied + companions if self.copied else self.plain


def lanes(topics: tuple[Topic, ...], situation: Situation, letters: Letters) -> Lanes:
    """Sort the topics into lanes, keeping their order."""
    held = tuple(t for t in topics if waits(t, situation, letters))
    rest = tuple(t for t in topics if t not in held)
    return Lanes(
        held=held,
        copied=tuple(t for t in rest if t.reason in COPIED),
        plain=tuple(t for t in rest if t.reason not in COPIED),
    )


def waits(topic: Topic, situation: Situation, letters: Letters) -> bool:
    """Tell whether the operator has to release this topic."""
    # A newer reader or rule that finds more on the same bytes may be wrong: a person looks first, always.
    if any(c.key.digest in situation.found_again for c in topic.cases) and topic.reason in _FIRST:
        return True
    if letters.release is Release.AUTOMATIC or topic.reason not in _FIRST:
        return False
    return topic.reason is Reason.REMIND_BEFORE or topic.reason not in situation.released
