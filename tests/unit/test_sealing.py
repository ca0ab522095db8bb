"""``gongkai seal`` over the folder of a site: policies, manifest, checksums, or nothing."""

from __future__ import annotations

import errno
import json
import os
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from gongkai.build import Settings, build_site
from gongkai.sealing.checksums import FileState, listed
from gongkai.sealing.policy import sealed
from gongkai.sealing.site import Sealed, SealingError, renew_lists, seal_site
from tests.cli_running import run

PAGE = '<html><head><meta charset="utf-8"><script>a()</script></head></html>'
COMMIT = "0123456789abcdef0123456789abcdef01234567"
REPORT = "reports/a/2010/"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a report of two files, as some builder has left it."""
    folder = tmp_path / "site"
    for name in ("index.html", "404.html", f"{REPORT}index.html"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(PAGE, encoding="utf-8")
    (folder / f"{REPORT}a-2010.csv").write_bytes(b"\xef\xbb\xbfa\r\n")
    (folder / f"{REPORT}a-2010-source.html").write_text(PAGE, encoding="utf-8")
    (folder / "data").mkdir()
    manifest = {"version": 1, "commit": None, "reports": [{"address": REPORT, "files": []}]}
    (folder / "data/manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (folder / "SHA256SUMS").write_text("", encoding="utf-8")
    return folder


def state(site: Path) -> dict[str, tuple[int, bytes]]:
    """Time and content of every file."""
    files = (path for path in sorted(site.rglob("*")) if path.is_file())
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def test_pages_get_their_policy_and_downloads_stay_as_they_are(site: Path) -> None:
    assert seal_site(site) == Sealed(pages=3, renewed=3, files=6)
    for name in ("index.html", "404.html", f"{REPORT}index.html"):
        assert (site / name).read_text("utf-8") == sealed(PAGE)
    assert (site / f"{REPORT}a-2010-source.html").read_text("utf-8") == PAGE


def test_once_more_changes_nothing_not_even_a_time(site: Path) -> None:
    seal_site(site, COMMIT)
    before = state(site)
    assert seal_site(site, COMMIT) == Sealed(pages=3, renewed=0, files=6)
    assert state(site) == before


def test_the_manifest_names_the_files_of_each_report_and_the_commit(site: Path) -> None:
    seal_site(site, COMMIT)
    manifest = json.loads((site / "data/manifest.json").read_bytes())
    assert manifest["commit"] == COMMIT
    (report,) = manifest["reports"]
    names = ("a-2010-source.html", "a-2010.csv", "index.html")
    assert report["files"] == [
        {
            "path": f"{REPORT}{name}",
            "bytes": (site / REPORT / name).stat().st_size,
            "sha256": sha256((site / REPORT / name).read_bytes()).hexdigest(),
        }
        for name in names
    ]


def test_a_commit_once_stated_stays_until_another_is(site: Path) -> None:
    seal_site(site, COMMIT)
    seal_site(site)
    assert json.loads((site / "data/manifest.json").read_bytes())["commit"] == COMMIT


def test_sha256sum_finds_every_file(site: Path, requires_sha256sum: str) -> None:
    for name in ("名 称.txt", "back\\slash.txt", "two\nlines.txt"):
        (site / name).write_text(name, encoding="utf-8")
    seal_site(site)
    command = [requires_sha256sum, "--check", "--strict", "SHA256SUMS"]
    done = subprocess.run(command, cwd=site, capture_output=True, encoding="utf-8", check=False)
    files = [path for path in site.rglob("*") if path.is_file()]
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(": OK\n") == len(files) - 1


def test_the_list_is_in_order_and_does_not_name_itself(site: Path) -> None:
    seal_site(site)
    names = [line[66:] for line in (site / "SHA256SUMS").read_text("utf-8").splitlines()]
    assert names == sorted(names)
    assert "SHA256SUMS" not in names
    assert listed({"b": FileState(1, "2"), "a": FileState(1, "1")}) == "1  a\n2  b\n"


def test_a_site_that_has_no_lists_is_given_none(site: Path) -> None:
    (site / "SHA256SUMS").unlink()
    (site / "data/manifest.json").unlink()
    seal_site(site)
    assert not (site / "SHA256SUMS").exists()
    assert not (site / "data/manifest.json").exists()


def test_pages_that_are_no_text_are_all_told_before_anything_is_written(site: Path) -> None:
    for name in ("index.html", f"{REPORT}index.html"):
        (site / name).write_bytes(PAGE.encode("utf-16"))
    before = state(site)
    with pytest.raises(SealingError, match=rf"index\.html、{REPORT}index\.html"):
        seal_site(site)
    assert state(site) == before


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"reports": [{}]}', '{"reports": 1}'])
def test_a_manifest_that_is_none(site: Path, text: str) -> None:
    (site / "data/manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(SealingError, match="manifest"):
        renew_lists(site)
    result = run("seal", str(site))
    assert (result.exit_code, "data/manifest.json" in result.output) == (1, True)


def test_a_full_disk_is_told_and_leaves_whole_files(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(site)

    def full(_: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))

    monkeypatch.setattr(Path, "replace", full)
    result = run("seal", str(site))
    assert (result.exit_code, "读写不了" in result.output) == (2, True), result.output
    assert state(site) == before


def test_the_command_says_what_it_did(site: Path) -> None:
    result = run("seal", str(site), "--commit", COMMIT)
    assert (result.exit_code, result.stdout) == (
        0,
        "3 页有内容安全策略，其中 3 页是这次写的；共 6 个文件\n",
    )


@pytest.mark.parametrize("commit", ["main", COMMIT[:-1], COMMIT.upper()])
def test_a_commit_that_is_none(site: Path, commit: str) -> None:
    before = state(site)
    assert run("seal", str(site), "--commit", commit).exit_code == 2
    assert state(site) == before


def test_a_folder_without_pages(tmp_path: Path) -> None:
    assert run("seal", str(tmp_path)).exit_code == 1


def test_the_manifest_of_a_build_says_what_the_data_say(tmp_path: Path) -> None:
    folder = tmp_path / "reports/a"
    folder.mkdir(parents=True)
    (folder / "agency.yaml").write_text("name: 某市某局\nkind: department\n", "utf-8")
    data = "year: 2010\ntitle: 年报\n".encode()
    (folder / "2010.yaml").write_bytes(data)
    settings = Settings(tmp_path / "reports", tmp_path, address="https://example.org/")
    (text,) = (
        each.content for each in build_site(settings).files if each.uri == "data/manifest.json"
    )
    assert isinstance(text, str)
    stated = json.loads(text)
    assert (stated["version"], stated["address"], stated["commit"]) == (
        1,
        "https://example.org/",
        None,
    )
    assert stated["reports"] == [
        {
            "report_id": "a-2010",
            "agency": "a",
            "year": 2010,
            "edition": None,
            "address": REPORT,
            "data": {"path": "reports/a/2010.yaml", "sha256": sha256(data).hexdigest()},
            "files": [],
        }
    ]
