"""``gongkai fmt``: data files in the one shape that all of them have."""

from __future__ import annotations

import difflib
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from pathlib import Path

import click

from gongkai.cli.bodies import read_editions, shown
from gongkai.cli.options import editions_option, reports_option, unreadable_as_usage
from gongkai.cli.printing import print_issues
from gongkai.cli.writing import write_bytes
from gongkai.forms.model import Editions
from gongkai.issues import Loaded
from gongkai.located_yaml import visible
from gongkai.located_yaml.text import decode
from gongkai.reports.agency import load_agency
from gongkai.reports.folder import AGENCY_FILE
from gongkai.reports.formatting import NotCanonicalError, formatted_agency, formatted_report

_REPORT_FILE = re.compile(r"[0-9]{4}\.yaml")


class _Outcome(Enum):
    SAME = auto()
    CHANGED = auto()
    BROKEN = auto()


@click.command()
@click.argument("paths", nargs=-1, metavar="[路径]…", type=click.Path(exists=True, path_type=Path))
@click.option("--check", is_flag=True, help="只检查，不改文件；列出会怎样改。")
@reports_option
@editions_option
def fmt(
    paths: tuple[Path, ...], reports_dir: Path, editions_dirs: tuple[Path, ...], *, check: bool
) -> None:
    """把数据文件整理成统一的写法：键的次序、对齐、引号、每行后面的中文行名。

    只改写法，不改内容：写以前重新读一遍，数据与原来完全相同、注释一条不少，才写；否则文件原样
    不动，并说明。注释留在它所在的那一行，单独成行的留在原来的下一项上面；空行去掉。整理过的再整理，
    不再变化。

    有错误的文件不整理，列出错误在哪一行哪一列，其余的照常。不写路径就整理 reports/ 里的全部
    年报文件和机关文件。

    \b
    例：
      gongkai fmt                              整理全部
      gongkai fmt reports/pingtan/2025.yaml    只整理一份
      gongkai fmt --check                      只看会怎样改，供自动检查用

    退出码：0 都是统一的写法了；1 有文件有错误，或加了 --check 而有文件要改；2 命令写得不对，
    或读写不了。
    """
    editions = read_editions(editions_dirs)
    with unreadable_as_usage():
        files = list(dict.fromkeys(_files(paths or (reports_dir,))))
        counts = Counter(_format(path, editions, check=check) for path in files)
    _tell(counts, check=check)
    is_done = not (counts[_Outcome.BROKEN] or (check and counts[_Outcome.CHANGED]))
    sys.exit(0 if is_done else 1)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """The data files that paths name, or that lie below them; no link is followed."""
    for path in paths:
        if path.is_dir():
            found = sorted([*path.glob("*.yaml"), *path.glob("*/*.yaml")])
            yield from (each for each in found if _is_data(each) and not each.is_symlink())
        elif _is_data(path):
            yield path
        else:
            raise click.UsageError(
                f"“{path}”不是年报文件（〈年份〉.yaml）或机关文件（{AGENCY_FILE}）"
            )


def _is_data(path: Path) -> bool:
    return path.name == AGENCY_FILE or _REPORT_FILE.fullmatch(path.name) is not None


def _format(path: Path, editions: Editions, *, check: bool) -> _Outcome:
    try:
        loaded = _formatted(path.absolute(), editions)
    except NotCanonicalError:
        click.echo(f"{shown(path)}：整理后与原来不完全相同，没有写；请报告这个问题", err=True)
        return _Outcome.BROKEN
    if loaded.value is None:
        print_issues(loaded.issues)
        return _Outcome.BROKEN
    before, after = path.read_bytes(), loaded.value.encode()
    if before == after:
        return _Outcome.SAME
    if check:
        _print_difference(path, before, loaded.value)
    else:
        write_bytes(after, path)
        click.echo(f"整理了 {shown(path)}")
    return _Outcome.CHANGED


def _formatted(path: Path, editions: Editions) -> Loaded[str | None]:
    if path.name == AGENCY_FILE:
        return formatted_agency(path, shown(path))
    body = path.parent / AGENCY_FILE
    agency = load_agency(body, path.parent.name, shown(body))
    if agency.value is None:  # without its name the comment on top cannot be written
        return Loaded(None, agency.issues)
    return formatted_report(path, editions, agency.value, shown(path))


def _print_difference(path: Path, before: bytes, after: str) -> None:
    text = decode(before, shown(path))
    old = text.splitlines() if isinstance(text, str) else []
    name = shown(path)
    lines = list(difflib.unified_diff(old, after.splitlines(), name, name, lineterm=""))
    for line in lines or [f"{name}：只差换行或编码标记"]:
        click.echo(visible(line))


def _tell(counts: Counter[_Outcome], *, check: bool) -> None:
    changed = "要整理" if check else "整理了"
    click.echo(
        f"{changed} {counts[_Outcome.CHANGED]} 个文件；{counts[_Outcome.SAME]} 个已经是统一的写法；"
        f"{counts[_Outcome.BROKEN]} 个有错误，没有动。"
    )
