"""Parquet: the long table with types, made only where it is named and pyarrow is there."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from gongkai.build import Settings, build_site, chosen_outputs, load_site
from gongkai.cli import main as gongkai
from gongkai.forms.model import ValueKind
from gongkai.mkdocs_adapter.config import GongkaiConfig
from gongkai.outputs import OUTPUT_NAMES, extras, parquet_file
from gongkai.outputs.long_table import COLUMNS, NAMES, rows_of
from gongkai.outputs.model import Site
from gongkai.reports.cells import number_cell
from gongkai.reports.model import Report, frozen

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site(Settings(ROOT / "reports", ROOT)).value


def _bytes(site: Site) -> bytes:
    (file,) = parquet_file.build(site)
    assert file.uri == "data/gongkai.parquet"
    assert isinstance(file.content, bytes)
    return file.content


def _file(site: Site) -> Any:
    return pq.ParquetFile(io.BytesIO(_bytes(site)))


# --- the file ---------------------------------------------------------------------------------


def test_columns_are_those_of_the_long_table_with_types_and_meanings(site: Site) -> None:
    schema = _file(site).schema_arrow
    assert schema.names == list(NAMES)
    assert [field.nullable for field in schema] == [not each.is_required for each in COLUMNS]
    typed = {name: str(schema.field(name).type) for name in NAMES}
    assert {name: typed.pop(name) for name in ("year", "value", "published")} == {
        "year": "int32",
        "value": "decimal128(38, 6)",
        "published": "date32[day]",
    }
    assert set(typed.values()) == {"string"}
    told = [field.metadata[b"description"].decode() for field in schema]
    assert told == [column.meaning for column in COLUMNS]


def test_rows_are_read_in_groups_and_the_same_bytes_come_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, data = _file(site), _bytes(site)
    assert whole.num_row_groups == 1
    assert _bytes(load_site(Settings(ROOT / "reports", ROOT)).value) == data
    monkeypatch.setattr(parquet_file, "REPORTS_A_GROUP", 3)
    several = _file(site)
    assert several.num_row_groups == 3
    assert several.read().equals(whole.read())


@pytest.mark.parametrize(
    ("amount", "kind"),
    [
        ("24252.311082", "decimal128(38, 6)"),
        ("999999999999999999999999", "decimal128(38, 6)"),
        ("0.0000001", "decimal256(76, 24)"),
        ("0.0000000000000000000001", "decimal256(76, 24)"),
    ],
)
def test_a_figure_is_never_rounded(site: Site, amount: str, kind: str) -> None:
    report = _with_amount(site, amount)
    table = _file(replace(site, corpus=replace(site.corpus, reports=(report,)))).read()
    assert str(table.schema.field("value").type) == kind
    (row,) = (each for each in table.to_pylist() if each["printed"] == amount)
    assert row["value"] == Decimal(amount)


def _with_amount(site: Site, amount: str) -> Report:
    report = site.corpus.report("pingtan", 2021)
    cell = number_cell(amount, ValueKind.DECIMAL)
    assert report is not None
    assert cell is not None
    fees = frozen({"administrative_fees": (cell,)})
    return replace(report, tables=frozen({**report.tables, "art20_8": fees}))


def test_a_site_without_reports_has_columns_and_no_rows(site: Site) -> None:
    empty = _file(replace(site, corpus=replace(site.corpus, reports=())))
    assert empty.schema_arrow.names == list(NAMES)
    assert empty.metadata.num_rows == 0


# --- an extra ---------------------------------------------------------------------------------


def test_all_leaves_the_extra_out_unless_it_is_named_as_well() -> None:
    without = tuple(name for name in OUTPUT_NAMES if name != "parquet_file")
    assert chosen_outputs(None) is None
    assert chosen_outputs(["all"]) == without
    assert chosen_outputs(["parquet_file", "all"]) == OUTPUT_NAMES
    assert chosen_outputs(["parquet_file", "home"]) == ("home", "parquet_file")


@pytest.mark.parametrize("outputs", [None, ("all", "parquet_file")])
def test_the_data_page_offers_the_file_where_it_is_made(outputs: tuple[str, ...] | None) -> None:
    build = build_site(Settings(ROOT / "reports", ROOT, outputs=outputs))
    files = {each.uri: each.content for each in build.files}
    is_made = outputs is not None
    assert ("data/gongkai.parquet" in files) is is_made
    assert ('href="gongkai.parquet"' in str(files["data/index.md"])) is is_made
    assert "data/gongkai.csv" in files


def test_without_the_library_a_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert extras.lacking(OUTPUT_NAMES) == []
    monkeypatch.setattr(extras, "find_spec", lambda _: None)
    command = ["build", "--out", str(tmp_path / "out"), "--output", "parquet_file"]
    done = CliRunner().invoke(gongkai, [*command, "--reports", str(ROOT / "reports")])
    assert done.exit_code == 2
    assert "gongkai[parquet]" in done.output
    assert not (tmp_path / "out").exists()
    ((name, error),) = _errors(["all", "parquet_file"])
    assert name == "outputs"
    assert "gongkai[parquet]" in str(error)
    assert _errors("all") == _errors(["all"]) == []


def _errors(outputs: object) -> list[tuple[str, Exception]]:
    config = GongkaiConfig()
    config.load_dict({"reports_dir": str(ROOT / "reports"), "outputs": outputs})
    errors, _ = config.validate()
    return errors


def test_rows_are_those_of_the_long_table(site: Site) -> None:
    rows = [row for report in site.corpus.reports for row in rows_of(site, report)]
    table = _file(site).read()
    assert isinstance(table, pa.Table)
    for name, read, written in zip(NAMES, table.columns, zip(*rows, strict=True), strict=True):
        values = read.to_pylist()
        if name == "published":
            values = [day and day.isoformat() for day in values]
        assert values == list(written), name
