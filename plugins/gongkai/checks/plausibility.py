"""Figures of one report that are reasons to look, never proof.

Each rule looks for its rows and columns in the report's edition, and says nothing about a report
whose form does not have them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from gongkai.checks.model import Basis, CheckResult, Figure, Rule
from gongkai.checks.plans import PerEdition
from gongkai.checks.subject import Subject
from gongkai.checks.verdict import NO_FIGURES, figures_by_row, verdict
from gongkai.corpus import Corpus
from gongkai.forms.model import CellAddress, FormEdition
from gongkai.issues import Severity
from gongkai.reports.agency import Agency, AgencyKind

RULEMAKING_POWER = Rule(
    "plausible.rulemaking_power",
    Severity.WARNING,
    Basis.PLAUSIBILITY,
    "没有规章制定权的机关报有规章",
    "规章只能由国务院部门、省和设区的市（自治州）的人民政府制定；其他机关“规章”一行应全为 0。"
    "没有左右两数。汇总报告包含有权制定规章的机关时不算；有权制定的，在 agency.yaml 中写明"
    " makes_rules: true。",
)
STOCK_COVERS_ISSUED = Rule(
    "plausible.stock_covers_issued",
    Severity.HINT,
    Basis.PLAUSIBILITY,
    "现行有效件数少于本年制发件数",
    "本年制发的文件年底应仍现行有效。左：现行有效件数；右：本年制发件数。当年制发、当年废止的除外："
    "现行有效与本年废止之和不少于本年制发，即视为成立。",
)
DISCLOSED_COVERS_NEW = Rule(
    "plausible.disclosed_covers_new",
    Severity.HINT,
    Basis.PLAUSIBILITY,
    "对外公开总数量少于本年新公开数量",
    "总数量应包含本年新公开的。左：对外公开总数量；右：本年新公开数量。",
)
ITEMS_NONNEGATIVE = Rule(
    "plausible.items_nonnegative",
    Severity.HINT,
    Basis.PLAUSIBILITY,
    "项目数量减少后成了负数",
    "上一年项目数量加本年增减不应小于 0。左：上一年项目数量与本年增减之和；右：0。",
)
PROCUREMENT_PAIR = Rule(
    "plausible.procurement_pair",
    Severity.HINT,
    Basis.PLAUSIBILITY,
    "采购项目数量与采购总金额一个是 0，一个不是",
    "有项目就有金额，有金额就有项目。左：采购项目数量；右：采购总金额。未支付的项目可能没有金额。",
)
PROCESSING_FEE = Rule(
    "plausible.processing_fee",
    Severity.HINT,
    Basis.PLAUSIBILITY,
    "有逾期不缴费的申请，正文没有报告信息处理费",
    "“逾期未按收费通知要求缴纳费用”的总计大于 0 时，第六部分应报告信息处理费"
    "（国办函〔2020〕109号）。左：该行的总计；右：无。收费通知已发而没有收到费用的，也有不写的。",
)
RULES = (
    RULEMAKING_POWER,
    STOCK_COVERS_ISSUED,
    DISCLOSED_COVERS_NEW,
    ITEMS_NONNEGATIVE,
    PROCUREMENT_PAIR,
    PROCESSING_FEE,
)

_ITEMS = ("items_previous_year", "items_change")
_CHECK_ORIGINAL = "与原文核对；原文如此则保留"

Judge = Callable[[str, Figure, Figure], CheckResult | None]
"""What is to be said about the two figures of a row, None if nothing."""


def check(subject: Subject) -> Iterator[CheckResult]:
    edition = subject.report.edition
    if edition is None:
        return
    yield from _rulemaking_power(subject, edition)
    yield from _stock_covers_issued(subject)
    yield from _disclosed_covers_new(subject)
    yield from _items_nonnegative(subject, edition)
    yield from _procurement_pair(subject)
    yield from _processing_fee(subject, edition)


def _judge_rows(
    subject: Subject, rule: Rule, tables: Iterable[str], columns: tuple[str, str], judge: Judge
) -> Iterator[CheckResult]:
    """The verdict on the rows of some tables; nothing where the form has no such columns."""
    rows = [
        (f"{table}.{path}", figures)
        for table in tables
        for path, figures in figures_by_row(subject.now, table, columns).items()
    ]
    judged = [
        (at, left, right) for at, (left, right) in rows if left is not None and right is not None
    ]
    found = [result._replace(where=row[0]) for row in judged if (result := judge(*row)) is not None]
    if rows:
        yield from verdict(subject, rule, found, len(judged))


# --- 规章 -------------------------------------------------------------------------------------


def _rulemaking_power(subject: Subject, edition: FormEdition) -> Iterator[CheckResult]:
    table = edition.table("art20_1")
    if table is None or table.row("regulations") is None:
        return
    columns = [column.path for column in table.column_leaves]
    figures = subject.now.figures[subject.now.shape.row(table.id, "regulations")]
    some = [column for column, figure in zip(columns, figures, strict=True) if figure]
    if some and not makes_rules(subject.corpus, subject.agency):
        yield _without_power(subject, some)
    elif some or None not in figures:
        yield subject.holds(RULEMAKING_POWER)
    else:
        yield subject.not_evaluated(RULEMAKING_POWER, message=NO_FIGURES)


def _without_power(subject: Subject, columns: list[str]) -> CheckResult:
    cells = tuple(CellAddress("art20_1", "regulations", column) for column in columns)
    shown = "、".join(str(subject.report.cell(cell).value) for cell in cells)
    message = f"“规章”一行填有 {shown}，未见{subject.agency.name}有权制定规章"
    hint = "核对是否把规范性文件填进了规章；确有权制定，在 agency.yaml 中写 makes_rules: true"
    return subject.fails(RULEMAKING_POWER, "regulations", message, hint=hint, cells=cells)


def makes_rules(corpus: Corpus, agency: Agency, seen: frozenset[str] = frozenset()) -> bool:
    """Whether a body may make 规章, or sums up one that may; what is not known counts as no."""
    if agency.makes_rules is not None:
        return agency.makes_rules
    if agency.kind is AgencyKind.DEPARTMENT and agency.level == "national":
        return True
    if agency.kind is AgencyKind.GOVERNMENT and agency.level in ("province", "city"):
        return True
    seen |= {agency.id}
    members = (corpus.agency(member) for member in agency.members if member not in seen)
    return any(makes_rules(corpus, member, seen) for member in members if member)


# --- two figures of a row ---------------------------------------------------------------------


def _stock_covers_issued(subject: Subject) -> Iterator[CheckResult]:
    def judge(at: str, left: Figure, right: Figure) -> CheckResult | None:
        if left >= right:
            return None
        path = at.partition(".")[2]
        repealed = subject.figure("art20_1", path, "repealed") or 0
        shown = f"现行有效 {left} 件，少于本年制发 {right} 件"
        rule = STOCK_COVERS_ISSUED
        if left + repealed >= right:
            message = f"{shown}，但本年废止 {repealed} 件，可能是当年制发、当年废止"
            return subject.holds(rule, path, message, left=left, right=right)
        return _look(subject, rule, path, shown, (left, right))

    columns = ("in_force", "issued")
    return _judge_rows(subject, STOCK_COVERS_ISSUED, ["art20_1"], columns, judge)


def _disclosed_covers_new(subject: Subject) -> Iterator[CheckResult]:
    def judge(at: str, left: Figure, right: Figure) -> CheckResult | None:
        if left >= right:
            return None
        message = f"对外公开总数量 {left}，少于本年新公开 {right}"
        path = at.partition(".")[2]
        return _look(subject, DISCLOSED_COVERS_NEW, path, message, (left, right))

    columns = ("total_disclosed", "new_disclosed")
    return _judge_rows(subject, DISCLOSED_COVERS_NEW, ["art20_1"], columns, judge)


def _items_nonnegative(subject: Subject, edition: FormEdition) -> Iterator[CheckResult]:
    def judge(at: str, previous: Figure, change: Figure) -> CheckResult | None:
        if previous + change >= 0:
            return None
        message = f"上一年项目 {previous}，本年增减 {change}，合计 {previous + change}"
        return _look(subject, ITEMS_NONNEGATIVE, at, message, (previous + change, 0))

    tables = _TABLES_OF_ITEMS.of(edition)
    return _judge_rows(subject, ITEMS_NONNEGATIVE, tables, _ITEMS, judge)


def _tables_of_items(edition: FormEdition) -> tuple[str, ...]:
    return tuple(
        table.id
        for table in edition.tables
        if all(table.column_number(column) is not None for column in _ITEMS)
    )


_TABLES_OF_ITEMS = PerEdition(_tables_of_items)


def _procurement_pair(subject: Subject) -> Iterator[CheckResult]:
    def judge(at: str, left: Figure, right: Figure) -> CheckResult | None:
        if (left == 0) == (right == 0):
            return None
        message = f"采购项目 {left} 个，采购总金额 {right}"
        path = at.partition(".")[2]
        return _look(subject, PROCUREMENT_PAIR, path, message, (left, right))

    columns = ("projects", "amount")
    return _judge_rows(subject, PROCUREMENT_PAIR, ["art20_9"], columns, judge)


def _look(
    subject: Subject, rule: Rule, at: str, message: str, figures: tuple[Figure, Figure]
) -> CheckResult:
    left, right = figures
    return subject.fails(rule, at, message, hint=_CHECK_ORIGINAL, left=left, right=right)


# --- figures and prose ------------------------------------------------------------------------


def _processing_fee(subject: Subject, edition: FormEdition) -> Iterator[CheckResult]:
    table, path = edition.table("requests"), "results.other_handling.fee_overdue"
    if table is None or table.row(path) is None or edition.section("other_matters") is None:
        return
    count = subject.figure("requests", path, "total")
    narratives = subject.report.narratives
    if count is None:
        yield subject.not_evaluated(PROCESSING_FEE, message=NO_FIGURES)
    elif count and narratives is None:
        yield subject.not_evaluated(PROCESSING_FEE, message="正文未收录")
    else:
        prose = (narratives or {}).get("other_matters")
        text = "".join((prose.before + prose.after).split()) if prose else ""
        yield _fee_reported(subject, path, count, told="信息处理费" in text)


def _fee_reported(subject: Subject, path: str, count: Figure, *, told: bool) -> CheckResult:
    if not count or told:
        return subject.holds(PROCESSING_FEE, left=count)
    message = f"因逾期不缴费不再处理的申请有 {count} 件，第六部分没有提到信息处理费"
    hint = "核对是否收取信息处理费，收取的应在“其他需要报告的事项”中说明"
    cells = (CellAddress("requests", path, "total"),)
    return subject.fails(PROCESSING_FEE, path, message, hint=hint, left=count, cells=cells)
