"""The official layout of a report: title, six parts, tables as on the form, signature.

This is the one model that all formats print. Everything in it is plain text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from gongkai.exporters.form_grid import extra_grid, form_grid
from gongkai.exporters.grid import Grid, stacked
from gongkai.forms.model import FormEdition, Section, Table
from gongkai.outputs.report_facts import show_day
from gongkai.outputs.report_tables import notes_of
from gongkai.render.prose import split_blocks
from gongkai.reports.model import ExtraTable, Narrative, Report


class Kind(StrEnum):
    """What a paragraph is for, which decides how it is set."""

    BODY = "body"
    CAPTION = "caption"
    UNIT = "unit"
    NOTE = "note"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a part, or of a division of its prose."""

    text: str
    is_part: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; line breaks in it are as typed."""

    text: str
    kind: Kind = Kind.BODY


Block: TypeAlias = Heading | Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Part:
    """One of the six parts; the first also has what stands before it, the last what follows."""

    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A report as it is printed; ``day`` is the newest that it states, or the last of its year."""

    title: str
    parts: tuple[Part, ...]
    day: date

    def blocks(self) -> Iterator[Block]:
        for part in self.parts:
            yield from part.blocks


def layout_of(report: Report, form: FormEdition, title: str) -> Layout:
    """The layout of a report on its form."""
    before, after = tuple(_preface(report)), tuple(_closing(report))
    last = len(form.sections) - 1
    parts = tuple(
        _part(report, form, section, before if n == 0 else (), after if n == last else ())
        for n, section in enumerate(form.sections)
    )
    return Layout(title, parts, report.updated or date(report.year, 12, 31))


def _part(
    report: Report,
    form: FormEdition,
    section: Section,
    before: tuple[Block, ...],
    after: tuple[Block, ...],
) -> Part:
    label = report.printed_labels.get(f"sections.{section.id}", section.label)
    blocks = (
        *before,
        Heading(label, is_part=True),
        *_section(report, form, section),
        *after,
    )
    return Part(label, blocks)


def _section(report: Report, form: FormEdition, section: Section) -> Iterator[Block]:
    prose = (report.narratives or {}).get(section.id, Narrative())
    yield from _prose(prose.before)
    if report.narratives is None and not section.tables:
        yield Paragraph(_left_out(report), Kind.NOTE)
    tables = [table for table in form.tables if table.section == section.id]
    yield from _tables(report, tables)
    yield from _prose(prose.after)
    for extra in report.extra_tables:
        if extra.after == section.id:
            yield from _extra(extra)
    for number, note in notes_of(report, section):
        yield Paragraph(f"注{number}：{note.text}", Kind.NOTE)


def _left_out(report: Report) -> str:
    """What stands where the original has prose that the data leave out."""
    url = report.source.url if report.source else None
    return f"正文未收录，见来源：{url}" if url else "正文未收录，见来源。"


def _prose(text: str) -> Iterator[Block]:
    for block in split_blocks(text):
        yield Heading(block.text, is_part=False) if block.is_heading else Paragraph(block.text)


def _tables(report: Report, tables: Sequence[Table]) -> Iterator[Block]:
    """The printed tables; those with captions are one table, as on the form."""
    run: list[Grid] = []
    for table in tables:
        grid = form_grid(report, table) if report.rows(table) else None
        if run and (grid is None or table.caption is None):
            yield stacked(run)
            run = []
        if grid is None:
            name = f"“{table.caption}”" if table.caption else ""
            yield Paragraph(f"原报告没有{name}这张表。", Kind.NOTE)
        elif table.caption is None:
            yield grid
        else:
            run.append(grid)
    if run:
        yield stacked(run)


def _extra(table: ExtraTable) -> Iterator[Block]:
    yield Paragraph(table.title, Kind.CAPTION)
    if table.unit:
        yield Paragraph(f"单位：{table.unit}", Kind.UNIT)
    yield extra_grid(table)
    if table.note:
        yield Paragraph(f"注：{table.note}", Kind.NOTE)


# --- before and after the parts ---------------------------------------------------------------


def _preface(report: Report) -> Iterator[Block]:
    if report.preface is not None:
        yield from _prose(report.preface)


def _closing(report: Report) -> Iterator[Block]:
    """Attachments by name, then who signs and when."""
    for number, each in enumerate(report.attachments, start=1):
        lead = "附件：" if number == 1 else "　　　"
        yield Paragraph(f"{lead}{number}. {each.title or each.file}")
    if report.signed is not None:
        day = show_day(report.signed.date) if report.signed.date else None
        for text in (report.signed.name, day):
            if text:
                yield Paragraph(text, Kind.SIGNATURE)
