"""Known, explained, published failures: an entry holds as long as its figures stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from gongkai.checks.model import CheckResult, Outcome
from gongkai.issues import Issue, Location, make_issue
from gongkai.reports.model import Discrepancy, Report


def explain(report: Report, results: Iterable[CheckResult]) -> list[CheckResult]:
    """The results, every failure that an entry names with its exact figures explained by it."""
    entries: defaultdict[tuple[str, str], list[Discrepancy]] = defaultdict(list)
    for entry in report.discrepancies:
        entries[entry_key(entry)].append(entry)
    explained: list[CheckResult] = []
    for result in results:
        named = entries.get((result.rule.short_id, result.at), ()) if result.fails else ()
        agreeing = next((each for each in named if _agrees(each, result)), None)
        explained.append(result._replace(discrepancy=agreeing) if agreeing is not None else result)
    return explained


def entry_issues(
    report: Report, results: Sequence[CheckResult], known: Mapping[str, object]
) -> Iterator[Issue]:
    """Entries that explain nothing: no such check, nothing fails there, or the figures changed.

    And every entry on a check and place that an earlier one is about: only one can be right.
    """
    by_place = {(each.rule.short_id, each.at): each for each in results}
    first: dict[tuple[str, str], Location] = {}
    for number, entry in enumerate(report.discrepancies):
        key = entry_key(entry)
        place = report.locations.get(f"discrepancies[{number}]", Location(report.path))
        result = by_place.get(key)
        if key in first:
            yield _duplicate(entry, place, first[key])
        elif result is None or result.discrepancy is None:
            yield _entry_issue(entry, result, place, known)
        first.setdefault(key, place)


def _duplicate(entry: Discrepancy, place: Location, first: Location) -> Issue:
    message = f"“{entry.check}”在“{entry.at}”已有一条说明（第 {first.line} 行）"
    hint = "一处只写一条：留下数字与原文相符的，删去另一条"
    return make_issue("discrepancy.duplicate", place, message, hint, (first,))


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
