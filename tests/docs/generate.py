"""The generated parts of ``docs/``, made from the code; ``python -m tests.docs.generate`` writes.

A part stands between ``<!-- generated: name -->`` and ``<!-- /generated -->``; what is between is
replaced. The skeletons of a report are whole files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner
from mkdocs.config.base import BaseConfigOption

from gongkai.cli import main as gongkai
from gongkai.cli.chinese import speak_chinese
from gongkai.cli.formats.diff_json import schema as diff_schema
from gongkai.cli.formats.import_report import schema as import_schema
from gongkai.cli.formats.json_report import schema as check_schema
from gongkai.fields import Field, Fields
from gongkai.forms.loader import load_editions
from gongkai.forms.model import FormEdition
from gongkai.issues import ISSUE_CODES, Severity
from gongkai.mkdocs_adapter.config import HOST_FACTS, GongkaiConfig
from gongkai.outputs import OUTPUT_NAMES
from gongkai.outputs.extras import EXTRAS
from gongkai.outputs.model import Mode
from gongkai.reports.agency import (
    AGENCY_FIELDS,
    CONTACT_FIELDS,
    FORMER_NAME_FIELDS,
    KIND_LABELS,
    LEVEL_LABELS,
    REGION_FIELDS,
)
from gongkai.reports.files import FILE_KINDS, MAX_FILE_BYTES
from gongkai.reports.spec import (
    ATTACHMENT_FIELDS,
    CELL_FIELDS,
    CORRECTION_FIELDS,
    CORRECTION_KINDS,
    DISCREPANCY_FIELDS,
    EXTRA_TABLE_FIELDS,
    NARRATIVE_FIELDS,
    NOTE_FIELDS,
    REPORT_FIELDS,
    SIGNATURE_FIELDS,
    SOURCE_FIELDS,
)
from gongkai.verification.findings import KINDS
from tests.bad_cases import cases
from tests.docs.example import example_issues, skeleton

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"

SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.HINT: "提示"}

_MARKERS = re.compile(
    r"(?P<open><!-- generated: (?P<name>[^>]+?) -->\n).*?(?P<close><!-- /generated -->)", re.DOTALL
)


def render(text: str) -> str:
    """The text of a page with every generated part as the code gives it; KeyError for no such."""
    return _MARKERS.sub(lambda found: _part(found["open"], found["name"], found["close"]), text)


def part_names(text: str) -> list[str]:
    """The names of the generated parts in a page."""
    return [found["name"] for found in _MARKERS.finditer(text)]


def hand_written(text: str) -> str:
    """A page without its generated parts."""
    return _MARKERS.sub("", text)


def _part(opening: str, name: str, closing: str) -> str:
    # Blank lines set the block apart from the comments, which are HTML to Markdown.
    return f"{opening}\n{PARTS[name]()}\n\n{closing}"


def generated_files() -> Iterator[tuple[Path, str]]:
    """Every file with anything generated in it, and the text that it should have."""
    for page in sorted(DOCS.rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        if part_names(text):
            yield page, render(text)
    for edition in load_editions().value:
        yield DOCS / "guide" / f"skeleton-{edition.id}.yaml", skeleton(edition)


def write() -> list[Path]:
    """Brings ``docs/`` up to date; the files that changed."""
    changed: list[Path] = []
    for path, text in generated_files():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            changed.append(path)
    return changed


# --- tables -----------------------------------------------------------------------------------


def markdown_table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(head)
    lines = [
        head,
        ["---"] * len(head),
        *([each.replace("|", "\\|") for each in row] for row in rows),
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _fields(fields: Fields) -> str:
    rows = [
        (f"`{name}`", "是" if field.required else "", field.meaning)
        for name, field in fields.items()
    ]
    return markdown_table(("键", "必填", "含义"), rows)


def _words(words: Iterable[tuple[str, str]]) -> str:
    rows = [(f"`{word}`", meaning) for word, meaning in words]
    return markdown_table(("值", "含义"), rows)


def _sections() -> str:
    """The ids of the parts, which all editions share, and each edition's tables in them."""
    editions = list(load_editions().value)
    sections = {section.id: section for edition in editions for section in edition.sections}
    rows = [
        (f"`{section.id}`", section.label, *(_tables_in(each, section.id) for each in editions))
        for section in sections.values()
    ]
    return markdown_table(("标识", "部分", *(f"{each.id} 版的表" for each in editions)), rows)


