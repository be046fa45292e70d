"""Defines the results that art. 50(4) asks a government for, and the words by which reports speak of each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from monitor.settings import Severity


@dataclass(frozen=True, slots=True)
class Topic:
    """Names one result, the words that make a clause speak of it, and how grave silence is."""

    code: str
    words: tuple[str, ...]
    """Told in the finding: what was searched for."""
    signs: tuple[str, ...]
    """One of them stands in every sentence that the pattern finds: looked for first, for speed alone."""
    pattern: re.Pattern[str]
    alien: re.Pattern[str]
    """Removed first: set phrases that contain the words and mean something else."""
    core: re.Pattern[str]
    """Words that make a clause this topic's and no other's."""
    outcome: re.Pattern[str]
    """Outcomes of this topic alone; so is its denial: 未开展社会评议 tells where things stand, as 无 does."""
    silent: Severity


_NOT = r"(?:未|无|没有|不存在|不涉及|零)"
_APPRAISAL = r"考核|考评"
_ASSESSED = r"评估"
_DISCLOSURE = r"政务公开|信息公开|公开工作|公开情况|公开年度"
_OTHER_MATTERS = (
    r"招聘|招录|录用|公务员|职称|医保|医师|教师|干部|试用期|驾驶人?|河[湖长]长?制?|环境|空气|水质|安全生产|消防|耕地|粮食|扶贫|脱贫|"
    r"乡村振兴|教学|学校|医院|企业|经济|能耗|林长制|文明城市|卫生城市|双拥|禁毒|食品安全|预算绩效|项目绩效"
)


def _denied(words: str) -> str:
    none = r"(?:未发生|未出现|不涉及|没有|无(?!缝)|[零0](?:起|例|次|人|件|$))"
    return rf"{_NOT}[^，；。]{{0,40}}(?:{words})|(?:{words})[^，；。]{{0,14}}{none}"


APPRAISAL = Topic(
    code="N-02",
    words=("考核", "考评", "评估"),
    signs=("考核", "考评", "评估", "排", "位", "列", "得分", "等次", "先进", "等奖", "评为", "获", "授予"),
    pattern=re.compile(
        rf"{_APPRAISAL}|(?:{_DISCLOSURE})[^，；。]{{0,10}}{_ASSESSED}|{_ASSESSED}[^，；。]{{0,10}}(?:{_DISCLOSURE})|"
        # An appraisal by its result alone: ranked, scored, honoured for disclosure work.
        rf"(?:{_DISCLOSURE})[^，；。]{{0,14}}(?:排名|排位|位[列居]|名列|得分|位次|等次|先进(?:单位|集体)|一等奖|二等奖|三等奖)|"
        rf"(?:获评|荣获|被评为|评为|授予)[^，；。]{{0,14}}(?:{_DISCLOSURE})[^，；。]{{0,8}}(?:先进|优秀|一等|二等|三等|示范)"
    ),
    alien=re.compile(rf"(?:{_OTHER_MATTERS})[^，；。]{{0,8}}(?:{_APPRAISAL})|考核(?:招聘|录用|聘用)"),
    core=re.compile(_APPRAISAL),
    outcome=re.compile(_denied(rf"{_APPRAISAL}|{_ASSESSED}")),
    silent=Severity.VIOLATION,
)
_PEOPLE = r"公众|群众|社会|公民|市民|居民|村民|企业|民主|问卷|民意|服务对象"
_OTHERS_JUDGED = (
    r"人大|政协|建议|提案|热线|12345|工单|办件|信访|来信|信件|留言|好差评|政务服务|营商环境|办事|行风|政风|效能|干部"
)
REVIEW = Topic(
    code="N-03",
    words=("社会评议", "满意度测评", "公众评价", "第三方评估"),
    signs=("评议", "评价", "满意", "第三方", "问卷", "民意"),
    pattern=re.compile(
        rf"社会评[议价]|(?:{_PEOPLE})[^，；。]{{0,4}}评[议价]|评议|满意[度率](?:测评|测验|调查|评价|评议|测试|问卷)|民意(?:调查|测评)|"
        rf"(?:测评|调查|评价|问卷)[^，；。]{{0,8}}满意[度率]|(?:{_PEOPLE}|公开)[^，；。]{{0,10}}满意[度率][^，；。]{{0,6}}\d|"
        r"第三方(?:机构)?[^，；。]{0,12}(?:评估|测评|评价)|公开[^，；。]{0,10}(?:调查问卷|问卷调查)|"
        r"(?:公众|群众|社会)[^，；。]{0,24}公开[^，；。]{0,12}评[议价]"
    ),
    alien=re.compile(
        rf"[^，；。]{{0,12}}(?:{_OTHERS_JUDGED})[^，；。]{{0,12}}(?:满意[度率]|评[议价])[^，；。]{{0,8}}|"
        rf"(?:{_OTHERS_JUDGED})(?:(?!评议|问卷|测评|公开)[^；。]){{0,60}}满意[度率][^，；。]{{0,8}}"
    ),
    core=re.compile(r"评议|满意[度率]|第三方"),
    outcome=re.compile(
        _denied(r"社会评[议价]|评议|满意[度率]|评价|投诉|负面|不良反映|异议")
        + r"|(?<!差)好评|认可度|(?:认可|肯定)(?=$|和|与)|反[映响][^，；。]{0,4}好"
    ),
    silent=Severity.VIOLATION,
)
_HELD = r"责任追究|追究[^，；。]{0,8}责任|追责|问责|被追究"
_SOME = r"[\d一二三四五六七八九十]+人(?![民员])"
"""So many persons: 人 is no unit of what tables count, and no figure otherwise."""
ACCOUNTABILITY = Topic(
    code="N-04",
    words=("责任追究", "追责", "问责"),
    signs=("追究", "追责", "问责", "处分", "处理"),
    pattern=re.compile(rf"{_HELD}|公开[^，；。]{{0,24}}(?:处分|处理)(?:的?情[形况]|的人员)"),
    alien=re.compile(r"(?:安全(?:生产)?|质量|交通)事故[^，；。]{0,6}(?:追责|问责|责任追究)|执法(?:过错)?责任追究"),
    core=re.compile(_HELD),
    outcome=re.compile(
        _denied(rf"{_HELD}|处分|问题线索")
        + rf"|(?:{_HELD}|处分)[^，；。]{{0,6}}{_SOME}|{_SOME}[^，；。]{{0,6}}(?:{_HELD}|处分)"
    ),
    silent=Severity.QUERY,
)
TOPICS = (APPRAISAL, REVIEW, ACCOUNTABILITY)
