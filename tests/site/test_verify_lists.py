"""Checksums and manifest of a built site, and copies of it in which one thing is wrong."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from gongkai.build import ALL, chosen_outputs
from gongkai.corpus import Corpus, load_corpus
from gongkai.forms.model import Editions
from gongkai.verification.built_site import BuiltSite
from gongkai.verification.checksums import checksums
from gongkai.verification.findings import Finding
from gongkai.verification.manifest import manifest as manifest_findings
from gongkai.verification.scope import Scope
from tests.site.building import ROOT, Build

SUMS = "SHA256SUMS"
MANIFEST = "data/manifest.json"
FOLDER = "reports/pingtan/2020"


@pytest.fixture(scope="module")
def corpus(editions: Editions) -> Corpus:
    """The real data."""
    return load_corpus(ROOT / "reports", editions, ROOT).value


@pytest.fixture
def site(real: Build, tmp_path: Path) -> Path:
    """A copy of the real site, to be spoilt."""
    return Path(shutil.copytree(real.site, tmp_path / "site"))


def told_of_lists(site: Path, corpus: Corpus) -> list[Finding]:
    """What verification says of the lists of a site."""
    scope = Scope(BuiltSite(site), corpus, frozenset(chosen_outputs([ALL]) or ()))
    return [*checksums(scope, {}), *manifest_findings(scope, {})]


def test_the_lists_of_a_build_are_sound(real: Build, corpus: Corpus) -> None:
    assert told_of_lists(real.site, corpus) == []


@pytest.mark.parametrize(
    "file",
    [
        f"{FOLDER}/index.html",
        f"{FOLDER}/pingtan-2020.csv",
        "assets/gongkai/search/boot.js",
        "pagefind/gongkai-pages.json",
        "data/manifest.json",
    ],
)
def test_any_changed_file_differs_from_its_checksum(site: Path, corpus: Corpus, file: str) -> None:
    with (site / file).open("a", encoding="utf-8") as changed:
        changed.write(" ")
    found = told_of_lists(site, corpus)
    assert ("checksum.wrong", file) in {(each.code, each.file) for each in found}


def test_files_that_the_list_lacks_or_that_are_not_there(site: Path, corpus: Corpus) -> None:
    text = (site / "SHA256SUMS").read_text("utf-8")
    lines = [each for each in text.splitlines() if not each.endswith("  feed.xml")]
    (site / "SHA256SUMS").write_text("\n".join([*lines, f"{'0' * 64}  none.txt"]), "utf-8")
    found = {(each.code, each.file, each.place) for each in told_of_lists(site, corpus)}
    assert found == {("checksum.unlisted", "feed.xml", ""), ("checksum.wrong", SUMS, "none.txt")}


@pytest.mark.parametrize(
    ("key", "value", "subject"),
    [
        ("edition", "2019", "edition"),
        ("address", "reports/pingtan/2019/", "address"),
        ("data", {"sha256": "0" * 64}, "data.sha256"),
    ],
)
def test_a_manifest_that_says_otherwise_than_the_data(
    site: Path, corpus: Corpus, key: str, value: object, subject: str
) -> None:
    manifest = json.loads((site / MANIFEST).read_bytes())
    entry = next(each for each in manifest["reports"] if each["report_id"] == "pingtan-2023")
    entry[key] = value
    (site / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    found = [each for each in told_of_lists(site, corpus) if each.code == "manifest.report"]
    assert [(each.place, each.subject) for each in found] == [("pingtan-2023", subject)]


def test_a_manifest_that_lacks_a_report_or_has_other_files(site: Path, corpus: Corpus) -> None:
    manifest = json.loads((site / MANIFEST).read_bytes())
    del manifest["reports"][0]
    first = manifest["reports"][0]
    first["files"][0]["sha256"] = "0" * 64
    first["files"][1]["path"] = "none"
    (site / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    found = [each for each in told_of_lists(site, corpus) if each.file == MANIFEST]
    assert sorted((each.code, each.place) for each in found) == [
        ("checksum.wrong", ""),
        ("checksum.wrong", first["report_id"]),
        ("manifest.report", "changzhi-sme-2019"),
        ("manifest.report", first["report_id"]),
        ("manifest.report", first["report_id"]),
    ]
