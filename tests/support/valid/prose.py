"""Writes the other prose of a made report: proactive disclosure, what supports it, problems, other matters."""

from __future__ import annotations

from collections.abc import Iterator

from tests.support.figures import DISCLOSURE
from tests.support.valid.applications import applications
from tests.support.valid.facts import Facts
from tests.support.valid.numerals import split


def overview(f: Facts) -> list[str]:
    """Give the paragraphs of section one."""
    opening = f.pick(
        f"{f.year}年，{f.we}坚持以公开为常态、不公开为例外，把群众想知道的事说清楚。",
        f"{f.year}年，{f.agency}认真落实政府信息公开各项要求。",
        f"一年来，{f.we}围绕中心工作推进政府信息公开。",
    )
    return [
        opening,
        _proactive(f),
        *applications(f),
        f"（三）政府信息管理。{f.words('managed')}",
        f"（四）平台建设。{f.words('platforms')}",
        _supported(f),
    ]


def _proactive(f: Facts) -> str:
    """Tell what was published: counts of many things, few of which a table has."""
    many = f.random.randint(20, 4000)
    policy, work, other = split(many, 3, f.random)
    first = f.pick(
        f"全年主动公开政府信息{f.say(many)}条，其中政策类{policy}条、工作动态类{work}条、其他{other}条。",
        f"全年通过门户网站发布信息{many}余条。",
        f"全年发布各类信息近{many + 100}条，政策解读{f.random.randint(1, 40)}篇。",
    )
    tempting = "".join(f.words("disclosure") for _ in range(f.random.randint(0, 3)))
    return "（一）主动公开。" + first + "".join(s for s in _of_documents(f) if f.chance(0.4)) + tempting


def _of_documents(f: Facts) -> Iterator[str]:
    row = "normative_documents"
    if f.edition == "2021":
        issued, repealed, in_force = (f.published(row, c) for c in ("issued", "repealed", "in_force"))
        yield f"全年制发行政规范性文件{f.say(issued)}件，废止{repealed}件，现行有效{f.say(in_force)}件。"
    yield f"作出行政处罚处理决定{f.say(f.published('penalties', 'decisions'))}件。"


def _supported(f: Facts) -> str:
    """Tell of support, with the results of art. 50(4) where they are due."""
    trained = f"组织业务培训{f.random.randint(1, 6)}次，{f.random.randint(20, 300)}人次参加。"
    if not f.is_government:
        return "（五）监督保障。" + f.pick(
            trained, trained + "政务公开纳入年度绩效考核。", "明确专人负责，每季度自查一次。"
        )
    score = f"{f.random.randint(80, 99)}.{f.random.randint(0, 9)}"
    appraised = f.pick(
        f"在全市政务公开工作考核中得{score}分。",
        f"政府信息公开工作考核结果为{f.pick('优秀', '良好')}。",
        "对政务公开考核优秀的2个单位予以通报表扬。",
        f"年度政务公开考核排名第{f.pick('一', '二', '三', '五')}。",
    )
    reviewed = f.pick(
        f"社会评议满意度为{score}%。",
        f"开展政府信息公开社会评议，群众满意率达{score}%。",
        "社会评议结果为满意。",
    )
    held = f.pick("未发生责任追究的情形。", "全年未发生因政府信息公开工作被追究责任的情况。", "责任追究结果：无。")
    results = [appraised, reviewed, held]
    f.random.shuffle(results)
    return "（五）监督保障。" + (trained if f.chance(0.5) else "") + "".join(results)


def problems(f: Facts) -> list[str]:
    """Give the paragraphs of section five."""
    problem, measure = f.words("problems"), f.words("measures")
    return f.random.choice(
        [
            [f"存在的主要问题：{problem}。改进情况：{measure}。"],
            ["（一）存在的主要问题", f"{problem}。", "（二）改进情况", f"{measure}。"],
            [f"虽然取得了一定成效，但仍存在{problem}的问题。下一步，{measure}。"],
            [f"针对{f.year - 1}年指出的不足，已逐项整改。目前的主要问题是{problem}。改进措施：{measure}。"],
        ]
    )


def other_matters(f: Facts) -> list[str]:
    """Give the paragraphs of section six."""
    fee = f.random.randint(1, 90) * 10
    if fee == f.tables[DISCLOSURE]["charges"].get("amount_wan"):  # equal figures would rightly be asked about (T2-08)
        fee += 5
    return [
        f.pick(
            "本年度没有收取信息处理费，也没有其他需要报告的事项。",
            "按照《政府信息公开信息处理费管理办法》（国办函〔2020〕109号），本年度未收取信息处理费。",
            f"本年度收取信息处理费{fee}元。无其他需要报告的事项。",
            "本年度未产生信息处理费。",
        )
    ]
