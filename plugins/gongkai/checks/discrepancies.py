"""Known, explained, published failures: an entry holds as long as its figures stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from gongkai.checks.model import CheckResult, Outcome
from gongkai.issues import Issue, Location, make_issue
from gongkai.reports.model import Discrepancy, Report


def explain(report: Report, results: Iterable[CheckResult]) -> list[CheckResult]:
    """The results, every failure that an entry names with its exact figures explained by it."""
    entries = {entry_key(entry): entry for entry in report.discrepancies}
    explained: list[CheckResult] = []
    for result in results:
        entry = entries.get((result.rule.short_id, result.at)) if result.fails else None
        matches = entry is not None and _agrees(entry, result)
        explained.append(result._replace(discrepancy=entry) if matches else result)
    return explained


def entry_issues(
    report: Report, results: Sequence[CheckResult], known: Mapping[str, object]
) -> Iterator[Issue]:
    """Entries that explain nothing: no such check, nothing fails there, or the figures changed."""
    by_place = {(each.rule.short_id, each.at): each for each in results}
    for number, entry in enumerate(report.discrepancies):
        result = by_place.get(entry_key(entry))
        if result is not None and result.discrepancy is not None:
            continue
        place = report.locations.get(f"discrepancies[{number}]", Location(report.path))
        yield _entry_issue(entry, result, place, known)


def _entry_issue(
    entry: Discrepancy, result: CheckResult | None, place: Location, known: Mapping[str, object]
) -> Issue:
    if entry.check not in known:
        message = f"没有检查“{entry.check}”"
        return make_issue("discrepancy.unknown_check", place, message, "见校验规则一览")
    if result is None or result.outcome is not Outcome.FAILS:
        state = "成立" if result and result.outcome is Outcome.HOLDS else "没有不成立"
        message = f"“{entry.check}”在“{entry.at}”{state}，不需要这条说明"
        return make_issue("discrepancy.needless", place, message, "删去这一条，或改正 at")
    message = (
        f"“{entry.check}”在“{entry.at}”的数已不是说明里的 {_figures(entry.left, entry.right)}，"
        f"现为 {_figures(result.left, result.right)}，说明不再有效"
    )
    return make_issue("discrepancy.lapsed", place, message, "核对原文，再改数或改这条说明")


def _figures(left: object, right: object) -> str:
    return f"{'未写' if left is None else left}／{'未写' if right is None else right}"


def entry_key(entry: Discrepancy) -> tuple[str, str]:
    """What an entry is about: check and place, without the table, which the check implies."""
    at = entry.at
    table = entry.check.partition(".")[0]
    for joint in (f"{table}.", f"{table}/"):
        at = at.removeprefix(joint)
    return entry.check, at


def _agrees(entry: Discrepancy, result: CheckResult) -> bool:
    return entry.left == result.left and entry.right == result.right
