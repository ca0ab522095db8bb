"""Links that would break: addresses of one state that the other does not have."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.comparison.model import BrokenPage
from gongkai.comparison.state import Addresses


def broken_pages(before: Addresses, after: Addresses) -> Iterator[BrokenPage]:
    """Pages and files that are gone, and pages with fragments that are gone, in order of uri."""
    for uri, fragments in sorted(before.items()):
        if uri not in after:
            yield BrokenPage(uri, is_gone=True)
        elif gone := fragments - after[uri]:
            yield BrokenPage(uri, is_gone=False, fragments=tuple(sorted(gone)))
