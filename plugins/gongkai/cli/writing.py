"""Files on disk, all or nothing, and UTF-8 on standard output."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

import click

from gongkai.cli.tree import in_folders, place_of, relinked
from gongkai.outputs.model import SiteFile
from gongkai.replacing import replace_file

# Says that a folder was written by us and may be replaced.
_MARK = ".gongkai-build"
MOST_TRIES = 5  # of moving the output into its place, where other builds do the same


def write_files(files: Iterable[SiteFile], out: Path, docs: Path | None = None) -> None:
    """Puts the site's files into ``out``, all or nothing: it is filled aside and then renamed.

    Each page stands in a folder of its own; links in the authored pages of ``docs`` follow.
    """
    try:
        _write_aside(files, out, docs)
    except OSError as error:
        raise _cannot_write(out, error) from error


def _write_aside(files: Iterable[SiteFile], out: Path, docs: Path | None) -> None:
    if out.exists() and any(out.iterdir()) and not (out / _MARK).is_file():
        raise click.ClickException(f"{out} 里有别的文件，换一个空的文件夹")
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as folder:
        aside = Path(folder) / "new"
        if docs is None:
            aside.mkdir()
        else:
            shutil.copytree(docs, aside)
        files = tuple(files)
        if docs is not None:
            _relink(aside, frozenset(file.uri for file in files))
        for file in in_folders(files):
            _write_file(file, aside / file.uri)
        (aside / _MARK).write_text("gongkai build\n", encoding="utf-8")
        _move_into_place(aside, out)


def _relink(docs: Path, pages: frozenset[str]) -> None:
    """Lets the links of authored pages follow the pages that stand in folders of their own."""
    moved = {uri for uri in pages if place_of(uri) != uri}
    for path in sorted(docs.rglob("*.md")):
        text = path.read_bytes().decode("utf-8", errors="surrogateescape")
        new = relinked(text, path.relative_to(docs).as_posix(), moved)
        if new != text:
            path.write_bytes(new.encode("utf-8", errors="surrogateescape"))


def _move_into_place(aside: Path, out: Path) -> None:
    """Renames a folder, what stood at its place aside; again if another build comes between."""
    for number in range(MOST_TRIES):
        with suppress(FileNotFoundError):  # another build has moved it
            out.rename(aside.with_name(f"old-{number}"))
        try:
            aside.rename(out)
        except OSError as error:
            if number + 1 == MOST_TRIES or error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
        else:
            return


def _write_file(file: SiteFile, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(file.content, Path):
        shutil.copyfile(file.content, path)
    elif isinstance(file.content, bytes):
        path.write_bytes(file.content)
    else:
        path.write_text(file.content, encoding="utf-8", newline="\n")


# --- new files ----------------------------------------------------------------------------------


def write_new(texts: Mapping[str, str], folder: Path) -> None:
    """Puts texts into new files below a folder by their paths, all or nothing.

    A file that is there is never written to: all that are in the way are named. A new folder
    appears with everything in it.
    """
    taken = [path for path in texts if os.path.lexists(folder / path)]
    if taken:
        raise click.ClickException(f"“{folder}”里已有 {'、'.join(taken)}；什么也没有写")
    try:
        if folder.exists():
            _create_all(texts, folder)
        else:
            _create_aside(texts, folder)
    except OSError as error:
        raise _cannot_write(Path(error.filename or folder), error) from error


def _create_aside(texts: Mapping[str, str], folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as aside:
        made = Path(aside) / "new"
        _create_all(texts, made)
        made.rename(folder)


def _create_all(texts: Mapping[str, str], folder: Path) -> None:
    """Creates every file; where one cannot be, those before it are taken back."""
    with ExitStack() as undo:
        for path, text in texts.items():
            _make_folders((folder / path).parent, undo)
            with (folder / path).open("xb") as file:
                undo.callback((folder / path).unlink)
                file.write(_utf8(text))
        undo.pop_all()


def _make_folders(folder: Path, undo: ExitStack) -> None:
    """Makes a folder and those above it that are not there."""
    if not folder.is_dir():
        _make_folders(folder.parent, undo)
        folder.mkdir()
        undo.callback(folder.rmdir)


# --- one file -----------------------------------------------------------------------------------


def make_folder(folder: Path) -> None:
    """Makes a folder with those above it, if it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_write(folder, error) from error


def write_text(text: str, path: Path) -> None:
    """Puts a text into a file, as ``write_bytes`` does."""
    write_bytes(_utf8(text), path)


def write_bytes(data: bytes, path: Path) -> None:
    """Puts bytes into a file; whoever reads it meets the old ones or the new, never a part.

    A link is followed. What is no regular file, such as a pipe, is written to as it is.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            replace_file(path.resolve(), data)
    except OSError as error:
        raise _cannot_write(path, error) from error


def write_text_in_folder(text: str, path: Path) -> None:
    """The same as ``write_text``; the folder is made where there is none."""
    make_folder(path.parent)
    write_text(text, path)


def append_text(text: str, path: Path) -> None:
    """Puts a text at the end of a file that others write to as well."""
    try:
        with path.open("ab") as file:
            file.write(_utf8(text))
    except OSError as error:
        raise _cannot_write(path, error) from error


def echo_utf8(text: str) -> None:
    """Writes to standard output in UTF-8, whatever the locale says."""
    click.echo(_utf8(text), nl=False)


def _utf8(text: str) -> bytes:
    # A lone surrogate, which only an escape in a data file can bring, becomes JSON's own escape.
    return text.encode("utf-8", errors="backslashreplace")


def _cannot_write(path: Path, error: OSError) -> click.UsageError:
    return click.UsageError(f"“{path}”写不了（{error.strerror}）")
