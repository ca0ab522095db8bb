"""Reports made in memory for tests of checks: balanced tables, slips, blanks."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import replace

from gongkai.checks.identities import identities
from gongkai.checks.model import CheckResult
from gongkai.checks.sheets import sheet_of
from gongkai.forms.model import CellAddress, FormEdition, Table
from gongkai.reports.model import BLANK, Cell, CellState, Report, Row, frozen

REQUESTS = "requests"
_ITEMS = (0, 0, 0, 1, 1, 2, 3, 5, 8, 12, 20, 45, 137)


def number(value: int) -> Cell:
    return Cell(CellState.NUMBER, value, str(value))


def requests_table(edition: FormEdition) -> Table:
    table = edition.table(REQUESTS)
    assert table is not None
    return table


def balanced_report(rng: random.Random, edition: FormEdition) -> Report:
    """A report whose table 三 is filled and in which every identity holds."""
    table = requests_table(edition)
    columns = [_balanced_column(rng, table) for _ in table.column_leaves[:-1]]
    rows: dict[str, Row] = {}
    for row in table.row_leaves:
        values = [column[row.path] for column in columns]
        rows[row.path] = tuple(number(value) for value in [*values, sum(values)])
    tables = frozen({REQUESTS: frozen(rows)})
    return Report("some-bureau", edition.from_year, edition, tables=tables)


def _balanced_column(rng: random.Random, table: Table) -> dict[str, int]:
    items = [path for path in table.expand_rows("results") if path != "results.total"]
    column = {path: rng.choice(_ITEMS) for path in items}
    total = sum(column.values())
    forward = rng.randint(0, 9)
    carried = rng.randint(0, min(9, total + forward))
    return column | {
        "results.total": total,
        "carried_forward": forward,
        "carried_in": carried,
        "new_received": total + forward - carried,
    }


def with_cells(report: Report, cells: Mapping[CellAddress, Cell]) -> Report:
    """The report with other cells at some addresses."""
    assert report.edition is not None
    tables = {
        name: {path: list(row) for path, row in rows.items()}
        for name, rows in report.tables.items()
    }
    for address, cell in cells.items():
        table = report.edition.table(address.table)
        column = table.column_number(address.column) if table else None
        assert column is not None
        tables[address.table][address.row][column] = cell
    return replace(
        report,
        tables=frozen(
            {
                name: frozen({p: tuple(row) for p, row in rows.items()})
                for name, rows in tables.items()
            }
        ),
    )


def with_slips(
    rng: random.Random, report: Report, count: int, *, among: Iterable[CellAddress] | None = None
) -> tuple[Report, dict[CellAddress, int]]:
    """The report with so many wrong figures, and the right ones by address."""
    filled = [a for a, cell in report.cells() if cell.state is CellState.NUMBER]
    chosen = rng.sample(sorted(among if among is not None else filled), count)
    truth = {address: int(report.cell(address).value or 0) for address in chosen}
    wrong = {address: number(_slip(rng, value)) for address, value in truth.items()}
    return with_cells(report, wrong), truth


def _slip(rng: random.Random, value: int) -> int:
    """Another figure: a digit off, lost, doubled or swapped, a zero too many, or anything."""
    digits = str(value)
    candidates = [0, value + 1, max(0, value - 1), value * 10, int(digits[::-1])]
    candidates += [int(digits + digits[-1]), rng.randint(0, 300)]
    return rng.choice([each for each in candidates if each != value])


def with_blanks(rng: random.Random, report: Report, share: float) -> Report:
    """The report with a share of its cells left empty."""
    addresses = [address for address, _ in report.cells()]
    blank = rng.sample(addresses, int(len(addresses) * share))
    return with_cells(report, dict.fromkeys(blank, BLANK))


def identities_of(report: Report) -> list[CheckResult]:
    """The results of all identities of a report."""
    return list(identities(sheet_of(report)))
