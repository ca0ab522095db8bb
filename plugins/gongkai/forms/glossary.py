"""The labels of the form in plain words: one entry for each label, whatever editions print it.

The texts are data (``glossary.yaml``). A form of one's own may have labels without an entry: they
are printed without an explanation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from gongkai.fields import Field, Reader
from gongkai.forms.labels import normal_label
from gongkai.issues import Loaded
from gongkai.located_yaml import Mapping, Node, read_yaml

BUILTIN_GLOSSARY = Path(__file__).parent / "glossary.yaml"

GLOSSARY_FIELDS = {
    "schema_version": Field("文件格式的版本，现为 1", required=True),
    "parts": Field("名词，按部分", required=True),
}
PART_FIELDS = {
    "label": Field("部分的标题", required=True),
    "terms": Field("名词", required=True),
}
TERM_FIELDS = {
    "id": Field("标识，名词页上的锚点", required=True),
    "name": Field("名词", required=True),
    "labels": Field("所解释的行名、列名，照表式", required=True),
    "text": Field("白话解释", required=True),
    "example": Field("一个例子", required=True),
}


@dataclass(frozen=True, slots=True)
class Term:
    """What labels of the form mean; ``id`` is its anchor on the glossary page, for ever."""

    id: str
    name: str
    labels: tuple[str, ...]
    text: str
    example: str


@dataclass(frozen=True, slots=True)
class Part:
    """Terms that belong together."""

    label: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Glossary:
    """All terms in reading order."""

    parts: tuple[Part, ...] = ()
    _by_label: dict[str, Term] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found = {normal_label(label): term for term in self.terms() for label in term.labels}
        object.__setattr__(self, "_by_label", found)

    def terms(self) -> Iterator[Term]:
        for part in self.parts:
            yield from part.terms

    def of(self, label: str) -> Term | None:
        """The entry for a label of an edition, None where there is none."""
        return self._by_label.get(normal_label(label))


@lru_cache(maxsize=1)
def builtin_glossary() -> Glossary:
    """The glossary that ships with the package; ValueError for a package that is damaged."""
    loaded = load_glossary(BUILTIN_GLOSSARY)
    if loaded.issues:
        raise ValueError(loaded.issues[0].message)
    return loaded.value


def load_glossary(path: Path) -> Loaded[Glossary]:
    """The glossary of a file, without the entries that have issues."""
    loaded = read_yaml(path, path.as_posix())
    if loaded.value is None:
        return Loaded(Glossary(), loaded.issues)
    reader = _GlossaryReader(loaded.value)
    glossary = reader.glossary(loaded.value.root)
    return Loaded(glossary, reader.all_issues(loaded.issues))


class _GlossaryReader(Reader):
    """Reads a glossary file."""

    def glossary(self, root: Mapping) -> Glossary:
        if self.record(root, GLOSSARY_FIELDS) is None:
            return Glossary()
        self.get(root, "schema_version", self.integer)
        return Glossary(self.get_each(root, "parts", self._part))

    def _part(self, node: Node) -> Part | None:
        record = self.record(node, PART_FIELDS)
        if record is None:
            return None
        label = self.get(record, "label", self.line) or ""
        return Part(label, self.get_each(record, "terms", self._term))

    def _term(self, node: Node) -> Term | None:
        record = self.record(node, TERM_FIELDS)
        if record is None:
            return None
        return Term(
            id=self.get(record, "id", self.line) or "",
            name=self.get(record, "name", self.line) or "",
            labels=self.get_each(record, "labels", self.line),
            text=self.get(record, "text", self.line) or "",
            example=self.get(record, "example", self.line) or "",
        )
