"""Specifies by which words of official prose a clause names a time or an agency, each word in its use."""

from __future__ import annotations

import pytest

from monitor.rules.figures.scope import Home, Whose, agency_of, agency_that_acts, time_of

HOME = Home(year=2023, names=("云川市兰溪区人民政府",), regional=True, reviews=True)
BUREAU = Home(year=2023, names=("云川市兰溪区水务局",), regional=False, reviews=False)

OTHER_TIMES = (
    "上年 上一年度 去年 前年 往年 历年 历史 近年 近两年 近5年 以前年度 上半年 下半年 一季度 前三季度 3月 11月份 截至8日 截止8日 目前 施行以来 "
    "“十三五” 十四五 连续两期 明年 来年 下年 下一年 次年 今后 月均 人均平均 每年 每月 五年 三年"
)
COMPARISONS = "与上年相比 和去年比较 同上一年度 比2022年 较去年同期 跟上年比较 相较于去年 相较2022年度同期 与上年度同期相比 比去年度 较上一年"
WHOLE_YEARS = (
    "1月1日至12月31日 1月到12月 1月份-12月份 1月—12月 1月－12月 1月~12月 1月～12月 1月1日至2023年12月31日 "
    "截至年底 截止年末 截至到12月31日 截止12月底 年底 年末"
)
OWN_TIMES = "全年 本年 本年度 今年 年内 年度 今年以来 截至2023年底 截止2023年12月31日 2023年度"


@pytest.mark.parametrize("words", OTHER_TIMES.split())
def test_words_that_name_another_time(words: str) -> None:
    assert time_of(f"{words}共收到申请", HOME) is Whose.OTHER
    assert time_of(f"全年{words}共收到申请", HOME) is Whose.OTHER


@pytest.mark.parametrize("words", [*COMPARISONS.split(), *WHOLE_YEARS.split()])
def test_a_comparison_and_the_days_of_the_whole_year_name_no_other_time(words: str) -> None:
    assert time_of(f"{words}收到申请", HOME) is not Whose.OTHER


@pytest.mark.parametrize("words", OWN_TIMES.split())
def test_words_that_name_the_year_of_the_report(words: str) -> None:
    assert time_of(f"{words}收到申请", HOME) is Whose.OWN


NO_AGENCIES = (
    "政府信息公开 政府网站 政府门户 政府公报 政府采购 政府文件 政府规章 办理 办复 办结 办件 办法 办毕 收办 承办 主办 督办 转办 经办 交办 "
    "处理 处罚 处置 处于 所有 所列 所需 处长 科长 局限 局面 局势 委托 院校 全部 内部 外部 部分 网站 公民 自然人 个人 法人 其他组织 其它社会组织"
)
OTHER_AGENCIES = (
    "市政府办公厅 市政府办 市政府 市委 市工业园区管理委员会 市开发区管委会 市发展委员会 文昌街道办事处 市领导小组 市人民法院 市检察院 文昌街道 "
    "城东社区 市级机关 各部门 各单位 市支队 市交警大队 市消防总队 市公安分局 市服务中心 市水务公司 市第一中学校 市人民医院 市级 市直 各镇街 各乡镇 "
    "市水务局 市信访办 省办公厅 东岭镇 白沙乡 各科室 各处室 供电站 派出所 市规划处 市设计院 市委宣传部 石桥村"
)
OWN_AGENCIES = "我局 本局 我机关 本机关 本行政机关 我单位 本单位 全局 区水务局 兰溪区水务局"
REGIONS = "全区各级 全区各部门 全区各单位 全区行政机关 全区各级政府 全区职能部门 全区工作部门 全区各板块 全区各镇街、部门 我区"
BELOW = "全区各镇街 全区各街镇 全区各乡镇 全区街道 全区各镇 全区各乡"


@pytest.mark.parametrize("words", NO_AGENCIES.split())
def test_words_that_look_like_the_name_of_an_agency(words: str) -> None:
    assert agency_of(words, HOME) is Whose.UNSAID


@pytest.mark.parametrize("words", OTHER_AGENCIES.split())
def test_names_of_other_agencies(words: str) -> None:
    assert agency_of(f"{words}共收到申请", BUREAU) is Whose.OTHER


