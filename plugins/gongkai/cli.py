"""The command line: ``gongkai check`` and ``gongkai build``. It prints; everything else returns."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track as rich_track
from rich.text import Text

from gongkai.build import Settings, build_site, check_site
from gongkai.checks.book import CheckBook
from gongkai.checks.model import Outcome
from gongkai.issues import Issue, Severity
from gongkai.outputs import OUTPUTS
from gongkai.outputs.model import Mode, SiteFile

# Says that a folder was written by us and may be replaced.
_MARK = ".gongkai-build"

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}
_OUTCOMES = {
    Outcome.HOLDS: "成立",
    Outcome.NOT_EVALUATED: "未能判断",
    Outcome.FAILS: "不成立",
}
_NAMES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.HINT: "提示"}


def _existing_folder(_: click.Context, option: click.Parameter, path: Path) -> Path:
    """The folder, or a message that says where to stand."""
    if not path.is_dir():
        message = (
            f"没有文件夹“{path}”。在项目文件夹（放 mkdocs.yml 的那一层）里运行，或写明 --reports"
        )
        raise click.BadParameter(message, param=option)
    return path


_REPORTS = click.option(
    "--reports",
    "reports_dir",
    type=click.Path(path_type=Path),
    callback=_existing_folder,
    default=Path("reports"),
    show_default=True,
    help="年报数据所在的文件夹。",
)
_EDITIONS = click.option(
    "--editions",
    "editions_dirs",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    help="另有表式文件的文件夹，可写多次。",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gongkai", message="gongkai %(version)s")
def main() -> None:
    """政府信息公开工作年度报告：由 YAML 数据到可检索的公开网站。

    \b
    常用：
      gongkai check                     核对 reports/ 里的全部数据
      gongkai check reports/pingtan     只看一个机关的问题
      gongkai build --out 文件夹        把全部页面写成 Markdown 文件
    """


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@_REPORTS
@_EDITIONS
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
    progress = _Progress("读取年报")
    settings = Settings(reports_dir, Path.cwd(), editions_dirs, drafts=True)
    site = check_site(settings, progress)
    issues = [issue for issue in site.issues if _is_below(issue, paths)]
    _print_issues(issues)
    _print_tally(site.book)
    _print_summary(issues, progress.count)
    sys.exit(1 if _fails(issues, strict=strict) else 0)


@main.command()
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="写到哪个文件夹；须不存在、为空，或是上一次的输出。",
)
@_REPORTS
@_EDITIONS
@click.option(
    "--docs",
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
@click.option("--address", help="网站的网址，用于引用格式。")
@click.option(
    "--output", "outputs", multiple=True, type=click.Choice(list(OUTPUTS)), help="只生成这几种。"
)
def build(  # noqa: PLR0913 - one parameter an option
    out: Path,
    reports_dir: Path,
    editions_dirs: tuple[Path, ...],
    docs: Path | None,
    mode: str,
    address: str | None,
    outputs: tuple[str, ...],
) -> None:
    """把全部页面写成 Markdown 文件，供任何能读 Markdown 的建站工具使用。

    数据有错误时什么也不写。退出码：0 写好了；1 数据有错误；2 命令写得不对。
    """
    settings = Settings(
        reports_dir=reports_dir,
        root=Path.cwd(),
        editions_dirs=editions_dirs,
        mode=Mode(mode),
        outputs=outputs or None,
        address=address,
    )
    progress = _Progress("读取年报")
    site = build_site(settings, progress)
    _print_issues(site.issues)
    if _fails(site.issues, strict=False):
        _print_summary(site.issues, progress.count)
        sys.exit(1)
    write_files(site.files, out, docs)
    click.echo(f"写好 {len(site.files)} 个文件：{out}")


# --- writing ----------------------------------------------------------------------------------


def write_files(files: Iterable[SiteFile], out: Path, docs: Path | None = None) -> None:
    """Puts the site's files into ``out``, all or nothing: it is filled aside and then renamed."""
    if out.exists() and any(out.iterdir()) and not (out / _MARK).is_file():
        raise click.ClickException(f"{out} 里有别的文件，换一个空的文件夹")
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as folder:
        aside = Path(folder) / "new"
        if docs is None:
            aside.mkdir()
        else:
            shutil.copytree(docs, aside)
        for file in files:
            _write_file(file, aside / file.uri)
        (aside / _MARK).write_text("gongkai build\n", encoding="utf-8")
        if out.exists():
            out.rename(Path(folder) / "old")
        aside.rename(out)


def _write_file(file: SiteFile, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(file.content, Path):
        shutil.copyfile(file.content, path)
    else:
        path.write_text(file.content, encoding="utf-8", newline="\n")


# --- printing ---------------------------------------------------------------------------------


class _Progress:
    """A bar on a terminal, one plain line where the output is piped."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.count = 0

    def __call__(self, paths: Sequence[Path]) -> Iterable[Path]:
        self.count = len(paths)
        console = Console(stderr=True)
        if console.is_terminal:
            return rich_track(paths, self.what, console=console, transient=True)
        click.echo(f"{self.what}：{len(paths)} 个文件", err=True)
        return paths


def _is_below(issue: Issue, paths: tuple[Path, ...]) -> bool:
    """Whether an issue stands in one of the paths; all do where none are named."""
    place = Path(issue.location.path).resolve()
    return not paths or any(place.is_relative_to(path.resolve()) for path in paths)


def _print_issues(issues: Iterable[Issue]) -> None:
    """One line an issue, sorted by place; colours on a terminal only."""
    console = Console(soft_wrap=True, highlight=False)
    for issue in sorted(issues, key=lambda each: (each.location, each.code)):
        line = Text(str(issue))
        line.stylize("bold", 0, len(str(issue.location)))
        start = len(str(issue.location)) + 2
        line.stylize(_COLOURS[issue.severity], start, start + len(issue.code))
        console.print(line)


def _print_summary(issues: Iterable[Issue], files: int) -> None:
    counts = Counter(issue.severity for issue in issues)
    shown = "、".join(f"{counts[each]} 处{_NAMES[each]}" for each in Severity)
    click.echo(f"核对了 {files} 份年报：{shown}。")


def _print_tally(book: CheckBook) -> None:
    """How the identities of the form came out, over all reports."""
    tally = book.tally()
    if not tally:
        return
    shown = "，".join(f"{name} {tally[outcome]}" for outcome, name in _OUTCOMES.items())
    explained = f"（已说明 {book.explained()}）" if book.explained() else ""
    click.echo(f"表内勾稽关系 {tally.total()} 处：{shown}{explained}。")


def _fails(issues: Iterable[Issue], *, strict: bool) -> bool:
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(issue.severity in bad for issue in issues)
