"""Random reports, as odd as the reader lets them be, and random slips in files."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TypeVar

from hypothesis import strategies as st

from gongkai.forms.model import Editions, FormEdition, Header, Table, ValueKind, walk
from gongkai.reports.cells import MAX_DIGITS, number_cell, text_cell
from gongkai.reports.loader import FIRST_YEAR, LAST_YEAR
from gongkai.reports.model import (
    BLANK,
    Attachment,
    Cell,
    CellState,
    Correction,
    Discrepancy,
    ExtraTable,
    Narrative,
    Note,
    Report,
    Row,
    Signature,
    Source,
    Status,
    frozen,
)
from gongkai.reports.places import label_keys
from gongkai.reports.spec import CORRECTION_KINDS
from gongkai.reports.tables import FIRST_FORM_YEAR

T = TypeVar("T")

# The original that reports of a test may name; its folder must hold every name with these bytes.
FILE_CONTENT = b"%PDF-1.7"
FILE_NAMES = ("source.pdf", "原件（扫描） 1.docx", "a, b.pdf", "[x] - {y}.txt", "0355.XLS")

# What YAML, Markdown, HTML or a spreadsheet would like to make something else of.
ODD_TEXTS = (
    *("~", "null", "no", "NO", "y", "true", "<<", "=", "-", "—", "/", "／", "不适用", "无", "."),
    *("0351", "046000", "1:30", "1:30:00", "2020-1-3", "2020-01-23", "1_000", "1,000", "1e3"),
    *("12", "-5", "+2", "−3", "5.0", ".5", ".nan", "-.inf", "0x1F", "0o17", "1 000", "١٢"),
    *("１２", "１，０００", "①", "0355-3080515", "22（其中修订 16 件）", "251000元"),
    *("a: b", "a:b", "a:", ":a", "- a", "-a", "? a", "?", "--- a", "---", "...", "%a", "@a"),
    *("`a`", "&a", "*a", "!a", "!!str a", "|", "| a", ">", "> a", "[a]", "{a}", "a]", "a, b"),
    *("'", '"', "''", '""', "\\", "\\n", "\\ud800", "it's", 'say "x"', "'a'", '"a"', "{{ a }}"),
    *("#", "# x", "a #b", "a#b", "<b>a</b>", "[x](y)", "https://a.cn/?a=1&b=[2],3#c: d"),
    *("\t", " a", "a ", "\ta", "a\t", "\u3000\u3000段首空两格", "a\u3000", "a:\u3000b"),
    *("title:\u00a0x", "\u00a0", "（一）", "，", "𠀀", "👨\u200d👩\u200d👧"),
)
ODD_PROSE = (
    *("（一）主动公开\n\n一是……；二是……。", "\na", "\n\na", " a\nb", "a\n b", "a\n\tb", "\ta\nb"),
    *("a \nb", "a\n \nb", "a\n  ", " \na", "a\n---\nb", "a\n...\nb"),
    *("# a\n## b", "1. a\n2. b", "a:\nb", "a\n\n\n\nb", "\u3000\u3000a\n\u3000\u3000b"),
    *("key: |\n  text", "- a\n- b", "a\n# b", "|\n", '"a\nb'),
)

# Refused by the reader wherever it stands, and the joiner that only an emoji may hold.
_REFUSED = "".join(map(chr, (*range(0xFFF9, 0xFFFC), 0xFFFE, 0xFFFF, 0x200D, 0x2028, 0x2029)))
_characters = st.characters(exclude_categories=["Cs", "Cc", "Cf"], exclude_characters=_REFUSED)
_yaml_characters = st.sampled_from(" \n\t#:-|\"'\\,[]{}0")


def _stated(text: str) -> bool:
    """Whether the reader takes a text as it is: something in it, and no line break at the end."""
    return bool(text.strip()) and not text.endswith("\n")


lines = st.one_of(st.sampled_from(ODD_TEXTS), st.text(_characters, max_size=12)).filter(_stated)
texts = st.one_of(
    lines,
    st.sampled_from(ODD_PROSE),
    st.text(_characters | _yaml_characters, max_size=12),
).filter(_stated)
urls = st.one_of(
    st.sampled_from(("https://a.cn/年报", "http://a.cn/?b=1,2&c=[3]#d", "https://例子.中国/")),
    st.from_regex(
        re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9./?=&%#,:;\[\]{}!*@~_|+-]*"), fullmatch=True
    ),
)


def maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """Nothing, or what the strategy gives."""
    return st.none() | strategy


def _some(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


# --- cells and tables -------------------------------------------------------------------------

_amounts = st.decimals(min_value=0, max_value=10**14, places=6, allow_nan=False).map(abs)
VALUES: Mapping[ValueKind, st.SearchStrategy[int | Decimal]] = {
    ValueKind.COUNT: st.integers(0, 99) | st.integers(0, 10**MAX_DIGITS - 1),
    ValueKind.CHANGE: st.integers(-999, 999),
    ValueKind.DECIMAL: _amounts | st.integers(0, 10**9).map(Decimal),
}


def _digits(value: int | Decimal) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


@cache
def cells(kind: ValueKind) -> st.SearchStrategy[Cell]:
    """A cell as the reader could have made it."""
    plain = VALUES[kind].map(lambda value: Cell(CellState.NUMBER, value, _digits(value)))
    annotated = st.builds(Cell, st.just(CellState.NUMBER), VALUES[kind], texts, maybe(lines))
    words = (texts | st.just("无\n")).filter(lambda text: number_cell(text, kind) is None)
    signs = ("+5", "-0", "+0") if kind is ValueKind.CHANGE else ("0",)
    signed = st.sampled_from(signs).map(lambda text: number_cell(text, kind) or BLANK)
    return st.one_of(st.just(BLANK), plain, annotated, words.map(text_cell), signed)


@st.composite
def tables(draw: st.DrawFn, table: Table) -> Mapping[str, Row]:
    """Rows of a table: some left out, a collapsible group sometimes as one row."""
    groups = [row for row in walk(table.rows) if row.collapsible and draw(st.booleans())]
    below = {leaf.path for group in groups for leaf in group.leaves()}
    rows = [*groups, *(leaf for leaf in table.row_leaves if leaf.path not in below)]
    numbers = range(len(rows))
    chosen = draw(st.just(numbers) | st.sets(st.sampled_from(numbers)).map(sorted))
    printed = [rows[number] for number in chosen]
    # Rows of one kind share a few cells: what matters is how a cell is written, not how many.
    every_kind = dict.fromkeys(_kinds(table, row) for row in printed)
    pools = {kinds: draw(_pool(kinds)) for kinds in every_kind}
    return frozen({row.path: draw(st.sampled_from(pools[_kinds(table, row)])) for row in printed})


def _kinds(table: Table, row: Header) -> tuple[ValueKind, ...]:
    return tuple(table.kind(row, column) for column in table.column_leaves)


@cache
def _pool(kinds: tuple[ValueKind, ...]) -> st.SearchStrategy[list[Row]]:
    return st.lists(st.tuples(*(cells(kind) for kind in kinds)), min_size=1, max_size=2)


# --- what stands around them ------------------------------------------------------------------


@cache
def places(form: FormEdition) -> st.SearchStrategy[str]:
    """Cells, rows, columns, tables and sections."""
    rows = [f"{table.id}.{row.path}" for table in form.tables for row in walk(table.rows)]
    columns = [f"{table.id}/{each.path}" for table in form.tables for each in walk(table.columns)]
    sections = [section.id for section in form.sections]
    tables = [table.id for table in form.tables]
    addresses = [str(address) for address in form.addresses()]
    return st.sampled_from([*sections, *tables, *rows, *columns, *addresses])


@cache
def places_of_check(form: FormEdition) -> st.SearchStrategy[str]:
    """The same, and rows and columns alone."""
    rows = [row.path for table in form.tables for row in table.row_leaves]
    columns = [column.path for table in form.tables for column in table.column_leaves]
    return places(form) | st.sampled_from([*rows, *columns])


@st.composite
def narratives(draw: st.DrawFn, form: FormEdition) -> Mapping[str, Narrative] | None:
    """Prose for some sections, or the word that it is left out."""
    if draw(st.integers(0, 4)) == 0:
        return None
    found: dict[str, Narrative] = {}
    for section in form.sections:
        if not draw(st.booleans()):
            continue
        parts = st.builds(Narrative, st.just("") | texts, st.just("") | texts)
        found[section.id] = draw(parts if section.tables else st.builds(Narrative, texts))
    return frozen(found)


@st.composite
def sources(draw: st.DrawFn) -> Source:
    """A source, whose checksum fits the file if it names one."""
    file = draw(maybe(st.sampled_from(FILE_NAMES)))
    real = hashlib.sha256(FILE_CONTENT).hexdigest()
    any_sum = st.text("0123456789abcdef", min_size=64, max_size=64)
    sha256 = draw(maybe(st.just(real) if file else st.sampled_from(("1" * 64, real)) | any_sum))
    return Source(draw(maybe(lines)), draw(maybe(urls)), draw(maybe(st.dates())), file, sha256)


@st.composite
def extra_tables(draw: st.DrawFn, form: FormEdition) -> ExtraTable:
    """A table of texts, all of its rows equally wide."""
    width = draw(st.integers(1, 4))
    row = st.lists(maybe(texts), min_size=width, max_size=width).map(tuple)
    return ExtraTable(
        id=draw(st.from_regex(re.compile(r"[a-z0-9]{1,4}([-_][a-z0-9]{1,4})?"), fullmatch=True)),
        after=draw(st.sampled_from([section.id for section in form.sections])),
        title=draw(lines),
        header=tuple(draw(st.lists(row, min_size=1, max_size=2))),
        rows=tuple(draw(st.lists(row, max_size=3))),
        unit=draw(maybe(texts)),
        note=draw(maybe(texts)),
        form=draw(maybe(st.sampled_from([table.id for table in form.tables]))),
    )


def _with_own_ids(tables: tuple[ExtraTable, ...]) -> tuple[ExtraTable, ...]:
    return tuple({table.id: table for table in tables}.values())


@cache
def corrections(form: FormEdition) -> st.SearchStrategy[Correction]:
    """A correction of anything."""
    kinds = st.sampled_from(sorted(CORRECTION_KINDS))
    sides = maybe(st.just("") | texts)
    return st.builds(Correction, st.dates(), places(form), texts, kinds, sides, sides)


@cache
def discrepancies(form: FormEdition) -> st.SearchStrategy[Discrepancy]:
    """An explained failure with sums, or without where its check has none."""
    sums = st.integers(-(10**9), 10**9).map(Decimal) | st.decimals(
        min_value=-(10**9), max_value=10**9, places=2, allow_nan=False
    )
    checks = st.sampled_from(("requests.results_total", "plausible.disclosed_growth"))
    return st.builds(Discrepancy, checks, places_of_check(form), texts, maybe(sums), maybe(sums))


# --- reports ----------------------------------------------------------------------------------


@st.composite
def reports(draw: st.DrawFn, editions: Editions) -> Report:
    """A report of any year on any form, every part of it there or not."""
    year = draw(st.integers(FIRST_YEAR, LAST_YEAR))
    stated = draw(maybe(st.sampled_from(list(editions)))) if year >= FIRST_FORM_YEAR else None
    edition = stated or editions.for_year(year)
    form = edition or next(iter(editions))
    days = st.dates(min_value=date(year + 1, 1, 1))
    found = {table.id: tables(table) for table in edition.tables} if edition else {}
    return Report(
        agency="example",
        year=year,
        edition=edition,
        edition_stated=stated is not None,
        title=draw(maybe(lines)),
        published=draw(maybe(days)),
        signed=draw(maybe(st.builds(Signature, maybe(lines), maybe(days)))),
        status=draw(st.sampled_from(Status)),
        source=draw(maybe(sources())),
        preface=draw(maybe(texts)),
        narratives=draw(narratives(form)),
        tables=frozen({name: draw(each) for name, each in found.items() if draw(st.booleans())}),
        printed_labels=draw(st.dictionaries(_labels(form), lines, max_size=3).map(frozen)),
        extra_tables=draw(_some(extra_tables(form)).map(_with_own_ids)),
        attachments=draw(_some(st.builds(Attachment, st.sampled_from(FILE_NAMES), maybe(lines)))),
        notes=draw(_some(st.builds(Note, places(form), texts))),
        discrepancies=draw(_some(discrepancies(form))),
        corrections=draw(_some(corrections(form))),
    )


@cache
def _labels(form: FormEdition) -> st.SearchStrategy[str]:
    return st.sampled_from(list(label_keys(form)))


# --- slips ------------------------------------------------------------------------------------

# What fingers, word processors and attackers put into a file.
TOKENS = (
    *("\n", "\r", "\r\n", "\t", " ", "  ", ":", ": ", " #", "- ", "? ", ",", "[", "]", "{", "}"),
    *("'", '"', "|", ">", "|2", "|-", "&a ", "*a", "!!str ", "!x ", "<<: ", "%TAG\n", "---\n"),
    *("~", "null", "no", "0351", "1_000", "１２", ".nan", "-1", "5.0", "2020-1-3", "9" * 40, "1x"),
    *("：", "\u00a0", "\u3000", "\u200b", "\u202e", "\ufeff", "\x00", "\x1b", "\x85", "\u2028"),
    *("𠀀", '"\\0"', '"\\ud800"', '"\\x1b"', "...\n", "year: ", "tables:\n", "  requests:\n"),
    *("note: ", "{value: 1}", "  - "),
)
tokens = st.sampled_from(TOKENS) | st.text(max_size=3)


@st.composite
def slips(draw: st.DrawFn, text: str) -> str:
    """A text after a few deletions, insertions, replacements and moves."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        middle = draw(st.one_of(tokens, st.just(""), st.just(text[start:end] * 2)))
        text = text[:start] + middle + text[end:]
    return text


