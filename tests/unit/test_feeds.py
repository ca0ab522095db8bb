"""Feeds as RFC 4287 wants them, and one correction on its way to feed, banner, cell and list."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from lxml import etree

from gongkai.build import Settings, SiteBuild, build_site
from gongkai.outputs import feeds

ROOT = Path(__file__).parents[2]
ADDRESS = "https://example.org/repo/"
ATOM = "{http://www.w3.org/2005/Atom}"
AGENCY = "name: 某市<某局> & ]]>\nkind: department\n"
REPORT = """\
year: 2019
published: 2020-01-23
tables:
  art20_1:
    regulations: [0, 0, 0]
    normative_documents: [0, 1, 1]
corrections:
  - date: 2020-05-06
    at: art20_1.normative_documents/new_disclosed
    old: 2
    new: 1
    reason: 录入时看错一行 <b>&</b> ]]>
    kind: transcription_error
"""


def build(root: Path, report: str = REPORT, address: str | None = ADDRESS) -> SiteBuild:
    folder = root / "reports" / "some-bureau"
    folder.mkdir(parents=True)
    (folder / "agency.yaml").write_text(AGENCY, encoding="utf-8")
    (folder / "2019.yaml").write_text(report, encoding="utf-8")
    return build_site(Settings(root / "reports", root, address=address))


def text_of(site: SiteBuild, uri: str) -> str:
    (file,) = [each for each in site.files if each.uri == uri]
    assert isinstance(file.content, str)
    return file.content


def feed(site: SiteBuild, uri: str) -> ET.Element:
    return ET.fromstring(text_of(site, uri))  # noqa: S314 - our own file


def said(node: ET.Element, name: str) -> str:
    """The text of an element that must stand there exactly once."""
    (found,) = node.findall(ATOM + name)
    return found.text or ""


def assert_is_atom(root: ET.Element) -> list[ET.Element]:
    """The constraints of RFC 4287, sections 4.1 and 4.2, that our feeds could break."""
    assert root.tag == f"{ATOM}feed"
    assert said(root, "title")
    assert root.findall(f"{ATOM}author/{ATOM}name")
    assert [each.get("rel") for each in root.findall(f"{ATOM}link")] == ["self", None]
    entries = root.findall(f"{ATOM}entry")
    ids = [said(each, "id") for each in (root, *entries)]
    assert len(set(ids)) == len(ids)
    for node in (root, *entries):
        assert urlsplit(said(node, "id")).scheme == "https"
        moment = said(node, "updated")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", moment)
        assert datetime.fromisoformat(moment).tzinfo is not None
    for entry in entries:
        assert all(said(entry, name) for name in ("title", "summary"))
        assert all(each.get("href") for each in entry.findall(f"{ATOM}link"))
    assert [said(each, "updated") for each in entries] == sorted(
        (said(each, "updated") for each in entries), reverse=True
    )
    return entries


# --- the grammar ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def grammar() -> etree.RelaxNG:
    """What RFC 4287 allows in an Atom document."""
    return etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))


def test_feeds_of_real_and_of_odd_reports_follow_the_grammar(
    grammar: etree.RelaxNG, tmp_path: Path
) -> None:
    real = build_site(Settings(ROOT / "reports", ROOT, address=ADDRESS))
    for site in (real, build(tmp_path)):
        for uri in feeds.URIS:
            grammar.assertValid(etree.fromstring(text_of(site, uri).encode()))


_RICH = """\
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:x="urn:x" xml:lang="zh" x:y="z">
<updated>2024-01-31T00:00:00.5Z</updated><title type="html">&lt;b&gt;</title>
<generator version="1">x</generator><x:any a="b">c<x:d/></x:any><id>urn:x</id>
<link href="/" rel="self"/><link href="/" rel="http://a.cn/rel" type="text/html" hreflang="zh"/>
<entry><id>urn:x:1</id><title>x</title><updated>2024-01-31T08:00:00+08:00</updated>
<author><name>x</name><uri>http://a.cn/</uri><email>a@b.cn</email></author>
<category term="x" label="x"/><published>2024-01-31T08:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p class="x">x</p></div></content>
<source><id>urn:x:2</id></source></entry>
</feed>"""


def test_the_grammar_takes_all_that_the_standard_has(grammar: etree.RelaxNG) -> None:
    grammar.assertValid(etree.fromstring(_RICH))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<id>urn:x</id>", ""),
        ("<id>urn:x:1</id>", "<id>urn:x:1</id><id>urn:x:2</id>"),
        ("<title>x</title>", ""),
        ("<title>x</title>", "<title>x<b/></title>"),
        ("2024-01-31T00:00:00.5Z", "2024-01-31"),
        ("2024-01-31T00:00:00.5Z", "2024-01-31T00:00:00"),
        ("2024-01-31T00:00:00.5Z", "2024-02-31T00:00:00Z"),
        ('href="/" rel="self"', 'rel="self"'),
        ('href="/" rel="self"', 'href="/" target="x"'),
        ('type="text/html"', 'type="html"'),
        ("<name>x</name>", ""),
        ('term="x"', ""),
        ("a@b.cn", "a"),
        ("<source>", "<summery>x</summery><source>"),
        ("</entry>\n</feed>", "</entry><subtitle>x</subtitle></feed>"),
        ("feed", "feeds"),
    ],
)
def test_the_grammar_refuses_what_is_no_atom(grammar: etree.RelaxNG, old: str, new: str) -> None:
    assert old in _RICH
    assert not grammar.validate(etree.fromstring(_RICH.replace(old, new)))


# --- what no grammar says ---------------------------------------------------------------------


def test_the_feeds_of_the_real_reports_are_atom() -> None:
    site = build_site(Settings(ROOT / "reports", ROOT, address=ADDRESS))
    entries = assert_is_atom(feed(site, "feed.xml"))
    assert said(entries[0], "id") == "https://example.org/repo/reports/pingtan/2025/"
    assert said(feed(site, "feed.xml"), "updated").startswith("2026-03-10")
    assert len(entries) == 8
    assert assert_is_atom(feed(site, "corrections.xml")) == []


def test_a_correction_is_in_its_feed_on_the_banner_at_the_cell_and_in_the_list(
    tmp_path: Path,
) -> None:
    site = build(tmp_path)
    (entry,) = assert_is_atom(feed(site, "corrections.xml"))
    page = "https://example.org/repo/reports/some-bureau/2019/"
    assert said(entry, "id") == f"{page}#correction-1"
    assert said(entry, "updated") == "2020-05-06T00:00:00+08:00"
    summary = said(entry, "summary")
    assert summary == "规范性文件×本年新公开数量：2 → 1。录入时看错一行 <b>&</b> ]]>"
    shown = text_of(site, "reports/some-bureau/2019.md")
    (banner,) = re.findall(r'<p class="gk-corrected".*?</p>', shown)
    assert "2020年5月6日" in banner
    assert 'href="#corrections"' in banner
    (cell,) = re.findall(r'<td id="art20_1.normative_documents/new_disclosed".*?</td>', shown)
    assert '<a href="#correction-1">更1</a>' in cell
    (item,) = re.findall(r'<li id="correction-1">.*?</li>', shown)
    assert 'href="#art20_1.normative_documents/new_disclosed"' in item
    assert "录入错误" in item


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("old: 2, new: 1", "2 → 1"),
        ("old: ~, new: 1", "空 → 1"),
        ("old: 2, new: ~", "2 → 空"),
        ("new: 1", "改为 1"),
        ("old: 2", "原为 2"),
        ("", ""),
    ],
)
def test_only_what_a_correction_says_is_told(tmp_path: Path, written: str, shown: str) -> None:
    """A side that is not stated is not blank."""
    entry = "{date: 2020-05-06, at: overview, reason: 录错, kind: transcription_error"
    entry += f", {written}}}" if written else "}"
    site = build(tmp_path, REPORT.partition("corrections:")[0] + f"corrections:\n  - {entry}\n")
    (item,) = re.findall(
        r'<li id="correction-1">.*?</li>', text_of(site, "reports/some-bureau/2019.md")
    )
    words = re.sub(r"<[^>]*>", "", item)
    place = "一、总体情况"
    assert words == f"2020年5月6日，录入错误：{place}{f' {shown}' if shown else ''}。录错"
    summary = said(assert_is_atom(feed(site, "corrections.xml"))[0], "summary")
    assert summary == f"{place}{f'：{shown}' if shown else ''}。录错"


@pytest.mark.parametrize(
    ("at", "target"),
    [
        ("art20_1.normative_documents", "#art20_1.normative_documents"),
        ("art20_1/new_disclosed", "#art20_1/new_disclosed"),
        ("overview", "#overview"),
        ("art20_1", None),
        ("review_litigation.cases", None),
    ],
)
def test_a_place_is_linked_where_the_page_has_it(
    tmp_path: Path, at: str, target: str | None
) -> None:
    """A whole table has no id, and a table that the report does not print is not on the page."""
    report = REPORT.replace("art20_1.normative_documents/new_disclosed", at)
    shown = text_of(build(tmp_path, report), "reports/some-bureau/2019.md")
    (item,) = re.findall(r'<li id="correction-1">.*?</li>', shown)
    assert re.findall(r'href="([^"]*)"', item) == ([target] if target else [])
    assert (
        target is None
        or f'id="{target[1:]}"' in shown
        or f"{{: {target}" in shown
        or f"{{{target}" in shown
    )


def test_a_withdrawn_report_says_so_first(tmp_path: Path) -> None:
    report = REPORT.replace("transcription_error", "withdrawn")
    shown = text_of(build(tmp_path, report), "reports/some-bureau/2019.md")
    assert "本报告已撤回" in shown.partition("<h2")[0]


def test_without_an_address_or_a_day_there_is_no_feed(tmp_path: Path) -> None:
    undated = REPORT.partition("corrections:")[0].replace("published: 2020-01-23\n", "")
    for name, site in (
        ("address", build(tmp_path / "a", address=None)),
        ("day", build(tmp_path / "b", undated)),
    ):
        assert not [
            each
            for each in site.files
            if each.uri.endswith(".xml") and each.uri != "opensearch.xml"
        ], name


def test_the_home_page_leads_to_the_feeds_where_there_are_any(tmp_path: Path) -> None:
    shown = text_of(build(tmp_path / "a"), "index.md")
    assert [f'href="{uri}"' in shown for uri in ("feed.xml", "corrections.xml")] == [True, True]
    without = text_of(build(tmp_path / "b", address=None), "index.md")
    assert "feed.xml" not in without
