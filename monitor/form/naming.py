"""Names the places of a report as people call them: 表三“（七）总计”行“自然人”列 for a JSON pointer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from monitor.form.model import Edition, Row, Table

_LONG_REMARK = re.compile(r"（[^（）]{8,}）")
_NUMERALS = "零一二三四五六七八九"

_FRAMES: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "table": "表{number}",
        "row": "{table}“{row}”行",
        "column": "{table}“{column}”列",
        "cell": "{table}“{row}”行“{column}”列",
        "across_row": "{table}“{row}”栏",
        "across_cell": "{table}“{row}”栏“{column}”",
        "section": "第{number}部分“{section}”",
    },
    "en": {
        "table": "table {number}",
        "row": "{table}, row “{row}”",
        "column": "{table}, column “{column}”",
        "cell": "{table}, row “{row}”, column “{column}”",
        "across_row": "{table}, “{row}”",
        "across_cell": "{table}, “{row}”, “{column}”",
        "section": "section {number} “{section}”",
    },
}
_OTHERS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "/published_on": "发布日期",
        "/period": "统计期间",
        "/year": "报告年度",
        "/title": "标题",
        "/agency": "编制机关",
        "/edition": "报告格式",
    },
    "en": {
        "/published_on": "date of publication",
        "/period": "statistics period",
        "/year": "report year",
        "/title": "title",
        "/agency": "agency",
        "/edition": "edition of the form",
    },
}


@dataclass(frozen=True, slots=True)
class Names:
    """Holds the name of a place and of its parts; a part that it does not have is empty."""

    place: str
    table: str = ""
    row: str = ""
    column: str = ""


def name_of(edition: Edition | None, pointer: str, lang: str) -> str:
    """Name the place of a pointer in `zh` or `en`; what the edition does not know is named by its pointer."""
    return names_of(edition, pointer, lang).place


def names_of(edition: Edition | None, pointer: str, lang: str) -> Names:
    """Name the place of a pointer and its table, row and column."""
    if edition is not None:
        try:
            return _in_form(edition, pointer.split("/")[1:], lang)
        except KeyError:
            pass
    return Names(_OTHERS[lang].get(pointer, pointer))


def _in_form(edition: Edition, parts: list[str], lang: str) -> Names:
    match parts:
        case ["sections", key]:
            return Names(_section(edition, key, lang))
        case ["tables", key]:
            name = _table(edition.table(key), lang)
            return Names(name, name)
        case ["tables", key, row]:
            return _row(edition.table(key), row, lang)
        case ["tables", key, row, column]:
            return _cell(edition.table(key), row, column, lang)
    raise KeyError("/".join(parts))


def _section(edition: Edition, key: str, lang: str) -> str:
    section = edition.section(key)
    number = section.number if lang == "zh" else str(edition.sections.index(section) + 1)
    title = section.title if lang == "zh" else _words(key)
    return _FRAMES[lang]["section"].format(number=number, section=title)


def _table(table: Table, lang: str) -> str:
    number = _NUMERALS[table.number] if lang == "zh" else str(table.number)
    return _FRAMES[lang]["table"].format(number=number)


def _row(table: Table, key: str, lang: str) -> Names:
    names = {"table": _table(table, lang), "row": _row_label(table, table.row(key), lang)}
    frame = "across_row" if table.across else "row"
    return Names(_FRAMES[lang][frame].format(**names), **names)


def _cell(table: Table, row: str, column: str, lang: str) -> Names:
    label = table.column(column).label
    names = {
        "table": _table(table, lang),
        "row": _row_label(table, table.row(row), lang),
        "column": _label(label) if lang == "zh" else _words(column),
    }
    frame = "across_cell" if table.across else "cell"
    return Names(_FRAMES[lang][frame].format(**names), **names)


def _row_label(table: Table, row: Row, lang: str) -> str:
    """Name a row; one that is only numbered within its group (1.属于国家秘密) carries the group's name too."""
    if lang != "zh":
        return _words(row.key)
    alone = not row.groups or not (table.across or row.label[0].isdigit())
    return _label(row.label if alone else f"{row.groups[-1]} {row.label}")


def _label(label: str) -> str:
    return _LONG_REMARK.sub("", label).replace("“", "‘").replace("”", "’")


def _words(key: str) -> str:
    return key.replace("_", " ")
