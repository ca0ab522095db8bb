"""Every rule at every place of every report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gongkai.checks import CHECKS, RULES
from gongkai.checks.book import CheckBook, ReportChecks
from gongkai.checks.discrepancies import entry_issues, explain
from gongkai.checks.evidence import gather
from gongkai.checks.identities import carries, carry_rule, identities, identity_rule
from gongkai.checks.locate import Part, guess, locate
from gongkai.checks.model import CheckResult, Rule
from gongkai.checks.sheets import sheet_of
from gongkai.checks.subject import Check, Subject, subjects
from gongkai.corpus import Corpus
from gongkai.forms.model import Editions, FormEdition
from gongkai.issues import Issue


def check_corpus(corpus: Corpus) -> CheckBook:
    """The results of all reports."""
    rules = all_rules(corpus.editions)
    short_ids = {rule.short_id: rule for rule in rules.values()}
    checks = [prepare(corpus) for prepare in CHECKS.values()]
    book: dict[tuple[str, int], ReportChecks] = {}
    issues: list[Issue] = []
    for subject in subjects(corpus):
        report = subject.report
        checked = _check_report(subject, checks)
        book[report.agency, report.year] = checked
        if report.discrepancies:
            issues += entry_issues(report, checked.results, short_ids)
    return CheckBook(rules, book, tuple(issues))


def all_rules(editions: Editions) -> dict[str, Rule]:
    """Every rule by id: those of the edition files, then those in code."""
    found: dict[str, Rule] = {}
    for edition in editions:
        for rule in _sum_rules(edition):
            found.setdefault(rule.id, rule)
    return found | {rule.id: rule for rule in RULES}


def _sum_rules(edition: FormEdition) -> Iterator[Rule]:
    for identity in edition.identities:
        if (table := edition.table(identity.table)) is not None:
            yield identity_rule(identity, table)
    for carry in edition.carries:
        if (table := edition.table(carry.table)) is not None:
            yield carry_rule(carry, table)


def _check_report(subject: Subject, checks: Iterable[Check]) -> ReportChecks:
    now, last, agency = subject.now, subject.last, subject.agency
    results: list[CheckResult] = [*identities(now), *carries(now, last, agency)]
    results += (result for check in checks for result in check(subject))
    parts, guesses = _find(subject, results)
    if subject.report.discrepancies:
        results = explain(subject.report, results)
    return ReportChecks(subject.report, subject.before, tuple(results), parts, guesses)


def _find(
    subject: Subject, results: Sequence[CheckResult]
) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """What explains the identities that fail, and those that only blanks keep from failing."""
    of_form = [each for each in results if each.rule.id.startswith("identity.")]
    if not any(each.fails or each.if_blank_is_zero is False for each in of_form):
        return (), ()
    report, corpus = subject.report, subject.corpus
    after = sheet_of(corpus.report(report.agency, report.year + 1))
    next_year = carries(after, subject.now, subject.agency)
    evidence = gather(report, results, next_year, subject.before)
    return locate(report, of_form, evidence), guess(report, of_form, evidence)
