"""The bad inputs through a strict build: refused with a place, or as typed on the page."""

from __future__ import annotations

import logging
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from selectolax.lexbor import LexborHTMLParser

from gongkai.forms.model import CellAddress
from gongkai.issues import Severity
from tests.bad_input import AGENCY_ID, EVERYWHERE, FIRST_CELL, BadInput, Found, Kept, Refused
from tests.bad_inputs import BAD_INPUTS
from tests.bad_texts import RUN
from tests.html_reading import attribute, by_id, figure, read, seen, spoken, squeezed
from tests.site.building import Project, folder_state

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
FORMER = {"index.html": b"<p>former", "reports/a/2020/index.html": b"\xff\x00", "empty": b""}

# An issue as the log shows it: file:line:column: code: message.
_ISSUE = re.compile(
    r"(?:gongkai: )?(?P<place>\S+:\d+:\d+): (?P<code>[a-z0-9_]+(?:\.[a-z0-9_]+)+): .+"
)


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
    """What a strict build lets pass, maybe with a hint, and what the pages have to show of it.

    Of values that YAML would retype, one for each case and kind of field: a page knows no types.
    """
    chosen: dict[object, tuple[BadInput, Kept]] = {}
    for given in [*_inputs(Kept), *_findings(Severity.HINT)]:
        kept = given.expected.kept if isinstance(given.expected, Found) else given.expected
        assert isinstance(kept, Kept)
        name = str(given) if given.case >= FIRST_TEXT else (given.case, kept.where, given.file)
        chosen.setdefault(name, (given, kept))
    return list(chosen.values())


FIRST_TEXT = 34  # from this case on it matters what the text says
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
    """What is kept stands, as typed, where its readers look for it."""
    page = _page(project, f"reports/{agency}/{Path(given.file).stem}/")
    if kept.where == EVERYWHERE:
        _assert_named(project, agency, page, squeezed(kept.shown))
        _assert_titled(project, agency, page, squeezed(kept.shown))
        assert squeezed(kept.shown) in _texts(page, "article p")
        assert squeezed(figure(by_id(page)[str(FIRST_CELL)])) == squeezed(kept.shown)
    elif kept.where == "title":
        _assert_titled(project, agency, page, squeezed(kept.shown))
    elif isinstance(kept.where, CellAddress):
        assert _lines(figure(by_id(page)[str(kept.where)])) == _lines(kept.shown)
    elif isinstance(kept.value, date):
        day = f"{kept.value.year}年{kept.value.month}月{kept.value.day}日"
        assert day in _texts(page, "dd")
    elif kept.where == "file":  # the link goes on with kind and size
        assert any(text.startswith(kept.shown) for text in _texts(page, "article li a"))
    else:
        shown = [_lines(seen(node)) for node in page.css("article p")]
        assert [each for each in map(_lines, kept.shown.split("\n\n")) if each not in shown] == []


def _assert_named(project: Project, agency: str, report: LexborHTMLParser, name: str) -> None:
    """A body's name: its heading, titles, ways, menus and lists."""
    own = _page(project, f"reports/{agency}/")
    assert _texts(own, "article h1") == [name]
    assert _texts(own, "head title")[0].startswith(name)
    for page in (own, report):
        assert name in _texts(page, ".md-path :is(a, .gk-here)")
        assert name in attribute(page.css("meta[name=description]")[0], "content")
    assert name in _texts(report, ".md-sidebar--primary .md-ellipsis")
    for address in ("reports/", "years/2021/"):
        assert name in _texts(_page(project, address), "article th a"), address


def _assert_titled(project: Project, agency: str, page: LexborHTMLParser, title: str) -> None:
    """A report's title: its heading, the page's title, citation and lists."""
    assert _texts(page, "article h1") == [title]
    assert _texts(page, "head title")[0].startswith(title)
    assert f"《{title}》" in _texts(page, "#citation")[0]
    links = f"article a[href$='reports/{agency}/{{}}/']"
    years = [path.name for path in (project.root / "site" / "reports" / agency).iterdir()]
    (year,) = (each for each in years if each.isdecimal())
    assert title in _texts(_page(project, f"years/{year}/"), links.format(year))


def test_nothing_blank_becomes_a_zero(kept_site: Project) -> None:
    """Case 65: in a report with nothing but blanks no cell of the form shows anything."""
    (number,) = (n for n, (given, _) in enumerate(PASSING) if str(given) == "65-all blank")
    cells = _page(kept_site, f"reports/kept-{number}/2021/").css("table.gov td[id]")
    assert len(cells) == 200
    assert {seen(cell) for cell in cells} == {""}
    assert all(spoken(cell) for cell in cells)


def test_no_text_becomes_code_or_a_link(kept_site: Project) -> None:
    """No attribute runs anything, no script is a text's, every address is one of ours."""
    paths = sorted((kept_site.root / "site").rglob("*.html"))
    assert len(paths) > 2 * len(PASSING)
    for path in paths:
        page = read(path)
        nodes = [node for node in page.css("*") if node.attributes]
        assert not [name for node in nodes for name in node.attributes if name.startswith("on")]
        assert not [node for node in page.css("script, style") if RUN in node.text()]
        addresses = [attribute(node, name) for node in nodes for name in ADDRESSES]
        assert [each for each in addresses if not OUR_ADDRESS.fullmatch(each)] == [], path


ADDRESSES = ("href", "src", "action", "data", "srcset")
OUR_ADDRESS = re.compile(
    r"(https://(example\.org|squidfunk\.github\.io)/)?[A-Za-z0-9._/#%-]*"
    r"(\?[qr]=[A-Za-z0-9.%-]*(&r=[A-Za-z0-9.%-]*)*)?"
)


def test_the_sitemap_is_xml_with_addresses_only(kept_site: Project) -> None:
    tree = ET.parse(kept_site.root / "site" / "sitemap.xml")  # noqa: S314 - our own
    addresses = [node.text or "" for node in tree.iter(f"{SITEMAP}loc")]
    assert len(addresses) > 2 * len(PASSING)
    assert [each for each in addresses if not OUR_ADDRESS.fullmatch(each)] == []


def _texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [squeezed(seen(node)) for node in page.css(selector)]


def _lines(text: str) -> list[str]:
    """The lines of a text as a browser shows them."""
    return [squeezed(line) for line in text.split("\n")]


def _page(project: Project, address: str) -> LexborHTMLParser:
    return read(project.root / "site" / address / "index.html")
