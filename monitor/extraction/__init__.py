"""Matches a Document against the form and gives the Reading: the report, its cells, its sections."""

from monitor.extraction.model import (
    Cell,
    DateFound,
    Departure,
    Number,
    Oddity,
    Passage,
    Period,
    Reading,
    SectionText,
    Status,
    TableFound,
)
from monitor.extraction.read import READER, read_report
from monitor.extraction.values import in_wan

__all__ = [
    "READER",
    "Cell",
    "DateFound",
    "Departure",
    "Number",
    "Oddity",
    "Passage",
    "Period",
    "Reading",
    "SectionText",
    "Status",
    "TableFound",
    "in_wan",
    "read_report",
]
