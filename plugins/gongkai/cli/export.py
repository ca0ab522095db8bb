"""``gongkai export``: one report in the official layout, for the office's own channels."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click

from gongkai.cli.bodies import read_body, read_editions, read_report, report_path
from gongkai.cli.options import editions_option, reports_option
from gongkai.cli.writing import write_bytes
from gongkai.exporters import EXTRA, FORMATS
from gongkai.exporters.layout import Layout, layout_of
from gongkai.outputs.report_facts import title_of
from gongkai.reports.loader import FIRST_YEAR, LAST_YEAR
from gongkai.reports.model import Status

_LABELS = "；".join(f"{name} {each.label}" for name, each in FORMATS.items())


@click.command()
@click.argument("agency_id", metavar="机关")
@click.argument("year", metavar="年份", type=click.IntRange(FIRST_YEAR, LAST_YEAR))
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="docx",
    show_default=True,
    help=f"写成什么：{_LABELS}。",
)
@click.option(
    "--out",
    metavar="文件",
    type=click.Path(dir_okay=False, path_type=Path),
    help="写到哪个文件；不写就是 〈机关〉-〈年份〉，放在当前文件夹。",
)
@click.option("--force", is_flag=True, help="换掉已有的文件。")
@reports_option
@editions_option
def export(  # noqa: PLR0913 - one parameter an option
    agency_id: str,
    year: int,
    form: str,
    out: Path | None,
    reports_dir: Path,
    editions_dirs: tuple[Path, ...],
    *,
    force: bool,
) -> None:
    """把一份年报写成规定版式的 Word 文件、网页片段或工作簿，用来送审、报送、在门户网站发布。

    标题、六个部分、各表的行名栏名和合并的表头，都照当年的表式；数和文字照数据，空格仍是空的。
    草稿也可以导出。导出不核对数字，先运行 gongkai check。

    docx 是 A4 的公文版式，字体只写名称（方正小标宋简体、黑体、楷体_GB2312、仿宋_GB2312、宋体），
    电脑里没有的由 Word 换成别的。html 可整段贴进门户网站的编辑器，不含样式表和脚本。
    xlsx 每个部分一张表。

    \b
    例：
      gongkai export pingtan 2025
      gongkai export --format html --out 年报.html pingtan 2025
      gongkai export --format xlsx --force pingtan 2025

    退出码：0 写好了；1 数据有错误，或已有这个文件；2 命令写得不对，没有这份年报，缺少软件，
    或写不了。
    """
    write = _writer(form)
    layout = _layout(agency_id, year, reports_dir, editions_dirs)
    path = out or Path(f"{agency_id}-{year}.{form}")
    if path.exists() and not force:
        raise click.ClickException(f"已有“{path}”；要换掉它，加上 --force")
    write_bytes(write(layout), path)
    click.echo(f"写好了 {path}。")


def _writer(name: str) -> Callable[[Layout], bytes]:
    """What writes a format; a message where a library is missing."""
    found = FORMATS[name]
    if found.needs is not None and find_spec(found.needs) is None:
        raise click.UsageError(
            f"写{found.label}要用 {found.needs}，还没有安装；请运行 pip install 'gongkai[{EXTRA}]'"
        )
    writer: Callable[[Layout], bytes] = import_module(found.module).write
    return writer


def _layout(
    agency_id: str, year: int, reports_dir: Path, editions_dirs: tuple[Path, ...]
) -> Layout:
    editions = read_editions(editions_dirs)
    agency = read_body(reports_dir, agency_id)
    report = read_report(reports_dir, agency_id, year, editions)
    if report is None:
        path = report_path(reports_dir, agency_id, year)
        raise click.UsageError(f"没有“{path}”；新建一份：gongkai new {agency_id} {year}")
    if report.edition is None:
        raise click.UsageError(f"{year} 年还没有全国统一的表式，不能照表式导出")
    if report.status is Status.DRAFT:
        click.echo("这是草稿，还没有公布。", err=True)
    return layout_of(report, report.edition, title_of(report, agency))
