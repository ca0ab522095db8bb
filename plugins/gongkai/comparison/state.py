"""One state of the data: what is public in it, what is not yet, and every address of its site."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from gongkai.issues import Issue
from gongkai.outputs.model import Site, SiteFile, report_uri
from gongkai.reports.model import Report

Key: TypeAlias = tuple[str, int]
"""The body and the year of a report."""

Addresses: TypeAlias = Mapping[str, frozenset[str]]
"""The uri of every page and file of a site, with the fragments that people may cite."""

# Of an element, or of a Markdown heading.
_ID = re.compile(r'\sid="(?P<element>[^"]+)"|^#.* \{#(?P<heading>[^ }]+)[^{}]*\}$', re.MULTILINE)
# Numbered in the order of the page, for its own links only.
_OWN = re.compile(r"(?:flag|sum)-[0-9]+")


@dataclass(frozen=True, slots=True)
class State:
    """The data at one moment.

    ``site`` holds what the public sees, ``drafts`` the reports that it does not. ``issues`` are
    those of reading. ``name`` is what a person calls the state.
    """

    name: str
    site: Site
    drafts: Mapping[Key, Report]
    issues: tuple[Issue, ...]
    addresses: Addresses

    def reports(self) -> dict[Key, Report]:
        """The public reports by body and year."""
        return {key_of(report): report for report in self.site.corpus.reports}

    def withdrawn(self) -> dict[Key, Report]:
        """The reports of which the public sees that they were taken back, by body and year."""
        return {key_of(report): report for report in self.site.corpus.withdrawn}


def key_of(report: Report) -> Key:
    return report.agency, report.year


def addresses_of(files: Iterable[SiteFile], reports: Iterable[Report]) -> Addresses:
    """Every address that the files of a site give.

    The ids of sections, rows and cells on the pages of reports are the same for ever; those of
    other pages come and go with what is listed there, so that nobody is to cite them.
    """
    pages = {report_uri(report) for report in reports}
    return {
        file.uri: _fragments(file.content) if file.uri in pages else frozenset() for file in files
    }


def _fragments(content: object) -> frozenset[str]:
    text = content if isinstance(content, str) else ""
    found = (html.unescape(each["element"] or each["heading"]) for each in _ID.finditer(text))
    return frozenset(each for each in found if not _OWN.fullmatch(each))
