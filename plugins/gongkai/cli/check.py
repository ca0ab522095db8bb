"""``gongkai check``: every rule on every report."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
from rich.console import Console

from gongkai.build import Settings
from gongkai.cli.formats import FORMATS
from gongkai.cli.formats.job_summary import job_summary
from gongkai.cli.formats.json_report import schema
from gongkai.cli.formats.text import print_text
from gongkai.cli.options import (
    editions_option,
    reports_option,
    schema_option,
    unreadable_as_usage,
)
from gongkai.cli.progress import Progress
from gongkai.cli.run import CheckRun, run_checks
from gongkai.cli.writing import append_text, echo_utf8, write_text

_WITH_ALL = ("text", "json")


@click.command()
@click.argument("paths", nargs=-1, metavar="[路径]…", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    help="写成什么：text 给人看（默认）；json 给程序；github 给 GitHub Actions；sarif 给代码扫描。",
)
@click.option(
    "--output",
    metavar="文件",
    type=click.Path(dir_okay=False, path_type=Path),
    help="写到文件里（UTF-8）；终端照旧显示 text。",
)
@click.option("--strict", is_flag=True, help="有警告也算不通过。")
@click.option("--all", "tells_all", is_flag=True, help="成立的、未能判断的、已说明的也列出。")
@reports_option
@editions_option
@schema_option(schema)
def check(  # noqa: PLR0913 - one parameter an option
    paths: tuple[Path, ...],
    form: str,
    output: Path | None,
    reports_dir: Path,
    editions_dirs: tuple[Path, ...],
    *,
    strict: bool,
    tells_all: bool,
) -> None:
    """核对数据：每个问题说明在哪一行哪一列、哪里不对、怎样改。

    除文件的写法外，还核对勾稽关系、跨年衔接、正文与表格等全部规则；数不相合的，
    指出改哪一格能使各式成立，数字本身不作更正。原文如此的，在年报的 discrepancies
    里说明，就不再算作问题。

    不写路径就核对全部；写了就只列出这些文件或文件夹里的问题（跨文件的关系仍照全部数据核对）。
    草稿也核对。

    \b
    例：
      gongkai check                              核对 reports/ 里的全部数据
      gongkai check reports/pingtan/2024.yaml    只看一份
      gongkai check --all reports/pingtan        连成立的、未能判断的一起看
      gongkai check --strict                     发布前：警告也要先处理
      gongkai check --format json --output 核对.json
      gongkai check --format github              在 GitHub Actions 里

    退出码：0 通过；1 有错误（加 --strict 时也含没有说明的警告）；2 命令写得不对，或文件夹读不了。
    """
    if tells_all and form not in _WITH_ALL:
        raise click.UsageError(f"--all 只用于 {'、'.join(_WITH_ALL)}")
    if output is not None and form == "github":
        raise click.UsageError("github 的注解只能写到标准输出，不能用 --output")
    settings = Settings(reports_dir, Path.cwd(), editions_dirs, drafts=True)
    run = _run(settings, paths, strict=strict, tells_all=tells_all)
    _tell(run, form, output)
    sys.exit(0 if run.passes else 1)


def _run(settings: Settings, paths: tuple[Path, ...], *, strict: bool, tells_all: bool) -> CheckRun:
    with unreadable_as_usage():
        return run_checks(settings, paths, Progress("读取年报"), strict=strict, tells_all=tells_all)


def _tell(run: CheckRun, form: str, output: Path | None) -> None:
    """Writes the report where it is wanted. What programs read is UTF-8 whatever the locale."""
    if output is not None:
        write_text(FORMATS[form](run), output)
    if output is not None or form == "text":
        print_text(run, Console())
        return
    echo_utf8(FORMATS[form](run))
    if form == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        append_text(job_summary(run), Path(summary))
