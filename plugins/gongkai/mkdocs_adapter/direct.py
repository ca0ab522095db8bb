"""Generated pages become HTML without a Markdown parser: as it would make them, ten times faster.

Our pages are headings and finished HTML (:mod:`gongkai.render.markdown`). What the user's Markdown
extensions make of a heading is learned once from the parser itself, from a heading of placeholders,
so that permanent links and the like come out as configured. Anything else goes the usual way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

import markdown
from markdown.extensions.toc import nest_toc_tokens
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents, get_toc

from gongkai.render.markdown import Block, HeadingBlock, read_blocks, read_front
from gongkai.render.prose import heading

log = get_plugin_logger(__name__)

_TEXT, _ID = "gkheadingtext", "gkheadingid"
_ANCHOR = re.compile(r' id="([^"]*)"')


# One block of each kind, and text that some extension might take for its own.
_SPECIMEN = f"""{heading('Title: (c) 1/2 -> "x" *y* [z](u) {a} ==b==', 1, "top")}

{heading("一、总体（甲）", 2, "one", "data-gk=form")}

<p>*a* [b](c.md) (c) ... -- &quot;x&quot; https://a.cn :smile: [TOC]<br>b</p>

<p>a</p>
<p>b</p>

{heading("Deeper", 4, "one-1")}

<div class="a" id="b" tabindex="0">
<table>
<caption>c</caption>
<tbody>
<tr><td>**1**</td></tr>
</tbody>
</table>
</div>

<details class="x" open="open"><summary>s</summary>
<ul>
<li>a</li>
</ul>
</details>

<figure><svg viewBox="0 0 1 1"><title id="t">x</title></svg></figure>
<dl><dt>a</dt></dl>

{heading("Last", 2, "last")}

<nav><a href="../">x</a></nav>
"""


@dataclass(frozen=True, slots=True)
class DirectContent:
    """What stands in a page, and its table of contents."""

    html: str
    toc: TableOfContents


@dataclass(frozen=True, slots=True)
class _Shape:
    """A heading of one level with one set of attributes as the user's extensions make it.

    ``toc_level`` is None where they keep it out of the table of contents.
    """

    html: str
    toc_level: int | None


def direct_writer(config: MkDocsConfig) -> DirectWriter | None:
    """The writer for a configuration; None where its extensions change more than headings."""
    writer = DirectWriter(config)
    if writer.agrees_on(_SPECIMEN):
        return writer
    log.info(
        "markdown_extensions 中有改写成品 HTML 的扩展：生成的页面逐页经 Markdown 解析，会慢一些"
    )
    return None


class DirectWriter:
    """The way from Markdown of our own to HTML under one configuration."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._parser = markdown.Markdown(
            extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}
        )
        self._shapes: dict[tuple[int, str], _Shape | None] = {}

    def agrees_on(self, body: str) -> bool:
        """Whether the parser makes the same of a page."""
        written = self.write(body)
        self._parser.reset()
        html = self._parser.convert(body)
        toc = get_toc(getattr(self._parser, "toc_tokens", []))
        return written is not None and (written.html, str(written.toc)) == (html, str(toc))

    def write(self, body: str) -> DirectContent | None:
        """The content of a page; None where the parser might have made it otherwise."""
        blocks = read_blocks(body)
        if not blocks:
            return None
        headings = [block for block in blocks if isinstance(block, HeadingBlock)]
        ids = {each.id for each in headings}
        if len(ids) < len(headings) or None in map(self._shape, headings):
            return None
        tokens = list(self._tokens(headings))
        html = "".join(self._written(blocks)).rstrip("\n")
        return DirectContent(html, get_toc(nest_toc_tokens(tokens)))

    def _written(self, blocks: list[Block]) -> Iterator[str]:
        for block in blocks:
            if isinstance(block, str):
                yield f"{block}\n\n"
            elif (shape := self._shape(block)) is not None:
                yield shape.html.replace(_TEXT, block.content).replace(_ID, block.id)
                yield "\n"

    def _tokens(self, headings: list[HeadingBlock]) -> Iterator[Any]:
        for each in headings:
            shape = self._shape(each)
            if shape is not None and shape.toc_level is not None:
                yield {"level": shape.toc_level, "id": each.id, "name": each.content}

    def _shape(self, block: HeadingBlock) -> _Shape | None:
        key = block.level, block.attributes
        if key not in self._shapes:
            self._shapes[key] = self._learned(*key)
        return self._shapes[key]

    def _learned(self, level: int, attributes: str) -> _Shape | None:
        """What the parser makes of a heading; None where it takes the text for more than text."""
        self._parser.reset()
        html = self._parser.convert(f"{'#' * level} {_TEXT} {{#{_ID}{attributes}}}")
        tokens = getattr(self._parser, "toc_tokens", [])
        if html.count(f">{_TEXT}") != 1 or f'id="{_ID}"' not in html:
            return None
        if not tokens:
            return _Shape(html, None)
        (token,) = tokens
        is_plain = token["name"] == _TEXT and token["id"] == _ID
        return _Shape(html, token["level"]) if is_plain else None


class GeneratedPage(Page):
    """A page of ours: read and rendered directly where that gives what the parser would."""

    def __init__(
        self, title: str | None, file: File, config: MkDocsConfig, writer: DirectWriter | None
    ) -> None:
        self._writer = writer
        self._anchors: set[str] | None = None
        super().__init__(title, file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        """Markdown and front matter, the latter without a YAML reader."""
        content = self.file.content_string if self._writer is not None else ""
        front = read_front(content)
        if front is None or config.plugins.events["page_read_source"]:
            super().read_source(config)
        else:
            self.meta, self.markdown = front

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """The content and its table of contents; the anchors follow when asked for."""
        written = self._writer.write(self.markdown or "") if self._writer is not None else None
        if written is None:
            super().render(config, files)
            return
        self.content, self.toc = written.html, written.toc
        self.links_to_anchors = {}

    @property
    def present_anchor_ids(self) -> set[str] | None:
        """Every id on the page, looked up when first another page links to one of them."""
        if self._anchors is None and self.content is not None:
            self._anchors = {unescape(each) for each in _ANCHOR.findall(self.content)}
        return self._anchors

    @present_anchor_ids.setter
    def present_anchor_ids(self, ids: set[str] | None) -> None:
        self._anchors = ids


class Overview(GeneratedPage):
    """An index page that its section lists like any other page.

    Material merges an index page with its section, and ``toc.integrate`` then has no place for the
    page's own contents.
    """

    @property
    def is_index(self) -> bool:
        return False
