"""What the search knows of a report besides its text: attributes of the page, which are no text."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.outputs.model import Site
from gongkai.outputs.report_facts import agency_of
from gongkai.render.numbers import is_filled
from gongkai.reports.agency import KIND_LABELS
from gongkai.reports.model import Report


def search_attributes(site: Site, report: Report) -> dict[str, str | int | None]:
    """The attributes that mark a report for the index and hold what it is sorted by."""
    agency = agency_of(site, report)
    return {
        "data_gk": "report",
        "data_gk_year": report.year,
        "data_gk_agency": agency.id,
        "data_gk_name": agency.name,
        "data_gk_kind": KIND_LABELS[agency.kind],
        "data_gk_region": agency.region.name if agency.region else None,
        "data_gk_tables": " ".join(tables_with_figures(report)),
    }


def tables_with_figures(report: Report) -> Iterator[str]:
    """The tables of the form in which the report has anything but blanks and zeros."""
    for table in report.edition.tables if report.edition else ():
        cells = (cell for row in report.rows(table).values() for cell in row)
        if any(is_filled(cell) and cell.value != 0 for cell in cells):
            yield table.id
