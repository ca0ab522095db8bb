"""What the documentation takes from the code is what the code says, and nothing is left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from gongkai.cli.diff import FORMAT_NAMES as DIFF_FORMATS
from gongkai.cli.formats import FORMATS
from gongkai.issues import ISSUE_CODES
from gongkai.outputs import OUTPUT_NAMES
from tests.docs.generate import (
    DOCS,
    FIELD_TABLES,
    PARTS,
    ROOT,
    commands,
    generated_files,
    hand_written,
    issue_anchor,
    part_names,
    plugin_options,
)

ADAPTER = ROOT / "plugins" / "gongkai" / "mkdocs_adapter"
WITHOUT_EFFECT = "尚不起作用"

_FILES = list(generated_files())


def read(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def section(page: str, anchor: str) -> str:
    """The hand-written text below the heading with an id; empty where there is no such heading."""
    _, _, below = hand_written(read(page)).partition(f"{{#{anchor}}}\n")
    return below.split("\n#", 1)[0].strip()


@pytest.mark.parametrize(("path", "text"), _FILES, ids=[path.name for path, _ in _FILES])
def test_generated_text_is_up_to_date(path: Path, text: str) -> None:
    assert path.is_file(), "run python -m tests.docs.generate"
    assert path.read_text(encoding="utf-8") == text, "run python -m tests.docs.generate"


def test_every_part_is_used_once() -> None:
    used = [name for path, text in _FILES if path.suffix == ".md" for name in part_names(text)]
    assert sorted(used) == sorted(PARTS)


def test_no_marker_is_left_open() -> None:
    for path, text in _FILES:
        assert text.count("<!-- generated:") == len(part_names(text)), path
        assert text.count("<!-- /generated -->") == len(part_names(text)), path


# --- nothing is left out ----------------------------------------------------------------------


@pytest.mark.parametrize("name", FIELD_TABLES)
def test_every_field_has_a_row(name: str) -> None:
    page = read("reference/report-yaml.md")
    table = page.split(f"<!-- generated: {name} -->", 1)[1].split("<!-- /generated -->", 1)[0]
    for field in FIELD_TABLES[name]:
        assert f"| `{field}` |" in table


@pytest.mark.parametrize("code", ISSUE_CODES)
def test_every_issue_code_says_what_to_do(code: str) -> None:
    page = "reference/issue-codes.md"
    assert f"### {code} {{#{issue_anchor(code)}}}" in read(page)
    assert section(page, issue_anchor(code))


def test_no_section_for_a_code_that_is_gone() -> None:
    headings = [
        line.split()[1]
        for line in read("reference/issue-codes.md").splitlines()
        if line.startswith("### ")
    ]
    assert headings == list(dict.fromkeys(headings))
    assert set(headings) == set(ISSUE_CODES)


@pytest.mark.parametrize("option", plugin_options())
def test_every_plugin_option_is_explained(option: str) -> None:
    assert section("reference/configuration.md", option)


@pytest.mark.parametrize("option", plugin_options())
def test_an_option_without_effect_says_so(option: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(ADAPTER.glob("*.py")))
    has_effect = f"self.config.{option}" in code
    assert (WITHOUT_EFFECT in section("reference/configuration.md", option)) is not has_effect


def test_every_output_is_named() -> None:
    page = read("reference/configuration.md")
    assert all(f"`{name}`" in page for name in OUTPUT_NAMES)


def _options() -> Iterator[tuple[str, str]]:
    for name, context in commands():
        for each in context.command.get_params(context):
            if isinstance(each, click.Option):
                yield from ((name, option) for option in each.opts)


@pytest.mark.parametrize(("command", "option"), list(_options()))
def test_every_option_of_a_command_is_documented(command: str, option: str) -> None:
    text = PARTS[f"help {command}"]()
    assert option in text
    assert text in read("reference/cli.md")


@pytest.mark.parametrize(
    ("page", "form"),
    [
        *(("reference/check-formats.md", form) for form in FORMATS),
        *(("reference/diff-formats.md", form) for form in DIFF_FORMATS),
    ],
)
def test_every_format_is_documented(page: str, form: str) -> None:
    assert f"| `{form}` |" in read(page)
    assert form == "text" or section(page, form)


@pytest.mark.parametrize("command", [name for name, _ in commands() if " " in name])
def test_every_command_is_explained(command: str) -> None:
    assert section("reference/cli.md", command.replace(" ", "-"))
