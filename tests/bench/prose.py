"""Writes the text of reports by the thousand, as counties have them: a common skeleton, and what each agency did."""

from __future__ import annotations

from random import Random

_WHO = (
    "办公室",
    "法规科",
    "信息中心",
    "综合科",
    "各业务科室",
    "值班人员",
    "分管负责人",
    "窗口人员",
    "志愿者",
    "监督员",
)
_WHEN = ("年初", "一季度", "汛期", "开学前", "年中", "三季度", "春耕时节", "国庆前", "年底", "每月")
_DID = (
    "梳理",
    "公布",
    "核对",
    "上门讲解",
    "集中答复",
    "重新编排",
    "逐项更新",
    "制作图解说明",
    "电话回访",
    "公开征求意见",
)
_WHAT = (
    "惠农补贴名单",
    "公交线路调整",
    "老旧小区改造进度",
    "水库放水计划",
    "学区划分方案",
    "危房改造名册",
    "招聘考试安排",
)
_MORE = ("食品抽检结果", "林地流转合同范本", "养老床位余量", "停车收费标准", "供水水质", "工伤认定流程", "企业技改奖补")
_WHERE = (
    "门户网站首页",
    "村务公示栏",
    "手机客户端",
    "广播大喇叭",
    "政务大厅触摸屏",
    "小区电梯屏",
    "公众号专栏",
    "图书馆查阅点",
)
_WITH = (
    "附二维码",
    "配方言音频",
    "留联系电话",
    "注明办理时限",
    "附往年对照",
    "列出常见问答",
    "标明责任科室",
    "附表格样本",
)
_SO = (
    "群众来电明显减少",
    "补正次数下降",
    "按期答复",
    "未再重复来访",
    "点击量有所上升",
    "企业反映良好",
    "差错率降低",
    "等候时间缩短",
)
_SKELETON = (
    "坚持问题导向，把群众关心的事项逐条列入清单，明确责任科室和完成时限，每月通报一次进展",
    "严格执行三审三校，拟公开文件由起草科室提出公开属性，经保密审查后报分管领导审定",
    "加强网站和新媒体日常巡查，发现错链、断链和错别字当日整改，并建立台账备查",
    "通过集中授课和跟班学习提升业务能力，新到岗人员培训合格后方可上传信息",
    "畅通申请渠道，规范登记、审核、答复、归档各环节，主动与申请人沟通了解真实需求",
    "政策解读形式还不够丰富，图解和视频占比偏低，下一步将丰富解读方式，增强可读性",
)


def paragraphs(random: Random, count: int, shared: int) -> list[str]:
    """Write so many sentences of one's own among so many of the common skeleton."""
    said = [_sentence(random) for _ in range(count)] + random.sample(_SKELETON, shared)
    random.shuffle(said)
    return [f"{one}；{random.randint(2, 400)}件次，{two}。" for one, two in zip(said[::2], said[1::2], strict=False)]


def copied(text: list[str], random: Random) -> list[str]:
    """Take a text over: other figures, and here and there a few words of one's own."""
    return [_touched(paragraph, random) for paragraph in text]


def _sentence(random: Random) -> str:
    pick = random.choice
    what = pick((*_WHAT, *_MORE))
    return f"{pick(_WHEN)}由{pick(_WHO)}{pick(_DID)}{what}，在{pick(_WHERE)}发布并{pick(_WITH)}，{pick(_SO)}"


def _touched(paragraph: str, random: Random) -> str:
    figured = "".join(random.choice("123456789") if letter.isdigit() else letter for letter in paragraph)
    return figured.replace("；", "；另外，", 1) if random.random() < 1 / 8 else figured
