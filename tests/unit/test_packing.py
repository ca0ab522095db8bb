"""``gongkai pack``: links to files, a word where the search was, an archive without times."""

from __future__ import annotations

import json
import os
import subprocess
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from gongkai.packing.archive import pack_site
from gongkai.packing.page import OFFLINE, offline_page
from tests.cli_running import run

FILES = frozenset({"index.html", "a/index.html", "a/b/index.html", "a/b/x.csv", "中/index.html"})
REPORT = "reports/a/2010/"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("../", "../index.html"),
        ("..", "../index.html"),
        ("../..", "../../index.html"),
        ("./", "./index.html"),
        (".", "./index.html"),
        ("../b/", "../b/index.html"),
        ("../b", "../b/index.html"),
        ("../#top", "../index.html#top"),
        ("../?q=1#top", "../index.html?q=1#top"),
        ("../../%E4%B8%AD/", "../../%E4%B8%AD/index.html"),
        ("x.csv", "x.csv"),
        ("index.html", "index.html"),
        ("", ""),
        ("#top", "#top"),
        ("?q=1", "?q=1"),
        ("none/", "none/"),
        ("../../../", "../../../"),
        ("/a/", "/a/"),
        ("//example.org/a/", "//example.org/a/"),
        ("https://example.org/a/", "https://example.org/a/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_links_to_folders_name_the_page_in_them(address: str, expected: str) -> None:
    page = f'<p>href="../" <a class="x" href="{address}">。</a><form action="{address}"></form>'
    done = offline_page(page, "a/b/index.html", FILES)
    assert done.endswith(f'<a class="x" href="{expected}">。</a><form action="{expected}"></form>')


def test_what_needs_a_server_says_so_in_its_place() -> None:
    place = '<div id="gk-search-page"><noscript><p>也可以浏览</p></noscript></div>'
    module = '<script type="module" src="../boot.js"></script>'
    done = offline_page(f"{place}{module}<script src='b.js'></script>", "a/index.html", FILES)
    assert done == (
        f'<div id="gk-search-page"><p class="gk-offline">{OFFLINE}</p><p>也可以浏览</p></div>'
        "<script src='b.js'></script>"
    )
    form = '<form class="gk-ask" action="a/"><input name="q"></form>'
    assert f'name="q"></form><p class="gk-offline">{OFFLINE}</p>' in offline_page(
        form, "index.html", FILES
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a report and its original, which is a page itself."""
    page = '<html><head><meta charset="utf-8"></head><a href="reports/a/2010/">。</a></html>'
    folder = tmp_path / "site"
    manifest = {"version": 1, "reports": [{"address": REPORT, "files": []}]}
    contents = {
        "index.html": page,
        "404.html": '<a href="/">。</a>',
        "pagefind/pagefind.js": "",
        f"{REPORT}index.html": page,
        f"{REPORT}a-2010-source.html": page,
        "data/manifest.json": json.dumps(manifest),
        "SHA256SUMS": "",
    }
    for name, text in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_two_archives_are_equal_whenever_and_by_whomever_they_are_made(
    site: Path, tmp_path: Path
) -> None:
    assert pack_site(site, tmp_path / "one.zip") == 5
    for path in site.rglob("*"):
        os.utime(path, (1, 1))
        path.chmod(0o700)
    pack_site(site, tmp_path / "other.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()


def test_the_archive_holds_the_site_and_its_own_checksums(
    site: Path, tmp_path: Path, requires_sha256sum: str
) -> None:
    pack_site(site, tmp_path / "site.zip")
    with zipfile.ZipFile(tmp_path / "site.zip") as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "unpacked")
    unpacked = tmp_path / "unpacked/site"
    assert all(name.startswith("site/") for name in names)
    assert not [name for name in names if "404" in name or "pagefind" in name]
    assert 'href="reports/a/2010/index.html"' in (unpacked / "index.html").read_text("utf-8")
    original = f"{REPORT}a-2010-source.html"
    assert (unpacked / original).read_bytes() == (site / original).read_bytes()
    command = [requires_sha256sum, "--check", "--strict", "SHA256SUMS"]
    done = subprocess.run(command, cwd=unpacked, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout.count(": OK\n")) == (0, len(names) - 1)
    (report,) = json.loads((unpacked / "data/manifest.json").read_bytes())["reports"]
    stated = {each["path"]: each["sha256"] for each in report["files"]}
    page = (unpacked / REPORT / "index.html").read_bytes()
    assert stated[f"{REPORT}index.html"] == sha256(page).hexdigest()


def test_the_command_writes_all_or_nothing(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "site.zip"
    result = run("pack", str(site), "--out", str(out))
    assert (result.exit_code, "5 个文件" in result.stdout) == (0, True), result.output
    before = out.read_bytes()
    (site / "index.html").write_bytes("页".encode("utf-16"))
    assert run("pack", str(site), "--out", str(out)).exit_code == 1
    (site / "index.html").unlink()
    result = run("pack", str(site), "--out", str(out))
    assert (result.exit_code, "没有首页" in result.output) == (1, True)
    assert out.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site", "site.zip"]


@pytest.mark.parametrize("out", ["site/x.zip", "none/x.zip"])
def test_a_place_where_no_archive_can_be(site: Path, out: str) -> None:
    assert run("pack", str(site), "--out", str(site.parent / out)).exit_code == 2
