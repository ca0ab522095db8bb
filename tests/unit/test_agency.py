"""``agency.yaml``: every field by its type, and what is wrong with it by its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.issues import Location
from gongkai.reports.agency import Agency, AgencyKind, Contact, FormerName, Region, load_agency
from tests.marks import unmark

WHOLE = """\
name: 长治市中小企业局
kind: department
level: city
region: {code: "140400", name: 山西省长治市}
aliases: [中小企业局, 市中小局]
former_names:
  - {name: 长治市乡镇企业局, until: 2008}
parent: changzhi
members: [changzhi-a, changzhi-b]
since: 2008
until: 2020
makes_rules: false
predecessors: [changzhi-township-enterprises]
contact:
  address: 长治市太行西街 406 号
  phone: 0355-3080515
  postcode: 046000
  email: a@example.org
  hours: 8:30
homepage: https://example.org/
redirect_from: [old-id]
"""
START = "name: 甲\nkind: other\n"


def _load(text: str, folder: Path) -> tuple[Agency | None, list[tuple[str, int, int]]]:
    path = folder / "agency.yaml"
    path.write_text(text, encoding="utf-8")
    loaded = load_agency(path, "example", "reports/example/agency.yaml")
    assert {each.location.path for each in loaded.issues} <= {"reports/example/agency.yaml"}
    return loaded.value, [
        (each.code, each.location.line, each.location.column) for each in loaded.issues
    ]


def test_every_field_is_read(tmp_path: Path) -> None:
    agency, issues = _load(WHOLE, tmp_path)
    assert issues == []
    assert agency == Agency(
        id="example",
        name="长治市中小企业局",
        kind=AgencyKind.DEPARTMENT,
        level="city",
        region=Region("140400", "山西省长治市"),
        aliases=("中小企业局", "市中小局"),
        former_names=(FormerName("长治市乡镇企业局", 2008),),
        parent="changzhi",
        members=("changzhi-a", "changzhi-b"),
        since=2008,
        until=2020,
        makes_rules=False,
        predecessors=("changzhi-township-enterprises",),
        contact=Contact("长治市太行西街 406 号", "0355-3080515", "046000", "a@example.org", "8:30"),
        homepage="https://example.org/",
        redirect_from=("old-id",),
        location=Location("reports/example/agency.yaml", 1, 1),
    )


def test_what_is_not_stated_is_not_invented(tmp_path: Path) -> None:
    agency, issues = _load(START, tmp_path)
    assert issues == []
    location = Location("reports/example/agency.yaml", 1, 1)
    assert agency == Agency("example", "甲", AgencyKind.OTHER, location=location)


@pytest.mark.parametrize(
    ("text", "code", "survives"),
    [
        ("‸kind: other\n", "shape.missing_key", False),
        ("‸name: 甲\n", "shape.missing_key", False),
        ("name: ‸~\nkind: other\n", "shape.empty", False),
        ("name: ‸[甲]\nkind: other\n", "shape.type", False),
        ("name: 甲\nkind: ‸Department\n", "shape.choice", False),
        (f"{START}level: ‸district\n", "shape.choice", True),
        (f"{START}region: ‸140400\n", "shape.type", True),
        (f"{START}region: ‸{{code: 140400}}\n", "shape.missing_key", True),
        (f"{START}aliases: ‸乙\n", "shape.type", True),
        (f"{START}aliases: [乙, ‸[]]\n", "shape.type", True),
        (f"{START}former_names: [‸{{name: 乙}}]\n", "shape.missing_key", True),
        (f"{START}former_names: [{{name: 乙, until: ‸去年}}]\n", "value.integer", True),
        (f"{START}since: ‸02008\n", "value.integer", True),
        (f"{START}makes_rules: ‸no\n", "value.boolean", True),
        (f"{START}contact: {{‸tel: 1}}\n", "shape.unknown_key", True),
        (f"{START}contact: {{phone: ‸~}}\n", "shape.empty", True),
        (f"{START}homepage: ‸www.example.org\n", "value.url", True),
        (f"{START}homepage: ‸javascript:alert(1)\n", "value.url", True),
        (f"{START}‸alias: 乙\n", "shape.unknown_key", True),
        (f"{START}redirect_from: [old-id, ‸../../etc]\n", "file.name", True),
        (f"{START}redirect_from: [‸Old_Id]\n", "file.name", True),
        (f"{START}redirect_from: [old-id, ‸old-id]\n", "agency.collision", True),
        ("name: ‸⽂化局\nkind: other\n", "value.lookalike", True),
    ],
)
def test_a_wrong_field_is_located(text: str, code: str, survives: bool, tmp_path: Path) -> None:
    plain, places = unmark(text)
    agency, issues = _load(plain, tmp_path)
    assert issues == [(code, *place) for place in places]
    assert (agency is not None) is survives


@pytest.mark.parametrize(
    ("year", "since", "until", "owes"),
    [
        (2015, None, None, True),
        (2015, 2015, 2015, True),
        (2015, 2016, None, False),
        (2015, None, 2014, False),
        (2015, 2008, None, True),
    ],
)
def test_a_body_owes_the_years_it_states(
    year: int, since: int | None, until: int | None, owes: bool
) -> None:
    agency = Agency("example", "甲", AgencyKind.OTHER, since=since, until=until)
    assert agency.owes(year) is owes


def test_the_real_bodies_are_faultless(reports_folder: Path) -> None:
    for path in sorted(reports_folder.glob("*/agency.yaml")):
        loaded = load_agency(path, path.parent.name)
        assert loaded.issues == ()
        assert loaded.value is not None
