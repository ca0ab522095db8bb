"""Identities and carries: the sums that the edition files prescribe, at every place of a report."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from gongkai.checks.model import Basis, CheckResult, Rule
from gongkai.checks.places import carry_places, identity_places
from gongkai.checks.sheets import PLANS, Shape, Sheet, TwoYears
from gongkai.checks.sums import SumPlan, evaluate, plan
from gongkai.forms.model import Carry, Identity, Table
from gongkai.issues import Severity
from gongkai.reports.agency import Agency


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


def identities(now: Sheet) -> Iterator[CheckResult]:
    """Every identity at every place; 40 of the edition of 2019, 42 of that of 2021."""
    report = now.report
    if report is not None:
        for table, planned in _identities(now.shape):
            if table in report.tables:
                yield from evaluate(planned, planned.rule, report, now)


def carries(now: Sheet, last: Sheet, agency: Agency) -> Iterator[CheckResult]:
    """Every carry into a report, as far as last year's report can be known."""
    report = now.report
    if report is None or (last.report is None and not agency.owes(report.year - 1)):
        return
    both = TwoYears(now, last)
    for carry, planned in _carries(now.shape, last.shape):
        if report.year >= carry.first_year and carry.table in report.tables:
            yield from evaluate(planned, _weighed(planned.rule, agency), report, both)


def _weighed(rule: Rule, agency: Agency) -> Rule:
    """The rule, an error of it only a warning for a body with predecessors."""
    if rule.severity is not Severity.ERROR or not agency.predecessors:
        return rule
    return Rule(rule.id, Severity.WARNING, rule.basis, rule.title, rule.meaning)


# --- plans ------------------------------------------------------------------------------------


@lru_cache(maxsize=PLANS)
def _identities(shape: Shape) -> tuple[tuple[str, SumPlan], ...]:
    """The identities of a form, each with the table that it is about."""
    edition = shape.edition
    if edition is None:
        return ()
    return tuple(
        (table.id, plan(identity_rule(each, table), identity_places(each, table, shape), shape))
        for each in edition.identities
        if (table := edition.table(each.table)) is not None
    )


@lru_cache(maxsize=PLANS)
def _carries(shape: Shape, last: Shape) -> tuple[tuple[Carry, SumPlan], ...]:
    """The carries of a form, into a report of one shape out of one of another."""
    edition = shape.edition
    if edition is None:
        return ()
    return tuple(
        (each, plan(carry_rule(each, table), carry_places(each, table), shape, last))
        for each in edition.carries
        if (table := edition.table(each.table)) is not None
    )
