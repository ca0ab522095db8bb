"""The check sheet of a report: every rule with its outcome and the figures behind it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from gongkai.checks.book import ReportChecks
from gongkai.checks.model import CheckResult, Outcome
from gongkai.checks.wording import (
    advice,
    counts,
    figures,
    message,
    missing_labels,
    outcome_label,
    place_label,
)
from gongkai.issues import Severity
from gongkai.outputs.check_flags import Flag, explanation, flag_list
from gongkai.outputs.model import RULES, Site, href, report_uri
from gongkai.render.html import element, escape, link
from gongkai.render.prose import heading
from gongkai.reports.model import Report

SHEET = "checks"

_KINDS = {"identity": "表内勾稽关系", "carry": "跨年衔接"}
_FIRST = (Outcome.FAILS, Outcome.NOT_EVALUATED, Outcome.HOLDS)
_REMARK = "“不成立”只说明原文的数相互矛盾，不说明哪个数错；数字一律照原文登载，空格不作 0 计算。"


def tally(checks: ReportChecks) -> str:
    """``表内勾稽关系 40 处：成立 38，不成立 2（已说明 2），未能判断 0``; "" without a form."""
    found = checks.tally()
    if not found:
        return ""
    return f"表内勾稽关系 {found.total()} 处：{counts(found, checks.explained())}"


def check_sheet(site: Site, report: Report, flags: Iterable[Flag]) -> Iterator[str]:
    """The sheet as blocks, with the findings that belong to no part of the report.

    None for a report that was not checked.
    """
    checks = site.checks.of(report)
    if not checks.results:
        return
    by_rule: dict[str, list[CheckResult]] = defaultdict(list)
    for result in checks.results:
        by_rule[result.rule.id].append(result)
    sums = {key: found for key, found in by_rule.items() if _kind(key) in _KINDS}
    others = [found for key, found in by_rule.items() if key not in sums]
    yield heading("校验单", 2, SHEET, "data-gk=skip")
    # Our words, and every figure once more: the search leaves them out.
    yield element("p", _summary(checks, sums, others), class_="gk-tally", data_gk="skip")
    rules = link("全部校验规则", href(report_uri(report), RULES))
    yield element("p", f"{_REMARK}{rules}", class_="gk-legend", data_gk="skip")
    yield flag_list(site, report, (each for each in flags if each.section is None))
    yield "\n".join([*(_sum_fold(checks, found) for found in sums.values()), _fold(checks, others)])


def _kind(rule_id: str) -> str:
    return rule_id.partition(".")[0]


def _summary(
    checks: ReportChecks, sums: dict[str, list[CheckResult]], others: list[list[CheckResult]]
) -> str:
    """What came out, in a sentence for each kind of rule."""
    carries = [each for key, found in sums.items() if _kind(key) == "carry" for each in found]
    sentences = [tally(checks)]
    if carries:
        sentences.append(f"{_KINDS['carry']} {len(carries)} 处：{_counts(carries)}")
    sentences.append(f"其他规则 {len(others)} 条：{_seen(others)}")
    return "".join(f"{sentence}。" for sentence in sentences if sentence)


def _counts(results: Sequence[CheckResult]) -> str:
    """The outcomes that occur."""
    found = Counter(each.outcome for each in results)
    explained = sum(each.fails and not each.is_open for each in results)
    return counts(found, explained, with_zeros=False)


def _seen(rules: Sequence[Sequence[CheckResult]]) -> str:
    """How many rules saw what they look for, and how many could not look."""
    found = Counter(_worst(results) for results in rules)
    failing = [each for results in rules for each in results if each.fails]
    hints = sum(each.rule.severity is Severity.HINT for each in failing)
    of_failing = f"（其中只供核对的线索 {hints} 处）" if hints else ""
    return (
        f"未见问题 {found[Outcome.HOLDS]}，见到 {found[Outcome.FAILS]}{of_failing}，"
        f"未能判断 {found[Outcome.NOT_EVALUATED]}"
    )


def _worst(results: Sequence[CheckResult]) -> Outcome:
    outcomes = {each.outcome for each in results}
    return next(outcome for outcome in _FIRST if outcome in outcomes)


# --- sums -------------------------------------------------------------------------------------


def _sum_fold(checks: ReportChecks, results: Sequence[CheckResult]) -> str:
    """One rule, every place of it inside; open where something fails."""
    rule = results[0].rule
    summary = f"{escape(rule.title)}：{_counts(results)}"
    in_order = sorted(results, key=lambda each: _FIRST.index(each.outcome))
    items = [element("li", _place(checks, each)) for each in in_order]
    return _details(summary, items, is_open=any(each.fails for each in results))


def _place(checks: ReportChecks, result: CheckResult) -> str:
    name = escape(place_label(checks.report, result) or "本表")
    if result.outcome is Outcome.NOT_EVALUATED:
        return f"{name}：{escape(_why_not(checks, result))}"
    shown = escape(figures(result, checks.report, checks.before))
    if not result.fails:
        return f"{name}：{shown}"
    parts = [f"{element('b', name)}：{shown}", explanation(result), _advice(checks, result)]
    return " ".join(part for part in parts if part)


def _why_not(checks: ReportChecks, result: CheckResult) -> str:
    """The cells that are missing, and what is said about them as a remark."""
    if checks.before is None and all(each.years_back for each in result.missing):
        return "没有上年的报告"
    parts = [f"缺 {missing_labels(result, checks.report)}"]
    if result.implied is not None:
        parts.append(f"此格若为 {result.implied.value} 则成立")
    elif result.if_blank_is_zero is not None:
        parts.append(f"空格若都是 0 则{'成立' if result.if_blank_is_zero else '不成立'}")
    return "；".join(parts)


def _advice(checks: ReportChecks, result: CheckResult) -> str:
    """What would make the sums agree, told once for all that it mends; no correction."""
    part = checks.part_of(result)
    if part is None or (part.failing[0].rule.id, part.failing[0].at) != (result.rule.id, result.at):
        return ""
    text = f"仅就数字推算：{advice(part, checks.report, with_lines=False)}。"
    return element("span", escape(text), class_="gk-advice")


# --- other rules ------------------------------------------------------------------------------


def _fold(checks: ReportChecks, rules: Sequence[Sequence[CheckResult]]) -> str:
    """All other rules: what they saw one by one, the others by the reason that they share."""
    seen = [each for results in rules for each in results if each.fails]
    quiet: dict[str, list[CheckResult]] = defaultdict(list)
    for results in rules:
        if not any(each.fails for each in results):
            quiet[_reason(results[0])].append(results[0])
    items = [element("li", _seen_by(checks, each)) for each in seen]
    items += [element("li", _alike(checks, reason, quiet[reason])) for reason in sorted(quiet)]
    return _details(f"其他规则：{_seen(rules)}", items, is_open=False)


def _seen_by(checks: ReportChecks, result: CheckResult) -> str:
    said = escape(message(result, checks.report, checks.before))
    known = explanation(result) if result.discrepancy else ""
    return f"{element('b', '见')} {_rule_link(checks, result)}：{said}{known}"


def _reason(result: CheckResult) -> str:
    """``未见``, or why the rule could not look, or what let it pass."""
    word = outcome_label(result)
    return f"{word}（{result.message}）" if result.message else word


def _alike(checks: ReportChecks, reason: str, results: Sequence[CheckResult]) -> str:
    return f"{escape(reason)}：{'；'.join(_rule_link(checks, each) for each in results)}"


def _rule_link(checks: ReportChecks, result: CheckResult) -> str:
    return link(result.rule.title, href(report_uri(checks.report), RULES, result.rule.id))


def _details(summary: str, items: Sequence[str], *, is_open: bool) -> str:
    body = "\n".join(["<ul>", *items, "</ul>"])
    inside = f"{element('summary', summary)}\n{body}\n"
    state = "open" if is_open else None
    return element("details", inside, class_="gk-fold gk-check", open=state, data_gk="skip")
