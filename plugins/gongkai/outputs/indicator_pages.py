"""The pages of the indicators: each with its definition, its figures of all bodies and years.

Bodies stand in order of name and are never ranked: what they are, and what is asked of them,
differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.forms.model import Table
from gongkai.indicators.catalogue import Indicator, Term, builtin_catalogue
from gongkai.indicators.values import FEWEST, Count, NoValue, Rate, Reason, Value, value_of
from gongkai.outputs.check_sheet import SHEET
from gongkai.outputs.coverage import Coverage, all_years, coverage_of
from gongkai.outputs.model import Site, SiteFile, agency_uri, form_uri, href, report_uri
from gongkai.render.chart import MOST_LINES, Line, Point, line_chart
from gongkai.render.html import bullets, element, escape, link, spoken
from gongkai.render.list_table import list_row, list_table
from gongkai.render.markdown import render_page
from gongkai.render.prose import heading
from gongkai.reports.agency import Agency
from gongkai.reports.model import Report

INDICATORS = "indicators/index.md"
_TITLE = "指标"
_ABOUT = "由年报的数算出的件数和比率，各年同一个算法；比率都附分子、分母。"
_MOST_NAMED = 10  # bodies without a report that are named
_SMALL = f"分母不足 {FEWEST} 件的比率标“样本量小”，不宜比较。"
_NONE = "原表未填、分母为 0 或原文数据不一致的，无法计算，不作 0。"


def indicator_uri(indicator: Indicator) -> str:
    """The page of an indicator."""
    return f"indicators/{indicator.id}.md"


def build(site: Site) -> Iterator[SiteFile]:
    """The index and one page for each indicator; only the index where there is no report."""
    yield SiteFile(INDICATORS, _index(site), _TITLE, _TITLE, updated=site.corpus.updated)
    if site.corpus.reports:
        for indicator in builtin_catalogue():
            yield SiteFile(
                indicator_uri(indicator),
                _page(site, indicator),
                indicator.name,
                indicator.name,
                parent=INDICATORS,
                updated=site.corpus.updated,
            )


def _index(site: Site) -> str:
    blocks = [heading(_TITLE, 1, "top"), element("p", _ABOUT)]
    for number, group in enumerate(builtin_catalogue().groups, start=1):
        blocks.append(heading(group.label, 2, f"group-{number}"))
        items = [f"{_named(site, each)}：{escape(each.meaning)}" for each in group.indicators]
        blocks.append(bullets(items, class_="gk-list"))
    return render_page({"title": _TITLE, "description": _ABOUT}, blocks)


def _named(site: Site, indicator: Indicator, source: str = INDICATORS) -> str:
    if not site.corpus.reports:
        return escape(indicator.name)
    return link(indicator.name, href(source, indicator_uri(indicator)))


# --- one indicator ----------------------------------------------------------------------------


def _page(site: Site, indicator: Indicator) -> str:
    values = {
        (report.agency, report.year): value_of(indicator, site.checks.of(report))
        for report in site.corpus.reports
    }
    agencies = sorted(
        (each for each in site.corpus.agencies if site.corpus.reports_of(each.id)),
        key=lambda each: (each.name, each.id),
    )
    summary = f"{indicator.name}：{indicator.meaning}各机关历年的数。"
    return render_page(
        {"title": indicator.name, "description": summary},
        [
            heading(indicator.name, 1, "top"),
            element("p", escape(indicator.meaning), class_="gk-lead"),
            _definition(site, indicator),
            heading("历年", 2, "years"),
            element("p", _coverage(site)),
            _chart(site, indicator, agencies, values),
            _table(site, indicator, agencies, values),
            element("p", f"{_SMALL if indicator.is_rate else ''}{_NONE}", class_="gk-legend"),
        ],
    )


def _definition(site: Site, indicator: Indicator) -> str:
    """The formula with its cells, what not to read into it, and what to see together with it."""
    formula = _sum(site, indicator, indicator.of)
    if indicator.is_rate:
        below = _sum(site, indicator, indicator.over)
        formula = f"{_bracketed(formula, indicator.of)} ÷ {_bracketed(below, indicator.over)}"
    catalogue = builtin_catalogue()
    beside = [each for name in indicator.beside if (each := catalogue.get(name)) is not None]
    pairs = [
        ("算法", formula),
        ("注意", escape(indicator.caveat)),
        ("一并看", "、".join(_named(site, each, indicator_uri(indicator)) for each in beside)),
        ("版本", str(indicator.version)),
    ]
    body = "\n".join(
        element("div", element("dt", name) + element("dd", text)) for name, text in pairs if text
    )
    return element("dl", f"\n{body}\n", class_="gk-facts gk-facts--wide")


def _bracketed(shown: str, terms: tuple[Term, ...]) -> str:
    return f"（{shown}）" if len(terms) > 1 else shown


def _sum(site: Site, indicator: Indicator, terms: Iterable[Term]) -> str:
    uri = indicator_uri(indicator)
    return " ＋ ".join(_term(site, uri, term) for term in terms)


def _term(site: Site, uri: str, term: Term) -> str:
    """The cells of a term by their printed labels, linked to the newest form that has them."""
    for edition in reversed(list(site.corpus.editions)):
        table = edition.table(term.table)
        if table is not None and table.row(term.row) and table.column(term.column):
            target = href(uri, form_uri(edition), f"{table.id}.{term.row}")
            return link(f"{_label(table, term)}{'各项' if term.below else ''}", target)
    return escape(f"{term.table}.{term.row}/{term.column}")


def _label(table: Table, term: Term) -> str:
    """The row's label; in a table whose only row has none, the columns' from the top down."""
    row = table.row(term.row)
    if row is not None and row.label:
        return row.label
    ids = term.column.split(".")
    above = (table.column(".".join(ids[:depth])) for depth in range(1, len(ids) + 1))
    return "·".join(each.label for each in above if each is not None)


def _coverage(site: Site) -> str:
    """How many bodies there are figures of, and who is missing in the newest year."""
    agencies = site.corpus.agencies
    held = sum(bool(site.corpus.reports_of(each.id)) for each in agencies)
    year = site.corpus.years[-1]
    missing = [each.name for each in agencies if coverage_of(site, each)[year] is Coverage.MISSING]
    told = f"{len(agencies)} 个机关中的 {held} 个有年报。"
    if not missing:
        return f"{told}{year} 年度齐全。"
    more = f"等 {len(missing)} 个" if len(missing) > _MOST_NAMED else ""
    return f"{told}{year} 年度缺：{escape('、'.join(missing[:_MOST_NAMED]))}{more}。"


# --- figures ----------------------------------------------------------------------------------

Values = dict[tuple[str, int], Value]


def _chart(site: Site, indicator: Indicator, agencies: list[Agency], values: Values) -> str:
    """The chart, where there are few enough bodies to tell their lines apart."""
    if len(agencies) > MOST_LINES:
        return ""
    lines = [
        Line(
            each.name, tuple(_point(values.get((each.id, year)), year) for year in all_years(site))
        )
        for each in agencies
    ]
    told = [line for line in lines if any(point.value is not None for point in line.points)]
    years = all_years(site)
    span = f"{years[0]}–{years[-1]} 年" if len(years) > 1 else f"{years[0]} 年"
    about = f"{span}，{'、'.join(line.name for line in told)}；数见下表，没有数的年份断开。"
    return line_chart("chart", indicator.name, about, told)


def _point(value: Value | None, year: int) -> Point:
    match value:
        case Count():
            return Point(year, value.value, str(value.value))
        case Rate():
            shown = value.per_hundred
            return Point(year, shown, str(shown), is_weak=value.is_small)
    return Point(year)


def _table(site: Site, indicator: Indicator, agencies: list[Agency], values: Values) -> str:
    years = all_years(site)
    uri = indicator_uri(indicator)
    rows = []
    for agency in agencies:
        cells = [_cell(indicator, site.corpus.report(agency.id, year), values) for year in years]
        name = link(agency.name, href(uri, agency_uri(agency.id)))
        rows.append(list_row(name, cells, css=None))
    columns = ("机关", *(str(year) for year in years))
    return list_table("figures", f"{indicator.name}，各机关历年", columns, rows, css="gov-list")


def _cell(indicator: Indicator, report: Report | None, values: Values) -> str:
    """The value with the way to its first cell; why there is none; a dash without a report."""
    if report is None:
        return f'<span aria-hidden="true">–</span>{spoken("没有年报")}'
    value = values[report.agency, report.year]
    page = report_uri(report)
    source = indicator_uri(indicator)
    if isinstance(value, NoValue):
        anchor = SHEET if value.reason is Reason.CONTRADICTED else ""
        shown = element("small", f"无法计算（{value.reason.value}）")
        return element("a", shown, href=href(source, page, anchor))
    address = href(source, page, str(value.cells[0]))
    return f"{link(shown_value(indicator, value), address)}{_weak(value)}"


def _weak(value: Value) -> str:
    is_small = isinstance(value, Rate) and value.is_small
    return element("small", " 样本量小") if is_small else ""


def shown_value(indicator: Indicator, value: Count | Rate) -> str:
    """A count with its digits; a rate with numerator and denominator: 54.0%（1902/3521）."""
    if isinstance(value, Count):
        return f"{value.value}"
    sign = indicator.unit or "%"
    return f"{value.per_hundred}{sign}（{value.part}/{value.whole}）"
