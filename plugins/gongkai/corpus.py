"""All bodies and their reports: ``reports/`` read as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TypeVar

from gongkai.forms.model import Editions
from gongkai.issues import Loaded
from gongkai.reports.agency import Agency
from gongkai.reports.folder import DataFolder
from gongkai.reports.model import Report, Status

T = TypeVar("T")

Track = Callable[[Sequence[T]], Iterable[T]]
"""Passes items through, showing how far along they are."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Every readable body and report. Bodies are in order of id, reports of body and year.

    ``reports`` are those whose figures count, drafts among them; of ``withdrawn`` ones nothing but
    the notice is shown. ``years`` are those that have a report, the oldest first.
    """

    editions: Editions
    agencies: tuple[Agency, ...]
    reports: tuple[Report, ...]
    withdrawn: tuple[Report, ...] = ()
    years: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _agencies: dict[str, Agency] = field(init=False, repr=False, compare=False)
    _by_agency: dict[str, tuple[Report, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_agency: dict[str, list[Report]] = defaultdict(list)
        for report in self.reports:
            by_agency[report.agency].append(report)
        frozen = {agency: tuple(reports) for agency, reports in by_agency.items()}
        years = tuple(sorted({report.year for report in self.reports}))
        object.__setattr__(self, "years", years)
        object.__setattr__(self, "_by_agency", frozen)
        object.__setattr__(self, "_agencies", {each.id: each for each in self.agencies})

    def agency(self, agency_id: str) -> Agency | None:
        return self._agencies.get(agency_id)

    def reports_of(self, agency_id: str) -> tuple[Report, ...]:
        """The reports of a body, the oldest first."""
        return self._by_agency.get(agency_id, ())

    def report(self, agency_id: str, year: int) -> Report | None:
        return next((each for each in self.reports_of(agency_id) if each.year == year), None)

    def reports_on(self, year: int) -> tuple[Report, ...]:
        """The reports on a year, in order of body."""
        return tuple(report for report in self.reports if report.year == year)

    def published(self) -> Corpus:
        """The same without drafts."""
        kept = tuple(each for each in self.reports if each.status is not Status.DRAFT)
        return replace(self, reports=kept)

    def pages(self) -> tuple[Report, ...]:
        """Every report that has a page, withdrawn ones too, in order of body and year."""
        every = (*self.reports, *self.withdrawn)
        return tuple(sorted(every, key=lambda each: (each.agency, each.year)))

    def withdrawn_of(self, agency_id: str) -> tuple[Report, ...]:
        """The reports of a body that were taken back, the oldest first."""
        return tuple(report for report in self.withdrawn if report.agency == agency_id)

    def withdrawn_report(self, agency_id: str, year: int) -> Report | None:
        return next((each for each in self.withdrawn_of(agency_id) if each.year == year), None)

    @property
    def updated(self) -> date | None:
        """The newest day that any report states."""
        return max((day for report in self.pages() if (day := report.updated)), default=None)


def load_corpus(
    folder: Path, editions: Editions, root: Path | None = None, track: Track[Path] = iter
) -> Loaded[Corpus]:
    """All of ``folder``, with every issue of every file; issues show paths from ``root`` on."""
    data = DataFolder(folder, root or folder, editions)
    paths = list(data.report_files())
    reports = [report for path in track(paths) if (report := data.report(path)) is not None]
    data.check_references()
    agencies = tuple(data.agencies[agency_id] for agency_id in sorted(data.agencies))
    known = [report for report in reports if report.agency in data.agencies]
    shown, withdrawn = _without_withdrawn(_one_a_year(known))
    return Loaded(Corpus(editions, agencies, shown, withdrawn), tuple(data.issues))


def _without_withdrawn(
    reports: Iterable[Report],
) -> tuple[tuple[Report, ...], tuple[Report, ...]]:
    """The reports, and those that were taken back; a draft is a draft whatever it says."""
    kept: list[Report] = []
    withdrawn: list[Report] = []
    for report in reports:
        is_withdrawn = report.withdrawal and report.status is not Status.DRAFT
        (withdrawn if is_withdrawn else kept).append(report)
    return tuple(kept), tuple(withdrawn)


def _one_a_year(reports: Iterable[Report]) -> tuple[Report, ...]:
    """The reports in order of body and year; of two on one year that whose file bears the year.

    The other's year is an issue already.
    """
    found: dict[tuple[str, int], Report] = {}
    for report in reports:
        key = report.agency, report.year
        if key not in found or PurePosixPath(report.path).stem == str(report.year):
            found[key] = report
    return tuple(found[key] for key in sorted(found))
