"""The definitions of all indicators, read from ``indicators.yaml``.

No code knows a row or column of the form: which cells an indicator adds up is data, by addresses
that mean the same in every edition.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from gongkai.fields import Field, Reader
from gongkai.issues import Loaded
from gongkai.located_yaml import Mapping, Node, quoted, read_yaml

BUILTIN_INDICATORS = Path(__file__).parent / "indicators.yaml"

CATALOGUE_FIELDS = {
    "schema_version": Field("文件格式的版本，现为 1", required=True),
    "groups": Field("指标，按部分", required=True),
}
GROUP_FIELDS = {
    "label": Field("部分的标题", required=True),
    "indicators": Field("指标", required=True),
}
INDICATOR_FIELDS = {
    "id": Field("标识，网页的地址", required=True),
    "version": Field("公式的版本，公式一改就加一", required=True),
    "name": Field("名称", required=True),
    "meaning": Field("一句话的定义", required=True),
    "caveat": Field("不能从中看出什么"),
    "of": Field("相加的格", required=True),
    "over": Field("分母相加的格；没有就是件数"),
    "unit": Field("件数的单位，或不是百分比的比率的单位"),
    "beside": Field("须一并看的指标"),
}


@dataclass(frozen=True, slots=True)
class Term:
    """Cells that are added up: one, or with ``below`` those of the rows below ``row``.

    A group that a report gives as one row, and a row that has none below it in an edition, is that
    row itself.
    """

    table: str
    row: str
    column: str
    below: bool = False


@dataclass(frozen=True, slots=True)
class Indicator:
    """One definition: a count of ``of``, or the rate of ``of`` over ``over``.

    A rate is shown in percent; one with a ``unit`` per hundred of what is below, in that unit.
    """

    id: str
    version: int
    name: str
    meaning: str
    of: tuple[Term, ...]
    over: tuple[Term, ...] = ()
    unit: str = ""
    caveat: str = ""
    beside: tuple[str, ...] = ()

    @property
    def is_rate(self) -> bool:
        return bool(self.over)


@dataclass(frozen=True, slots=True)
class Group:
    """Indicators that belong together."""

    label: str
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All indicators in reading order."""

    groups: tuple[Group, ...] = ()

    def __iter__(self) -> Iterator[Indicator]:
        for group in self.groups:
            yield from group.indicators

    def get(self, indicator_id: str) -> Indicator | None:
        return next((each for each in self if each.id == indicator_id), None)


@lru_cache(maxsize=1)
def builtin_catalogue() -> Catalogue:
    """The indicators that ship with the package; ValueError for a package that is damaged."""
    loaded = load_catalogue(BUILTIN_INDICATORS)
    if loaded.issues:
        raise ValueError(loaded.issues[0].message)
    return loaded.value


def load_catalogue(path: Path) -> Loaded[Catalogue]:
    """The catalogue of a file, without the entries that have issues."""
    loaded = read_yaml(path, path.as_posix())
    if loaded.value is None:
        return Loaded(Catalogue(), loaded.issues)
    reader = _CatalogueReader(loaded.value)
    catalogue = reader.catalogue(loaded.value.root)
    return Loaded(catalogue, reader.all_issues(loaded.issues))


class _CatalogueReader(Reader):
    """Reads a file of indicators."""

    def catalogue(self, root: Mapping) -> Catalogue:
        if self.record(root, CATALOGUE_FIELDS) is None:
            return Catalogue()
        self.get(root, "schema_version", self.integer)
        return Catalogue(self.get_each(root, "groups", self._group))

    def _group(self, node: Node) -> Group | None:
        record = self.record(node, GROUP_FIELDS)
        if record is None:
            return None
        label = self.get(record, "label", self.line) or ""
        return Group(label, self.get_each(record, "indicators", self._indicator))

    def _indicator(self, node: Node) -> Indicator | None:
        record = self.record(node, INDICATOR_FIELDS)
        if record is None:
            return None
        of = self.get_each(record, "of", self._term)
        indicator = Indicator(
            id=self.get(record, "id", self.line) or "",
            version=self.get(record, "version", self.integer) or 0,
            name=self.get(record, "name", self.line) or "",
            meaning=self.get(record, "meaning", self.line) or "",
            of=of,
            over=self.get_each(record, "over", self._term),
            unit=self.get(record, "unit", self.line) or "",
            caveat=self.get(record, "caveat", self.line) or "",
            beside=self.get_each(record, "beside", self.line),
        )
        return indicator if of else None

    def _term(self, node: Node) -> Term | None:
        """``table.row/column``, the row with ``.*`` for those below it."""
        text = self.line(node)
        if text is None:
            return None
        head, _, column = text.partition("/")
        table, _, row = head.partition(".")
        if not (table and row and column):
            self.report("form.file", node, f"{quoted(text)}不是地址，写 表.行/栏")
            return None
        return Term(table, row.removesuffix(".*"), column, row.endswith(".*"))
