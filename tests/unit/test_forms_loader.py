"""Editions of the form: the two that ship, one more in a folder, and files that do not add up."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.forms.loader import BUILTIN_EDITIONS, load_edition, load_editions
from gongkai.forms.model import (
    CellAddress,
    Editions,
    FormEdition,
    Statement,
    Term,
    ValueKind,
    walk,
)
from gongkai.issues import Location
from tests.marks import unmark

MINIMAL = """\
schema_version: 1
edition:
  id: "2026"
  from: 2026
  label: 格式
  document: 国办公开办函〔2026〕1号
sections:
  - {id: overview, label: 一、总体情况, kind: text}
  - {id: requests, label: 二、申请, kind: tables, tables: [requests]}
tables:
  - id: requests
    section: requests
    value: count
    columns:
      - {id: person, label: 自然人}
      - {id: total, label: 总计}
    rows:
      - {id: received, label: 新收}
      - id: results
        label: 结果
        collapsible: true
        children:
          - {id: granted, label: 予以公开}
          - {id: refused, label: 不予公开}
identities:
  - id: balance
    table: requests
    for_each: column
    left: [received]
    right: [results.*]
    basis: official
    severity: error
    label: 新收＝结果
carries:
  - id: carried
    table: requests
    for_each: column
    left: {this_year: [received], last_year: [results.granted]}
    right: {last_year: [old.row]}
    first_year: 2027
    basis: cross_year
    severity: warning
    label: 本年＝上年
