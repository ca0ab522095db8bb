"""What the pages say can be done: commands exist, examples work, links lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest

from gongkai.build import Settings, build_site, load_site
from gongkai.forms.loader import load_edition, load_editions
from gongkai.forms.model import FormEdition
from gongkai.outputs.model import SiteFile
from gongkai.reports.agency import load_agency
from tests.docs.example import (
    AGENCY_YAML,
    EXAMPLE_FOLDER,
    EXAMPLE_YEAR,
    example_project,
    skeleton,
)
from tests.docs.generate import DOCS, ROOT, commands, hand_written

PAGES = [
    *sorted(DOCS.rglob("*.md")),
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
]
ON_THE_SITE = [page for folder in ("guide", "reference") for page in (DOCS / folder).glob("*.md")]
ADRS = sorted((DOCS / "dev" / "decisions").glob("*.md"))

MAX_ADR_LINES = 40

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_CODE_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
_HOST = re.compile(r"https?://([^\s/)>`\"'，。；]+)")
_ALLOWED_HOSTS = re.compile(r"127\.0\.0\.1:\d+|github\.com|(?:[\w-]+\.)+gov\.cn")


def ids(paths: Iterable[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path, language: str) -> list[str]:
    return [body for name, body in _FENCE.findall(read(page)) if name == language]


def shell_lines(page: Path) -> Iterator[str]:
    """Everything in a page that may be typed into a shell: lines of sh blocks and code spans."""
    text = hand_written(read(page))
    for block in blocks(page, "sh"):
        yield from block.splitlines()
    yield from _CODE_SPAN.findall(_FENCE.sub("", text))


def words_after(page: Path, command: str) -> Iterator[list[str]]:
    """The words that follow a command, up to the end of its line."""
    pattern = re.compile(rf"(?:^|\s|/){command}\s+([^#;|&]*)")
    for line in shell_lines(page):
        if found := pattern.search(line):
            yield found.group(1).split()


# --- commands ---------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=ids(PAGES))
def test_every_make_target_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", read(ROOT / "Makefile"), re.MULTILINE))
    for words in words_after(page, "make"):
        named = {word for word in words if "=" not in word}
        assert named <= targets


@pytest.mark.parametrize("page", PAGES, ids=ids(PAGES))
def test_every_gongkai_command_exists(page: Path) -> None:
    known = {name.partition(" ")[2]: context for name, context in commands()}
    for words in words_after(page, "gongkai"):
        command, *rest = words
        if rest and f"{command} {rest[0]}" in known:  # a command of a group
            command, *rest = f"{command} {rest[0]}", *rest[1:]
        assert command in known
        parameters = known[command].command.get_params(known[command])
        options = {
            opt for each in parameters if isinstance(each, click.Option) for opt in each.opts
        }
        assert {word for word in rest if word.startswith("-")} <= options


@pytest.mark.parametrize("page", PAGES, ids=ids(PAGES))
def test_every_module_that_is_run_exists(page: Path) -> None:
    for words in words_after(page, "python -m"):
        module = ROOT.joinpath(*words[0].split("."))
        files = (module.with_suffix(".py"), module / "__main__.py")
        assert words[0] in ("venv", "http.server") or any(file.is_file() for file in files)


# --- links ------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=ids(PAGES))
def test_relative_links_lead_to_files(page: Path) -> None:
    """Those between the pages of the site are checked by MkDocs, with their anchors."""
    for target in _LINK.findall(_CODE_SPAN.sub("", _FENCE.sub("", read(page)))):
        path = target.partition("#")[0]
        is_generated = page in ON_THE_SITE and re.match(
            r"\.\./(reports|years|forms|checks|compare|search)/", path
        )
        if path and "://" not in path and not is_generated:
            assert (page.parent / path).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=ids(PAGES))
def test_no_other_hosts(page: Path) -> None:
    assert [host for host in _HOST.findall(read(page)) if not _ALLOWED_HOSTS.fullmatch(host)] == []


@pytest.mark.parametrize("page", ON_THE_SITE, ids=ids(ON_THE_SITE))
def test_headings_have_ascii_ids(page: Path) -> None:
    headings = re.findall(r"^#+ .*$", _FENCE.sub("", read(page)), re.MULTILINE)
    assert headings
    for heading in headings:
        assert re.search(r" \{#[A-Za-z][\w-]*\}$", heading, re.ASCII), heading


def test_decisions_are_numbered_short_and_listed() -> None:
    listed = re.findall(r"\(decisions/(.+?\.md)\)", read(DOCS / "dev" / "architecture.md"))
    assert listed == [path.name for path in ADRS]
    numbers = [path.name[:4] for path in ADRS]
    assert len(set(numbers)) == len(numbers)  # people who write at the same time leave gaps
    for number, path in zip(numbers, ADRS, strict=True):
        text = read(path)
        assert text.startswith(f"# {number} ")
        assert len(text.splitlines()) <= MAX_ADR_LINES


def test_architecture_names_every_module() -> None:
    package = ROOT / "plugins" / "gongkai"
    entries = [path for path in package.iterdir() if path.name[0] not in "._"]
    found = {path.name for path in entries if path.is_dir() or path.suffix == ".py"}
    text = read(DOCS / "dev" / "architecture.md")
    for name in found:
        assert f"`{name}`" in text or f"`{name}/`" in text, name


# --- examples ---------------------------------------------------------------------------------


def _issues(project: Path) -> list[str]:
    settings = Settings(project / "reports", project, drafts=True)
    return [str(issue) for issue in load_site(settings).issues]


@pytest.mark.parametrize("edition", list(load_editions().value), ids=lambda edition: edition.id)
def test_skeleton_has_no_issues(edition: FormEdition, tmp_path: Path) -> None:
    example_project(tmp_path, skeleton(edition))
    year = skeleton(edition).split("year: ")[1].split("\n")[0]
    folder = tmp_path / EXAMPLE_FOLDER
    (folder / f"{EXAMPLE_YEAR}.yaml").rename(folder / f"{year}.yaml")
    assert _issues(tmp_path) == []


def test_skeleton_can_be_filled_in(tmp_path: Path) -> None:
    """Without the marks in front, all that is commented out is valid, and empty prose is not."""
    edition = load_editions().value.for_year(EXAMPLE_YEAR)
    assert edition is not None
    prose = {section.id for section in edition.sections if not section.tables}
    head, _, tables = skeleton(edition).partition("tables:\n")
    lines = [line.removeprefix("# ") for line in head.splitlines()[3:]]
    empty = "\n".join([*lines, "tables:", tables])
    example_project(tmp_path / "empty", empty)
    assert len(_issues(tmp_path / "empty")) == len(prose)
    filled = re.sub(r"(: \| # .*)", r"\1\n    正文。", empty)
    example_project(tmp_path / "filled", filled)
    assert _issues(tmp_path / "filled") == []


def test_guide_begins_with_the_example_body() -> None:
    page = DOCS / "guide" / "first-report.md"
    assert AGENCY_YAML in blocks(page, "yaml")
    assert f"cp docs/guide/skeleton-2021.yaml {EXAMPLE_FOLDER}/{EXAMPLE_YEAR}.yaml" in read(page)


def test_bodies_in_the_pages_can_be_read(tmp_path: Path) -> None:
    examples = [
        body for page in ON_THE_SITE for body in blocks(page, "yaml") if body.startswith("name:")
    ]
    assert examples
    for body in examples:
        (tmp_path / "agency.yaml").write_text(body, encoding="utf-8")
        assert load_agency(tmp_path / "agency.yaml", "example").issues == ()


def test_pieces_of_reports_in_the_pages_can_be_read(tmp_path: Path) -> None:
    """Every piece of a report is valid as it stands."""
    keys = ("tables:", "narratives:", "printed_labels:", "extra_tables:", "corrections:")
    pieces = [
        body for page in ON_THE_SITE for body in blocks(page, "yaml") if body.startswith(keys)
    ]
    assert len(pieces) >= len(keys)
    for number, piece in enumerate(pieces):
        year = 2019 if "normative_documents: [0" in piece else EXAMPLE_YEAR
        project = tmp_path / str(number)
        example_project(project, f"year: {year}\n{piece}")
        folder = project / EXAMPLE_FOLDER
        (folder / f"{EXAMPLE_YEAR}.yaml").rename(folder / f"{year}.yaml")
        assert _issues(project) == []


def test_the_edition_in_the_guide_works(tmp_path: Path) -> None:
    (text,) = blocks(DOCS / "dev" / "add-an-edition.md", "yaml")
    path = tmp_path / "editions" / "2026.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    loaded = load_edition(path)
    assert loaded.issues == ()
    assert loaded.value is not None
    example_project(tmp_path, skeleton(loaded.value))
    folder = tmp_path / EXAMPLE_FOLDER
    (folder / f"{EXAMPLE_YEAR}.yaml").rename(folder / "2026.yaml")
    build = build_site(Settings(tmp_path / "reports", tmp_path, (path.parent,), drafts=True))
    assert build.issues == ()
    assert {"forms/2026.md", "reports/my-bureau/2026.md"} <= {file.uri for file in build.files}


def test_the_output_in_the_guide_works(reports_folder: Path) -> None:
    module = ModuleType("agency_list")
    code = blocks(DOCS / "dev" / "add-an-output.md", "python")[0]
    exec(compile(code, "add-an-output.md", "exec"), module.__dict__)  # noqa: S102 - our own page
    site = load_site(Settings(reports_folder, reports_folder)).value
    (file,) = module.build(site)
    assert isinstance(file, SiteFile)
    assert file.content == "长治市中小企业局\n平潭综合实验区管委会\n"
