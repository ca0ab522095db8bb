"""The tree of Markdown that ``gongkai build`` writes: where each page stands in it.

A page stands in the folder that it is served from, as ``index.md``. A builder that takes the links
in raw HTML for links between sources then makes the same of them as one that leaves them alone.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from gongkai.outputs.model import SiteFile

_LINK = re.compile(r"(\]\()([^)\s#?]+)\.md(?=[)\s#?])")
_INDEX = "index.md"


def in_folders(files: Iterable[SiteFile]) -> Iterator[SiteFile]:
    """The files of a site with every page in its folder."""
    for file in files:
        yield replace(file, uri=place_of(file.uri)) if file.uri.endswith(".md") else file


def place_of(uri: str) -> str:
    """Where a page stands: ``reports/a/2010.md`` in ``reports/a/2010/index.md``."""
    is_index = posixpath.basename(uri) == _INDEX
    return uri if is_index else f"{uri.removesuffix('.md')}/{_INDEX}"


def relinked(text: str, path: str, moved: Collection[str]) -> str:
    """An authored page with links that follow the pages that were moved."""

    def follow(found: re.Match[str]) -> str:
        folder = posixpath.dirname(path)
        target = posixpath.normpath(posixpath.join(folder, f"{found[2]}.md"))
        return f"{found[1]}{found[2]}/{_INDEX}" if target in moved else found[0]

    return _LINK.sub(follow, text)
