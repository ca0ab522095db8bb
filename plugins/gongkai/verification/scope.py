"""What a site is held against: the data, and the folders from which a builder copies files."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from gongkai.corpus import Corpus
from gongkai.reports.model import Report
from gongkai.verification.built_site import BuiltSite
from gongkai.verification.former_pages import redirects_of
from gongkai.verification.names import page_of
from gongkai.verification.page import Page


@dataclass(frozen=True)
class Scope:
    """A site and what it has to show.

    ``outputs`` are the names of what is made. ``docs`` hold authored pages and files, ``themes``
    the files of the builder's theme. ``scripts`` are the hashes of inline scripts that may run
    besides the theme's own, as a content security policy writes them. With ``sample`` only so many
    reports are read; ``seed`` decides which, and which words the search is asked for.
    """

    site: BuiltSite
    corpus: Corpus
    outputs: frozenset[str]
    docs: tuple[Path, ...] = ()
    themes: tuple[Path, ...] = ()
    scripts: frozenset[str] = field(default_factory=frozenset)
    sample: int | None = None
    seed: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether every report is read cell by cell."""
        return self.sample is None or self.sample >= len(self.corpus.reports)

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """The reports that are read cell by cell, in order."""
        every = self.corpus.reports
        if self.sample is None or self.is_whole:
            return every
        chosen = random.Random(self.seed).sample(range(len(every)), self.sample)  # noqa: S311 - no secret
        return tuple(every[number] for number in sorted(chosen))

    @cached_property
    def by_page(self) -> Mapping[str, Report]:
        """Those reports by the file of their page."""
        return {page_of(each): each for each in self.reports}

    @cached_property
    def unread(self) -> frozenset[str]:
        """The pages of the other reports, of which only the checksum is looked at."""
        return frozenset(page_of(each) for each in self.corpus.reports) - self.by_page.keys()

    @cached_property
    def redirects(self) -> Mapping[str, str]:
        """The page that each former page leads to, both by their files."""
        return redirects_of(self.corpus, self.outputs)

    @cached_property
    def withdrawn_by_page(self) -> Mapping[str, Report]:
        """The reports that were taken back by the file of the page that says so."""
        return {page_of(each): each for each in self.corpus.withdrawn}


Pages = Mapping[str, Page]
"""Every page that could be read, by its file."""


def title_of(scope: Scope, report: Report) -> str:
    """The title that a report prints, or the usual one."""
    agency = scope.corpus.agency(report.agency)
    name = agency.name if agency else report.agency
    return report.title or f"{name}{report.year}年政府信息公开工作年度报告"
