"""The bad inputs 37-50: texts that want to be code, markup or a link, and texts that are just odd.

Whatever would run marks the window; whatever would be fetched is at one host.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from gongkai.forms.model import CellAddress
from gongkai.reports.model import Cell, CellState
from tests.bad_input import EVERYWHERE, FIRST_CELL, BadInput, kept, refused, report, with_count
from tests.marks import MARK

RUN = "window.ran=1"
HOST = "evil.example"
EXPLAINED = """\
discrepancies:
  - {check: value.text, at: art20_1.regulations/issued, note: 原文如此}
"""


def _quoted(text: str) -> str:
    """The text in double quotes, as YAML and JSON both read it."""
    return json.dumps(text, ensure_ascii=False)


def _in_prose(case: int, name: str, text: str) -> BadInput:
    """The text as paragraphs of prose."""
    block = "\n".join(f"  {line}" if line else "" for line in text.split("\n"))
    return kept(case, f"prose {name}", report(more=f"preface: |2\n{block}\n"), "preface", text)


def _in_title(case: int, name: str, text: str) -> BadInput:
    """The text as a report's title, which also stands in menus, ways and lists."""
    return kept(case, f"title {name}", report(title=_quoted(text)), "title", text)


def _in_cell(case: int, name: str, text: str) -> BadInput:
    """The text as the words of a cell, which an entry explains."""
    cell = Cell(CellState.TEXT, None, text)
    return kept(case, f"cell {name}", with_count(_quoted(text)) + EXPLAINED, FIRST_CELL, cell)


def _beside_number(case: int, name: str, text: str) -> BadInput:
    """The text as what a cell prints, with a number in it."""
    cell = Cell(CellState.NUMBER, 1, text)
    typed = f"{{value: 1, printed: {_quoted(text)}}}"
    row = report().replace(
        "administrative_normative_documents: [0, 0, 0]",
        f"administrative_normative_documents: [{typed}, 0, 1]",
    )
    place = CellAddress("art20_1", "administrative_normative_documents", "issued")
    return kept(case, f"printed {name}", row, place, cell)


def _everywhere(case: int, name: str, text: str) -> BadInput:
    """The text as the body's name, the report's title, prose and the words of a cell."""
    quoted = _quoted(text)
    row = report(title=quoted, row=f"[{quoted}, 0, 0]", more=f"preface: {quoted}\n")
    given = kept(case, name, row + EXPLAINED, EVERYWHERE, text)
    return replace(given, agency=f"name: {quoted}\nkind: department\n")


def _code() -> Iterator[BadInput]:
    """Cases 37 and 38."""
    yield _everywhere(37, "script", f"<script>{RUN}</script>")
    yield _in_prose(37, "unclosed script", f"一<script>{RUN}\n\n二\n\n三</script >")
    yield _in_prose(37, "frame", f'<iframe src="javascript:{RUN}"></iframe>')
    yield _in_prose(37, "svg", f"<svg onload={RUN}><script>{RUN}</script></svg>")
    yield _in_prose(37, "entities", f"&lt;script&gt;{RUN}&lt;/script&gt; &#60;b&#62; &amp;")
    yield _everywhere(38, "image", f"<img src=x onerror={RUN}>")
    yield _everywhere(38, "quote", f"\" onmouseover={RUN} autofocus onfocus='{RUN}' x=\"")
    yield _in_prose(38, "block", f"<details open ontoggle={RUN}>\n<summary>一</summary>\n\n二")


def _links() -> Iterator[BadInput]:
    """Cases 39-42."""
    for url in (
        *(f"javascript:{RUN}", f"JaVaScRiPt:{RUN}", f" javascript:{RUN}", f"java\tscript:{RUN}"),
        *(f"data:text/html,<script>{RUN}</script>", f"vbscript:{RUN}", "file:///etc/passwd"),
        *(f"//{HOST}/", f"https:{HOST}", f"https:/{HOST}", "https://", "http://", "https:///x"),
        *("https://?a", "https://#a", f"https://{HOST}/ a", f"https://{HOST}\\@b", "ftp://a.cn"),
        *(f'https://{HOST}/" onclick="{RUN}', f"https://{HOST}/<script>", "../../index.html"),
    ):
        typed = _quoted(url).replace("\\t", "\\x09")
        text = report(more=f"source: {{url: {MARK}{typed}}}\n")
        yield refused(39, f"source {url[:20]!a}", text, "value.url")
        text = f"name: 示例\nkind: department\nhomepage: {MARK}{typed}\n"
        yield refused(39, f"homepage {url[:20]!a}", text, "value.url", file="agency.yaml")
    yield _everywhere(40, "link", f"[点这里](javascript:{RUN})")
    yield _in_prose(40, "image", f"![图](https://{HOST}/a.png)")
    yield _in_prose(40, "reference", f"[点]\n\n[点]: javascript:{RUN}\n\n[点]: https://{HOST}/")
    yield _in_prose(40, "address", f"<https://{HOST}/> https://{HOST}/ www.{HOST} a@{HOST}")
    yield _in_title(40, "address", f"<https://{HOST}/>")
    yield _everywhere(41, "attributes", f"[点](https://{HOST}/){{ onclick={RUN} }}")
    yield _in_prose(41, "of a paragraph", f"一\n{{: onclick={RUN} id=top .x }}")
    yield _in_title(41, "of a heading", f"题 {{#top onclick={RUN}}}")
    yield _everywhere(42, "template", "{{ 7*7 }} {% raw %} {# 注 #} ${7*7} <%= 7*7 %> #{7*7}")
    yield _everywhere(42, "snippet", '--8<-- "mkdocs.yml"')
    yield _in_prose(42, "front matter", "---\ntitle: 另一个\n---\n\n一")
    yield _in_prose(42, "admonition", "!!! note\n    一\n\n??? x\n    二\n\n[TOC]\n\n*[HTML]: 三")
    yield _in_title(42, "front matter", "---")


