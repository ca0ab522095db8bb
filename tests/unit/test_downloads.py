"""Downloads hold what the reports hold: every cell, blank or not, in each format the same."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from gongkai.build import Settings, build_site, load_site
from gongkai.forms.loader import load_editions
from gongkai.forms.model import CellAddress
from gongkai.outputs.csv_files import BYTE_ORDER_MARK, csv_lines
from gongkai.outputs.formulas import harmless
from gongkai.outputs.json_files import document, to_text
from gongkai.outputs.long_table import COLUMNS, NAMES, rows_of
from gongkai.outputs.model import Site
from gongkai.reports.model import CellState, Note, Report
from tests import strategies
from tests.html_reading import attribute, parse

ROOT = Path(__file__).parents[2]
EDITIONS = load_editions().value


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site(Settings(ROOT / "reports", ROOT)).value


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    build = build_site(Settings(ROOT / "reports", ROOT))
    return {
        each.uri: each.content if isinstance(each.content, str) else each.content.decode()
        for each in build.files
        if not isinstance(each.content, Path) and not each.uri.endswith(".xlsx")
    }


def read_csv(text: str) -> list[dict[str, str]]:
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK))))


def cells_of(reports: tuple[Report, ...]) -> dict[tuple[str, str], tuple[str, str, str]]:
    """State, value and print of every cell of the reports' forms, straight from the model."""
    found = {}
    for report in reports:
        assert report.edition is not None
        printed = {str(address) for address, _ in report.cells()}
        of_form = {str(address) for address in report.edition.addresses()}
        for address in printed | of_form:
            head, _, column = address.partition("/")
            cell = report.cell(CellAddress(*head.partition(".")[::2], column))
            if cell.state is not CellState.NOT_IN_FORM:
                value = "" if cell.value is None else str(cell.value)
                key = (f"{report.agency}-{report.year}", address)
                found[key] = (cell.state.value, value, cell.printed)
    return found


def test_csv_json_and_json_lines_hold_the_cells_of_the_reports(
    site: Site, files: dict[str, str]
) -> None:
    expected = cells_of(site.corpus.reports)
    from_csv = {
        (row["report_id"], row["address"]): (row["state"], row["value"], row["printed"])
        for row in read_csv(files["data/gongkai.csv"])
    }
    lines = [json.loads(line) for line in files["data/gongkai.jsonl"].splitlines()]
    from_lines = {(row["report_id"], row["address"]): _content(row) for row in lines}
    from_json = {
        (report["report_id"], f"{table['id']}.{row['id']}/{column['id']}"): _content(cell)
        for uri, text in files.items()
        if uri.startswith("reports/") and uri.count("/") == 3 and uri.endswith(".json")
        for report in [json.loads(text)]
        for table in report["tables"]
        for row in table["rows"]
        for column, cell in zip(table["columns"], row["cells"], strict=True)
    }
    assert from_csv == expected
    assert from_lines == expected
    assert from_json == expected
    assert len(expected) == 2 * 198 + 198 + 5 * 200


def _content(cell: dict[str, Any]) -> tuple[str, str, str]:
    value = cell.get("value")
    return cell["state"], "" if value is None else str(value), cell.get("printed") or ""


def test_a_file_of_a_body_and_of_a_year_has_its_reports(files: dict[str, str]) -> None:
    everything = read_csv(files["data/gongkai.csv"])
    pingtan = [row for row in everything if row["agency_id"] == "pingtan"]
    on_2019 = [row for row in everything if row["year"] == "2019"]
    assert read_csv(files["reports/pingtan/pingtan.csv"]) == pingtan
    assert read_csv(files["years/2019/2019.csv"]) == on_2019
    years = [each["year"] for each in json.loads(files["reports/pingtan/pingtan.json"])]
    assert years == [2019, 2020, 2021, 2022, 2023, 2024, 2025]


