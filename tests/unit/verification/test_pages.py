"""What verification says of a page by itself, and of where its addresses lead."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from gongkai.corpus import Corpus
from gongkai.forms.model import Editions
from gongkai.sealing.policy import sealed
from gongkai.verification.built_site import BuiltSite
from gongkai.verification.policies import csp_hash
from gongkai.verification.run import verify
from gongkai.verification.scope import Scope

ADDRESS = "https://example.org/repo/"
PAGES = ("", "a/b/", "a/c/")
LISTED = "".join(f"<url><loc>{ADDRESS}{page}</loc></url>" for page in PAGES)
SITEMAP = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{LISTED}</urlset>'
ROOT_SCRIPT = '__md_scope=new URL("{}",location)'


@dataclass(frozen=True, slots=True)
class Example:
    """A site of three pages and a picture, published below a path."""

    root: Path
    editions: Editions

    def write(self, path: str, content: str) -> None:
        """A file of the site or of the authored ones."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")

    def page(self, address: str, body: str = "") -> None:
        """A page that has all it needs."""
        head = (
            '<!doctype html>\n<html lang="zh-Hans"><head><title>页</title>\n'
            '<meta name="description" content="页">'
            f'<link rel="canonical" href="{ADDRESS}{address}">'
        )
        content = f'{head}</head>\n<body><h1 id="top">页</h1>{body}</body></html>\n'
        self.write(f"site/{address}index.html", sealed(content))
        self.write(f"docs/{address.rstrip('/') or 'index'}.md", "")

    def codes(self, body: str, *scripts: str) -> set[str]:
        """What is found with this in the page ``a/b/``."""
        self.page("a/b/", body)
        scope = Scope(
            BuiltSite.opened(self.root / "site"),
            Corpus(self.editions, (), ()),
            frozenset(),
            docs=(self.root / "docs",),
            scripts=frozenset(scripts),
        )
        found = verify(scope).findings
        assert {each.file for each in found} <= {"a/b/index.html"}
        return {each.code for each in found}


@pytest.fixture
def example(tmp_path: Path, editions: Editions) -> Example:
    """The site, in which nothing is wrong."""
    made = Example(tmp_path, editions)
    made.page("")
    made.page("a/c/", '<p id="甲">。</p><a name="old">。</a>')
    for folder in ("docs", "site"):
        made.write(f"{folder}/x.png", "")
    made.write("site/sitemap.xml", SITEMAP)
    return made


