"""``gongkai new``: a report to fill in, with what last year's report says for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from gongkai.checks.publication import deadline_of
from gongkai.cli.bodies import read_body, read_editions, read_report, report_path
from gongkai.cli.options import editions_option, reports_option
from gongkai.cli.schema import SCHEMAS, keep_schema, schema_name
from gongkai.cli.writing import write_new
from gongkai.forms.model import FormEdition
from gongkai.reports.agency import KIND_LABELS, Agency
from gongkai.reports.loader import LAST_YEAR
from gongkai.reports.model import Report
from gongkai.reports.tables import FIRST_FORM_YEAR
from gongkai.scaffold.report import NewReport, new_report


@click.command()
@click.argument("agency_id", metavar="机关")
@click.argument("year", metavar="年份", type=click.IntRange(FIRST_FORM_YEAR, LAST_YEAR))
@reports_option
@editions_option
def new(agency_id: str, year: int, reports_dir: Path, editions_dirs: tuple[Path, ...]) -> None:
    """新建一份待填的年报：当年的表式，每行注有中文行名；再列出还要做什么、何时公布。

    表式规定与上年相同的格（如“上年结转”就是上年的“结转下年度”），从上年年报转来，行末
    注明出处；上年空着的、不是数的不转。此外每一格都空着：空不是 0。年报是草稿，不会发布。

    已有的年报不改。另在 reports/ 旁边的 .gongkai/ 里写好这版表式的 JSON Schema，编辑器照它补全和
    说明，见 gongkai schema。机关写它的标识，就是 reports/ 里文件夹的名称。

    \b
    例：
      gongkai new pingtan 2026
      gongkai new my-bureau 2024 --reports 数据

    退出码：0 写好了；1 已有这份年报，或上年年报、机关文件有错误；2 命令写得不对，没有这个机关，
    或写不了。
    """
    editions = read_editions(editions_dirs)
    form = editions.for_year(year)
    if form is None:
        raise LookupError(year)
    agency = read_body(reports_dir, agency_id)
    last = read_report(reports_dir, agency_id, year - 1, editions)
    made = new_report(form, year, agency.name, last, schema=f"../../{SCHEMAS}/{schema_name(form)}")
    path = report_path(reports_dir, agency_id, year)
    write_new({path.name: made.text}, path.parent)
    keep_schema(form, reports_dir.absolute().parent)
    click.echo(f"写好了 {path}（{form.id} 版表式）。")
    click.echo("\n还要做：")
    for number, line in enumerate(_to_do(form, year, made, last), start=1):
        click.echo(f"{number:>3}. {line}")
    click.echo(f"\n{_deadline(agency, year)}")


def _to_do(form: FormEdition, year: int, made: NewReport, last: Report | None) -> Iterator[str]:
    yield from _figures(form, year, made, last)
    for joint in made.joints:
        yield f"留意跨年衔接：{joint.label}。上年：{'、'.join(joint.figures)}。"
    prose = "；".join(section.label for section in form.sections if not section.tables)
    yield f"写正文：{prose}。"
    yield "写公布日期（published）、落款（signed）、来源（source）；没有的不写。"
    yield "运行 gongkai check，改到没有错误和警告；填好以后删去 status: draft 一行。"


def _figures(form: FormEdition, year: int, made: NewReport, last: Report | None) -> Iterator[str]:
    """What is to be filled in, and where last year's figures have gone."""
    blank = sum(1 for _ in form.addresses()) - len(made.carried)
    yield f"填 {len(form.tables)} 张表的 {blank} 格：{_by_section(form, made)}。"
    if made.carried:
        sources = "、".join(dict.fromkeys(f"“{each.source}”" for each in made.carried))
        yield f"核对从 {year - 1} 年年报转来的 {len(made.carried)} 格（上年的{sources}）。"
    elif last is None:
        yield f"没有 {year - 1} 年年报，与上年相同的格没有转来，照原文填。"


def _by_section(form: FormEdition, made: NewReport) -> str:
    known = {each.address for each in made.carried}
    counts = [
        (section.label, sum(address not in known for address in table_addresses))
        for section in form.sections
        if (table_addresses := list(_addresses(form, section.tables)))
    ]
    return "；".join(f"{label} {count} 格" for label, count in counts)


def _addresses(form: FormEdition, tables: tuple[str, ...]) -> Iterator[object]:
    for table in form.tables:
        if table.id in tables:
            yield from table.addresses()


def _deadline(agency: Agency, year: int) -> str:
    """By which day the law wants the report to be public."""
    day = deadline_of(agency, year)
    kind = KIND_LABELS[agency.kind]
    if day is None:
        return f"公布期限：《政府信息公开条例》对{kind}没有规定，以主管部门的通知为准。"
    return (
        f"公布期限：{day.year} 年 {day.month} 月 {day.day} 日"
        f"（《政府信息公开条例》第四十九条，{kind}）；本地另有更早要求的从其要求。"
    )
