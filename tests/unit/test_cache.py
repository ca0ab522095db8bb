"""The cache saves time and nothing else: whatever becomes of its folder, the bytes are the same."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.build import Settings, load_site
from gongkai.cache import Cache, key_of
from gongkai.outputs import xlsx_files
from gongkai.outputs.model import Site
from gongkai.reports.model import Note

ROOT = Path(__file__).parents[2]
KEY = key_of("示例")


def never() -> bytes:
    raise AssertionError


def entry(folder: Path) -> Path:
    """The only entry of a folder."""
    (path,) = (each for each in folder.rglob("*") if each.is_file() and each.name != ".gitignore")
    return path


def test_what_is_kept_is_not_made_again(tmp_path: Path) -> None:
    assert Cache(tmp_path / "new").get(KEY, lambda: b"x") == b"x"
    assert Cache(tmp_path / "new").get(KEY, never) == b"x"
    assert entry(tmp_path).name == KEY


def test_another_key_is_another_entry(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    assert cache.get(KEY, lambda: b"x") == b"x"
    assert cache.get(key_of("示例", ""), lambda: b"y") == b"y"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a", "b"), ("ab",)),
        (("a", "b"), ("b", "a")),
        ((1,), ("1",)),
        ((None,), ("",)),
        ((), ("",)),
    ],
)
def test_different_parts_have_different_keys(
    one: tuple[object, ...], other: tuple[object, ...]
) -> None:
    assert key_of(*one) != key_of(*other)
    assert key_of(*one) == key_of(*one)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: data[:-1], id="cut"),
        pytest.param(lambda data: data[:10], id="cut in the digest"),
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda data: data[:-1] + bytes([data[-1] ^ 1]), id="a bit"),
        pytest.param(lambda data: data + b"\0", id="longer"),
    ],
)
def test_an_entry_that_is_not_whole_is_made_again(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    cache = Cache(tmp_path)
    cache.get(KEY, lambda: b"bytes")
    path = entry(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    assert cache.get(KEY, lambda: b"bytes") == b"bytes"
    assert path.read_bytes() == whole


def test_where_nothing_can_be_kept_everything_is_made(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")
    assert Cache(file).get(KEY, lambda: b"x") == b"x"
    cache = Cache(tmp_path / "folder")
    (cache.folder / KEY[:2] / KEY).mkdir(parents=True)
    assert cache.get(KEY, lambda: b"x") == b"x"


def test_several_at_once_meet_whole_entries_only(tmp_path: Path) -> None:
    cache, content = Cache(tmp_path), bytes(range(256)) * 4_000
    barrier = threading.Barrier(8)

    def get(_: int) -> bytes:
        barrier.wait()
        return cache.get(KEY, lambda: content)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(get, range(8))) == {content}
    assert cache.get(KEY, never) == content
    assert entry(tmp_path).name == KEY


# --- workbooks --------------------------------------------------------------------------------


def _site(folder: Path | None) -> Site:
    return load_site(Settings(ROOT / "reports", ROOT, cache_dir=folder)).value


def _contents(site: Site) -> dict[str, object]:
    return {file.uri: file.content for file in xlsx_files.build(site)}


def test_workbooks_are_the_same_with_and_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = _contents(_site(None))
    assert _contents(_site(tmp_path)) == without
    monkeypatch.setattr(xlsx_files, "workbook", never)
    assert _contents(_site(tmp_path)) == without


def test_a_report_that_changes_has_new_workbooks_and_the_others_keep_theirs(
    tmp_path: Path,
) -> None:
    site = _site(tmp_path)
    before = _contents(site)
    first, *others = site.corpus.reports
    noted = replace(first, notes=(Note("requests.new_received/total", "补记"),))
    changed = replace(site, corpus=replace(site.corpus, reports=(noted, *others)))
    after = _contents(changed)
    assert {uri for uri in before if before[uri] != after[uri]} == {
        "data/gongkai.xlsx",
        "reports/changzhi-sme/2019/changzhi-sme-2019.xlsx",
        "reports/changzhi-sme/changzhi-sme.xlsx",
        "years/2019/2019.xlsx",
    }
    assert after == _contents(replace(changed, cache=None))
