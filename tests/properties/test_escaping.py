"""Text from data reaches a page as text, whatever it says: through Markdown and a real parser."""

from __future__ import annotations

import html
import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import markdown
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.meta import get_data
from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.checks.book import CheckBook, ReportChecks
from gongkai.checks.model import Basis, CheckResult, Outcome, Rule
from gongkai.corpus import Corpus, load_corpus
from gongkai.forms.model import CellAddress
from gongkai.issues import Severity
from gongkai.mkdocs_adapter.direct import DirectWriter, direct_writer
from gongkai.outputs import OUTPUTS
from gongkai.outputs.model import Site
from gongkai.render.markdown import read_front
from gongkai.reports.agency import Agency, AgencyKind, Contact, FormerName, Region
from gongkai.reports.cells import text_cell
from gongkai.reports.model import (
    Attachment,
    Cell,
    CellState,
    Discrepancy,
    ExtraTable,
    Narrative,
    Note,
    Report,
    Signature,
    Source,
    frozen,
)
from tests import strategies
from tests.golden.test_pages import CORPUS, small_editions
from tests.html_reading import attribute, by_id, classes, parse, seen, squeezed
from tests.site.building import CONFIG

# Every example is a small site, made twice.
sites = settings(max_examples=40)

# --- texts ------------------------------------------------------------------------------------

# What Markdown, its extensions, template engines and browsers look for.
HOSTILE = (
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</p></td></table>", "<!--"),
    *("-->", "<b>a</b>", "<a href='x'>a</a>", "<details>", "<br>", "</", "<", ">", "&", "&amp;"),
    *("&#60;b&#62;", "&lt;script&gt;", "&nbsp;", "&zwnj", "]]>", "<![CDATA[x]]>", "<?php ?>"),
    *("<!DOCTYPE x>", "'\">", "[x](javascript:alert(1))", "![x](y)", "[x]: javascript:x"),
    *("[x][y]", "<https://a.cn>", "[^1]", "[^1]: x", "*a*", "**a**", "_a_", "`a`", "``", "# a"),
    *("## a", "a\n===", "a\n---", "---", "***", "1. a", "- a", "+ a", "* a", "> a", "    a", "\ta"),
    *("| a | b |", "a | b\n--|--", ":---:", "\\*", "\\", "{: onclick=x }", "{ #x .y }", "{#top}"),
    *(
        "{.x}",
        "[x](u){ onclick=x }",
        "{{ 7*7 }}",
        "{% raw %}",
        "{# x #}",
        "${x}",
        "#{x}",
        "<%= x %>",
    ),
    *('--8<-- "mkdocs.yml"', ";--8<--", "!!! note", "??? note", "*[HTML]: x", "HTML", ":smile:"),
    *(":material-x:", "==a==", "^^a^^", "~~a~~", "++ctrl++", "$x$", "(c)", "...", "[TOC]", "[ ] a"),
    *("https://evil.example", "a@b.cn", "wzxhzdk:0", "klzzwxh:0001", "%7B", "é", "𠀀", "(一) *x*"),
    *("（一）<b>", "（一）{: #x }", "（二）\u3000a", "a\u00a0b", "\u3000\u3000a", "a\u2003"),
)
# The reader refuses control characters, also those that Markdown uses for its own ends.
_characters = st.characters(
    exclude_categories=["Cs", "Cc", "Cf"],
    exclude_characters="\u2028\u2029\ufffe\uffff\ufff9\ufffa\ufffb",
)
_words = st.lists(
    st.sampled_from(HOSTILE) | st.text(_characters, max_size=6), min_size=1, max_size=4
).map(" ".join)
_any = st.one_of(strategies.texts, st.sampled_from(HOSTILE), _words)


def _paragraph(text: str) -> str:
    """The text without blank lines, which would make it several."""
    return "\n".join(line for line in re.split(r"[\r\n]+", text) if line.strip(" \t"))


def _line(text: str) -> str:
    return " ".join(_paragraph(text).split("\n"))


paragraphs = _any.map(_paragraph).filter(str.strip)
lines = _any.map(_line).filter(str.strip)