"""


def _edition(editions: Editions, edition_id: str) -> FormEdition:
    edition = editions.get(edition_id)
    assert edition is not None
    return edition


# --- the editions that ship -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "edition"),
    [(2018, None), (2019, "2019"), (2020, "2019"), (2021, "2021"), (2099, "2021")],
)
def test_a_year_has_the_latest_form_that_began(
    year: int, edition: str | None, editions: Editions
) -> None:
    found = editions.for_year(year)
    assert (found.id if found else None) == edition


@pytest.mark.parametrize(("edition", "cells", "tables"), [("2019", 198, 7), ("2021", 200, 6)])
def test_the_forms_have_all_their_cells(
    edition: str, cells: int, tables: int, editions: Editions
) -> None:
    form = _edition(editions, edition)
    addresses = list(form.addresses())
    assert len(addresses) == len(set(addresses)) == cells
    assert len(form.tables) == tables


@pytest.mark.parametrize(
    ("edition", "address", "kind", "unit"),
    [
        ("2019", "art20_1.regulations/new_made", ValueKind.COUNT, None),
        ("2019", "art20_5.licensing/items_change", ValueKind.CHANGE, None),
        ("2019", "art20_9.central_procurement/amount", ValueKind.DECIMAL, None),
        ("2019", "requests.new_received/total", ValueKind.COUNT, "件"),
        ("2021", "art20_8.administrative_fees/amount_collected", ValueKind.DECIMAL, "万元"),
        ("2021", "review_litigation.cases/litigation.after_review.total", ValueKind.COUNT, "件"),
    ],
)
def test_a_cell_has_its_kind_and_unit(
    edition: str, address: str, kind: ValueKind, unit: str | None, editions: Editions
) -> None:
    form = _edition(editions, edition)
    head, _, column_path = address.partition("/")
    table_id, _, row_path = head.partition(".")
    assert CellAddress(table_id, row_path, column_path) in set(form.addresses())
    table = form.table(table_id)
    assert table is not None
    row, column = table.row(row_path), table.column(column_path)
    assert row is not None
    assert column is not None
    assert table.kind(row, column) is kind
    assert table.cell_unit(row, column) == unit


def test_only_the_sixth_group_of_2021_may_be_one_row(editions: Editions) -> None:
    groups = [
        f"{edition.id} {table.id}.{header.path}"
        for edition in editions
        for table in edition.tables
        for header in walk(table.rows)
        if header.collapsible
    ]
    assert groups == ["2021 requests.results.other_handling"]


def test_rules_name_what_exists(editions: Editions) -> None:
    for edition in editions:
        for rule in edition.identities:
            table = edition.table(rule.table)
            assert table is not None
            find = table.row if rule.for_each == "column" else table.column
            assert all(find(path.removesuffix(".*")) for path in (*rule.left, *rule.right))
        names = [each.id for each in edition.identities] + [each.id for each in edition.carries]
        assert len(names) == len(set(names))


# --- an edition of one's own ------------------------------------------------------------------


def test_a_new_form_is_one_more_file(tmp_path: Path) -> None:
    (tmp_path / "2026.yaml").write_text(MINIMAL, encoding="utf-8")
    loaded = load_editions([tmp_path])
    assert loaded.issues == ()
    assert [edition.id for edition in loaded.value] == ["2019", "2021", "2026"]
    form = loaded.value.for_year(2030)
    assert form is not None
    assert [str(address) for address in form.addresses()] == [
        "requests.received/person",
        "requests.received/total",
        "requests.results.granted/person",
        "requests.results.granted/total",
        "requests.results.refused/person",
        "requests.results.refused/total",
    ]
    assert form.carries[0].left == (
        Term(last_year=True, path="results.granted"),
        Term(last_year=False, path="received"),
    )


def test_editions_are_sorted_by_their_first_year(tmp_path: Path) -> None:
    older = MINIMAL.replace("2026", "2008")
    (tmp_path / "z.yaml").write_text(older, encoding="utf-8")
    loaded = load_editions([tmp_path])
    assert [edition.from_year for edition in loaded.value] == [2008, 2019, 2021]


@pytest.mark.parametrize(
    "slip",
    [
        pytest.param({'id: "2026"': 'id: ‸"2021"'}, id="id"),
        pytest.param({"from: 2026": "from: ‸2021"}, id="first year"),
    ],
)
def test_two_editions_cannot_be_one(slip: dict[str, str], tmp_path: Path) -> None:
    """Which of the two counts would hang on the order of files."""
    text, places = _with(slip)
    (tmp_path / "2026.yaml").write_text(text, encoding="utf-8")
    loaded = load_editions([tmp_path])
    assert [issue.code for issue in loaded.issues] == ["form.file"]
    assert loaded.issues[0].location.line == places[0][0]


# --- files that do not add up -----------------------------------------------------------------


def _with(changes: dict[str, str]) -> tuple[str, list[tuple[int, int]]]:
    """The minimal edition with changes, and the places of their marks."""
    text = MINIMAL
    for old, new in changes.items():
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    return unmark(text)


def _load(text: str, folder: Path) -> tuple[FormEdition | None, list[tuple[str, int, int]]]:
    path = folder / "x.yaml"
    path.write_text(text, encoding="utf-8")
    loaded = load_edition(path)
    assert {issue.location.path for issue in loaded.issues} <= {path.as_posix()}
    return loaded.value, [
        (issue.code, issue.location.line, issue.location.column) for issue in loaded.issues
    ]


def test_the_minimal_edition_is_faultless(tmp_path: Path) -> None:
    edition, issues = _load(MINIMAL, tmp_path)
    assert edition is not None
    assert issues == []


ROW = "      - {id: received, label: 新收}\n"
SECTION = "  - {id: overview, label: 一、总体情况, kind: text}\n"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"schema_version: 1\n": "", "edition:": "‸edition:"}, "shape.missing_key"),
        ({"  label: 格式\n": "", 'id: "2026"': '‸id: "2026"'}, "shape.missing_key"),
        ({"label: 格式": "‸lable: x\n  label: 格式"}, "shape.unknown_key"),
        ({"from: 2026": "from: ‸二〇二六"}, "value.integer"),
        ({"value: count": "value: ‸number"}, "shape.choice"),
        ({"for_each: column": "for_each: ‸cell"}, "shape.choice"),
        ({"severity: error": "severity: ‸fatal"}, "shape.choice"),
        ({"collapsible: true": "collapsible: ‸yes"}, "value.boolean"),
        ({"kind: text": "kind: ‸prose"}, "shape.choice"),
        ({"schema_version: 1": "schema_version: ‸2"}, "form.file"),
        ({"id: received": "id: ‸Received", "left: [received]": "left: [Received]"}, "form.file"),
        ({"id: received": "id: ‸a.b", "left: [received]": "left: [a.b]"}, "form.file"),
        ({"left: [received]": "left: [‸recieved]"}, "form.file"),
        ({"left: [received]": "left: [‸received.*]"}, "form.file"),
        ({"right: [results.*]": "right: [‸results]"}, "form.file"),
        ({"right: [results.*]": "right: [‸results.gone]"}, "form.file"),
        ({"this_year: [received]": "this_year: [‸gone]"}, "form.file"),
        ({"    rows:\n": f"    rows:\n      ‸{ROW.lstrip()}"}, "form.file"),
        ({"    columns:\n": "    columns:\n      ‸- {id: total, label: 总计}\n"}, "form.file"),
        (
            {"tables: [requests]": "tables: [others]", "\ntables:\n  - ": "\ntables:\n  ‸- "},
            "form.file",
        ),
        ({SECTION: f"{SECTION}  - ‸{SECTION.strip()[2:]}\n"}, "form.file"),
    ],
)
def test_a_file_that_does_not_add_up_is_no_edition(
    changes: dict[str, str], code: str, tmp_path: Path
) -> None:
    text, ((line, column),) = _with(changes)
    edition, issues = _load(text, tmp_path)
    assert edition is None
    assert (code, line, column) in issues


@pytest.mark.parametrize("taken", ["caption", "region", "columns_label"])
def test_names_of_a_tables_parts_are_no_row_ids(taken: str, tmp_path: Path) -> None:
    changes = {"id: received": f"id: {taken}", "left: [received]": f"left: [{taken}]"}
    text, _ = _with({**changes, "this_year: [received]": f"this_year: [{taken}]"})
    edition, issues = _load(text, tmp_path)
    assert edition is None
    assert [code for code, _, _ in issues] == ["form.file"]


def test_one_table_in_two_sections_is_an_issue(tmp_path: Path) -> None:
    again = MINIMAL[MINIMAL.index("  - id: requests\n") : MINIMAL.index("identities:")]
    other = again.replace("section: requests", "section: again")
    section = "  - {id: again, label: 三, kind: tables, tables: [requests]}\n"
    text, _ = _with({"identities:": f"{other}identities:", "tables:\n": f"{section}tables:\n"})
    edition, issues = _load(text, tmp_path)
    assert edition is None
    assert {code for code, _, _ in issues} == {"form.file"}


def test_a_broken_edition_leaves_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: [", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("{}", encoding="utf-8")
    loaded = load_editions([tmp_path])
    assert [edition.id for edition in loaded.value] == ["2019", "2021"]
    paths = {issue.location.path for issue in loaded.issues}
    assert paths == {(tmp_path / name).as_posix() for name in ("a.yaml", "b.yaml")}
    missing = [issue.code for issue in loaded.issues if issue.location.path.endswith("b.yaml")]
    assert set(missing) == {"shape.missing_key"}


def test_the_editions_that_ship_are_where_the_package_says() -> None:
    assert sorted(path.name for path in BUILTIN_EDITIONS.glob("*")) == ["2019.yaml", "2021.yaml"]


def test_a_message_shows_odd_characters_escaped(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(MINIMAL.replace("id: received", 'id: "a\\x1b[31m"'), encoding="utf-8")
    issues = load_edition(path).issues
    assert Location(path.as_posix(), 18, 14) in {issue.location for issue in issues}
    assert all(issue.message.isprintable() for issue in issues)


# --- the sentence -----------------------------------------------------------------------------


def test_the_sentence_names_cells_of_the_form(tmp_path: Path) -> None:
    path = tmp_path / "2026.yaml"
    said = (
        "sentence:\n  - {at: requests.received/total, text: 收到, zero: 没有收到, compare: true}\n"
    )
    path.write_text(MINIMAL + said, encoding="utf-8")
    loaded = load_edition(path)
    assert not loaded.issues
    assert loaded.value is not None
    address = CellAddress("requests", "received", "total")
    assert loaded.value.sentence == (Statement(address, "收到", "没有收到", compares=True),)


@pytest.mark.parametrize("at", ["requests.results/total", "requests.received", "x.y/z", "requests"])
def test_the_sentence_names_no_other_place(tmp_path: Path, at: str) -> None:
    path = tmp_path / "2026.yaml"
    path.write_text(MINIMAL + f"sentence:\n  - {{at: {at}, text: 收到}}\n", encoding="utf-8")
    loaded = load_edition(path)
    assert loaded.value is None
    assert [issue.code for issue in loaded.issues] == ["form.file"]
    assert f"“{at}”不是这一版的一格" in loaded.issues[0].message


def test_both_forms_have_a_sentence(editions: Editions) -> None:
    assert all(edition.sentence for edition in editions)
