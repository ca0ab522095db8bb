"""The passages of ``passages.yaml``, which says how to read them, and reports made of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from gongkai.forms.model import Editions
from tests.unit.checks.prose_reports import Figures, agency_text, report_text

MARKED = re.compile("⟦([^⟧]*)⟧")
_FILE = Path(__file__).with_suffix(".yaml")


@dataclass(frozen=True)
class Passage:
    """``text`` has marks around the numbers that a reader could tell to be wrong."""

    body: str
    year: int
    text: str
    figures: Figures = field(default_factory=dict)
    holds: str = ""
    silent: str = ""
    finds: Sequence[Sequence[str | int]] = ()

    @property
    def plain(self) -> str:
        return MARKED.sub(r"\1", self.text)


def passages() -> list[Passage]:
    found = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return [Passage(**each | {"text": each["text"]}) for each in found]


def write(editions: Editions, name: str, passage: Passage, text: str) -> dict[str, str]:
    """The two files of a body whose report says ``text``, by their names."""
    edition = editions.for_year(passage.year)
    assert edition is not None
    return {
        f"{name}/agency.yaml": agency_text(passage.body),
        f"{name}/{passage.year}.yaml": report_text(edition, passage.year, text, passage.figures),
    }
