"""Years in prose: which one a sentence is about, and whether it was left over from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gongkai.checks.model import CheckResult
from gongkai.checks.narrative.prose import Paragraph, Sentence
from gongkai.checks.narrative.rules import YEAR
from gongkai.checks.narrative.writing import chinese_marks
from gongkai.checks.subject import Subject
from gongkai.checks.verdict import verdict

# What may stand before the year at the beginning of a sentence: （三）政府信息管理情况, 一是, 1.
_LEAD = (
    r"(?:\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}[、是]|\d{1,2}[.、])?"
    r"(?:[^\d,;:()《“]{0,20}(?:情况|方面|工作|公开|管理|建设|保障)[:,]?)?"
)
# Not 2018年制定的文件; with a number of what was done also 2018年县教育局公开 12 条.
_OPENING = re.compile(
    rf"{_LEAD}(?P<year>\d{{3,6}})年度?"
    "(?:(?=[,我本全])|(?P<subject>(?=[各市区县镇乡局街办委厅州省共未]|累计|主动|受理|办理|制定|制发|新收)))"
    "(?!(?:主动公开|受理|办理|制定|制发|新收)的)"
)
_LEADING = re.compile(
    r"(?:^|[,;:()在]|情况|方面|工作|公开|管理|建设|保障)(20\d\d)年(?!\d|度?的?(?:结转|转结|遗留|结余))"
)
_PERIOD = re.compile(
    r"(?:统计|所列|本报告|年报)[^\d]{0,24}(?:期限|时限|期间|时间|数据)[^\d]{0,12}(?P<year>20\d\d)年1月1日起?[至到—~-]+(?:(?P<until>20\d\d)年)?12月31日"
)
_TITLE = re.compile(
    r"(?:^|[,;])[现特](?:[将予]|公布|发布|公开|编制|向社会)[^\d,;]{0,30}(?P<year>20\d\d)年度?"
    "政府信息公开(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)"
)
_FIRST, _LAST = 1900, 2100
_SHOWN = 30
_ACTIVITY = re.compile("公开|申请|发布|受理|收到|制定|制发|培训|答复|办理|贯彻|落实|坚持|推进")
_NOW = re.compile("今年|本年")
_PLAN = re.compile("将|计划|拟|下一步|继续(?!办理|处理|答复)|力争|打算|进一步|着力|更加|目标")
_LOOKING_BACK = re.compile(
    "整改|指出|提出|反馈|通报|相比|考核|测评|评估|评为|获评|荣获|获得|表彰|先进|优秀|以来|国务院|施行|修订|成立|机构改革"
)


def leading_year(sentence: Sentence, end: int, year: int) -> int | None:
    """The year that the words up to ``end`` are about, None if they name none.

    A year left over from another report stands for the report's own.
    """
    found = _LEADING.findall(sentence.text, 0, end)
    if not found:
        return None
    stated = int(found[-1])
    return year if stated in leftovers(sentence, year) else stated


def leftovers(sentence: Sentence, year: int) -> list[int]:
    """The years other than the report's that a sentence uses as the reporting year."""
    return [stated for stated, _ in _reporting_years(sentence, year) if stated != year]


def check_years(subject: Subject, prose: Iterable[Paragraph]) -> Iterator[CheckResult]:
    """A failure for each section and year that is used in place of the report's."""
    year = subject.report.year
    found: dict[tuple[str, int], str] = {}
    judged = 0
    sentences = [sentence for paragraph in prose for sentence in paragraph]
    own = {each.section for each in sentences if f"{year}年" in each.text}
    for sentence in sentences:
        for stated, is_firm in _reporting_years(sentence, year):
            is_other = stated != year and (is_firm or sentence.section not in own)
            judged += is_other or stated == year
            if is_other:
                found.setdefault((sentence.section, stated), sentence.text)
    failures = [_failure(subject, *place, text) for place, text in found.items()]
    yield from verdict(subject, YEAR, failures, judged, "文中没有写明报告年度的句子")


def _reporting_years(sentence: Sentence, year: int) -> Iterator[tuple[int, bool]]:
    """The years that a sentence is about, each with whether it can be meant in no other way."""
    if "年" not in sentence.text:
        return
    opening = _OPENING.match(sentence.text)
    if opening is not None and _is_reporting(sentence, opening, year):
        yield int(opening["year"]), bool(sentence.counts)
    for pattern in (_PERIOD, _TITLE):
        if (match := pattern.search(sentence.text)) is not None:
            named = match.groupdict()
            yield from {int(each): True for each in named.values() if each}.items()


def _is_reporting(sentence: Sentence, opening: re.Match[str], year: int) -> bool:
    """Whether the year at the beginning of a sentence is the year of what was done.

    What cannot be a year at all, as in 20200年, can only be a slip. The year after the report's is
    that of its plans, unless the sentence counts what was done.
    """
    stated = int(opening["year"])
    if stated == year or not _FIRST <= stated <= _LAST:
        return True
    rest = sentence.text[opening.end() :]
    if f"{year}年" in sentence.context or _NOW.search(sentence.context):
        return False
    if not _ACTIVITY.search(rest) or (opening["subject"] is not None and not sentence.counts):
        return False
    if stated > year:
        return bool(sentence.counts) and not _PLAN.search(rest)
    return not _LOOKING_BACK.search(rest)


def _failure(subject: Subject, section: str, stated: int, text: str) -> CheckResult:
    year = subject.report.year
    shown = chinese_marks(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}……")
    message = f"这是 {year} 年的报告，文中“{shown}”却以 {stated} 年为报告年度"
    hint = f"请核对是否沿用了别的年度的文字；说的是 {year} 年的，请改正年份"
    return subject.fails(YEAR, section, message, hint=hint, left=stated, right=year)
