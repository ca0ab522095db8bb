"""The files of a site: all that have to be there, each as it should be, and no others."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.search.simplified import as_module
from gongkai.verification.findings import Finding
from gongkai.verification.scope import Pages, Scope
from gongkai.verification.stock import SIMPLIFIED, Stock


def inventory(scope: Scope, _: Pages) -> Iterator[Finding]:
    """Files that are missing, foreign, or otherwise than where they come from."""
    stock = Stock(scope)
    files = scope.site.files
    demanded = set(stock.demanded())
    for file in sorted(demanded - files):
        yield Finding(file, "", "file.missing")
    for file in sorted(files - demanded - stock.copied.keys() - {*stock.possible()}):
        yield Finding(file, "", "file.foreign")
    for file, source in stock.copied.items():
        if file in files and scope.site.read(file) != source.read_bytes():
            yield Finding(file, "", "file.changed", stock.told(source))
    if SIMPLIFIED in files and scope.site.read(SIMPLIFIED) != as_module().encode():
        yield Finding(SIMPLIFIED, "", "file.changed")
