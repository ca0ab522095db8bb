"""What the public was shown and is now shown otherwise without a word.

A figure that was published and changes has to be told in ``corrections``; a report that was
published stays, marked as withdrawn if need be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from gongkai.checks.wording import cell_label
from gongkai.comparison.model import CellChange, Change, ReportChange
from gongkai.comparison.state import Key, key_of
from gongkai.comparison.words import cell_text
from gongkai.forms.model import CellAddress
from gongkai.issues import Issue, Location, make_issue
from gongkai.reports.model import Cell, Correction, Report
from gongkai.reports.writer import dump_text

WITHDRAWN = "withdrawn"


def further_corrections(known: Report | None, report: Report) -> tuple[Correction, ...]:
    """The entries of ``corrections`` that a report has beyond a known one, in its order."""
    left = Counter(known.corrections if known else ())
    further = []
    for entry in report.corrections:
        if left[entry]:
            left[entry] -= 1
        else:
            further.append(entry)
    return tuple(further)


def lacking_records(
    reports: Iterable[ReportChange], drafts: Mapping[Key, Report]
) -> Iterator[Issue]:
    """An issue for every published cell that changed unrecorded, and every report that vanished.

    ``drafts`` are what reports that are no longer public have become, by their former keys.
    """
    for each in reports:
        if each.change is Change.REMOVED:
            yield from _vanished(each.report, drafts.get(key_of(each.report)))
        elif each.before is not None:
            told = {entry.at for entry in each.corrections}
            for cell in each.cells:
                if told.isdisjoint(_places(cell.address)):
                    yield _unrecorded(each.report, cell)


def _places(address: CellAddress) -> tuple[str, ...]:
    """What an entry may name to tell of a cell: the cell, its row, its column."""
    return (
        str(address),
        f"{address.table}.{address.row}",
        f"{address.table}/{address.column}",
    )


def _unrecorded(report: Report, change: CellChange) -> Issue:
    label = cell_label(report, change.address)
    old, new = cell_text(change.before), cell_text(change.after)
    message = f"已公布的“{label}”由 {old} 改为 {new}，corrections 里没有新加的记录"
    hint = f"在 corrections: 下加 {_entry(change)}"
    return make_issue("correction.missing", _location(report, change.address), message, hint)


def _entry(change: CellChange) -> str:
    """The line of YAML that would record a change."""
    sides = (("old", change.before), ("new", change.after))
    shown = "".join(f", {side}: {_yaml(cell)}" for side, cell in sides)
    return f"- {{date: 〈日期〉, at: {change.address}{shown}, reason: 〈原因〉, kind: 〈种类〉}}"


def _yaml(cell: Cell) -> str:
    """A cell as an entry of ``corrections`` writes it."""
    return dump_text(cell.printed, in_flow=True) if cell.printed else "~"


def _location(report: Report, address: CellAddress) -> Location:
    """Where a cell stands, else its row, else the list of corrections, else the file."""
    keys = (*_places(address)[:2], "corrections")
    places = report.locations
    return next((places[key] for key in keys if key in places), Location(report.path))


def _vanished(report: Report, draft: Report | None) -> Iterator[Issue]:
    """That a report is no longer public, and was never marked as withdrawn."""
    sides = [report, *([draft] if draft else [])]
    if any(entry.kind == WITHDRAWN for side in sides for entry in side.corrections):
        return
    how = "改成了草稿" if draft else "不见了"
    place = draft.locations.get("status") if draft else None
    message = f"已公布的 {report.year} 年年报{how}，没有标明撤回"
    hint = "留下文件，在 corrections: 里写一条 kind: withdrawn，说明原因"
    yield make_issue("report.vanished", place or Location(report.path), message, hint)
