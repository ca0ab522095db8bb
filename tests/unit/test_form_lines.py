"""Lines through the editions: every cell in one of them, breaks where a form says so."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from gongkai.forms.loader import load_editions
from gongkai.forms.model import (
    CellAddress,
    Editions,
    FormEdition,
    Header,
    Section,
    Table,
    ValueKind,
)
from gongkai.outputs.form_lines import Line, lines_of

EDITIONS = load_editions().value


def header(path: str, *children: Header, follows: str | None = None) -> Header:
    """A header with its id for a label."""
    own = path.rpartition(".")[2]
    return Header(id=own, path=path, label=own, children=children, follows=follows)


def edition(year: int, rows: tuple[Header, ...], columns: tuple[Header, ...]) -> FormEdition:
    """A form of one table ``t``."""
    table = Table("t", "s", None, None, None, None, ValueKind.COUNT, None, columns, rows)
    section = Section("s", "一", tables=("t",))
    return FormEdition(str(year), year, str(year), "", (section,), (table,))


def shown(line: Line) -> dict[str, str]:
    return {edition: str(address) for edition, address in line.addresses.items()}


def lines(*editions: FormEdition) -> list[dict[str, str]]:
    return [shown(line) for line in lines_of(Editions(editions))]


A, B = header("a"), header("b")
X, Y = header("x"), header("y")


def test_every_cell_of_every_form_is_in_one_line() -> None:
    found = Counter(
        (edition, str(address))
        for line in lines_of(EDITIONS)
        for edition, address in line.addresses.items()
    )
    cells = {(form.id, str(each)) for form in EDITIONS for each in form.addresses()}
    assert cells <= set(found)
    assert set(found.values()) == {1}
    # Besides those, the rows that a report of 2021 may give as one.
    assert {edition for edition, _ in set(found) - cells} == {"2021"}
    assert len(set(found) - cells) == 7


def test_the_breaks_of_the_national_forms() -> None:
    broken = {
        str(line.addresses["2019"]): str(line.addresses["2021"])
        for line in lines_of(EDITIONS)
        if len(set(line.addresses.values())) > 1
    }
    assert broken == {
        "art20_1.regulations/new_made": "art20_1.regulations/issued",
        "art20_1.normative_documents/new_made": "art20_1.administrative_normative_documents/issued",
        "art20_5.licensing/decisions": "art20_5.licensing/decisions_in_year",
        "art20_6.penalty/decisions": "art20_6.penalty/decisions_in_year",
        "art20_6.coercion/decisions": "art20_6.coercion/decisions_in_year",
    }


def test_money_that_replaces_a_number_of_items_is_a_line_of_its_own() -> None:
    fees = [shown(each) for each in lines_of(EDITIONS) if each.group.startswith("art20_8")]
    assert fees == [
        {"2019": "art20_8.administrative_fees/items_previous_year"},
        {"2019": "art20_8.administrative_fees/items_change"},
        {"2021": "art20_8.administrative_fees/amount_collected"},
    ]


def test_a_line_goes_on_through_a_copy_of_the_form_that_keeps_its_follows() -> None:
    """The form after next is made from the last one, with what that one followed."""
    old = edition(2019, (A,), (X,))
    new = edition(2021, (header("b", follows="t.a"),), (X,))
    copy = replace(new, id="2026", from_year=2026)
    assert lines(old, new, copy) == [{"2019": "t.a/x", "2021": "t.b/x", "2026": "t.b/x"}]
    plain = edition(2026, (B,), (X,))
    assert lines(old, new, plain) == [{"2019": "t.a/x", "2021": "t.b/x", "2026": "t.b/x"}]


def test_a_group_that_follows_takes_its_rows_along() -> None:
    old = edition(2019, (header("a", header("a.p"), header("a.q")),), (X,))
    new = edition(2021, (header("b", header("b.p"), header("b.r"), follows="t.a"),), (X,))
    assert lines(old, new) == [
        {"2019": "t.a.p/x", "2021": "t.b.p/x"},
        {"2019": "t.a.q/x"},
        {"2021": "t.b.r/x"},
    ]


def test_an_address_that_means_something_else_begins_anew() -> None:
    """``b`` takes over from ``a``; what ``b`` was before has ended."""
    old = edition(2019, (A, B), (X,))
    new = edition(2021, (header("b", follows="t.a"),), (X,))
    assert lines(old, new) == [{"2019": "t.a/x", "2021": "t.b/x"}, {"2019": "t.b/x"}]
    unknown = edition(2021, (header("b", follows="t.c"),), (X,))
    assert lines(old, unknown) == [{"2019": "t.a/x"}, {"2019": "t.b/x", "2021": "t.b/x"}]


def test_of_two_cells_that_follow_one_the_first_goes_on() -> None:
    old = edition(2019, (A,), (X,))
    new = edition(2021, (A,), (header("y", follows="t.x"), header("z", follows="t.x")))
    assert lines(old, new) == [{"2019": "t.a/x", "2021": "t.a/y"}, {"2021": "t.a/z"}]


def test_lines_of_a_renamed_row_are_of_one_group() -> None:
    old = edition(2019, (A,), (X, Y))
    new = edition(2021, (header("b", follows="t.a"),), (header("x"), header("z")))
    groups = {line.group for line in lines_of(Editions((old, new)))}
    assert groups == {"t.a"}


def test_a_row_that_became_a_group_is_a_line_by_the_groups_address() -> None:
    old = edition(2019, (A,), (X,))
    new = edition(2021, (header("a", header("a.p"), header("a.q")),), (X,))
    assert lines(old, new) == [
        {"2019": "t.a/x", "2021": "t.a/x"},
        {"2021": "t.a.p/x"},
        {"2021": "t.a.q/x"},
    ]
    assert lines(new) == [{"2021": "t.a.p/x"}, {"2021": "t.a.q/x"}]


def test_money_and_changes_are_no_counts() -> None:
    kinds = {str(each): line.is_count for line in lines_of(EDITIONS) for each in _cells(line)}
    assert kinds["requests.new_received/total"]
    assert not kinds["art20_8.administrative_fees/amount_collected"]
    assert not kinds["art20_6.penalty/items_change"]


def _cells(line: Line) -> set[CellAddress]:
    return set(line.addresses.values())
