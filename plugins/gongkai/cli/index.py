"""``gongkai index``: the search index of a site that any builder made of our pages."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.cli.progress import Progress
from gongkai.site_index import BUNDLE, IndexingError, write_index


@click.command()
@click.argument(
    "site", metavar="网站", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
def index(site: Path) -> None:
    """给建好的网站做搜索索引，写到其中的 pagefind；网页本身不改。

    make site 和 mkdocs build 会自动做好索引；这条命令用于 gongkai build 之后由别的工具建成的网站。

    \b
    例：
      gongkai index site

    退出码：0 做好了；1 没有做成，或者网站里没有年报；2 命令写得不对。
    """
    try:
        count = write_index(site, Progress("读取网页"))
    except IndexingError as error:
        raise click.ClickException(str(error)) from error
    if not count:
        raise click.ClickException(f"{site} 里没有年报页。这个网站是由 gongkai 的页面建成的吗？")
    click.echo(f"搜索索引：{count} 份年报，写到 {site / BUNDLE}")
