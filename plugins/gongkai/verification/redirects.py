"""The pages at former addresses: each leads to the new one, and is in no list."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from gongkai.verification.findings import Finding
from gongkai.verification.page import Page
from gongkai.verification.scope import Scope


def redirect_page(scope: Scope, page: Page, target: str) -> Iterator[Finding]:
    """Where a former page leads elsewhere, may be found by search engines, or runs anything."""
    way = f"{posixpath.relpath(posixpath.dirname(target), posixpath.dirname(page.path))}/"
    address = scope.site.url(target) if scope.site.address else way
    facts = {
        "canonical": (page.canonical or "", address),
        "refresh": ("".join(each.text for each in page.unsafe), f"0; url={way}"),
        "links": (" ".join(sorted(page.links)), " ".join(sorted({way, address}))),
        "robots": (page.named.get("robots", ""), "noindex"),
        "script": (" ".join([*page.scripts, *sorted(page.loads)]), ""),
    }
    for place, (stands, should) in facts.items():
        if stands != should:
            yield Finding(page.path, place, "page.redirect", stands=stands, should=should)
