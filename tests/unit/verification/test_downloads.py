"""Downloads as outputs write them, read by verification: odd cells, and many workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from gongkai.build import Settings, build_site
from gongkai.cli.writing import write_files
from gongkai.corpus import Corpus, load_corpus
from gongkai.forms.model import Editions
from gongkai.verification.built_site import BuiltSite
from gongkai.verification.download_figures import downloads_of
from gongkai.verification.findings import Finding
from gongkai.verification.scope import Scope
from tests.cli_running import write

ROOT = Path(__file__).parent.parent.parent.parent
FORMATS = ("csv_files", "json_files", "xlsx_files")

ODD = r"""
year: 2021
preface: |
  一、“引号”, <b> & ' 和 {{ }}

  二
tables:
  art20_8:
    administrative_fees: [FEES]
  requests:
    new_received:
      ["=1+1", "/", {value: 1000, printed: "1,000"}, 123456789012345678, 7, "_x0041_", ~]
    carried_in: ["'撇号", "@x", " 前后空格 ", "a,b\"c", "１２件", "−5", 0]
    results.granted: ["LONG", ~, ~, ~, ~, ~, {value: 22, printed: "22（其中修订 16 件）"}]
"""


def write_downloads(reports: Path, site: Path) -> None:
    """The downloads of some reports as they stand in a site."""
    write_files(build_site(Settings(reports, reports, outputs=FORMATS)).files, site)


def findings(site: Path, corpus: Corpus) -> tuple[Sequence[str], list[Finding]]:
    """The files that were read, and what was found in them."""
    scope = Scope(BuiltSite(site), corpus, frozenset(FORMATS))
    read = downloads_of(scope)
    return [each.file for each in read], [f for each in read for f in each.findings(scope)]


@pytest.mark.parametrize(
    "fees",
    [
        *("0.10", "75394432.50", "1234567890123.45", "123456789012345.67", "0.0000001", "~"),
        '{value: 75394432.50, printed: "75394432.50元", unit: 元}',
    ],
)
def test_odd_cells_agree_in_every_format(tmp_path: Path, editions: Editions, fees: str) -> None:
    write(tmp_path / "reports/odd/agency.yaml", "name: 某局\nkind: department\n")
    write(
        tmp_path / "reports/odd/2021.yaml", ODD.replace("LONG", "长" * 20_000).replace("FEES", fees)
    )
    loaded = load_corpus(tmp_path / "reports", editions)
    (report,) = loaded.value.reports
    assert report.tables["requests"]["results.granted"][0].printed == "长" * 20_000
    write_downloads(tmp_path / "reports", tmp_path / "site")
    files, found = findings(tmp_path / "site", loaded.value)
    assert (len(files), found) == (12, [])


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The downloads of the real reports, with several workbooks of everything."""
    monkeypatch.setattr("gongkai.outputs.xlsx_files.MOST_ROWS", 100)
    write_downloads(ROOT / "reports", tmp_path / "site")
    return tmp_path / "site"


def test_several_workbooks_of_everything(parts: Path, editions: Editions) -> None:
    corpus = load_corpus(ROOT / "reports", editions).value
    files, found = findings(parts, corpus)
    numbered = [each for each in files if each.startswith("data/gongkai-")]
    assert len(numbered) > 2
    assert found == []


@pytest.mark.parametrize("position", [0, 1, -1])
def test_a_workbook_of_everything_that_is_gone(
    parts: Path, editions: Editions, position: int
) -> None:
    corpus = load_corpus(ROOT / "reports", editions).value
    gone = sorted((parts / "data").glob("gongkai-*.xlsx"))[position]
    gone.unlink()
    _, found = findings(parts, corpus)
    assert found
    assert {each.code for each in found} == {"cell.xlsx"}
    assert all(each.stands is None for each in found)
