"""Files as git keeps them: what revisions there are, and their trees written into a folder.

git is called as a program, and only reads: neither the working tree nor the index is touched.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from gongkai import git

_LINK = "120000"


class GitError(RuntimeError):
    """git could not read; the message is Chinese."""


@dataclass(frozen=True, slots=True)
class Revisions:
    """The revisions of a repository, whose working tree has its root at ``top``."""

    top: Path

    @classmethod
    def around(cls, folder: Path) -> Revisions | None:
        """The repository that a folder lies in; None where it lies in none or there is no git."""
        found = _ask(folder, "rev-parse", "--show-toplevel") if git.is_installed() else None
        return cls(Path(found).resolve()) if found else None

    def commit(self, name: str) -> str | None:
        """The id of the commit that a name stands for; None if there is no such."""
        if name.startswith("-"):  # no revision is called so; git would take it for an option
            return None
        return _ask(self.top, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")

    def fork_point(self, one: str, other: str) -> str | None:
        """The newest commit that two have in common; None if they have none."""
        return _ask(self.top, "merge-base", one, other)

    def write_tree(self, commit: str, folders: Sequence[PurePosixPath], target: Path) -> None:
        """Puts what lies in some folders at a commit below ``target``, at the same paths.

        A folder that is not there is left out, and so are submodules. Links come last: nothing is
        written through one, also where upper and lower case are the same.
        """
        entries = sorted(self._entries(commit, folders), key=lambda each: each.is_link)
        with git.started(self.top, "cat-file", "--batch") as batch:
            for entry in entries:
                _place(entry, _content(batch, entry.blob), target)

    def _entries(self, commit: str, folders: Sequence[PurePosixPath]) -> Iterator[_Entry]:
        """The files and links of a commit below some folders."""
        names = [folder.as_posix() for folder in folders if folder.parts]
        listed = git.run(self.top, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *names)
        if listed.returncode:
            raise GitError(f"git 读不出 {commit}：{git.said(listed.stderr)}")
        for line in filter(None, listed.stdout.split(b"\0")):
            head, _, path = line.partition(b"\t")
            mode, kind, blob = head.decode("ascii").split()
            if kind == "blob":
                yield _Entry(PurePosixPath(os.fsdecode(path)), blob, mode == _LINK)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file or a link in a tree."""

    path: PurePosixPath
    blob: str
    is_link: bool


def _place(entry: _Entry, content: bytes, target: Path) -> None:
    """Writes an entry; a link stays a link, which the reader of the data does not follow."""
    if entry.path.is_absolute() or ".." in entry.path.parts:
        raise GitError(f"git 里的路径不合规则：{entry.path}")
    path = target / entry.path
    path.parent.mkdir(parents=True, exist_ok=True)
    if entry.is_link:
        path.symlink_to(os.fsdecode(content))
    else:
        path.write_bytes(content)


def _content(batch: subprocess.Popen[bytes], blob: str) -> bytes:
    """The bytes of a blob, from a running ``git cat-file --batch``."""
    ask, answer = _pipes(batch)
    ask.write(f"{blob}\n".encode("ascii"))
    ask.flush()
    head = answer.readline().split()
    if len(head) != 3:  # noqa: PLR2004 - id, kind, size; otherwise "<id> missing"
        raise GitError(f"git 里缺少文件的内容（{blob}）；仓库若是部分克隆，先取全")
    content = answer.read(int(head[2]))
    answer.readline()
    return content


def _pipes(batch: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if batch.stdin is None or batch.stdout is None:
        raise ValueError(batch.args)
    return batch.stdin, batch.stdout


# --- the program ------------------------------------------------------------------------------


def _ask(folder: Path, *arguments: str) -> str | None:
    """The one line that git answers; None where it has no answer."""
    done = git.run(folder, *arguments)
    return None if done.returncode else os.fsdecode(done.stdout).strip("\r\n") or None
