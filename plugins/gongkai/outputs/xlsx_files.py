"""Downloads for readers of spreadsheets: workbooks with a row for each printed row of a table.

Each table of the form has its sheet, and the first sheet says how to read them. The day of a
workbook is the newest that its reports state, never the clock.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TypeAlias

from gongkai.cache import Cache, key_of
from gongkai.outputs.data_package import TITLE
from gongkai.outputs.downloads import agency_file, corpus_file, report_file, year_file
from gongkai.outputs.long_table import Row, rows_of
from gongkai.outputs.model import Site, SiteFile
from gongkai.outputs.report_facts import report_title
from gongkai.outputs.wide_table import (
    BEFORE,
    Sheet,
    SheetKey,
    WideRow,
    count_rows,
    sheets,
    wide_rows,
)
from gongkai.outputs.workbook import (
    MADE_BY,
    MOST_CHARACTERS,
    MOST_DIGITS,
    SheetContent,
    sheet_names,
    workbook,
)
from gongkai.reports.model import Report

MOST_ROWS = 500_000
"""So many rows are in one workbook of everything; a sheet can hold twice as many."""

NOTES = "说明"
_HOW = (
    ("行", "一行是统计表印出的一行；原报告没有印的行不列。"),
    ("空格", "空格是原表未填，不是 0，合计时请留意；/ 和其他文字照原样。"),
    ("单位、原样、说明", "只涉及某些栏的，前面写明栏名。原样是格内印有、而数字显示不出来的。"),
    ("数字", f"超过 {MOST_DIGITS} 位的数写作文字，以免表格软件改动末几位。"),
    (
        "文字",
        f"以 = + - @ 等开头的文字仍是文字，不是公式。超过 {MOST_CHARACTERS} 字的截短，末尾是“…”。",
    ),
    ("全文", "同一网站上的 CSV 逐格一行；JSON 还有年报的文字。"),
)
_WIDTHS = {BEFORE.index("agency_name"): 24, BEFORE.index("row"): 24, BEFORE.index("row_label"): 48}

_ReportId: TypeAlias = tuple[str, int]
_Rows: TypeAlias = Mapping[_ReportId, Sequence[WideRow]]


def build(site: Site) -> Iterator[SiteFile]:
    """A workbook for each report, body and year, and one of everything, or several."""
    rows = {_id(each): tuple(wide_rows(rows_of(site, each))) for each in site.corpus.reports}
    catalogue = _named_sheets(site)
    for uri, reports in _workbooks(site):
        content = tuple(_contents(site, reports, rows, catalogue))
        yield SiteFile(uri, _bytes(site.cache, _day(reports), content))


def _bytes(cache: Cache | None, day: date, content: tuple[SheetContent, ...]) -> bytes:
    """The workbook, out of the cache if it is there."""
    make = partial(workbook, TITLE, day, content)
    return make() if cache is None else cache.get(key_of(MADE_BY, TITLE, day, content), make)


def _workbooks(site: Site) -> Iterator[tuple[str, Sequence[Report]]]:
    """Every workbook by its uri, with the reports in it."""
    for report in site.corpus.reports:
        yield report_file(report.agency, report.year, "xlsx"), [report]
    for agency in site.corpus.agencies:
        if own := site.corpus.reports_of(agency.id):
            yield agency_file(agency.id, "xlsx"), own
    for year in site.corpus.years:
        yield year_file(year, "xlsx"), site.corpus.reports_on(year)
    yield from corpus_workbooks(site).items()


def corpus_workbooks(site: Site) -> dict[str, list[Report]]:
    """The reports in each workbook of everything, by its uri; numbered where there are several."""
    parts: list[list[Report]] = []
    room = 0
    for report in site.corpus.reports:
        count = count_rows(report)
        if not parts or count > room:
            parts.append([])
            room = MOST_ROWS
        parts[-1].append(report)
        room -= count
    if len(parts) == 1:
        return {corpus_file("xlsx"): parts[0]}
    return {corpus_file("xlsx", number): part for number, part in enumerate(parts, start=1)}


def _id(report: Report) -> _ReportId:
    return report.agency, report.year


def _day(reports: Iterable[Report]) -> date:
    """The newest day that the reports state, or the end of the year that each is on."""
    return max(report.updated or date(report.year, 12, 31) for report in reports)


# --- sheets -----------------------------------------------------------------------------------


def _named_sheets(site: Site) -> dict[SheetKey, tuple[str, Sheet]]:
    """Every sheet with its name, which is the same in all workbooks of the site."""
    found = sheets(reversed(tuple(site.corpus.editions)))
    known: set[str] = set()
    titles = [NOTES]
    for sheet in found.values():
        older = sheet.title in known
        titles.append(f"{sheet.title}（{sheet.editions[0]}）" if older else sheet.title)
        known.add(sheet.title)
    _, *names = sheet_names(titles)
    return {key: (name, found[key]) for key, name in zip(found, names, strict=True)}


def _contents(
    site: Site,
    reports: Sequence[Report],
    rows: _Rows,
    catalogue: Mapping[SheetKey, tuple[str, Sheet]],
) -> Iterator[SheetContent]:
    """The notes, then a sheet for each table of which the reports print rows."""
    by_sheet: defaultdict[SheetKey, list[Row]] = defaultdict(list)
    for report in reports:
        for key, values in rows[_id(report)]:
            by_sheet[key].append(values)
    used = {key: each for key, each in catalogue.items() if key in by_sheet}
    notes = (("内容", _subject(site, reports)), *_HOW, *map(_described, used.values()))
    yield SheetContent(NOTES, ("项目", NOTES), notes, {0: 44, 1: 100})
    for key, (name, sheet) in used.items():
        yield SheetContent(name, sheet.header, by_sheet[key], _WIDTHS)


def _subject(site: Site, reports: Sequence[Report]) -> str:
    if len(reports) == 1:
        return report_title(site, reports[0])
    years = sorted({report.year for report in reports})
    span = f"{years[0]} 年" if len(years) == 1 else f"{years[0]}—{years[-1]} 年"
    return f"{TITLE}：{len(reports)} 份，{span}"


def _described(named: tuple[str, Sheet]) -> Row:
    """What programs need to know of a sheet: table, editions, and the ids of its columns."""
    name, sheet = named
    columns = "、".join(f"{label}（{path}）" for path, label in sheet.figures.items())
    return name, f"表 {sheet.table}，表式 {'、'.join(sheet.editions)}。各栏：{columns}"
