"""Tells of what time and whose a figure is: this year's and this agency's, or another's."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto


class Whose(Enum):
    """Says to whom or when something belongs, as far as words say it."""

    OWN = auto()
    OTHER = auto()
    UNSAID = auto()


@dataclass(frozen=True, slots=True)
class Home:
    """Holds what is the report's own: its year, the names of its agency, and whether it speaks for a region."""

    year: int | None
    names: tuple[str, ...]
    regional: bool
    """Whether the agency is a government: then 全市各级行政机关 is the whole, else it is others."""
    reviews: bool
    """Whether the agency decides on reconsiderations itself: then those that it received are others' disputes."""


_LAST = r"上一?年度?|去年度?"
_COMPARED = re.compile(rf"(?:与|和|同|比|较|跟|相较)于?(?:{_LAST}|\d{{4}}年度?)(?:同期)?(?:相比|比较)?")
_WHOLE_YEAR = re.compile(
    r"1月(?:1日|份)?(?:至|到|-|—|－|~|～)+(?:\d{4}年)?12月(?:31日|份)?|"
    r"(?:截至|截止)到?(?P<year>\d{4}年)?(?:年?底|年?末|12月31日|12月底)|年底|年末"
)
_YEAR = re.compile(r"(\d{4})年")
_OTHER_TIME = re.compile(
    r"上一?年|去年|前年|往年|历年|历史|近年|近[两二三四五六七八九十\d]+年|以前年度|[上下]半年|前?[一二三四]季度|"
    r"\d{1,2}月|截至|截止|目前|以来|“?十[一二三四五]五”?|连续|明年|来年|下一?年|次年|今后|月均|平均|每年|每月|五年|三年"
)
_OWN_TIME = re.compile(r"全年|本年|今年|年内|年度")
_TIMELY = re.compile("[年月季史截目来五续今均]")
"""One of them stands in whatever names a time: looked for first, for speed alone."""


def time_of(words: str, home: Home) -> Whose:
    """Tell the time that words name: the report year, another, or none. Comparisons (较上年) name none."""
    if not _TIMELY.search(words):
        return Whose.UNSAID
    rest = _WHOLE_YEAR.sub(lambda m: m["year"] or "", _COMPARED.sub("", words)).replace("今年以来", "今年")
    years = {int(y) for y in _YEAR.findall(rest)}
    if years - {home.year}:
        return Whose.OTHER
    if years or (_OWN_TIME.search(rest) and not _OTHER_TIME.search(rest)):
        rest = _YEAR.sub("", rest)
        return Whose.OTHER if _OTHER_TIME.search(rest) else Whose.OWN
    return Whose.OTHER if _OTHER_TIME.search(rest) else Whose.UNSAID


