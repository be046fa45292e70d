"""Finds another agency's name where a report names its own (N-07).

A report names itself where it presents itself (现公布某局2023年…年度报告), where it says who drew it up, at the head of
a sentence that tells what was done, and by 我局, 我镇. Only there is another name a slip: elsewhere a report may
speak of whom it likes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from monitor.rules.figures import Sentence
from monitor.rules.narrative.slip import Slip, phrase_at


class _Class(Enum):
    """Closes the list of classes of agency that are told apart by name."""

    TOWN = "镇"
    TOWNSHIP = "乡"
    SUBDISTRICT = "街道"
    BUREAU = "局"
    GOVERNMENT = "人民政府"


_ENDINGS: tuple[tuple[_Class, re.Pattern[str]], ...] = (
    (_Class.TOWN, re.compile(r"镇(?:人民政府|政府)?$")),
    (_Class.TOWNSHIP, re.compile(r"乡(?:人民政府|政府)?$")),
    (_Class.SUBDISTRICT, re.compile(r"街道(?:办事处|办)?$")),
    (_Class.GOVERNMENT, re.compile(r"(?<=[省市州盟区县旗])人民政府$")),
    (_Class.BUREAU, re.compile(r"(?:管理|监督)?局$")),
)
_TOWNSHIPS = frozenset({_Class.TOWN, _Class.TOWNSHIP, _Class.SUBDISTRICT})
_SELF = re.compile(r"我(?:局(?![长限面势部])|委(?![员托派])|厅|镇(?![长街域])|乡(?![镇亲村土音愁])|街道)")
_NEVER_SAID: dict[_Class, frozenset[str]] = {
    _Class.TOWN: frozenset({"我局", "我委", "我厅", "我乡", "我街道"}),
    _Class.TOWNSHIP: frozenset({"我局", "我委", "我厅", "我镇", "我街道"}),
    _Class.SUBDISTRICT: frozenset({"我局", "我委", "我厅", "我镇", "我乡"}),
    _Class.BUREAU: frozenset({"我镇", "我乡", "我街道"}),
    _Class.GOVERNMENT: frozenset(),
}
_NAME = r"(?P<name>[\u4e00-\u9fff]{2,24}?(?:镇人民政府|乡人民政府|街道办事处|人民政府|镇|乡|街道|局))"
_YEAR = r"(?:20\d{2}年度?|本年度?|全年|今年)，?"
_CONDUCT = (
    r"(?P<conduct>始终|认真|严格|坚持|积极|扎实|深入|高度重视|切实|持续|不断|全面|紧紧?围绕|紧扣|以习近平|主动公开|共(?:收|主|受|办|发|公)|未收到|"
    r"收到|新收|受理|政府信息公开|政务公开|信息公开|贯彻|依法|深化|按照|根据|通过)"
)
_HEAD = re.compile(rf"^(?:（[一二三四五六七八九十\d]{{1,3}}）)?(?P<year>{_YEAR})?{_NAME}，?(?:{_YEAR})?{_CONDUCT}")
_REPORTED = re.compile(
    r"(?:认真贯彻|认真落实|高度重视|坚持|深入贯彻|严格落实|扎实(?:推进|做好)|主动公开|共(?:收|主|受|办|发|公)|未收到|收到|新收|受理|"
    r"政府信息公开工作|全年)"
)
_DISCLOSURE = re.compile(r"公开|申请|条例")
_PRESENTED = re.compile(
    rf"(?:公布|发布|公开|编制|现将|形成)(?:了)?(?:20\d{{2}}年度?)?{_NAME}(?:20\d{{2}}年度?)?(?:的)?(?:政府|政务)?信息公开(?:工作)?(?:年度报告|年报|情况)"
)
_DRAWN_UP = re.compile(rf"本(?:年度)?报告(?:是)?由{_NAME}(?:党政(?:综合)?办公室|办公室)?(?:根据|按照|依据|依照|编制)")
_NO_NAME = re.compile(r"[与按在对向为以的是将把从被让给经属由和及各等全我本]|根据|年度|政府网|文件|单位|部门")
_OWN_WORD = re.compile(r"[我本该](?:[市区县镇乡局]|街道|单位|机关)")
_QUOTED = re.compile(r"“[^”]{0,120}”")
_PLACES = re.compile(r"^.*[省市州盟县区旗](?=.)")
_GENERIC = frozenset("行政管理监督和与及局服务工作综合")


@dataclass(frozen=True, slots=True)
class _Known:
    """Holds a name cut into what is compared: its class, and what is its own within it."""

    name: str
    kind: _Class
    core: str


def other_agencies(text: Sequence[Sentence], names: Iterable[str]) -> Iterator[Slip]:
    """Give the sentences in which the report names itself by another's name; none if its own is not certain."""
    own = [_known(name) for name in names]
    kinds = {known.kind for known in own if known}
    if len(kinds) != 1 or None in own:
        return
    known = tuple(k for k in own if k)
    for sentence in text:
        yield from _of_sentence(sentence, known)


def _known(name: str) -> _Known | None:
    for kind, ending in _ENDINGS:
        if found := ending.search(name):
            bare = name[: found.start()]
            return _Known(name, kind, bare if kind is _Class.GOVERNMENT else _PLACES.sub("", bare))
    return None


def _of_sentence(sentence: Sentence, own: tuple[_Known, ...]) -> Iterator[Slip]:
    if "我" not in sentence.folded and own[0].kind.value not in sentence.folded:
        return
    plain = _QUOTED.sub(lambda m: "□" * len(m.group()), sentence.folded)
    for word in dict.fromkeys(m.group() for m in _SELF.finditer(plain)):
        if word in _NEVER_SAID[own[0].kind]:
            yield _slip(sentence, plain.index(word), word, own)
    for found in (_HEAD.search(plain), _PRESENTED.search(plain), _DRAWN_UP.search(plain)):
        if found and _is_other(found, plain, own):
            yield _slip(sentence, found.start("name"), found["name"], own)
            return


def _is_other(found: re.Match[str], plain: str, own: tuple[_Known, ...]) -> bool:
    named = _known(found["name"])
    if named is None or named.kind is not own[0].kind or _NO_NAME.search(found["name"]) or not named.core:
        return False
    if found.re is _HEAD and not _reports(found, named.kind, plain):
        return False
    return not any(_may_be_same(named, known) for known in own)


def _reports(found: re.Match[str], kind: _Class, plain: str) -> bool:
    """Tell whether a sentence says what its subject did for disclosure; a township's neighbours never do so in it."""
    if _OWN_WORD.search(plain):
        return False
    if kind in _TOWNSHIPS:
        return True
    told = _REPORTED.match(plain, found.start("conduct"))
    return bool(found["year"] and told and _DISCLOSURE.search(plain))


def _may_be_same(named: _Known, known: _Known) -> bool:
    """Tell whether two names may mean one agency: one within the other, or bureaus that share a word of their own."""
    if named.core in known.name or known.core in named.name:
        return True
    if named.kind is _Class.BUREAU:
        return bool((set(named.core) & set(known.core)) - _GENERIC)
    same_level = named.core[-1:] == known.core[-1:]
    return named.kind is _Class.GOVERNMENT and (not same_level or _last_place(named.core) == _last_place(known.core))


def _last_place(core: str) -> str:
    return re.sub(r"^.*[省市州盟](?=.{2,})", "", core)


def _slip(sentence: Sentence, position: int, name: str, own: tuple[_Known, ...]) -> Slip:
    phrase = phrase_at(sentence, position, len(name) + 16)
    return Slip("agency", sentence, phrase, expected=own[0].name, actual=name)
