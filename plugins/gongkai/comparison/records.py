"""What the public was shown and is now shown otherwise without a word.

A cell that was published and changes has to be told in ``corrections``, a blank one too: readers
were told that the original leaves it empty. What was told there stays. A report that was published
stays, marked as withdrawn if need be.
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
from gongkai.reports.spec import DISPLAY_ONLY, WITHDRAWN
from gongkai.reports.writer import dump_text


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
    reports: Iterable[ReportChange], taken_back: Mapping[Key, Report]
) -> Iterator[Issue]:
    """An issue for every published cell that changed unrecorded, and for what vanished.

    ``taken_back`` are what reports that are no longer public have become, by their former keys:
    drafts, or withdrawn.
    """
    for each in reports:
        if each.change is Change.REMOVED:
            yield from _vanished(each.report, taken_back.get(key_of(each.report)))
        elif each.before is not None:
            yield from _dropped(each)
            for cell in each.cells:
                if not any(_tells(entry, cell) for entry in each.corrections):
                    yield _unrecorded(each, cell)


def _tells(entry: Correction, cell: CellChange) -> bool:
    """Whether an entry of ``corrections`` tells of a cell that changed.

    One that says that only the display changed tells of no other value.
    """
    is_same_value = cell.before.value is not None and cell.before.value == cell.after.value
    return entry.at in _places(cell.address) and (is_same_value or entry.kind != DISPLAY_ONLY)


def _places(address: CellAddress) -> tuple[str, ...]:
    """What an entry may name to tell of a cell: the cell, its row, its column."""
    return (
        str(address),
        f"{address.table}.{address.row}",
        f"{address.table}/{address.column}",
    )


def _unrecorded(of: ReportChange, change: CellChange) -> Issue:
    report = of.report
    label = cell_label(report, change.address)
    old, new = cell_text(change.before), cell_text(change.after)
    is_misnamed = any(entry.at in _places(change.address) for entry in of.corrections)
    lacking = f"新加的记录说只影响显示（{DISPLAY_ONLY}）" if is_misnamed else "没有新加的记录"
    message = f"已公布的“{label}”由 {old} 改为 {new}，corrections 里{lacking}"
    hint = f"在 corrections: 下加 {_entry(change)}"
    return make_issue("correction.missing", _location(report, change.address), message, hint)


def _dropped(change: ReportChange) -> Iterator[Issue]:
    """That records which the public could read are gone; one that is only reworded is not."""
    kept = {(entry.date, entry.at, entry.kind) for entry in change.corrections}
    for entry in change.dropped:
        if (entry.date, entry.at, entry.kind) not in kept:
            report = change.report
            where = report.locations.get("corrections", Location(report.path))
            message = f"{entry.date} 的更正记录（at: {entry.at}，{entry.kind}）不见了"
            yield make_issue("correction.removed", where, message, "放回原处；另有更正，再加一条")


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


def _vanished(report: Report, now: Report | None) -> Iterator[Issue]:
    """That a report is no longer public, and was never marked as withdrawn."""
    sides = [report, *([now] if now else [])]
    if any(entry.kind == WITHDRAWN for side in sides for entry in side.corrections):
        return
    how = "改成了草稿" if now else "不见了"
    place = now.locations.get("status") if now else None
    message = f"已公布的 {report.year} 年年报{how}，没有标明撤回"
    hint = "留下文件，在 corrections: 里写一条 kind: withdrawn，说明原因"
    yield make_issue("report.vanished", place or Location(report.path), message, hint)
