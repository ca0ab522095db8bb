"""The archive: the files of a site in order and without times, so that two are equal."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from gongkai.outputs.downloads import CHECKSUMS, MANIFEST
from gongkai.packing.page import offline_page
from gongkai.replacing import replaced
from gongkai.sealing.checksums import FileState, files_of, listed
from gongkai.sealing.manifest import filled
from gongkai.sealing.site import Track, pages_of

FOLDER = "site/"
"""The one folder at the top of the archive."""

_HOME = "index.html"
_DATE = (1980, 1, 1, 0, 0, 0)  # the first that the format knows
_MODE = 0o100644 << 16
# What is of no use without a server: the index of the search, the page for wrong addresses.
_LEFT_OUT = ("pagefind/", "404.html")


class NoSiteError(RuntimeError):
    """The folder holds no site."""


def pack_site(site: Path, out: Path, track: Track = iter) -> int:
    """Writes the archive whole or not at all; how many files it holds."""
    files = [each for each in files_of(site) if not each.startswith(_LEFT_OUT)]
    if _HOME not in files:
        raise NoSiteError(f"{site} 里没有首页 {_HOME}")
    pages = {page.relative_to(site).as_posix() for page in pages_of(site)}
    count = 0
    with replaced(out) as aside, zipfile.ZipFile(aside, "w") as archive:
        for path, data in _contents(site, files, pages, track):
            archive.writestr(_entry(path), data, zipfile.ZIP_DEFLATED, 9)
            count += 1
    return count


def _contents(
    site: Path, files: Iterable[str], pages: set[str], track: Track
) -> Iterator[tuple[str, bytes]]:
    """Every file as it is packed, then the lists of what was."""
    there = frozenset(files)
    states: dict[str, FileState] = {}
    for path in track([site / each for each in sorted(there - {CHECKSUMS, MANIFEST})]):
        name, data = path.relative_to(site).as_posix(), path.read_bytes()
        if name in pages:
            data = offline_page(data.decode("utf-8"), name, there).encode()
        states[name] = FileState.of(data)
        yield name, data
    yield from _lists(site, there, states)


def _lists(
    site: Path, there: frozenset[str], states: Mapping[str, FileState]
) -> Iterator[tuple[str, bytes]]:
    if MANIFEST in there:
        manifest = filled((site / MANIFEST).read_bytes(), states, None)
        states = {**states, MANIFEST: FileState.of(manifest)}
        yield MANIFEST, manifest
    if CHECKSUMS in there:
        yield CHECKSUMS, listed(states).encode()


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(f"{FOLDER}{path}", _DATE)
    entry.create_system = 3  # Unix, wherever it is packed
    entry.external_attr = _MODE
    return entry
