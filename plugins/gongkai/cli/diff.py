"""``gongkai diff``: what citizens will see change between two states of the data."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path, PurePosixPath

import click
from rich.console import Console

from gongkai.checks.problems import Problem
from gongkai.cli.formats.diff_github import annotation_lines
from gongkai.cli.formats.diff_json import json_text, schema
from gongkai.cli.formats.diff_markdown import markdown
from gongkai.cli.formats.problem_lines import ProblemPrinter
from gongkai.cli.formats.sources import Sources
from gongkai.cli.options import schema_option
from gongkai.cli.states import Project, Source, fork_point, load_state, source_of, working_tree
from gongkai.cli.writing import append_text, echo_utf8, write_text
from gongkai.comparison.compare import compare
from gongkai.comparison.model import Comparison

DIFF_FORMATS: dict[str, Callable[[Comparison], str]] = {
    "markdown": markdown,
    "json": json_text,
}
_GITHUB = "github"
FORMAT_NAMES = (*DIFF_FORMATS, _GITHUB)


def _relative(
    _: click.Context, option: click.Parameter, value: Path | tuple[Path, ...]
) -> PurePosixPath | tuple[PurePosixPath, ...]:
    """Folders inside the project: a revision has no others."""
    paths = value if isinstance(value, tuple) else (value,)
    for path in paths:
        if path.is_absolute() or ".." in path.parts:
            raise click.BadParameter(f"“{path}”要从项目文件夹算起", param=option)
    found = tuple(PurePosixPath(path.as_posix()) for path in paths)
    return found if isinstance(value, tuple) else found[0]


@click.command()
@click.argument("base", required=False, metavar="[原来的]")
@click.argument("head", required=False, metavar="[现在的]")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMAT_NAMES),
    default="markdown",
    help="写成什么：markdown 给人看，可作评论（默认）；json 给程序；github 给 GitHub Actions。",
)
@click.option(
    "--output",
    metavar="文件",
    type=click.Path(dir_okay=False, path_type=Path),
    help="写到文件里（UTF-8），不写到标准输出。",
)
@click.option(
    "--require-corrections",
    is_flag=True,
    help="已公布的数改了而没有更正记录，或已公布的年报不见了而没有标明撤回，算不通过。",
)
@click.option("--no-links", is_flag=True, help="不比较网址：年报很多时快得多。")
@click.option(
    "--reports",
    "reports_dir",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    callback=_relative,
    default=Path("reports"),
    show_default=True,
    help="年报数据所在的文件夹，从项目文件夹算起。",
)
@click.option(
    "--editions",
    "editions_dirs",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    callback=_relative,
    multiple=True,
    help="另有表式文件的文件夹，从项目文件夹算起，可写多次。",
)
@schema_option(schema)
def diff(  # noqa: PLR0913 - one parameter an option
    base: str | None,
    head: str | None,
    form: str,
    output: Path | None,
    reports_dir: PurePosixPath,
    editions_dirs: tuple[PurePosixPath, ...],
    *,
    require_corrections: bool,
    no_links: bool,
) -> None:
    """比较数据的两个状态：公众将看到哪些变化。

    先说增加、不再公布、改动了几份年报，再逐份列出：哪一格由多少改为多少，哪一部分的
    正文改了多少字，公布日期、来源等，校验结果的变化，新加的更正；还有机关的变化，
    和会失效的网址。草稿公众看不到，只计数。

    状态是 git 版本（提交、分支、标签），或放 mkdocs.yml 的文件夹。不写“现在的”就是
    工作区，不论提交与否；不写“原来的”就是当前分支离开 main 的那一处。只读 git，不动
    工作区；在仓库的哪个文件夹里运行都行。

    \b
    例：
      gongkai diff                      这个分支改了什么
      gongkai diff HEAD                 还没有提交的改动
      gongkai diff v1.0 v1.1            两个版本之间
      gongkai diff ../old .             两个文件夹之间
      gongkai diff --require-corrections origin/main
      gongkai diff --format json --output diff.json

    退出码：0 比较好了；1 加了 --require-corrections，而有改动没有记录；2 命令写得不对，
    没有这个版本，或读写不了。
    """
    if output is not None and form == _GITHUB:
        raise click.UsageError("github 的注解只能写到标准输出，不能用 --output")
    project = Project.around(Path.cwd(), reports_dir, editions_dirs)
    before = source_of(project, base) if base is not None else fork_point(project)
    after = source_of(project, head) if head is not None else working_tree(project)
    with ExitStack() as stack:
        roots = [stack.enter_context(source.opened(project)) for source in (before, after)]
        comparison = _compared(project, (before, after), roots, with_pages=not no_links)
        if form == _GITHUB:
            _annotate(comparison, project.root)
        else:
            _tell(DIFF_FORMATS[form](comparison), output)
        if require_corrections and comparison.lacking:
            _tell_lacking(comparison, roots[1])
            sys.exit(1)


def _compared(
    project: Project, sources: tuple[Source, Source], roots: list[Path], *, with_pages: bool
) -> Comparison:
    """Both states read, and compared. What is costly to make and alike in both is made once."""
    with tempfile.TemporaryDirectory(prefix="gongkai-diff-") as cache:
        before, after = (
            load_state(project, source, root, Path(cache), with_pages=with_pages)
            for source, root in zip(sources, roots, strict=True)
        )
        return compare(before, after)


def _tell(text: str, output: Path | None) -> None:
    """Writes the comparison where it is wanted, in UTF-8 whatever the locale."""
    if output is None:
        echo_utf8(text)
    else:
        write_text(text, output)


def _annotate(comparison: Comparison, root: Path) -> None:
    """Annotations on standard output, everything else in the summary of the job."""
    echo_utf8(annotation_lines(comparison, root))
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        append_text(markdown(comparison), Path(summary))


def _tell_lacking(comparison: Comparison, root: Path) -> None:
    """Every change without a record, with its place in the file."""
    printer = ProblemPrinter(Console(stderr=True), Sources(root))
    for issue in comparison.lacking:
        printer.print(Problem(issue, (issue,)))
    click.echo(f"没有记录的改动 {len(comparison.lacking)} 处。未通过。", err=True)
