"""A document as a report: one reading for every format, and everything that it leaves open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gongkai.forms.model import CellAddress, Editions, FormEdition, Table
from gongkai.importers.choice import choose_edition
from gongkai.importers.findings import Doubt, Findings, Remark
from gongkai.importers.footnotes import take_footnotes
from gongkai.importers.grids import GridReader
from gongkai.importers.head import Head, Tail, read_head, read_tail
from gongkai.importers.labels import Labels, folded
from gongkai.importers.raw import Block, Grid, Paragraph, RawDocument
from gongkai.importers.refusal import Refused
from gongkai.importers.sections import Part, divide
from gongkai.importers.splitting import split_runs
from gongkai.importers.stream import StreamReader
from gongkai.importers.sums import is_confirmed
from gongkai.importers.values import clean
from gongkai.reports.model import (
    CellState,
    Narrative,
    Report,
    Row,
    Source,
    frozen,
)

_FEWEST_ROWS = 3
_MOST_CHARACTERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Recognition:
    """A report as far as it was read; ``report`` lacks the body's id, and 0 is an unknown year."""

    report: Report
    body: str | None
    doubts: tuple[Doubt, ...]
    remarks: tuple[Remark, ...]

    def count(self, state: CellState) -> int:
        return sum(cell.state is state for _, cell in self.report.cells())


def recognize(document: RawDocument, editions: Editions) -> Recognition:
    """What a document reports. Raises Refused for a document that is no report on a known form."""
    if sum(map(len, document.texts())) > _MOST_CHARACTERS:
        raise Refused(f"文字超过 {_MOST_CHARACTERS} 个，不像一份报告", "只留报告的部分，再导入")
    edition = choose_edition(document, editions)
    labels, findings = Labels(edition), Findings(edition)
    for text in document.remarks:
        findings.remark("import.source", text)
    parts, footnotes = take_footnotes(divide(document.blocks, labels))
    findings.marks.footnotes = footnotes
    narratives = _read_parts(parts, labels, findings)
    split_runs(findings)
    _confirm(findings)
    if len(findings.rows) < _FEWEST_ROWS:
        raise Refused(
            "没有找到年度报告格式中的表格", "请确认文件是 2019 年以后的年度报告，且表格不是图片"
        )
    head, tail = _ends(document, parts, findings)
    _put_tail(narratives, parts, tail)
    report = _report(editions, findings, head, tail)
    kept = {name: prose for name, prose in narratives.items() if prose != Narrative()}
    _tell_missing(findings)
    doubts = sorted(findings.doubts.values(), key=lambda each: _order(edition, each.address))
    return Recognition(
        replace(report, narratives=frozen(kept)),
        head.body or (tail.signed.name if tail.signed else None),
        tuple(doubts),
        tuple(findings.remarks),
    )


# --- parts ----------------------------------------------------------------------------------------


def _read_parts(parts: Sequence[Part], labels: Labels, findings: Findings) -> dict[str, Narrative]:
    """Reads all tables, and gives the prose of the sections."""
    grids = GridReader(labels, findings)
    for part in parts:
        grids.read(part.blocks)
    narratives: dict[str, Narrative] = {}
    for part in parts:
        section = part.section
        if section is None:
            continue
        if folded(part.printed) != folded(section.label):
            findings.printed_labels[f"sections.{section.id}"] = part.printed
        if not section.tables:
            narratives[section.id] = Narrative(_prose(_paragraphs(part.blocks)))
            _leftover_grids(part, findings)
            continue
        missing = _missing(findings, section.tables)
        if missing:
            stream = StreamReader(labels, findings)
            before, after = stream.read(_paragraphs(part.blocks), missing)
        else:
            before, after = _around(part.blocks)
        if before or after:
            narratives[section.id] = Narrative(before, after)
    return narratives


def _missing(findings: Findings, names: Iterable[str]) -> list[Table]:
    """The tables of a section of which no grid has a row."""
    tables = (findings.edition.table(name) for name in names)
    seen = {name for name, _ in findings.rows}
    return [table for table in tables if table is not None and table.id not in seen]


def _leftover_grids(part: Part, findings: Findings) -> None:
    """Tables in a section of prose belong to no form."""
    for block in part.blocks:
        if isinstance(block, Grid) and part.section:
            findings.remark(
                "import.extra_table", f"“{part.section.label}”里另有一张表，没有收录", block.place
            )


def _paragraphs(blocks: Iterable[Block]) -> list[Paragraph]:
    return [block for block in blocks if isinstance(block, Paragraph)]


def _prose(paragraphs: Iterable[Paragraph]) -> str:
    return "\n\n".join(text for each in paragraphs if (text := clean(each.text)))


