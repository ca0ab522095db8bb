"""The made-up reports are what larger tests take them for: whole, balanced, the same every time."""

from __future__ import annotations

from decimal import Decimal
from itertools import islice, pairwise
from pathlib import Path

import pytest

from gongkai.corpus import load_corpus
from gongkai.forms.model import CellAddress, Editions, FormEdition, Identity, Table
from gongkai.reports.model import Report
from tests.site.building import folder_state
from tests.synthetic import YEARS, corpus, write_corpus

REPORTS = 3 * len(YEARS)


@pytest.fixture(scope="module")
def reports(editions: Editions) -> list[Report]:
    return [report for _, report in islice(corpus(editions), REPORTS)]


def _value(report: Report, table: str, row: str, column: str) -> int | Decimal:
    value = report.cell(CellAddress(table, row, column)).value
    assert value is not None
    return value


def _table(edition: FormEdition | None, table_id: str) -> Table:
    table = edition.table(table_id) if edition else None
    assert table is not None
    return table


def _sides(report: Report, rule: Identity) -> list[tuple[int | Decimal, int | Decimal]]:
    """Both sums of an identity at each of its places."""
    table = _table(report.edition, rule.table)
    by_column = rule.for_each == "column"
    places = table.column_leaves if by_column else table.row_leaves
    expand = table.expand_rows if by_column else table.expand_columns

    def total(side: tuple[str, ...], place: str) -> int | Decimal:
        paths = [leaf for path in side for leaf in expand(path)]
        pairs = [(path, place) if by_column else (place, path) for path in paths]
        return sum((_value(report, table.id, row, column) for row, column in pairs), start=0)

    return [(total(rule.left, place.path), total(rule.right, place.path)) for place in places]


def test_identities_hold(reports: list[Report]) -> None:
    for report in reports:
        for rule in report.edition.identities if report.edition else ():
            assert all(left == right for left, right in _sides(report, rule)), rule.id


def test_carries_hold(reports: list[Report]) -> None:
    for before, after in pairwise(reports):
        if before.agency != after.agency:
            continue
        for column in _table(after.edition, "requests").column_leaves:
            carried = _value(before, "requests", "carried_forward", column.path)
            assert _value(after, "requests", "carried_in", column.path) == carried


def test_files_are_read_without_an_issue(
    tmp_path: Path, editions: Editions, reports: list[Report]
) -> None:
    write_corpus(tmp_path, REPORTS)
    loaded = load_corpus(tmp_path, editions)
    assert loaded.issues == ()
    by_place = {(report.agency, report.year): report for report in loaded.value.reports}
    assert by_place == {(report.agency, report.year): report for report in reports}


def test_a_seed_always_gives_the_same_files(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("same", 1), ("other", 2)):
        write_corpus(tmp_path / name, 9, seed)
    one, same, other = (folder_state(tmp_path / name) for name in ("one", "same", "other"))
    assert one == same
    assert one.keys() == other.keys()
    assert one != other


def test_bodies_do_not_repeat(editions: Editions) -> None:
    bodies = [body for body, report in islice(corpus(editions), 2100) if report.year == YEARS[0]]
    assert len({body.id for body in bodies}) == len({body.name for body in bodies}) == 300
