"""The years of a body side by side: each figure leads to a cell of a report, and is that cell's."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote

from gongkai.reports.model import Cell
from gongkai.verification.figures import figures_of
from gongkai.verification.findings import Finding
from gongkai.verification.page import Page
from gongkai.verification.scope import Scope


def linked_figures(scope: Scope, page: Page) -> Iterator[Finding]:
    """Figures that are not what stands in the cell to which they lead."""

    @cache
    def figures(path: str) -> dict[str, Cell]:
        file = scope.site.file_of(path, page.path) if path else None
        report = scope.by_page.get(file or "")
        return figures_of(report) if report else {}

    for address, shown in page.linked:
        path, _, fragment = address.partition("#")
        cell = figures(path).get(unquote(fragment))
        if cell is not None and shown != cell.printed:
            place = f"{path}#{unquote(fragment)}"
            yield Finding(page.path, "", "cell.linked", place, stands=shown, should=cell.printed)
