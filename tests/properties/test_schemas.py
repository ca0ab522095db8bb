"""Laws of the schemas for editors: what the reader takes is valid, what it refuses is marked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import Phase, given, settings
from jsonschema import Draft7Validator

from gongkai.forms.loader import load_editions
from gongkai.forms.model import walk
from gongkai.reports.agency import Agency
from gongkai.reports.agency_schema import agency_schema
from gongkai.reports.agency_writer import dump_agency
from gongkai.reports.model import Report
from gongkai.reports.report_schema import report_schema
from gongkai.reports.writer import dump_report
from tests import strategies
from tests.unit.test_agency_writer import AGENCIES

EDITIONS = load_editions().value
VALIDATORS = {form.id: Draft7Validator(report_schema(form)) for form in EDITIONS}
AGENCY = Draft7Validator(agency_schema())
REAL = sorted((Path(__file__).parents[2] / "reports").glob("*/*.yaml"))
once = settings(max_examples=6, phases=(Phase.explicit, Phase.generate))


class Editor(yaml.CSafeLoader):
    """Types values as editors do, by YAML 1.2: a day is a text."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith(":timestamp")]
    for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def read(text: str) -> Any:
    return yaml.load(text, Loader=Editor)  # noqa: S506 - a SafeLoader


def problems(validator: Draft7Validator, text: str) -> list[str]:
    return [
        f"{list(each.path)}: {each.message[:200]}" for each in validator.iter_errors(read(text))
    ]


def test_they_are_schemas() -> None:
    for validator in (*VALIDATORS.values(), AGENCY):
        Draft7Validator.check_schema(validator.schema)


@pytest.mark.parametrize("path", REAL, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_real_files_are_valid(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.name == "agency.yaml":
        assert problems(AGENCY, text) == []
    else:
        form = EDITIONS.for_year(int(path.stem))
        assert form is not None
        assert problems(VALIDATORS[form.id], text) == []


@once
@given(strategies.reports(EDITIONS).filter(lambda report: report.edition is not None))
def test_every_report_is_valid(report: Report) -> None:
    assert report.edition is not None
    assert problems(VALIDATORS[report.edition.id], dump_report(report, "示例机关")) == []


@once
@given(AGENCIES)
def test_every_body_is_valid(agency: Agency) -> None:
    assert problems(AGENCY, dump_agency(agency)) == []


def test_every_label_of_the_form_is_in_its_schema() -> None:
    for form in EDITIONS:
        tables = VALIDATORS[form.id].schema["properties"]["tables"]["properties"]
        for table in form.tables:
            rows = tables[table.id]["properties"]
            leaves = [row for row in walk(table.rows) if not row.children or row.collapsible]
            assert list(rows) == [row.path for row in leaves]
            assert all(rows[row.path]["title"] for row in leaves)
            assert all(rows[row.path]["title"] == row.label for row in leaves if row.label)


GOOD = "year: 2023\ntables:\n  art20_6: {penalty: [3], coercion: {decisions_in_year: ~}}\n"


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "year: '2023'\n",
        "year: 1999\n",
        "year: 2023\nfoo: 1\n",
        "year: 2023\npublished: 2024-1-3\n",
        "year: 2023\nsource: {url: 'javascript:x'}\n",
        "year: 2023\nsource: {sha256: abc}\n",
        "year: 2023\nstatus: final\n",
        "year: 2023\nsigned: 某局\n",
        "year: 2023\nnarratives: {summary: 文字}\n",
        "year: 2023\nnarratives: {requests: 文字}\n",
        "year: 2023\nprinted_labels: {requests.rows.nothing: 甲}\n",
        "year: 2023\nextra_tables: [{id: a, after: b, title: c, header: [[甲]], rows: []}]\n",
        "year: 2023\ndiscrepancies: [{check: requests.balance, at: total}]\n",
        "year: 2023\ncorrections: [{date: 2024-01-01, at: requests, reason: x, kind: typo}]\n",
        GOOD.replace("[3]", "[3, 4]"),
        GOOD.replace("[3]", "[-3]"),
        GOOD.replace("[3]", "[3.5]"),
        GOOD.replace("[3]", "['']"),
        GOOD.replace("[3]", "[{value: 3}]"),
        GOOD.replace("[3]", "3"),
        GOOD.replace("decisions_in_year", "decisions"),
        GOOD.replace("penalty", "fines"),
        GOOD.replace("art20_6", "art20_9"),
        "year: 2023\ntables:\n  art20_1: {normative_documents: [1, 1, 1]}\n",
    ],
)
def test_what_the_reader_refuses_is_marked(bad: str) -> None:
    assert problems(VALIDATORS["2021"], GOOD) == []
    assert list(VALIDATORS["2021"].iter_errors(read(bad)))


@pytest.mark.parametrize(
    "bad",
    [
        "name: 甲\n",
        "name: 甲\nkind: bureau\n",
        "name: 甲\nkind: other\nlevel: village\n",
        "name: 甲\nkind: other\nregion: {code: 140400, name: 长治}\n",
        "name: 甲\nkind: other\nparent: Bad Id\n",
        "name: 甲\nkind: other\nmakes_rules: yes please\n",
        "name: 甲\nkind: other\nhomepage: example\n",
        "name: 甲\nkind: other\nfoo: 1\n",
    ],
)
def test_what_no_body_can_be_is_marked(bad: str) -> None:
    assert list(AGENCY.iter_errors(read(bad)))
