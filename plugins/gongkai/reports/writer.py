"""A report as YAML text in the one shape that all of ``reports/`` has: the loader's inverse."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias

from gongkai.fields import YAML_WORDS, Fields
from gongkai.forms.model import FormEdition, Header, Table, ValueKind, walk
from gongkai.reports.cells import number_cell
from gongkai.reports.model import Cell, CellState, ExtraTable, Narrative, Report, Row, Status
from gongkai.reports.spec import (
    ATTACHMENT_FIELDS,
    CORRECTION_FIELDS,
    DISCREPANCY_FIELDS,
    NOTE_FIELDS,
    SIGNATURE_FIELDS,
    SOURCE_FIELDS,
)

# The one row of a wider table is written cell by cell: nobody counts to eleven between brackets.
MAX_POSITIONS = 10

_Value: TypeAlias = str | date | Decimal
_Record: TypeAlias = Mapping[str, _Value | None]

# A plain scalar begins with a letter, a digit or a character beyond ASCII. What it holds must not
# end it: ": ", " #", a line break; between brackets a comma, a bracket or ":?" neither.
_PLAIN = re.compile(r"[^\W_].*|[^\x00-\x7f].*")
_ENDS_PLAIN = re.compile(r":(?:\s|$)|\s#|[\t\r\n]")
_ENDS_PLAIN_IN_FLOW = re.compile(r"[,\[\]{}]|:\?")
# Numbers, times and dates as other readers of YAML or our own cells would take them, and some
# harmless words of digits and letters.
_NUMBER_LIKE = re.compile(r"[-+\u2212.,'_0-9][-+\u2212.,:'_0-9A-Za-z\s]*")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def dump_report(
    report: Report,
    agency_name: str | None = None,
    form: FormEdition | None = None,
    remarks: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """The text of a report's file: loading it gives an equal report.

    ``agency_name`` stands in the comment on top. ``form`` is needed only for prose from before the
    first form: the edition whose sections it borrows, which for the loader is the oldest.
    ``remarks`` are put in brackets behind the labels of rows, by address (``requests.carried_in``).
    """
    lines = [
        f"# {report_heading(report, agency_name)}",
        *_head(report),
        *_prose(report, report.edition or form),
        *_tables(report, remarks),
        *_additions(report),
    ]
    return "\n".join(lines) + "\n"


def report_heading(report: Report, agency_name: str | None) -> str:
    """What the comment on top of a report's file says."""
    form = report.edition
    shown = f"，{form.id} 版表式（{form.document}）" if form else ""
    return f"{agency_name or report.agency} {report.year} 年政府信息公开工作年度报告{shown}"


def _head(report: Report) -> Iterator[str]:
    """Everything above the prose."""
    yield f"year: {report.year}"
    stated = report.edition if report.edition_stated else None
    edition = stated.id if stated else None
    yield from _fields({"edition": edition, "title": report.title, "published": report.published})
    if report.signed is not None:
        yield f"signed: {_flow(_record(report.signed, SIGNATURE_FIELDS))}"
    if report.status is not Status.PUBLISHED:
        yield f"status: {report.status}"
    if report.source is not None:
        yield f"source: {_flow(_record(report.source, SOURCE_FIELDS))}"


def _prose(report: Report, form: FormEdition | None) -> Iterator[str]:
    if report.preface is not None:
        yield from _block("preface", report.preface)
    if report.narratives is None:
        yield "narratives: omitted"
        return
    sections = {section.id: bool(section.tables) for section in form.sections} if form else {}
    order = sections if form else report.narratives
    stated = [(name, prose) for name in order if (prose := report.narratives.get(name)) is not None]
    if stated:
        yield "narratives:"
    for name, prose in stated:
        in_parts = sections.get(name, bool(prose.after))
        yield from _parts(name, prose) if in_parts else _block(name, prose.before, "  ")


def _parts(name: str, prose: Narrative) -> Iterator[str]:
    """Prose before and after a section's tables."""
    yield f"  {name}:" if prose.before or prose.after else f"  {name}: {{}}"
    for part, text in (("before", prose.before), ("after", prose.after)):
        if text:
            yield from _block(part, text, "    ")


# --- tables of the form -----------------------------------------------------------------------


