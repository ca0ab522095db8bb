"""What a screen reader says of table three is what the form prescribes, in its order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from gongkai.forms.model import Editions, Header, Table, walk
from gongkai.reports.loader import load_report
from gongkai.reports.model import Report
from tests.browser.announced import Announced, announced_table
from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

BLANK = "原表未填"


def _chain(headers: Sequence[Header], leaf: Header) -> tuple[str, ...]:
    """The labels from the outermost group down to a leaf."""
    above = (each for each in walk(headers) if f"{leaf.path}.".startswith(f"{each.path}."))
    return tuple(header.label for header in above)


def _prescribed(table: Table, report: Report) -> list[Announced]:
    """Each cell row by row: the labels above and beside it, and its figure or that it is blank."""
    top = (table.columns_label,) if table.columns_label else ()
    columns = {each.path: (*top, *_chain(table.columns, each)) for each in table.column_leaves}
    rows = {each.path: _chain(table.rows, each) for each in table.row_leaves}
    return [
        Announced(columns[at.column], rows[at.row], report.cell(at).printed or BLANK)
        for at in table.addresses()
    ]


@pytest.mark.parametrize(
    ("edition", "body", "year"), [("2019", "pingtan", 2019), ("2021", "pingtan", 2021)]
)
def test_table_three_is_announced_as_the_form_prescribes(
    visit: Open,
    at_root: str,
    editions: Editions,
    reports_folder: Path,
    edition: str,
    body: str,
    year: int,
) -> None:
    report = load_report(reports_folder / body / f"{year}.yaml", editions, body).value
    assert report is not None
    assert report.edition is not None
    assert report.edition.id == edition
    table = report.edition.table("requests")
    assert table is not None
    section = report.edition.section(table.section)
    assert section is not None

    announced = announced_table(visit(f"{at_root}reports/{body}/{year}/").page, table.id)
    assert announced.name == f"{table.caption or section.label} 单位：{table.unit}"
    assert list(announced.cells) == _prescribed(table, report)
    labels = [each.label for each in (*walk(table.columns), *walk(table.rows))]
    top = [table.columns_label] if table.columns_label else []
    assert sorted(announced.headers) == sorted([*top, *labels])


def test_a_blank_is_announced_as_one(visit: Open, at_root: str) -> None:
    announced = announced_table(visit(f"{at_root}reports/changzhi-sme/2019/").page, "requests")
    said = {cell.says for cell in announced.cells}
    assert BLANK in said
    assert "" not in said
