"""The folder of a built site: its files, its pages, and where an address leads in it."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from gongkai.verification.page import Page, PageReader

NOT_FOUND = "404.html"
"""The one page that a server gives for addresses at any depth."""

_MOST_ASKED = 20


def is_page(file: str) -> bool:
    """Whether a file is a page of the site."""
    return posixpath.basename(file) == "index.html" or file == NOT_FOUND


@dataclass(frozen=True)
class BuiltSite:
    """A built site; ``address`` is its own URL with ``/`` at the end, None where it is unknown."""

    folder: Path
    address: str | None = None

    @classmethod
    def opened(cls, folder: Path, address: str | None = None) -> BuiltSite:
        """The site in a folder, whose address is what its pages say if none is given."""
        site = cls(folder)
        stated = address or next(site._stated(), None)
        return cls(folder, f"{stated.rstrip('/')}/" if stated else None)

    def _stated(self) -> Iterator[str]:
        """What pages say of the site's address; the first few are enough."""
        reader = PageReader()
        for file in self.pages[:_MOST_ASKED]:
            text = self.read(file).decode("utf-8", errors="replace")
            own, path = reader.read(file, text).canonical, file.removesuffix("index.html")
            if own is not None and own.endswith(f"/{path}"):
                yield own.removesuffix(path)

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file by its path from the site's folder on."""
        return frozenset(self._walk())

    def _walk(self) -> Iterator[str]:
        """The files, and links to folders, which nobody follows."""
        for folder, folders, names in os.walk(self.folder):
            below = Path(folder).relative_to(self.folder).as_posix()
            linked = [each for each in folders if Path(folder, each).is_symlink()]
            yield from (posixpath.normpath(posixpath.join(below, n)) for n in [*names, *linked])

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """The files of pages, in order; HTML of another name is a download, such as an original."""
        return tuple(sorted(each for each in self.files if is_page(each)))

    def path(self, file: str) -> Path:
        return self.folder / file

    def read(self, file: str) -> bytes:
        return self.path(file).read_bytes()

    @property
    def root(self) -> str:
        """The path of the site's address, ``/`` where it is unknown."""
        return urlsplit(self.address).path if self.address else "/"

    def url(self, file: str) -> str:
        """The address of a page by its file; the site's own is known."""
        return f"{self.address}{file.removesuffix('index.html')}"

    def file_of(self, path: str, page: str) -> str | None:
        """The file that a relative path leads to from a page, None where there is none."""
        at = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path)))
        return None if at.startswith("..") else self._served(at)

    def led_to(self, page: Page) -> frozenset[str]:
        """The files that the relative links of a page lead to."""
        paths = {address.partition("#")[0].partition("?")[0] for address in page.links}
        found = (self.file_of(path, page.path) for path in paths if path)
        return frozenset(file for file in found if file is not None)

    def file_at(self, url: str) -> str | None:
        """The file at an address of this site, None where there is none."""
        path = unquote(urlsplit(url).path)
        return self._served(path.removeprefix(self.root)) if self.owns(url) else None

    def owns(self, url: str) -> bool:
        """Whether an absolute address is one of this site's."""
        return self.address is not None and f"{url}/".startswith(self.address)

    def _served(self, at: str) -> str | None:
        """What a server gives for a path: the file, or that of the page in a folder."""
        at = at.rstrip("/") if at != "." else ""
        if at in self.files:
            return at
        page = posixpath.join(at, "index.html")
        return page if page in self.files else None