def _tables(report: Report, remarks: Mapping[str, str]) -> Iterator[str]:
    if report.edition is None or not report.tables:
        return
    yield "tables:"
    for table in report.edition.tables:
        if table.id in report.tables:
            yield from _table(table, report.rows(table), remarks)


def _table(table: Table, rows: Mapping[str, Row], remarks: Mapping[str, str]) -> Iterator[str]:
    printed = [
        _PrintedRow(row.path, _cells(table, row, rows[row.path]), _comment(table, row, remarks))
        for row in walk(table.rows)
        if row.path in rows
    ]
    if not printed:
        yield f"  {table.id}: {{}}"
    elif len(table.row_leaves) == 1 and len(table.column_leaves) > MAX_POSITIONS:
        yield f"  {table.id}:"
        for row in printed:
            yield f"    {row.path}:" + (f" # {row.comment}" if row.comment else "")
            yield from _cell_by_cell(table, row.cells)
    else:
        yield from _row_by_row(table, printed)


@dataclass(frozen=True, slots=True)
class _PrintedRow:
    path: str
    cells: list[str]
    comment: str


def _comment(table: Table, row: Header, remarks: Mapping[str, str]) -> str:
    """The label of a row, and what else is to be said of it."""
    remark = remarks.get(f"{table.id}.{row.path}")
    return f"{row.label}（{remark}）" if remark else row.label


def _row_by_row(table: Table, rows: Iterable[_PrintedRow]) -> Iterator[str]:
    """A line a row, the labels of the columns above the first cell, the row's own behind."""
    lines = list(
        _aligned([(row.path, f"[{', '.join(row.cells)}]", row.comment) for row in rows], 4)
    )
    labels = " ".join(column.label for column in table.column_leaves)
    yield f"{f'  {table.id}:':<{lines[0].index('[') - 1}} # {labels}"
    yield from lines


def _cell_by_cell(table: Table, cells: list[str]) -> Iterator[str]:
    labels = [" · ".join(filter(None, labels)) for labels in _label_chains(table.columns)]
    paths = [column.path for column in table.column_leaves]
    yield from _aligned(list(zip(paths, cells, labels, strict=True)), 6)


def _label_chains(
    headers: Iterable[Header], above: tuple[str, ...] = ()
) -> Iterator[tuple[str, ...]]:
    """The labels from the top down to each leaf."""
    for header in headers:
        labels = (*above, header.label)
        if header.children:
            yield from _label_chains(header.children, labels)
        else:
            yield labels


def _aligned(entries: list[tuple[str, str, str]], indent: int) -> Iterator[str]:
    """``key: value # comment``, the values below each other and so the comments."""
    key_width = max(len(key) for key, _, _ in entries) + 1
    value_width = max(_width(value) for _, value, _ in entries)
    for key, value, comment in entries:
        padding = " " * (value_width - _width(value))
        line = f"{' ' * indent}{key + ':':<{key_width}} {value}"
        yield f"{line}{padding} # {comment}" if comment else line


def _width(text: str) -> int:
    """The columns that a text takes on a screen, where a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _cells(table: Table, row: Header, cells: Row) -> list[str]:
    kinds = [table.kind(row, column) for column in table.column_leaves]
    return [_cell(cell, kind) for cell, kind in zip(cells, kinds, strict=True)]


def _cell(cell: Cell, kind: ValueKind) -> str:
    """Plain digits where they say everything, ``~``, words, or ``{value, printed, unit}``."""
    if cell.state is CellState.BLANK:
        return "~"
    if cell.value is None:
        return _inline(cell.printed, in_flow=True)
    digits = _digits(cell.value)
    says_all = digits == cell.printed or kind is ValueKind.CHANGE
    if says_all and number_cell(cell.printed, kind) == cell:
        return cell.printed
    unit = "" if cell.unit is None else f", unit: {_inline(cell.unit, in_flow=True)}"
    return f"{{value: {digits}, printed: {_quoted(cell.printed)}{unit}}}"


def _digits(value: int | Decimal) -> str:
    """All digits of a number, never an exponent."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


# --- what follows the tables ------------------------------------------------------------------


