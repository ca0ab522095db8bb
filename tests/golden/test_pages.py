"""Every page of a small made-up site, as Markdown."""

from __future__ import annotations

import pytest

from gongkai.checks.run import check_corpus
from gongkai.corpus import load_corpus
from gongkai.forms.loader import load_edition
from gongkai.forms.model import Editions, FormEdition
from gongkai.issues import Severity
from gongkai.outputs import OUTPUTS
from gongkai.outputs.model import Site, SiteFile
from tests.golden.golden import HERE, RENEWS, assert_golden, names

CORPUS = HERE / "corpus"
OUTPUT_NAMES = (
    "assets",
    "home",
    "index_pages",
    "agency_pages",
    "report_pages",
    "year_pages",
    "form_pages",
    "check_pages",
    "rule_pages",
)
PAGES = [
    "index.md",
    "reports/index.md",
    "reports/hill/index.md",
    "reports/hill/2019.md",
    "reports/hill/2021.md",
    "reports/lake/index.md",
    "years/index.md",
    "years/2019.md",
    "years/2020.md",
    "years/2021.md",
    "forms/index.md",
    "forms/2019.md",
    "forms/2021.md",
    "checks/index.md",
    "checks/rules.md",
]


def _edition(name: str) -> FormEdition:
    loaded = load_edition(CORPUS / "editions" / name)
    assert loaded.issues == ()
    assert loaded.value is not None
    return loaded.value


def small_editions() -> Editions:
    """The two made-up forms."""
    return Editions((_edition("2019.yaml"), _edition("2021.yaml")))


@pytest.fixture(scope="module")
def files() -> dict[str, SiteFile]:
    """The files of the site by uri."""
    loaded = load_corpus(CORPUS / "reports", small_editions(), CORPUS)
    assert not [issue for issue in loaded.issues if issue.severity is Severity.ERROR]
    site = Site(loaded.value, check_corpus(loaded.value), address="https://hill.example/archive/")
    return {file.uri: file for name in OUTPUT_NAMES for file in OUTPUTS[name](site)}


@pytest.mark.parametrize("uri", PAGES)
def test_page(files: dict[str, SiteFile], uri: str) -> None:
    content = files[uri].content
    assert isinstance(content, str)
    assert_golden(f"pages/{uri}", content)


def test_there_is_no_other_page(files: dict[str, SiteFile]) -> None:
    assert {uri for uri in files if uri.endswith(".md")} == set(PAGES)
    assert RENEWS or names("pages") == set(PAGES)


def test_what_hosts_are_told_of_each_file(files: dict[str, SiteFile]) -> None:
    """Title, place and source of every file: what a host makes menu and edit links from."""
    lines = [
        f"{uri}: {file.title!r} {file.menu_title!r} parent={file.parent} "
        f"edit={file.edit_path} updated={file.updated}"
        for uri, file in files.items()
    ]
    assert_golden("files.txt", "\n".join([*lines, ""]))
