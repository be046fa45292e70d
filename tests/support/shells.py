"""Writes pages that only embed or link their report, and the attachments that hold it."""

from __future__ import annotations

from monitor.documents import Document, read_document

TITLE = "兰溪区财政局2020年政府信息公开工作年度报告"


def shell(body: str, title: str = TITLE, head: str = "") -> str:
    """Write an article page with this body, a menu, and a foot with the pictures that every portal has."""
    return (
        f"<html><head><meta charset='utf-8'><meta name='ArticleTitle' content='{title}'>{head}"
        f"<title>{title}</title></head>"
        "<body><div class='header'><img src='/images/banner.jpg'><a href='/zn.docx'>政府信息公开指南</a></div>"
        f"<h1>{title}</h1><p>发布日期：2021-01-20</p><div class='TRS_Editor'>{body}</div>"
        "<div class='footer'><img src='/images/gov_red.png'><img src='/ewm/weixin.png' width=90>"
        "<a href='/files/sqb.doc'>依申请公开申请表</a></div></body></html>"
    )


def read_shell(body: str, **parts: str) -> Document:
    """Read such a page."""
    document = read_document(shell(body, **parts).encode())
    assert isinstance(document, Document)
    return document
