"""What a YAML file holds: scalars as typed, lists and mappings, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from gongkai.issues import Location


@dataclass(frozen=True, slots=True)
class Scalar:
    """One scalar as typed; ``plain`` if it stood without quotes and outside a block.

    ``comment`` is the comment, with its ``#``, that ends the line of a plain one.
    """

    text: str
    plain: bool
    line: int
    column: int
    comment: Scalar | None = None


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Nodes by key, in the order of the file; ``keys`` holds where each key stands."""

    entries: dict[str, Node]
    keys: dict[str, Scalar]
    line: int
    column: int


Node: TypeAlias = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class LocatedDocument:
    """The one mapping of a YAML file, every node with its place.

    ``path`` is shown in issues; ``sha256`` is that of the file's bytes.
    """

    path: str
    root: Mapping
    sha256: str = ""

    def location(self, node: Node) -> Location:
        """Where a node begins."""
        return Location(self.path, node.line, node.column)


def quoted(text: str, limit: int = 40) -> str:
    """A value as shown in messages: in Chinese quotes, cut, unprintable characters escaped."""
    cut = text if len(text) <= limit else text[:limit] + "…"
    return f"“{visible(cut)}”"


def visible(text: str) -> str:
    """Text with what cannot be seen as the escapes that YAML knows inside double quotes."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )
