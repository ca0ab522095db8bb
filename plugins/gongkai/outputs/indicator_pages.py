"""The pages of the indicators: each with its definition, its figures of all bodies and years.

Bodies stand in order of name and are never ranked: what they are, and what is asked of them,
differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gongkai.forms.model import FormEdition, Table
from gongkai.forms.series import label_path
from gongkai.indicators.catalogue import Indicator, Term, builtin_catalogue
from gongkai.indicators.values import FEWEST, IndicatorSeries
from gongkai.outputs.coverage import all_years, is_missing
from gongkai.outputs.family_figures import family_figures
from gongkai.outputs.indicator_families import family_blocks
from gongkai.outputs.indicator_values import FIGURES, Figures, break_note, figures_chart
from gongkai.outputs.model import Site, SiteFile, agency_uri, form_uri, href
from gongkai.outputs.name_filter import with_filter
from gongkai.render.html import bullets, element, escape, link
from gongkai.render.list_table import list_row, list_table
from gongkai.render.markdown import render_page
from gongkai.render.prose import heading
from gongkai.reports.agency import Agency

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
    agencies = sorted(
        (each for each in site.corpus.agencies if site.corpus.reports_of(each.id)),
        key=lambda each: (each.name, each.id),
    )
    uri = indicator_uri(indicator)
    figures: Sequence[Figures]
    if indicator.is_family:
        family = family_figures(site, indicator)
        figures = [part.counts for part in family.parts]
        shown = family_blocks(site, uri, indicator, family, agencies)
    else:
        figures = [Figures.of(site, IndicatorSeries(indicator, site.corpus.editions))]
        shown = _figure_blocks(site, uri, figures[0], agencies)
    summary = f"{indicator.name}：{indicator.meaning}各机关历年的数。"
    return render_page(
        {"title": indicator.name, "description": summary},
        [
            heading(indicator.name, 1, "top"),
            element("p", escape(indicator.meaning), class_="gk-lead"),
            _definition(site, indicator),
            heading("历年", 2, "years"),
            element("p", _coverage(site, figures)),
            *shown,
            break_note(site, figures),
            element("p", _legend(indicator), class_="gk-legend"),
        ],
    )


def _legend(indicator: Indicator) -> str:
    if indicator.measure is not None:
        return "点各项到该年年报的校验单。"
    return f"{_SMALL if indicator.is_rate else ''}{_NONE}"


def _definition(site: Site, indicator: Indicator) -> str:
    """The formula with its cells, what not to read into it, and what to see together with it."""
    catalogue = builtin_catalogue()
    beside = [each for name in indicator.beside if (each := catalogue.get(name)) is not None]
    pairs = [
        ("算法", _formula(site, indicator)),
        ("注意", escape(indicator.caveat)),
        ("一并看", "、".join(_named(site, each, indicator_uri(indicator)) for each in beside)),
        ("版本", str(indicator.version)),
    ]
    body = "\n".join(
        element("div", element("dt", name) + element("dd", text)) for name, text in pairs if text
    )
    return element("dl", f"\n{body}\n", class_="gk-facts gk-facts--wide")


def _formula(site: Site, indicator: Indicator) -> str:
    if indicator.measure is not None:
        return "由本站按年报算出，见各年年报的校验单"
    parts = indicator.each or indicator.of
    formula = _sum(site, indicator, parts, "、" if indicator.is_family else " ＋ ")
    if indicator.less_last_year:
        formula += f" － 上年年报的{_sum(site, indicator, indicator.less_last_year)}"
    if not indicator.is_rate:
        return formula
    below = _sum(site, indicator, indicator.over)
    return f"{_bracketed(formula, parts)} ÷ {_bracketed(below, indicator.over)}"


def _bracketed(shown: str, terms: tuple[Term, ...]) -> str:
    return f"（{shown}）" if len(terms) > 1 else shown


def _sum(site: Site, indicator: Indicator, terms: Iterable[Term], sign: str = " ＋ ") -> str:
    uri = indicator_uri(indicator)
    return sign.join(dict.fromkeys(_term(site, uri, term) for term in terms))


def _term(site: Site, uri: str, term: Term) -> str:
    """The cells of a term by their printed labels, linked to the newest form that has them."""
    for edition in reversed(list(site.corpus.editions)):
        table = edition.table(term.table)
        if table is None or not _is_in(table, term):
            continue
        anchor = f"{table.id}.{term.row}" if term.row else f"{table.id}.region"
        many = "各项" if term.below or term.across else ""
        return link(f"{_label(edition, table, term)}{many}", href(uri, form_uri(edition), anchor))
    return escape(f"{term.table}.{term.row}/{term.column}")


def _is_in(table: Table, term: Term) -> bool:
    """Whether a table has the row and the column of a term; an empty one is all there are."""
    has_row = not term.row or table.row(term.row) is not None
    return has_row and (not term.column or table.column(term.column) is not None)


def _label(edition: FormEdition, table: Table, term: Term) -> str:
    """The row's label and the column's; that of a total is left out, and that of all rows."""
    row = label_path(table.rows, term.row)[-1:] if term.row else (table.caption or "",)
    column = label_path(table.columns, term.column) if term.column else ()
    if term.column == edition.total_column(table) and any(row):
        column = ()
    return "·".join(filter(None, (*row, *column)))


def _coverage(site: Site, figures: Sequence[Figures]) -> str:
    """Of how many bodies there are figures, and who is missing in the newest year."""
    agencies = site.corpus.agencies
    held = set[str]().union(*(each.holders for each in figures))
    year = site.corpus.years[-1]
    missing = [each.name for each in agencies if is_missing(site, each, year)]
    told = f"{len(agencies)} 个机关中的 {len(held)} 个有此项的数。"
    if not missing:
        return f"{told}{year} 年度年报齐全。"
    more = f"等 {len(missing)} 个" if len(missing) > _MOST_NAMED else ""
    return f"{told}{year} 年度缺年报：{escape('、'.join(missing[:_MOST_NAMED]))}{more}。"


# --- figures ----------------------------------------------------------------------------------


def _figure_blocks(site: Site, uri: str, figures: Figures, agencies: list[Agency]) -> Iterator[str]:
    yield figures_chart(site, "chart", figures, agencies)
    yield _table(site, uri, figures, agencies)


def _table(site: Site, uri: str, figures: Figures, agencies: list[Agency]) -> str:
    years = all_years(site)
    rows = [
        list_row(
            link(agency.name, href(uri, agency_uri(agency.id))),
            (figures.cell(uri, site.corpus.report(agency.id, year)) for year in years),
            css=None,
        )
        for agency in agencies
    ]
    columns = ("机关", *(str(year) for year in years))
    caption = f"{figures.indicator.name}，各机关历年"
    table = list_table("figures", caption, columns, rows, css=FIGURES)
    return with_filter(uri, table, len(rows))
