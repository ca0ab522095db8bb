"""``gongkai agency``: the bodies that owe reports."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.cli.agency_options import (
    KIND_HELP,
    NAME_QUESTION,
    agency_id,
    is_terminal,
    kind_choice,
    refuse_bad_data,
)
from gongkai.cli.options import reports_option
from gongkai.cli.writing import write_new
from gongkai.reports.agency import LEVEL_LABELS, Agency, AgencyKind, Region
from gongkai.reports.agency_writer import dump_agency
from gongkai.reports.folder import AGENCY_FILE

_LEVELS = "、".join(f"{level} {label}" for level, label in LEVEL_LABELS.items())


@click.group()
def agency() -> None:
    """机关：添加一个要公布年报的机关。"""


def _name() -> str:
    """Asks for the name; without a terminal nobody can answer."""
    if not is_terminal():
        raise click.UsageError("没有写机关的名称：加上 --name 名称")
    return str(click.prompt(NAME_QUESTION))


def _kind() -> str:
    usual = AgencyKind.DEPARTMENT.value
    return (
        str(click.prompt(KIND_HELP[:-1], type=kind_choice, default=usual))
        if is_terminal()
        else usual
    )


@agency.command()
@click.argument("new_id", metavar="标识", callback=agency_id)
@click.option(
    "--name", metavar="名称", default=_name, show_default=False, help="机关的正式全称；必填。"
)
@click.option("--kind", type=kind_choice, default=_kind, show_default="department", help=KIND_HELP)
@click.option("--level", type=click.Choice(list(LEVEL_LABELS)), help=f"层级：{_LEVELS}。")
@click.option(
    "--region",
    metavar="代码 名称",
    nargs=2,
    help="地区：GB/T 2260 的六位代码和名称，如 140400 山西省长治市。",
)
@click.option("--alias", "aliases", metavar="简称", multiple=True, help="简称，供搜索，可写多次。")
@click.option("--parent", metavar="标识", help="上级机关的标识，须已在 reports/ 里。")
@click.option("--since", metavar="年份", type=int, help="自哪一年起应有年报。")
@click.option("--homepage", metavar="网址", help="官方网站。")
@reports_option
def add(  # noqa: PLR0913 - one parameter an option
    new_id: str,
    name: str,
    kind: str,
    level: str | None,
    region: tuple[str, str] | None,
    aliases: tuple[str, ...],
    parent: str | None,
    since: int | None,
    homepage: str | None,
    reports_dir: Path,
) -> None:
    """添加一个机关：写好 reports/〈标识〉/agency.yaml。

    标识是文件夹的名称，也是它在网站上的网址：用小写字母、数字和连字符，定了不要改。
    类别决定法定的公布期限。在终端里运行，没有写名称和类别的会问。其余的键，如曾用名、
    联系方式，以后在文件里加。

    已有的文件不改；写得不合规则的，什么也不写。

    \b
    例：
      gongkai agency add fagai --name 某某市发展和改革委员会
      gongkai agency add zhengfu --name 某某市人民政府 --kind government --level city
      gongkai agency add fagai --name 某某市发改委 --region 140400 山西省长治市

    退出码：0 写好了；1 已有这个机关；2 命令写得不对，或写不了。
    """
    made = Agency(
        id=new_id,
        name=name,
        kind=AgencyKind(kind),
        level=level,
        region=Region(*region) if region else None,
        aliases=aliases,
        parent=parent,
        since=since,
        homepage=homepage,
    )
    text = dump_agency(made)
    _refuse(made, text, reports_dir)
    write_new({AGENCY_FILE: text}, reports_dir / new_id)
    click.echo(f"写好了 {reports_dir / new_id / AGENCY_FILE}。")
    click.echo(f"下一步：gongkai new {new_id} 年份")


def _refuse(made: Agency, text: str, reports_dir: Path) -> None:
    """What is wrong with the body, its parent's being there included."""
    parent = (
        {made.parent: "name: 上级\nkind: other\n"} if _is_there(made.parent, reports_dir) else {}
    )
    bodies = {**parent, made.id: text}
    refuse_bad_data({f"reports/{each}/{AGENCY_FILE}": body for each, body in bodies.items()})


def _is_there(agency_id: str | None, reports_dir: Path) -> bool:
    return bool(agency_id) and (reports_dir / str(agency_id) / AGENCY_FILE).is_file()
