"""Lists the words by which reports speak of applications, and the words that say something else is counted."""

from __future__ import annotations

import re

COUNTED = frozenset({"件", "宗", "份", "件次", "例", "条", "次", "起", "项", "个", "封", "部"})
"""Units in which applications and cases are counted; 人次 counts people."""

_OBJECT = (
    r"任何|了|到|的|各类|有效|公民|法人|其他组织|其它组织|和|或者|或|及|、|申请人|社会公众|群众|提出|提交|"
    r"政府信息|政务信息|政府|政务|信息|公开|依申请|申请书|申请表|申请|事项|共计|总计|合计|累计|一共|共|件数|总数量|总数|总量|数量|数|量|件|"
    r"为|达|有|是|：|来自"
)
OBJECT = rf"(?:{_OBJECT})*+"
"""Words that may stand between a verb and its figure without making it anything but applications.

Possessive, as are all such lists: text from portals must not make a match run for ever."""

ASKED = (
    rf"(?:{_OBJECT}|(?:向|对)?[本我](?:行政)?(?:机关|单位|部门|街道|[局委办厅镇乡区县市])|"
    r"主动|要求|获取|有关|相关|关于|个人|自然人|社会|任何|此类|方面|一[件起例]|[01][件起例])*+"
)
"""Words that may stand between a denial and what it denies."""

DISCLOSURE = re.compile(r"依申请|(?:政府|政务)?信息公开")

RECEIVED = r"新收到?|新增(?:收到|受理)?|新受理|收到|收悉|接收到|接收|接到|接受|受理"
BOTH = r"收办"
ANSWERED = r"办理完毕|办理完结|办理完成|办结|办复|办毕|答复|回复|答复办结|办结答复"
TREATED = r"办理|处理|处置"

_SENDERS = (
    r"网上|网络|线上|在线|线下|信函|来函|邮寄|邮件|邮箱|当面|现场|传真|平台|网站|门户|窗口|系统|渠道|书面|口头|电话|电子|纸质|"
    r"自然人|个人|公民|法人|其[他它]组织|企业|科研|律师|法律服务|社会公益|机构"
)
_MODES = (
    r"单独|转办|转来|转交|移送|上级|交办|联合|协助|协办|会办|代为|"
    r"当场|延期|逾期|超期|按期|提前|日内|补正|撤回|撤销|另|还|再|除|平均|拟|计划|预计|重复|同一|涉及|关于|有关|分别|各"
)
SENDERS = re.compile(_SENDERS)
"""Words that say by whom or by what channel applications were made: such figures divide the whole."""

PART = re.compile(f"{_SENDERS}|{_MODES}")
"""Words that make a figure a part of the whole, or leave in doubt whether it is one."""

FOREIGN = re.compile(
    r"建议|提案|议案|留言|问政|信访|热线|工单|诉求|咨询|信箱|来信|来电|来访|案件|许可|审批|投诉|举报|舆情|意见|复议|诉讼|仲裁|"
    r"业务|服务|办件|事件|证照|证书|登记(?!受理|办理)|备案|处罚|执法|监督|公示|目录|政策|文件|解读|稿|规章|合同|项目|资金|补贴|救助|报销|低保|公文"
)
"""Words that say that something other than applications for government information is counted."""

COMPARED = re.compile(r"(?:增加|减少|增长|下降|上升|回落|多|少|增|减)了?(?:约)?$")
"""Words before a figure that is the change against another."""

DENIED = re.compile(r"(?:未|无|没有|不)(?:发生|出现|收到|接到|产生|引发|存在|有|受理)?$")
"""Words before a figure that is denied: 未发生1起."""

TOPIC = re.compile(r"依申请|信息公开申请|申请公开|公开申请")
"""Words that make applications for government information the topic."""
