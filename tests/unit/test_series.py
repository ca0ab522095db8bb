"""Statistics over the editions of the form: what continues what, and where it breaks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.forms.loader import load_edition, load_editions
from gongkai.forms.model import CellAddress, FormEdition
from gongkai.forms.series import predecessor, series_of
from tests.site.building import dump

EDITIONS = load_editions().value
OLD, NEW = list(EDITIONS)


def address(text: str) -> CellAddress:
    head, _, column = text.partition("/")
    table, _, row = head.partition(".")
    return CellAddress(table, row, column)


@pytest.mark.parametrize(
    ("newest", "oldest", "is_break"),
    [
        (
            "art20_1.administrative_normative_documents/issued",
            "art20_1.normative_documents/new_made",
            True,
        ),
        ("art20_1.regulations/issued", "art20_1.regulations/new_made", True),
        ("art20_6.penalty/decisions_in_year", "art20_6.penalty/decisions", True),
        ("requests.new_received/total", "requests.new_received/total", False),
        ("requests.results.other_handling/total", "requests.results.other_handling/total", False),
        ("art20_1.regulations/in_force", None, False),
        ("art20_8.administrative_fees/amount_collected", None, False),
        ("requests.results.other_handling.other/total", None, False),
    ],
)
def test_what_the_forms_of_2019_and_2021_have_in_common(
    newest: str, oldest: str | None, is_break: bool
) -> None:
    series = series_of(address(newest), EDITIONS)
    assert series.cells[NEW.id] == address(newest)
    assert series.cells.get(OLD.id) == (address(oldest) if oldest else None)
    assert series.breaks == ({NEW.id} if is_break else set())


def test_what_ended_stays_with_the_form_that_had_it() -> None:
    series = series_of(address("art20_9.central_procurement/amount"), EDITIONS)
    assert set(series.cells) == {OLD.id}
    assert series.breaks == frozenset()


def test_what_no_form_has_is_no_series() -> None:
    assert series_of(address("art20_9.nothing/amount"), EDITIONS).cells == {}


@given(st.sampled_from(list(NEW.addresses())))
def test_two_cells_of_a_form_never_go_on_from_one(cell: CellAddress) -> None:
    before = predecessor(NEW, OLD, cell)
    others = [each for each in NEW.addresses() if each != cell]
    assert before is None or before not in [predecessor(NEW, OLD, each) for each in others]


# --- a form that does not exist yet -------------------------------------------------------------


def _edition(number: int, rows: list[Any], columns: list[Any]) -> Any:
    return {
        "schema_version": 1,
        "edition": {"id": f"e{number}", "from": number, "label": "式", "document": f"〔{number}〕"},
        "sections": [{"id": "s", "label": "一", "kind": "tables", "tables": ["t"]}],
        "tables": [
            {"id": "t", "section": "s", "value": "count", "columns": columns, "rows": rows},
        ],
        "identities": [],
        "carries": [],
    }


def _made_up(folder: Path, *editions: Any) -> list[FormEdition]:
    found = []
    for number, each in enumerate(editions):
        path = folder / f"{number}.yaml"
        path.write_text(dump(each), encoding="utf-8")
        loaded = load_edition(path)
        assert loaded.issues == ()
        assert loaded.value is not None
        found.append(loaded.value)
    return found


def test_a_series_goes_on_under_other_names(tmp_path: Path) -> None:
    column = {"id": "c", "label": "数"}
    three = _made_up(
        tmp_path,
        _edition(2030, [{"id": "a", "label": "甲"}], [column]),
        _edition(2031, [{"id": "b", "label": "乙", "follows": "t.a"}], [column]),
        _edition(2032, [{"id": "b", "label": "乙"}], [column]),
    )
    for name in ("a", "b"):
        series = series_of(CellAddress("t", name, "c"), three)
        rows = {edition: cell.row for edition, cell in series.cells.items()}
        assert rows == {"e2030": "a", "e2031": "b", "e2032": "b"}
        assert series.breaks == {"e2031"}


def test_the_rows_of_a_group_follow_with_it_and_one_name_may_break(tmp_path: Path) -> None:
    column = {"id": "c", "label": "数"}
    group = {"id": "a", "label": "甲", "children": [{"id": "x", "label": "1"}]}
    two = _made_up(
        tmp_path,
        _edition(2030, [group], [column]),
        _edition(2031, [group | {"id": "b", "follows": "t.a"}], [column | {"follows": "t.c"}]),
    )
    series = series_of(CellAddress("t", "b.x", "c"), two)
    assert series.cells["e2030"] == CellAddress("t", "a.x", "c")
    assert series.breaks == {"e2031"}


def test_a_name_that_was_copied_from_form_to_form_is_no_new_break(tmp_path: Path) -> None:
    column = {"id": "c", "label": "数"}
    renamed = [{"id": "b", "label": "乙", "follows": "t.a"}]
    three = _made_up(
        tmp_path,
        _edition(2030, [{"id": "a", "label": "甲"}], [column]),
        _edition(2031, renamed, [column]),
        _edition(2032, renamed, [column]),
    )
    assert series_of(CellAddress("t", "b", "c"), three).breaks == {"e2031"}


def test_what_a_form_follows_exists() -> None:
    """Every ``follows`` leads to a header of the edition before."""
    for header in _followers(NEW):
        table, _, path = header.partition(".")
        found = OLD.table(table)
        assert found is not None
        assert found.row(path) or found.column(path), header


def _followers(edition: FormEdition) -> list[str]:
    return [
        header.follows
        for table in edition.tables
        for tree in (table.rows, table.columns)
        for top in tree
        for header in top.walk()
        if header.follows
    ]
