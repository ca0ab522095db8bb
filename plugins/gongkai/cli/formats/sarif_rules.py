"""The rules of a SARIF log: every code and every check that there is, in one fixed order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from gongkai.checks.model import BASIS_LABELS, Rule
from gongkai.issues import ISSUE_CODES, IssueCode, Severity

Json: TypeAlias = dict[str, Any]

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


def sarif_rules(rules: Mapping[str, Rule]) -> list[Json]:
    """Codes of files first, then the checks; a check that is listed with the codes comes once.

    Those that found nothing are there too: a mended problem is not a rule that did not run.
    """
    codes = [_of_code(code, each) for code, each in ISSUE_CODES.items() if code not in rules]
    return codes + [_of_rule(rule) for rule in rules.values()]


def _of_code(code: str, each: IssueCode) -> Json:
    advice = f"含义和改法见“问题代码”一页的 {code}。"
    return _descriptor(code, each.severity, each.title, each.title, advice)


def _of_rule(rule: Rule) -> Json:
    meaning = rule.meaning or rule.title
    advice = (
        f"依据：{BASIS_LABELS[rule.basis]}。与原文核对；原文如此的，在年报的 discrepancies 里以 "
        f"check: {rule.short_id} 写明两边的数和原因。"
    )
    return _descriptor(rule.id, rule.severity, rule.title, meaning, advice)


def _descriptor(code: str, severity: Severity, title: str, meaning: str, advice: str) -> Json:
    return {
        "id": code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": meaning},
        "help": {"text": advice},
        "defaultConfiguration": {"level": LEVELS[severity]},
    }
