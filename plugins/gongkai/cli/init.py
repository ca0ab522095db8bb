"""``gongkai init``: a new repository of reports with one command."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from gongkai.cli.agency_options import (
    ID_QUESTION,
    KIND_HELP,
    NAME_QUESTION,
    agency_id,
    asked,
    kind_choice,
    refuse_bad_data,
)
from gongkai.cli.writing import write_new
from gongkai.forms.loader import load_editions
from gongkai.reports.agency import AgencyKind
from gongkai.reports.loader import LAST_YEAR
from gongkai.reports.tables import FIRST_FORM_YEAR
from gongkai.scaffold.requirement import UNKNOWN, own_requirement
from gongkai.scaffold.site import NewSite, site_texts


def _last_year() -> int:
    """The year on which reports are due now."""
    return datetime.now(UTC).year - 1


def _address(_: click.Context, option: click.Parameter, text: str) -> str:
    if not text.startswith(("http://", "https://")):
        raise click.BadParameter(f"“{text}”不是网址：以 https:// 开头", param=option)
    return f"{text.rstrip('/')}/"


@click.command()
@click.argument("folder", metavar="文件夹", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--agency",
    metavar="标识",
    default=asked(ID_QUESTION, "my-bureau"),
    show_default="my-bureau",
    callback=agency_id,
    help="第一个机关的标识：小写字母、数字和连字符，就是它的网址，定了不要改。",
)
@click.option(
    "--name",
    metavar="名称",
    default=asked(NAME_QUESTION, "某某市某某局"),
    show_default="某某市某某局",
    help="机关的正式全称。",
)
@click.option(
    "--kind",
    type=kind_choice,
    default=AgencyKind.DEPARTMENT.value,
    show_default=True,
    help=KIND_HELP,
)
@click.option(
    "--year",
    metavar="年份",
    type=click.IntRange(FIRST_FORM_YEAR, LAST_YEAR),
    default=_last_year,
    show_default="去年",
    help="第一份年报是哪一年的。",
)
@click.option(
    "--site-name",
    metavar="站名",
    default="政府信息公开年报",
    show_default=True,
    help="网站的名称。",
)
@click.option(
    "--site-url",
    metavar="网址",
    default="https://example.org/",
    callback=_address,
    show_default="示例网址",
    help="网站最终的网址；发布到 GitHub Pages 的不必写。",
)
def init(  # noqa: PLR0913 - one parameter an option
    folder: Path, agency: str, name: str, kind: str, year: int, site_name: str, site_url: str
) -> None:
    """新建一个网站：设置、一个机关、一份待填的年报、命令和发布流程。

    已有的文件一个也不改：有重名的就全部列出，什么也不写。在终端里运行，没有写的会问。

    \b
    例：
      gongkai init nianbao
      gongkai init . --agency fagai --name 某某市发展和改革委员会
      gongkai init nianbao --kind government --name 某某市人民政府 --year 2024

    退出码：0 建好了；1 有重名的文件；2 命令写得不对，或写不了。
    """
    form = load_editions().value.for_year(year)
    if form is None:
        raise LookupError(year)
    site = NewSite(
        agency=agency,
        name=name,
        kind=AgencyKind(kind),
        year=year,
        form=form,
        site_name=site_name,
        site_url=site_url,
        requirement=own_requirement(),
    )
    texts = site_texts(site)
    refuse_bad_data(texts)
    write_new(texts, folder)
    _tell(site, folder, len(texts))


def _tell(site: NewSite, folder: Path, count: int) -> None:
    """What was made, and what to do next."""
    click.echo(f"建好了 {count} 个文件：{folder}")
    if site.requirement == UNKNOWN:
        click.echo("requirements.txt 里先写明从哪里安装 gongkai：现在用的是本机文件夹里的。")
    click.echo(f"下一步：填 {site.report}，运行 make serve 预览；其余见 README.md。")
