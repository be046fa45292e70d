"""Holds the rule book: small generators over a frozen Subject that yield outcomes and findings."""

from monitor.rules.book import BookError, Entry, book
from monitor.rules.book import Status as RuleStatus
from monitor.rules.coded import Coded, Codes, said
from monitor.rules.contract import finding_json, public_json
from monitor.rules.copying.likeness import WORTH_COMPARING, Mark, marks
from monitor.rules.copying.own import author_of
from monitor.rules.copying.sketches import SKETCHER, sketch_of
from monitor.rules.judge import RULES_VERSION, Judgement, judge
from monitor.rules.model import (
    Attachment,
    AttachmentFault,
    Child,
    Evidence,
    Finding,
    Hint,
    LostReport,
    Missing,
    Outcome,
    Presence,
    Quote,
    Rule,
    Subject,
    Version,
    Watch,
)
from monitor.rules.registry import RULES
from monitor.rules.sketch import Author, Figures, Sketch, Text
from monitor.rules.words import LANGUAGES, Described, Words, describe, words

__all__ = [
    "LANGUAGES",
    "RULES",
    "RULES_VERSION",
    "SKETCHER",
    "WORTH_COMPARING",
    "Attachment",
    "AttachmentFault",
    "Author",
    "BookError",
    "Child",
    "Coded",
    "Codes",
    "Described",
    "Entry",
    "Evidence",
    "Figures",
    "Finding",
    "Hint",
    "Judgement",
    "LostReport",
    "Mark",
    "Missing",
    "Outcome",
    "Presence",
    "Quote",
    "Rule",
    "RuleStatus",
    "Sketch",
    "Subject",
    "Text",
    "Version",
    "Watch",
    "Words",
    "author_of",
    "book",
    "describe",
    "finding_json",
    "judge",
    "marks",
    "public_json",
    "said",
    "sketch_of",
    "words",
]
