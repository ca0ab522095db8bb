"""Generated pages in MkDocs' hands: titles as text, dates from the data, links to the data."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urljoin, urlsplit

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.pages import Page

from gongkai.mkdocs_adapter.direct import DirectWriter, GeneratedPage, Overview
from gongkai.outputs.model import SiteFile

# Material puts these into its pages as they are; our pages hold them as escaped HTML.
_PRINTED_META = ("title", "description", "author", "subtitle")


def create_pages(
    site_files: Iterable[SiteFile],
    files: Files,
    config: MkDocsConfig,
    writer: DirectWriter | None,
) -> None:
    """Creates the pages, which ``writer`` renders if there is one.

    Those in the user's menu have the title that stands there, or none yet.
    """
    site_files = list(site_files)
    parents = {each.parent for each in site_files}
    titles = dict(nav_titles(config.nav))
    for site_file in site_files:
        file = files.get_file_from_path(site_file.uri)
        if file is None or not file.is_documentation_page():
            continue
        if file.inclusion is not InclusionLevel.NOT_IN_NAV:
            GeneratedPage(titles.get(site_file.uri), file, config, writer)
            continue
        kind = Overview if site_file.uri in parents else GeneratedPage
        kind(menu_title(site_file), file, config, writer)


def nav_titles(nav: object, title: str | None = None) -> Iterator[tuple[str, str | None]]:
    """Every page of the user's ``nav``, with the title that it is given there."""
    if isinstance(nav, str):
        yield posixpath.normpath(nav), title
    elif isinstance(nav, dict):
        for name, item in nav.items():
            yield from nav_titles(item, name)
    elif isinstance(nav, list):
        for item in nav:
            yield from nav_titles(item)


def dress_pages(site_files: Iterable[SiteFile], files: Files) -> None:
    """Gives each page a menu title, where the user's ``nav`` has none, and mends its edit link."""
    for site_file in site_files:
        file = files.get_file_from_path(site_file.uri)
        if file is not None and file.page is not None:
            file.page.title = file.page.title or menu_title(site_file)
            file.page.edit_url = folded(file.page.edit_url)


def date_pages(dates: Mapping[str, str], files: Files) -> None:
    """Gives each page the day of its data; pages without data the newest day of all.

    MkDocs would take today, and the compressed sitemap with it: two builds of the same data differ.
    """
    newest = max(dates.values(), default=None)
    for file in files.documentation_pages():
        day = dates.get(file.src_uri, newest)
        if file.page is not None and day is not None:
            file.page.update_date = day


def dates_by_uri(site_files: Iterable[SiteFile]) -> dict[str, str]:
    """The day on which each page's data last changed, as far as known."""
    return {each.uri: each.updated.isoformat() for each in site_files if each.updated}


def menu_title(site_file: SiteFile) -> Markup:
    """A page's short title as HTML: MkDocs and Material print titles unescaped."""
    return escape(site_file.menu_title or site_file.title)


def escape_meta(page: Page, title: str) -> None:
    """Marks what our front matter says as the HTML it is: templates print it, filters leave it."""
    for name in _PRINTED_META:
        if isinstance(value := page.meta.get(name), str):
            page.meta[name] = Markup(value)  # noqa: S704 - escaped by render_page
    if title:
        page.meta["title"] = escape(title)


def folded(address: str | None) -> str | None:
    """An address without ``..``, which MkDocs folds only where ``repo_url`` is set."""
    if address is None:
        return None
    return urljoin(address, urlsplit(address)._replace(scheme="", netloc="").geturl())