def _tables_in(edition: FormEdition, section_id: str) -> str:
    section = edition.section(section_id)
    return "、".join(f"`{table}`" for table in section.tables) if section else ""


def _file_kinds() -> str:
    kinds = "、".join(f"`{kind}`" for kind in FILE_KINDS)
    return f"可发布的类型：{kinds}；每个文件至多 {MAX_FILE_BYTES // 1024**2} MiB。"


def _issue_table() -> str:
    rows = [
        (f"[`{code}`](#{issue_anchor(code)})", SEVERITIES[each.severity], each.title)
        for code, each in ISSUE_CODES.items()
    ]
    return markdown_table(("代码", "程度", "含义"), rows)


def issue_anchor(code: str) -> str:
    """The id of the heading of an issue code."""
    return code.replace(".", "-")


def _issue(code: str) -> str:
    return f"**{SEVERITIES[ISSUE_CODES[code].severity]}**：{ISSUE_CODES[code].title}。"


# --- the command line -------------------------------------------------------------------------


def commands() -> Iterator[tuple[str, click.Context]]:
    """Every command by its full name, each group before what it holds."""
    speak_chinese()  # a command keeps the help option that it has once made
    yield from _commands(click.Context(gongkai, info_name="gongkai"))


def _commands(context: click.Context) -> Iterator[tuple[str, click.Context]]:
    yield context.command_path, context
    group = context.command
    if isinstance(group, click.Group):
        for name in sorted(group.commands):
            yield from _commands(
                click.Context(group.commands[name], info_name=name, parent=context)
            )


def _help(name: str) -> str:
    arguments = [*name.split()[1:], "--help"]
    shown = CliRunner().invoke(gongkai, arguments, terminal_width=80, max_content_width=80)
    return f"```text\n{shown.stdout.rstrip()}\n```"


# --- what commands write as JSON --------------------------------------------------------------

SCHEMAS: dict[str, dict[str, Any]] = {
    "check": json.loads(check_schema()),
    "diff": json.loads(diff_schema()),
    "import": json.loads(import_schema()),
}


def json_objects() -> Iterator[tuple[str, str]]:
    """Every object of every document, with the command that writes it; the document itself first.

    A figure is no object, and is written about by hand.
    """
    for command, schema in SCHEMAS.items():
        yield command, "document"
        for name, each in schema["$defs"].items():
            if "properties" in each:
                yield command, name


def _members(command: str, name: str) -> str:
    """The members of an object of a document: what each holds and means."""
    schema = SCHEMAS[command]
    members = (schema if name == "document" else schema["$defs"][name])["properties"]
    rows = [
        (f"`{key}`", _kind(schema, each), _meaning(schema, each)) for key, each in members.items()
    ]
    return markdown_table(("键", "值", "含义"), rows)


_JSON_KINDS = {
    "array": "列表",
    "boolean": "`true`、`false`",
    "integer": "整数",
    "null": "`null`",
    "object": "映射",
    "string": "文字",
}


def _kind(schema: dict[str, Any], member: dict[str, Any]) -> str:
    """What a member may be, in a few words; objects and figures by the id of their heading."""
    if "$ref" in member:
        named = _named(schema, member)
        name = member["$ref"].removeprefix("#/$defs/")
        return _kind(schema, named) if "enum" in named else f"[{name}](#json-{name})"
    if "anyOf" in member:
        return "，或 ".join(_kind(schema, each) for each in member["anyOf"])
    if "enum" in member:
        return "、".join(f"`{json.dumps(each)[1:-1] or '空'}`" for each in map(str, member["enum"]))
    if "const" in member:
        return f"`{member['const']}`"
    if member["type"] == "array":
        items = member["items"]
        return f"{_kind(schema, items)} 的列表" if "properties" not in items else "列表"
    kinds = member["type"] if isinstance(member["type"], list) else [member["type"]]
    return "，或 ".join(_JSON_KINDS[each] for each in kinds)


def _named(schema: dict[str, Any], member: dict[str, Any]) -> dict[str, Any]:
    named: dict[str, Any] = schema["$defs"][member["$ref"].removeprefix("#/$defs/")]
    return named


def _meaning(schema: dict[str, Any], member: dict[str, Any]) -> str:
    described = member if "description" in member else _named(schema, member)
    return str(described["description"])


