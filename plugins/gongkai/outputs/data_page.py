"""The page of all downloads: which files there are, how to read them, what their columns mean."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.outputs.data_package import CSVW, PACKAGE, dataset
from gongkai.outputs.downloads import (
    AGENCIES_JSON,
    CHECKSUMS,
    DATA,
    FORMATS,
    MANIFEST,
    REPORTS_JSON,
    SCHEMA,
    agency_file,
    corpus_file,
    report_file,
    year_file,
)
from gongkai.outputs.long_table import COLUMNS
from gongkai.outputs.model import FORMS, Site, SiteFile, href
from gongkai.outputs.page_tags import ColumnType, column_tags
from gongkai.outputs.xlsx_files import corpus_workbooks
from gongkai.render.html import bullets, element, escape, link
from gongkai.render.list_table import list_row, list_table
from gongkai.render.markdown import render_page
from gongkai.render.prose import heading

_TITLE = "数据"
_SUMMARY = "全部年报的统计数据，逐格一行，供下载和程序使用；内容与网页相同，网址不变。"
_SAFE = (
    "CSV 供表格软件和统计软件使用：UTF-8 编码（带 BOM），第一行是字段名。"
    "文字以 = + - @ 或制表符等开头的，前面加一个英文单引号，以免被表格软件当作公式；数不加。"
    "XLSX 和 JSON 照原样，不加。"
)
_XLSX = "XLSX 供翻阅和制表：每张统计表一个工作表，读法写在第一个工作表“说明”里。"
_JSON = "JSON 里的整数写作数字，带小数的写作文字，数位照原样，不用浮点数。每份年报一个文件，写法见"
_BLANK = "value 为空就是没有数，不是 0；为什么没有，见 state。合计时请先看有哪些格没有数。"
_PYTHON = (
    'import pandas as pd\nd = pd.read_csv("{url}", encoding="utf-8-sig", dtype={{"value": str}})'
)
_R = 'd <- readr::read_csv("{url}", col_types = readr::cols(.default = "c"))'
_EXCEL = "数据 → 获取数据 → 自网站 → {url}"


def build(site: Site) -> Iterator[SiteFile]:
    """One page."""
    yield SiteFile(DATA, _page(site), _TITLE, _TITLE, updated=site.corpus.updated)


def _page(site: Site) -> str:
    blocks = [heading(_TITLE, 1, "top"), element("p", _SUMMARY)]
    if site.corpus.reports:
        blocks += [*_whole(site), *_parts(site), *_reading(site)]
    else:
        blocks.append(element("p", "还没有年报。"))
    blocks += [*_columns(), *_described(site)]
    tags = column_tags(site, _TITLE, _SUMMARY, ColumnType.DATA)
    return render_page({"title": _TITLE, "description": _SUMMARY, **tags}, blocks)


def _whole(site: Site) -> Iterator[str]:
    """The files that hold everything."""
    yield heading("全部数据", 2, "all")
    offered = []
    if site.has(FORMATS["csv"]):
        offered += [
            (corpus_file("csv"), "CSV", "全部年报，逐格一行"),
            (PACKAGE, "Data Package", "CSV 的字段、类型和校验和，供程序使用"),
            (CSVW, "CSVW", "同上，W3C 的写法"),
        ]
    if site.has(FORMATS["xlsx"]):
        what = "全部年报，每张统计表一个工作表，印出的一行为一行"
        offered += [(uri, "XLSX", what) for uri in corpus_workbooks(site)]
    if site.has("parquet_file"):
        offered.append((corpus_file("parquet"), "Parquet", "全部年报，逐格一行，各栏有类型"))
    if site.has(FORMATS["json"]):
        offered += [
            (corpus_file("jsonl"), "JSON Lines", "全部年报，一行一格"),
            (REPORTS_JSON, "JSON", "年报目录：每份的网页和数据文件"),
            (AGENCIES_JSON, "JSON", "机关目录：名称、地区、有年报的年份"),
        ]
    if site.has("manifest"):
        what = "每份年报的数据、网页和下载文件，各有 SHA-256，供程序核对"
        offered.append((MANIFEST, "清单", what))
    if site.has("checksums"):
        what = "本站全部文件的 SHA-256；下载全站后在其文件夹里可用 sha256sum -c SHA256SUMS 核对"
        offered.append((CHECKSUMS, "校验和", what))
    yield bullets(
        [
            f"{link(uri.rpartition('/')[2], href(DATA, uri))}（{kind}）：{what}"
            for uri, kind, what in offered
        ],
        class_="gk-list",
    )


def _parts(site: Site) -> Iterator[str]:
    """Where the files of one report, body and year stand, with an example each."""
    newest = site.corpus.reports[-1]
    examples = (
        ("一份年报", report_file(newest.agency, newest.year, "{}")),
        ("一个机关", agency_file(newest.agency, "{}")),
        ("一个年份", year_file(newest.year, "{}")),
    )
    formats = [name for name, output in FORMATS.items() if site.has(output)]
    yield heading("部分数据", 2, "parts")
    yield element("p", "每份年报、每个机关、每个年份的网页上都有下载链接，网址照此类推：")
    yield bullets(
        [
            f"{name}：" + "、".join(link(uri.format(f), href(DATA, uri.format(f))) for f in formats)
            for name, uri in examples
        ]
    )


def _reading(site: Site) -> Iterator[str]:
    """How programs read the files: a line of code each."""
    yield heading("怎样读取", 2, "reading")
    if site.has(FORMATS["csv"]):
        yield element("p", _SAFE)
        url = f"{(site.address or '').rstrip('/')}/{corpus_file('csv')}"
        for name, code in (("Python", _PYTHON), ("R", _R), ("Excel", _EXCEL)):
            shown = element("code", escape(code.format(url=url)))
            yield f"{element('p', element('b', name))}\n{element('pre', shown, tabindex=0)}"
    if site.has(FORMATS["xlsx"]):
        yield element("p", _XLSX)
    if site.has(FORMATS["json"]):
        schema = link("JSON Schema", href(DATA, SCHEMA))
        yield element("p", f"{_JSON}{schema}。")


def _described(site: Site) -> Iterator[str]:
    """What search engines for data read; only where the site knows its own address."""
    if site.address and site.corpus.reports and site.has(FORMATS["csv"]):
        yield element("script", dataset(site), type="application/ld+json")


def _columns() -> Iterator[str]:
    """The dictionary of the long table."""
    yield heading("字段说明", 2, "columns")
    forms = link("表式", href(DATA, FORMS))
    yield element("p", f"{_BLANK}各格的地址和名称见{forms}。")
    rows = [
        list_row(
            element("code", column.name),
            (
                escape(column.title),
                escape(column.meaning),
                "" if column.is_required else "可以为空",
            ),
        )
        for column in COLUMNS
    ]
    yield list_table("columns", "各字段的含义", ("字段", "名称", "含义", "空"), rows)