@pytest.mark.parametrize("words", OWN_AGENCIES.split())
def test_names_by_which_an_agency_speaks_of_itself(words: str) -> None:
    assert agency_of(f"{words}共收到申请", BUREAU) is Whose.OWN
    assert agency_of(f"2023年度{words}共收到申请", BUREAU) is Whose.OWN


@pytest.mark.parametrize("words", REGIONS.split())
def test_a_region_is_what_its_government_speaks_for(words: str) -> None:
    assert agency_of(f"{words}共收到申请", HOME) is Whose.OWN


@pytest.mark.parametrize("words", BELOW.split())
def test_the_bodies_below_are_only_a_part_of_a_region(words: str) -> None:
    assert agency_of(f"{words}共收到申请", HOME) is Whose.OTHER


TOWNSHIP = Home(year=2023, names=("云川市兰溪区东岭镇人民政府",), regional=True, reviews=False)


@pytest.mark.parametrize(
    ("words", "home"),
    [
        ("市水务局", BUREAU),
        ("省水务局", BUREAU),
        ("市政府", HOME),
        ("省政府", HOME),
        ("区政府", TOWNSHIP),
        ("市政府", TOWNSHIP),
        ("省政府", Home(2023, ("江北省云川市人民政府",), regional=True, reviews=True)),
    ],
)
def test_a_body_of_the_same_name_above_is_another(words: str, home: Home) -> None:
    assert agency_of(f"{words}共收到申请", home) is Whose.OTHER


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("市场监管局", "云川市兰溪区市场监督管理局"),
        ("区市场监管局", "云川市兰溪区市场监督管理局"),
        ("市政管理局", "云川市兰溪区市政管理局"),
        ("市容管理局", "云川市兰溪区市容管理局"),
        ("区住建局", "云川市兰溪区住房和城乡建设局"),
        ("市水务局", "云川市水务局"),
        ("镇政府", "云川市兰溪区东岭镇人民政府"),
    ],
)
def test_a_short_name_of_its_own_level_is_its_own(words: str, name: str) -> None:
    assert agency_of(f"{words}共收到申请", Home(2023, (name,), regional=False, reviews=False)) is Whose.OWN


LEADS = "其中 另 另外 此外 由 经 在 对 向 因 以 代表 根据 按照 依据 2023年 2023年度 全年 年度 度 本年度 今年 共 共计 同时 累计 和 与 及 以及"
NO_ACTORS = (
    "按市局要求 在市局指导下 对各单位 向市局 为各单位 以各单位 是各单位 将各单位 把各单位 从各单位 被市局 让各单位 使各单位 给各单位 同各单位 "
    "因各单位 经各单位 属各单位 根据市局要求 落实市局要求 加强部门联动 坚持部门协同 贯彻市局部署 严格单位审核 认真单位自查 积极单位 推进部门协作 推动部门协作 "
    "做好部门衔接 通过部门协作 完善部门协作 开展部门协作 组织各单位 指导各单位 督促各单位 要求各单位 切实单位 不断部门 强化部门协作 提升单位 围绕单位 "
    "依托各单位 针对各单位 结合单位实际 明确单位职责 建立部门协作 健全部门协作 配合部门 协调部门 定期单位自查 主动部门 确保单位 规范单位 优化部门协作 成立机关小组 "
    "设立单位专岗 召开部门会议 印发各单位"
)


@pytest.mark.parametrize("words", LEADS.split())
def test_words_before_the_own_name_do_not_make_it_another(words: str) -> None:
    assert agency_of(f"{words}区水务局收到申请", BUREAU) is Whose.OWN


@pytest.mark.parametrize("clause", NO_ACTORS.split())
def test_a_clause_about_agencies_has_not_them_as_its_subject(clause: str) -> None:
    assert agency_that_acts(clause, BUREAU) is Whose.UNSAID


@pytest.mark.parametrize(
    "words", "其中 另 另外 此外 同时 由 2023年 2023年度 全年 年度 本年度 今年 和 与 及 以及".split()
)
def test_an_agency_acts_whatever_joins_its_clause_to_the_one_before(words: str) -> None:
    assert agency_that_acts(f"{words}市教育局高度重视", BUREAU) is Whose.OTHER
