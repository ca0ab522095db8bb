"""The search index of a built site: copies of its pages, indexed by Pagefind's own binary.

It needs nothing but the built HTML, so any builder may have made it. The pages stay untouched; all
that is written is the folder ``pagefind/`` in the site. Pagefind numbers the pages in the order in
which the file system lists their copies: on another one the parts of the index may be cut otherwise
and so named otherwise; the answers are the same.
"""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.search.copies import PageFacts, index_copy
from gongkai.search.page_table import IndexedPage, page_table
from gongkai.search.tokens import pairs_in

BUNDLE = "pagefind"
PAGE_TABLE = "gongkai-pages.json"

# What the browser loads. Pagefind's own interfaces and its highlighter are not used.
_KEPT = ("pagefind.js", "pagefind-entry.json", "*.pf_meta", "wasm.*")
# How many tokens the browser is told are frequent: the others cost it one part of the index each.
_FREQUENT = 400
_FRAGMENT_HEAD = b"pagefind_dcd"

Track = Callable[[Sequence[Path]], Iterable[Path]]


class IndexingError(RuntimeError):
    """Pagefind could not make the index; the message holds what it said."""


def write_index(site: Path, track: Track = iter) -> int:
    """Indexes a built site in place and says how many pages were indexed; with none, no index.

    A former index is replaced only when the new one is whole.
    """
    with tempfile.TemporaryDirectory(prefix="gongkai-index-") as folder:
        copies = Path(folder) / "copies"
        tokens: Counter[str] = Counter()
        pages = list(_write_copies(site, track(sorted(site.rglob("*.html"))), copies, tokens))
        bundle = Path(folder) / BUNDLE
        if pages:
            _run_pagefind(copies, bundle)
            _strip(bundle)
            frequent = (token for token, _ in tokens.most_common(_FREQUENT))
            table = page_table(_indexed(bundle, pages), frequent)
            (bundle / PAGE_TABLE).write_text(table, encoding="utf-8", newline="\n")
        shutil.rmtree(site / BUNDLE, ignore_errors=True)
        if pages:
            shutil.move(bundle, site / BUNDLE)
    return len(pages)


@dataclass(frozen=True, slots=True)
class _Copied:
    """The addresses of a page's copy and, if it has a form, of that of the form's labels."""

    address: str
    form: str | None
    facts: PageFacts


def _write_copies(
    site: Path, pages: Iterable[Path], target: Path, tokens: Counter[str]
) -> Iterator[_Copied]:
    """Writes the copy of every marked page, and of the labels of every form once.

    The tokens of the pages are added to ``tokens``.
    """
    forms: dict[str, str] = {}
    for page in pages:
        copy = index_copy(page.read_text(encoding="utf-8"))
        if copy is None:
            continue
        if copy.form and copy.form not in forms:
            forms[copy.form] = f"/form-{len(forms)}/"
            _write(target / forms[copy.form][1:] / "index.html", copy.form)
        path = page.relative_to(site)
        _write(target / path, copy.html)
        tokens.update(pairs_in(copy.html))
        address = f"/{path.as_posix().removesuffix('index.html')}"
        yield _Copied(address, forms.get(copy.form), copy.facts)


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8", newline="\n")


def _run_pagefind(copies: Path, bundle: Path) -> None:
    """One run over all copies: handing them over one by one takes ten times as long."""
    command = [sys.executable, "-m", "pagefind", "--quiet", "--site", str(copies)]
    done = subprocess.run(  # noqa: S603 - our own interpreter, no argument from data
        [*command, "--output-path", str(bundle)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        said = done.stderr.strip() or done.stdout.strip()
        raise IndexingError(f"检索索引没有做成（pagefind 退出码 {done.returncode}）：{said}")


def _strip(bundle: Path) -> None:
    """Deletes what the browser never loads."""
    for path in bundle.iterdir():
        if path.is_file() and not any(path.match(pattern) for pattern in _KEPT):
            path.unlink()


def _indexed(bundle: Path, pages: Iterable[_Copied]) -> Iterator[IndexedPage]:
    """Every copied page with the ids of its fragment and its form's."""
    ids = {_address(path): path.stem for path in (bundle / "fragment").iterdir()}
    for page in pages:
        form_id = ids[page.form] if page.form is not None else None
        yield IndexedPage(ids[page.address], form_id, page.facts)


def _address(fragment: Path) -> str:
    """The address of the page that a fragment of the index is about."""
    data = gzip.decompress(fragment.read_bytes()).removeprefix(_FRAGMENT_HEAD)
    address: str = json.loads(data)["url"]
    return address
