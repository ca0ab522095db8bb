"""What outputs are given and what they give: the site's data in, files of the site out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import TypeAlias

from gongkai.cache import Cache
from gongkai.checks.book import CheckBook
from gongkai.corpus import Corpus
from gongkai.forms.model import FormEdition
from gongkai.history import History
from gongkai.outputs.extras import EXTRAS
from gongkai.reports.model import Report


class Mode(StrEnum):
    """Who publishes: the body itself, or citizens who keep a copy and must say so."""

    OFFICIAL = "official"
    UNOFFICIAL = "unofficial"


@dataclass(frozen=True, slots=True)
class Site:
    """Everything an output may look at: the reports and what the checks say of them.

    ``address`` is the site's own URL where it is known. ``outputs`` are the names of those that are
    made, None for all but the extras: pages link only to what is there. ``cache`` keeps what is
    costly to make; without it everything is made. ``history`` is what git tells of the files of the
    reports, and ``repository`` the address at which the public finds them. ``is_preview`` tells
    that only those who work on the data see the site.
    """

    corpus: Corpus
    checks: CheckBook
    mode: Mode = Mode.UNOFFICIAL
    address: str | None = None
    outputs: tuple[str, ...] | None = None
    cache: Cache | None = None
    history: History = field(default_factory=History)
    repository: str | None = None
    is_preview: bool = False

    def has(self, output: str) -> bool:
        """Whether the site has what an output makes."""
        return output not in EXTRAS if self.outputs is None else output in self.outputs


@dataclass(frozen=True, slots=True)
class SiteFile:
    """One file of the site.

    ``uri`` is its source path below the site's root (``reports/pingtan/2020.md``). ``content`` is
    its text, its bytes, or the file on disk that is to be copied; a page is always text. ``parent``
    is the uri of the page above it, for breadcrumbs and the sidebar; siblings come in reading
    order. ``menu_title`` is its short name there. ``edit_path`` is the data file it shows, relative
    to the project; ``updated`` the day its data last changed. ``sha256`` is that of a download that
    is copied from disk, taken when the data were read.
    """

    uri: str
    content: str | bytes | Path = field(repr=False)
    title: str = ""
    menu_title: str = ""
    parent: str | None = None
    edit_path: str | None = None
    updated: date | None = None
    sha256: str = ""


Output: TypeAlias = Callable[[Site], Iterator[SiteFile]]

Summary: TypeAlias = Callable[[Sequence[SiteFile]], Iterator[SiteFile]]
"""What is made of the files of all outputs."""

HOME = "index.md"
AGENCIES = "reports/index.md"
YEARS = "years/index.md"
FORMS = "forms/index.md"
CHECKS = "checks/index.md"
RULES = "checks/rules.md"


def agency_uri(agency_id: str) -> str:
    """The page of a body."""
    return f"reports/{agency_id}/index.md"


def report_uri(report: Report) -> str:
    """The page of a report."""
    return f"reports/{report.agency}/{report.year}.md"


def report_id(report: Report) -> str:
    """What a report is called in downloads and addresses: body and year."""
    return f"{report.agency}-{report.year}"


def year_uri(year: int) -> str:
    """The page of a year."""
    return f"years/{year}.md"


def form_uri(edition: FormEdition) -> str:
    """The page of an edition of the form."""
    return f"forms/{edition.id}.md"


def href(source: str, target: str, fragment: str = "") -> str:
    """The relative link from the page at uri ``source`` to the page or file at uri ``target``.

    Pages are addressed as folders (``reports/pingtan/2020.md`` is at ``reports/pingtan/2020/``),
    so links hold under any sub-path and with any host that serves the folder.
    """
    path = _way(address_of(source), target)
    if path == "./" and fragment:
        path = ""
    return f"{path}#{fragment}" if fragment else path


@lru_cache(maxsize=4096)  # a page links to few others, but to each of them many times
def _way(base: str, target: str) -> str:
    """The relative path from a folder to a page or file."""
    start, end = base.split("/") if base else [], address_of(target).split("/")
    shared = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(start, end, strict=False))
    )
    steps = [".."] * (len(start) - shared) + [each for each in end[shared:] if each]
    path = "/".join(steps) or "."
    return f"{path}/" if target.endswith(".md") else path


def address_of(uri: str) -> str:
    """The folder a page is served from, or the path of any other file."""
    folder, _, name = uri.rpartition("/")
    return folder if name in ("index.md", "index.html") else uri.removesuffix(".md")
