"""The bad inputs at reader and rules: an error at its place, a finding, or the value as typed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gongkai.build import Settings, check_site
from gongkai.corpus import Corpus, load_corpus
from gongkai.forms.model import CellAddress, Editions
from gongkai.issues import Issue, Loaded, Location, Severity
from tests.bad_input import (
    AGENCY_ID,
    EVERYWHERE,
    FIRST_CELL,
    BadInput,
    Found,
    Kept,
    Refused,
    Spot,
    report,
)
from tests.bad_inputs import BAD_INPUTS


def _load(given: BadInput, root: Path, editions: Editions) -> Loaded[Corpus]:
    given.write(root / "reports")
    return load_corpus(root / "reports", editions, root)


def _findings(root: Path) -> list[Issue]:
    """What reader and rules say that stops a strict build."""
    issues = check_site(Settings(root / "reports", root, drafts=True)).issues
    return [each for each in issues if each.severity is not Severity.HINT]


def _inputs(kind: type[Refused | Kept | Found]) -> list[BadInput]:
    return [given for given in BAD_INPUTS if isinstance(given.expected, kind)]


def _places(issues: tuple[Issue, ...], severity: Severity) -> list[tuple[str, int, int]]:
    chosen = [each for each in issues if each.severity is severity]
    return [(each.code, each.location.line, each.location.column) for each in chosen]


def _related(given: BadInput, spots: tuple[Spot, ...]) -> list[Location]:
    """The places that an issue has to name besides its own."""
    return [
        Location(
            f"reports/{spot.file.format(body=AGENCY_ID)}" if spot.file else given.path(), *spot[:2]
        )
        for spot in spots
    ]


def _assert_kept(kept: Kept, corpus: Corpus) -> None:
    (agency,) = corpus.agencies
    (report, *_) = reversed(corpus.reports)
    if isinstance(kept.where, CellAddress):
        assert report.cell(kept.where) == kept.value
    elif kept.where == EVERYWHERE:
        texts = (agency.name, report.title, report.preface, report.cell(FIRST_CELL).printed)
        assert set(texts) == {kept.value}
    elif kept.where == "file":
        assert report.source is not None
        assert report.source.file == kept.value
    else:
        assert getattr(report, kept.where) == kept.value


@pytest.mark.parametrize("given", _inputs(Refused), ids=str)
def test_an_error_names_its_place(given: BadInput, tmp_path: Path, editions: Editions) -> None:
    expected = given.expected
    assert isinstance(expected, Refused)
    issues = _load(given, tmp_path, editions).issues
    errors = _places(issues, Severity.ERROR)
    assert (expected.code, expected.line, expected.column) in errors
    assert {code for code, _, _ in errors} == {expected.code, *expected.also}
    assert [code for code, _, _ in errors].count(expected.code) == 1
    (issue,) = (each for each in issues if each.code == expected.code)
    assert issue.location.path == given.path()
    assert list(issue.related) == _related(given, expected.related)
    assert issue.message
    assert str(issue).isprintable()


@pytest.mark.parametrize("given", _inputs(Kept), ids=str)
def test_a_value_is_what_was_typed(given: BadInput, tmp_path: Path, editions: Editions) -> None:
    assert isinstance(given.expected, Kept)
    loaded = _load(given, tmp_path, editions)
    assert loaded.issues == ()
    assert _findings(tmp_path) == []
    _assert_kept(given.expected, loaded.value)


@pytest.mark.parametrize("given", _inputs(Found), ids=str)
def test_a_finding_leaves_the_value(given: BadInput, tmp_path: Path, editions: Editions) -> None:
    expected = given.expected
    assert isinstance(expected, Found)
    loaded = _load(given, tmp_path, editions)
    issues = check_site(Settings(tmp_path / "reports", tmp_path, drafts=True)).issues
    found = [each for each in issues if each.code == expected.code]
    places = [Location(given.path(), *place) for place in expected.places]
    assert [each.location for each in found] == places
    assert {each.severity for each in found} == {expected.severity}
    stopping = {each.code for each in issues if each.severity is not Severity.HINT}
    assert stopping - {expected.code} == set(expected.also)
    assert all(str(each).isprintable() for each in issues)
    _assert_kept(expected.kept, loaded.value)


def test_all_issues_of_all_files_come_in_one_run(tmp_path: Path, editions: Editions) -> None:
    """Every broken file is reported as if it were the only one, and the sound one is read."""
    expected = set()
    for number, given in enumerate(_inputs(Refused)):
        assert isinstance(given.expected, Refused)
        folder = f"broken-{number}"
        given.write(tmp_path / "reports", folder)
        place = Location(given.path(folder), given.expected.line, given.expected.column)
        expected.add((given.expected.code, place))
    sound = BadInput(0, "sound", report().encode(), Kept("title", "示例", "示例"))
    sound.write(tmp_path / "reports")
    loaded = load_corpus(tmp_path / "reports", editions, tmp_path)
    assert expected <= {(issue.code, issue.location) for issue in loaded.issues}
    assert loaded.value.reports_of(AGENCY_ID)[0].title == "示例"


def test_several_slips_in_one_file_are_all_named(tmp_path: Path, editions: Editions) -> None:
    text = report(title='"示\\0例"', published="2022-1-3", row="[1_000, 5.0, no]", fees="[1e3]")
    given = BadInput(0, "several", f"{text}  art20_7: {{}}\n".encode(), Kept("", "", ""))
    assert sorted(_places(_load(given, tmp_path, editions).issues, Severity.ERROR)) == [
        ("form.unknown_row", 44, 3),
        ("value.count", 7, 19),
        ("value.count", 7, 26),
        ("value.count", 7, 31),
        ("value.date", 3, 12),
        ("value.decimal", 15, 27),
        ("yaml.character", 2, 8),
    ]


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["CRLF", "CR"])
def test_line_breaks_do_not_change_the_model(
    end: str, reports_folder: Path, tmp_path: Path, editions: Editions
) -> None:
    """Case 27 on the real reports: with other line breaks they are equal, field by field."""
    original = load_corpus(reports_folder, editions).value
    shutil.copytree(reports_folder, tmp_path / "reports")
    for path in (tmp_path / "reports").rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", end.encode()))
    loaded = load_corpus(tmp_path / "reports", editions)
    assert loaded.issues == ()
    assert loaded.value.reports == original.reports
