"""The page of one report: six parts in the official order, its tables as on the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.forms.model import FormEdition, Section, Table
from gongkai.outputs.check_flags import Flag, flag_list, flags_of, signs
from gongkai.outputs.check_sheet import check_sheet
from gongkai.outputs.model import Site, SiteFile, agency_uri, report_uri
from gongkai.outputs.page_tags import article_tags
from gongkai.outputs.report_corrections import banner
from gongkai.outputs.report_facts import (
    adjacent_years,
    appendix,
    facts,
    report_title,
)
from gongkai.outputs.report_sentence import description, sentence
from gongkai.outputs.report_tables import FormTables, extra_table, filled_rows, legend, notes_of
from gongkai.outputs.report_totals import Total, links, totals_fold, totals_of
from gongkai.outputs.search_facts import search_attributes
from gongkai.outputs.withdrawn_page import withdrawn_page
from gongkai.render.html import element, escape, link
from gongkai.render.markdown import Meta, render_page
from gongkai.render.prose import heading, render_prose
from gongkai.reports.model import Narrative, Report


def build(site: Site) -> Iterator[SiteFile]:
    """One Markdown page for every report, and a notice for each that was taken back."""
    tables = FormTables(site)
    for report in site.corpus.pages():
        withdrawal = report.withdrawal if report in site.corpus.withdrawn else None
        yield (
            withdrawn_page(site, report, withdrawal) if withdrawal else _file(site, report, tables)
        )


def _file(site: Site, report: Report, tables: FormTables) -> SiteFile:
    return SiteFile(
        uri=report_uri(report),
        content=_page(site, report, tables),
        title=report_title(site, report),
        menu_title=str(report.year),
        parent=agency_uri(report.agency),
        edit_path=report.path,
        updated=report.updated,
    )


def _page(site: Site, report: Report, tables: FormTables) -> str:
    title = report_title(site, report)
    about = description(site, report)
    meta: Meta = {"title": title, "description": about, **article_tags(site, report)}
    flags = flags_of(site, report)
    totals = totals_of(site, report)
    parts = _Parts(site, report, flags, totals, tables, signs(flags), links(report, totals))
    return render_page(
        meta,
        [
            heading(title, 1, "top"),
            adjacent_years(site, report),
            banner(report),
            sentence(site, report),
            facts(site, report, search_attributes(site, report)),
            render_prose(report.preface, "preface", level=2) if report.preface else "",
            *(block for section in sections(site, report) for block in _section(parts, section)),
            *check_sheet(site, report, flags),
            *appendix(site, report),
        ],
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the parts of one report are made of.

    By address, ``marks`` are the signs at cells and ``targets`` where their figures lead.
    """

    site: Site
    report: Report
    flags: tuple[Flag, ...]
    totals: tuple[Total, ...]
    tables: FormTables
    marks: Mapping[str, str]
    targets: Mapping[str, str]


def sections(site: Site, report: Report) -> tuple[Section, ...]:
    """The parts to show: all of the form; before the first form only those that hold something."""
    if report.edition is not None:
        return report.edition.sections
    oldest: FormEdition | None = next(iter(site.corpus.editions), None)
    held = set(report.narratives or ()) | {table.after for table in report.extra_tables}
    return tuple(section for section in oldest.sections if section.id in held) if oldest else ()


def _section(parts: _Parts, section: Section) -> Iterator[str]:
    report = parts.report
    label = report.printed_labels.get(f"sections.{section.id}", section.label)
    # Every report of the form has it: for the search it is a label, not a word of this report.
    yield heading(label, 2, section.id, "data-gk=form")
    prose = (report.narratives or {}).get(section.id, Narrative())
    if prose.before:
        yield render_prose(prose.before, section.id)
    elif not section.tables:
        yield _no_prose(report)
    yield from _tables(parts, section, label)
    if prose.after:
        yield render_prose(prose.after, f"{section.id}-after")
    for extra in report.extra_tables:
        if extra.after == section.id:
            yield extra_table(extra)
    yield _notes(report, section)
    own_flags = (each for each in parts.flags if each.section == section.id)
    yield flag_list(parts.site, report, own_flags)


def _no_prose(report: Report) -> str:
    """Why a part of prose is empty: left out here, or not in the report."""
    if report.narratives is not None:
        return element("p", "原报告此部分没有文字。", class_="gk-notice")
    source = report.source.url if report.source else None
    where = link("见来源", source, rel="external") if source else "见来源"
    return element("p", f"正文未收录，{where}。", class_="gk-notice")


def _tables(parts: _Parts, section: Section, label: str) -> Iterator[str]:
    """The section's tables, with a legend where cells are blank and a short list for phones.

    Below each its totals are opened to their parts.
    """
    report = parts.report
    if report.edition is None or not section.tables:
        return
    tables = [table for table in report.edition.tables if table.section == section.id]
    printed = [table for table in tables if report.rows(table)]
    yield legend(report, printed)
    yield filled_rows(report, printed)
    for table in tables:
        if report.rows(table):
            yield parts.tables.html(report, table, label, parts.marks, parts.targets)
            yield totals_fold(parts.site, report, table, parts.totals)
        else:
            yield _not_printed(table, label)


def _not_printed(table: Table, label: str) -> str:
    return element("p", f"原报告没有“{escape(table.caption or label)}”这张表。", class_="gk-notice")


def _notes(report: Report, section: Section) -> str:
    """The footnotes that belong to a section, numbered as their marks are."""
    items = [
        element("li", escape(note.text), id=f"note-{number}", value=number)
        for number, note in notes_of(report, section)
    ]
    return element("ol", "\n".join(["", *items, ""]), class_="gk-notes") if items else ""
