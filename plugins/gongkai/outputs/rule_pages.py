"""The catalogue of rules: what each says, why, and how many reports meet it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from gongkai.checks.book import CheckBook
from gongkai.checks.model import BASIS_LABELS, Outcome, Rule
from gongkai.issues import Severity
from gongkai.outputs.model import CHECKS, RULES, Site, SiteFile
from gongkai.render.html import element, escape
from gongkai.render.markdown import render_page
from gongkai.render.prose import heading

_SUMMARY = "校验年报所用的全部规则：比较哪些数、依据什么、哪些情形并非差错，以及各有多少份年报。"
_GROUPS = {
    "identity": ("表内勾稽关系", "同一份报告之内，左右两边的数必须相等。"),
    "carry": ("跨年衔接", "同一机关相邻两年的报告应当衔接，缺上年报告的不判断。"),
    "value": ("格内的数", ""),
    "form": ("表式", ""),
    "complete": ("完整", ""),
    "publish": ("公布", ""),
    "plausible": ("是否合乎常情", "只说明值得核对，不证明有错。"),
    "narrative": ("正文与表格", "只判断含义唯一、明确的句子，其余不判断。"),
    "aggregate": ("汇总", ""),
}
_SEVERITIES = {
    Severity.ERROR: "错误：数字相互矛盾，没有说明就不能发布",
    Severity.WARNING: "警告：多半有误，或者有已知的正当原因",
    Severity.HINT: "提示：供核对的线索",
}

Tallies = Mapping[str, Counter[Outcome]]


def build(site: Site) -> Iterator[SiteFile]:
    """One page."""
    yield SiteFile(RULES, _page(site), "校验规则", "校验规则", parent=CHECKS)


def _page(site: Site) -> str:
    rules, tallies = site.checks.rules, _tallies(site.checks)
    blocks = [heading("校验规则", 1, "top"), element("p", _SUMMARY)]
    for group, (title, meaning) in _GROUPS.items():
        found = [rule for rule in rules.values() if _group(rule.id) == group]
        if found:
            blocks += [heading(title, 2, f"group-{group}"), element("p", meaning)]
            blocks += [block for rule in found for block in _rule(rule, tallies)]
    return render_page(
        {"title": "校验规则", "description": _SUMMARY}, [each for each in blocks if each]
    )


def _group(rule_id: str) -> str:
    return rule_id.partition(".")[0]


def _tallies(book: CheckBook) -> Tallies:
    """In how many reports each rule fails somewhere, holds wherever judged, or is not judged."""
    tallies: dict[str, Counter[Outcome]] = defaultdict(Counter)
    for checks in book.by_report.values():
        outcomes: dict[str, set[Outcome]] = defaultdict(set)
        for result in checks.results:
            outcomes[result.rule.id].add(result.outcome)
        for rule_id, found in outcomes.items():
            tallies[rule_id][_of_report(found)] += 1
    return tallies


def _of_report(outcomes: Iterable[Outcome]) -> Outcome:
    found = set(outcomes)
    if Outcome.FAILS in found:
        return Outcome.FAILS
    return Outcome.HOLDS if Outcome.HOLDS in found else Outcome.NOT_EVALUATED


def _rule(rule: Rule, tallies: Tallies) -> Iterator[str]:
    yield heading(rule.title, 3, rule.id)
    yield element("p", escape(rule.meaning)) if rule.meaning else ""
    pairs = (
        ("代码", element("code", rule.id)),
        ("程度", _SEVERITIES[rule.severity]),
        ("依据", BASIS_LABELS[rule.basis]),
        ("年报", _met(tallies.get(rule.id, Counter()))),
    )
    body = "\n".join(
        element("div", element("dt", name) + element("dd", value)) for name, value in pairs
    )
    yield element("dl", f"\n{body}\n", class_="gk-facts")


def _met(tally: Counter[Outcome]) -> str:
    if not tally:
        return "没有适用的年报"
    return (
        f"适用 {tally.total()} 份：未见问题 {tally[Outcome.HOLDS]}，见到 {tally[Outcome.FAILS]}，"
        f"未能判断 {tally[Outcome.NOT_EVALUATED]}"
    )
