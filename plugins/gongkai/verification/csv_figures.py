"""Every row of a CSV file against the data."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from gongkai.reports.model import Report
from gongkai.verification.figures import Told, differences, figures_of, same_number, told
from gongkai.verification.findings import Finding
from gongkai.verification.names import Key, key_of

_COLUMNS = ("report_id", "address", "value", "state", "printed")


def csv_figures(file: str, data: bytes, reports: Sequence[Report]) -> Iterator[Finding]:
    """What a file with all cells of some reports says otherwise than the data."""
    should = {
        key_of(report, address): told(cell)
        for report in reports
        for address, cell in figures_of(report).items()
    }
    yield from differences("cell.csv", file, _read(data), should, _is_same)


def _read(data: bytes) -> Mapping[Key, Told]:
    """Every cell in a file; ValueError or KeyError where it is no such file."""
    # The mark at the beginning is for spreadsheet programs.
    rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    header = {name: number for number, name in enumerate(next(rows, []))}
    report, address, value, state, printed = (header[name] for name in _COLUMNS)
    return {
        Key(row[report], row[address]): Told(row[value], row[state], row[printed]) for row in rows
    }


def _is_same(stands: Told, should: Told) -> bool:
    """Whether both say the same; text that could run as a formula has an apostrophe before it."""
    return (
        stands.state == should.state
        and same_number(stands.value, should.value)
        and stands.printed in (should.printed, f"'{should.printed}")
    )
