"""Whether the report of a body declared to sum up others is the sum of their reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.checks.model import Basis, CheckResult, Figure, Rule
from gongkai.checks.subject import Subject
from gongkai.checks.units import in_one_unit
from gongkai.checks.wording import cell_label
from gongkai.forms.model import CellAddress, FormEdition, Table
from gongkai.issues import Severity
from gongkai.reports.model import NOT_PRINTED, Report, Row

SUM = Rule(
    "aggregate.sum",
    Severity.WARNING,
    Basis.PLAUSIBILITY,
    "汇总报告的数不等于下属机关之和",
    "agency.yaml 写明 members 的机关，逐格与各下属机关同一年的报告之和比较；下属机关的报告齐全、"
    "有关各格都填了数才比较，否则不判断并说明缺谁。左：本报告的数；右：下属机关之和。垂直管理机关"
    "不在其内、机关之间转办的申请重复计数、下属机关调整，都可能使两者不等。",
)
RULES = (SUM,)

_NAMED = 5  # missing bodies that a message names


def check(subject: Subject) -> Iterator[CheckResult]:
    report, agency = subject.report, subject.agency
    edition = report.edition
    if edition is None or not agency.members:
        return
    held = [subject.corpus.report(member, report.year) for member in agency.members]
    members = [each for each in held if each is not None]
    if len(members) < len(held):
        yield subject.not_evaluated(SUM, message=_coverage(subject, held))
        return
    places = list(_places(report, members, edition))
    failures = [_unequal(subject, each) for each in places if each.own != each.sum]
    if not places:
        message = f"下属 {len(members)} 个机关都有报告，但没有一格是各方都填了数的"
        yield subject.not_evaluated(SUM, message=message)
    elif failures:
        yield from failures
    else:
        yield subject.holds(SUM, message=f"{len(members)} 个下属机关，{len(places)} 格可比")


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell that is filled in a report and in those of all members."""

    address: CellAddress
    own: Figure
    sum: Figure


def _coverage(subject: Subject, held: Sequence[Report | None]) -> str:
    members = zip(subject.agency.members, held, strict=True)
    missing = [_name(subject, member) for member, report in members if report is None]
    named = "、".join(missing[:_NAMED]) + ("等" if len(missing) > _NAMED else "")
    return (
        f"下属 {len(held)} 个机关中有 {len(held) - len(missing)} 个有"
        f" {subject.report.year} 年的报告，缺 {named}"
    )


def _name(subject: Subject, member: str) -> str:
    agency = subject.corpus.agency(member)
    return agency.name if agency else member


def _unequal(subject: Subject, place: _Place) -> CheckResult:
    label = cell_label(subject.report, place.address)
    count = len(subject.agency.members)
    message = f"“{label}”为 {place.own}，{count} 个下属机关之和为 {place.sum}"
    hint = "与汇总底稿核对；有正当原因的，在 discrepancies 中说明"
    return subject.fails(
        SUM,
        str(place.address),
        message,
        hint=hint,
        left=place.own,
        right=place.sum,
        cells=(place.address,),
    )


# --- cells ------------------------------------------------------------------------------------


def _places(report: Report, members: Sequence[Report], edition: FormEdition) -> Iterator[_Place]:
    """The cells that can be compared."""
    for table in edition.tables:
        for path, row in report.rows(table).items():
            columns = zip(*(_row(each, report, table, path) for each in members), strict=True)
            for column, own, parts in zip(table.column_leaves, row, columns, strict=True):
                values = [each.value for each in parts if each.value is not None]
                if own.value is None or len(values) < len(parts):
                    continue
                address = CellAddress(table.id, path, column.path)
                if in_one_unit(edition, address, (own, *parts)):
                    yield _Place(address, own.value, sum(values))


def _row(member: Report, report: Report, table: Table, path: str) -> Row:
    """A member's row in the columns of the report's form; cells it does not have are no numbers."""
    if member.edition is report.edition:
        row = member.rows(table).get(path)
        return (NOT_PRINTED,) * len(table.column_leaves) if row is None else row
    addresses = (CellAddress(table.id, path, column.path) for column in table.column_leaves)
    return tuple(member.cell(address) for address in addresses)
