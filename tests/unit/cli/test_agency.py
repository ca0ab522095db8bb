"""``gongkai agency add``: a body that the reader takes, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from gongkai.cli import main
from gongkai.reports.agency import Agency, AgencyKind, Region, load_agency
from tests.cli_running import AGENCY, run, small_project


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(small_project(tmp_path))
    return tmp_path / "reports"


def added(reports: Path, agency_id: str) -> Agency:
    loaded = load_agency(reports / agency_id / "agency.yaml", agency_id)
    assert loaded.issues == ()
    assert loaded.value is not None
    return loaded.value


def test_all_that_was_said_is_in_the_file(reports: Path) -> None:
    result = run(
        *("agency", "add", "fagai", "--name", "某市: [发改委]", "--kind", "government"),
        *("--level", "city", "--region", "140400", "山西省长治市", "--alias", "发改委"),
        *("--alias", "no", "--parent", "some-bureau", "--since", "2019"),
        *("--homepage", "https://www.example.gov.cn/"),
    )
    assert result.exit_code == 0, result.output
    agency = added(reports, "fagai")
    assert (agency.name, agency.kind) == ("某市: [发改委]", AgencyKind.GOVERNMENT)
    assert (agency.level, agency.region) == ("city", Region("140400", "山西省长治市"))
    assert (agency.aliases, agency.parent) == (("发改委", "no"), "some-bureau")
    assert (agency.since, agency.homepage) == (2019, "https://www.example.gov.cn/")
    assert run("new", "fagai", "2024").exit_code == 0


def test_it_asks_on_a_terminal(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.cli.agency.is_terminal", lambda: True)
    arguments = ["agency", "add", "fagai"]
    result = CliRunner().invoke(main, arguments, input="某市发改委\nbureau\ntownship\n")
    assert result.exit_code == 0, result.output
    assert "全称" in result.stdout
    assert (added(reports, "fagai").name, added(reports, "fagai").kind) == (
        "某市发改委",
        "township",
    )


def test_without_a_terminal_the_name_has_to_be_said(reports: Path) -> None:
    result = run("agency", "add", "fagai")
    assert result.exit_code == 2
    assert "--name" in result.stderr
    assert run("agency", "add", "fagai", "--name", "甲").exit_code == 0
    assert added(reports, "fagai").kind is AgencyKind.DEPARTMENT


def test_a_body_that_is_there_is_left_alone(reports: Path) -> None:
    result = run("agency", "add", "some-bureau", "--name", "另一个")
    assert result.exit_code == 1
    assert (reports / "some-bureau/agency.yaml").read_text(encoding="utf-8") == AGENCY


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("../up",), "不能作标识"),
        (("Bureau",), "不能作标识"),
        (("con",), "已有他用"),
        (("new", "--parent", "nobody"), "不存在"),
        (("new", "--homepage", "example.org"), "网址"),
        (("new", "--kind", "bureau"), "不能写“bureau”"),
        (("new", "--level", "village"), "不能写“village”"),
        (("new", "--name", ""), "空"),
        (("new", "--region", "", "山西"), "空"),
    ],
)
def test_what_cannot_be_is_refused(reports: Path, arguments: tuple[str, ...], told: str) -> None:
    result = run("agency", "add", "--name", "甲", *arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert [each.name for each in reports.iterdir()] == ["some-bureau"]
