"""A whole verification: the pages, what joins them, the downloads, the search."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from gongkai.verification.checksums import checksums
from gongkai.verification.download_figures import downloads_of
from gongkai.verification.feeds import feeds
from gongkai.verification.findings import Finding
from gongkai.verification.indexes import indexes, withdrawn
from gongkai.verification.inventory import inventory
from gongkai.verification.links import links
from gongkai.verification.manifest import manifest
from gongkai.verification.names import id_of
from gongkai.verification.offers import offers
from gongkai.verification.originals import originals
from gongkai.verification.page import Page, PageReader
from gongkai.verification.page_checks import page_checks
from gongkai.verification.scope import Pages, Scope
from gongkai.verification.search_index import TABLE, fragments, index_table, indexed_text
from gongkai.verification.sitemap import sitemap
from gongkai.verification.unreadable import or_unreadable

T = TypeVar("T")


class Steps(Protocol):
    """Shows how far along a step is while it passes the items through."""

    def __call__(self, step: str, items: Sequence[T]) -> Iterable[T]: ...


def silent(step: str, items: Sequence[T]) -> Iterable[T]:  # noqa: ARG001 - nothing is shown
    """No steps are shown."""
    return items


@dataclass(frozen=True, slots=True)
class Verification:
    """All findings, in order of file and place, and how much was read."""

    findings: tuple[Finding, ...]
    files: int
    pages: int
    downloads: int
    reports: int
    sampled: int

    @property
    def passes(self) -> bool:
        return not self.findings


Check = Callable[[Scope, Pages], Iterable[Finding]]

# What is looked at in every site as a whole, whatever the sample.
_WHOLE: tuple[Check, ...] = (
    indexes,
    withdrawn,
    offers,
    sitemap,
    feeds,
    links,
    inventory,
    originals,
    checksums,
    manifest,
)


def verify(scope: Scope, steps: Steps = silent) -> Verification:
    """What a site shows otherwise than the data, and what is unsound in it."""
    pages, findings = _read_pages(scope, steps)
    for check in _WHOLE:
        findings += check(scope, pages)
    downloads = downloads_of(scope)
    for each in steps("核对下载文件", downloads):
        findings += each.findings(scope)
    findings += _search(scope, steps)
    return Verification(
        findings=tuple(sorted(set(findings), key=_order)),
        files=len(scope.site.files),
        pages=len(pages),
        downloads=len(downloads),
        reports=len(scope.corpus.reports),
        sampled=len(scope.reports),
    )


def _read_pages(scope: Scope, steps: Steps) -> tuple[Pages, list[Finding]]:
    """Every page but those that are left unread, and what there is to say of each by itself.

    Their texts and cells are dropped again, since thousands of pages would not fit into memory.
    """
    reader = PageReader()
    findings: list[Finding] = []
    pages: dict[str, Page] = {}
    for file in steps("读取网页", [each for each in scope.site.pages if each not in scope.unread]):
        try:
            text = scope.site.read(file).decode("utf-8")
        except UnicodeDecodeError as error:
            findings.append(Finding(file, "", "file.unreadable", str(error)))
            continue
        page = reader.read(file, text, with_text=_has_figures(scope, file))
        findings += page_checks(scope, page)
        pages[file] = replace(page, text="", cells={}, linked=(), scripts=(), data=())
    return pages, findings


def _has_figures(scope: Scope, file: str) -> bool:
    """Whether a page is of a report that is read word by word, or of a body with such reports."""
    known = (scope.by_page, scope.withdrawn_by_page)
    return any(file in each for each in known) or (scope.is_whole and file.startswith("reports/"))


def _search(scope: Scope, steps: Steps) -> Iterator[Finding]:
    if {"search", "report_pages"} <= scope.outputs:
        yield from or_unreadable(TABLE, index_table(scope))
        names = fragments(scope)
        for report in steps("核对搜索索引", scope.reports):
            if id_of(report) in names:
                yield from indexed_text(scope, names[id_of(report)], report)


def _order(finding: Finding) -> tuple[str, str, str, str]:
    return finding.file, finding.place, finding.code, finding.message
