"""What a comparison says: reports and bodies added, removed and changed, and how."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from gongkai.checks.book import ReportChecks
from gongkai.checks.model import CheckResult
from gongkai.comparison.state import State
from gongkai.forms.model import CellAddress
from gongkai.issues import Issue
from gongkai.reports.agency import Agency
from gongkai.reports.model import Cell, Correction, Report

T = TypeVar("T")


class Change(StrEnum):
    """What became of a report or a body."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Turn(StrEnum):
    """What became of a check at a place."""

    FAILING = "failing"  # fails, and nothing explains it
    EXPLAINED = "explained"  # fails, and an entry explains it, or explains it in other words
    HOLDING = "holding"  # failed, and holds
    UNJUDGED = "unjudged"  # failed, and can no longer be judged


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that is printed otherwise; both sides may also be not printed or not in the form."""

    address: CellAddress
    before: Cell
    after: Cell


@dataclass(frozen=True, slots=True)
class ProseChange:
    """Prose that is worded otherwise.

    ``section`` is a section id or "preface", ``part`` is "before" or "after" where the prose of the
    section is in two parts, else "". ``length`` counts the characters of each side without white
    space; ``removed`` and ``added`` those between the first and the last difference of every
    paragraph. Both are 0 where only white space differs.
    """

    section: str
    part: str
    length_before: int
    length_after: int
    removed: int
    added: int


@dataclass(frozen=True, slots=True)
class FieldChange:
    """Anything else that is printed: ``key`` as in the data file, None where it is not stated."""

    key: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class CheckChange:
    """A check that came out otherwise; ``result`` and ``checks`` are those that now hold.

    Where a failure is gone, ``result`` is the former failure and ``checks`` are the former ones.
    """

    turn: Turn
    result: CheckResult
    checks: ReportChecks


@dataclass(frozen=True, slots=True)
class ReportChange:
    """A report that citizens see otherwise; one side is None where it was added or removed.

    A body whose id changed takes its reports along. ``corrections`` are the entries that are new,
    ``dropped`` those that are no longer there.
    """

    before: Report | None
    after: Report | None
    cells: tuple[CellChange, ...] = ()
    prose: tuple[ProseChange, ...] = ()
    fields: tuple[FieldChange, ...] = ()
    checks: tuple[CheckChange, ...] = ()
    corrections: tuple[Correction, ...] = ()
    dropped: tuple[Correction, ...] = ()

    @property
    def change(self) -> Change:
        return _change(self.before, self.after)

    @property
    def report(self) -> Report:
        """The report as it is now; as it was where it is gone."""
        return _latest(self.before, self.after)

    @property
    def says_anything(self) -> bool:
        """Whether there is anything to see."""
        records = (self.corrections, self.dropped)
        found = (self.cells, self.prose, self.fields, self.checks, *records)
        return self.change is not Change.CHANGED or any(found)


@dataclass(frozen=True, slots=True)
class AgencyChange:
    """A body that came, went, or is described otherwise; a new id or name is among ``fields``."""

    before: Agency | None
    after: Agency | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def change(self) -> Change:
        return _change(self.before, self.after)

    @property
    def agency(self) -> Agency:
        """The body as it is now; as it was where it is gone."""
        return _latest(self.before, self.after)


@dataclass(frozen=True, slots=True)
class BrokenPage:
    """A page or file that is gone, or a page that has lost ``fragments``."""

    uri: str
    is_gone: bool
    fragments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What citizens see change from one state to another.

    ``drafts`` counts reports that are not public and differ. ``unread`` are errors of reading that
    are new: what they are about may be missing above all else. ``lacking`` are issues of what the
    public was shown and is now shown otherwise without a word: see ``comparison.records``.
    """

    before: State
    after: State
    reports: tuple[ReportChange, ...]
    agencies: tuple[AgencyChange, ...]
    broken: tuple[BrokenPage, ...]
    drafts: int
    unread: tuple[Issue, ...]
    lacking: tuple[Issue, ...]

    def of_kind(self, change: Change) -> tuple[ReportChange, ...]:
        """The reports that were added, removed or changed."""
        return tuple(each for each in self.reports if each.change is change)


def _change(before: object, after: object) -> Change:
    if before is None:
        return Change.ADDED
    return Change.REMOVED if after is None else Change.CHANGED


def _latest(before: T | None, after: T | None) -> T:
    found = before if after is None else after
    if found is None:
        raise ValueError("a change has at least one side")
    return found
