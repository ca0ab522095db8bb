"""``--format sarif``: valid, complete, and with fingerprints that survive moved lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gongkai.cli.formats.sarif import FINGERPRINT
from gongkai.issues import ISSUE_CODES
from tests.cli_running import real_project, replace_in, run, small_project, write

_TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
_LEVEL = {"enum": ["none", "note", "warning", "error"]}


def closed(required: tuple[str, ...], **properties: object) -> dict[str, object]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": properties,
    }


# What SARIF 2.1.0 demands of the members that we write; names that it does not know are refused.
_ARTIFACT = closed(("uri",), uri={"type": "string"}, uriBaseId={"type": "string"})
_POSITIVE = {"type": "integer", "minimum": 1}
_REGION = closed(("startLine",), startLine=_POSITIVE, startColumn=_POSITIVE, endColumn=_POSITIVE)
_PHYSICAL = closed(("artifactLocation",), artifactLocation=_ARTIFACT, region=_REGION)
_LOCATION = closed((), physicalLocation=_PHYSICAL, message=_TEXT)
_LOCATIONS = {"type": "array", "items": _LOCATION, "uniqueItems": True}
_SUPPRESSION = closed(
    ("kind",),
    kind={"enum": ["inSource", "external"]},
    status={"enum": ["accepted", "underReview", "rejected"]},
    justification={"type": "string"},
    location=_LOCATION,
)
_RESULT = closed(
    ("message",),
    ruleId={"type": "string"},
    ruleIndex={"type": "integer", "minimum": 0},
    kind={"enum": ["notApplicable", "pass", "fail", "review", "open", "informational"]},
    level=_LEVEL,
    message=_TEXT,
    locations=_LOCATIONS,
    relatedLocations=_LOCATIONS,
    partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
    suppressions={"type": "array", "items": _SUPPRESSION, "uniqueItems": True},
)
_RULE = closed(
    ("id",),
    id={"type": "string"},
    shortDescription=_TEXT,
    fullDescription=_TEXT,
    help=_TEXT,
    defaultConfiguration=closed((), level=_LEVEL),
)
_DRIVER = closed(
    ("name",),
    name={"type": "string"},
    version={"type": "string"},
    rules={"type": "array", "items": _RULE, "uniqueItems": True},
)
_RUN = closed(
    ("tool",),
    tool=closed(("driver",), driver=_DRIVER),
    language={"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    originalUriBaseIds={"type": "object", "additionalProperties": closed((), description=_TEXT)},
    results={"type": "array", "items": _RESULT},
)
LOG = closed(
    ("version", "runs"),
    version={"const": "2.1.0"},
    runs={"type": "array", "items": _RUN},
    **{"$schema": {"type": "string"}},
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reports_folder: Path) -> Path:
    """The real reports, with one wrong cell."""
    monkeypatch.chdir(real_project(tmp_path, reports_folder))
    (tmp_path / ".git").mkdir()
    granted = "results.granted:                             [22, 0"
    replace_in(tmp_path / "reports/pingtan/2023.yaml", granted, granted.replace("22", "23"))
    return tmp_path


def sarif_run(*arguments: str) -> Any:
    log = json.loads(run("check", "--format", "sarif", *arguments).stdout)
    Draft202012Validator.check_schema(LOG)
    assert [each.message for each in Draft202012Validator(LOG).iter_errors(log)] == []
    (only,) = log["runs"]
    return only


@pytest.mark.usefixtures("project")
def test_rules_are_all_there_and_results_point_at_theirs() -> None:
    told = sarif_run()
    rules = told["tool"]["driver"]["rules"]
    ids = [each["id"] for each in rules]
    assert len(ids) == len(set(ids))
    assert set(ISSUE_CODES) | {"identity.requests.balance", "narrative.percent"} <= set(ids)
    for result in told["results"]:
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert rule["defaultConfiguration"]["level"] == result["level"]
    assert {each["level"] for each in told["results"]} == {"error", "warning", "note"}
    assert told["columnKind"] == "unicodeCodePoints"


@pytest.mark.usefixtures("project")
def test_a_result_has_its_place_and_what_takes_part() -> None:
    results = sarif_run()["results"]
    (result,) = [e for e in results if e["ruleId"] == "identity.requests.applicant_total"]
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "reports/pingtan/2023.yaml"
    assert physical["region"] == {"startLine": 21, "startColumn": 51, "endColumn": 53}
    stock = [e for e in results if e["ruleId"] == "carry.art20_1.in_force_stock"]
    related = stock[0]["relatedLocations"][0]["physicalLocation"]
    assert related["artifactLocation"]["uri"] == "reports/pingtan/2022.yaml"


@pytest.mark.usefixtures("project")
def test_an_explained_discrepancy_is_suppressed_by_its_note() -> None:
    results = sarif_run()["results"]
    assert all("suppressions" in each for each in results)
    suppressed = [each for each in results if each["suppressions"]]
    assert len(suppressed) == 7
    for each in suppressed:
        (suppression,) = each["suppressions"]
        assert suppression["kind"] == "inSource"
        assert suppression["justification"]
        assert suppression["location"]["physicalLocation"]["region"]["startLine"] > 1


def test_fingerprints_stay_when_lines_move(project: Path) -> None:
    def prints() -> list[tuple[str, str]]:
        told = sarif_run()["results"]
        return [(each["ruleId"], each["partialFingerprints"][FINGERPRINT]) for each in told]

    write(project / "reports/pingtan/2018.yaml", "year: 2018\nfoo: 1\nbar: [\n")
    write(project / "reports/pingtan/2017.yaml", "year: 2017\nextra_tables: []\nfoo: 1\n")
    before = prints()
    assert len(set(before)) == len(before)
    for path in (project / "reports").glob("*/2*.yaml"):
        path.write_text(f"# 注\n\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    assert prints() == before


@pytest.mark.parametrize(
    ("evil", "text"),
    [
        ("[x](http://y)", r"\[x](http://y)"),
        ("a {0} b", "a {{0}} b"),
        (r"\e[31m", r"\x1b[31m"),
        ("<script>", "<script>"),
    ],
)
def test_messages_hold_no_links_and_no_placeholders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, evil: str, text: str
) -> None:
    monkeypatch.chdir(small_project(tmp_path))
    write(
        tmp_path / "reports/some-bureau/2010.yaml", f'year: 2010\nextra_tables: []\n"{evil}": 1\n'
    )
    messages = [
        each["message"]["text"]
        for each in sarif_run()["results"]
        if each["ruleId"] == "shape.unknown_key"
    ]
    assert text in messages[0]


def test_names_of_files_are_uris(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small_project(tmp_path))
    write(tmp_path / "reports/some-bureau/年 1#.txt", "")
    (result,) = sarif_run()["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "reports/some-bureau/%E5%B9%B4%201%23.txt"


def test_an_empty_corpus_gives_an_empty_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports").mkdir()
    assert sarif_run()["results"] == []
