"""How far long work has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import track as rich_track

T = TypeVar("T")


class Progress:
    """A bar on a terminal, one plain line where the output is piped; ``count`` is of all items."""

    def __init__(self, what: str, unit: str = "个文件") -> None:
        self.what = what
        self.unit = unit
        self.count = 0

    def __call__(self, items: Sequence[T]) -> Iterable[T]:
        self.count = len(items)
        console = Console(stderr=True)
        if console.is_terminal:
            return rich_track(items, self.what, console=console, transient=True)
        click.echo(f"{self.what}：{len(items)} {self.unit}", err=True)
        return items
