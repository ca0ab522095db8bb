"""Claims held against the tables: each agrees, passes by another reading, or contradicts them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gongkai.checks.model import CheckResult, Figure, Outcome
from gongkai.checks.narrative import rules
from gongkai.checks.narrative.claims import Claim
from gongkai.checks.narrative.readings import (
    Meaning,
    Reading,
    answers_only_new,
    meaning_of,
)
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

_HINT = (
    "请对照原文核对文字和表格，改正写错的一处；口径不同的，在文中写明，或在 discrepancies 中说明"
)
_NOTHING = "文中没有可以与表核对的数"


def check_claims(subject: Subject, claims: Iterable[Claim]) -> Iterator[CheckResult]:
    """For each rule every contradiction once, else one result for the rule."""
    judged: dict[str, list[CheckResult]] = {rule.id: [] for rule in TABLE_RULES}
    for claim in claims:
        result = judge(subject, claim)
        judged[result.rule.id].append(result)
    for rule in TABLE_RULES:
        results = judged[rule.id]
        failures = {(each.at, each.left): each for each in reversed(results) if each.fails}
        if failures:
            yield from reversed(failures.values())
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
        message = "" if accepted is main else f"“{claim.phrase}”与{_shown(accepted)}相符"
        return subject.holds(rule, meaning.at, message, left=number, right=right)
    if _is_open(subject, claim) or any(each.may_be(number) for each in meaning.readings):
        return _undecided(subject, claim, main)
    message, cells = _message(subject, claim, meaning), _cells(meaning)
    return subject.fails(
        rule, meaning.at, message, hint=_HINT, left=number, right=right, cells=cells
    )


def _is_open(subject: Subject, claim: Claim) -> bool:
    """Whether the number may count fewer things than the table does."""
    return claim.doubtful or (claim.of_new and not answers_only_new(subject.report))


def _undecided(subject: Subject, claim: Claim, main: Reading) -> CheckResult:
    rule = RULE_OF_TOPIC[claim.kind.partition("/")[0]]
    if _is_open(subject, claim) or main.bounds is None or main.bounds.is_exact:
        message = f"“{claim.phrase}”所指范围不明确"
        return subject.not_evaluated(rule, message=message)
    result = subject.not_evaluated(rule, message=f"“{claim.phrase}”：表中有空白格")
    return result._replace(if_blank_is_zero=main.bounds.low == claim.number)


def _one(results: Sequence[CheckResult]) -> CheckResult | None:
    """One result for several that do not fail: all accepted readings are named in it."""
    holding = [each for each in results if each.outcome is Outcome.HOLDS]
    accepted = [each for each in holding if each.message]
    if accepted:
        message = "；".join(dict.fromkeys(each.message for each in accepted))
        return accepted[0]._replace(message=message)
    return next(iter(holding or results), None)


def _message(subject: Subject, claim: Claim, meaning: Meaning) -> str:
    edition = subject.report.edition
    section = edition.section(claim.sentence.section) if edition else None
    where = f"“{section.label}”" if section else "文中"
    shown = [_shown(each) for each in _distinct(meaning.readings)]
    tried = f"，都不是 {claim.number}" if len(shown) > 1 else ""
    return f"{where}写“{claim.phrase}”，而{'，'.join(shown)}{tried}"


def _distinct(readings: Sequence[Reading]) -> Iterable[Reading]:
    """The readings that differ: with nothing carried in or pending, the others say the same."""
    found: dict[tuple[Figure, Figure | None], Reading] = {}
    for reading in readings:
        if reading.bounds is not None:
            found.setdefault((reading.bounds.low, reading.bounds.high), reading)
    return found.values()


def _shown(reading: Reading) -> str:
    """表三“本年新收”为 74; of a sum with blanks, what is filled in."""
    bounds = reading.bounds
    if bounds is None:
        return reading.name
    if bounds.is_exact:
        return f"{reading.name}为 {bounds.low}"
    return f"{reading.name}{_range(bounds.low, bounds.high)}（有空白格）"


def _range(low: Figure, high: Figure | None) -> str:
    return f"至少为 {low}" if high is None else f"至多为 {high}"


def _cells(meaning: Meaning) -> tuple[CellAddress, ...]:
    found = [cell for each in meaning.readings if each.bounds for cell in each.bounds.cells]
    return tuple(dict.fromkeys(found))
