"""A file of the site reaches the disk as it is, whoever writes it: text, bytes, or a copy."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from gongkai.cli.writing import write_files
from gongkai.mkdocs_adapter.generated import generate
from gongkai.outputs.model import SiteFile

TEXT = "甲,乙\r\n1,\n"
BYTES = b"PK\x03\x04\r\n\x00\xff"


@pytest.fixture
def site_files(tmp_path: Path) -> list[SiteFile]:
    stored = tmp_path / "stored.pdf"
    stored.write_bytes(BYTES)
    return [SiteFile("a.csv", TEXT), SiteFile("b/c.xlsx", BYTES), SiteFile("d.pdf", stored)]


EXPECTED = {"a.csv": TEXT.encode(), "b/c.xlsx": BYTES, "d.pdf": BYTES}


def test_the_plain_tree(site_files: list[SiteFile], tmp_path: Path) -> None:
    write_files(site_files, tmp_path / "out")
    assert {uri: (tmp_path / "out" / uri).read_bytes() for uri in EXPECTED} == EXPECTED


def test_mkdocs(site_files: list[SiteFile], tmp_path: Path) -> None:
    config = MkDocsConfig(str(tmp_path / "mkdocs.yml"))
    config.load_dict({"site_name": "示例", "site_dir": str(tmp_path / "site"), "docs_dir": "."})
    config.validate()
    config.plugins._current_plugin = "gongkai"
    for file in generate(site_files, Files([]), config):
        file.copy_file()
    assert {uri: (tmp_path / "site" / uri).read_bytes() for uri in EXPECTED} == EXPECTED
