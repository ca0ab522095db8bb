"""The downloads of a site against the data, file by file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from gongkai.reports.model import Report
from gongkai.verification.csv_figures import csv_figures
from gongkai.verification.findings import Finding
from gongkai.verification.json_figures import document_figures, lines_figures, list_figures
from gongkai.verification.names import folder_of, id_of
from gongkai.verification.scope import Scope
from gongkai.verification.unreadable import or_unreadable
from gongkai.verification.workbook_figures import reports_named, workbook_figures

Reading: TypeAlias = Callable[[str, bytes, Sequence[Report]], Iterator[Finding]]
"""What a file with the cells of these reports says otherwise than the data."""

_PART = re.compile(r"data/gongkai-[0-9]+\.xlsx")
_OF_ONE: Mapping[str, Reading] = {
    "csv": csv_figures,
    "json": document_figures,
    "xlsx": workbook_figures,
}
_OF_SEVERAL: Mapping[str, Reading] = {**_OF_ONE, "json": list_figures}
_OF_ALL: Mapping[str, Reading] = {
    "csv": csv_figures,
    "jsonl": lines_figures,
    "xlsx": workbook_figures,
}


@dataclass(frozen=True, slots=True)
class Download:
    """A file with the cells of reports, and what reads it."""

    file: str
    reports: Sequence[Report] = field(repr=False)
    reading: Reading

    def findings(self, scope: Scope) -> Iterator[Finding]:
        """What the file says otherwise than the data, or that it cannot be read."""
        found = self.reading(self.file, scope.site.read(self.file), self.reports)
        yield from or_unreadable(self.file, found)


def downloads_of(scope: Scope) -> tuple[Download, ...]:
    """The downloads to read that are there: with a sample only those of the sampled reports."""
    found = [
        Download(f"{folder_of(each)}/{id_of(each)}.{extension}", [each], reading)
        for each in scope.reports
        for extension, reading in _OF_ONE.items()
    ]
    if scope.is_whole:
        found += _merged(scope)
    return tuple(each for each in found if each.file in scope.site.files)


def _merged(scope: Scope) -> Iterator[Download]:
    """The downloads of a body, of a year, and of everything."""
    corpus = scope.corpus
    groups = [(f"reports/{a.id}/{a.id}", corpus.reports_of(a.id)) for a in corpus.agencies]
    groups += [(f"years/{year}/{year}", corpus.reports_on(year)) for year in corpus.years]
    for stem, reports in groups:
        for extension, reading in _OF_SEVERAL.items():
            yield Download(f"{stem}.{extension}", reports, reading)
    for extension, reading in _OF_ALL.items():
        yield Download(f"data/gongkai.{extension}", corpus.reports, reading)
    yield from _parts(scope)


def _parts(scope: Scope) -> Iterator[Download]:
    """The numbered workbooks of everything, where one would be too large.

    The reports stand in them in order: a part has those from the first that it names to the first
    that the next one names, the first part and the last reach to the ends.
    """
    parts = sorted(filter(_PART.fullmatch, scope.site.files), key=lambda file: (len(file), file))
    reports = scope.corpus.reports
    numbers = {id_of(each): number for number, each in enumerate(reports)}
    named = [reports_named(scope.site.read(file)) for file in parts]
    starts = [min((numbers[each] for each in ids if each in numbers), default=0) for ids in named]
    bounds = pairwise([0, *starts[1:], len(reports)])
    for file, (start, end) in zip(parts, bounds, strict=False):  # with no part there is one range
        yield Download(file, reports[start:end], workbook_figures)
