"""The index-only copy of a page: its text block by block, cut into tokens, best parts first.

The published page stays as it is. The copy holds one paragraph a block, in the order title, prose,
filled rows of tables: since Pagefind tells of a phrase only where it stands first, that place says
in which part of the page the best hit is. The long numbers follow once more, whole: an exact amount
is then found without loading all that is known of its digits.

The labels of a form are on thousands of pages, and every page of one form has the same. They make
a copy of their own, which a site has once for each form: a hit there is a hit on all its pages, and
the last in order.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.search.blocks import HEADINGS, Block, Part, read_page
from gongkai.search.simplified import simplify, traditional_in
from gongkai.search.tokens import BLOCK_END, HEADING_END, SPACE, long_numbers, to_tokens

# In a mark, before the text that readers meet there.
SHOWN_MARK = "¦"
# The mark before the long numbers, which are no text.
NUMBERS_MARK = "¦¦"

_ZERO = re.compile(r"0+(?:\.0+)?")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the table of pages keeps of a page.

    ``stated`` is what the page states of itself. ``ends`` counts the tokens of its copy up to the
    end of the title, of the prose, of the prose's second spelling (see ``echo``) and of the rows.
    ``traditional`` are the Traditional characters in its text.
    """

    stated: Mapping[str, str]
    ends: tuple[int, int, int, int]
    traditional: frozenset[str]


@dataclass(frozen=True, slots=True)
class Copy:
    """The copies of a page and of its form's labels ("" if none) as HTML, and the page's facts."""

    html: str
    form: str
    facts: PageFacts


def index_copy(page: str) -> Copy | None:
    """The copy of a built page; None if the page is not marked for the index."""
    read = read_page(page)
    if read is None:
        return None
    blocks, stated = read
    prose = [block for block in blocks if block.part is Part.PROSE or _is_label(block)]
    labels = [block for block in blocks if block.part is Part.FORM and block.tag != "td"]
    parts = [
        _paragraphs(prose[:1]),
        "".join(map(_prose, prose[1:])),
        _paragraphs(echo(block for block in prose if block.part is Part.PROSE)),
        "".join(row.paragraphs() for row in filled_rows(blocks)),
    ]
    form = _paragraphs(labels) + _paragraphs(echo(labels))
    traditional = frozenset(char for block in blocks for char in traditional_in(block.text))
    facts = PageFacts(stated, _ends(parts), traditional)
    body = "".join(parts) + _numbers(blocks)
    return Copy(document(body), document(form) if form else "", facts)


def _prose(block: Block) -> str:
    """A paragraph, or a heading of the form as a mere mark between paragraphs."""
    return _anchor(block.anchor, block.text) if _is_label(block) else _paragraph(block)


def document(body: str) -> str:
    """A page for Pagefind. Without a language, since it would cut Chinese in its own way."""
    return f"<!doctype html><html><body data-pagefind-body>{body}</body></html>"


def echo(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with Traditional characters once more in Simplified, which readers may type."""
    for block in blocks:
        simple = simplify(block.text)
        if simple != block.text:
            yield Block(simple, block.tag, block.part)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table that holds anything but blanks and zeros, with the names of its columns."""

    anchor: str
    label: str
    figures: Sequence[tuple[str, str]]

    def paragraphs(self) -> str:
        """Label and figures, a block each; the whole row as readers meet it stands in the id.

        So the names of the columns are shown with a hit, and are not once more in the index.
        """
        shown = "，".join(f"{column} {figure}".strip() for column, figure in self.figures)
        texts = [self.label, *(figure for _, figure in self.figures)]
        blocks = [Block(text, "td", Part.FORM) for text in texts]
        return _anchor(self.anchor, f"{self.label}：{shown}") + _paragraphs(blocks)


def filled_rows(blocks: Sequence[Block]) -> Iterator[Row]:
    """The filled rows of the tables of the form, in order."""
    labels = {block.anchor: block for block in blocks if block.tag == "th" and block.anchor}
    rows: dict[str, tuple[str, list[tuple[str, str]]]] = {}
    caption = ""
    for block in blocks:
        if block.tag == "caption" or block.tag in HEADINGS:
            # A caption that only screen readers meet repeats the heading.
            caption = block.text
        if block.part is Part.FORM and block.tag == "td" and block.headers:
            headers = [labels[each] for each in block.headers if each in labels]
            stub = [each for each in headers if each.scope.startswith("row")]
            anchor = stub[-1].anchor if stub else block.anchor
            row = rows.setdefault(anchor, (stub[-1].text if stub else caption, []))
            if not _ZERO.fullmatch(block.text):
                row[1].append((_column(headers), block.text))
    for anchor, (label, figures) in rows.items():
        if figures:
            yield Row(anchor, label, figures)


def _column(headers: Sequence[Block]) -> str:
    """The name of a cell's column with its groups, without what stands above all columns."""
    named = (each for each in headers if not each.anchor.endswith(".columns_label"))
    return "·".join(each.text for each in named if each.scope.startswith("col"))


def _paragraphs(blocks: Iterable[Block]) -> str:
    return "".join(_paragraph(block) for block in blocks)


def _numbers(blocks: Iterable[Block]) -> str:
    found = sorted({number for block in blocks for number in long_numbers(block.text)})
    return f"{_anchor(NUMBERS_MARK)}<p>{' '.join(found)}</p>" if found else ""


def _is_label(block: Block) -> bool:
    """Whether it is a heading of the form, which only says where prose stands."""
    return block.part is Part.FORM and block.tag in HEADINGS


def _paragraph(block: Block) -> str:
    tokens = to_tokens(block.text, HEADING_END if block.tag in HEADINGS else BLOCK_END)
    if not tokens:
        return ""
    shown = html.escape(" ".join(tokens), quote=False)
    return f"{_anchor(block.anchor) if block.anchor else ''}<p>{shown}</p>"


def _anchor(name: str, shown: str = "") -> str:
    """A mark that leads to an id of the page; ``shown`` is text that readers meet, unsearched."""
    # Pagefind takes white space out of ids.
    text = SHOWN_MARK + shown.replace(" ", SPACE) if shown else ""
    return f'<a id="{html.escape(name + text)}"></a>'


def _ends(parts: Sequence[str]) -> tuple[int, int, int, int]:
    """After how many tokens each part ends: a token is what stands between spaces or tags."""
    title, prose, second, rows = (_count(part) for part in parts)
    return title, title + prose, title + prose + second, title + prose + second + rows


def _count(part: str) -> int:
    return part.count(" ") + part.count("<p>") - part.count("<a id=")
