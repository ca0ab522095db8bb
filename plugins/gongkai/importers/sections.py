"""The parts of a report: where each begins, by its printed title, wherever that stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.forms.model import FormEdition, Section
from gongkai.importers.distance import distance
from gongkai.importers.labels import Labels, core, folded, slips_allowed
from gongkai.importers.lone_rows import part_of, without_lone_rows
from gongkai.importers.raw import Block, Grid, Paragraph
from gongkai.importers.values import clean

_LONGEST_TITLE = 45
_ENDS_SENTENCE = re.compile("[。；！？，]")
_NUMBER = re.compile(r"^\s*[(（]?([一二三四五六七八九十]{1,2})[)）、.．]")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the document: the head (no section) or one section, without its title."""

    section: Section | None
    printed: str
    blocks: tuple[Block, ...]


def divide(blocks: Sequence[Block], labels: Labels) -> tuple[Part, ...]:
    """The parts in the order of the document; the head first, maybe empty."""
    edition = labels.edition
    blocks = list(_with_inline_titles(list(_without_grid_prose(blocks, labels)), edition))
    titles = _titles(blocks, edition)
    starts = [-1, *(number for number, _ in titles)]
    ends = [*(number for number, _ in titles), len(blocks)]
    sections: list[Section | None] = [None, *(section for _, section in titles)]
    return tuple(
        _part(section, _text(blocks, start), blocks[start + 1 : end])
        for section, start, end in zip(sections, starts, ends, strict=True)
    )


def _part(section: Section | None, printed: str, blocks: Sequence[Block]) -> Part:
    """A part; in parts without tables a grid of lone cells is prose."""
    if section is None or not section.tables:
        blocks = [each for block in blocks for each in _unboxed(block)]
    return Part(section, printed, tuple(blocks))


def _unboxed(block: Block) -> Sequence[Block]:
    """The lone cells of a grid as paragraphs; a grid with cells beside each other as it is."""
    if isinstance(block, Paragraph):
        return [block]
    filled = [
        [cell for cell in row if clean(cell.text) and cell.row == number]
        for number, row in enumerate(block.rows)
    ]
    if any(len(row) > 1 for row in filled):
        return [block]
    return [Paragraph(cell.text, cell.place) for row in filled for cell in row]


def _text(blocks: Sequence[Block], number: int) -> str:
    block = blocks[number] if number >= 0 else None
    return clean(block.text) if isinstance(block, Paragraph) else ""


# --- titles ---------------------------------------------------------------------------------------


def _titles(blocks: Sequence[Block], edition: FormEdition) -> list[tuple[int, Section]]:
    """Each section's title; what is printed otherwise is found by its number between neighbours."""
    found: dict[str, int] = {}
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph) and (section := _section_of(block.text, edition)):
            found[section.id] = _better(blocks, section, found.get(section.id), number)
    for place, section in enumerate(edition.sections):
        if section.id not in found:
            after = max((found[s.id] for s in edition.sections[:place] if s.id in found), default=0)
            later = [found[s.id] for s in edition.sections[place + 1 :] if s.id in found]
            before = min((each for each in later if each > after), default=len(blocks))
            by_number = _by_number(blocks, section, after, before)
            if by_number is not None:
                found[section.id] = by_number
    named = {section.id: section for section in edition.sections}
    return sorted(((number, named[name]) for name, number in found.items()), key=lambda t: t[0])


def _better(blocks: Sequence[Block], section: Section, old: int | None, new: int) -> int:
    """Of two titles the first, but for a section of tables that with tables below it."""
    if old is None:
        return new
    if not section.tables:
        return old
    return old if _next_is_grid(blocks, old) or not _next_is_grid(blocks, new) else new


def _next_is_grid(blocks: Sequence[Block], number: int) -> bool:
    return any(isinstance(block, Grid) for block in blocks[number + 1 : number + 4])


def _section_of(text: str, edition: FormEdition) -> Section | None:
    """The section that a short line is the title of."""
    text = clean(text)
    if len(text) > _LONGEST_TITLE or _ENDS_SENTENCE.search(text.rstrip("，。")):
        return None
    whole, bare = folded(text), core(text)
    nearest: list[tuple[int, Section]] = []
    for section in edition.sections:
        for label in (section.label, *section.label_variants):
            if whole == folded(label) or (whole == bare and bare == core(label)):
                return section
            most = slips_allowed(len(core(label)))
            if _number(text) in ("", _number(label)):
                slips = distance(bare, core(label), most)
                nearest += [(slips, section)] if slips is not None else []
    best = min((slips for slips, _ in nearest), default=0)
    names = {section.id: section for slips, section in nearest if slips == best}
    return next(iter(names.values())) if len(names) == 1 else None


def _number(text: str) -> str:
    found = _NUMBER.match(text)
    return found[1] if found else ""


def _by_number(blocks: Sequence[Block], section: Section, after: int, before: int) -> int | None:
    """A heading with the section's own number, where no title was found."""
    number = _number(section.label)
    for place in range(after, before):
        block = blocks[place]
        if not isinstance(block, Paragraph) or not number:
            continue
        text = clean(block.text)
        is_heading = len(text) <= _LONGEST_TITLE and not _ENDS_SENTENCE.search(text)
        if is_heading and re.match(rf"\s*{number}[、.．]", text):
            return place
    return None


# --- titles inside something else -----------------------------------------------------------------


def _without_grid_prose(blocks: Sequence[Block], labels: Labels) -> Iterator[Block]:
    """Grids divided at rows that hold nothing but the title of a section, without other prose."""
    for block in blocks:
        for each in _divided(block, labels.edition) if isinstance(block, Grid) else ():
            yield from without_lone_rows(each, labels) if isinstance(each, Grid) else [each]
        if isinstance(block, Paragraph):
            yield block


def _divided(grid: Grid, edition: FormEdition) -> Iterator[Block]:
    start = 0
    for number, row in enumerate(grid.rows):
        filled = [cell for cell in row if clean(cell.text)]
        is_title = (
            len(filled) == 1 and _number(filled[0].text) and _section_of(filled[0].text, edition)
        )
        if is_title:
            yield from [part_of(grid, start, number)] if start < number else []
            yield Paragraph(filled[0].text, filled[0].place)
            start = number + 1
    if start < len(grid.rows):
        yield part_of(grid, start, len(grid.rows)) if start else grid


def _with_inline_titles(blocks: Sequence[Block], edition: FormEdition) -> Iterator[Block]:
    """Paragraphs divided at titles that run into other text, where none stands alone."""
    own = {
        section.id
        for block in blocks
        if isinstance(block, Paragraph) and (section := _section_of(block.text, edition))
    }
    missing = [section for section in edition.sections if section.id not in own]
    patterns = [
        re.compile(r"\s*".join(map(re.escape, label)))
        for section in missing
        for label in (section.label, *section.label_variants)
    ]
    for block in blocks:
        yield from _cut(block, patterns) if isinstance(block, Paragraph) else [block]


def _cut(block: Paragraph, patterns: Sequence[re.Pattern[str]]) -> Iterator[Paragraph]:
    found = sorted(
        (match.span() for pattern in patterns for match in pattern.finditer(block.text)),
    )
    at = 0
    for start, end in found:
        if start < at:
            continue
        yield from _piece(block, block.text[at:start])
        yield Paragraph(block.text[start:end], block.place)
        at = end
    yield from _piece(block, block.text[at:])


def _piece(block: Paragraph, text: str) -> Iterator[Paragraph]:
    if text.strip():
        yield Paragraph(text.strip(), block.place)
