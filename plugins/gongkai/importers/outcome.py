"""One document all the way to the text of its data file, with what is to be looked at.

Everything here is plain data, so that it passes between processes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import PurePath

from gongkai.forms.model import CellAddress, Editions, Header
from gongkai.importers.documents import read_document
from gongkai.importers.findings import Doubt, Remark
from gongkai.importers.recognition import Recognition, recognize, with_year
from gongkai.importers.refusal import Refused
from gongkai.reports.agency import AGENCY_ID
from gongkai.reports.files import extension
from gongkai.reports.model import CellState, Source
from gongkai.reports.tables import FIRST_FORM_YEAR
from gongkai.reports.writer import dump_report

_NAME = re.compile(r"(?P<agency>[a-z0-9-]+?)-(?P<year>20[0-9]{2})(?:-source)?")
_LIKE_ENOUGH = 4  # characters of a name that is a part of another
# What is only told; every other remark asks for a look at the document.
_HARMLESS = frozenset({"import.left_out", "import.label_slip", "import.taken"})


class Status(StrEnum):
    """How an import came out."""

    CLEAN = "clean"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class KnownAgency:
    """A body that documents may be of, with every name that it bears or bore."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the clerk states about a document, and what the project knows."""

    editions: Editions
    agencies: tuple[KnownAgency, ...] = ()
    agency: str | None = None
    year: int | None = None
    url: str | None = None
    keeps_original: bool = False


@dataclass(frozen=True, slots=True)
class DoubtfulCell:
    """A doubt with the label of its cell in words."""

    doubt: Doubt
    label: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document. ``yaml`` is empty for one that was refused, with the reason."""

    name: str
    sha256: str
    status: Status
    message: str = ""
    hint: str = ""
    agency: str = ""
    body: str = ""
    year: int = 0
    edition: str = ""
    yaml: str = ""
    original: str = ""  # the name under which the document is kept, if it is
    counts: dict[str, int] = field(default_factory=dict)
    doubts: tuple[DoubtfulCell, ...] = ()
    remarks: tuple[Remark, ...] = ()


def import_document(data: bytes, name: str, wish: Wish) -> Outcome:
    """What a document gives; one that cannot be imported says why."""
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        found = recognize(read_document(data, name), wish.editions)
        return _outcome(name, sha256, found, wish)
    except Refused as refused:
        return Outcome(name, sha256, Status.REFUSED, refused.message, refused.hint)


def refused(name: str, message: str, hint: str = "") -> Outcome:
    """The outcome for a document that could not even be read."""
    return Outcome(name, "", Status.REFUSED, message, hint)


def _outcome(name: str, sha256: str, found: Recognition, wish: Wish) -> Outcome:
    year, told_year = _year(name, found, wish)
    agency, told_agency = _agency(name, found, wish)
    found = with_year(found, year, wish.editions)
    original = f"{year}.{_kept_extension(name)}" if wish.keeps_original else ""
    url = wish.url or (found.report.source.url if found.report.source else None)
    source = Source(PurePath(name).name, url, None, original or None, sha256)
    report = replace(found.report, agency=agency, source=source)
    remarks = (*told_year, *told_agency, *found.remarks)
    asks = [each for each in remarks if each.code not in _HARMLESS]
    return Outcome(
        name,
        sha256,
        Status.DOUBTFUL if found.doubts or asks else Status.CLEAN,
        agency=agency,
        body=found.body or "",
        year=year,
        edition=report.edition.id if report.edition else "",
        yaml=dump_report(report, found.body),
        original=original,
        counts=_counts(found),
        doubts=tuple(DoubtfulCell(each, _label(found, each.address)) for each in found.doubts),
        remarks=remarks,
    )


def _kept_extension(name: str) -> str:
    """The extension under which an original is published; text has one of its own."""
    kind = extension(name)
    return {"htm": "html", "shtml": "html", "xhtml": "html"}.get(kind, kind or "txt")


def _counts(found: Recognition) -> dict[str, int]:
    """How many cells there are of each state, and how many are in doubt."""
    states = [cell.state for _, cell in found.report.cells()]
    counts = {state.value: states.count(state) for state in CellState if state in states}
    return {"printed": len(states), **counts, "doubtful": len(found.doubts)}


# --- whose and which year -------------------------------------------------------------------------


def _year(name: str, found: Recognition, wish: Wish) -> tuple[int, Sequence[Remark]]:
    printed = found.report.year
    named = _NAME.fullmatch(PurePath(name).stem)
    year = wish.year or printed or (int(named["year"]) if named else 0)
    if not year:
        raise Refused("看不出是哪一年的报告", "加 --year 年份")
    if year < FIRST_FORM_YEAR:
        raise Refused(f"是 {year} 年的报告，{FIRST_FORM_YEAR} 年以前没有全国统一的表式", "不能导入")
    if printed and printed != year:
        text = f"文件写的是 {printed} 年，按 --year 作 {year} 年"
        return year, [Remark("import.year", text)]
    return year, [] if printed else [Remark("import.taken", f"年份 {year} 取自命令或文件名")]


def _agency(name: str, found: Recognition, wish: Wish) -> tuple[str, Sequence[Remark]]:
    if wish.agency:
        return wish.agency, []
    body = found.body or ""
    exact = [each.id for each in wish.agencies if body in each.names]
    if len(exact) == 1:
        return exact[0], []
    named = _NAME.fullmatch(PurePath(name).stem)
    if named and AGENCY_ID.fullmatch(named["agency"]):
        return named["agency"], [Remark("import.taken", f"机关 {named['agency']} 取自文件名")]
    near = {each.id for each in wish.agencies if any(_is_like(body, own) for own in each.names)}
    if len(near) == 1:
        agency = near.pop()
        return agency, [Remark("import.agency", f"文件里的“{body}”当作机关 {agency}")]
    shown = f"“{body}”" if body else "这份报告"
    raise Refused(f"看不出{shown}是哪个机关的", "加 --agency 标识")


def _is_like(one: str, other: str) -> bool:
    """Whether one name is a part of the other."""
    return min(len(one), len(other)) >= _LIKE_ENOUGH and (one in other or other in one)


# --- labels ---------------------------------------------------------------------------------------


def _label(found: Recognition, address: CellAddress) -> str:
    """A cell in words: its row and its column with the groups above them."""
    edition = found.report.edition
    table = edition.table(address.table) if edition else None
    if table is None:
        return str(address)
    row = " ".join(_chain(table.row, address.row)) or table.caption or ""
    return " × ".join(
        part for part in (row, " ".join(_chain(table.column, address.column))) if part
    )


def _chain(find: Callable[[str], Header | None], path: str) -> Iterator[str]:
    """The labels from the top down to a path."""
    parts = path.split(".")
    for end in range(1, len(parts) + 1):
        header = find(".".join(parts[:end]))
        if header is not None and header.label:
            yield header.label