def _around(blocks: Sequence[Block]) -> tuple[str, str]:
    """The prose before the first grid and after the last."""
    grids = [number for number, block in enumerate(blocks) if isinstance(block, Grid)]
    if not grids:
        return _prose(_paragraphs(blocks)), ""
    before, after = blocks[: grids[0]], blocks[grids[-1] + 1 :]
    return _prose(_paragraphs(before)), _prose(_paragraphs(after))


def _confirm(findings: Findings) -> None:
    """Keeps readings on condition only where a sum confirms them."""
    unsure = [
        address
        for address in findings.settled()
        if (reading := findings.reading(address)) and reading.unsure
    ]
    for address in unsure:
        if not is_confirmed(findings, address):
            findings.unconfirm(address)


def _ends(document: RawDocument, parts: Sequence[Part], findings: Findings) -> tuple[Head, Tail]:
    head = read_head(document, _paragraphs(parts[0].blocks))
    last = parts[-1]
    is_prose = last.section is not None and not last.section.tables
    tail = read_tail(_paragraphs(last.blocks)) if is_prose else Tail(())
    for each in (*head.rest, *tail.rest):
        if text := clean(each.text):
            findings.remark("import.left_out", text, each.place)
    return head, tail


def _put_tail(narratives: dict[str, Narrative], parts: Sequence[Part], tail: Tail) -> None:
    last = parts[-1].section
    if last is not None and not last.tables:
        narratives[last.id] = Narrative(_prose(tail.paragraphs))


# --- the report -----------------------------------------------------------------------------------


def _report(editions: Editions, findings: Findings, head: Head, tail: Tail) -> Report:
    """Everything but the prose of the sections."""
    edition = findings.edition
    year = head.year or _year_before(tail)
    usual = editions.for_year(year) if year else None
    tables = {table.id: _rows(findings, table) for table in edition.tables}
    return Report(
        agency="",
        year=year,
        edition=edition,
        edition_stated=bool(usual and usual.id != edition.id),
        title=head.title,
        published=head.published,
        signed=tail.signed,
        source=Source(url=head.url),
        preface=head.preface,
        tables=frozen({name: frozen(rows) for name, rows in tables.items() if rows}),
        printed_labels=frozen(_sorted_labels(findings)),
        notes=tuple(findings.marks.notes()),
    )


def _year_before(tail: Tail) -> int:
    """The year before that of the signature, for a report without a title."""
    day = tail.signed.date if tail.signed else None
    return day.year - 1 if day else 0


def with_year(found: Recognition, year: int, editions: Editions) -> Recognition:
    """The same for another year than the document states."""
    usual = editions.for_year(year)
    edition = found.report.edition
    stated = bool(usual and edition and usual.id != edition.id)
    return replace(found, report=replace(found.report, year=year, edition_stated=stated))


def _rows(findings: Findings, table: Table) -> dict[str, Row]:
    """The printed rows in the order of the form; a group printed as one has no rows below it."""
    rows: dict[str, Row] = {}
    for row in (header for top in table.rows for header in top.walk()):
        if (table.id, row.path) not in findings.rows:
            continue
        if row.children and any((table.id, leaf.path) in findings.rows for leaf in row.leaves()):
            continue
        addresses = [CellAddress(table.id, row.path, column.path) for column in table.column_leaves]
        rows[row.path] = tuple(findings.cell(address) for address in addresses)
    return rows


def _sorted_labels(findings: Findings) -> dict[str, str]:
    return {key: findings.printed_labels[key] for key in sorted(findings.printed_labels)}


def _tell_missing(findings: Findings) -> None:
    """The rows of the form that the document does not have."""
    for table in findings.edition.tables:
        missing = [leaf for leaf in table.row_leaves if not _is_printed(findings, table, leaf.path)]
        if len(missing) == len(table.row_leaves):
            name = table.caption or table.section
            findings.remark("import.missing_table", f"没有找到“{name}”这张表")
            continue
        for leaf in missing:
            findings.remark("import.missing_row", f"没有找到这一行：{leaf.label or leaf.path}")


def _is_printed(findings: Findings, table: Table, path: str) -> bool:
    return any(
        table_id == table.id and (path == row or path.startswith(f"{row}."))
        for table_id, row in findings.rows
    )


def _order(edition: FormEdition, address: CellAddress) -> tuple[int, int, int]:
    table = edition.table(address.table)
    if table is None:
        return (0, 0, 0)
    rows = [row.path for top in table.rows for row in top.walk()]
    tables = [each.id for each in edition.tables]
    return (
        tables.index(table.id),
        rows.index(address.row),
        table.column_number(address.column) or 0,
    )
