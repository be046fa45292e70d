"""Prints a whole report in the layouts that conversions, portals and other tools make of the form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from html import escape

from monitor.app.demo.tables import PrintedCell, PrintedRow
from tests.support.printed import Printed
from tests.support.written import placed, width_of

Rows = list[PrintedRow]
_FOUR = "未经复议直接起诉"
_WRAPPED = 16
"""Characters after which a narrow column breaks a label."""
_HEADS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def in_lines(report: Printed, table: Callable[[Rows], list[str]]) -> str:
    """Set a report as text, its tables as the lines that `table` makes of them."""
    lines = [report.title]
    for part in report.parts:
        lines += [part] if isinstance(part, str) else table(part)
    return "\n".join(lines)


def in_markup(report: Printed, table: Callable[[Rows], str]) -> str:
    """Set a report as a page, its tables as the markup that `table` makes of them."""
    body = "".join(f"<p>{escape(p)}</p>" if isinstance(p, str) else table(p) for p in report.parts)
    return f"<html><head><meta charset='utf-8'></head><body><p>{report.title}</p>{body}</body></html>"


def texts(row: PrintedRow) -> list[str]:
    return [cell.text for cell in row]


def spread(rows: Rows, *, repeated: bool) -> list[list[str]]:
    """Give a table without spans: what spanned stands once, or in every slot that it covered."""
    lines = [[""] * width_of(rows) for _ in rows]
    for row, column, cell in placed(rows):
        for r in range(row, row + cell.rows):
            for c in range(column, column + cell.columns):
                lines[r][c] = cell.text if repeated or (r, c) == (row, column) else ""
    return lines


def _flat(rows: Rows) -> list[str]:
    return [text for row in rows for text in texts(row)]


def _padded(rows: Rows) -> Iterator[tuple[list[str], str]]:
    """Give each row's texts with the pipes that stand for what its spans covered."""
    return ((texts(row), "|" * (width_of(rows) - len(row))) for row in rows)


def _pipes_behind(rows: Rows) -> list[str]:
    return [f"{' | '.join(row)} | {more}".rstrip() for row, more in _padded(rows)]


def _cell_and_pipe_a_line(rows: Rows) -> list[str]:
    return [
        line for row, more in _padded(rows) for line in [*(f"{t} |" for t in row[:-1]), f"{row[-1]} | {more}".rstrip()]
    ]


def _pipes_on_their_own_line(rows: Rows) -> list[str]:
    return [line for row, more in _padded(rows) for line in [*(f"{t} |" for t in row), *([more] if more else [])]]


def _pipe_before_each_row(rows: Rows) -> list[str]:
    return [
        line
        for row, more in _padded(rows)
        for line in ["|", *(f"{t} |" for t in row[:-1]), f"{row[-1]} | {more}".rstrip()]
    ]


def _pipe_between_lines(rows: Rows) -> list[str]:
    return [line for text in _flat(rows) for line in (text, "|")]


def _tabs(rows: Rows) -> list[str]:
    return ["\t".join(texts(row)) for row in rows]


def _full_width_pipes(rows: Rows) -> list[str]:
    return [f"｜{'｜'.join(texts(row))}｜" for row in rows]


def _markdown(rows: Rows) -> list[str]:
    head, *rest = (f"| {' | '.join(line)} |" for line in spread(rows, repeated=True))
    return [head, "|" + "---|" * width_of(rows), *rest]


def _wrapped_page(rows: Rows) -> list[str]:
    """Set a table as a page's text comes out: heads in pieces, figures beside one line of a label that is wrapped."""
    flat = _flat(rows)
    if _FOUR in flat:
        heads = [
            "行政复议 行政诉讼",
            "未经复议直接起诉 复议后起诉",
            *("结果 结果 其他 尚未 总", "维持 纠正 结果 审结 计") * 3,
        ]
        return [*heads, " ".join(texts(rows[-1]))]
    if "申请人情况" not in flat:
        return [" ".join(texts(row)) for row in rows]
    lines = ["自然 商业 科研 社会公 法律服 总计", "人 企业 机构 益组织 务机构 其他"]
    for row in rows[3:]:
        *groups, label = texts(row)[:-7]
        figures = " ".join(texts(row)[-7:])
        lines.append(" ".join([*groups, label[:_WRAPPED], figures]))
        lines += [label[_WRAPPED:]] if label[_WRAPPED:] else []
    return lines


