"""Claims held against the tables: each agrees, passes by another reading, or contradicts them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from gongkai.checks.model import CheckResult, Figure, Outcome
from gongkai.checks.narrative import rules
from gongkai.checks.narrative.claims import Claim
from gongkai.checks.narrative.readings import Meaning, Reading, meaning_of
from gongkai.checks.subject import Subject
from gongkai.forms.model import CellAddress

RULE_OF_TOPIC = {
    "received": rules.RECEIVED,
    "handled": rules.HANDLED,
    "processed": rules.HANDLED,
    "carried_in": rules.CARRIED,
    "carried_forward": rules.CARRIED,
    "granted": rules.GROUPS,
    "granted_alone": rules.GROUPS,
    "granted_or_partial": rules.GROUPS,
    "partial": rules.GROUPS,
    "refused": rules.GROUPS,
    "unable": rules.GROUPS,
    "unable_not_held": rules.GROUPS,
    "not_processed": rules.GROUPS,
    "other_handling": rules.GROUPS,
    "review": rules.REVIEW,
    "litigation": rules.LITIGATION,
    "issued": rules.DOCUMENTS,
    "in_force": rules.DOCUMENTS,
}
TABLE_RULES = tuple(dict.fromkeys(RULE_OF_TOPIC.values()))

_HINT = "与原文核对，改正写错的一处；口径不同的，在文中写明，或在 discrepancies 中说明"
_NOTHING = "文中没有可以与表核对的数"


def check_claims(subject: Subject, claims: Iterable[Claim]) -> Iterator[CheckResult]:
    """For each rule every contradiction, else one result for the rule."""
    judged: dict[str, list[CheckResult]] = {rule.id: [] for rule in TABLE_RULES}
    for claim in dict.fromkeys(claims):
        result = judge(subject, claim)
        judged[result.rule.id].append(result)
    for rule in TABLE_RULES:
        results = judged[rule.id]
        failures = [each for each in results if each.fails]
        if failures:
            yield from failures
        else:
            yield _one(results) or subject.not_evaluated(rule, message=_NOTHING)


def judge(subject: Subject, claim: Claim) -> CheckResult:
    """The outcome of one claim: a number that may still be right is not evaluated."""
    rule = RULE_OF_TOPIC[claim.kind.partition("/")[0]]
    meaning = meaning_of(claim.kind, subject.report)
    main, number = meaning.readings[0], claim.number
    if main.bounds is None:
        return subject.not_evaluated(rule, message=f"“{claim.phrase}”：表中没有可比的数")
    right = main.bounds.low
    accepted = next((each for each in meaning.readings if each.accepts(number)), None)
    if accepted is not None:
        message = "" if accepted is main else f"“{claim.phrase}”与{_shown(accepted)} 相符"
        return subject.holds(rule, meaning.at, message, left=number, right=right)
    if claim.doubtful or any(each.may_be(number) for each in meaning.readings):
        return _undecided(subject, claim, main)
    message, cells = _message(subject, claim, meaning), _cells(meaning)
    return subject.fails(
        rule, meaning.at, message, hint=_HINT, left=number, right=right, cells=cells
    )


def _undecided(subject: Subject, claim: Claim, main: Reading) -> CheckResult:
    rule = RULE_OF_TOPIC[claim.kind.partition("/")[0]]
    if claim.doubtful or main.bounds is None or main.bounds.is_exact:
        message = f"“{claim.phrase}”所指范围不明确"
        return subject.not_evaluated(rule, message=message)
    result = subject.not_evaluated(rule, message=f"“{claim.phrase}”：表中有空白格")
    return replace(result, if_blank_is_zero=main.bounds.low == claim.number)


def _one(results: Sequence[CheckResult]) -> CheckResult | None:
    """One result for several that do not fail: all accepted readings are named in it."""
    holding = [each for each in results if each.outcome is Outcome.HOLDS]
    accepted = [each for each in holding if each.message]
    if accepted:
        message = "；".join(dict.fromkeys(each.message for each in accepted))
        return replace(accepted[0], message=message)
    return next(iter(holding or results), None)


def _message(subject: Subject, claim: Claim, meaning: Meaning) -> str:
    edition = subject.report.edition
    section = edition.section(claim.section) if edition else None
    where = f"（{section.label}）" if section else ""
    main, *others = meaning.readings
    tried = "，".join(f"也不是{_shown(each)}" for each in others if each.bounds is not None)
    message = f"文中“{claim.phrase}”{where}，表中{_shown(main)}"
    return f"{message}；{tried}" if tried else message


def _shown(reading: Reading) -> str:
    """本年新收 74; of a sum with blanks, what is filled in."""
    bounds = reading.bounds
    if bounds is None or reading.wide:
        return reading.name
    if bounds.is_exact:
        return f"{reading.name} {bounds.low}"
    return f"{reading.name}{_range(bounds.low, bounds.high)}（有空白格）"


def _range(low: Figure, high: Figure | None) -> str:
    return f"至少 {low}" if high is None else f"至多 {high}"


def _cells(meaning: Meaning) -> tuple[CellAddress, ...]:
    found = [cell for each in meaning.readings if each.bounds for cell in each.bounds.cells]
    return tuple(dict.fromkeys(found))
