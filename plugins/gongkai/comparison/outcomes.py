"""Checks that come out otherwise at the figures, as far as the public is told of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from gongkai.checks.book import ReportChecks
from gongkai.checks.model import CheckResult, Outcome
from gongkai.comparison.model import CheckChange, Turn

Place: TypeAlias = tuple[str, str]
"""A rule's id, and where in the report it is judged."""


def check_changes(before: ReportChecks | None, after: ReportChecks) -> Iterator[CheckChange]:
    """Failures that are new or newly explained, then those that are gone; hints are not told."""
    old = _findings(before) if before else {}
    new = _findings(after)
    for place, result in new.items():
        if not _is_told_alike(old.get(place), result):
            yield CheckChange(Turn.FAILING if result.is_open else Turn.EXPLAINED, result, after)
    for place, result in old.items():
        if before is not None and place not in new:
            yield CheckChange(_turn(after, result), result, before)


def _findings(checks: ReportChecks) -> dict[Place, CheckResult]:
    return {(each.rule.id, each.at): each for each in checks.findings()}


def _is_told_alike(before: CheckResult | None, after: CheckResult) -> bool:
    """Whether a failure was one before, and was explained in the same words or not at all."""
    if before is None or before.is_open is not after.is_open:
        return False
    notes = [each.discrepancy.note if each.discrepancy else "" for each in (before, after)]
    return notes[0] == notes[1]


def _turn(after: ReportChecks, failure: CheckResult) -> Turn:
    """What became of a failure: a rule that finds nothing at all has one result for the report."""
    outcomes = {
        each.outcome
        for each in after.results
        if each.rule.id == failure.rule.id and each.at in (failure.at, "")
    }
    return Turn.UNJUDGED if Outcome.NOT_EVALUATED in outcomes else Turn.HOLDING
