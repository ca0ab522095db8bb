"""A report as a Word file (DOCX), set as official documents are: A4, 仿宋, headings in 黑体.

Fonts are named, not brought: a machine without them shows its own. The same report gives the same
bytes.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, time

from docx import Document
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph

from gongkai.exporters.grid import Grid
from gongkai.exporters.layout import Block, Heading, Kind, Layout, Paragraph
from gongkai.exporters.word_table import TABLE_STYLE, add_table
from gongkai.exporters.word_xml import add_page_number, remove_borders, set_fonts

# GB/T 9704: the page, and the space that is left to print on.
PAGE = Mm(210), Mm(297)
MARGINS = {"top": Mm(37), "bottom": Mm(35), "left": Mm(28), "right": Mm(26)}
TEXT_WIDTH = PAGE[0] - MARGINS["left"] - MARGINS["right"]

_BODY_SIZE, _LINE = Pt(16), Pt(28)
_TITLE, _PART, _DIVISION, _BODY = "Title", "Heading 1", "Heading 2", "Normal"
_FONTS = {
    _TITLE: ("方正小标宋简体", Pt(22)),
    _PART: ("黑体", _BODY_SIZE),
    _DIVISION: ("楷体_GB2312", _BODY_SIZE),
    _BODY: ("仿宋_GB2312", _BODY_SIZE),
}
_FOOTER = ("宋体", Pt(14))
_TABLE = ("宋体", Pt(9))
_ALIGNED = {
    Kind.CAPTION: WD_ALIGN_PARAGRAPH.CENTER,
    Kind.UNIT: WD_ALIGN_PARAGRAPH.RIGHT,
    Kind.SIGNATURE: WD_ALIGN_PARAGRAPH.RIGHT,
}
# The oldest day that a ZIP can state: what is packed says nothing of when it was.
_PACKED = (1980, 1, 1, 0, 0, 0)


def write(layout: Layout) -> bytes:
    """The bytes of the document."""
    word = Document()
    _describe(word, layout)
    _set_page(word)
    _set_styles(word)
    word.add_paragraph(layout.title, style=_TITLE)
    for block in layout.blocks():
        _add(word, block)
    data = io.BytesIO()
    word.save(data)
    return _repacked(data.getvalue())


def _describe(word: Word, layout: Layout) -> None:
    """What the file says of itself: the title and the day of the report, nothing of a program."""
    day = datetime.combine(layout.day, time(), UTC)
    properties = word.core_properties
    properties.title, properties.language = layout.title[:255], "zh-CN"
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = day
    package = word.part.package
    for key, each in list(package.rels.items() if package else ()):
        if each.reltype == RELATIONSHIP_TYPE.THUMBNAIL:  # of the template
            package.rels.pop(key)


def _set_page(word: Word) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = PAGE
    section.top_margin, section.bottom_margin = MARGINS["top"], MARGINS["bottom"]
    section.left_margin, section.right_margin = MARGINS["left"], MARGINS["right"]
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_page_number(footer, *_FOOTER)


def _set_styles(word: Word) -> None:
    for name, (font, size) in _FONTS.items():
        _set_style(_style(word, name), font, size)
    _style(word, _TITLE).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _style(word, _TITLE).paragraph_format.space_after = _LINE
    _style(word, _TITLE).paragraph_format.line_spacing = Pt(33)
    for name in (_PART, _DIVISION):
        _style(word, name).paragraph_format.first_line_indent = 2 * _BODY_SIZE
        _style(word, name).paragraph_format.keep_with_next = True
    _style(word, _PART).paragraph_format.space_before = Pt(8)
    table = word.styles.add_style(TABLE_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    _set_style(table, *_TABLE)
    table.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    table.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _style(word: Word, name: str) -> ParagraphStyle:
    style = word.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)
    return style


def _set_style(style: ParagraphStyle, font: str, size: Length) -> None:
    """Font, size and the fixed distance of lines; nothing of the template's looks is left."""
    style.font.size, style.font.bold, style.font.italic = size, False, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    set_fonts(style.element.get_or_add_rPr(), font)
    remove_borders(style)
    setting = style.paragraph_format
    setting.space_before = setting.space_after = Pt(0)
    setting.line_spacing = _LINE


# --- blocks -------------------------------------------------------------------------------------


def _add(word: Word, block: Block) -> None:
    match block:
        case Heading():
            word.add_paragraph(block.text, style=_PART if block.is_part else _DIVISION)
        case Paragraph():
            _set(word.add_paragraph(block.text), block)  # in _BODY, which is the default
        case Grid():
            add_table(word, block, TEXT_WIDTH)


def _set(paragraph: WordParagraph, block: Paragraph) -> None:
    setting = paragraph.paragraph_format
    if block.kind in _ALIGNED:
        setting.alignment = _ALIGNED[block.kind]
    elif not block.text[:1].isspace():  # else the author has indented it
        setting.first_line_indent = 2 * _BODY_SIZE
    if block.kind is Kind.SIGNATURE:
        setting.right_indent = 4 * _BODY_SIZE


def _repacked(data: bytes) -> bytes:
    """The same package without the time at which it was packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _PACKED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return packed.getvalue()