def _figures_behind_all_labels(rows: Rows) -> list[str]:
    if "申请人情况" not in _flat(rows):
        return [" ".join(texts(row)) for row in rows]
    labels = [text for row in rows[3:] for text in texts(row)[:-7]]
    heads = "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计"
    return [heads, *labels, *(" ".join(texts(row)[-7:]) for row in rows[3:])]


def _headed_groups(rows: Rows) -> list[str]:
    if _FOUR not in _flat(rows):
        return _markdown(rows)
    names = ("### 行政复议", "### 行政诉讼（未经复议直接起诉）", "### 行政诉讼（复议后起诉）")
    figures = texts(rows[-1])
    return [
        line
        for at, name in enumerate(names)
        for line in (name, f"| {' | '.join(_HEADS)} |", f"| {' | '.join(figures[5 * at : 5 * at + 5])} |")
    ]


def markup(rows: Rows) -> str:
    lines = ("".join(f"<td rowspan={c.rows} colspan={c.columns}>{escape(c.text)}</td>" for c in row) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _repeated(rows: Rows) -> str:
    lines = ("".join(f"<td>{escape(text)}</td>" for text in line) for line in spread(rows, repeated=True))
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _rows_unopened(rows: Rows) -> str:
    return markup(rows).replace("<tr>", "").replace("</td>", "")


def _split(rows: Rows) -> str:
    """Break a table over pages: each piece a table of its own, what spans the break set again without its words."""
    pages = (range(at, min(at + 5, len(rows))) for at in range(0, len(rows), 5))
    return "".join(markup([_clipped(rows, r, page) for r in page]) for page in pages)


def _clipped(rows: Rows, row: int, page: range) -> PrintedRow:
    cells = sorted(
        (
            (column, top, cell)
            for top, column, cell in placed(rows)
            if top == row or top < row == page[0] < top + cell.rows
        ),
        key=lambda found: found[0],
    )
    return [
        PrintedCell(c.text if top == row else "", min(top + c.rows, page[-1] + 1) - row, c.columns)
        for _, top, c in cells
    ]


def _groups_below_one_another(rows: Rows) -> str:
    if _FOUR not in _flat(rows):
        return markup(rows)
    figures = [PrintedCell(text) for text in texts(rows[-1])]
    heads = [PrintedCell(text) for text in ("", "", *_HEADS)]
    names = (("行政复议", ""), ("行政诉讼", "未经复议直接起诉"), ("", "复议后起诉"))
    lines = [[PrintedCell(a), PrintedCell(b), *figures[5 * at : 5 * at + 5]] for at, (a, b) in enumerate(names)]
    return markup([heads, *lines])


_EXPLAINED = {
    "规章": "规章（有立法权的才填）",
    "现行有效件数": "现行有效件数（含往年）",
    "上一年项目数量": "上一年项目数量（按年底清单）",
    "其他对外管理服务事项": "其他对外管理服务事项（许可以外的）",
    "商业企业": "商业企业（含个体户）",
}


def _explained(rows: Rows) -> str:
    return markup([[PrintedCell(_EXPLAINED.get(c.text, c.text), c.rows, c.columns) for c in row] for row in rows])


TEXTS: Mapping[str, Callable[[Rows], list[str]]] = {
    "pipes behind": _pipes_behind,
    "cell and pipe a line": _cell_and_pipe_a_line,
    "pipes on a line of their own": _pipes_on_their_own_line,
    "pipe before each row": _pipe_before_each_row,
    "pipe between lines": _pipe_between_lines,
    "one value a line": _flat,
    "tabs": _tabs,
    "full-width pipes": _full_width_pipes,
    "Markdown, spans repeated": _markdown,
    "groups under headings": _headed_groups,
    "a page's text, labels wrapped": _wrapped_page,
    "figures behind all labels": _figures_behind_all_labels,
}
PAGES: Mapping[str, Callable[[Rows], str]] = {
    "spans": markup,
    "spans repeated": _repeated,
    "rows unopened": _rows_unopened,
    "split over pages": _split,
    "groups below one another": _groups_below_one_another,
    "labels explained": _explained,
}