def _additions(report: Report) -> Iterator[str]:
    if report.printed_labels:
        yield "printed_labels:"
        yield from _fields(report.printed_labels, "  ")
    files = [_record(each, ATTACHMENT_FIELDS) for each in report.attachments]
    notes = [_record(each, NOTE_FIELDS) for each in report.notes]
    discrepancies = [_record(each, DISCREPANCY_FIELDS) for each in report.discrepancies]
    corrections = [_record(each, CORRECTION_FIELDS) for each in report.corrections]
    yield from _list("extra_tables", [list(_extra_table(table)) for table in report.extra_tables])
    yield from _list("attachments", [[_flow(each)] for each in files])
    yield from _list("notes", [list(_fields(each)) for each in notes])
    yield from _list("discrepancies", [_short(each) for each in discrepancies])
    yield from _list("corrections", [list(_fields(_with_figures(each))) for each in corrections])


def _list(key: str, items: list[list[str]]) -> Iterator[str]:
    """A list whose items are given by their lines."""
    if items:
        yield f"{key}:"
    for first, *others in items:
        yield f"  - {first}"
        yield from (f"    {line}" if line else "" for line in others)


def _extra_table(table: ExtraTable) -> Iterator[str]:
    first = {"id": table.id, "after": table.after, "title": table.title, "unit": table.unit}
    yield from _fields(first)
    for key, rows in (("header", table.header), ("rows", table.rows)):
        yield f"{key}:" if rows else f"{key}: []"
        for row in rows:
            texts = ["~" if text is None else _inline(_figure(text), in_flow=True) for text in row]
            yield f"  - [{', '.join(texts)}]"
    yield from _fields({"note": table.note, "form": table.form})


def _short(record: _Record) -> list[str]:
    """A record on one line, unless a text in it has several."""
    is_long = any(isinstance(value, str) and "\n" in value for value in record.values())
    return list(_fields(record)) if is_long else [_flow(record)]


def _with_figures(record: _Record) -> _Record:
    """A correction whose figures stand without quotes."""
    return {
        name: _figure(value) if isinstance(value, str) and name in {"old", "new"} else value
        for name, value in record.items()
    }


def _figure(text: str) -> _Value:
    """A number for a text that every reader of YAML would print back as it stands."""
    return Decimal(text) if _INTEGER.fullmatch(text) else text


# --- YAML -------------------------------------------------------------------------------------


def _record(entry: object, fields: Fields) -> _Record:
    return {name: getattr(entry, name) for name in fields}


def _flow(record: _Record) -> str:
    """A mapping on one line; what is not stated is left out."""
    stated = {name: value for name, value in record.items() if value is not None}
    return f"{{{', '.join(f'{name}: {_inline(stated[name], in_flow=True)}' for name in stated)}}}"


def _fields(record: _Record, indent: str = "") -> Iterator[str]:
    """A line for each field that is stated, "" for a blank; a block for a text of several lines."""
    for name, value in record.items():
        if value == "":
            yield f"{indent}{name}: ~"
        elif isinstance(value, str) and "\n" in value:
            yield from _block(name, value, indent)
        elif value is not None:
            yield f"{indent}{name}: {_inline(value)}"


def _block(name: str, text: str, indent: str = "") -> Iterator[str]:
    """A text as a block below its key, as people edit paragraphs."""
    if "\r" in text:  # in a block it would pass for a line break; here the reader refuses it
        yield f"{indent}{name}: {_quoted(text)}"
        return
    # Without the number, white space of the first line would count as indentation.
    number = "2" if text.startswith((" ", "\n", "\t")) else ""
    yield f"{indent}{name}: |{number}"
    yield from (f"{indent}  {line}" if line else "" for line in text.split("\n"))


def dump_text(text: str, *, in_flow: bool = False) -> str:
    """A text as a value in YAML on one line, in quotes only where it needs them."""
    return _inline(text, in_flow=in_flow)


def _inline(value: _Value, *, in_flow: bool = False) -> str:
    if isinstance(value, Decimal):
        return _digits(value)
    if isinstance(value, date):
        return value.isoformat()
    return value if _is_plain(value, in_flow=in_flow) else _quoted(value)


def _is_plain(text: str, *, in_flow: bool) -> bool:
    """Whether a text without quotes stays that text for us, and a text for every other reader."""
    if text != text.strip() or not _PLAIN.fullmatch(text) or text.lower() in YAML_WORDS:
        return False
    if _ENDS_PLAIN.search(text) or (in_flow and _ENDS_PLAIN_IN_FLOW.search(text)):
        return False
    return not _NUMBER_LIKE.fullmatch(unicodedata.normalize("NFKC", text))


def _quoted(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'