def _cells() -> Iterator[BadInput]:
    """Case 43."""
    for name, text in (
        ("pipe", "甲|乙"),
        ("pipes", "|---|"),
        ("lines", "甲\n乙"),
        ("table", "</td>"),
    ):
        yield _in_cell(43, name, text)
        yield _beside_number(43, name, f"1{text}")


def _quotes() -> Iterator[BadInput]:
    """Cases 44-46: what ends a script, an attribute or a section of XML."""
    yield _everywhere(44, "script end", f"</script><script>{RUN}</script>")
    yield _everywhere(44, "comment", f"<!-- {RUN} --> <!--")
    yield _everywhere(45, "quotes", f"年报\"'`” content=\"x\" onload='{RUN}'")
    yield _in_title(45, "entity", "&quot;年报&quot; &#34; &amp;quot;")
    yield _everywhere(46, "CDATA", "]]> & &amp; <![CDATA[ <?xml ?> &x; &#0;")
    for name, typed in (("U+000B", "\x0b"), ("U+FFFE", "\ufffe"), ("U+0001", "\x01")):
        text = report(title=f"示{MARK}{typed}例")
        yield refused(46, name, text, "yaml.character")
    for escape in ("\\u0008", "\\uffff", "\\x1f", "\\ud83d"):
        mark = f'"示{MARK}{escape}例"' if "d83d" in escape else f'{MARK}"示{escape}例"'
        yield refused(46, escape, report(title=mark), "yaml.character")


def _odd_texts() -> Iterator[BadInput]:
    """Cases 47-50."""
    for name, text in (
        ("element", '<b>市</b><i class="x">局</i>'),
        ("entity", "甲&amp;乙&lt;丙&nbsp;丁 & 戊"),
        ("Markdown", "*甲* **乙** `丙` _丁_ ~~戊~~ ==己== \\*庚\\*"),
    ):
        yield _everywhere(47, name, text)
    yield _everywhere(48, "word", "x" * 5_000)
    yield _in_prose(48, "Chinese", "长" * 5_000)
    yield _in_prose(48, "paragraph", "公开信息，接受监督。" * 10_000)
    yield _in_prose(48, "paragraphs", "\n\n".join(f"第 {n} 段。" for n in range(300)))
    for name, text in (
        ("emoji", "示例😀👨\u200d👩\u200d👧🇨🇳❤️"),
        ("rare Han", "𠀀𪚥𬉼㐂龘市㑇局"),
        ("compatibility", "﨑﨟 ㈠㊣①㎡"),
    ):
        yield _everywhere(49, name, text)
    for name, text in (
        ("hashes", "# 一\n## 二\n#三"),
        ("numbers", "1. 一\n2. 二\n5. 五\n\n1) 一"),
        ("bullets", "- 一\n* 二\n+ 三\n\n• 四"),
        ("parts", "一是甲；二是乙；三是丙。\n\n1.甲。2.乙。"),
        ("quote", "> 一\n>> 二"),
        ("indents", "    一\n\n\u3000\u3000二\n\n        三"),
        ("rules", "一\n===\n\n二\n---\n\n***\n\n___"),
        ("definitions", "一\n: 二\n\n[^1]: 三\n\n一[^1]"),
        ("table", "|甲|乙|\n|--|--|\n|1|2|"),
        ("blanks", "一  \n二\\\n三"),
    ):
        yield _in_prose(50, name, text)
    yield _in_title(50, "hash", "# 一")
    yield _in_title(50, "number", "1. 一")


TEXTS: tuple[BadInput, ...] = (
    *_code(),
    *_links(),
    *_cells(),
    *_quotes(),
    *_odd_texts(),
)
