"""The index of a site that anybody may have built."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from gongkai.cli import main
from gongkai.site_index import IndexingError, write_index
from tests.site.building import folder_state

PAGE = """<!doctype html><html lang="zh"><body><div><h1>{name}{year}年报告</h1>
<p data-gk="report" data-gk-year="{year}" data-gk-agency="{id}" data-gk-name="{name}">公开。</p>
<div data-gk="form"><table><tr><th id="t.a" scope="row">规章</th><td headers="t.a">0</td></tr>
</table></div></div></body></html>"""


def site(folder: Path, reports: int = 3) -> Path:
    for number in range(reports):
        page = folder / "reports" / "xian" / str(2019 + number) / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(PAGE.format(id="xian", name="县局", year=2019 + number), encoding="utf-8")
    (folder / "index.html").write_text("<html><body><h1>首页</h1></body></html>", encoding="utf-8")
    return folder


def _table(folder: Path) -> dict[str, object]:
    text = (folder / "pagefind" / "gongkai-pages.json").read_text(encoding="utf-8")
    table: dict[str, object] = json.loads(text)
    return table


def test_the_pages_stay_as_they_are(tmp_path: Path) -> None:
    built = site(tmp_path)
    before = folder_state(built)
    assert write_index(built) == 3
    after = folder_state(built)
    assert {path: after[path] for path in before} == before
    assert {path.split("/")[0] for path in after.keys() - before.keys()} == {"pagefind"}


def test_only_what_browsers_load_is_left(tmp_path: Path) -> None:
    built = site(tmp_path)
    write_index(built)
    names = {path.name for path in (built / "pagefind").iterdir() if path.is_file()}
    assert {"pagefind.js", "pagefind-entry.json", "gongkai-pages.json"} < names
    assert not [name for name in names if "ui" in name or "highlight" in name or "worker" in name]
    assert {path.name for path in (built / "pagefind").iterdir() if path.is_dir()} == {
        "index",
        "fragment",
    }


def test_the_table_has_every_page_and_each_form_once(tmp_path: Path) -> None:
    built = site(tmp_path)
    write_index(built)
    table = _table(built)
    assert table["agencies"] == [["xian", "县局", "", ""]]
    assert table["year"] == [2019, 2020, 2021]
    assert table["form"] == [0, 0, 0]
    fragments = list((built / "pagefind" / "fragment").iterdir())
    assert len(fragments) == 3 + 1


def test_two_runs_give_the_same_table_but_for_ids(tmp_path: Path) -> None:
    tables = []
    for name in "ab":
        built = site(tmp_path / name)
        write_index(built)
        table = _table(built)
        tables.append({key: table[key] for key in table.keys() - {"ids", "forms"}})
    assert tables[0] == tables[1]


def test_a_new_index_takes_the_place_of_the_former(tmp_path: Path) -> None:
    built = site(tmp_path)
    write_index(built)
    (built / "reports" / "xian" / "2021" / "index.html").unlink()
    assert write_index(built) == 2
    assert _table(built)["year"] == [2019, 2020]


def test_without_reports_there_is_no_index(tmp_path: Path) -> None:
    built = site(tmp_path, reports=0)
    (built / "pagefind").mkdir()
    assert write_index(built) == 0
    assert not (built / "pagefind").exists()


def test_a_failure_leaves_the_former_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = site(tmp_path)
    write_index(built)
    before = folder_state(built)
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(IndexingError):
        write_index(built)
    assert folder_state(built) == before


# --- the command ------------------------------------------------------------------------------


def test_the_command_indexes_a_site(tmp_path: Path) -> None:
    built = site(tmp_path)
    done = CliRunner().invoke(main, ["index", str(built)])
    assert done.exit_code == 0
    assert "3" in done.output
    assert (built / "pagefind" / "gongkai-pages.json").is_file()


def test_the_command_fails_for_a_site_without_reports(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["index", str(site(tmp_path, reports=0))]).exit_code == 1
    assert CliRunner().invoke(main, ["index", str(tmp_path / "nowhere")]).exit_code == 2
