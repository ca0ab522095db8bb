"""click in Chinese: every sentence that a user of the commands can meet."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from rich.cells import cell_len

from gongkai.cli import main
from gongkai.cli.chinese import SENTENCES
from tests.cli_running import run, small_project

# What only a fault of ours, a prompt, an editor or an unused type can bring up.
UNREACHED = {
    *("deprecated", "Value must be an iterable.", "unknown error"),
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
    "Could not determine name for option with declarations {decls!r}",
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Name '{name}' defined twice",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    *("Do you want to continue?", "Confirm the action without prompting."),
    "%(prog)s, version %(version)s",  # given by us
    "Usage:",  # written by our formatter
    "Invalid start character for option ({option})",
    *("file", "directory", "path"),  # names of types, which our sentences leave out
    "Choice({choices})",
    "{value!r} does not match the format {format}.",
    "{value!r} does not match the formats {formats}.",
    "{value!r} is not a valid boolean. Recognized values: {states}",
    "{value!r} is not a valid UUID.",
    "{len_type} values are required, but {len_value} was given.",
    "{len_type} values are required, but {len_value} were given.",
}
MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "types")


def sentences() -> Iterator[str]:
    """Every sentence that click's modules hand to gettext."""
    folder = Path(click.__file__).parent
    for name in MODULES:
        for node in ast.walk(ast.parse((folder / f"{name}.py").read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                wanted = {"_": node.args[:1], "ngettext": node.args[:2]}.get(node.func.id, [])
                texts = [each.value for each in wanted if isinstance(each, ast.Constant)]
                yield from (text for text in texts if isinstance(text, str))


def test_every_sentence_has_a_translation() -> None:
    assert {each for each in sentences() if "No options defined" not in each} <= (
        set(SENTENCES) | UNREACHED
    )


@pytest.mark.parametrize("english", SENTENCES)
def test_a_translation_asks_for_nothing_that_click_does_not_give(english: str) -> None:
    def names(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)", text))

    assert names(SENTENCES[english]) <= names(english)


@pytest.mark.parametrize("command", ["", *main.commands])
def test_help_is_chinese_and_fits(command: str) -> None:
    arguments = [command, "--help"] if command else ["--help"]
    text = run(*arguments).stdout
    assert text.startswith("用法：gongkai")
    assert "选项：" in text
    for english in ("Usage", "Options", "Commands", "Show ", "default:", "required", "exit."):
        assert english not in text
    assert max(map(cell_len, text.splitlines())) <= 80


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("chek",), ("没有命令 chek", "check")),
        (("check", "--formt"), ("没有选项 --formt", "--format")),
        (("check", "none"), ("没有“none”",)),
        (("check", "--format", "xml"), ("xml", "'json'")),
        (("check", "--output"), ("--output 后面要写一个值",)),
        (("check", "--output", "reports"), ("“reports”是文件夹",)),
        (("check", "--editions", "mkdocs.yml"), ("“mkdocs.yml”是文件",)),
        (("check", "--strict=1"), ("--strict 不带值",)),
        (("check", "--reports", "none"), ("没有文件夹“none”",)),
        (("check", "--all", "--format", "sarif"), ("--all 只用于",)),
        (("check", "--format", "github", "--output", "x"), ("--output",)),
        (("build",), ("缺少选项 '--out'",)),
        (("build", "--out", "x", "more"), ("多写了：more",)),
    ],
    ids=str,
)
def test_usage_errors_are_chinese(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    words: tuple[str, ...],
) -> None:
    monkeypatch.chdir(small_project(tmp_path))
    (tmp_path / "mkdocs.yml").touch()
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "错误：" in result.stderr
    assert all(word in result.stderr for word in words)
    assert not re.search("Error|Usage|Try|Invalid|No such|Did you", result.stderr)
