"""The two national forms as they ship: their cells, their labels, their rules."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.forms.loader import BUILTIN_EDITIONS
from gongkai.forms.model import Editions, FormEdition, Header, Table

# The drafts that the owner checked against the documents of the State Council. They are no part of
# this repository: where they lie beside it, the shipped files are held against them.
DRAFTS = Path(__file__).parents[3] / "shared" / "domain" / "editions"
NO_DRAFTS = "the checked drafts of the forms are not on this machine"

CELLS = {
    "2019": {
        "art20_1": 6,
        "art20_5": 6,
        "art20_6": 6,
        "art20_8": 2,
        "art20_9": 2,
        "requests": 23 * 7,
        "review_litigation": 15,
    },
    "2021": {
        "art20_1": 6,
        "art20_5": 1,
        "art20_6": 2,
        "art20_8": 1,
        "requests": 25 * 7,
        "review_litigation": 15,
    },
}


def _edition(editions: Editions, name: str) -> FormEdition:
    edition = editions.get(name)
    assert edition is not None
    return edition


def test_there_are_two_forms(editions: Editions) -> None:
    assert [(edition.id, edition.from_year) for edition in editions] == [
        ("2019", 2019),
        ("2021", 2021),
    ]


@pytest.mark.parametrize("name", CELLS)
def test_every_table_has_its_cells(editions: Editions, name: str) -> None:
    edition = _edition(editions, name)
    counts = {table.id: sum(1 for _ in table.addresses()) for table in edition.tables}
    assert counts == CELLS[name]
    assert sum(counts.values()) == {"2019": 198, "2021": 200}[name]


@pytest.mark.parametrize("name", CELLS)
def test_addresses_are_unique(editions: Editions, name: str) -> None:
    addresses = [str(address) for address in _edition(editions, name).addresses()]
    assert len(set(addresses)) == len(addresses)


def test_most_addresses_are_common(editions: Editions) -> None:
    """The same address is the same statistic: all of 三 but （六）, and all of 四."""
    one, other = (set(_edition(editions, name).addresses()) for name in CELLS)
    common = one & other
    assert len(common) == 169
    assert {address.table for address in common} == {"requests", "review_litigation"}
    assert sum(address.table == "requests" for address in common) == 22 * 7


def test_the_form_of_a_year_is_the_latest_that_has_begun(editions: Editions) -> None:
    found = {year: editions.for_year(year) for year in (2018, 2019, 2020, 2021, 2025)}
    names = {year: edition and edition.id for year, edition in found.items()}
    assert names == {2018: None, 2019: "2019", 2020: "2019", 2021: "2021", 2025: "2021"}


# --- labels -----------------------------------------------------------------------------------


def _plain(path: Path) -> Any:
    """The file with every scalar as it is typed."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506


def _header_labels(prefix: str, headers: Any) -> Iterator[tuple[str, str]]:
    for header in headers:
        path = f"{prefix}.{header['id']}"
        yield path, header["label"]
        yield from _header_labels(path, header.get("children", []))


def _labels(edition: Any) -> dict[str, str]:
    """Everything printed in a form, by where it stands."""
    found = {f"sections.{each['id']}": each["label"] for each in edition["sections"]}
    for table in edition["tables"]:
        for part in ("caption", "stub_label", "corner_note", "columns_label", "unit"):
            if part in table:
                found[f"{table['id']}.{part}"] = table[part]
        for axis in ("rows", "columns"):
            found |= dict(_header_labels(f"{table['id']}.{axis}", table[axis]))
    return found


def _loaded_header_labels(prefix: str, headers: tuple[Header, ...]) -> Iterator[tuple[str, str]]:
    for header in headers:
        yield f"{prefix}.{header.path}", header.label
        yield from _loaded_header_labels(prefix, header.children)


def _loaded_labels(edition: FormEdition) -> dict[str, str]:
    found = {f"sections.{each.id}": each.label for each in edition.sections}
    for table in edition.tables:
        for part in ("caption", "stub_label", "corner_note", "columns_label", "unit"):
            if (text := getattr(table, part)) is not None:
                found[f"{table.id}.{part}"] = text
        found |= dict(_loaded_header_labels(f"{table.id}.rows", table.rows))
        found |= dict(_loaded_header_labels(f"{table.id}.columns", table.columns))
    return found


