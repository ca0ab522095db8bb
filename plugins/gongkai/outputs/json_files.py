"""Downloads for programs: each report as one document, lists of bodies and reports, JSON Lines.

Everything as printed, nothing defused. Integers are JSON numbers; figures with decimals are texts
with their digits, since most programs would make floats of them. ``report.schema.json`` beside this
module describes a report's document; members are only ever added within a version.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from gongkai.forms.model import Table
from gongkai.outputs.check_flags import Flag, flags_of
from gongkai.outputs.downloads import (
    AGENCIES_JSON,
    DATA,
    REPORTS_JSON,
    SCHEMA,
    agency_file,
    corpus_file,
    report_file,
    year_file,
)
from gongkai.outputs.long_table import (
    CONTENT,
    HEAD,
    PLACE,
    TAIL,
    Value,
    cells_in,
    printed_columns,
    printed_rows,
    report_rows,
)
from gongkai.outputs.model import Site, SiteFile, agency_uri, href, report_id, report_uri
from gongkai.outputs.report_facts import agency_of, report_title
from gongkai.reports.agency import Agency
from gongkai.reports.model import Cell, CellState, Report

VERSION = 1

Json: TypeAlias = dict[str, Any]

_SCHEMA = Path(__file__).with_name("report.schema.json").read_text(encoding="utf-8")


def build(site: Site) -> Iterator[SiteFile]:
    """A document for each report, body and year; both lists, all cells by line, the schema."""
    texts = {
        (report.agency, report.year): to_text(document(site, report)).encode()
        for report in site.corpus.reports
    }
    for (agency_id, year), text in texts.items():
        yield SiteFile(report_file(agency_id, year, "json"), text + b"\n")
    for agency in site.corpus.agencies:
        if own := site.corpus.reports_of(agency.id):
            parts = [texts[each.agency, each.year] for each in own]
            yield SiteFile(agency_file(agency.id, "json"), _list(parts))
    for year in site.corpus.years:
        parts = [texts[each.agency, each.year] for each in site.corpus.reports_on(year)]
        yield SiteFile(year_file(year, "json"), _list(parts))
    agencies = [to_text(_agency(site, each)).encode() for each in site.corpus.agencies]
    entries = [to_text(_entry(site, each)).encode() for each in site.corpus.reports]
    yield SiteFile(AGENCIES_JSON, _list(agencies))
    yield SiteFile(REPORTS_JSON, _list(entries))
    yield SiteFile(corpus_file("jsonl"), "".join(_lines(site)).encode())
    yield SiteFile(SCHEMA, _SCHEMA)


def to_text(value: Json) -> str:
    """A value as JSON on one line; no text in it can end a script that it stands in."""
    return _ENCODER.encode(value).replace("<", "\\u003c")


def _plain(value: object) -> str:
    """A day, or a figure with decimals, as text without loss."""
    if isinstance(value, date | Decimal):
        return str(value)
    raise TypeError(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain)


def _list(texts: list[bytes]) -> bytes:
    return b"[\n" + b",\n".join(texts) + b"\n]\n"


def _lines(site: Site) -> Iterator[str]:
    """Every cell as an object with the names of the long table's columns."""
    for report in site.corpus.reports:
        rows = report_rows(site, report)
        head, tail = _members(HEAD, *rows.head), _members(TAIL, *rows.tail)
        for place, content in rows.cells:
            cell = f"{_members(PLACE, *place)},{_members(CONTENT, *content)}"
            yield f"{{{head},{cell},{tail}}}\n"


@lru_cache(maxsize=1 << 14, typed=True)  # of two equal figures the print beside them tells which
def _members(names: tuple[str, ...], *values: Value) -> str:
    """The members of an object, without its braces."""
    return to_text(dict(zip(names, values, strict=False)))[1:-1]


# --- one report -------------------------------------------------------------------------------


