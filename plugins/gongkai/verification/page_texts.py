"""The prose, the tables outside the form and the footnotes of a report, each on its page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.reports.model import ExtraTable, Report
from gongkai.verification.findings import Finding
from gongkai.verification.page import Page, squeezed

_BETWEEN_PARAGRAPHS = re.compile(r"\n\s*\n")
_SPOKEN_BLANK = "原表未填"


def page_texts(page: Page, report: Report) -> Iterator[Finding]:
    """The texts of a report that its page does not hold word for word."""
    for place, text in texts_of(report):
        if squeezed(text) not in page.text:
            yield Finding(page.path, place, "text.html", should=text.strip())


def texts_of(report: Report) -> Iterator[tuple[str, str]]:
    """Every text that stands on the page in one piece, with the section that it belongs to."""
    prose = {"preface": report.preface or ""}
    for section, narrative in (report.narratives or {}).items():
        prose[section] = f"{narrative.before}\n\n{narrative.after}"
    for section, text in prose.items():
        for paragraph in _BETWEEN_PARAGRAPHS.split(text):
            yield section, paragraph
    for table in report.extra_tables:
        for text in _table(table):
            yield f"extra-{table.id}", text
    for number, note in enumerate(report.notes, start=1):
        yield f"note-{number}", note.text


def _table(table: ExtraTable) -> Iterator[str]:
    """The texts of a table: title, headers and note, and each row with its blanks as spoken."""
    yield from (table.title, table.note or "")
    for header in table.header:
        yield from (text for text in header if text)
    for label, *cells in table.rows:
        yield (label or "") + "".join(text or _SPOKEN_BLANK for text in cells)
