"""Made-up reports that hold all that a document can: the same seed gives the same reports.

Their figures, bodies and prose are those of ``tests.benchmarks.filling``. Each gets blanks,
strokes, words, signs and units in some cells, labels as bodies print them, groups printed as one
row, rows left out, prose around its tables, and footnotes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from gongkai.forms.model import Editions, FormEdition, Header, Table, ValueKind, walk
from gongkai.reports.cells import number_cell, text_cell
from gongkai.reports.model import (
    BLANK,
    Cell,
    CellState,
    Correction,
    Discrepancy,
    Narrative,
    Note,
    Report,
    Row,
    Signature,
    Source,
    Status,
    frozen,
)
from tests.benchmarks.filling import filled_corpus

_SHARE_ODD = 0.06  # of the cells
_SHARE_SIGNED = 0.3  # of those that may bear a sign
_SHARE_LABELS = 0.1  # of the labels that have variants
_WORDS = ("/", "-", "—", "不适用", "无", "见附件", "未统计", "另行公布")
_BEFORE = ("以下各表按统计口径填列。", "各项数据截至12月31日。\n\n涉密事项不在统计之内。")
_AFTER = ("数据来源于本机关台账。", "（一）说明\n\n行政许可含延续和变更。\n\n其余各项按决定书计。")
_NOTES = (
    "含上年转入的2件",
    "按决定书份数统计，不按申请人数。",
    "口径与上年不同：自本年起不计下属单位",
    "见《统计说明》第3条",
)
_PREFACES = (
    "根据《中华人民共和国政府信息公开条例》，编制本报告。",
    "本报告由六个部分组成。\n\n欢迎监督。",
)


def full_reports(editions: Editions, count: int, seed: int) -> Iterator[Report]:
    """So many reports, body after body, seven years each."""
    for body, report in filled_corpus(editions, count, seed):
        chance = random.Random(f"full/{seed}/{body.id}/{report.year}")
        yield _full(report, body.name, chance)


def _full(report: Report, name: str, chance: random.Random) -> Report:
    form = report.edition
    if form is None:
        raise LookupError(report.year)
    tables = {table.id: frozen(_rows(report, table, chance)) for table in form.tables}
    filled = replace(report, tables=frozen(tables))
    day = report.published or date(report.year + 1, 1, 31)
    return replace(
        filled,
        title=f"{name}{report.year}年政府信息公开工作年度报告",
        signed=Signature(name, day - timedelta(days=chance.randrange(9))),
        status=chance.choice(tuple(Status)),
        source=Source("年报", "https://example.gov.cn/nb", day),
        preface=chance.choice((None, *_PREFACES)),
        narratives=frozen(_prose(report, form, chance)),
        printed_labels=frozen(_labels(filled, form, chance)),
        notes=tuple(_notes(filled, form, chance)),
        discrepancies=(Discrepancy("requests.balance", "total", "原文如此"),),
        corrections=(Correction(day, "requests", "核对后改正", "transcription_error"),),
    )


# --- tables -------------------------------------------------------------------------------------


def _rows(report: Report, table: Table, chance: random.Random) -> Mapping[str, Row]:
    """The rows of a table with odd cells; a group may be one row, a row in many is left out."""
    rows: dict[str, Row] = {}
    lone = table.row_leaves[0] if len(table.row_leaves) == 1 else None
    groups = [row for row in walk(table.rows) if row.collapsible and chance.random() < 0.5]
    below = {leaf.path: group for group in groups for leaf in group.leaves()}
    for leaf in table.row_leaves:
        if leaf is not lone and chance.random() < 0.01:
            continue
        row = below.get(leaf.path, leaf)
        rows.setdefault(row.path, _odd_row(report.rows(table)[leaf.path], table, row, chance))
    return rows


def _odd_row(cells: Row, table: Table, row: Header, chance: random.Random) -> Row:
    return tuple(
        _maybe_odd(cell, table.kind(row, column), chance)
        for column, cell in zip(table.column_leaves, cells, strict=True)
    )


def _maybe_odd(cell: Cell, kind: ValueKind, chance: random.Random) -> Cell:
    if kind is ValueKind.CHANGE and chance.random() < _SHARE_SIGNED:
        return number_cell(f"+{chance.randrange(40)}", kind) or cell
    return _odd_cell(kind, chance) if chance.random() < _SHARE_ODD else cell


def _odd_cell(kind: ValueKind, chance: random.Random) -> Cell:
    """A cell that is no plain number."""
    number = chance.randrange(40)
    plain = number_cell(str(number), kind)
    if plain is None:
        raise LookupError(kind)
    choices = (
        BLANK,
        text_cell(chance.choice(_WORDS)),
        Cell(CellState.NUMBER, plain.value, f"{number}件", "件"),
        Cell(CellState.NUMBER, plain.value, f"{number}（其中修订{number // 2}件）"),
    )
    return chance.choice(choices)


# --- words around the tables ----------------------------------------------------------------------


def _prose(report: Report, form: FormEdition, chance: random.Random) -> Mapping[str, Narrative]:
    """The prose of the sections of text, and of some of those of tables before and after them."""
    prose = dict(report.narratives or {})
    for section in form.sections:
        if section.tables and chance.random() < 0.3:
            before, after = chance.choice(("", *_BEFORE)), chance.choice(("", *_AFTER))
            if before or after:
                prose[section.id] = Narrative(before, after)
    return prose


def _labels(report: Report, form: FormEdition, chance: random.Random) -> Mapping[str, str]:
    """Labels as bodies are known to print them, for what the report prints."""
    known: dict[str, tuple[str, ...]] = {
        f"sections.{section.id}": section.label_variants for section in form.sections
    }
    for table in form.tables:
        rows = [row for row in walk(table.rows) if _is_printed(report, table, row)]
        known |= {f"{table.id}.rows.{row.path}": row.label_variants for row in rows}
        for column in walk(table.columns):
            known[f"{table.id}.columns.{column.path}"] = column.label_variants
    chosen = {
        key: chance.choice(variants)
        for key, variants in known.items()
        if variants and chance.random() < _SHARE_LABELS
    }
    return dict(sorted(chosen.items()))


def _is_printed(report: Report, table: Table, row: Header) -> bool:
    return any(path == row.path or path.startswith(f"{row.path}.") for path in report.rows(table))


def _notes(report: Report, form: FormEdition, chance: random.Random) -> Iterator[Note]:
    """Footnotes at cells, rows, columns, tables and sections; two may stand at one place."""
    cells = [str(address) for address, _ in report.cells()]
    rows = [
        f"{table.id}.{row.path}"
        for table in form.tables
        for row in walk(table.rows)
        if row.label and _is_printed(report, table, row)
    ]
    columns = [f"{table.id}/{each.path}" for table in form.tables for each in walk(table.columns)]
    tables = [table.id for table in form.tables if table.caption]
    sections = [section.id for section in form.sections]
    for _ in range(chance.choice((0, 0, 1, 2, 4))):
        places = chance.choice((cells, cells, rows, columns, tables, sections))
        yield Note(chance.choice(places), chance.choice(_NOTES))
