"""Downloads for spreadsheets and statistics programs: the long table as CSV.

UTF-8 with a byte order mark, without which spreadsheet programs garble Chinese; commas, CRLF and
quotes as RFC 4180 says. Text that a spreadsheet would take for a formula gets an apostrophe before
it; what JSON gives is as printed.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from functools import lru_cache

from gongkai.outputs.data_package import CSVW, PACKAGE, csv_on_the_web, package
from gongkai.outputs.downloads import agency_file, corpus_file, report_file, year_file
from gongkai.outputs.formulas import harmless
from gongkai.outputs.long_table import NAMES, ReportRows, Row, Value, report_rows
from gongkai.outputs.model import Site, SiteFile

BYTE_ORDER_MARK = "\ufeff"
_END = "\r\n"


def build(site: Site) -> Iterator[SiteFile]:
    """A file for each report, body and year, and one of all with what describes it."""
    lines = {
        (report.agency, report.year): _report_lines(report_rows(site, report)).encode()
        for report in site.corpus.reports
    }
    for (agency_id, year), own_lines in lines.items():
        yield _file(report_file(agency_id, year, "csv"), [own_lines])
    for agency in site.corpus.agencies:
        if own := site.corpus.reports_of(agency.id):
            parts = [lines[each.agency, each.year] for each in own]
            yield _file(agency_file(agency.id, "csv"), parts)
    for year in site.corpus.years:
        parts = [lines[each.agency, each.year] for each in site.corpus.reports_on(year)]
        yield _file(year_file(year, "csv"), parts)
    everything = _whole(lines.values())
    yield SiteFile(corpus_file("csv"), everything)
    yield SiteFile(PACKAGE, package(everything))
    yield SiteFile(CSVW, csv_on_the_web())


def _file(uri: str, parts: Iterable[bytes]) -> SiteFile:
    return SiteFile(uri, _whole(parts))


def _whole(parts: Iterable[bytes]) -> bytes:
    """A whole file out of the lines of reports."""
    return b"".join((f"{BYTE_ORDER_MARK}{csv_lines([NAMES])}".encode(), *parts))


def _report_lines(rows: ReportRows) -> str:
    """The lines of a report; what they have in common is written out once."""
    head, tail = _fields(*rows.head), _fields(*rows.tail)
    return "".join(
        [
            f"{head},{_fields(*place)},{_fields(*content)},{tail}{_END}"
            for place, content in rows.cells
        ]
    )


@lru_cache(maxsize=1 << 14, typed=True)  # of two equal figures the print beside them tells which
def _fields(*row: Value) -> str:
    """Some fields of a line."""
    return "".join(_lines([row])).removesuffix(_END)


def csv_lines(rows: Iterable[Row]) -> str:
    """Rows as lines of CSV, without a header."""
    return "".join(_lines(rows))


class _Lines(list[str]):
    """A file for a writer of CSV, which writes a row at a time."""

    write = list.append


def _lines(rows: Iterable[Row]) -> list[str]:
    """Each row as it is written, with its end."""
    lines = _Lines()
    csv.writer(lines).writerows([_shown(value) for value in row] for row in rows)
    return lines


def _shown(value: Value) -> Value:
    """A value as a spreadsheet program may read it: numbers stay numbers, text stays text."""
    return harmless(value) if isinstance(value, str) else value
