"""The glossary: what the rows and columns of the form mean, and the way to it from a label.

On a report a label is a link to its entry, with the explanation as its title: a mouse shows it in
place, a finger or a keyboard opens it. The whole text of an entry stands on the glossary page only.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.forms.glossary import Part, Term, builtin_glossary
from gongkai.forms.labels import normal_label
from gongkai.forms.model import FormEdition, Header, walk
from gongkai.outputs.model import FORMS, Site, SiteFile, form_uri, href
from gongkai.render.html import element, escape, link
from gongkai.render.markdown import render_page
from gongkai.render.prose import heading

PAGE = "glossary/index.md"
TITLE = "名词解释"
_ABOUT = "年报表格里每一行、每一列是什么意思，用平常话说，各举一例。"
_BASIS = (
    "解释依《中华人民共和国政府信息公开条例》和表式写成，供阅读参考，不是官方的填报说明；"
    "例子都是虚构的。"
)


def build(site: Site) -> Iterator[SiteFile]:
    """The glossary page."""
    yield SiteFile(PAGE, _page(site), TITLE, TITLE, FORMS)


def term_link(site: Site, uri: str, header: Header, shown: str) -> str:
    """A label, as finished HTML, linked from a page to its entry; as it is where there is none."""
    is_there = header.label and site.has("glossary")
    term = builtin_glossary().of(header.label) if is_there else None
    if term is None:
        return shown
    target = href(uri, PAGE, term.id)
    return element("a", shown, href=target, title=term.text, class_="gk-term")


def _page(site: Site) -> str:
    places = _places(site)
    blocks = [
        heading(TITLE, 1, "top"),
        element("p", f"{_ABOUT}{_BASIS}"),
        *(
            block
            for number, part in enumerate(builtin_glossary().parts, start=1)
            for block in _part(part, number, places)
        ),
    ]
    return render_page({"title": TITLE, "description": _ABOUT}, blocks)


def _part(part: Part, number: int, places: dict[str, list[tuple[FormEdition, str]]]) -> list[str]:
    entries = "\n".join(_entry(term, places) for term in part.terms)
    shown = element("dl", f"\n{entries}\n", class_="gk-glossary")
    return [heading(part.label, 2, f"part-{number}"), shown]


def _entry(term: Term, places: dict[str, list[tuple[FormEdition, str]]]) -> str:
    """The term with its explanation, an example, the printed labels and where they stand."""
    printed = [label for label in term.labels if label != term.name]
    lines = [escape(term.text), f"例：{escape(term.example)}"]
    small = [f"表式印作：{escape('；'.join(printed))}"] if printed else []
    small += [
        link(f"{edition.id} 版表式", href(PAGE, form_uri(edition), address))
        for label in term.labels
        for edition, address in places.get(normal_label(label), ())
    ]
    lines += [element("small", " · ".join(small))] if small else []
    name = element("dt", escape(term.name), id=term.id)
    return element("div", name + "".join(element("dd", line) for line in lines))


def _places(site: Site) -> dict[str, list[tuple[FormEdition, str]]]:
    """Where each label stands first in each edition that prints it."""
    found: dict[str, list[tuple[FormEdition, str]]] = {}
    for edition in site.corpus.editions:
        for label, address in _labels(edition):
            known = found.setdefault(normal_label(label), [])
            if all(other is not edition for other, _ in known):
                known.append((edition, address))
    return found


def _labels(edition: FormEdition) -> Iterator[tuple[str, str]]:
    """Every label of an edition with the id of its header on the form's page."""
    for table in edition.tables:
        yield from ((each.label, f"{table.id}/{each.path}") for each in walk(table.columns))
        yield from ((each.label, f"{table.id}.{each.path}") for each in walk(table.rows))
