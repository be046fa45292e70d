"""Defines the words that are a result, beside the denial of a topic itself (rules N-02 to N-04)."""

from __future__ import annotations

import re

_NUMERAL = "[一二三四五六七八九十\\d]+"
GRADE = re.compile(
    r"(?<!不)(?:优秀(?!案例|经验|做法|典型|作品|成果|信息)|优良|良好(?!氛围|环境|形象|秩序|局面|基础|效果|成效|习惯|互动)|合格|达标|优等|较好(?!地|的落实))|"
    r"基本合格|不合格|先进(?:单位|集体|个人|$)|[较良优]好?[的]?(?:成绩|名次|位次)|(?:好|优异|突出)成绩|佳绩|"
    rf"[一二三四甲乙丙][等类](?!人员|事项)|[ABC]\+?[级等档类]|第{_NUMERAL}(?:名|位|等次|档|方阵|梯队)|第[一二三](?=$|的)|"
    rf"前列|首位|榜首|全[国省市县区州盟旗][^，；。]{{0,8}}(?:第|首|前)|(?:得分|分数|成绩|总分|评分)[^，；。]{{0,6}}\d|[居排处]前{_NUMERAL}|前{_NUMERAL}[名位强]|位居|位[列次](?:全|第|前|居)|名列|排名(?:第|前|全|靠|居|末)|排位|靠前|靠后|末位|"
    r"通报表扬|通报批评|表扬|表彰|嘉奖|满分|(?:结果|等次|评价|成绩|情况)(?:为|如下|均为|显示|是)|评(?:为|定为|价为)|普遍(?:好|满意|反映)|"
    r"(?:^|为|均|较|很|比较|基本|非常|表示|总体|整体|结果)满意(?:$|等次|以上)|顺利通过|均通过|已通过"
)
"""Grades, ranks, praise and criticism."""

BARE = re.compile(
    r"(?:(?:本|今|全|\d{4})年度?|目前)?(?:均|都|结果|情况)?(?:为|是)?(?:无|没有|未发生|暂无|不涉及|未涉及|未开展|未产生|优|良|好|较好|合格|满意|[0零](?:起|例|次|人|人次|件)?)"
    r"(?:相关|此类|有关)?(?:情况|情形|事项|内容)?"
)
"""A clause that is all of this, beside the topic's, is its outcome."""

NEUTRAL = re.compile(
    r"(?:未|无|没有|不存在)(?:发生|出现|受到|收到|接到|被|有)?[^，；。]{0,40}(?:情[形况]|通报|扣分|批评|约谈|投诉|负面|差评|不良反映|异议|问题反馈)"
)
"""Denies something that is no topic's own: it is the outcome of the clause that it stands in, or beside."""

WEIGHT = re.compile(r"每|定期|分值|权重|占比|比重|比例|占[^，；。]{0,6}(?:\d|分)|\d+[号条项]")
"""Words that make a figure the weight of an appraisal, its rhythm, or the number of a rule: no result."""

MECHANISM = re.compile(
    r"纳入|作为[^，；。]{0,20}(?:依据|内容|参考|指标|标准)|指标体系|(?:考核|评议|追究)(?:办法|方案|细则|制度|机制|体系)|"
    r"(?:考核|评议|评估|成绩)[^，；。]{0,6}(?:优秀|合格|靠[前后]|落后|良好|先进)的|评优(?!秀)|评先(?!进)|挂钩|确保|力争|争取|(?<!确)将|下一步|健全|建立|"
    r"要求|对于?[^，；。]{0,16}(?:不合格|不达标|不到位|靠后)的"
)
"""Words by which a grade is what an appraisal may give: a system and no result, unless a figure says otherwise."""

RELATED = re.compile(r"满意[度率]|得分|评分|总分|均分|排名|等次|名次|参评")
"""Words by which a figure or grade further on in the same group is still the topic's."""

NEIGHBOUR_UNITS = frozenset({"分", "%", "名", "位", "家"})
"""Units by which a figure in the clause beside the topic is its outcome; in its own clause any figure is."""
