"""Identities and carries: the sums that the edition files prescribe, at every place of a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from gongkai.checks.model import Basis, CheckResult, Figure, Operand, Rule, SumPlace
from gongkai.checks.sums import CellOf, compare, outcome
from gongkai.corpus import Corpus
from gongkai.forms.model import Carry, CellAddress, FormEdition, Identity, Table, Term
from gongkai.issues import Severity
from gongkai.reports.agency import Agency
from gongkai.reports.model import NOT_PRINTED, Cell, Report

_Slot: TypeAlias = tuple[str, int]
_Values: TypeAlias = dict[str, list[Figure | None]]


def identity_rule(rule: Identity, table: Table) -> Rule:
    """The rule that an identity of an edition file states."""
    axis = "逐列" if rule.for_each == "column" else "逐行"
    meaning = f"同一份报告内，{axis}计算，左右两边须相等；有空格的不判断。"
    rule_id = f"identity.{rule.table}.{rule.id}"
    title = _title(rule.label, table)
    return Rule(rule_id, Severity(rule.severity), Basis(rule.basis), title, meaning)


def carry_rule(rule: Carry, table: Table) -> Rule:
    """The rule that a carry of an edition file states."""
    meaning = "与同一机关上一年度的报告衔接；机构调整、口径变化、清理重算等可能使其不成立。"
    rule_id = f"carry.{rule.table}.{rule.id}"
    title = _title(rule.label, table)
    return Rule(rule_id, Severity(rule.severity), Basis(rule.basis), title, meaning)


def _title(label: str, table: Table) -> str:
    """The label behind the caption of a block of the form, since blocks share labels."""
    return f"{table.caption}：{label}" if table.caption else label


@dataclass(frozen=True, slots=True)
class _Prepared:
    """An identity at one place, its cells as table row and column number: found without search."""

    rule: Rule
    table: str
    place: SumPlace
    left: tuple[_Slot, ...]
    right: tuple[_Slot, ...]


class SumChecker:
    """Evaluates the sums of all editions; the places of each shape of report are found once."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._identities: dict[tuple[str, frozenset[str]], list[_Prepared]] = {}
        self._carries: dict[str, list[tuple[Carry, Rule, tuple[SumPlace, ...]]]] = {}

    def identities(self, report: Report) -> Iterator[CheckResult]:
        """Every identity at every place; 40 of the edition of 2019, 42 of that of 2021."""
        if report.edition is None:
            return

        def cell(operand: Operand) -> Cell:
            return report.cell(operand.address)

        values = _values(report)
        for each in self._identity_places(report.edition, _collapsed(report)):
            if each.table in report.tables:
                left, right = _sum(values, each.left), _sum(values, each.right)
                yield outcome(each.rule, report, each.place, (left, right), cell)

    def carries(self, report: Report, agency: Agency) -> Iterator[CheckResult]:
        """Every carry into this report, as far as last year's report can be known."""
        if report.edition is None:
            return
        before = self._corpus.report(report.agency, report.year - 1)
        cell = _cell_of_two_years(report, before)
        for carry, rule, places in self._carry_places(report.edition):
            if report.year < carry.first_year or carry.table not in report.tables:
                continue
            if before is None and not agency.owes(report.year - 1):
                continue
            weighed = _weighed(rule, agency)
            yield from (compare(weighed, report, place, cell) for place in places)

    def _identity_places(self, edition: FormEdition, collapsed: frozenset[str]) -> list[_Prepared]:
        key = (edition.id, collapsed)
        if key not in self._identities:
            self._identities[key] = [
                _prepare(rule, table, place)
                for identity in edition.identities
                if (table := edition.table(identity.table)) is not None
                for rule in (identity_rule(identity, table),)
                for place in _places(identity, table, collapsed)
            ]
        return self._identities[key]

    def _carry_places(self, edition: FormEdition) -> list[tuple[Carry, Rule, tuple[SumPlace, ...]]]:
        if edition.id not in self._carries:
            self._carries[edition.id] = [
                (carry, carry_rule(carry, table), tuple(_carry_places(carry, table)))
                for carry in edition.carries
                if (table := edition.table(carry.table)) is not None
            ]
        return self._carries[edition.id]


