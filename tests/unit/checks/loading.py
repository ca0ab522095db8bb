"""Small corpora written to disk and read back, for tests of single rules."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from gongkai.checks.model import Figure, Outcome
from gongkai.checks.subject import Check, Subject
from gongkai.corpus import load_corpus
from gongkai.forms.model import Editions, FormEdition, walk

HOLDS, FAILS, NOT_EVALUATED = Outcome.HOLDS, Outcome.FAILS, Outcome.NOT_EVALUATED

BODY = "body"
AGENCY = "name: 某市某局\nkind: other\n"


class Said(NamedTuple):
    """What a result says, apart from its sentences."""

    at: str
    outcome: Outcome
    left: Figure | None = None
    right: Figure | None = None


class Corpora:
    """Writes and reads corpora in a folder; every file is ``<body>/<name>.yaml``."""

    def __init__(self, folder: Path, editions: Editions) -> None:
        self._folder, self._editions = folder / "reports", editions

    def subject(
        self,
        *reports: str,
        agency: str = AGENCY,
        others: Mapping[str, str] | None = None,
        codes: Collection[str] = (),
    ) -> Subject:
        """The last of the reports, beside the others of its body and files of other bodies.

        The reader finds just the ``codes`` in the files.
        """
        years = [report.partition("year: ")[2][:4] for report in reports]
        own = {f"{BODY}/{year}": report for year, report in zip(years, reports, strict=True)}
        self._write({f"{BODY}/agency": agency, **own, **(others or {})})
        loaded = load_corpus(self._folder, self._editions)
        assert {issue.code for issue in loaded.issues} == set(codes)
        corpus, year = loaded.value, int(years[-1])
        found, report = corpus.agency(BODY), corpus.report(BODY, year)
        assert found is not None
        assert report is not None
        return Subject(corpus, found, report, corpus.report(BODY, year - 1))

    def _write(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            path = self._folder / f"{name}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def full_tables(
    edition: FormEdition, *, collapsed: bool, rows: Mapping[str, str] | None = None
) -> str:
    """Every row of the form, zeros unless ``rows`` gives others by ``table.row``.

    The groups that may be are given as one row, if ``collapsed``.
    """
    lines = ["tables:"]
    for table in edition.tables:
        lines.append(f"  {table.id}:")
        groups = [row for row in walk(table.rows) if row.collapsible and collapsed]
        below = {leaf.path for group in groups for leaf in group.leaves()}
        paths = [row.path for row in (*groups, *table.row_leaves) if row.path not in below]
        zeros = ", ".join("0" for _ in table.column_leaves)
        others = rows or {}
        lines += (f"    {path}: [{others.get(f'{table.id}.{path}', zeros)}]" for path in paths)
    return "\n".join([*lines, ""])


def said(check: Check, subject: Subject, rule: str) -> list[Said]:
    """What a check says by one of its rules."""
    results = [each for each in check(subject) if each.rule.id == rule]
    assert {(each.agency, each.year) for each in results} <= {(BODY, subject.report.year)}
    return [Said(each.at, each.outcome, each.left, each.right) for each in results]


def outcome(check: Check, subject: Subject, rule: str) -> Outcome | None:
    """The one outcome of a rule, None if it says nothing about the report."""
    results = said(check, subject, rule)
    assert len(results) <= 1
    return results[0].outcome if results else None
