"""``gongkai schema``: JSON Schemas of the data files, for editors."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import click

from gongkai.cli.bodies import read_editions
from gongkai.cli.options import editions_option
from gongkai.cli.writing import echo_utf8, write_text_in_folder
from gongkai.forms.model import Editions, FormEdition
from gongkai.reports.agency_schema import agency_schema
from gongkai.reports.report_schema import report_schema

AGENCY = "agency"
SCHEMAS = ".gongkai"
"""The folder of a project that keeps the schemas of its files."""


@click.command()
@click.argument("name", metavar="表式|agency")
@click.option(
    "--out",
    metavar="文件",
    type=click.Path(dir_okay=False, path_type=Path),
    help="写到文件里，不写到标准输出。",
)
@editions_option
def schema(name: str, out: Path | None, editions_dirs: tuple[Path, ...]) -> None:
    """写出数据文件的 JSON Schema：编辑器照它补全键名、显示中文说明、标出写错的地方。

    年报按表式各有一份，写版本的名称，如 2021；机关文件的写 agency。编辑器里装上支持 YAML 的
    插件（如 VS Code 的 YAML 扩展），在数据文件里加一行注释，写明它在哪里即可；gongkai new
    写的年报已经有这一行。

    它只管写法，不核对数字；以 gongkai check 为准。

    \b
    例：
      gongkai schema 2021
      gongkai schema 2021 --out .gongkai/2021.schema.json
      gongkai schema agency --out .gongkai/agency.schema.json

    退出码：0 写好了；2 命令写得不对，没有这版表式，或写不了。
    """
    known = _schemas(read_editions(editions_dirs))
    if name not in known:
        raise click.UsageError(f"没有“{name}”；可写：{'、'.join(known)}")
    text = schema_text(known[name]())
    if out is None:
        echo_utf8(text)
    else:
        write_text_in_folder(text, out)
        click.echo(f"写好了 {out}。")


def _schemas(editions: Editions) -> Mapping[str, Callable[[], dict[str, Any]]]:
    """What makes each schema, by its name."""
    return {
        **{form.id: partial(report_schema, form) for form in editions},
        AGENCY: agency_schema,
    }


def schema_text(made: dict[str, Any]) -> str:
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def keep_schema(form: FormEdition, project: Path) -> None:
    """Puts the schema of a form where the line says that ``gongkai new`` writes into reports."""
    text = schema_text(report_schema(form))
    write_text_in_folder(text, project / SCHEMAS / schema_name(form))


def schema_name(form: FormEdition) -> str:
    return f"{form.id}.schema.json"
