"""When a report was published, and which notice it cites.

There is no rule ``publish.date``: a date of publication before the year has ended is always one in
or before the report's year, and the reader of files reports every such date as ``report.year``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.checks.model import Basis, CheckResult, Rule
from gongkai.checks.plans import PerEdition
from gongkai.checks.subject import Subject
from gongkai.checks.verdict import verdict
from gongkai.forms.model import FormEdition
from gongkai.issues import Severity
from gongkai.located_yaml import quoted
from gongkai.reports.agency import KIND_LABELS, Agency, AgencyKind
from gongkai.reports.model import Report

DEADLINE = Rule(
    "publish.deadline",
    Severity.HINT,
    Basis.OFFICIAL,
    "公布日期晚于法定期限",
    "条例第四十九条：县级以上人民政府部门应于次年 1 月 31 日前、县级以上地方人民政府应于次年"
    " 3 月 31 日前公布；乡镇街道和其他机关条例没有规定。左：公布日是次年的"
    "第几天；右：期限是次年的第几天。公布日期未载明的不判断，不算逾期；页面日期可能晚于最初公布的日期。",
)
NOTICE = Rule(
    "publish.notice",
    Severity.HINT,
    Basis.PLAUSIBILITY,
    "正文引用另一版表式的通知",
    "正文所引国务院办公厅通知的文号与所用表式的文号比较。没有左右两数。"
    "可能是沿用旧稿，也可能只是提及以往的规定。",
)
RULES = (DEADLINE, NOTICE)

# Month and day in the year after the report's.
_DEADLINES = {AgencyKind.DEPARTMENT: (1, 31), AgencyKind.GOVERNMENT: (3, 31)}


def check(subject: Subject) -> Iterator[CheckResult]:
    edition = subject.report.edition
    if edition is None:  # before 2019 other regulations were in force
        return
    deadline = deadline_of(subject.agency, subject.report.year)
    if deadline is not None:
        yield _published_by(subject, deadline)
    yield from _notices(subject, edition)


# --- deadline ---------------------------------------------------------------------------------


def deadline_of(agency: Agency, year: int) -> date | None:
    """The last day for the report on a year; None where the law sets none.

    条例 art. 49 speaks of departments from the county up and of local governments from the county
    up.
    """
    if agency.level == "township":
        return None
    if agency.kind is AgencyKind.GOVERNMENT and agency.level == "national":
        return None
    day = _DEADLINES.get(agency.kind)
    return date(year + 1, *day) if day else None


def _published_by(subject: Subject, deadline: date) -> CheckResult:
    day = subject.report.published
    if day is None:
        return subject.not_evaluated(DEADLINE, message="公布日期未载明")
    if day.year < deadline.year:
        return subject.not_evaluated(DEADLINE, message="公布日期早于年度结束，须先核对")
    end = date(deadline.year - 1, 12, 31)
    left, right = (day - end).days, (deadline - end).days
    if left <= right:
        return subject.holds(DEADLINE, left=left, right=right)
    kind = KIND_LABELS[subject.agency.kind]
    message = (
        f"{day.isoformat()} 公布，{kind}的法定期限是 {deadline.isoformat()}，晚 {left - right} 天"
    )
    hint = "核对公布日期；更早在别处公布过的，以最早的日期为准"
    return subject.fails(
        DEADLINE, "", message, hint=hint, left=left, right=right, where="published"
    )


# --- notice -----------------------------------------------------------------------------------


def _notices(subject: Subject, edition: FormEdition) -> Iterator[CheckResult]:
    others = [each for each in subject.corpus.editions if each is not edition]
    pattern = _OTHER_NOTICES.of(edition, *others)
    if pattern is None:
        return
    prose = dict(_prose(subject.report, edition))
    found = [
        _notice(subject, at, match[0], edition)
        for at, text in prose.items()
        if (match := pattern.search(text))
    ]
    judged = 0 if subject.report.narratives is None else len(prose)
    reason = "正文未收录" if subject.report.narratives is None else "报告没有正文"
    yield from verdict(subject, NOTICE, found, judged, reason)


def _notice(subject: Subject, at: str, cited: str, edition: FormEdition) -> CheckResult:
    message = f"正文引用{quoted(cited)}，所用表式的通知是{edition.document}"
    hint = "核对原文：沿用旧稿的，今后改引现行通知；只是提及以往规定的，无须改动"
    return subject.fails(NOTICE, at, message, hint=hint)


def _prose(report: Report, edition: FormEdition) -> Iterator[tuple[str, str]]:
    """The prose of a report by section; the preface belongs to the first."""
    narratives = report.narratives or {}
    for number, section in enumerate(edition.sections):
        preface = (report.preface or "") if number == 0 else ""
        part = narratives.get(section.id)
        texts = (preface, part.before, part.after) if part else (preface,)
        if text := "\n".join(filter(None, texts)):
            yield section.id, text


def _other_notices(edition: FormEdition, *others: FormEdition) -> re.Pattern[str] | None:
    """Finds the notices that prescribe other editions; None if there are no others."""
    documents = {each.document for each in others} - {edition.document}
    return re.compile("|".join(map(_spelled, sorted(documents)))) if documents else None


def _spelled(document: str) -> str:
    """A pattern for a document number in any brackets, with blanks and full-width digits."""
    return r"\s*".join(_character(each) for each in document if not each.isspace())


def _character(character: str) -> str:
    if character in "〔[（(【":
        return r"[〔\[［（(【]"
    if character in "〕]）)】":
        return r"[〕\]］）)】]"
    if character.isdecimal():
        return f"[{character}{chr(ord(character) + 0xFEE0)}]"
    return re.escape(character)


_OTHER_NOTICES = PerEdition(_other_notices)
