"""The whole way from ``reports/`` to the files of a site: nothing is printed, nothing written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.cache import Cache
from gongkai.checks.book import CheckBook
from gongkai.checks.run import check_corpus
from gongkai.corpus import Corpus, Track, load_corpus
from gongkai.forms.loader import load_editions
from gongkai.history import History, read_history
from gongkai.issues import Issue, Loaded, Location, make_issue
from gongkai.outputs import OUTPUT_NAMES, OUTPUTS, SUMMARIES
from gongkai.outputs.extras import EXTRAS
from gongkai.outputs.model import Mode, Site, SiteFile, address_of

ALL = "all"
CACHE = Path(".cache/gongkai")
"""Where a project keeps what is costly to make, from its root on."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides a site besides its data.

    ``outputs`` None means all but the extras, and so does ``ALL`` among the names. Paths in issues
    are relative to ``root``. ``address`` is the site's own URL, where it is known. What is costly
    to make is kept in ``cache_dir``; None keeps nothing, and nothing in the site depends on it.
    ``history`` asks git when each report was last changed; ``repository`` is where the public finds
    those commits.
    """

    reports_dir: Path
    root: Path
    editions_dirs: tuple[Path, ...] = ()
    mode: Mode = Mode.UNOFFICIAL
    drafts: bool = False
    outputs: tuple[str, ...] | None = None
    address: str | None = None
    cache_dir: Path | None = None
    history: bool = False
    repository: str | None = None


@dataclass(frozen=True, slots=True)
class SiteBuild:
    """The files of a site in order of output, and every issue met.

    ``issues`` are of files that cannot be taken as they are; ``findings`` are of figures and words
    that were read well and contradict each other, and that nothing explains. Pages can be shown
    with findings, and say so; only ``issues`` make the files incomplete. ``history_is_cut`` tells
    that of some reports a full clone would know when they were last changed.
    """

    files: tuple[SiteFile, ...]
    issues: tuple[Issue, ...]
    findings: tuple[Issue, ...] = ()
    history_is_cut: bool = False

    @property
    def all_issues(self) -> tuple[Issue, ...]:
        return (*self.issues, *self.findings)


@dataclass(frozen=True, slots=True)
class SiteChecks:
    """The results of every rule on the site's reports, and every issue of files and figures."""

    book: CheckBook
    issues: tuple[Issue, ...]


def check_site(settings: Settings, track: Track[Path] = iter) -> SiteChecks:
    """What all rules say of the reports that the settings describe."""
    site = load_site(settings, track)
    book = site.value.checks
    return SiteChecks(book, (*site.issues, *book.issues()))


def build_site(settings: Settings, track: Track[Path] = iter) -> SiteBuild:
    """All files of the site that the settings describe."""
    site = load_site(settings, track)
    files = site_files(site.value)
    findings = tuple(site.value.checks.issues())
    issues = (*site.issues, *_collisions(files))
    return SiteBuild(files, issues, findings, site.value.history.is_cut)


def load_site(settings: Settings, track: Track[Path] = iter) -> Loaded[Site]:
    """The data of the site that the settings describe, read and checked.

    The issues are those of reading; what the checks say is in the site.
    """
    corpus = read_corpus(settings, track)
    return Loaded(site_of(corpus.value, settings), corpus.issues)


def read_corpus(settings: Settings, track: Track[Path] = iter) -> Loaded[Corpus]:
    """All reports that the settings describe, drafts among them."""
    editions = load_editions(settings.editions_dirs, settings.root)
    loaded = load_corpus(settings.reports_dir, editions.value, settings.root, track)
    return Loaded(loaded.value, (*editions.issues, *loaded.issues))


def site_of(corpus: Corpus, settings: Settings) -> Site:
    """The site of some reports, checked; without the drafts unless the settings want them."""
    shown = corpus if settings.drafts else corpus.published()
    return Site(
        shown,
        check_corpus(shown),
        mode=settings.mode,
        address=settings.address,
        outputs=chosen_outputs(settings.outputs),
        cache=Cache(settings.cache_dir) if settings.cache_dir else None,
        history=_history(shown, settings),
        repository=settings.repository,
        is_preview=settings.drafts,
    )


def _history(corpus: Corpus, settings: Settings) -> History:
    """What git tells of the files of the reports, where it is to be asked."""
    if not settings.history:
        return History()
    return read_history(settings.reports_dir, [each.file for each in corpus.pages()])


def chosen_outputs(names: Collection[str] | None) -> tuple[str, ...] | None:
    """The outputs that are made, in the order of the registry; None for all but the extras."""
    if names is None:
        return None
    return tuple(
        each for each in OUTPUT_NAMES if each in names or (ALL in names and each not in EXTRAS)
    )


def site_files(site: Site) -> tuple[SiteFile, ...]:
    """The files of the site's outputs, then what summarizes them."""
    builds = [build for name, build in OUTPUTS.items() if site.has(name)]
    files = tuple(file for build in builds for file in build(site))
    summaries = [summarize for name, summarize in SUMMARIES.items() if site.has(name)]
    return (*files, *(file for summarize in summaries for file in summarize(files)))


def _collisions(files: Iterable[SiteFile]) -> Iterator[Issue]:
    """Two files at one address, also where only upper and lower case differ."""
    seen: set[str] = set()
    for file in files:
        address = address_of(file.uri).casefold()
        if address in seen:
            yield make_issue("site.collision", Location(file.uri), "与另一页写到同一网址")
        seen.add(address)
