"""The downloads of reports, bodies and years: that they are there, and that a page offers them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.verification.findings import Finding
from gongkai.verification.names import folder_of, id_of, page_of
from gongkai.verification.scope import Pages, Scope

FORMATS: Mapping[str, str] = {"csv": "csv_files", "json": "json_files", "xlsx": "xlsx_files"}
"""The formats of the downloads of each report, by the outputs that make them."""


def offers(scope: Scope, pages: Pages) -> Iterator[Finding]:
    """Downloads that are not there, or that the page beside them does not offer."""
    for page, file in offered(scope):
        if file not in scope.site.files:
            yield Finding(file, "", "report.download", "没有这个文件")
        elif page in pages and file not in scope.site.led_to(pages[page]):
            yield Finding(page, "", "report.download", "页面没有给出", should=file)


def offered(scope: Scope) -> Iterator[tuple[str, str]]:
    """Every download of a report, a body or a year, behind the page that offers it."""
    for extension, output in FORMATS.items():
        if output not in scope.outputs:
            continue
        for report in scope.corpus.reports:
            yield page_of(report), f"{folder_of(report)}/{id_of(report)}.{extension}"
        for agency in sorted({each.agency for each in scope.corpus.reports}):
            folder = f"reports/{agency}"
            yield f"{folder}/index.html", f"{folder}/{agency}.{extension}"
        for year in scope.corpus.years:
            yield f"years/{year}/index.html", f"years/{year}/{year}.{extension}"
