"""``--all``: what holds, what is explained and what could not be judged, report by report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from rich.text import Text

from gongkai.checks.book import ReportChecks
from gongkai.checks.model import CheckResult, Outcome
from gongkai.checks.problems import explained
from gongkai.checks.wording import counts, message, missing_labels, place_label
from gongkai.cli.formats.problem_lines import ProblemPrinter
from gongkai.issues import Location
from gongkai.located_yaml import visible
from gongkai.reports.model import Status


def print_results(checks: ReportChecks, printer: ProblemPrinter) -> None:
    """A report's outcomes: what is explained, what could not be judged, what holds."""
    printer.line(Text(_title(checks), style="bold"))
    for line in (*_explained(checks), *_not_evaluated(checks), *_holding(checks)):
        printer.line(Text(visible(line)))


def _title(checks: ReportChecks) -> str:
    """The file, and how its sums and the other rules came out."""
    report = checks.report
    draft = "（草稿）" if report.status is Status.DRAFT else ""
    sums = _tallied(each for each in checks.results if each.place is not None)
    others = _tallied(each for each in checks.results if each.place is None)
    return visible(f"{report.path}{draft}：勾稽与衔接：{sums}；其余规则：{others}")


def _tallied(results: Iterable[CheckResult]) -> str:
    results = list(results)
    known = sum(each.fails and not each.is_open for each in results)
    return counts(Counter(each.outcome for each in results), known)


def _explained(checks: ReportChecks) -> Iterator[str]:
    for each in explained(checks):
        told = message(each.result, checks.report, checks.before)
        yield f"{each.location}: {each.result.rule.id}: 已说明：{told}；说明：{each.entry.note}"


def _not_evaluated(checks: ReportChecks) -> Iterator[str]:
    """A line for every sum, and one for all other rules that lack the same thing."""
    implied = _implied(checks)
    unjudged = [each for each in checks.results if each.outcome is Outcome.NOT_EVALUATED]
    for each in unjudged:
        if each.place is not None:
            why = _why(checks, each, implied)
            yield f"{location_of(checks, each)}: {each.rule.id}: 未能判断：{why}"
    lacking: dict[str, list[str]] = {}
    for each in unjudged:
        if each.place is None:
            lacking.setdefault(each.message or each.rule.title, []).append(each.rule.id)
    for reason, rules in lacking.items():
        yield f"{checks.report.path}: 未能判断（{reason}）：{_listed(rules)}"


def _holding(checks: ReportChecks) -> Iterator[str]:
    """A line for every sum, and one for all other rules: what they seek is a fault."""
    holding = [each for each in checks.results if each.outcome is Outcome.HOLDS]
    sums = Counter(each.rule for each in holding if each.place is not None)
    for rule, count in sums.items():
        yield f"{checks.report.path}: {rule.id}: 成立 {count} 处：{rule.title}"
    others = [each.rule.id for each in holding if each.place is None]
    if others:
        yield f"{checks.report.path}: 没有发现问题：{_listed(others)}"


def _listed(rules: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(rules))


def _why(checks: ReportChecks, result: CheckResult, implied: Counter[tuple[str, str]]) -> str:
    """What kept a rule from being judged, and what is known all the same."""
    where = place_label(checks.report, result)
    parts = [f"{result.rule.title}" + (f"，“{where}”" if where else "")]
    if result.if_blank_is_zero is not None:
        parts.append("空格若作 0 则成立" if result.if_blank_is_zero else "空格若作 0 则不成立")
    if result.implied is not None:
        value = result.implied.value
        times = implied[str(result.implied.operand), str(value)]
        also = f"（{times} 条关系都要求如此）" if times > 1 else ""
        parts.append(f"这一格若为 {value} 则成立{also}")
    if result.missing:
        parts.append(f"没有数的格：{missing_labels(result, checks.report)}")
    return "；".join(parts)


def _implied(checks: ReportChecks) -> Counter[tuple[str, str]]:
    """How many rules imply the same value of the same cell."""
    found = (each.implied for each in checks.results if each.implied is not None)
    return Counter((str(each.operand), str(each.value)) for each in found)


def location_of(checks: ReportChecks, result: CheckResult) -> Location:
    """Where the first cell stands that a result is about; the file where that is not known."""
    operands = result.missing or (result.place.operands if result.place else ())
    addresses = [*(each.address for each in operands if not each.years_back), *result.cells]
    places = checks.report.locations
    keys = [*map(str, addresses), *(f"{each.table}.{each.row}" for each in addresses), result.at]
    return next((places[key] for key in keys if key in places), Location(checks.report.path))
