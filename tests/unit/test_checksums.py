"""SHA256SUMS: every download once, as it reaches the disk; a program not ours checks it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from gongkai.build import Settings, SiteBuild, build_site
from gongkai.cli.writing import write_files

ROOT = Path(__file__).parents[2]
LIST = "SHA256SUMS"
OF_DOWNLOADS = {"csv", "json", "jsonl", "xlsx", "parquet"}
"""The formats that are offered for download."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SiteBuild:
    """The real reports and one with an original and an attachment."""
    folder = tmp_path_factory.mktemp("project")
    reports = folder / "reports"
    shutil.copytree(ROOT / "reports", reports)
    files = reports / "a" / "files"
    files.mkdir(parents=True)
    (files / "年报.pdf").write_bytes(b"%PDF-1.7\r\n")
    (files.parent / "agency.yaml").write_text("name: 某市某局\nkind: department\n", "utf-8")
    text = "year: 2010\nsource: {file: 年报.pdf}\nattachments: [{file: 年报.pdf}]\n"
    (files.parent / "2010.yaml").write_text(text, "utf-8")
    build = build_site(Settings(reports, folder, outputs=("all", "parquet_file")))
    assert not build.issues
    return build


def _listed(site: SiteBuild) -> list[str]:
    (text,) = (each.content for each in site.files if each.uri == LIST)
    assert isinstance(text, str)
    return [line.partition("  ")[2] for line in text.splitlines()]


def test_every_download_is_listed_once_from_the_folder_of_the_list(site: SiteBuild) -> None:
    listed = _listed(site)
    uris = [each.uri for each in site.files if each.uri.rpartition(".")[2] in OF_DOWNLOADS]
    originals = ["reports/a/2010/a-2010-attachment-1.pdf", "reports/a/2010/a-2010-source.pdf"]
    expected = [uri for uri in uris if uri.startswith(("data/", "reports/", "years/"))]
    assert sorted(listed) == sorted([*expected, *originals])
    names = ("gongkai.csv", "datapackage.json", "report.schema.json", "gongkai.parquet")
    assert {f"data/{name}" for name in names} <= {*listed}
    assert "reports/pingtan/2020/pingtan-2020.xlsx" in listed


def test_sha256sum_finds_every_file_as_it_is_listed(
    site: SiteBuild, tmp_path: Path, requires_sha256sum: str
) -> None:
    out = tmp_path / "out"
    write_files(site.files, out)
    command = [requires_sha256sum, "--check", "--strict", "SHA256SUMS"]
    done = subprocess.run(command, cwd=out, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(": OK\n") == len(_listed(site))
    (out / "data" / "gongkai.csv").write_bytes(b"")
    assert subprocess.run(command, cwd=out, capture_output=True, check=False).returncode


def test_the_data_page_offers_the_list(site: SiteBuild) -> None:
    (page,) = (str(each.content) for each in site.files if each.uri == "data/index.md")
    assert 'href="../SHA256SUMS"' in page
    assert 'href="manifest.json"' in page


def test_there_is_no_list_where_there_is_nothing_to_list() -> None:
    few = build_site(Settings(ROOT / "reports", ROOT, outputs=("home", "checksums")))
    assert LIST not in {each.uri for each in few.files}
