"""Where a generated page stands: parents, neighbours, and the part of the sidebar that is its own.

The user's ``nav`` holds index pages only, since a page that carries the whole menu grows with the
site. A page below such an index gets the index's section as its parent, for breadcrumbs and the lit
tab; its own part of the menu is spliced into the sidebar only while the page is rendered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from mkdocs.plugins import get_plugin_logger
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

from gongkai.mkdocs_adapter.pages import menu_title
from gongkai.outputs.model import SiteFile

log = get_plugin_logger(__name__)

OVERVIEW = "概览"

# So many neighbours make a menu; more make a list, which belongs on the index page.
MENU_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way to a page. ``title`` is HTML; the page itself has no address."""

    title: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Splice:
    """Items that stand in a section of the menu only while certain pages are rendered."""

    section: Section
    items: tuple[StructureItem, ...]


class Sidebar:
    """Holds the splice of the page that is being rendered."""

    def __init__(self) -> None:
        self._open: Splice | None = None
        self._own_children: list[StructureItem] = []

    def open(self, splice: Splice | None) -> None:
        """Puts a splice at the end of its section, in place of the one before."""
        self.close()
        if splice is not None:
            self._open, self._own_children = splice, splice.section.children
            splice.section.children = [*self._own_children, *splice.items]

    def close(self) -> None:
        """Takes the open splice out, if there is one."""
        if self._open is not None:
            self._open.section.children = self._own_children
            self._open = None


def place_pages(site_files: Iterable[SiteFile], files: Files) -> dict[str, Splice]:
    """The splice of each page that has one, by uri; sets parents and neighbours of all pages."""
    tree = _Tree(site_files, files)
    tree.chain_neighbours()
    return dict(tree.attach_all())


def trail(page: Page, nav: Navigation) -> list[Crumb]:
    """The way from the home page down to a page; empty for the home page itself.

    A section's first page stands for the section, so it does not follow it once more.
    """
    if page.is_homepage:
        return []
    above = [nav.homepage] if nav.homepage is not None else []
    steps = [*above, *reversed(list(page.ancestors))]
    if steps and first_url(steps[-1]) == page.url:
        *steps, last = steps
        return [*_crumbs(steps), Crumb(last.title or "", None)]
    return [*_crumbs(steps), Crumb(page.title or "", None)]


def entrances(nav: Navigation) -> list[Crumb]:
    """The top of the menu, with the page that each entry opens."""
    return list(_crumbs(nav.items))


def first_url(item: StructureItem) -> str:
    """The address that a menu entry opens: its own, or that of the first entry below it."""
    if isinstance(item, Page | Link):
        return item.url
    children = item.children if isinstance(item, Section) else []
    return first_url(children[0]) if children else ""


def _crumbs(items: Iterable[StructureItem]) -> Iterator[Crumb]:
    for item in items:
        yield Crumb(item.title or "", first_url(item))


def _is_in_menu(page: Page) -> bool:
    return page.file.inclusion is not InclusionLevel.NOT_IN_NAV


class _Tree:
    """The generated pages by uri, and which lie below which, in reading order."""

    def __init__(self, site_files: Iterable[SiteFile], files: Files) -> None:
        self._pages: dict[str, Page] = {}
        self._titles: dict[str, str] = {}
        self._children: dict[str, list[str]] = defaultdict(list)
        for site_file in site_files:
            file = files.get_file_from_path(site_file.uri)
            if file is not None and file.page is not None:
                self._pages[site_file.uri] = file.page
                self._titles[site_file.uri] = menu_title(site_file)
                self._children[site_file.parent or ""].append(site_file.uri)

    def chain_neighbours(self) -> None:
        """Previous and next among the pages below one parent that have none below them."""
        for parent in self._children:
            leaves = [self._pages[uri] for uri in self._below(parent) if not self._below(uri)]
            for before, after in pairwise(leaves):
                before.next_page, after.previous_page = after, before

    def attach_all(self) -> Iterator[tuple[str, Splice]]:
        """Attaches what lies below the pages of the user's menu; gives each page's splice."""
        for uri, page in self._pages.items():
            if not _is_in_menu(page) or page.is_homepage or not self._below(uri):
                continue
            if page.parent is None:
                log.info("nav 中的 %s 要写成栏目“- 名称: [%s]”，其下的页面才有侧栏", uri, uri)
            else:
                yield from self._attach_below(uri, page.parent)

    def _attach_below(self, uri: str, section: Section) -> Iterator[tuple[str, Splice]]:
        below = self._below(uri)
        leaves = [each for each in below if not self._below(each)]
        for branch in (each for each in below if each not in leaves):
            splice = Splice(section, (self._section(branch, section),))
            yield from ((each, splice) for each in self._walk(branch))
        as_menu = len(leaves) == len(below) <= MENU_LENGTH
        items = tuple(self._leaf(each, section) for each in leaves)
        for each, page in zip(leaves, items, strict=True):
            yield each, Splice(section, items if as_menu else (page,))
        if as_menu:
            yield uri, Splice(section, items)

    def _below(self, uri: str) -> list[str]:
        """The pages below a page that are not in the user's menu anyway."""
        return [each for each in self._children.get(uri, ()) if not _is_in_menu(self._pages[each])]

    def _walk(self, uri: str) -> Iterator[str]:
        yield uri
        for each in self._below(uri):
            yield from self._walk(each)

    def _section(self, uri: str, parent: Section) -> Section:
        """A page with all below it as a section, which its parent does not list."""
        section = Section(self._titles[uri], [])
        section.parent = parent
        page = self._leaf(uri, section)
        page.title = OVERVIEW
        section.children = [page]
        for each in self._below(uri):
            is_branch = bool(self._below(each))
            section.children.append(
                self._section(each, section) if is_branch else self._leaf(each, section)
            )
        return section

    def _leaf(self, uri: str, parent: Section) -> Page:
        page = self._pages[uri]
        page.parent = parent
        return page
