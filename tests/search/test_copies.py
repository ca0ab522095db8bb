"""The index-only copy of a page: what is in it, in which order, and what it says of the page."""

from __future__ import annotations

import re
from html import unescape

import pytest

from gongkai.search.blocks import read_page
from gongkai.search.copies import Copy, filled_rows, index_copy

PAGE = """<!doctype html><html lang="zh"><head><title>外</title></head><body>
<nav>站外的话</nav><main><article>
<a class="edit"><svg><title>图</title></svg></a>
<h1 id="top">县局2020年报告<a class="headerlink" href="#top">¶</a></h1>
<nav data-gk="skip">上一年</nav>
<dl data-gk="report" data-gk-year="2020" data-gk-agency="xian">
<div><dt>公布</dt><dd>1月5日</dd></div></dl>
<h2 id="overview" data-gk="form">一、总体情况</h2>
<p>公开<strong>规范</strong>性文件<br>12.5 件 &amp; &lt;其他&gt;。<span class="gk-sr">听</span></p>
<h2 id="requests">三、收到</h2>
<div data-gk="form"><table><caption class="gk-sr">三、收到</caption>
<thead><tr><td></td><th id="t/a" scope="col">自然人</th>
<th id="t/g" scope="colgroup">法人</th></tr>
<tr><th id="t/g.b" headers="t/g" scope="col">其他</th></tr></thead>
<tbody>
<tr><th id="t.new" scope="row">一、新收<sup class="gk-mark">注1</sup></th>
<td headers="t/a t.new">0</td><td headers="t/g t/g.b t.new">21</td></tr>
<tr><th id="t.old" scope="row">二、结转</th>
<td headers="t/a t.old"><span class="gk-sr">未填</span></td>
<td headers="t/g t/g.b t.old">0.00</td></tr>
</tbody></table></div>
<div><table><tr><th>自设表</th><td>7</td></tr></table></div>
<p>末段</p>
</article><footer>站脚</footer></main></body></html>"""


@pytest.fixture
def copy() -> Copy:
    made = index_copy(PAGE)
    assert made is not None
    return made


def words(html: str) -> list[str]:
    """The paragraphs of a copy as text."""
    found = re.findall(r"<p>(.*?)</p>", html)
    return [
        "".join(token[0] for token in re.sub(r"[^\w ]", "", unescape(p)).split()) for p in found
    ]


def test_a_page_without_the_mark_has_no_copy() -> None:
    assert index_copy("<html><body><main><h1>年报</h1></main></body></html>") is None


def test_prose_comes_first_and_labels_of_the_form_are_set_apart(copy: Copy) -> None:
    assert words(copy.html) == [
        "县局α2020ω年报告",
        "公布",
        "α1ω月α5ω日",
        "公开规范性文件α12δ5ω件其他",
        "三收到",
        "自设表",
        "α7ω",
        "末段",
        "一新收",
        "α21ω",
    ]
    assert words(copy.form) == ["一总体情况", "自然人", "法人", "其他", "一新收", "二结转"]


def test_facts_are_the_attributes_of_the_marked_element(copy: Copy) -> None:
    assert copy.facts.stated == {"year": "2020", "agency": "xian"}


def test_a_row_is_shown_with_its_columns_and_leads_to_itself(copy: Copy) -> None:
    assert '<a id="t.new¦一、新收：法人·其他␣21"></a>' in copy.html
    assert "t.old" not in copy.html


def test_a_heading_of_the_form_tells_where_prose_stands(copy: Copy) -> None:
    assert '<a id="overview¦一、总体情况"></a><p>公开' in copy.html


def test_parts_end_where_their_tokens_end(copy: Copy) -> None:
    tokens = re.sub(r"<[^>]*>", " ", copy.html).split()
    title, prose, second, rows = copy.facts.ends
    assert tokens[title - 1].endswith("§")
    assert tokens[prose - 1] == "段¶"
    assert second == prose
    assert rows == len(tokens)


def test_a_copy_has_no_language_and_no_title(copy: Copy) -> None:
    """Pagefind would cut Chinese in its own way, and index a title twice."""
    assert "lang" not in copy.html
    assert "<h1" not in copy.html
    assert "<title" not in copy.html


def test_traditional_text_is_there_in_simplified_too() -> None:
    made = index_copy(PAGE.replace("末段", "長治市乾"))
    assert made is not None
    assert words(made.html)[7:9] == ["長治市乾", "长治市干"]
    assert made.facts.ends[2] - made.facts.ends[1] == 4
    assert made.facts.traditional == {"長", "乾"}


def test_a_row_without_a_label_bears_the_name_of_its_table() -> None:
    page = """<article><h2 id="four">四、复议</h2><p data-gk="report">x</p>
    <div data-gk="form"><table><thead><tr><th id="r/a" scope="col">维持</th></tr></thead>
    <tbody><tr id="r.cases"><td headers="r/a">3</td></tr></tbody></table></div></article>"""
    read = read_page(page)
    assert read is not None
    (row,) = filled_rows(read[0])
    assert (row.anchor, row.label, list(row.figures)) == ("r.cases", "四、复议", [("维持", "3")])
