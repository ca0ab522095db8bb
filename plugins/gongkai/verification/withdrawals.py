"""The page of a report that was taken back: it says since when and why, and shows nothing of it."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.reports.model import Report
from gongkai.verification.findings import Finding
from gongkai.verification.page import Page, squeezed
from gongkai.verification.page_texts import texts_of

_SHORT = 12  # a shorter text may stand on any page


def withdrawn_page(page: Page, report: Report) -> Iterator[Finding]:
    """What the page does not say of the withdrawal, and what it still shows of the report."""
    entry = report.withdrawal
    if entry is not None:
        day = f"{entry.date.year}年{entry.date.month}月{entry.date.day}日"
        for should in (f"{day}：本报告已撤回", entry.reason):
            if squeezed(should) not in page.text:
                yield Finding(page.path, "", "report.withdrawn", should=should.strip())
    for address, cell in page.cells.items():
        yield Finding(page.path, address, "report.withdrawn", stands=cell.shown)
    for place, text in texts_of(report):
        if len(squeezed(text)) > _SHORT and squeezed(text) in page.text:
            yield Finding(page.path, place, "report.withdrawn", stands=text.strip())
