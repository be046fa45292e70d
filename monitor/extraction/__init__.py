"""Matches a Document against the form and gives the Reading: the report, its cells, its sections."""

from monitor.extraction.joined import is_same_report, join
from monitor.extraction.metadata import date_in_address
from monitor.extraction.model import (
    Between,
    Cell,
    DateFound,
    Departure,
    Disagreement,
    Number,
    Oddity,
    Passage,
    Period,
    Reading,
    SectionText,
    Status,
    TableFound,
    Witness,
)
from monitor.extraction.personal import Personal, PersonalData, masked, personal_data
from monitor.extraction.read import READER, read_report
from monitor.extraction.values import in_wan

__all__ = [
    "READER",
    "Between",
    "Cell",
    "DateFound",
    "Departure",
    "Disagreement",
    "Number",
    "Oddity",
    "Passage",
    "Period",
    "Personal",
    "PersonalData",
    "Reading",
    "SectionText",
    "Status",
    "TableFound",
    "Witness",
    "date_in_address",
    "in_wan",
    "is_same_report",
    "join",
    "masked",
    "personal_data",
    "read_report",
]
