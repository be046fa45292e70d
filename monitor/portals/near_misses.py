"""Lists what only looks like the annual report, each with its code."""

from __future__ import annotations

import re

from monitor.portals.years import is_school_year

_Table = tuple[tuple[str, re.Pattern[str]], ...]


def _compiled(*table: tuple[str, str]) -> _Table:
    return tuple((code, re.compile(pattern)) for code, pattern in table)


_ALWAYS = _compiled(
    ("reading", r"解读|图解|图说|图示|图表|一图|一张图|读懂|看懂|漫画|长图|速览|速读|划重点"),
    ("part_of_year", r"半年|季度|月份|月度|\d月"),
    ("draft", r"征求意见|讨论稿|送审稿|草案|模板|范本|样本|提纲"),
)
_WITHOUT_STATUTORY_NAME = _compiled(
    ("website_report", r"(?:网站|新媒体).{0,12}(?:报表|年报|年度报告|工作报告)|监管年度报表|年度(?:工作)?报表"),
    ("work_report", r"政府工作(?:报告|年报)"),
    ("rule_of_law", r"法治政府|依法行政|法治建设"),
    ("accounts", r"预算|决算|财务"),
    ("requests", r"依申请|申请公开"),
    ("statistics", r"统计(?:表|报表|数据|情况)?$|统计表|情况表$|台账"),
    ("company_report", r"公司.{0,20}(?:年报|年度报告)|企业年(?:报|度报告)"),
)
_BEHIND_REPORT = _compiled(
    ("rules", r"制度|指南|办法|规定|条例|细则|规范|目录|要点|方案|规划|计划|格式"),
    ("letter", r"函$|的函|复函|请示|批复|意见$"),
    ("self_check", r"自查|督查|检查|考核|评估|评议|验收|整改"),
    ("statistics", r"^表|统计表|情况表|报表"),
    ("announcement", r"(?:公告|公示|通告)$"),
    ("notice", r"通知|通报|部署|培训|会议|召开|学习|事项|工作的"),
    ("about_reports", r"总结|编制|填报|报送|公布|发布|情况"),
)
_AFTER_ABOUT = _compiled(
    ("announcement", r"公布|发布|公示|公开"),
    ("notice", r"通知|通报|部署|做好|编制|填报|报送|上报|转发|印发|培训|召开|开展|加强|推进|落实|进一步|征集"),
    ("self_check", r"自查|督查|检查|考核|评估|评议|验收|整改"),
    ("rules", r"制度|指南|办法|规定|条例|细则|规范|目录|要点|方案|规划|计划"),
)
_NEWS = re.compile(r"(?:公布|发布|公开发布|晒出|公示|出炉)《?$")
_OTHER_PUBLICITY = re.compile(
    r"(?:党务|校务|村务|厂务|院务|警务|检务|审务|居务|司务|财政|环境|企业|基金|公司|重点领域|双公示|招标|采购|项目"
    r"|行政执法|行政许可|行政处罚|权力|扶贫|高校|学校|教育|医疗卫生|公共企事业单位|食品安全|产品质量|信用|主动)$"
)
_PAPERS = _compiled(
    *((code, pattern.pattern) for code, pattern in _BEHIND_REPORT if code in ("rules", "letter", "self_check")),
    ("notice", r"通知$|通报$|公告$|公示$|通告$"),
    ("news", r"培训|会议|召开|推进|部署|开展|加强|学习|宣传|调研|工作会|座谈|案例|新闻|活动"),
    ("forms", r"申请表|流程图?|专栏|台账|清单|机构|信箱"),
)


def near_miss_of_title(title: str, *, statutory: bool) -> str | None:
    """Give the code of what the title is instead of a report.

    With the whole statutory name in it, words such as 预算 can only belong to an agency's name.
    """
    if is_school_year(title):
        return "school_year"
    return _first(_ALWAYS, title) or (None if statutory else _first(_WITHOUT_STATUTORY_NAME, title))


def near_miss_of_surroundings(head: str, tail: str) -> str | None:
    """Give the code of what is done with the report, by the words around its name."""
    _, about, words = head.rpartition("关于")
    code = _first(_BEHIND_REPORT, tail) or (_first(_AFTER_ABOUT, words) if about else None)
    # 关于公布…的通知 may bring the report itself with it, 关于做好…的通知 does not
    if about and code == "notice" and _first(_AFTER_ABOUT, words) == "announcement":
        return "announcement"
    return code or ("announcement" if _NEWS.search(head) else None)


def near_miss_of_paper(title: str) -> str | None:
    """Give the code of a paper on information disclosure that is no report at all."""
    return _first(_PAPERS, title)


def is_other_publicity(head: str, phrase: str) -> bool:
    """Tell whether 信息公开 is that of something else: 环境信息公开, 校务公开, 依申请…公开."""
    return head.endswith("依申请") or (not phrase.startswith("政府信息") and _OTHER_PUBLICITY.search(head) is not None)


def _first(table: _Table, text: str) -> str | None:
    return next((code for code, pattern in table if pattern.search(text)), None)
