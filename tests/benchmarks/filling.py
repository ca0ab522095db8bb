"""Made-up reports filled the ways in which bodies fill them: in full, with gaps, with slips.

The bodies and their sound figures are those of ``tests.synthetic``. Most bodies fill every cell;
some leave zeros blank and print totals only; some print nothing in a row of zeros, as
长治市中小企业局 did in 2019; a few write words or units into cells. One report in twenty has a
wrong figure. The same seed gives the same reports.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from gongkai.forms.model import CellAddress, Editions, Table
from gongkai.reports.model import BLANK, Cell, CellState, Report, Row, frozen
from gongkai.reports.writer import dump_report
from tests.synthetic import Body, corpus

Fill = Callable[[Table, Row], Row]

SHARE_WITH_SLIP = 0.05


def filled_corpus(editions: Editions, count: int, seed: int = 0) -> Iterator[tuple[Body, Report]]:
    """So many reports, body after body, each body with a habit of its own."""
    for body, report in islice(corpus(editions, seed), count):
        habit = random.Random(f"{seed}/{body.id}").choices(HABITS, WEIGHTS)[0]
        filled = _filled(report, habit)
        chance = random.Random(f"{seed}/{body.id}/{report.year}")
        yield body, _with_slip(filled, chance) if chance.random() < SHARE_WITH_SLIP else filled


def write_reports(folder: Path, reports: list[tuple[Body, Report]]) -> list[Path]:
    """The reports as files, in the same order."""
    paths = []
    for body, report in reports:
        path = folder / body.id / f"{report.year}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dump_report(report, body.name), encoding="utf-8", newline="\n")
        paths.append(path)
    return paths


# --- habits -----------------------------------------------------------------------------------


def _in_full(_: Table, row: Row) -> Row:
    return row


def _zeros_blank(table: Table, row: Row) -> Row:
    """Zeros left blank, except under a column of totals."""
    return tuple(
        BLANK if cell.value == 0 and column.id != "total" else cell
        for column, cell in zip(table.column_leaves, row, strict=True)
    )


def _rows_of_zeros_blank(_: Table, row: Row) -> Row:
    return row if any(cell.value for cell in row) else (BLANK,) * len(row)


def _with_words(_: Table, row: Row) -> Row:
    """A zero as ``/``, the last figure of a long row with a word behind it."""
    shown = [Cell(CellState.NOT_APPLICABLE, None, "/") if not cell.value else cell for cell in row]
    if row[0].value:
        shown[0] = replace(row[0], printed=f"{row[0].printed}（其中修订 1 件）")
    return tuple(shown)


HABITS: tuple[Fill, ...] = (_in_full, _zeros_blank, _rows_of_zeros_blank, _with_words)
WEIGHTS = (75, 12, 10, 3)


def _filled(report: Report, fill: Fill) -> Report:
    tables = {
        table.id: frozen({path: fill(table, row) for path, row in report.rows(table).items()})
        for table in (report.edition.tables if report.edition else ())
    }
    return replace(report, tables=frozen(tables))


def _with_slip(report: Report, chance: random.Random) -> Report:
    """The report with one more in one of the filled cells of its table of requests."""
    rows = dict(report.tables["requests"])
    filled = [a for a, cell in report.cells() if a.table == "requests" and cell.value is not None]
    if not filled:
        return report
    wrong = chance.choice(filled)
    rows[wrong.row] = tuple(_raised(report, wrong, rows[wrong.row]))
    return replace(report, tables=frozen({**report.tables, "requests": frozen(rows)}))


def _raised(report: Report, wrong: CellAddress, row: Row) -> Iterator[Cell]:
    table = report.edition.table(wrong.table) if report.edition else None
    number = table.column_number(wrong.column) if table else None
    for position, cell in enumerate(row):
        raised = position == number and cell.value is not None
        value = (cell.value or 0) + 1
        yield Cell(CellState.NUMBER, value, str(value)) if raised else cell
