"""Figures of two years of one body that are reasons to look, never proof.

A rule says nothing about a report where last year's form has no such cells, or where the body owed
no report last year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.checks.model import Basis, CheckResult, Figure, Rule
from gongkai.checks.subject import Subject
from gongkai.checks.units import in_one_unit
from gongkai.checks.verdict import NO_FIGURES, figures_by_row, verdict
from gongkai.forms.model import CellAddress, FormEdition, Table
from gongkai.issues import Severity
from gongkai.reports.model import Report
from gongkai.reports.places import table_key

REPEALED_BOUNDED = Rule(
    "plausible.repealed_bounded",
    Severity.HINT,
    Basis.PLAUSIBILITY,
    "本年废止多于上年现行有效与本年制发之和",
    "能废止的只有上年现行有效的和本年制发的。左：本年废止件数；右：上年现行有效件数与本年制发件数"
    "之和。清理重算时可能不成立。",
)
DISCLOSED_GROWTH = Rule(
    "plausible.disclosed_growth",
    Severity.WARNING,
    Basis.PLAUSIBILITY,
    "对外公开总数量的增加超过本年新公开数量",
    "左：本年对外公开总数量；右：上年对外公开总数量与本年新公开数量之和。左不应大于右；"
    "以往的文件本年才公开、统计口径调整，可能使其不成立。",
)
FEE_UNIT = Rule(
    "plausible.fee_unit",
    Severity.WARNING,
    Basis.PLAUSIBILITY,
    "收费金额与上年相差千倍以上",
    "两年的收费金额都大于 0 而相差 1000 倍以上，像是把元填成了万元，或者相反。左：本年收费金额；"
    "右：上年收费金额。只提示，不换算；收费项目大增大减时可能属实。",
)
COPIED_YEAR = Rule(
    "plausible.copied_year",
    Severity.WARNING,
    Basis.PLAUSIBILITY,
    "申请情况表与上年完全相同",
    "本年新收总计大于 0，而整张表每一格都与上年相同，像是照抄了上年的表。左：本年新收总计；"
    "右：上年新收总计。数目很小的机关也可能碰巧相同。",
)
RULES = (REPEALED_BOUNDED, DISCLOSED_GROWTH, FEE_UNIT, COPIED_YEAR)

UNIT_SLIP = 1000  # times; 元 for 万元 makes 10,000
NO_YEAR_BEFORE = "没有上年的报告"

CHECK_BOTH = "与本年、上年的原文核对；原文如此则保留"

Judge = Callable[[str, tuple[Figure, ...]], CheckResult | None]
"""What is to be said about the figures of a row, this year's before last year's."""


def check(subject: Subject) -> Iterator[CheckResult]:
    edition = subject.report.edition
    last = last_form(subject)
    if edition is None or last is None:
        return
    yield from _repealed_bounded(subject, last)
    yield from _disclosed_growth(subject, last)
    yield from _fee_unit(subject, last)
    yield from _copied_year(subject, edition)


def last_form(subject: Subject) -> FormEdition | None:
    """The form of last year's report, or on which it was owed."""
    if subject.before is not None:
        return subject.before.edition
    year = subject.report.year - 1
    return subject.corpus.editions.for_year(year) if subject.agency.owes(year) else None


# --- rows of two years ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Rows:
    """The columns of a table that a rule compares, of this year and of last year."""

    rule: Rule
    table: str
    this_year: tuple[str, ...]
    last_year: tuple[str, ...]


def _judge_rows(
    subject: Subject, last: FormEdition, rows: _Rows, judge: Judge
) -> Iterator[CheckResult]:
    """The verdict on rows that both forms have; nothing where one has no such cells."""
    now = figures_by_row(subject.now, rows.table, rows.this_year)
    paths = [path for path in now if _has(last, rows.table, path, rows.last_year)]
    if not paths:
        return
    if subject.before is None:
        yield subject.not_evaluated(rows.rule, message=NO_YEAR_BEFORE)
        return
    before = figures_by_row(subject.last, rows.table, rows.last_year)
    places = [(path, (*now[path], *before[path])) for path in paths]
    judged = [
        (path, tuple(figure for figure in figures if figure is not None))
        for path, figures in places
        if None not in figures
    ]
    found = [
        result._replace(cells=(CellAddress(rows.table, path, rows.this_year[0]),))
        for path, figures in judged
        if (result := judge(path, figures)) is not None
    ]
    yield from verdict(subject, rows.rule, found, len(judged))


