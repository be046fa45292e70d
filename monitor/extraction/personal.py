"""Finds personal data in running text and masks it: identity-card numbers, and mobile numbers of private persons.

An identity-card number is 18 characters: region, day of birth, sequence, and a check character (GB 11643-1999, which
takes it from ISO 7064 MOD 11-2). A mobile number is 11 digits from 13 on. The number by which an agency lets itself
be reached is meant to be read and is none of this. What a cell holds is a figure and is never looked at here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{9}[\dXx](?![0-9A-Za-z/])")
_MOBILE = re.compile(r"(?<![0-9A-Za-z./_=?&*@-])(?:(?:\+|00)86-?)?(1[3-9]\d-?\d{4}-?\d{4})(?![0-9A-Za-z*/@_]|\.\d|-\d)")
_COUNTED = re.compile(r"\s?(?:余|多)?(?:[万亿]?元|[人条次件份字个户篇项亩吨]|万|亿|平方|立方|%)")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_CODE = re.compile(r"(?:信用代码|索引号|编号|备案号?|文号|账号|帐号|卡号)[^,。;]{0,8}$")
_CONTACT = re.compile(r"联系|电话|手机|座机|传真|咨询|热线|致电|拨打|邮编|邮箱|邮政|地址|办公室|值班|微信")
_PRIVATE = re.compile(
    r"(?<![便为供向对给])(?:申请人|当事人|原告|上诉人|投诉人|举报人|信访人|来信人|反映人|村民|居民|业主|受害人|患者|学生|家属|户主)"
    r"(?!咨询|可|请|如|应|致电|拨打|联系|提交|查询|通过|办理|了解|获取|需|在|来|到)[:]?[^,。;(]{0,4}[,(、:]?[^,。;]{0,8}$|"
    r"身份证[^。;]{0,40}$"
)
"""A private person, named at most, right before the number."""
_REACH = 200
"""Characters before a number in which the words are looked for that make it a contact."""
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Full-width digits, letters and marks to the half-width ones."""
_STOPS = "。;!?"
_LONG_NUMBER = re.compile(r"[0-9０-９][0-9０-９\-－]{9}")
"""What every number that is masked has in it, and nearly no text: the rest need not be looked at."""
_FIGURE = re.compile(r"[\d.,，\s]*")


class Personal(StrEnum):
    """Closes the list of what is found."""

    IDENTITY = "identity"
    MOBILE = "mobile"


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Holds where personal data stands in a text; the data itself stays there."""

    kind: Personal
    start: int
    end: int


def personal_data(text: str) -> Iterator[PersonalData]:
    """Give the personal data of a text in its order; full-width digits count, a line break joins nothing."""
    if not _LONG_NUMBER.search(text):
        return
    plain = text.translate(_NARROW)
    for found in _IDENTITY.finditer(plain):
        if _is_identity(found.group()) and not _CODE.search(plain[max(0, found.start() - 16) : found.start()]):
            yield PersonalData(Personal.IDENTITY, *found.span())
    for found in _MOBILE.finditer(plain):
        if not _COUNTED.match(plain, found.end()) and not _is_contact(plain, *found.span(1)):
            yield PersonalData(Personal.MOBILE, *found.span(1))


def masked(text: str) -> str:
    """Give the text with the middle of every such number masked by asterisks; its length stays the same."""
    if _FIGURE.fullmatch(text):
        return text
    for found in personal_data(text):
        text = text[: found.start] + _masked(text[found.start : found.end], found.kind) + text[found.end :]
    return text


def _masked(number: str, kind: Personal) -> str:
    shown, hidden = (4, 12) if kind is Personal.IDENTITY else (3, len(number) - 7)
    return number[:shown] + "*" * hidden + number[shown + hidden :]


def _is_identity(number: str) -> bool:
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return number[17].upper() == _CHECKS[total % 11]


def _is_contact(text: str, start: int, end: int) -> bool:
    """Tell whether the sentence gives the number for people to call; who applies or complains is not to be called."""
    before = text[max(0, start - _REACH) : start]
    before = before[max(before.rfind(stop) for stop in _STOPS) + 1 :]
    after = re.split(f"[{_STOPS}\n]", text[end : end + 20], maxsplit=1)[0]
    return not _PRIVATE.search(before) and bool(_CONTACT.search(before) or _CONTACT.search(after))