def document(site: Site, report: Report) -> Json:
    """A report as data: what its page says, without our words. What is not stated is null."""
    signed, source, edition = report.signed, report.source, report.edition
    return {
        "version": VERSION,
        **_entry(site, report),
        "signed": signed and {"name": signed.name, "date": signed.date},
        "source": source
        and {
            "title": source.title,
            "url": source.url,
            "retrieved": source.retrieved,
            "sha256": source.sha256,
        },
        "preface": report.preface,
        "narratives": _narratives(report),
        "tables": [_table(report, each) for each in edition.tables] if edition else [],
        "extra_tables": [
            {
                "id": each.id,
                "after": each.after,
                "title": each.title,
                "unit": each.unit,
                "header": each.header,
                "rows": each.rows,
                "note": each.note,
            }
            for each in report.extra_tables
        ],
        "notes": [{"at": each.at, "text": each.text} for each in report.notes],
        "discrepancies": [
            {
                "check": each.check,
                "at": each.at,
                "left": _figure(each.left),
                "right": _figure(each.right),
                "note": each.note,
            }
            for each in report.discrepancies
        ],
        "flags": [_flag(each) for each in flags_of(site, report)],
        "corrections": [
            {
                "date": each.date,
                "at": each.at,
                "old": each.old,
                "new": each.new,
                "reason": each.reason,
                "kind": each.kind,
            }
            for each in report.corrections
        ],
    }


def _narratives(report: Report) -> Json | None:
    """The prose by section; null where the source has prose that the data leave out."""
    if report.narratives is None:
        return None
    return {
        section: {"before": prose.before, "after": prose.after}
        for section, prose in report.narratives.items()
    }


def _table(report: Report, table: Table) -> Json:
    columns = printed_columns(report, table)
    return {
        "id": table.id,
        "section": table.section,
        "unit": table.unit,
        "columns": [{"id": column.path, "label": label} for column, label in columns],
        "rows": [
            {
                "id": row.path,
                "label": label,
                "cells": [_cell(each) for each in cells_in(report, table, row)],
            }
            for row, label in printed_rows(report, table)
        ],
    }


def _flag(flag: Flag) -> Json:
    """What a check found, explained or not, as the report's page numbers it."""
    known = flag.result.discrepancy
    return {
        "number": flag.number,
        "cell": str(flag.address) if flag.address else None,
        "check": flag.result.rule.short_id,
        "note": known.note if known else None,
    }


def _cell(cell: Cell) -> Json:
    """What stands in a cell; only a number has a value, only what is printed has its print."""
    shown: Json = {"state": cell.state.value}
    if cell.state is CellState.NUMBER:
        shown["value"] = _figure(cell.value)
    if cell.printed:
        shown["printed"] = cell.printed
    if cell.unit:
        shown["unit"] = cell.unit
    return shown


def _figure(value: int | Decimal | None) -> int | str | None:
    """A figure without loss: an integer, or a decimal as text."""
    if not isinstance(value, Decimal):
        return value
    return str(value) if value.as_tuple().exponent else int(value)


# --- lists ------------------------------------------------------------------------------------


def _entry(site: Site, report: Report) -> Json:
    """What names a report, and where it stands, relative to the list in ``data/``."""
    page = report_uri(report)
    return {
        "report_id": report_id(report),
        "agency": {"id": report.agency, "name": agency_of(site, report).name},
        "year": report.year,
        "edition": report.edition.id if report.edition else None,
        "title": report_title(site, report),
        "published": report.published,
        "page": href(DATA, page),
        "json": href(DATA, report_file(report.agency, report.year, "json")),
    }


def _agency(site: Site, agency: Agency) -> Json:
    region = agency.region
    return {
        "id": agency.id,
        "name": agency.name,
        "kind": agency.kind.value,
        "level": agency.level,
        "region": region and {"code": region.code, "name": region.name},
        "aliases": agency.aliases,
        "former_names": [{"name": f.name, "until": f.until} for f in agency.former_names],
        "page": href(DATA, agency_uri(agency.id)),
        "years": [each.year for each in site.corpus.reports_of(agency.id)],
    }
