"""The checksums that ``SHA256SUMS`` and the Data Package state, against the files."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from hashlib import sha256

from gongkai.verification.built_site import is_page
from gongkai.verification.findings import Finding
from gongkai.verification.scope import Pages, Scope
from gongkai.verification.unreadable import or_unreadable

LIST = "SHA256SUMS"
PACKAGE = "data/datapackage.json"
_LINE = re.compile(r"(\\?)([0-9a-f]{64}) [ *](.+)")
_ESCAPE = re.compile(r"\\([\\nr])")
_ESCAPED = {"n": "\n", "r": "\r", "\\": "\\"}


def checksums(scope: Scope, _: Pages) -> Iterator[Finding]:
    """Files whose checksum is not the one stated, that are not there, or that are not listed."""
    if PACKAGE in scope.site.files:
        yield from or_unreadable(PACKAGE, _package(scope))
    if "checksums" not in scope.outputs:
        return
    files = scope.site.files
    if LIST not in files:
        if any(map(_is_download, files)):
            yield Finding(LIST, "", "file.missing")
        return
    listed = _listed(scope)
    for file, should in sorted(listed.items()):
        if file not in files:
            yield Finding(LIST, file, "checksum.wrong", "没有这个文件", should=should)
        else:
            yield from _compared(scope, file, should)
    for file in sorted(files - listed.keys() - {LIST}):
        yield Finding(file, "", "checksum.unlisted")


def _listed(scope: Scope) -> dict[str, str]:
    """The checksums in the list by file."""
    lines = scope.site.read(LIST).decode("utf-8", errors="replace").splitlines()
    found = (match for line in lines if (match := _LINE.fullmatch(line)))
    return {_name(each[3], is_escaped=bool(each[1])): each[2] for each in found}


def _name(written: str, *, is_escaped: bool) -> str:
    return _ESCAPE.sub(lambda found: _ESCAPED[found[1]], written) if is_escaped else written


def _is_download(file: str) -> bool:
    return file.startswith(("data/", "reports/", "years/")) and not is_page(file)


def _package(scope: Scope) -> Iterator[Finding]:
    """The size and checksum that the Data Package states of its files."""
    for each in json.loads(scope.site.read(PACKAGE))["resources"]:
        file = posixpath.join(posixpath.dirname(PACKAGE), each["path"])
        if file not in scope.site.files:
            yield Finding(PACKAGE, each["path"], "checksum.wrong", "没有这个文件")
            continue
        yield from _compared(scope, file, each["hash"].removeprefix("sha256:"))
        size = len(scope.site.read(file))
        if size != each["bytes"]:
            yield Finding(
                PACKAGE, each["path"], "checksum.wrong", "字节数", str(each["bytes"]), str(size)
            )


def _compared(scope: Scope, file: str, should: str) -> Iterator[Finding]:
    stands = sha256(scope.site.read(file)).hexdigest()
    if stands != should:
        yield Finding(file, "", "checksum.wrong", stands=stands, should=should)
