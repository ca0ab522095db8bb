"""The definitions of all indicators, read from ``indicators.yaml``.

No code knows a row or column of the form: which cells an indicator adds up is data, by their
addresses in the newest edition that has them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from gongkai.fields import Field, Reader
from gongkai.issues import Loaded
from gongkai.located_yaml import Mapping, Node, quoted, read_yaml

BUILTIN_INDICATORS = Path(__file__).parent / "indicators.yaml"

CATALOGUE_FIELDS = {
    "schema_version": Field("文件格式的版本，现为 1", required=True),
    "highlights": Field("首页、机关页和年份页列出的指标"),
    "comparison": Field("比较页画出的件数"),
    "flow": Field("一年之中转入、转出的件数"),
    "groups": Field("指标，按部分", required=True),
}
FLOW_FIELDS = {
    "in": Field("转入的指标", required=True),
    "out": Field("转出的指标；最后一项就是下一年的第一项转入", required=True),
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
    "of": Field("相加的格"),
    "over": Field("分母相加的格；没有就是件数"),
    "less_last_year": Field("要减去的上年年报的格"),
    "each": Field("分项：所列每一格各是一项，合成一页"),
    "measure": Field("由年报本身得出的，写算法的名称"),
    "unit": Field("件数的单位，或不是百分比的比率的单位"),
    "beside": Field("须一并看的指标"),
}


class Measure(StrEnum):
    """What is not added up from cells, but said of the report itself."""

    COMPLETENESS = "completeness"
    CONSISTENCY = "consistency"
    ON_TIME = "on_time"


@dataclass(frozen=True, slots=True)
class Term:
    """Cells that are added up: one, or with ``below`` those of the rows below ``row``.

    A group that a report gives as one row, and a row that has none below it in an edition, is that
    row itself. ``across`` means all columns below ``column``. An empty row or column is the whole
    table's.
    """

    table: str
    row: str
    column: str
    below: bool = False
    across: bool = False


@dataclass(frozen=True, slots=True)
class Indicator:
    """One definition: a count of ``of``, or the rate of ``of`` over ``over``.

    A rate is shown in percent; one with a ``unit`` per hundred of what is below, in that unit. A
    count may be ``less_last_year``, cells of the report before. A family has no ``of``: every cell
    of ``each`` is an indicator of its own. With a ``measure`` there are no cells.
    """

    id: str
    version: int
    name: str
    meaning: str
    of: tuple[Term, ...] = ()
    over: tuple[Term, ...] = ()
    less_last_year: tuple[Term, ...] = ()
    each: tuple[Term, ...] = ()
    measure: Measure | None = None
    unit: str = ""
    caveat: str = ""
    beside: tuple[str, ...] = ()

    @property
    def is_rate(self) -> bool:
        return bool(self.over)

    @property
    def is_family(self) -> bool:
        return bool(self.each)


@dataclass(frozen=True, slots=True)
class Group:
    """Indicators that belong together."""

    label: str
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """Counts of one year: what comes in and what goes out, which are equal.

    What goes out last is what comes in first in the year after.
    """

    incoming: tuple[Indicator, ...] = ()
    outgoing: tuple[Indicator, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All indicators in reading order, and the few that other pages show."""

    groups: tuple[Group, ...] = ()
    highlights: tuple[Indicator, ...] = ()
    comparison: tuple[Indicator, ...] = ()
    flow: Flow = Flow()

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
        groups = self.get_each(root, "groups", self._group)
        known = {each.id: each for group in groups for each in group.indicators}

        def named(node: Node) -> Indicator | None:
            name = self.line(node)
            if name is not None and name not in known:
                self.report("form.file", node, f"没有指标{quoted(name)}")
            return known.get(name or "")

        highlights = self.get_each(root, "highlights", named)
        comparison = self.get_each(root, "comparison", named)
        return Catalogue(groups, highlights, comparison, self._flow(root, named))

    def _flow(self, root: Mapping, named: Callable[[Node], Indicator | None]) -> Flow:
        node = root.entries.get("flow")
        record = None if node is None else self.record(node, FLOW_FIELDS)
        if record is None:
            return Flow()
        return Flow(self.get_each(record, "in", named), self.get_each(record, "out", named))

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
        indicator = Indicator(
            id=self.get(record, "id", self.line) or "",
            version=self.get(record, "version", self.integer) or 0,
            name=self.get(record, "name", self.line) or "",
            meaning=self.get(record, "meaning", self.line) or "",
            of=self.get_each(record, "of", self._term),
            over=self.get_each(record, "over", self._term),
            less_last_year=self.get_each(record, "less_last_year", self._term),
            each=self.get_each(record, "each", self._term),
            measure=self.get(record, "measure", self._measure),
            unit=self.get(record, "unit", self.line) or "",
            caveat=self.get(record, "caveat", self.line) or "",
            beside=self.get_each(record, "beside", self.line),
        )
        kinds = [indicator.of, indicator.each, indicator.measure]
        if sum(map(bool, kinds)) != 1:
            self.report("form.file", node, "of、each、measure 三项须写一项，只写一项")
            return None
        return indicator

    def _measure(self, node: Node) -> Measure | None:
        text = self.line(node)
        if text is None or text in list(Measure):
            return Measure(text) if text else None
        self.report("form.file", node, f"没有算法{quoted(text)}")
        return None

    def _term(self, node: Node) -> Term | None:
        """``table.row/column``; ``x.*`` for the rows or columns below x, ``*`` for all of them."""
        text = self.line(node)
        if text is None:
            return None
        head, _, columns = text.partition("/")
        table, _, rows = head.partition(".")
        if not (table and rows and columns):
            self.report("form.file", node, f"{quoted(text)}不是地址，写 表.行/栏")
            return None
        row, below = _expanded(rows)
        column, across = _expanded(columns)
        return Term(table, row, column, below, across)


def _expanded(path: str) -> tuple[str, bool]:
    """A path, and whether what is below it is meant."""
    if path == "*":
        return "", True
    return path.removesuffix(".*"), path.endswith(".*")
