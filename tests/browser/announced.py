"""A table as a screen reader is given it: Chromium's accessibility tree, joined with ``headers``.

The tree says what is a table, a header or a cell, in which order, and what each is called. Which
headers a cell names stands in its ``headers``; browsers hand that relation to screen readers only
through the system's own interface, which a browser without a window does not open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from playwright.sync_api import Page

_HEADERS = {"columnheader": "column", "rowheader": "row"}


class Announced(NamedTuple):
    """A cell: the names of the headers above and beside it, outermost first, and what it says."""

    columns: tuple[str, ...]
    rows: tuple[str, ...]
    says: str


class AnnouncedTable(NamedTuple):
    """A table's name, the names of all its headers in reading order, and its cells."""

    name: str
    headers: tuple[str, ...]
    cells: tuple[Announced, ...]


class _Tree:
    """The accessibility tree of a page, and the attributes of the elements behind its nodes."""

    def __init__(self, page: Page) -> None:
        session = page.context.new_cdp_session(page)
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        document = session.send("DOM.getDocument", {"depth": -1})["root"]
        self.nodes: Mapping[str, Any] = {node["nodeId"]: node for node in nodes}
        self._attributes = dict(_attributes(document))

    def below(self, node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        for child in node.get("childIds", ()):
            yield self.nodes[child]
            yield from self.below(self.nodes[child])

    def attribute(self, node: Mapping[str, Any], name: str) -> str:
        return self._attributes.get(node.get("backendDOMNodeId", 0), {}).get(name, "")


def announced_table(page: Page, table_id: str) -> AnnouncedTable:
    """The table whose caption has the id ``table_id.caption``."""
    tree = _Tree(page)
    (table,) = (
        node
        for node in tree.nodes.values()
        if _role(node) == "table"
        and any(tree.attribute(each, "id") == f"{table_id}.caption" for each in tree.below(node))
    )
    below = list(tree.below(table))
    headers = {tree.attribute(node, "id"): node for node in below if _role(node) in _HEADERS}
    cells = [node for node in below if _role(node) == "cell" and tree.attribute(node, "headers")]
    return AnnouncedTable(
        _name(table),
        tuple(_name(node) for node in headers.values()),
        tuple(_announced(tree, cell, headers) for cell in cells),
    )


def _announced(
    tree: _Tree, cell: Mapping[str, Any], headers: Mapping[str, Mapping[str, Any]]
) -> Announced:
    named = [headers[each] for each in tree.attribute(cell, "headers").split()]
    return Announced(
        tuple(_name(node) for node in named if _role(node) == "columnheader"),
        tuple(_name(node) for node in named if _role(node) == "rowheader"),
        _name(cell),
    )


def _role(node: Mapping[str, Any]) -> str:
    return "" if node["ignored"] else str(node.get("role", {}).get("value", ""))


def _name(node: Mapping[str, Any]) -> str:
    return str(node.get("name", {}).get("value", "")).strip()


def _attributes(node: Mapping[str, Any]) -> Iterator[tuple[int, dict[str, str]]]:
    """The attributes of each element below a node of the document, by the browser's number."""
    pairs = node.get("attributes", [])
    yield node["backendNodeId"], dict(zip(pairs[::2], pairs[1::2], strict=True))
    for child in node.get("children", ()):
        yield from _attributes(child)
