"""The rules on prose: what each compares, and what it accepts as innocent."""

from __future__ import annotations

from gongkai.checks.model import Basis, Rule
from gongkai.issues import Severity

_ONLY_CLEAR = "只在文中的数含义唯一、明确时判断；句中有不能确定的词，就不判断。"


def _rule(name: str, title: str, meaning: str, severity: Severity = Severity.WARNING) -> Rule:
    return Rule(f"narrative.{name}", severity, Basis.PLAUSIBILITY, title, meaning)


RECEIVED = _rule(
    "received",
    "文中收到的申请件数与表三不同",
    f"{_ONLY_CLEAR}左：文中“收到、新收、受理”申请的件数；右：表三“本年新收”。"
    "文中的数等于新收与上年结转之和，也视为成立。",
)
HANDLED = _rule(
    "handled",
    "文中办结、答复的申请件数与表三不同",
    f"{_ONLY_CLEAR}左：文中“办结、答复”的件数；右：表三（七）总计。"
    "只写“办理、处理”的，等于新收，或新收与上年结转之和，也视为成立。",
)
CARRIED = _rule(
    "carried",
    "文中结转的申请件数与表三不同",
    f"{_ONLY_CLEAR}左：文中“上年结转”或“结转下年度”的件数；右：表三的同一项。",
)
GROUPS = _rule(
    "groups",
    "文中办理结果的分类件数与表三不同",
    f"{_ONLY_CLEAR}左：文中予以公开、部分公开、不予公开、无法提供、不予处理、其他处理的件数；"
    "右：表三该类各行总计之和，总计空白的行按已填各格。“因本机关不掌握，无法提供”可以只指"
    "“本机关不掌握相关政府信息”一行；未另写部分公开时，“予以公开”可以包括部分公开。",
)
PERCENT = _rule(
    "percent",
    "文中的百分比与件数不符",
    f"{_ONLY_CLEAR}左：文中的百分比；右：按文中或表中件数算出的百分比。"
    "末位四舍五入或直接舍去都视为成立。表三各类以（七）总计为分母，其余以文中“其中”以前的"
    "总数为分母。",
    Severity.HINT,
)
SUM = _rule(
    "sum",
    "文中“其中”各项之和与总数不同",
    f"{_ONLY_CLEAR}左：“其中”各项之和；右：文中的总数。"
    "只在列举显然完整（末项为“其他”，或各项百分比合计约为 100%）时判断；某一项比总数还大的，"
    "左为该项。",
    Severity.HINT,
)
REVIEW = _rule(
    "review",
    "文中行政复议件数与表四不同",
    f"{_ONLY_CLEAR}左：文中行政复议的件数；右：表四行政复议总计。文中只计已审结的（总计减尚未审结）"
    "视为成立；表注写明含上年度结转的，文中的数可以较小。",
)
LITIGATION = _rule(
    "litigation",
    "文中行政诉讼件数与表四不同",
    f"{_ONLY_CLEAR}左：文中行政诉讼的件数；右：表四未经复议直接起诉与复议后起诉两项总计之和。文中只计"
    "已审结的（再减两项尚未审结）视为成立；表注写明含上年度结转的，文中的数可以较小。",
)
DOCUMENTS = _rule(
    "rules",
    "文中规章、规范性文件件数与表二不同",
    f"{_ONLY_CLEAR}左：文中制定（制发）或现行有效的件数；右：表二的同一格。"
    "现行有效件数不含本年制发的，也视为成立。",
)
YEAR = _rule(
    "year",
    "文中把别的年份当作报告年度",
    "如 2019 年的报告写“2018年，我局主动公开……”，多半是上年文字未改。左：文中的年份；右：报告年度。"
    "上年、下一年、截至、发布日期等写法，以及同一段里也写了报告年度的，不算。",
)
COPIED = _rule(
    "copied",
    "文字与上年或同级机关的报告雷同",
    "比较时不计数字、标点和机关名称，过短的部分不比较。左：相似度（百分比）；没有右边的数。"
    "国办公开办函〔2021〕30号把内容雷同列为应当追究责任的情形。",
)
PERSONAL_DATA = _rule(
    "personal_data",
    "文中有手机号码或身份证号码",
    "公开的文字不应含个人信息。办公电话不算；身份证号码须校验码正确才算。没有左右两数。",
)

RULES = (
    RECEIVED,
    HANDLED,
    CARRIED,
    GROUPS,
    PERCENT,
    SUM,
    REVIEW,
    LITIGATION,
    DOCUMENTS,
    YEAR,
    COPIED,
    PERSONAL_DATA,
)
