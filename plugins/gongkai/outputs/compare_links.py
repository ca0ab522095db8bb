"""Links to the page on which reports are compared."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from gongkai.outputs.model import Site, href, report_id
from gongkai.reports.model import Report

COMPARE = "compare/index.md"


def has_compare(site: Site) -> bool:
    """Whether there is such a page: not without the documents that it reads."""
    return site.has("compare_page") and site.has("json_files")


def compare_href(source: str, reports: Iterable[Report]) -> str:
    """The address that shows reports side by side, seen from the page at uri ``source``."""
    query = urlencode([("r", report_id(each)) for each in reports])
    return f"{href(source, COMPARE)}?{query}"
