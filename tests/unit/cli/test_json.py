"""``--format json``: complete, exact, in one order, and as its schema says."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gongkai.cli.formats.json_report import schema
from tests.cli_running import real_project, replace_in, run, run_json, small_project, write

SCHEMA = json.loads(schema())


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reports_folder: Path) -> Path:
    """The real reports, with one wrong cell."""
    monkeypatch.chdir(real_project(tmp_path, reports_folder))
    granted = "results.granted:                             [22, 0"
    replace_in(tmp_path / "reports/pingtan/2023.yaml", granted, granted.replace("22", "23"))
    return tmp_path


def assert_valid(document: object) -> None:
    assert [each.message for each in Draft202012Validator(SCHEMA).iter_errors(document)] == []


def values(document: object) -> Iterator[object]:
    """Everything in a document that is no object and no list."""
    if isinstance(document, dict | list):
        for each in document.values() if isinstance(document, dict) else document:
            yield from values(each)
    else:
        yield document


def objects(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "properties" in node:
            yield node
        for each in node.values():
            yield from objects(each)
    elif isinstance(node, list):
        for each in node:
            yield from objects(each)


def test_the_schema_is_one_and_closed() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    for each in objects(SCHEMA):
        if each.get("type") == "object" and "years_back" not in each["properties"]:
            assert each["additionalProperties"] is False
            optional = set(each["properties"]) - set(each["required"])
            assert optional <= {"results"}
    assert run("check", "--schema").stdout == schema()


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("options", [(), ("--all",), ("--strict", "--all"), ("reports/pingtan",)])
def test_the_document_is_as_the_schema_says(options: tuple[str, ...]) -> None:
    document = run_json(*options)
    assert_valid(document)
    assert ("results" in document) == ("--all" in options)
    assert not any(isinstance(each, float) for each in values(document))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), 2),
        (("issues", 0, "left"), 1.5),
        (("issues", 0, "severity"), "fatal"),
        (("issues", 0, "location", "line"), 0),
        (("issues", 0, "new"), 1),
        (("summary", "explained"), -1),
    ],
    ids=str,
)
@pytest.mark.usefixtures("project")
def test_the_schema_refuses(path: tuple[Any, ...], value: object) -> None:
    document = run_json()
    *above, key = path
    target = document
    for each in above:
        target = target[each]
    target[key] = value
    assert not Draft202012Validator(SCHEMA).is_valid(document)


@pytest.mark.usefixtures("project")
def test_one_cause_joins_its_issues() -> None:
    document = run_json()
    issues = [each for each in document["issues"] if each["severity"] == "error"]
    assert [(each["code"], each["at"], each["left"], each["right"]) for each in issues] == [
        ("identity.requests.applicant_total", "results.granted", 23, 22),
        ("identity.requests.results_total", "natural_person", 81, 80),
    ]
    assert {(each["agency"], each["year"], each["outcome"]) for each in issues} == {
        ("pingtan", 2023, "fails")
    }
    (cause,) = document["causes"]
    assert {each["cause"] for each in issues} == {0}
    (explanation,) = cause["explanations"]
    (edit,) = explanation["edits"]
    assert edit["cell"] == "requests.results.granted/natural_person"
    assert (edit["printed"], edit["needed"]) == (23, 22)
    assert edit["location"] == {"path": "reports/pingtan/2023.yaml", "line": 21, "column": 51}
    assert issues[0]["location"] == edit["location"]
    assert document["summary"]["problems"]["error"] == 1
    assert document["summary"]["issues"]["error"] == 2


@pytest.mark.usefixtures("project")
def test_counts_agree_with_what_is_listed() -> None:
    document = run_json("--all")
    listed = Counter(each["severity"] for each in document["issues"])
    assert document["summary"]["issues"] == {each: listed[each] for each in SEVERITIES}
    assert document["summary"]["explained"] == len(document["discrepancies"]) == 7
    for report in document["reports"]:
        subject = (report["agency"], report["year"])
        results = [
            each for each in document["results"] if (each["agency"], each["year"]) == subject
        ]
        outcomes = Counter(each["outcome"] for each in results)
        assert report["results"] == {each: outcomes[each] for each in OUTCOMES}
        sums = Counter(e["outcome"] for e in results if e["code"].startswith("identity."))
        assert report["identities"] == {each: sums[each] for each in OUTCOMES}
        assert report["explained"] == sum(each["note"] is not None for each in results)


SEVERITIES = ("error", "warning", "hint")
OUTCOMES = ("holds", "fails", "not_evaluated")


@pytest.mark.usefixtures("project")
def test_results_that_were_not_evaluated_name_their_blanks() -> None:
    results = [
        each for each in run_json("--all", "reports/changzhi-sme")["results"] if each["missing"]
    ]
    assert len(results) == 38
    assert all(each["outcome"] == "not_evaluated" for each in results)
    assert {each["if_blank_is_zero"] for each in results} <= {True, False}
    one = [each for each in results if len(each["missing"]) == 1]
    assert all(each["implied"]["cell"] == each["missing"][0]["cell"] for each in one)


@pytest.mark.usefixtures("project")
def test_the_document_is_the_same_every_time() -> None:
    once, again = (run("check", "--format", "json", "--all").stdout for _ in range(2))
    assert once == again
    document = json.loads(once)
    places = [
        (e["location"]["path"], e["location"]["line"], e["location"]["column"], e["code"])
        for e in document["issues"]
    ]
    assert places == sorted(places)


def test_figures_with_decimals_are_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small_project(tmp_path))
    for year, amount in ((2021, "1.50"), (2022, "15000.00")):
        write(
            tmp_path / f"reports/some-bureau/{year}.yaml",
            f"year: {year}\ntables:\n  art20_8:\n    administrative_fees: [{amount}]\n",
        )
    document = run_json()
    assert_valid(document)
    (issue,) = [each for each in document["issues"] if each["code"] == "plausible.fee_unit"]
    assert {issue["left"], issue["right"]} == {"15000.00", "1.50"}


def test_bad_files_are_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small_project(tmp_path))
    write(tmp_path / "reports/some-bureau/2011.yaml", "year: [\n")
    (tmp_path / "reports/some-bureau/2012.yaml").write_bytes("year: 2012 # 年".encode("gbk"))
    write(tmp_path / "reports/some-bureau/note.txt", "x")
    document = run_json()
    assert_valid(document)
    told = {each["code"]: (each["agency"], each["year"]) for each in document["issues"]}
    assert told["yaml.syntax"] == ("some-bureau", 2011)
    assert told["yaml.encoding"] == ("some-bureau", 2012)
    assert told["file.ignored"] == (None, None)
    assert document["summary"]["files"] == 3
    assert len(document["reports"]) == 1


def test_an_empty_corpus_is_valid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").mkdir()
    document = run_json("--all")
    assert_valid(document)
    assert document["passes"]
    assert document["issues"] == document["reports"] == document["results"] == []