# What may stand where a file has a word or a number, for a file that can still be read.
WORDS = (
    *("0", "7", "-1", "999999999999999", "1.50", "~", "/", "无", '"="', "0351", "2020-01-23"),
    *('"<script>"', '"](x)"', "'{{ x }}'", '"# 一"', "null", "true", "{value: 3, printed: 三}"),
    *("[]", "{}", "[1, 2]", "natural_person", "requests", "overview", "2021", "pingtan", "omitted"),
)
_WORD = re.compile(r"[^\s\[\]{},:#'\"]+")


@st.composite
def line_slips(draw: st.DrawFn, text: str) -> str:
    """A text after a few lines were lost, doubled, moved or indented, or had a word exchanged.

    Unlike :func:`slips` it mostly leaves a file that can be read, and figures that disagree.
    """
    lines = text.splitlines()
    for _ in range(draw(st.integers(1, 6))):
        number = draw(st.integers(0, len(lines) - 1))
        line = lines[number]
        match draw(st.integers(0, 9)):
            case 0:
                del lines[number]
            case 1:
                lines.insert(draw(st.integers(0, len(lines))), line)
            case 2:
                lines[number] = draw(st.sampled_from(["  ", " ", ""])) + line.lstrip(" ")
            case _:
                lines[number] = draw(_exchanged(line))
        lines = lines or [""]
    return "\n".join([*lines, ""])


@st.composite
def _exchanged(draw: st.DrawFn, line: str) -> str:
    """A line with one of its words replaced."""
    if not (found := list(_WORD.finditer(line))):
        return line
    place = draw(st.sampled_from(found))
    return line[: place.start()] + draw(st.sampled_from(WORDS)) + line[place.end() :]