@pytest.mark.parametrize(
    "body",
    [
        "",
        '<a href="../c/">。</a> <a href="../../a/c">。</a> <a href="../..">。</a><a href="">。</a>',
        '<a href="../c/#甲">。</a> <a href="../c/#%E7%94%B2">。</a> <a href="../c/?q=1#old">。</a>',
        '<a href="#top">。</a> <a href="https://example.org/repo/a/c/#top">。</a>',
        '<a href="https://example.com/">。</a> <a href="mailto:a@example.org">。</a>',
        '<a href="//example.com/">。</a> <link rel="alternate" href="https://example.com/">',
        '<img src="../../x.png" alt="1 > 0"><img src="data:image/png;base64,AA" alt=\'"\'>',
        '<script type="application/json">{"a": "1<2"}</script>',
        "<!-- 注 --><br/><input hidden>",
    ],
)
def test_a_sound_page(example: Example, body: str) -> None:
    assert example.codes(body) == set()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<script>alert(1)</script>", "script.inline"),
        ('<script type="module">import "./x.js"</script>', "script.inline"),
        ('<script type="text/babel">x()</script>', "script.inline"),
        ('<p onclick="x()">。</p>', "script.event"),
        ('<p class="a" ONCLICK="x()">。</p>', "script.event"),
        ('<svg><a onbegin="x()"></a></svg>', "script.event"),
        ('<a href="javascript:x()">。</a>', "script.link"),
        ('<a href=" JAVA&#9;SCRIPT:x()">。</a>', "script.link"),
        ('<a href="&#1;javascript:x()">。</a>', "script.link"),
        ('<a href="vbscript:x">。</a>', "script.link"),
        ('<svg><a xlink:href="javascript:x()">。</a></svg>', "script.link"),
        ('<form action="javascript:x()"></form>', "script.link"),
        ('<a href="data:text/html,x">。</a>', "script.link"),
        ('<meta http-equiv="Refresh" content="0;url=x">', "script.link"),
        ('<iframe src="../"></iframe>', "page.element"),
        ('<object data="../../x.png"></object>', "page.element"),
        ('<svg><set attributename="href" to="javascript:x()"></set></svg>', "page.element"),
        ('<a href="../c/" ping="https://example.com/">。</a>', "request.host"),
        ('<base href="../">', "page.element"),
        ("<template><p>。</p></template>", "page.element"),
        ("<SCRIPT>alert(1)</SCRIPT>", "page.markup"),
        ("<script>alert(1)", "page.markup"),
        ("<p onclick=x()>。</p>", "page.markup"),
        ('<img src="../../x.png"onerror="x()">', "page.markup"),
        ("<p/onclick='x()'>。</p>", "page.markup"),
        ('<p title="</noscript><img src=x>">。</p>', "page.markup"),
        ("<title><script>x()</script></title>", "page.markup"),
        ("<script><!-- <script> --></script>", "page.markup"),
        ('<svg><style><img alt=""></style></svg>', "page.markup"),
        ('<svg><script type="application/json"><img alt=""></script></svg>', "page.markup"),
        ("<noscript><!-- </noscript><p>。</p> --></noscript>", "page.markup"),
        ("<!--> <script>x()</script> -->", "page.markup"),
        ("<?php ?>", "page.markup"),
        ("<![CDATA[x]]>", "page.markup"),
        ("1 < 2", "page.markup"),
        ("<p", "page.markup"),
        ('<p id="top">。</p>', "page.id"),
        ('<a href="../d/">。</a>', "link.dead"),
        ('<a href="../../../">。</a>', "link.dead"),
        ('<a href="../../x.png/y">。</a>', "link.dead"),
        ('<img src="no.png" alt="">', "link.dead"),
        ('<a href="https://example.org/repo/no/">。</a>', "link.dead"),
        ('<a href="#nowhere">。</a>', "link.fragment"),
        ('<a href="../c/#nowhere">。</a>', "link.fragment"),
        ('<a href="/repo/a/c/">。</a>', "link.absolute"),
        ('<script src="https://cdn.example.com/x.js"></script>', "request.host"),
        ('<img src="//example.com/x.png" alt="">', "request.host"),
        ('<img src=" https://example.com/x.png" alt="">', "request.host"),
        ('<img srcset="../../x.png 1x, https://example.com/x.png 2x" alt="">', "request.host"),
        ('<link rel="stylesheet" href="https://example.com/x.css">', "request.host"),
        ('<link rel="preconnect" href="https://example.com">', "request.host"),
        ('<svg><use href="https://example.com/x.svg"></use></svg>', "request.host"),
        ('<p style="background: url(https://example.com/x)">。</p>', "request.host"),
        ("<style>@import 'https://example.com/x.css';</style>", "request.host"),
        ('<form action="https://example.com/"></form>', "request.host"),
        ('<a href="https://example.org/">。</a><img src="https://example.org/x">', "request.host"),
    ],
)
def test_what_is_wrong_with_a_page(example: Example, body: str, code: str) -> None:
    assert code in example.codes(body)


def test_a_script_may_be_allowed_by_its_hash(example: Example) -> None:
    own = csp_hash("alert(1)")
    assert own == "sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI="
    assert example.codes("<script>alert(1)</script>", own) == set()
    assert example.codes("<script>alert(2)</script>", own) == {"script.inline"}


@pytest.mark.parametrize("root", ['"+alert(1)+"', "//example.com", "javascript:x", ".."])
def test_only_the_way_to_the_root_may_differ_in_a_known_script(example: Example, root: str) -> None:
    script = ROOT_SCRIPT.format(root)
    assert example.codes(f"<script>{script}</script>") == {"script.inline"}


def test_a_page_that_is_not_utf_8(example: Example) -> None:
    example.page("a/b/")
    (example.root / "site/a/b/index.html").write_bytes("<p>年报</p>".encode("gbk"))
    scope = Scope(BuiltSite(example.root / "site"), Corpus(example.editions, (), ()), frozenset())
    codes = {(each.code, each.file) for each in verify(scope).findings}
    assert ("file.unreadable", "a/b/index.html") in codes
