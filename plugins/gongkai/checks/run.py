"""Every rule at every place of every report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.checks import CHECKS, RULES
from gongkai.checks.book import CheckBook, ReportChecks
from gongkai.checks.discrepancies import entry_issues, explain
from gongkai.checks.identities import SumChecker, carry_rule, identity_rule
from gongkai.checks.locate import locate
from gongkai.checks.model import CheckResult, Rule
from gongkai.checks.subject import Check, Subject
from gongkai.corpus import Corpus
from gongkai.forms.model import Editions, FormEdition
from gongkai.issues import Issue
from gongkai.reports.model import Report


def check_corpus(corpus: Corpus) -> CheckBook:
    """The results of all reports."""
    rules = all_rules(corpus.editions)
    short_ids = {rule.short_id: rule for rule in rules.values()}
    sums = SumChecker(corpus)
    others = [prepare(corpus) for prepare in CHECKS.values()]
    book: dict[tuple[str, int], ReportChecks] = {}
    issues: list[Issue] = []
    for report in corpus.reports:
        checks = _check_report(corpus, report, sums, others)
        book[report.agency, report.year] = checks
        if report.discrepancies:
            issues += entry_issues(report, checks.results, short_ids)
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


def _check_report(
    corpus: Corpus, report: Report, sums: SumChecker, others: Iterable[Check]
) -> ReportChecks:
    agency = corpus.agency(report.agency)
    if agency is None:
        raise LookupError(report.agency)
    before = corpus.report(report.agency, report.year - 1)
    identities = list(sums.identities(report))
    parts = locate(report, identities) if any(each.fails for each in identities) else ()
    subject = Subject(corpus, agency, report, before)
    in_code = (result for check in others for result in check(subject))
    results: Iterable[CheckResult] = (*identities, *sums.carries(report, agency), *in_code)
    if report.discrepancies:
        results = explain(report, results)
    return ReportChecks(report, before, tuple(results), parts)
