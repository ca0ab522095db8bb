"""The checks on what was just imported, also of bodies that have no ``agency.yaml`` yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from gongkai.checks.problems import Problem, problems
from gongkai.checks.run import check_corpus
from gongkai.cli.formats.import_report import Imported
from gongkai.corpus import Corpus, load_corpus
from gongkai.forms.model import Editions
from gongkai.importers.outcome import Status
from gongkai.issues import Issue, Severity
from gongkai.reports.agency import Agency, AgencyKind
from gongkai.reports.loader import load_report
from gongkai.reports.model import Report


def check_imported(imported: Sequence[Imported], out: Path, editions: Editions) -> list[Imported]:
    """The same with what the rules say of each; errors make an import doubtful."""
    found: dict[Path, list[Problem]] = {
        each.target.resolve(): [] for each in imported if each.target is not None
    }
    if not found:
        return list(imported)
    root = Path.cwd().resolve()
    loaded = load_corpus(out.resolve(), editions, root)
    corpus, issues = _with_unknown(loaded.value, imported)
    for problem in problems(check_corpus(corpus), (*loaded.issues, *issues)):
        found.get(root / problem.issue.location.path, []).append(problem)
    return [
        _judged(each, found[each.target.resolve()]) if each.target is not None else each
        for each in imported
    ]


def _judged(each: Imported, told: Iterable[Problem]) -> Imported:
    kept = tuple(problem for problem in told if problem.issue.severity is not Severity.HINT)
    is_bad = any(problem.issue.severity is Severity.ERROR for problem in kept)
    outcome = each.outcome
    if is_bad and outcome.status is Status.CLEAN:
        outcome = replace(outcome, status=Status.DOUBTFUL)
    return replace(each, outcome=outcome, problems=kept)


def _with_unknown(corpus: Corpus, imported: Sequence[Imported]) -> tuple[Corpus, list[Issue]]:
    """The corpus with reports of bodies that nothing else is known of."""
    agencies: dict[str, Agency] = {}
    reports: list[Report] = []
    issues: list[Issue] = []
    for each in imported:
        agency = each.outcome.agency
        if each.target is None or corpus.agency(agency) is not None:
            continue
        name = each.outcome.body or agency
        agencies.setdefault(agency, Agency(agency, name, AgencyKind.OTHER))
        shown = _shown(each.target)
        loaded = load_report(each.target, corpus.editions, agency, shown)
        issues += loaded.issues
        reports += [loaded.value] if loaded.value is not None else []
    known = sorted((*corpus.agencies, *agencies.values()), key=lambda each: each.id)
    ordered = sorted((*corpus.reports, *reports), key=lambda each: (each.agency, each.year))
    return Corpus(corpus.editions, tuple(known), tuple(ordered)), issues


def _shown(path: Path) -> str:
    """A path as issues name it: from the working folder on, where it lies below."""
    full, root = path.resolve(), Path.cwd().resolve()
    return (full.relative_to(root) if full.is_relative_to(root) else full).as_posix()
