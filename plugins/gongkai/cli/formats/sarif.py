"""``--format sarif``: a SARIF 2.1.0 log, for code scanning.

Every single issue is a result; a discrepancy that an entry explains is one with a suppression.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any, TypeAlias

from gongkai.checks.book import issue_of
from gongkai.checks.locate import SHOWN
from gongkai.checks.model import CheckResult
from gongkai.checks.problems import Explained, Problem
from gongkai.checks.wording import cell_label
from gongkai.cli.formats.repository import Repository
from gongkai.cli.formats.sarif_rules import LEVELS, sarif_rules
from gongkai.cli.formats.sources import Sources, end_of_value
from gongkai.cli.run import CheckRun
from gongkai.issues import Issue, Location
from gongkai.located_yaml import visible

Json: TypeAlias = dict[str, Any]

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
FINGERPRINT = "gongkai/v1"

_ROOT = "SRCROOT"
_LINK = re.compile(r"\[(?=[^\]]*\]\()")
_BRACES = str.maketrans({"{": "{{", "}": "}}"})


def sarif(run: CheckRun) -> str:
    """The log, results in order of place."""
    return json.dumps(_log(run), ensure_ascii=False, indent=2) + "\n"


def _log(run: CheckRun) -> Json:
    rules = sarif_rules(run.rules)
    results = _Results(run, {each["id"]: number for number, each in enumerate(rules)})
    driver = {"name": "gongkai", "version": version("gongkai"), "rules": rules}
    base = {"description": {"text": "仓库的根文件夹"}}
    told = {
        "tool": {"driver": driver},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: base},
        "results": results.all(),
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [told]}


@dataclass(slots=True)
class _Results:
    """Makes the results; equal fingerprints are told apart by their order."""

    run: CheckRun
    indices: dict[str, int]
    sources: Sources = field(init=False)
    repository: Repository = field(init=False)
    seen: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.sources = Sources(self.run.root)
        self.repository = Repository.around(self.run.root)

    def all(self) -> list[Json]:
        told = [*self._open(), *self._explained()]
        told.sort(key=lambda each: (each[0].location, each[0].code))
        return [self._finished(issue, result, data) for issue, result, data in told]

    def _open(self) -> Iterator[tuple[Issue, CheckResult | None, Json]]:
        for problem in self.run.problems:
            for number, issue in enumerate(problem.issues):
                result = problem.results[number] if problem.results else None
                related = list(self._related(problem, issue))
                yield issue, result, {"relatedLocations": related, "suppressions": []}

    def _explained(self) -> Iterator[tuple[Issue, CheckResult | None, Json]]:
        for each in self.run.explained():
            issue = issue_of(each.checks, each.result)
            places = [self._place(place, "另见") for place in issue.related]
            data = {"relatedLocations": places, "suppressions": [self._suppression(each)]}
            yield issue, each.result, data

    def _finished(self, issue: Issue, result: CheckResult | None, data: Json) -> Json:
        advice = f"\n改法：{issue.hint}" if issue.hint and not data["suppressions"] else ""
        return {
            "ruleId": issue.code,
            "ruleIndex": self.indices[issue.code],
            "kind": "fail",
            "level": LEVELS[issue.severity],
            "message": _message(issue.message + advice),
            "locations": [self._place(issue.location)],
            "partialFingerprints": {FINGERPRINT: self._fingerprint(issue, result)},
            **data,
        }

    # --- places -------------------------------------------------------------------------------

    def _related(self, problem: Problem, issue: Issue) -> Iterator[Json]:
        for place in issue.related:
            yield self._place(place, "另见")
        for text, place in dict.fromkeys(_edits(problem)):
            if place != issue.location:
                yield self._place(place, text)

    def _place(self, place: Location, text: str = "") -> Json:
        region = {"startLine": place.line, "startColumn": place.column}
        line = self.sources.line(place.path, place.line)
        if line is not None and place.column <= len(line):
            region["endColumn"] = end_of_value(line, place.column)
        location: Json = {
            "physicalLocation": {
                "artifactLocation": {"uri": self.repository.uri(place.path), "uriBaseId": _ROOT},
                "region": region,
            }
        }
        return location | {"message": _message(text)} if text else location

    def _suppression(self, each: Explained) -> Json:
        return {
            "kind": "inSource",
            "status": "accepted",
            "justification": visible(each.entry.note),
            "location": self._place(each.location),
        }

    # --- identity -----------------------------------------------------------------------------

    def _fingerprint(self, issue: Issue, result: CheckResult | None) -> str:
        """What stays the same when lines move: the place in the form, or the text of the line."""
        path = self.repository.path(issue.location.path)
        if result is None:
            line = self.sources.line(issue.location.path, issue.location.line) or ""
            place = f"{path}\n{' '.join(line.split())}"
        else:
            place = f"{path}\n{result.at}"
        key = f"{issue.code}\n{place}"
        self.seen[key] += 1
        return hashlib.sha256(f"{key}\n{self.seen[key]}".encode()).hexdigest()


def _edits(problem: Problem) -> Iterator[tuple[str, Location]]:
    """The changes that would mend a problem, as far as they are shown to people."""
    if problem.part is None or problem.checks is None:
        return
    report = problem.checks.report
    for each in problem.part.explanations[:SHOWN]:
        for edit in each.edits:
            if (place := report.locations.get(str(edit.address))) is not None:
                label = cell_label(report, edit.address)
                yield f"“{label}”由 {edit.printed} 改为 {edit.needed}", place


def _message(text: str) -> Json:
    """A message in which nothing is taken for a link or a placeholder (SARIF 2.1.0, 3.11.5-6)."""
    lines = "\n".join(map(visible, text.split("\n")))
    return {"text": _LINK.sub(r"\\[", lines).translate(_BRACES)}
