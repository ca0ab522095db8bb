"""The bad inputs through a strict build: refused with a place, or as typed on the page."""

from __future__ import annotations

import logging
import re
from datetime import date
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from selectolax.lexbor import LexborHTMLParser

from gongkai.forms.model import CellAddress
from gongkai.issues import Severity
from tests.bad_input import AGENCY_ID, BadInput, Found, Kept, Refused
from tests.bad_inputs import BAD_INPUTS
from tests.html_reading import by_id, read, seen, squeezed
from tests.site.building import Project, folder_state

FORMER = {"index.html": b"<p>former", "reports/a/2020/index.html": b"\xff\x00", "empty": b""}

# An issue as the log shows it: file:line:column: code: message.
_ISSUE = re.compile(r"(?:gongkai: )?(?P<place>\S+:\d+:\d+): (?P<code>[a-z_]+\.[a-z_]+): .+")


def _build(project: Project, *, strict: bool = True) -> None:
    """What ``mkdocs build`` does once it has read its arguments."""
    config = load_config(
        str(project.root / "mkdocs.yml"), strict=strict, site_dir=str(project.root / "site")
    )
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()


@pytest.fixture
def former(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project that has been built before."""
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    project.configure()
    for name, content in FORMER.items():
        project.write(f"site/{name}", content)
    return project


def _inputs(kind: type[Refused | Kept | Found]) -> list[BadInput]:
    return [given for given in BAD_INPUTS if isinstance(given.expected, kind)]


def _findings(severity: Severity) -> list[BadInput]:
    return [
        given
        for given in _inputs(Found)
        if isinstance(given.expected, Found) and given.expected.severity is severity
    ]


def _one_of_each(inputs: list[BadInput]) -> list[BadInput]:
    """One input for every case and code; the others differ in nothing that a host could see."""
    chosen: dict[tuple[int, str], BadInput] = {}
    for given in inputs:
        assert not isinstance(given.expected, Kept)
        chosen.setdefault((given.case, given.expected.code), given)
    return list(chosen.values())


def _issues(given: BadInput, agency: str = AGENCY_ID) -> set[tuple[str, str]]:
    """Place and code of every issue that has to come."""
    expected = given.expected
    assert not isinstance(expected, Kept)
    if isinstance(expected, Refused):
        return {(f"{given.path(agency)}:{expected.line}:{expected.column}", expected.code)}
    places = {f"{given.path(agency)}:{line}:{column}" for line, column in expected.places}
    return {(place, expected.code) for place in places}


def _logged(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    """Place and code of every issue that a strict build counts."""
    records = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert not [record for record in records if record.exc_info]
    found = [_ISSUE.fullmatch(record.getMessage()) for record in records]
    return [(match["place"], match["code"]) for match in found if match]


def _assert_refused(project: Project, *, strict: bool = True) -> None:
    """The build ends with a message only, and the former site is as it was."""
    before = folder_state(project.root / "site")
    with pytest.raises(Abort) as failure:
        _build(project, strict=strict)
    assert failure.value.code not in {0, None}
    assert folder_state(project.root / "site") == before


ERRORS = [*_inputs(Refused), *_findings(Severity.ERROR)]


@pytest.mark.parametrize("given", _one_of_each(ERRORS), ids=str)
def test_an_error_fails_the_build(
    given: BadInput, former: Project, caplog: pytest.LogCaptureFixture
) -> None:
    given.write(former.root / "reports")
    _assert_refused(former)
    assert _issues(given) <= set(_logged(caplog))


def test_errors_of_all_files_are_in_one_log(
    former: Project, caplog: pytest.LogCaptureFixture
) -> None:
    expected = set()
    for number, given in enumerate(_one_of_each([*ERRORS, *_findings(Severity.WARNING)])):
        agency = f"broken-{number}"
        given.write(former.root / "reports", agency)
        expected |= _issues(given, agency)
    _assert_refused(former)
    assert expected <= set(_logged(caplog))


@pytest.mark.parametrize("strict", [True, False], ids=["strict", "plain"])
def test_an_error_is_one_in_any_build(
    strict: bool, former: Project, caplog: pytest.LogCaptureFixture
) -> None:
    given = ERRORS[-1]
    given.write(former.root / "reports")
    _assert_refused(former, strict=strict)
    assert _issues(given) <= set(_logged(caplog))


@pytest.mark.parametrize("given", _one_of_each(_findings(Severity.WARNING)), ids=str)
def test_a_warning_fails_a_strict_build_only(
    given: BadInput, former: Project, caplog: pytest.LogCaptureFixture
) -> None:
    given.write(former.root / "reports")
    _assert_refused(former)
    assert set(_logged(caplog)) == _issues(given)
    _build(former, strict=False)
    assert isinstance(given.expected, Found)
    _assert_shown(former, AGENCY_ID, given, given.expected.kept)


# --- what passes ------------------------------------------------------------------------------


def _passing() -> list[tuple[BadInput, Kept]]:
    """What a strict build lets pass, maybe with a hint, and what the pages have to show of it."""
    kept = [(given, given.expected) for given in _inputs(Kept)]
    hints = [(given, given.expected) for given in _findings(Severity.HINT)]
    return [
        *((given, expected) for given, expected in kept if isinstance(expected, Kept)),
        *((given, expected.kept) for given, expected in hints if isinstance(expected, Found)),
    ]


PASSING = _passing()


@pytest.fixture(scope="module")
def kept_site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """One green strict build with every input that passes, each a body of its own."""
    project = Project(tmp_path_factory.mktemp("kept"))
    project.configure()
    for number, (given, _) in enumerate(PASSING):
        given.write(project.root / "reports", f"kept-{number}")
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
        _build(project)
    return project


@pytest.mark.parametrize("number", range(len(PASSING)), ids=[str(given) for given, _ in PASSING])
def test_a_value_is_on_the_page(number: int, kept_site: Project) -> None:
    given, kept = PASSING[number]
    _assert_shown(kept_site, f"kept-{number}", given, kept)


def _assert_shown(project: Project, agency: str, given: BadInput, kept: Kept) -> None:
    """A title is the heading, a cell stands at its address, a paragraph and a date in the text."""
    page = _page(project, agency, given.file)
    if isinstance(kept.where, CellAddress):
        assert squeezed(seen(by_id(page)[str(kept.where)])) == kept.shown
        return
    elements = {"title": "h1", "published": "dd", "preface": "article p", "file": "article li a"}
    shown = kept.shown.split("\n\n")
    if isinstance(kept.value, date):
        shown = [f"{kept.value.year}年{kept.value.month}月{kept.value.day}日"]
    texts = [squeezed(seen(node)) for node in page.css(elements[kept.where])]
    if kept.where == "file":  # the link goes on with kind and size
        texts = [text[: len(kept.shown)] for text in texts]
    assert set(shown) <= set(texts)


def _page(project: Project, agency: str, file: str) -> LexborHTMLParser:
    year = Path(file).stem
    return read(project.root / "site" / "reports" / agency / year / "index.html")
