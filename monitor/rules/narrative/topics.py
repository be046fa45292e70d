"""Defines the results that art. 50(4) asks a government for, and the words by which reports give them."""

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
    pattern: re.Pattern[str]
    alien: re.Pattern[str]
    """Removed first: set phrases that contain the words and mean something else."""
    silent: Severity


APPRAISAL = Topic(
    code="N-02",
    words=("考核", "考评", "评估"),
    pattern=re.compile(
        r"考核|考评|(?:政务公开|信息公开|公开工作|公开情况)[^，；。]{0,10}评估|评估[^，；。]{0,10}(?:政务公开|信息公开)"
    ),
    alien=re.compile(
        r"(?:招聘|招录|录用|公务员|职称|医保|医师|干部|试用期|驾驶人?)[^，；。]{0,4}考核|考核(?:招聘|录用|聘用)|第三方评估"
    ),
    silent=Severity.VIOLATION,
)
REVIEW = Topic(
    code="N-03",
    words=("社会评议", "满意度测评", "公众评价", "第三方评估"),
    pattern=re.compile(
        r"社会评[议价]|(?:公众|群众|民主|社会公众)评[议价]|评议|满意度(?:测评|调查|评价|评议|测试|问卷)|(?:测评|调查)[^，；。]{0,6}满意度|"
        r"(?:公开|公众|社会)[^，；。]{0,10}满意[度率][^，；。]{0,6}\d|第三方(?:机构)?[^，；。]{0,12}(?:评估|测评|评价)"
    ),
    alien=re.compile(
        r"[^，；。]{0,12}(?:人大|政协|建议|提案|热线|好差评|政务服务|营商环境|办事)[^，；。]{0,12}(?:满意[度率]|评[议价])[^，；。]{0,8}"
    ),
    silent=Severity.VIOLATION,
)
ACCOUNTABILITY = Topic(
    code="N-04",
    words=("责任追究", "追责", "问责"),
    pattern=re.compile(r"责任追究|追究[^，；。]{0,6}责任|追责|问责"),
    alien=re.compile(r"安全(?:生产)?事故[^，；。]{0,6}(?:追责|问责)"),
    silent=Severity.QUERY,
)
TOPICS = (APPRAISAL, REVIEW, ACCOUNTABILITY)

OUTCOME = re.compile(
    r"优秀(?!案例|经验|做法|典型|作品)|优良|良好(?!氛围|环境|形象|秩序|局面|基础|效果|成效)|合格|达标|优等|先进(?!典型|经验|做法|事迹)|"
    r"[一二三]等|[ABC]级|第[一二三四五六七八九十\d]+[名位]|前列|前[一二三四五六七八九十\d]+[名位]?|位居|位列|名列|排名(?:第|前|全|靠|居)|"
    r"通报表扬|通报批评|予以通报|满分|(?:结果|评价)(?:为|如下|均为|显示)|普遍(?:好|满意)|"
    r"(?:未|无|没有|不存在|零)[^，；。]{0,24}(?:责任追究|追责|问责|评议|考核|情[形况])|(?:责任追究|追责|问责|评议)[^，；。]{0,6}(?:未|无|没有|零)"
)
"""Words that are an outcome in the clause of the topic or beside it."""

NONE = re.compile(r"均?(?:无|没有|未发生|暂无)(?:相关|此类|有关)?(?:情况|情形|事项)?")
"""A clause that is all of this, beside the topic's, is its outcome."""

WEIGHT = re.compile(r"每|定期|分值|权重|占比|比重|比例|占[^，；。]{0,6}(?:\d|分)")
"""Words that make a figure the weight of an appraisal, or its rhythm: a mechanism and no result."""

NEIGHBOUR_UNITS = frozenset({"分", "%", "名", "位", "家"})
"""Units by which a figure in the clause beside the topic is its outcome; in its own clause any figure is."""