@pytest.mark.parametrize("name", CELLS)
def test_loading_changes_no_letter(editions: Editions, name: str) -> None:
    typed = _labels(_plain(BUILTIN_EDITIONS / f"{name}.yaml"))
    assert _loaded_labels(_edition(editions, name)) == typed
    assert len(typed) > 60


@pytest.mark.parametrize("name", CELLS)
def test_the_labels_are_those_of_the_checked_drafts(name: str) -> None:
    if not DRAFTS.is_dir():
        if os.environ.get("GONGKAI_REQUIRE_ALL") == "1":
            print(f"nothing to compare: {NO_DRAFTS}")
            return
        pytest.skip(NO_DRAFTS)
    shipped, draft = (_plain(folder / f"{name}.yaml") for folder in (BUILTIN_EDITIONS, DRAFTS))
    assert _labels(shipped) == _labels(draft)
    assert shipped["edition"] == draft["edition"]


@pytest.mark.parametrize("name", CELLS)
def test_labels_hold_no_stray_white_space(editions: Editions, name: str) -> None:
    labels = _loaded_labels(_edition(editions, name))
    assert {where: label for where, label in labels.items() if label != label.strip()} == {}


def test_a_change_of_meaning_has_a_new_address(editions: Editions) -> None:
    """What follows another names an address of the form before that is not its own."""
    before, after = (_edition(editions, name) for name in CELLS)
    headers = [
        (table, header)
        for table in after.tables
        for top in (*table.rows, *table.columns)
        for header in top.walk()
        if header.follows
    ]
    assert headers
    for table, header in headers:
        old_table, _, path = (header.follows or "").partition(".")
        old = before.table(old_table)
        assert old is not None
        assert old.row(path) or old.column(path), header.follows
        assert (old_table, path) != (table.id, header.path)


# --- rules ------------------------------------------------------------------------------------


def _leaves(table: Table, for_each: str) -> list[str]:
    """The paths that a rule may sum: a rule for each column sums rows."""
    axis = table.row_leaves if for_each == "column" else table.column_leaves
    return [header.path for header in axis]


def _expanded(table: Table, for_each: str, path: str) -> tuple[str, ...]:
    return table.expand_rows(path) if for_each == "column" else table.expand_columns(path)


def _side(table: Table, for_each: str, paths: tuple[str, ...]) -> list[str]:
    """What one side of an identity sums."""
    return [leaf for path in paths for leaf in _expanded(table, for_each, path)]


@pytest.mark.parametrize("name", CELLS)
def test_identities_sum_cells_that_exist(editions: Editions, name: str) -> None:
    edition = _edition(editions, name)
    assert len(edition.identities) >= 6
    for rule in edition.identities:
        table = edition.table(rule.table)
        assert table is not None
        known = _leaves(table, rule.for_each)
        sides = [_side(table, rule.for_each, side) for side in (rule.left, rule.right)]
        for side in sides:
            assert side, rule.id
            assert set(side) <= set(known), rule.id
            assert len(set(side)) == len(side), rule.id
        assert not set(sides[0]) & set(sides[1]), rule.id


@pytest.mark.parametrize("name", CELLS)
def test_rules_have_their_own_names(editions: Editions, name: str) -> None:
    edition = _edition(editions, name)
    ids = [f"{rule.table}.{rule.id}" for rule in edition.identities]
    ids += [f"{rule.table}.{rule.id}" for rule in edition.carries]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", CELLS)
def test_carries_join_cells_of_both_years(editions: Editions, name: str) -> None:
    """Last year's cells are those of the form then in force, which may be the one before."""
    edition = _edition(editions, name)
    assert edition.carries
    for rule in edition.carries:
        earlier = editions.for_year(rule.first_year - 1)
        assert rule.first_year > edition.from_year or earlier is not None
        for term in (*rule.left, *rule.right):
            form = (earlier or edition) if term.last_year else edition
            table = form.table(rule.table)
            assert table is not None
            leaves = _expanded(table, rule.for_each, term.path)
            assert leaves, (rule.id, term.path)
            assert set(leaves) <= set(_leaves(table, rule.for_each))
