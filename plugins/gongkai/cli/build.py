"""``gongkai build``: the pages as Markdown files, for any builder of sites."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gongkai.build import ALL, Settings, build_site
from gongkai.cli.options import editions_option, reports_option
from gongkai.cli.printing import print_issues, print_summary
from gongkai.cli.progress import Progress
from gongkai.cli.run import fails
from gongkai.cli.writing import write_files
from gongkai.outputs import OUTPUT_NAMES
from gongkai.outputs.extras import EXTRAS, lacking
from gongkai.outputs.model import Mode


def _installed(
    _: click.Context, option: click.Parameter, outputs: tuple[str, ...]
) -> tuple[str, ...]:
    """The outputs, or a message that says what to install for them."""
    if missing := lacking(outputs):
        raise click.BadParameter("；".join(missing), param=option)
    return outputs


@click.command()
@click.option(
    "--out",
    required=True,
    metavar="文件夹",
    type=click.Path(file_okay=False, path_type=Path),
    help="写到哪个文件夹；须不存在、为空，或是上一次的输出。",
)
@reports_option
@editions_option
@click.option(
    "--docs",
    metavar="文件夹",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="手写页面的文件夹，一并复制。",
)
@click.option(
    "--mode",
    type=click.Choice([mode.value for mode in Mode]),
    default=Mode.UNOFFICIAL.value,
    show_default=True,
    help="official 机关自办；unofficial 公民整理，页面注明非官方。",
)
@click.option("--address", metavar="网址", help="网站的网址，用于引用格式。")
@click.option("--repository", metavar="网址", help="数据仓库的网址，用于指向最近一次提交的链接。")
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="产品",
    type=click.Choice([ALL, *OUTPUT_NAMES]),
    callback=_installed,
    help=f"只生成这一种，可写多次：{'、'.join(OUTPUT_NAMES)}；"
    f"{ALL} 是除 {'、'.join(EXTRAS)} 外的全部。",
)
def build(  # noqa: PLR0913 - one parameter an option
    out: Path,
    reports_dir: Path,
    editions_dirs: tuple[Path, ...],
    docs: Path | None,
    mode: str,
    address: str | None,
    repository: str | None,
    outputs: tuple[str, ...],
) -> None:
    """把全部页面写成 Markdown 文件，供任何能读 Markdown 的建站工具使用。

    数据有错误时什么也不写，上一次的输出不变。

    \b
    例：
      gongkai build --out 网页
      gongkai build --out 网页 --docs docs --mode official

    退出码：0 写好了；1 数据有错误，或文件夹里有别的文件；2 命令写得不对，或写不了。
    """
    settings = Settings(
        reports_dir=reports_dir,
        root=Path.cwd(),
        editions_dirs=editions_dirs,
        mode=Mode(mode),
        outputs=outputs or None,
        address=address,
        history=True,
        repository=repository,
    )
    progress = Progress("读取年报")
    site = build_site(settings, progress)
    print_issues(site.all_issues)
    if fails(site.all_issues, strict=False):
        print_summary(site.all_issues, progress.count)
        sys.exit(1)
    write_files(site.files, out, docs)
    click.echo(f"写好 {len(site.files)} 个文件：{out}")
