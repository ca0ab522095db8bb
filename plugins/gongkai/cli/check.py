"""``gongkai check``: every rule on every report."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gongkai.build import Settings, check_site
from gongkai.cli.options import editions_option, reports_option
from gongkai.cli.printing import print_issues, print_summary, print_tally
from gongkai.cli.progress import Progress
from gongkai.cli.verdicts import fails
from gongkai.issues import Issue


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@reports_option
@editions_option
@click.option("--strict", is_flag=True, help="有警告也算不通过。")
def check(
    paths: tuple[Path, ...], reports_dir: Path, editions_dirs: tuple[Path, ...], *, strict: bool
) -> None:
    """核对数据：每个问题说明在哪一行哪一列、哪里不对、怎样改。

    除文件的写法外，还核对勾稽关系、跨年衔接、正文与表格等全部规则；数不相合的，
    指出改哪一格能使各式成立，数字本身不作更正。

    不写 PATH 就核对全部；写了就只列出这些文件或文件夹里的问题（跨文件的关系仍照全部数据核对）。

    退出码：0 通过；1 有错误（加 --strict 时也含警告）；2 命令写得不对。
    """
    progress = Progress("读取年报")
    settings = Settings(reports_dir, Path.cwd(), editions_dirs, drafts=True)
    site = check_site(settings, progress)
    issues = [issue for issue in site.issues if _is_below(issue, paths)]
    print_issues(issues)
    print_tally(site.book)
    print_summary(issues, progress.count)
    sys.exit(1 if fails(issues, strict=strict) else 0)


def _is_below(issue: Issue, paths: tuple[Path, ...]) -> bool:
    """Whether an issue stands in one of the paths; all do where none are named."""
    place = Path(issue.location.path).resolve()
    return not paths or any(place.is_relative_to(path.resolve()) for path in paths)