def harmless(text: str) -> str:
    """Text of the same shape: what makes sub-headings and line breaks stays, the rest is x."""
    return re.sub(r"[^\s（）()一二三四五六七八九十。；！？]", "x", text)


def folded(text: str) -> str:
    """Text as it stands in a heading, where any white space is one space."""
    return " ".join(text.split())


# --- from text to page ------------------------------------------------------------------------


@cache
def _config() -> MkDocsConfig:
    with tempfile.TemporaryDirectory() as docs:
        return load_config(str(CONFIG), docs_dir=docs, plugins=[])


@cache
def converter() -> markdown.Markdown:
    """Python-Markdown with the site's extensions, as MkDocs sets it up."""
    config = _config()
    return markdown.Markdown(
        extensions=config.markdown_extensions, extension_configs=config.mdx_configs
    )


@cache
def _direct_writer() -> DirectWriter:
    writer = direct_writer(_config())
    assert writer is not None
    return writer


@cache
def _model() -> Report:
    """The report of the golden files: it has something of everything."""
    report = load_corpus(CORPUS / "reports", small_editions()).value.report("hill", 2021)
    assert report is not None
    return report


def _pages(agency: Agency, report: Report) -> dict[str, str]:
    """Every Markdown page of a site with one report."""
    corpus = Corpus(small_editions(), (agency,), (report,))
    site = Site(corpus, _checks(report))
    builds = (build for name, build in OUTPUTS.items() if site.has(name))
    files = (file for build in builds for file in build(site))
    pages = (file for file in files if file.uri.endswith(".md"))
    return {page.uri: page.content for page in pages if isinstance(page.content, str)}


def _checks(report: Report) -> CheckBook:
    """Findings that say the report's own words, the same whatever these are: at a cell and not."""
    line, note = report.title or "", report.preface or ""
    rule = Rule("plausible.x", Severity.WARNING, Basis.PLAUSIBILITY, line, note)
    entry = Discrepancy(rule.id, line, note)
    at_cell = CheckResult(
        rule,
        report.agency,
        report.year,
        "requests",
        Outcome.FAILS,
        message=line,
        cells=(CellAddress("requests", "newly_received", "person"),),
        discrepancy=entry,
    )
    elsewhere = at_cell._replace(at="", message=note, cells=(), discrepancy=None)
    results = (at_cell, elsewhere, elsewhere._replace(outcome=Outcome.NOT_EVALUATED))
    checks = ReportChecks(report, None, results)
    return CheckBook({rule.id: rule}, {(report.agency, report.year): checks})


def _html(page: str) -> LexborHTMLParser:
    """What the host makes of a page below its front matter."""
    body, _ = get_data(page)
    converter().reset()
    return parse(f"<article>{converter().convert(body)}</article>")


def _agency(text: str) -> Agency:
    return Agency(
        "lake",
        text,
        AgencyKind.DEPARTMENT,
        region=Region(text, text),
        aliases=(text,),
        former_names=(FormerName(text, 2018),),
        contact=Contact(text, text, text, text, text),
    )


LABELS = {
    "requests/person": "requests.columns.person",
    "requests/organisation": "requests.columns.organisation",
    "requests.answered": "requests.rows.answered",
    "requests.answered.granted": "requests.rows.answered.granted",
}
TEXT_CELL = "requests.newly_received/person"
ANNOTATED_CELL = "requests.newly_received/total"


def _report(line: str, text: str) -> Report:
    """A report that says a line or a text wherever its file may say one."""
    model = _model()
    printed = dict.fromkeys((*LABELS.values(), "sections.review", "requests.caption"), line)
    return replace(
        model,
        agency="lake",
        title=line,
        signed=Signature(line, None),
        source=replace(model.source or Source(), title=line),
        preface=text,
        narratives=frozen({"overview": Narrative(text), "requests": Narrative(text, text)}),
        tables=frozen({**model.tables, "requests": _rows(model, line)}),
        printed_labels=frozen(printed),
        extra_tables=(
            ExtraTable("x", "overview", line, ((line, line),), ((line, line),), line, text),
        ),
        attachments=(Attachment(model.attachments[0].file, line),),
        notes=(Note("requests.answered", text), Note("requests", text)),
        discrepancies=(Discrepancy(line, line, text),),
        corrections=tuple(
            replace(each, at=line, reason=text, old=text, new=text) for each in model.corrections
        ),
    )


