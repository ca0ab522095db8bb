"""What python-docx has no words for: East Asian fonts, and a page number."""

from __future__ import annotations

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.font import CT_RPr
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

LATIN = "Times New Roman"
_SCRIPTS = {"ascii": LATIN, "hAnsi": LATIN, "cs": LATIN}
_THEMES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def child(parent: BaseOxmlElement, name: str, **attributes: str | int) -> BaseOxmlElement:
    """A new element at the end of another, its attributes in Word's own namespace."""
    element: BaseOxmlElement = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    parent.append(element)
    return element


def set_fonts(properties: CT_RPr, font: str) -> None:
    """Chinese in ``font``, all else in the Latin one; no font of a theme."""
    fonts = properties.get_or_add_rFonts()
    for name in _THEMES:
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name, value in (*_SCRIPTS.items(), ("eastAsia", font)):
        fonts.set(qn(f"w:{name}"), value)


def remove_borders(style: ParagraphStyle) -> None:
    """No line above or below the paragraphs of a style."""
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def add_page_number(paragraph: Paragraph, font: str, size: Length) -> None:
    """``— 1 —`` as official documents have it; Word puts in the number."""
    paragraph.add_run("— ")
    number = paragraph.add_run()
    child(number._r, "w:fldChar", fldCharType="begin")  # noqa: SLF001 - no other way to its XML
    child(number._r, "w:instrText").text = "PAGE"  # noqa: SLF001 - as above
    child(number._r, "w:fldChar", fldCharType="end")  # noqa: SLF001 - as above
    paragraph.add_run(" —")
    for run in paragraph.runs:
        run.font.size = size
        set_fonts(run._r.get_or_add_rPr(), font)  # noqa: SLF001 - python-docx sets no East Asian font
