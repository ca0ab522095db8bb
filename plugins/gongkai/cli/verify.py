"""``gongkai verify``: a built site, read again and held against the data."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import click
from rich.console import Console

from gongkai.build import ALL, chosen_outputs
from gongkai.cli.formats.verification import json_text, print_text
from gongkai.cli.options import editions_option, reports_option, unreadable_as_usage
from gongkai.cli.progress import Progress
from gongkai.cli.writing import echo_utf8
from gongkai.corpus import Corpus, load_corpus
from gongkai.forms.loader import load_editions
from gongkai.issues import Severity
from gongkai.outputs import OUTPUT_NAMES
from gongkai.outputs.extras import EXTRAS
from gongkai.verification.built_site import BuiltSite
from gongkai.verification.run import verify as verify_site
from gongkai.verification.scope import Scope

T = TypeVar("T")

_DOCS = Path("docs")
_THEME = "material"


@click.command()
@click.argument(
    "site", metavar="网站", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option(
    "--sample", metavar="份数", type=click.IntRange(min=1), help="只读抽出的若干份年报，逐格核对。"
)
@click.option("--seed", metavar="数", default=0, show_default=True, help="抽取的种子，同数同样。")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="写成什么：text 给人看（默认）；json 给程序。",
)
@reports_option
@editions_option
@click.option(
    "--docs",
    metavar="文件夹",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    help="手写页面和文件的文件夹，可写多次；不写就是 docs（如果有）。",
)
@click.option(
    "--theme",
    "themes",
    metavar="文件夹",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    help="主题文件的文件夹，可写多次；不写就是所装的 Material（如果有）。",
)
@click.option("--address", metavar="网址", help="网站应有的网址；不写就照网页自己说的。")
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="产品",
    type=click.Choice([ALL, *OUTPUT_NAMES]),
    help=f"网站只有这一种产品，可写多次，与建站时相同；不写就是除 {'、'.join(EXTRAS)} 外的全部。",
)
@click.option(
    "--allow-script",
    "scripts",
    metavar="散列值",
    multiple=True,
    help="准许的页内脚本，写作 sha256-…，可写多次。",
)
def verify(  # noqa: PLR0913 - one parameter an option
    site: Path,
    sample: int | None,
    seed: int,
    form: str,
    reports_dir: Path,
    editions_dirs: tuple[Path, ...],
    docs: tuple[Path, ...],
    themes: tuple[Path, ...],
    address: str | None,
    outputs: tuple[str, ...],
    scripts: tuple[str, ...],
) -> None:
    """核对建好的网站：重新读出网页、下载文件和搜索索引，与 reports/ 里的数据逐格比对。

    不相信建站的过程，只看建成的文件：每份年报都有网页，各索引、站点地图、订阅和下载里都有它；
    每一格在网页、CSV、JSON、JSON Lines 和工作簿里都与数据相同；站内链接都通；校验和相符；
    搜索找得到年报的文字和数；不向别的网站请求文件，没有来历不明的脚本和文件。

    --sample 只读抽出的几份年报，逐格核对。其余年报的网页和下载文件这时不读，只核对有没有、
    校验和、目录和站点地图；别的网页仍然全部核对。

    \b
    例：
      gongkai verify site                        核对全部
      gongkai verify --sample 50 site            年报很多时
      gongkai verify --format json site

    退出码：0 相符；1 有不符；2 命令写得不对，或数据有错误、文件夹读不了。
    """
    with unreadable_as_usage():
        scope = Scope(
            site=BuiltSite.opened(site, address),
            corpus=_corpus(reports_dir, editions_dirs),
            outputs=frozenset(chosen_outputs(outputs or (ALL,)) or ()),
            docs=docs or tuple(filter(Path.is_dir, [_DOCS])),
            themes=themes or installed_theme(),
            scripts=frozenset(scripts),
            sample=sample,
            seed=seed,
        )
        found = verify_site(scope, _steps)
    if form == "json":
        echo_utf8(json_text(found))
    else:
        print_text(found, Console())
    sys.exit(0 if found.passes else 1)


def _steps(step: str, items: Sequence[T]) -> Iterable[T]:
    return Progress(step, "项")(items)


def _corpus(reports_dir: Path, editions_dirs: tuple[Path, ...]) -> Corpus:
    """The published reports; data with errors have made no site."""
    editions = load_editions(editions_dirs, Path.cwd())
    loaded = load_corpus(reports_dir, editions.value, Path.cwd(), Progress("读取年报"))
    issues = (*editions.issues, *loaded.issues)
    errors = sum(each.severity is Severity.ERROR for each in issues)
    if errors:
        raise click.UsageError(f"数据有 {errors} 处错误，先运行 gongkai check")
    return loaded.value.published()


def installed_theme() -> tuple[Path, ...]:
    """The folder of the theme that MkDocs would use, found without importing it."""
    spec = find_spec(_THEME)
    folders = spec.submodule_search_locations if spec else None
    return tuple(Path(each) / "templates" for each in folders or ())