def _rows(model: Report, text: str) -> dict[str, tuple[Cell, ...]]:
    """The rows of a table, a text in the first cell and beside the number of the last."""
    rows = dict(model.tables["requests"])
    _, *between, _ = rows["newly_received"]
    annotated = Cell(CellState.NUMBER, 1, text)
    rows["newly_received"] = (text_cell(text), *between, annotated)
    return rows


# --- elements ---------------------------------------------------------------------------------

# Attributes of ours that hold text. The class of a cell tells figures from words.
_TEXT_ATTRIBUTES = {"aria-label", "title", "data-gk-name", "data-gk-region"}


def _skeleton(page: LexborHTMLParser) -> list[tuple[str, ...]]:
    """Every element with its attributes, without texts."""
    return [(node.tag or "", *_attributes(node)) for node in page.css("article *")]


def _attributes(node: LexborNode) -> Iterator[str]:
    for name, value in sorted(node.attributes.items()):
        if name in _TEXT_ATTRIBUTES or (value or "").startswith("search/?q="):
            yield name
        elif (node.tag, name) != ("td", "class"):
            yield f"{name}={value}"


@sites
@given(lines, paragraphs)
@example("</td><script>alert(1)</script>", "（一）{: onclick=x }")
def test_no_element_and_no_attribute_comes_out_of_data(line: str, text: str) -> None:
    """A site that says anything is built of the same elements as one that says nothing odd."""
    odd = _pages(_agency(line), _report(line, text))
    plain = _pages(_agency(harmless(line)), _report(harmless(line), harmless(text)))
    assert odd.keys() == plain.keys()
    for uri, page in odd.items():
        assert _skeleton(_html(page)) == _skeleton(_html(plain[uri])), uri


@sites
@given(lines, paragraphs)
@example("a\tb", "（一）*x*\tb")
def test_pages_rendered_directly_are_what_markdown_makes(line: str, text: str) -> None:
    for uri, page in _pages(_agency(line), _report(line, text)).items():
        front = read_front(page)
        assert front is not None, uri
        assert front == tuple(reversed(get_data(page))), uri
        body = front[1]
        # Markdown widens tabs: a page that holds one goes the usual way.
        assert ("\t" in body) != _direct_writer().agrees_on(body), uri


# --- texts that stay what they are ------------------------------------------------------------


def _below(page: LexborHTMLParser, section: str) -> Iterator[LexborNode]:
    """The blocks between a section's heading and the next."""
    heading = by_id(page)[section]
    node = heading.next
    while node is not None and node.tag != heading.tag:
        if node.is_element_node:
            yield node
        node = node.next


@sites
@given(st.lists(paragraphs, min_size=1, max_size=4))
def test_prose_is_shown_as_typed(blocks: list[str]) -> None:
    report = replace(
        _model(),
        agency="lake",
        narratives=frozen({"overview": Narrative("\n\n".join(blocks))}),
        extra_tables=(),
    )
    page = _html(_pages(_agency("湖区局"), report)["reports/lake/2021.md"])
    shown = list(_below(page, "overview"))
    assert [folded(seen(node)) for node in shown] == [folded(block) for block in blocks]
    for node, block in zip(shown, blocks, strict=True):
        assert node.tag == "h3" or squeezed(seen(node)) == squeezed(block)


@sites
@given(paragraphs)
def test_line_breaks_are_kept(text: str) -> None:
    """But for those within a sub-heading, of which there are none."""
    report = replace(_model(), agency="lake", preface=f"正文。{text}")
    page = _html(_pages(_agency("湖区局"), report)["reports/lake/2021.md"])
    (shown,) = [node for node in page.css("article > p") if seen(node).startswith("正文。")]
    typed = f"正文。{text}".split("\n")
    assert [squeezed(line) for line in seen(shown).split("\n")] == [
        squeezed(line) for line in typed
    ]


