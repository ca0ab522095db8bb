"""``gongkai seal``: the last step over a site that any builder made of our pages."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.cli.progress import Progress
from gongkai.sealing.manifest import COMMIT, is_commit
from gongkai.sealing.site import SealingError, seal_site


def _commit(_: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """The id of a commit; None where nothing is said."""
    if value and not is_commit(value):
        raise click.BadParameter("须是提交的完整编号（40 或 64 位十六进制数）", param=option)
    return value or None


@click.command()
@click.argument(
    "site", metavar="网站", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option(
    "--commit",
    metavar="提交",
    envvar=COMMIT,
    callback=_commit,
    help=f"数据所在的提交，写进 data/manifest.json；也可写在环境变量 {COMMIT} 里。",
)
def seal(site: Path, commit: str | None) -> None:
    """给建好的网站加上内容安全策略和校验和：建站的最后一步。

    每页开头写明浏览器可以运行和读取什么，页内脚本逐段写散列值；再把每份年报的文件写进
    data/manifest.json，把全部文件写进 SHA256SUMS。再运行一次，不变的文件连时间也不变。

    make site 和 mkdocs build 会自动做；这条命令用于 gongkai build 之后由别的工具建成的网站，
    在 gongkai index 之后运行。

    \b
    例：
      gongkai index site
      gongkai seal site

    退出码：0 做好了；1 网站里没有网页，或有的文件读不懂；2 命令写得不对，或写不了。
    """
    try:
        done = seal_site(site, commit, Progress("读取网页"))
    except SealingError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.UsageError(f"“{error.filename or site}”读写不了（{error.strerror}）") from error
    if not done.pages:
        raise click.ClickException(f"{site} 里没有网页")
    told = f"{done.pages} 页有内容安全策略，其中 {done.renewed} 页是这次写的"
    click.echo(f"{told}；共 {done.files} 个文件")