# --- the plugin -------------------------------------------------------------------------------


def plugin_options() -> dict[str, BaseConfigOption[object]]:
    """The plugin's options by name."""
    found = vars(GongkaiConfig).items()
    return {name: each for name, each in found if isinstance(each, BaseConfigOption)}


# What an option takes, by the class that reads it.
_OPTION_KINDS: dict[str, Callable[[], str]] = {
    "Folder": lambda: "已有的文件夹",
    "Optional": lambda: "已有的文件夹，或不写",
    "OneOf": lambda: " 或 ".join(f"`{mode.value}`" for mode in Mode),
    "Flag": lambda: "`true` 或 `false`",
    "Count": lambda: "不小于 1 的整数",
    "Address": lambda: "网址，或不写",
    "Host": lambda: "映射，见[可写的项](#host)",
    "Outputs": lambda: "`all`，或[产品名称](#outputs)的列表",
}


def _plugin_options() -> str:
    rows = [
        (f"[`{name}`](#{name})", _OPTION_KINDS[type(each).__name__](), _default(each.default))
        for name, each in plugin_options().items()
    ]
    return markdown_table(("选项", "取值", "默认"), rows)


def _default(value: object) -> str:
    if value is None:
        return "不写"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _host() -> str:
    rows = [
        (f"`{name}`", "、".join(f"`{each}`" for each in below) if below else "文字")
        for name, below in HOST_FACTS.items()
    ]
    return markdown_table(("项", "写法"), rows)


def _outputs() -> str:
    extras = "；".join(
        f"`{name}` 要先装 {extra.module}（`pip install 'gongkai[{extra.name}]'`），`all` 不含它"
        for name, extra in EXTRAS.items()
    )
    return "名称：" + "、".join(f"`{name}`" for name in OUTPUT_NAMES) + f"。{extras}。"


def _finding_kinds() -> str:
    rows = [(f"`{code}`", kind.title, kind.hint) for code, kind in KINDS.items()]
    return markdown_table(("种类", "含义", "怎样办"), rows)


# --- the registry -----------------------------------------------------------------------------

FIELD_TABLES: dict[str, dict[str, Field]] = {
    "agency fields": AGENCY_FIELDS,
    "region fields": REGION_FIELDS,
    "former name fields": FORMER_NAME_FIELDS,
    "contact fields": CONTACT_FIELDS,
    "report fields": REPORT_FIELDS,
    "signature fields": SIGNATURE_FIELDS,
    "source fields": SOURCE_FIELDS,
    "narrative fields": NARRATIVE_FIELDS,
    "cell fields": CELL_FIELDS,
    "extra table fields": EXTRA_TABLE_FIELDS,
    "attachment fields": ATTACHMENT_FIELDS,
    "note fields": NOTE_FIELDS,
    "discrepancy fields": DISCREPANCY_FIELDS,
    "correction fields": CORRECTION_FIELDS,
}


def _bad_input() -> str:
    """The cases of bad input with their tests, for developers."""
    rows = (
        (
            str(case.number),
            case.title.replace("|", "\\|"),
            str(case.inputs or "–"),
            "<br>".join(f"`{test}`" for test in case.tests),
        )
        for case in cases()
    )
    return markdown_table(("case", "what", "inputs", "tests"), rows)


PARTS: dict[str, Callable[[], str]] = {
    **{name: partial(_fields, fields) for name, fields in FIELD_TABLES.items()},
    "agency kinds": partial(_words, KIND_LABELS.items()),
    "agency levels": partial(_words, LEVEL_LABELS.items()),
    "correction kinds": partial(_words, CORRECTION_KINDS.items()),
    "sections": _sections,
    "file kinds": _file_kinds,
    "plugin options": _plugin_options,
    "host facts": _host,
    "outputs": _outputs,
    "issue codes": _issue_table,
    "finding kinds": _finding_kinds,
    "bad input": _bad_input,
    **{f"issue {code}": partial(_issue, code) for code in ISSUE_CODES},
    **{f"help {name}": partial(_help, name) for name, _ in commands()},
    **{
        f"{command} json {name}": partial(_members, command, name)
        for command, name in json_objects()
    },
    "example issues": example_issues,
}


if __name__ == "__main__":
    for each in write():
        click.echo(each.relative_to(ROOT).as_posix())
