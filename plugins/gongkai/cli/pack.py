"""``gongkai pack``: a built site as one archive that opens without a server."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.cli.progress import Progress
from gongkai.packing.archive import NoSiteError, pack_site


@click.command()
@click.argument(
    "site", metavar="网站", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option(
    "--out",
    required=True,
    metavar="文件",
    type=click.Path(dir_okay=False, path_type=Path),
    help="写成哪个 ZIP 文件；已有的会换掉。",
)
def pack(site: Path, out: Path) -> None:
    """把建好的网站装进一个 ZIP 文件：解压后双击 site/index.html 就能看，不用服务器。

    链接改为直接指向网页文件；搜索和逐份比较离开服务器不能用，在原处说明。下载文件和原件不变。
    同一个网站装两次，文件逐字节相同。

    \b
    例：
      gongkai pack site --out 年报.zip

    退出码：0 写好了；1 文件夹里没有网站，或有的文件读不懂；2 命令写得不对，或写不了。
    """
    if out.resolve().is_relative_to(site.resolve()):
        raise click.UsageError("ZIP 文件不能放在网站文件夹里，否则会装进它自己")
    try:
        count = pack_site(site, out, Progress("读取文件"))
    except NoSiteError as error:
        raise click.ClickException(str(error)) from error
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{site} 里有的网页不是 UTF-8 文字（{error.reason}）") from error
    except OSError as error:
        raise click.UsageError(f"“{error.filename or out}”读写不了（{error.strerror}）") from error
    click.echo(f"{count} 个文件，{out.stat().st_size / 1e6:.1f} MB：{out}")