def test_every_line_has_every_column_and_ends_as_the_standard_says(files: dict[str, str]) -> None:
    text = files["reports/pingtan/2020/pingtan-2020.csv"]
    assert text.count("\r\n") == text.count("\n") == 1 + 198
    rows = list(csv.reader(io.StringIO(text)))
    assert {len(row) for row in rows} == {len(COLUMNS)}
    required = [number for number, column in enumerate(COLUMNS) if column.is_required]
    assert all(row[number] for row in rows for number in required)


def test_a_number_keeps_its_digits_and_a_blank_is_none(site: Site) -> None:
    (amount,) = [
        dict(zip(NAMES, row, strict=True))
        for row in rows_of(site, _report(site, "pingtan", 2019))
        if row[NAMES.index("address")] == "art20_9.central_procurement/amount"
    ]
    assert isinstance(amount["value"], Decimal)
    assert (str(amount["value"]), amount["printed"]) == ("75394432.52", "75394432.52元")
    assert amount["unit"] == "元"
    blanks = [
        row
        for row in rows_of(site, _report(site, "changzhi-sme", 2019))
        if row[NAMES.index("state")] == "blank"
    ]
    assert blanks
    assert {row[NAMES.index("value")] for row in blanks} == {None}


def test_labels_name_their_groups_and_notes_stand_at_their_cells(site: Site) -> None:
    rows = [
        dict(zip(NAMES, row, strict=True)) for row in rows_of(site, _report(site, "pingtan", 2020))
    ]
    by_address = {row["address"]: row for row in rows}
    upheld = by_address["review_litigation.cases/litigation.direct.upheld"]
    assert upheld["column_label"] == "行政诉讼·未经复议直接起诉·结果维持"
    flagged = by_address["requests.results.total/natural_person"]
    assert flagged["row_label"] == "三、本年度办理结果·（七）总计"
    assert "原文如此" in str(flagged["note"])


def test_a_document_names_the_signs_of_its_page(site: Site, files: dict[str, str]) -> None:
    flags = document(site, _report(site, "pingtan", 2020))["flags"]
    page = parse(files["reports/pingtan/2020.md"])
    assert [each["number"] for each in flags] == list(range(1, len(flags) + 1))
    for flag in flags:
        assert page.css(f"#flag-{flag['number']}")
        signs = [attribute(each, "href") for each in page.css(f'[id="{flag["cell"]}"] .gk-flag a')]
        assert f"#flag-{flag['number']}" in signs
    assert {each["check"] for each in flags} >= {"requests.results_total"}
    assert all(each["note"] for each in flags)


def _report(site: Site, agency: str, year: int) -> Report:
    report = site.corpus.report(agency, year)
    assert report is not None
    return report


# --- cases 51 to 58 of bad input ---------------------------------------------------------------


