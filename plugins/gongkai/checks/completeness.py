"""What a report leaves out: blank cells, blank totals over filled parts, sections, years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.checks.model import Basis, CheckResult, Figure, Rule
from gongkai.checks.plans import PerEdition
from gongkai.checks.subject import Subject
from gongkai.checks.totals import blank_totals
from gongkai.checks.verdict import NO_TABLES, verdict
from gongkai.checks.wording import cell_label
from gongkai.forms.model import CellAddress, FormEdition, Section, walk
from gongkai.issues import Severity
from gongkai.located_yaml import quoted
from gongkai.reports.model import CellState, Narrative, Report

BLANK_CELLS = Rule(
    "complete.blank",
    Severity.HINT,
    Basis.PLAUSIBILITY,
    "有格空着",
    "填报完整度＝已填的格÷表式的格。0 是已填，空格不是；“/”也是已填，另行计数。左：已填的格数；"
    "右：表式的格数（一组几行照旧表式合为一行的，按一行计）。不少机关以空格表示没有。",
)
BLANK_TOTAL = Rule(
    "complete.blank_total",
    Severity.WARNING,
    Basis.PLAUSIBILITY,
    "分项已填，总计空着",
    "表式的勾稽关系中只有一格的一边是总计；各分项有数而总计空着时不成立。左：已填各分项之和；右：无。"
    "空格不视为 0，所缺的总计也不代为填上。",
)
SECTION = Rule(
    "complete.section",
    Severity.WARNING,
    Basis.PLAUSIBILITY,
    "某一部分缺漏或留有模板文字",
    "文字部分没有内容，或者正文留有未填的空（如“主动公开信息  条”）、模板的话"
    "（如“该部分以表格形式报告。表格如下”）。没有左右两数。正文未收录的报告不判断；"
    "表格缺漏另行提示。",
)
YEAR = Rule(
    "complete.year",
    Severity.WARNING,
    Basis.PLAUSIBILITY,
    "两份报告之间缺少年份",
    "同一机关相邻两份报告之间，应有报告的年份没有报告。左：这份报告的年份；右：前一份报告的年份。"
    "可能尚未收录，也可能当年机构改革；机关成立以前、撤销以后的年份不算。",
)
RULES = (BLANK_CELLS, BLANK_TOTAL, SECTION, YEAR)


def check(subject: Subject) -> Iterator[CheckResult]:
    edition = subject.report.edition
    if edition is not None:
        yield _blank_cells(subject, edition)
        yield from _blank_totals(subject, edition)
        yield from _sections(subject, edition)
    yield from _years(subject)


# --- blank cells ------------------------------------------------------------------------------


def _blank_cells(subject: Subject, edition: FormEdition) -> CheckResult:
    """Filled cells against those of the form, as one result for the report."""
    report = subject.report
    states = [
        cell.state for rows in report.tables.values() for row in rows.values() for cell in row
    ]
    if not states:
        return subject.not_evaluated(BLANK_CELLS, message=NO_TABLES)
    size = _size(report, edition)
    blank = states.count(CellState.BLANK)
    filled = len(states) - blank
    if not blank:
        return subject.holds(BLANK_CELLS, left=filled, right=size)
    dashes = states.count(CellState.NOT_APPLICABLE)
    apart = f"，另有 {dashes} 格印“/”等" if dashes else ""
    message = f"有 {blank} 格空着，已填 {filled} 格，表式 {size} 格{apart}"
    hint = "空格不视为 0，有关的勾稽关系无从判断；原文确为空格则保留"
    return subject.fails(
        BLANK_CELLS, "", message, hint=hint, left=filled, right=size, where="tables"
    )


def _size(report: Report, edition: FormEdition) -> int:
    """The cells of the form, a group that is given as one row counted as one."""
    size, groups = _SIZES.of(edition)
    saved = (cells for table, path, cells in groups if path in report.tables.get(table, ()))
    return size - sum(saved)


def _sizes(edition: FormEdition) -> tuple[int, tuple[tuple[str, str, int], ...]]:
    """The number of cells, and by how many fewer they are for each group given as one row."""
    groups = tuple(
        (table.id, row.path, (len(tuple(row.leaves())) - 1) * len(table.column_leaves))
        for table in edition.tables
        for row in walk(table.rows)
        if row.collapsible
    )
    return sum(1 for _ in edition.addresses()), groups


_SIZES = PerEdition(_sizes)


# --- blank totals -----------------------------------------------------------------------------


def _blank_totals(subject: Subject, edition: FormEdition) -> Iterator[CheckResult]:
    totals = blank_totals(subject.report, edition)
    failures = [_blank_total(subject, *each) for each in totals.found.items()]
    yield from verdict(subject, BLANK_TOTAL, failures, totals.judged, "总计和分项都空着")


def _blank_total(subject: Subject, address: CellAddress, parts: Figure) -> CheckResult:
    label = cell_label(subject.report, address)
    return subject.fails(
        BLANK_TOTAL,
        str(address),
        f"“{label}”空着，已填各分项之和为 {parts}",
        hint="核对原文：印有总计就填上；原文空着就保留 ~，并在 discrepancies 中说明",
        left=parts,
        cells=(address,),
    )


# --- sections ---------------------------------------------------------------------------------

# What the template says above its tables.
_TEMPLATE = re.compile(r"[该本]部分以表格形式报告[。，；]?\s*表格如下")
# A gap or crosses before a measure word, where a number was to be filled in. One blank is a gap
# only behind words that call for a number: PDF files print blanks inside words. (Its length is
# bounded, so that a page of blanks takes no longer to search than one of words.)
_GAP = re.compile(
    r"([ \t\u00a0\u3000_xX×]{1,60})(?:条|件|份|次|篇|个|项|人次|万元|元)(?=[，。；、,;.）)\s]|$)"
)
_CALLS_FOR_NUMBER = (
    *("信息", "申请", "公开", "收到", "受理", "办结", "答复", "发布", "文件", "共", "计", "约"),
)
_COUNTED = tuple("一二三四五六七八九十百千万亿几多数各每")
_CONTEXT = 6  # characters of the prose shown before a gap


def _sections(subject: Subject, edition: FormEdition) -> Iterator[CheckResult]:
    narratives = subject.report.narratives
    if narratives is None:
        yield subject.not_evaluated(SECTION, message="正文未收录")
        return
    found = [_section(subject, each, narratives.get(each.id)) for each in edition.sections]
    failures = [each for each in found if each is not None]
    yield from verdict(subject, SECTION, failures, len(found))


def _section(subject: Subject, section: Section, prose: Narrative | None) -> CheckResult | None:
    texts = (prose.before, prose.after) if prose else ()
    if not any(text.strip() for text in texts):
        if section.tables:
            return None
        message = f"“{section.label}”没有内容"
        hint = "补上原文；原文未收录，就写 narratives: omitted"
        return subject.fails(SECTION, section.id, message, hint=hint)
    left = next((shown for text in texts if (shown := _placeholder(text))), "")
    if not left:
        return None
    message = f"“{section.label}”留有未填的空或模板文字：{quoted(left)}"
    hint = "与原文核对；原文如此就在 discrepancies 中说明"
    return subject.fails(SECTION, section.id, message, hint=hint)


def _placeholder(text: str) -> str:
    """The first template phrase or gap that is left in a text, with what stands before it."""
    if "表格如下" in text and (match := _TEMPLATE.search(text)):
        return match[0]
    for match in _GAP.finditer(text):
        before = text[max(0, match.start() - _CONTEXT) : match.start()]
        if _is_gap(before, match[1]):
            return before + match[0]
    return ""


def _is_gap(before: str, gap: str) -> bool:
    """Whether a number is missing, rather than a blank too many in a word or after a number."""
    if not before or not before[-1].isalpha() or before.endswith(_COUNTED):
        return False
    return len(gap) > 1 or "_" in gap or (gap.isspace() and before.endswith(_CALLS_FOR_NUMBER))


# --- years ------------------------------------------------------------------------------------


def _years(subject: Subject) -> Iterator[CheckResult]:
    """Whether the years since the report before this one are all there."""
    report = subject.report
    years = [each.year for each in subject.corpus.reports_of(report.agency)]
    last = max((year for year in years if year < report.year), default=None)
    if last is None:
        yield subject.not_evaluated(YEAR, message="没有更早的报告")
        return
    between = {*range(last + 1, report.year)}
    between -= {each.year for each in subject.corpus.withdrawn_of(report.agency)}
    missing = [year for year in sorted(between) if subject.agency.owes(year)]
    if not missing:
        yield subject.holds(YEAR, left=report.year, right=last)
        return
    named = "、".join(map(str, missing))
    message = f"{last} 年与 {report.year} 年的报告之间缺 {named} 年"
    hint = "补上这些年份的报告；确无报告就在 discrepancies 中说明"
    at, left = _whole(subject), report.year
    yield subject.fails(YEAR, at, message, hint=hint, left=left, right=last, where="year")


def _whole(subject: Subject) -> str:
    """The section that stands for the whole report: the first."""
    sections: Sequence[Section] = next(
        (each.sections for each in (subject.report.edition, *subject.corpus.editions) if each), ()
    )
    return sections[0].id if sections else ""