def _has(form: FormEdition, table_id: str, path: str, columns: tuple[str, ...]) -> bool:
    table = form.table(table_id)
    if table is None or table.row(path) is None:
        return False
    return all(table.column_number(column) is not None for column in columns)


def _repealed_bounded(subject: Subject, last: FormEdition) -> Iterator[CheckResult]:
    def judge(at: str, figures: tuple[Figure, ...]) -> CheckResult | None:
        repealed, issued, in_force = figures
        if repealed <= in_force + issued:
            return None
        message = f"本年废止 {repealed} 件，上年现行有效 {in_force} 件，本年制发 {issued} 件"
        return _look(subject, REPEALED_BOUNDED, at, message, (repealed, in_force + issued))

    rows = _Rows(REPEALED_BOUNDED, "art20_1", ("repealed", "issued"), ("in_force",))
    return _judge_rows(subject, last, rows, judge)


def _disclosed_growth(subject: Subject, last: FormEdition) -> Iterator[CheckResult]:
    def judge(at: str, figures: tuple[Figure, ...]) -> CheckResult | None:
        total, new, before = figures
        if total <= before + new:
            return None
        message = f"对外公开总数量 {total}，大于上年的 {before} 与本年新公开的 {new} 之和"
        return _look(subject, DISCLOSED_GROWTH, at, message, (total, before + new))

    columns = ("total_disclosed", "new_disclosed")
    rows = _Rows(DISCLOSED_GROWTH, "art20_1", columns, ("total_disclosed",))
    return _judge_rows(subject, last, rows, judge)


def _fee_unit(subject: Subject, last: FormEdition) -> Iterator[CheckResult]:
    def judge(at: str, figures: tuple[Figure, ...]) -> CheckResult | None:
        small, large = sorted(figures)
        if not small or large < UNIT_SLIP * small:
            return None
        left, right = figures
        message = f"收费金额本年 {left}，上年 {right}，相差 {UNIT_SLIP} 倍以上"
        if not in_one_unit_as_before(subject, CellAddress("art20_8", at, "amount_collected")):
            told = f"{message}，但两年印出的单位不同"
            return subject.holds(FEE_UNIT, at, told, left=left, right=right)
        return _look(subject, FEE_UNIT, at, message, (left, right))

    columns = ("amount_collected",)
    return _judge_rows(subject, last, _Rows(FEE_UNIT, "art20_8", columns, columns), judge)


def in_one_unit_as_before(subject: Subject, address: CellAddress) -> bool:
    """Whether this year's figure and last year's are in one unit."""
    report, before = subject.report, subject.before
    if report.edition is None or before is None:
        return False
    return in_one_unit(report.edition, address, (report.cell(address), before.cell(address)))


def _look(
    subject: Subject, rule: Rule, at: str, message: str, figures: tuple[Figure, Figure]
) -> CheckResult:
    left, right = figures
    return subject.fails(rule, at, message, hint=CHECK_BOTH, left=left, right=right)


# --- a table like last year's -----------------------------------------------------------------


def _copied_year(subject: Subject, edition: FormEdition) -> Iterator[CheckResult]:
    table = edition.table("requests")
    if table is None or table.row("new_received") is None:
        return
    left = subject.figure("requests", "new_received", "total")
    right = subject.figure_before("requests", "new_received", "total")
    if subject.before is None:
        yield subject.not_evaluated(COPIED_YEAR, message=NO_YEAR_BEFORE)
    elif left is None or right is None:
        yield subject.not_evaluated(COPIED_YEAR, message=NO_FIGURES)
    elif left > 0 and left == right and _equal(table, subject.report, subject.before):
        message = f"整张表与上年完全相同，本年新收都是 {left} 件"
        where = table_key("requests")
        yield subject.fails(
            COPIED_YEAR, "requests", message, hint=CHECK_BOTH, left=left, right=right, where=where
        )
    else:
        yield subject.holds(COPIED_YEAR, left=left, right=right)


def _equal(table: Table, report: Report, before: Report) -> bool:
    """Whether a table prints the same rows in both years, with the same in every cell."""
    now, last = report.rows(table), before.tables.get(table.id, {})
    return now.keys() == last.keys() and all(
        [cell.value for cell in row] == [cell.value for cell in last[path]]
        for path, row in now.items()
    )