_NO_AGENCY = re.compile(
    r"政府(?:信息|网站|门户|公报|采购|文件|规章)|办[理结复件法毕]|[收承主督转经交]办|处[理罚置于]|所[有列需]|"
    r"[处科]长|局[限势面]|委托|院校|[全内外]部|部分|网站|公民|自然人|个人|法人|其[他它](?:社会)?组织"
)
_BODIES = (
    r"政府办公厅|政府办公室|政府办|政府|办公厅|办公室|管理委员会|管委会|委员会|办事处|领导小组|人民法院|法院|检察院|街道|社区|"
    r"行政机关|机关|部门|单位|支队|大队|总队|分局|中心|公司|学校|医院|[市区县州省镇乡村]级|本级|[省市区县州]直|镇街|乡镇|"
    r"局|委|办|厅|镇|乡|科室|处室|站|所|处|院|部|村"
)
_AGENCY = re.compile(rf"[\u4e00-\u9fff]{{0,16}}?(?:{_BODIES})+")
_LEAD = re.compile(
    r"^(?:其中|另外?|此外|由|经|在|对|向|因|以|代表|根据|按照|依据|\d{4}年度?|全年|年度?|度|本年度?|今年|共计?|同时|累计|和|与|及|以及|、)+"
)
_JOIN = re.compile(r"^(?:其中|另外?|此外|同时|由|\d{4}年度?|全年|本?年度?|今年|和|与|及|以及|、)+")
_NO_NAME = re.compile(
    r"[与按在对向为以的是将把从被让使给同因经属]|根据|落实|加强|坚持|贯彻|严格|认真|积极|推[进动]|做好|通过|完善|开展|组织|指导|督促|要求|"
    r"切实|不断|强化|提升|及时|围绕|依托|针对|结合|明确|建立|健全|配合|协调|定期|主动|确保|规范|优化|成立|设立|召开|印发"
)
_SELF = re.compile(
    r"^(?:[我本该]?(?:行政机关|机关|单位)|[我本](?:[市区县省州盟旗镇乡街道局委办厅处院站所部]|中心|街道|部门|单位|公司){1,2}|"
    r"全[市区县省州盟旗镇乡局委厅系统街道]{1,2})(?:政府|机关|办事处)?$"
)
_REGION = re.compile(
    r"(?P<all>全|我)(?P<level>[省市州区县旗镇乡])(?!面)"
    r"(?P<bodies>(?:各级|各|[、和及]|行政机关|(?:政府|职能|工作)?部门|单位|政府|板块|镇街|街镇|乡镇|街道|镇乡?|乡|区县|县区)*)"
)
_BELOW = re.compile("[镇乡街]|区县|县区")
_ALL_BODIES = re.compile("机关|部门|单位|政府|板块|各级")
_NAMING = re.compile("[府办委会处组院街社关门位队局中司校级直镇乡厅室站所部村]|[全我][省市州区县旗]")
"""One of them stands in whatever names a body: looked for first, for speed alone."""
_ABOVE = (
    (re.compile(r"(?:[镇乡]人民政府|街道办事处)$"), "省市州盟县区旗"),
    (re.compile(r"[县区旗]"), "省市州盟"),
    (re.compile(r"[市州盟]"), "省"),
)
"""By what tells the level of an agency's name, the levels above it, with which a short name may begin."""
_NO_LEVEL = re.compile(r"市(?:场|容|政(?!府|务))")
_GOVERNED = re.compile(r"([省市州区县旗镇乡])人民政府$")


def agency_of(words: str, home: Home) -> Whose:
    """Tell whose the words speak of: an agency that they name, or nobody."""
    if not _NAMING.search(words):
        return Whose.UNSAID
    rest = _NO_AGENCY.sub("，", words)
    region = _REGION.search(rest)
    own = _of_region(region, home) if region else Whose.UNSAID
    if own is Whose.OTHER:
        return own
    if region and own is Whose.OWN:
        rest = rest.replace(region.group(), "，")
    for match in _AGENCY.finditer(rest):
        name = _LEAD.sub("", match.group())
        if name and not _is_own(name, home.names):
            return Whose.OTHER
        own = Whose.OWN
    return own


def _of_region(region: re.Match[str], home: Home) -> Whose:
    """Tell whether 全区 is what the report speaks for: that of a government of this level; 我区 says little.

    全区各镇街 names those below alone, which are a part.
    """
    if _BELOW.search(region["bodies"]) and not _ALL_BODIES.search(region["bodies"]):
        return Whose.OTHER
    levels = {found[1] for name in home.names if (found := _GOVERNED.search(name))}
    if home.regional and (not levels or region["level"] in levels):
        return Whose.OWN
    return Whose.OTHER if region["all"] == "全" else Whose.UNSAID


def _is_own(name: str, names: Iterable[str]) -> bool:
    return bool(_SELF.match(name)) or any(_shortens(name, full) for full in names)


def _shortens(name: str, full: str) -> bool:
    """Tell whether a name shortens a full one: its characters stand in it in order, and it names a body of its own."""
    rest = iter(full)
    own = len(name) > 1 and name not in {"市局", "省局", "总局"} and not _is_above(name, full)
    return own and all(char in rest for char in name)


def _is_above(name: str, full: str) -> bool:
    """Tell whether a name begins with a level above that of the full one: 市水务局 is not 云川市兰溪区水务局."""
    above = next((levels for own, levels in _ABOVE if own.search(full)), "")
    return name[0] in above and not _NO_LEVEL.match(name)


def agency_that_acts(clause: str, home: Home) -> Whose:
    """Tell whose a clause is that begins with an agency: it is the subject of what follows, too."""
    if not _NAMING.search(clause):
        return Whose.UNSAID
    rest = _JOIN.sub("", _NO_AGENCY.sub("，", clause))
    region = _REGION.match(rest)
    if region and (own := _of_region(region, home)) is not Whose.UNSAID:
        return own
    match = _AGENCY.match(rest)
    if not match or _NO_NAME.search(match.group()):
        return Whose.UNSAID
    return Whose.OWN if _is_own(match.group(), home.names) else Whose.OTHER
