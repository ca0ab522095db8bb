"""How far the reading of files has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track as rich_track


class Progress:
    """A bar on a terminal, one plain line where the output is piped; ``count`` is of all files."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.count = 0

    def __call__(self, paths: Sequence[Path]) -> Iterable[Path]:
        self.count = len(paths)
        console = Console(stderr=True)
        if console.is_terminal:
            return rich_track(paths, self.what, console=console, transient=True)
        click.echo(f"{self.what}：{len(paths)} 个文件", err=True)
        return paths
