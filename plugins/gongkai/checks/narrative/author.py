"""Whose words a report is: the body itself, and whether it speaks for a whole area."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.checks.subject import Subject
from gongkai.reports.agency import Agency, AgencyKind

_ITSELF = re.compile(
    "(?:我|本)(?:单位|机关|部门|街道|中心|政府|[局镇乡办委厅院所馆站处署会街])|局|镇|乡|街道|办事处"
)
# 全县 and what may follow it: 全县各乡镇、各部门. No word begins like another, so that reading it
# takes time that grows with its length alone.
_AREA = re.compile(
    "(?:[我本全][省市县区州盟旗镇乡]|各级)(?P<bodies>(?:[各、县市区镇乡级地街道]|职能|部门|单位|政府|行政机关|机关)*)"
)
_EVERY_KIND = re.compile("部门|单位|政府|机关")
# How names end when shortened, other than as they do in full. An office of a government acts as it.
_SHORT_ENDS = (
    *(("委员会", "委"), ("办公室", "办"), ("街道办事处", "街道")),
    *(("人民政府办公室", "政府"), ("人民政府办公厅", "政府")),
)
_AREA_ENDS = tuple("省市县区州盟旗镇乡")


@dataclass(frozen=True, slots=True)
class Author:
    """``names`` are those of the body; ``for_area`` that its report sums up other bodies'."""

    year: int
    names: tuple[str, ...]
    for_area: bool

    def is_meant_by(self, words: str) -> bool:
        """Whether words name the body itself: 我局, 市人社局.

        A name is known by any shortening of it: 市人社局 has its characters in the order of
        某市人力资源和社会保障局.
        """
        if _ITSELF.fullmatch(words):
            return True
        return any(_shortens(words, name) and self._ends_like(words, name) for name in self.names)

    def _ends_like(self, words: str, name: str) -> bool:
        """Whether words end as a name does: 某市 is no short form of 某市教育局."""
        if self.for_area and words.endswith(_AREA_ENDS):
            return True
        ends = (short for full, short in _SHORT_ENDS if name.endswith(full))
        return words.endswith((name[-1:], *ends))

    def without_names(self, words: str) -> str:
        """The words with the full names of the body, or of its whole area, taken out."""
        for name in self.names:
            words = words.replace(name, "、")
        return _AREA.sub(_whole_area, words) if self.for_area else words


def _whole_area(match: re.Match[str]) -> str:
    """全县各乡镇 leaves out the departments, 全县各乡镇、各部门 nobody."""
    is_whole = not match["bodies"] or _EVERY_KIND.search(match["bodies"])
    return "、" if is_whole else match[0]


def author_of(subject: Subject) -> Author:
    """The author of a report."""
    agency = subject.agency
    for_area = agency.kind is not AgencyKind.DEPARTMENT or bool(agency.members)
    return Author(subject.report.year, tuple(_names(agency)), for_area)


def _names(agency: Agency) -> Iterator[str]:
    names = (agency.name, *agency.aliases, *(each.name for each in agency.former_names))
    if agency.kind is AgencyKind.TOWNSHIP:
        # The office of a town writes its report; that of a city has one of its own.
        yield from (f"{name}办公室" for name in names)
    yield from names


def _shortens(words: str, name: str) -> bool:
    """Whether the characters of some words stand in a name in the same order."""
    rest = iter(name)
    return all(character in rest for character in words)