# --- cells ------------------------------------------------------------------------------------


def _prepare(rule: Rule, table: Table, place: SumPlace) -> _Prepared:
    left, right = (
        tuple(
            (f"{table.id}.{each.address.row}", table.column_number(each.address.column) or 0)
            for each in side
        )
        for side in (place.left, place.right)
    )
    return _Prepared(rule, table.id, place, left, right)


def _values(report: Report) -> _Values:
    """The numbers of every printed row, None where a cell holds none."""
    return {
        f"{table}.{path}": [cell.value for cell in row]
        for table, rows in report.tables.items()
        for path, row in rows.items()
    }


def _sum(values: _Values, slots: tuple[_Slot, ...]) -> Figure | None:
    """The sum of the numbers at the slots, None if one is missing."""
    total: Figure = 0
    for path, number in slots:
        row = values.get(path)
        value = None if row is None else row[number]
        if value is None:
            return None
        total += value
    return total


def _cell_of_two_years(report: Report, before: Report | None) -> CellOf:
    def cell(operand: Operand) -> Cell:
        source = before if operand.years_back else report
        return NOT_PRINTED if source is None else source.cell(operand.address)

    return cell


def _collapsed(report: Report) -> frozenset[str]:
    """The groups that the report gives as one row, as ``table.path``."""
    return frozenset(
        f"{table.id}.{row.path}"
        for table in (report.edition.tables if report.edition else ())
        for top in table.rows
        for row in top.walk()
        if row.collapsible and row.path in report.rows(table)
    )


def _weighed(rule: Rule, agency: Agency) -> Rule:
    """The rule, an error of it only a warning for a body with predecessors."""
    if rule.severity is not Severity.ERROR or not agency.predecessors:
        return rule
    return Rule(rule.id, Severity.WARNING, rule.basis, rule.title, rule.meaning)


# --- places -----------------------------------------------------------------------------------


def _places(rule: Identity, table: Table, collapsed: frozenset[str]) -> Iterator[SumPlace]:
    """One place for every column that a rule on rows is summed in, and the other way round."""
    for at in _axis(rule.for_each, table, collapsed):
        left, right = (
            tuple(
                Operand(_address(table, rule.for_each, at, path))
                for term in terms
                for path in _expand(rule.for_each, table, term, collapsed)
            )
            for terms in (rule.left, rule.right)
        )
        yield SumPlace(at, left, right)


def _axis(for_each: str, table: Table, collapsed: frozenset[str]) -> list[str]:
    if for_each == "column":
        return [column.path for column in table.column_leaves]
    rows = [_row_or_group(table, row.path, collapsed) for row in table.row_leaves]
    return list(dict.fromkeys(rows))


def _row_or_group(table: Table, path: str, collapsed: frozenset[str]) -> str:
    """The row itself, or the collapsed group that stands for it."""
    groups = (each.removeprefix(f"{table.id}.") for each in collapsed)
    return next((group for group in groups if path.startswith(f"{group}.")), path)


def _expand(for_each: str, table: Table, term: str, collapsed: frozenset[str]) -> Sequence[str]:
    if for_each == "row":
        return table.expand_columns(term)
    group = term.removesuffix(".*")
    return (group,) if f"{table.id}.{group}" in collapsed else table.expand_rows(term)


def _address(table: Table, for_each: str, at: str, path: str) -> CellAddress:
    row, column = (path, at) if for_each == "column" else (at, path)
    return CellAddress(table.id, row, column)


def _carry_places(carry: Carry, table: Table) -> Iterator[SumPlace]:
    for at in _axis(carry.for_each, table, frozenset()):
        left, right = (
            tuple(_term(carry, table, at, term) for term in terms)
            for terms in (carry.left, carry.right)
        )
        yield SumPlace(at, left, right)


def _term(carry: Carry, table: Table, at: str, term: Term) -> Operand:
    address = _address(table, carry.for_each, at, term.path)
    return Operand(address, years_back=1 if term.last_year else 0)
