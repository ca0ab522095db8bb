"""Whatever stands in the data, the whole way to the pages ends, raises and writes nothing."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.build import Settings, build_site
from gongkai.issues import Issue
from tests import strategies

REPORTS = Path(__file__).parents[2] / "reports"
MOST_SECONDS = 10  # of processor time, for one site of three reports; it takes about 0.1

# Everything that a report may hold beside what the real ones do.
MORE = """\
preface: 前言。
notes:
  - {at: requests.new_received/total, text: 含上年转来}
  - {at: overview, text: 见附件}
printed_labels: {requests.rows.new_received: 新收, sections.overview: 总体}
extra_tables:
  - id: channels
    after: requests
    title: 受理渠道
    unit: 件
    header: [[渠道, 申请], [~, 件]]
    rows: [[网络, "3"], [信函, ~]]
    note: 不含咨询
    form: requests
corrections:
  - {date: 2020-05-06, at: requests.new_received/total, old: "20", new: "21", reason: 漏计,
     kind: source_revised}
"""


def _more(name: str) -> str:
    text = (REPORTS / name).read_text(encoding="utf-8")
    return f"{text}{MORE}" if name.endswith("2019.yaml") else text


FILES = {
    name: _more(name)
    for name in (
        *(f"pingtan/{year}.yaml" for year in (2019, 2020, 2021)),
        *("pingtan/agency.yaml", "changzhi-sme/agency.yaml"),
    )
}


@st.composite
def folders(draw: st.DrawFn) -> dict[str, str]:
    """The files of a small ``reports/``, one or two of them with slips."""
    names = draw(st.lists(st.sampled_from(sorted(FILES)), min_size=1, max_size=2, unique=True))
    changed = {name: draw(strategies.line_slips(FILES[name])) for name in names}
    return FILES | changed


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("project")


def _write(root: Path, files: dict[str, str]) -> None:
    shutil.rmtree(root / "reports", ignore_errors=True)
    for name, text in files.items():
        path = root / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")


def _read(root: Path) -> dict[str, str]:
    paths = (path for path in (root / "reports").rglob("*") if path.is_file())
    return {
        path.relative_to(root / "reports").as_posix(): path.read_bytes().decode() for path in paths
    }


def _outside(issues: tuple[Issue, ...], files: dict[str, str]) -> Iterator[Issue]:
    """The issues that do not point into a file, at most one column behind a line's end."""
    for issue in issues:
        place = issue.location
        lines = files.get(place.path.removeprefix("reports/"), "").split("\n")
        inside = 1 <= place.line <= len(lines)
        if not inside or not 1 <= place.column <= len(lines[place.line - 1]) + 1:
            yield issue


def _assert_the_whole_way_ends_well(root: Path, files: dict[str, str]) -> None:
    _write(root, files)
    start = time.process_time()
    site = build_site(Settings(root / "reports", root, drafts=True))
    assert time.process_time() - start < MOST_SECONDS
    assert "index.md" in {file.uri for file in site.files}
    assert list(_outside(site.all_issues, files)) == []
    assert _read(root) == files


def test_without_slips_the_site_has_its_reports(root: Path) -> None:
    """Else the slips would be tried on a site that never comes to its pages."""
    _write(root, FILES)
    site = build_site(Settings(root / "reports", root))
    assert site.issues == ()
    assert {f"reports/pingtan/{year}.md" for year in (2019, 2020, 2021)} <= {
        file.uri for file in site.files
    }


@given(folders())
@settings(max_examples=60)
def test_a_folder_with_slips_is_a_site_with_located_issues(
    root: Path, files: dict[str, str]
) -> None:
    _assert_the_whole_way_ends_well(root, files)


@pytest.mark.long
@given(folders())
@settings(max_examples=400)
def test_many_folders_with_slips_are_sites_with_located_issues(
    root: Path, files: dict[str, str]
) -> None:
    _assert_the_whole_way_ends_well(root, files)
