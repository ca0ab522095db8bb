"""The addresses that pages name: each leads somewhere in the site, none is fetched from afar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import unquote

from gongkai.verification.built_site import NOT_FOUND, BuiltSite
from gongkai.verification.findings import Finding
from gongkai.verification.page import Page
from gongkai.verification.scope import Pages, Scope
from gongkai.verification.tag_facts import css_addresses

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_ANYWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)


def links(scope: Scope, pages: Pages) -> Iterator[Finding]:
    """Addresses that lead nowhere, and files that are fetched from another host."""
    ids = cache(lambda file: frozenset(pages[file].ids))
    for page in pages.values():
        lead = _Leading(scope.site, page)
        for address in sorted(page.links | page.loads):
            path, _, fragment = address.partition("#")
            code, file = lead.to(path.partition("?")[0])
            if code == "request.host" and address not in page.loads:
                continue  # a link may lead to another host
            if not code and fragment and file in pages and unquote(fragment) not in ids(file):
                code = "link.fragment"
            if code:
                yield Finding(page.path, "", code, address)
    yield from _style_sheets(scope.site)


class _Leading:
    """Where the addresses on a page lead; each path is looked up once."""

    def __init__(self, site: BuiltSite, page: Page) -> None:
        self._site = site
        self._page = page.path
        self._known: dict[str, tuple[str, str | None]] = {}

    def to(self, path: str) -> tuple[str, str | None]:
        """The code of what is wrong with a path ("" for nothing), and the file it leads to."""
        if path not in self._known:
            self._known[path] = self._look_up(path)
        return self._known[path]

    def _look_up(self, path: str) -> tuple[str, str | None]:
        site = self._site
        if not path:
            return "", self._page
        if _ANYWHERE.match(path):
            if not site.owns(path):
                return "request.host", None
            file = site.file_at(path)
        elif _SCHEME.match(path):
            return "", None
        elif path.startswith("/"):
            if self._page != NOT_FOUND:
                return "link.absolute", None
            inside = path.startswith(site.root)
            file = site.file_of(path.removeprefix(site.root) or ".", "") if inside else None
        else:
            # The page for missing ones is shown at any depth, where this leads anywhere.
            file = None if self._page == NOT_FOUND else site.file_of(path, self._page)
        return ("", file) if file is not None else ("link.dead", None)


def _style_sheets(site: BuiltSite) -> Iterator[Finding]:
    """What style sheets name: files of the site, or images written out in them."""
    for file in sorted(site.files):
        if PurePosixPath(file).suffix != ".css":
            continue
        for address in css_addresses(site.read(file).decode("utf-8", errors="replace")):
            if _ANYWHERE.match(address):
                yield Finding(file, "", "request.host", address)
            elif not address.startswith(("data:", "#")) and site.file_of(address, file) is None:
                yield Finding(file, "", "link.dead", address)
