"""A site's files on disk, all or nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import click

from gongkai.outputs.model import SiteFile

# Says that a folder was written by us and may be replaced.
_MARK = ".gongkai-build"


def write_files(files: Iterable[SiteFile], out: Path, docs: Path | None = None) -> None:
    """Puts the site's files into ``out``, all or nothing: it is filled aside and then renamed."""
    if out.exists() and any(out.iterdir()) and not (out / _MARK).is_file():
        raise click.ClickException(f"{out} 里有别的文件，换一个空的文件夹")
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as folder:
        aside = Path(folder) / "new"
        if docs is None:
            aside.mkdir()
        else:
            shutil.copytree(docs, aside)
        for file in files:
            _write_file(file, aside / file.uri)
        (aside / _MARK).write_text("gongkai build\n", encoding="utf-8")
        if out.exists():
            out.rename(Path(folder) / "old")
        aside.rename(out)


def _write_file(file: SiteFile, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(file.content, Path):
        shutil.copyfile(file.content, path)
    else:
        path.write_text(file.content, encoding="utf-8", newline="\n")
