"""``gongkai import``: documents of offices into data files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import click
from rich.console import Console

from gongkai.cli.formats.import_report import (
    Imported,
    json_text,
    print_outcome,
    print_totals,
    schema,
)
from gongkai.cli.import_checks import check_imported
from gongkai.cli.options import editions_option, schema_option
from gongkai.cli.progress import Progress
from gongkai.cli.writing import make_folder, write_bytes, write_text
from gongkai.forms.loader import load_editions
from gongkai.importers.documents import MOST_BYTES
from gongkai.importers.outcome import (
    KnownAgency,
    Outcome,
    Status,
    Wish,
    import_document,
    refused,
)
from gongkai.reports.agency import AGENCY_ID, load_agency
from gongkai.reports.files import FILE_KINDS, FILES_FOLDER, extension
from gongkai.reports.folder import AGENCY_FILE
from gongkai.reports.loader import LAST_YEAR
from gongkai.reports.tables import FIRST_FORM_YEAR

_STDIN = "-"
_FEW = 4  # documents for which starting other processes is not worth it
_EXIT = {Status.CLEAN: 0, Status.DOUBTFUL: 1, Status.REFUSED: 3}


def _agency_id(_: click.Context, option: click.Parameter, text: str | None) -> str | None:
    if text is not None and not AGENCY_ID.fullmatch(text):
        message = f"“{text}”不能作标识：用小写字母、数字和连字符，至多 64 个字符"
        raise click.BadParameter(message, param=option)
    return text


@click.command("import")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="文件…",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
)
@click.option("--agency", metavar="标识", callback=_agency_id, help="报告是哪个机关的。")
@click.option(
    "--year",
    metavar="年份",
    type=click.IntRange(FIRST_FORM_YEAR, LAST_YEAR),
    help="报告是哪一年的；不写就看文件里的标题。",
)
@click.option(
    "--out",
    metavar="文件夹",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("reports"),
    show_default=True,
    help="年报数据所在的文件夹，写到其中的〈标识〉/〈年份〉.yaml。",
)
@click.option("--url", metavar="网址", help="原文的网址，记在 source 里。")
@click.option("--keep-original", is_flag=True, help="原件也存一份，在网页上供下载。")
@click.option(
    "--report",
    "report_file",
    metavar="文件",
    type=click.Path(dir_okay=False, path_type=Path),
    help="导入情况另写成 JSON。",
)
@click.option("--force", is_flag=True, help="已有的文件也覆盖。")
@editions_option
@schema_option(schema, "--report")
def import_reports(  # noqa: PLR0913 - one parameter an option
    files: tuple[Path, ...],
    agency: str | None,
    year: int | None,
    out: Path,
    url: str | None,
    report_file: Path | None,
    editions_dirs: tuple[Path, ...],
    *,
    keep_original: bool,
    force: bool,
) -> None:
    """把 Word、网页、文本、Excel、PDF 里的年报读成数据文件。

    按表里的文字认行和列，不看位置。看不准的格一律留空，并列出：在原件的哪里、是哪一格、印的是什么、
    为什么看不准。已有的文件不改，除非写 --force。写好后接着核对勾稽关系。

    \b
    能读：.docx .html .htm .txt .md .xlsx .pdf（须有文字层）；
          .doc（须装有 LibreOffice）；- 是标准输入的文字

    \b
    例：
      gongkai import 2023年报.docx --agency pingtan
      gongkai import 网页.html --agency pingtan --keep-original
      gongkai import 下载/*.html --report 导入情况.json
      pbpaste | gongkai import - --agency pingtan --year 2023

    退出码：0 全部读准；1 有看不准的格或核对不通过；2 命令写得不对，或写不了；3 有文件不能导入。
    """
    wish = Wish(
        load_editions(editions_dirs).value,
        tuple(_known(out)),
        agency,
        year,
        _address(url),
        keep_original,
    )
    imported = [
        _written(outcome, path, out, force=force)
        for outcome, path in zip(_outcomes(files, wish), files, strict=True)
    ]
    checked = check_imported(imported, out, wish.editions)
    console = Console()
    for each in checked:
        print_outcome(each, console)
    print_totals(checked, console)
    if report_file is not None:
        write_text(json_text(checked), report_file)
    sys.exit(max((_EXIT[each.status] for each in checked), default=0))


def _address(url: str | None) -> str | None:
    if url is not None and not url.startswith(("http://", "https://")):
        raise click.UsageError(f"“{url}”不是网址：以 https:// 开头")
    return url


def _known(out: Path) -> Iterator[KnownAgency]:
    """The bodies of the project with all their names."""
    for path in sorted(out.glob(f"*/{AGENCY_FILE}")):
        agency = load_agency(path, path.parent.name, path.as_posix()).value
        if agency is not None:
            former = (each.name for each in agency.former_names)
            yield KnownAgency(agency.id, (agency.name, *agency.aliases, *former))


# --- reading --------------------------------------------------------------------------------------


def _outcomes(files: Sequence[Path], wish: Wish) -> list[Outcome]:
    """What each document gives, in their order; many are read on all cores."""
    read = partial(read_file, wish=wish)
    if len(files) <= _FEW or Path(_STDIN) in files:
        return [read(path) for path in files]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        futures = [pool.submit(read, path) for path in files]
        return [
            _result(future, path)
            for future, path in zip(Progress("导入")(futures), files, strict=True)
        ]


def _result(future: Future[Outcome], path: Path) -> Outcome:
    """What a process gave back; one that died is no reason to lose the others."""
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, BrokenProcessPool):
        return refused(path.name, "读这批文件的进程中断了，可能内存不够", "分开导入")
    raise error


def read_file(path: Path, wish: Wish) -> Outcome:
    """What one file gives."""
    name = "标准输入.txt" if path == Path(_STDIN) else path.name
    try:
        data = sys.stdin.buffer.read(MOST_BYTES + 1) if path == Path(_STDIN) else _bytes(path)
    except OSError as error:
        return refused(name, f"打不开（{error.strerror}）")
    return import_document(data, name, wish)


def _bytes(path: Path) -> bytes:
    """A file as far as it may be long."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


# --- writing --------------------------------------------------------------------------------------


def _written(outcome: Outcome, path: Path, out: Path, *, force: bool) -> Imported:
    """The outcome with its files in their places; nothing is written of what is refused."""
    if outcome.status is Status.REFUSED:
        return Imported(path, outcome)
    target = out / outcome.agency / f"{outcome.year}.yaml"
    original = target.parent / FILES_FOLDER / outcome.original if outcome.original else None
    message, hint = _in_the_way(target, original, force=force)
    if message:
        refusal = replace(outcome, status=Status.REFUSED, message=message, hint=hint, yaml="")
        return Imported(path, refusal)
    make_folder((original or target).parent)
    if original is not None and path != Path(_STDIN):
        write_bytes(_bytes(path), original)
    write_text(outcome.yaml, target)
    return Imported(path, outcome, target)


def _in_the_way(target: Path, original: Path | None, *, force: bool) -> tuple[str, str]:
    """Why a report cannot be written, and what to do."""
    if original is not None and extension(original.name) not in FILE_KINDS:
        return f"原件是 .{extension(original.name)}，不能供下载", "去掉 --keep-original"
    taken = [str(path) for path in (target, original) if path is not None and os.path.lexists(path)]
    if taken and not force:
        return f"已有 {'、'.join(taken)}", "要覆盖就加 --force"
    return "", ""