@pytest.mark.parametrize("sign", [*"=+-@＝＋－＠", "\t", "\r", "\n"])
@pytest.mark.parametrize("before", ["", " ", "\u00a0", "\u3000", "\n"])
def test_text_that_a_spreadsheet_would_run_is_defused(before: str, sign: str) -> None:
    text = f"{before}{sign}SUM(A1)"
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    [
        "-18",
        "+1036",
        "-1.50",
        "0351",
        "046000",
        "1,234",
        "/",
        "无",
        "22（其中修订 16 件）",
        "a=b",
        "",
    ],
)
def test_numbers_and_plain_text_are_left_as_they_are(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize("text", ['a "b", c', "一\n二", "a;b", "'a", "一\r\n=1"])
def test_a_text_reads_back_as_one_cell(text: str) -> None:
    (row,) = csv.reader(io.StringIO(csv_lines([(text, -5)]), newline=""))
    assert row == [text, "-5"]


def test_json_gives_the_text_as_printed_and_csv_a_defused_one(site: Site) -> None:
    """In JSON nothing but a script's end is written otherwise, and it reads back the same."""
    hostile = '=HYPERLINK("x")</script>'
    report = replace(
        _report(site, "pingtan", 2020),
        notes=(Note("requests.new_received/total", hostile),),
        printed_labels={"requests.rows.new_received": hostile},
    )
    text = to_text(document(site, report))
    assert "</" not in text
    assert json.loads(text)["notes"][0]["text"] == hostile
    (row,) = [
        each
        for each in csv.DictReader(io.StringIO(csv_lines([NAMES, *rows_of(site, report)])))
        if each["address"] == "requests.new_received/total"
    ]
    assert row["note"] == row["row_label"] == f"'{hostile}"


# --- the schema, the switches ------------------------------------------------------------------


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    path = ROOT / "plugins/gongkai/outputs/report.schema.json"
    return jsonschema.Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


@given(report=strategies.reports(EDITIONS))
@settings(max_examples=60)
def test_any_report_is_a_document_that_the_schema_describes(
    site: Site, validator: jsonschema.Draft202012Validator, report: Report
) -> None:
    agency = site.corpus.agencies[0]
    data = json.loads(to_text(document(site, replace(report, agency=agency.id))))
    assert list(_errors(validator, data)) == []


def _errors(validator: jsonschema.Draft202012Validator, data: object) -> Iterator[str]:
    yield from (error.message for error in validator.iter_errors(data))


def test_the_schema_refuses_a_number_without_its_value(
    site: Site, validator: jsonschema.Draft202012Validator
) -> None:
    data = json.loads(to_text(document(site, _report(site, "pingtan", 2020))))
    data["tables"][0]["rows"][0]["cells"][0] = {"state": "number", "printed": "0"}
    assert list(_errors(validator, data))


def test_pages_offer_only_what_is_made(files: dict[str, str]) -> None:
    names = ("report_pages", "agency_pages", "year_pages", "data_page", "csv_files")
    few = build_site(Settings(ROOT / "reports", ROOT, outputs=names))
    pages = {each.uri: each.content for each in few.files if isinstance(each.content, str)}
    for uri, name in (
        ("reports/pingtan/2020.md", "pingtan-2020"),
        ("reports/pingtan/index.md", "pingtan"),
        ("years/2020.md", "2020"),
    ):
        assert f'download="{name}.json"' in files[uri]
        assert f'download="{name}.csv"' in pages[uri]
        assert "JSON" not in pages[uri]
    none = build_site(Settings(ROOT / "reports", ROOT, outputs=("report_pages",)))
    assert not any("gk-downloads" in str(each.content) for each in none.files)


# --- what describes the table ------------------------------------------------------------------

_CAST: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "number": Decimal,
    "date": date.fromisoformat,
}


def test_the_data_package_describes_every_row(files: dict[str, str]) -> None:
    (resource,) = json.loads(files["data/datapackage.json"])["resources"]
    text = files[f"data/{resource['path']}"]
    assert resource["bytes"] == len(text.encode())
    assert resource["hash"] == f"sha256:{sha256(text.encode()).hexdigest()}"
    fields = resource["schema"]["fields"]
    keys = set()
    for row in read_csv(text):
        assert list(row) == [field["name"] for field in fields]
        for field in fields:
            value = row[field["name"]]
            assert value or not field.get("constraints", {}).get("required")
            if value:
                _CAST[field["type"]](value)
        keys.add(tuple(row[name] for name in resource["schema"]["primaryKey"]))
    assert len(keys) == text.count("\r\n") - 1


def test_csv_on_the_web_names_the_same_columns(files: dict[str, str]) -> None:
    told = json.loads(files["data/gongkai.csv-metadata.json"])
    assert f"data/{told['url']}" in files
    columns = told["tableSchema"]["columns"]
    assert [(each["name"], each["required"]) for each in columns] == [
        (each.name, each.is_required) for each in COLUMNS
    ]


def test_the_data_page_is_a_dataset_where_the_address_is_known(files: dict[str, str]) -> None:
    assert "ld+json" not in files["data/index.md"]
    build = build_site(Settings(ROOT / "reports", ROOT, address="https://example.org/repo"))
    (page,) = [each.content for each in build.files if each.uri == "data/index.md"]
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', str(page))
    told = json.loads(script)
    assert told["temporalCoverage"] == "2019/2025"
    assert told["distribution"][0]["contentUrl"] == "https://example.org/repo/data/gongkai.csv"
    assert "<" not in script
