"""Every report has its page, and is on every page that should lead to it."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.reports.model import Report
from gongkai.verification.findings import Finding
from gongkai.verification.names import page_of
from gongkai.verification.scope import Pages, Scope, title_of


def indexes(scope: Scope, pages: Pages) -> Iterator[Finding]:
    """Reports without a page, or that the page of body, year, all bodies or home does not name."""
    named = {index: scope.site.led_to(pages[index]) for index in _all_indexes(scope) & pages.keys()}
    for report in scope.corpus.reports:
        page = page_of(report)
        if "report_pages" in scope.outputs and page not in scope.site.files:
            yield Finding(page, "", "report.page", title_of(scope, report))
            continue
        for index, ways in _indexes(report):
            if index in named and named[index].isdisjoint(ways):
                yield Finding(index, "", "report.index", title_of(scope, report), should=page)


def withdrawn(scope: Scope, pages: Pages) -> Iterator[Finding]:
    """Reports that were taken back of which no page says so, or that their body's does not name."""
    for report in scope.corpus.withdrawn if "report_pages" in scope.outputs else ():
        page, index = page_of(report), f"reports/{report.agency}/index.html"
        if page not in scope.site.files:
            yield Finding(page, "", "report.page", title_of(scope, report))
        elif index in pages and page not in scope.site.led_to(pages[index]):
            yield Finding(index, "", "report.index", title_of(scope, report), should=page)


def _all_indexes(scope: Scope) -> set[str]:
    return {index for report in scope.corpus.reports for index, _ in _indexes(report)}


def _indexes(report: Report) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The pages that have to lead to a report, and by way of which pages they may."""
    page, year = page_of(report), f"years/{report.year}/index.html"
    yield f"reports/{report.agency}/index.html", (page,)
    yield "reports/index.html", (page,)
    yield year, (page,)
    # With many bodies the home page lists the years instead.
    yield "index.html", (page, year)
