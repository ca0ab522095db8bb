"""``--format json``: everything as data, as ``check.schema.json`` beside this module describes it.

Figures are integers, or text where they have decimals; never floats. Members are only ever added
within a version.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import PurePosixPath

from gongkai.checks.book import ReportChecks
from gongkai.checks.model import CheckResult, Operand, Outcome
from gongkai.checks.problems import Explained, Problem
from gongkai.checks.slips import Edit
from gongkai.checks.wording import cell_label, message, place_label
from gongkai.cli.formats.json_values import Json, figure_json, location_json
from gongkai.cli.formats.result_lines import location_of
from gongkai.cli.run import CheckRun
from gongkai.issues import Issue, Location, Severity
from gongkai.reports.model import Report

VERSION = 1


def schema() -> str:
    """The JSON Schema of the document."""
    return files(__package__).joinpath("check.schema.json").read_text(encoding="utf-8")


def json_text(run: CheckRun) -> str:
    return json.dumps(document(run), ensure_ascii=False, indent=2) + "\n"


def document(run: CheckRun) -> Json:
    """The whole run. Issues are in order of place, reports and results of body and year."""
    told = {
        "version": VERSION,
        "gongkai": version("gongkai"),
        "passes": run.passes,
        "strict": run.strict,
        "summary": _summary(run),
        "issues": list(_issues(run)),
        "causes": [_cause(each) for each in _caused(run)],
        "discrepancies": [_discrepancy(each) for each in run.explained()],
        "reports": [_report(each) for each in run.reports],
    }
    if run.tells_all:
        told["results"] = [
            _result(checks, each) for checks in run.reports for each in checks.results
        ]
    return told


def _summary(run: CheckRun) -> Json:
    return {
        "files": run.files,
        "problems": _severities(each.issue for each in run.problems),
        "issues": _severities(run.issues()),
        "identities": _outcomes(run.identities()),
        "explained": sum(1 for _ in run.explained()),
    }


def _severities(issues: Iterable[Issue]) -> Json:
    counts = Counter(each.severity for each in issues)
    return {severity.value: counts[severity] for severity in Severity}


def _outcomes(counts: Counter[Outcome]) -> Json:
    return {outcome.value: counts[outcome] for outcome in Outcome}


# --- issues -----------------------------------------------------------------------------------


def _caused(run: CheckRun) -> list[Problem]:
    """The problems that the wrong-cell finder has looked at."""
    return [each for each in run.problems if each.part is not None]


def _issues(run: CheckRun) -> Iterator[Json]:
    numbers = {id(each): number for number, each in enumerate(_caused(run))}
    told = [
        (issue, problem.results[number] if problem.results else None, numbers.get(id(problem)))
        for problem in run.problems
        for number, issue in enumerate(problem.issues)
    ]
    told.sort(key=lambda each: (each[0].location, each[0].code, each[1].at if each[1] else ""))
    for issue, result, cause in told:
        yield _issue(issue, result, cause)


def _issue(issue: Issue, result: CheckResult | None, cause: int | None) -> Json:
    agency, year = subject_of(issue.location) if result is None else (result.agency, result.year)
    return {
        "code": issue.code,
        "severity": issue.severity.value,
        "message": issue.message,
        "hint": issue.hint,
        "location": location_json(issue.location),
        "related": [location_json(each) for each in issue.related],
        "agency": agency,
        "year": year,
        "at": result.at if result else None,
        "outcome": result.outcome.value if result else None,
        "left": figure_json(result.left) if result else None,
        "right": figure_json(result.right) if result else None,
        "cause": cause,
    }


def subject_of(location: Location) -> tuple[str | None, int | None]:
    """Body and year by the path of a report, None where the path is of something else."""
    path = PurePosixPath(location.path)
    if path.suffix == ".yaml" and path.stem.isascii() and path.stem.isdigit() and path.parent.name:
        return path.parent.name, int(path.stem)
    return None, None


def _cause(problem: Problem) -> Json:
    """What the finder says of one or several failing identities."""
    part, checks = problem.part, problem.checks
    if part is None or checks is None:
        raise ValueError(problem)
    return {
        "agency": checks.report.agency,
        "year": checks.report.year,
        "message": problem.issue.message,
        "failing": [{"check": each.rule.id, "at": each.at} for each in part.failing],
        "explanations": [
            {
                "edits": [_edit(checks.report, edit) for edit in each.edits],
                "slips": list(each.slips),
            }
            for each in part.explanations
        ],
    }


def _edit(report: Report, edit: Edit) -> Json:
    place = report.locations.get(str(edit.address))
    return {
        "cell": str(edit.address),
        "label": cell_label(report, edit.address),
        "printed": figure_json(edit.printed),
        "needed": figure_json(edit.needed),
        "location": None if place is None else location_json(place),
    }


def _discrepancy(each: Explained) -> Json:
    result, report = each.result, each.checks.report
    return {
        "code": result.rule.id,
        "severity": result.rule.severity.value,
        "message": message(result, report, each.checks.before),
        "note": each.entry.note,
        "location": location_json(each.location),
        "agency": result.agency,
        "year": result.year,
        "at": result.at,
        "left": figure_json(result.left),
        "right": figure_json(result.right),
    }


# --- reports and results ----------------------------------------------------------------------


def _report(checks: ReportChecks) -> Json:
    report = checks.report
    return {
        "agency": report.agency,
        "year": report.year,
        "path": report.path,
        "edition": report.edition.id if report.edition else None,
        "status": report.status.value,
        "identities": _outcomes(checks.tally()),
        "results": _outcomes(Counter(each.outcome for each in checks.results)),
        "explained": sum(each.fails and not each.is_open for each in checks.results),
    }


def _result(checks: ReportChecks, result: CheckResult) -> Json:
    report = checks.report
    implied = result.implied
    return {
        "code": result.rule.id,
        "agency": result.agency,
        "year": result.year,
        "at": result.at,
        "place": place_label(report, result),
        "outcome": result.outcome.value,
        "left": figure_json(result.left),
        "right": figure_json(result.right),
        "message": message(result, report, checks.before) if result.fails else result.message,
        "location": location_json(location_of(checks, result)),
        "missing": [_operand(report, each) for each in result.missing],
        "if_blank_is_zero": result.if_blank_is_zero,
        "implied": None
        if implied is None
        else _operand(report, implied.operand) | {"value": figure_json(implied.value)},
        "note": result.discrepancy.note if result.discrepancy else None,
    }


def _operand(report: Report, operand: Operand) -> Json:
    return {
        "cell": str(operand.address),
        "label": cell_label(report, operand.address),
        "years_back": operand.years_back,
    }
