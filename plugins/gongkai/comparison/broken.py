"""Links that would break: addresses of one state that the other does not have."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.comparison.model import BrokenPage
from gongkai.comparison.state import Addresses
from gongkai.outputs.model import address_of


def broken_pages(before: Addresses, after: Addresses) -> Iterator[BrokenPage]:
    """Pages and files that are gone, and pages with fragments that are gone, in order of uri."""
    there = {address_of(uri): fragments for uri, fragments in after.items()}
    for uri, fragments in sorted(before.items()):
        if address_of(uri) not in there:
            yield BrokenPage(uri, is_gone=True)
        elif gone := fragments - there[address_of(uri)]:
            yield BrokenPage(uri, is_gone=False, fragments=tuple(sorted(gone)))