@sites
@given(lines)
def test_a_title_is_shown_as_typed(line: str) -> None:
    pages = _pages(_agency("湖区局"), _report(line, "正文。"))
    page = _html(pages["reports/lake/2021.md"])
    (heading,) = page.css("h1")
    assert folded(seen(heading)) == folded(line)
    assert squeezed(f"《{line}》") in squeezed(seen(by_id(page)["citation"]))
    for uri in ("index.md", "years/2021.md"):
        links = [squeezed(seen(link)) for link in _html(pages[uri]).css("a")]
        assert squeezed(line) in links, uri


@sites
@given(lines)
def test_labels_and_cells_are_shown_as_typed(line: str) -> None:
    page = _html(_pages(_agency("湖区局"), _report(line, "正文。"))["reports/lake/2021.md"])
    nodes = by_id(page)
    for mark in page.css("sup"):
        mark.decompose()
    for shown in (*LABELS, TEXT_CELL, ANNOTATED_CELL):
        assert squeezed(seen(nodes[shown])) == squeezed(line), shown
    assert folded(seen(nodes["review"])) == folded(line)
    caption = nodes["requests.caption"].css("span")[0]
    assert squeezed(caption.text()) == squeezed(line)


@sites
@given(lines)
def test_extra_tables_are_shown_as_typed(line: str) -> None:
    page = _html(_pages(_agency("湖区局"), _report(line, "正文。"))["reports/lake/2021.md"])
    (table,) = page.css("table.gov-extra")
    shown = [squeezed(seen(cell)) for cell in table.css("th, td")]
    assert shown == [squeezed(line)] * 4
    assert squeezed(seen(table.css("caption > span")[0])) == squeezed(line)


@sites
@given(lines)
def test_a_name_is_shown_as_typed(line: str) -> None:
    pages = {uri: _html(page) for uri, page in _pages(_agency(line), _report("题", "文")).items()}
    own = pages["reports/lake/index.md"]
    assert [folded(seen(each)) for each in own.css("h1")] == [folded(line)]
    facts = [squeezed(seen(each)) for each in own.css(".gk-facts dd")]
    assert facts.count(squeezed(line)) == 6  # aliases and the five ways to reach it
    for uri in ("index.md", "reports/index.md", "years/2021.md"):
        names = [squeezed(seen(each)) for each in pages[uri].css("th a")]
        assert squeezed(line) in names, uri


@sites
@given(lines)
def test_a_name_is_spoken_as_typed(line: str) -> None:
    pages = _pages(_agency(line), _report("题", "文"))
    (link,) = _html(pages["index.md"]).css("table.gov-matrix td a")
    (words,) = link.css(".gk-sr")
    assert squeezed(words.text()).startswith(squeezed(line))
    (years,) = _html(pages["reports/lake/index.md"]).css("nav.gk-years")
    assert squeezed(attribute(years, "aria-label")).startswith(squeezed(line))


@sites
@given(paragraphs)
def test_notes_and_reasons_are_shown_as_typed(text: str) -> None:
    page = _html(_pages(_agency("湖区局"), _report("题", text))["reports/lake/2021.md"])
    nodes = by_id(page)
    assert squeezed(seen(nodes["note-1"])) == squeezed(text)
    assert squeezed(text) in squeezed(seen(nodes["flag-1"]))
    assert squeezed(text) in squeezed(seen(nodes["flag-2"]))
    (items,) = [node for node in _below(page, "corrections") if node.tag == "ol"]
    assert squeezed(text) in squeezed(seen(items))
    assert all(not classes(node) & {"admonition", "task-list-item"} for node in page.css("*"))


@sites
@given(lines)
def test_the_front_matter_says_what_was_typed(line: str) -> None:
    """As HTML, for hosts of this family print title and description as they are."""
    pages = _pages(_agency(line), _report(line, "正文。"))
    for uri in ("reports/lake/2021.md", "reports/lake/index.md"):
        _, meta = get_data(pages[uri])
        assert not set("<>\"'") & set(meta["title"] + meta["description"])
        assert html.unescape(meta["title"]) == line
        assert line in html.unescape(meta["description"])
