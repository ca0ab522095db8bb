"""A finished site sealed in its folder: policies in its pages, checksums of its files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from gongkai.outputs.downloads import CHECKSUMS, MANIFEST
from gongkai.replacing import renew_file
from gongkai.sealing.checksums import FileState, file_states, listed
from gongkai.sealing.manifest import filled
from gongkai.sealing.policy import sealed

Track: TypeAlias = Callable[[Sequence[Path]], Iterable[Path]]

_NOT_FOUND = "404.html"


class SealingError(RuntimeError):
    """A file of the site is not what its name says; the message is Chinese and names all."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """How many pages a site has, how many of them were written anew, and how many files in all."""

    pages: int
    renewed: int
    files: int


def seal_site(site: Path, commit: str | None = None, track: Track = iter) -> Sealed:
    """Seals every page and renews the lists; SealingError before anything is written.

    Once more changes nothing, and a file that stays as it is keeps its time.
    """
    pages = pages_of(site)
    to_renew = _unsealed(site, track(pages))
    for page in to_renew:
        renew_file(page, sealed(_text(page)).encode())
    return Sealed(len(pages), len(to_renew), renew_lists(site, commit))


def renew_lists(site: Path, commit: str | None = None) -> int:
    """Fills in the manifest and then the list of all files, if the site has them; how many files.

    A site that does not want these outputs is not given them.
    """
    states = file_states(site)
    if MANIFEST in states:
        try:
            manifest = filled((site / MANIFEST).read_bytes(), states, commit)
        except (ValueError, KeyError, TypeError) as error:
            raise SealingError(f"“{MANIFEST}”读不懂：{error}") from error
        renew_file(site / MANIFEST, manifest)
        states[MANIFEST] = FileState.of(manifest)
    if (site / CHECKSUMS).is_file():
        renew_file(site / CHECKSUMS, listed(states).encode())
    return len(states)


def pages_of(site: Path) -> list[Path]:
    """The pages of a site, in order; HTML of another name is a download, such as an original."""
    not_found = [site / _NOT_FOUND] if (site / _NOT_FOUND).is_file() else []
    return sorted([*not_found, *site.rglob("index.html")])


def _unsealed(site: Path, pages: Iterable[Path]) -> list[Path]:
    """The pages that have another policy than they should, or none."""
    found, unreadable = [], []
    for page in pages:
        try:
            text = _text(page)
        except UnicodeDecodeError:
            unreadable.append(page.relative_to(site).as_posix())
        else:
            if sealed(text) != text:
                found.append(page)
    if unreadable:
        raise SealingError(f"不是 UTF-8 文字：{'、'.join(unreadable)}。什么也没有写")
    return found


def _text(page: Path) -> str:
    return page.read_bytes().decode("utf-8")
