"""What git tells of files: the commit that each comes from, as it is now, and its day.

One run of git for a whole folder, however many files. A commit is stated only of a file whose bytes
are those of the commit, and only where git knows that the commit changed it: the oldest commit of a
shallow clone seems to have made every file.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from gongkai import git

_HEAD = "\x01"
# The main line alone: each commit as the difference that it made there, merges included.
_LOG = (
    *("--literal-pathspecs", "-c", "log.showRoot=true", "log", "--first-parent", "-m", "-z"),
    *("--raw", "--no-abbrev", "--no-renames", "--no-show-signature", "--decorate=full"),
    f"--format={_HEAD}%H %cs %D",
)
_SHA256 = 64  # digits of an object's name in a repository of the newer kind
_BOUNDARY = "grafted"  # how git marks a commit whose parents it does not have


@dataclass(frozen=True, slots=True)
class Change:
    """The commit that last changed a file, and its day."""

    commit: str
    day: date


@dataclass(frozen=True, slots=True)
class History:
    """What is known of some files, by path.

    ``changes`` holds those that are as they were committed, ``uncommitted`` those that are not;
    of the others nothing is known. ``is_cut`` tells that this is since the clone is shallow.
    ``folder`` is the folder's own path in the repository.
    """

    changes: Mapping[str, Change] = field(default_factory=lambda: MappingProxyType({}))
    uncommitted: frozenset[str] = frozenset()
    is_cut: bool = False
    folder: str = ""


def read_history(folder: Path, files: Iterable[str]) -> History:
    """What git tells of files in a folder, named by their paths in it.

    Nothing where there is no git, no repository around the folder, or no commit in it.
    """
    place = folder.resolve()
    top = next((each for each in (place, *place.parents) if (each / ".git").exists()), None)
    if top is None or not git.is_installed():
        return History()
    done = git.run(top, *_LOG, "--", place.relative_to(top).as_posix())
    if done.returncode:
        return History()
    folder = place.relative_to(top)
    history = _history(place, files, _last_states(done.stdout, folder))
    return replace(history, folder=folder.as_posix())


@dataclass(frozen=True, slots=True)
class _State:
    """A file's content after its last change; the change is None where history is cut off."""

    blob: str
    change: Change | None


def _last_states(log: bytes, place: Path) -> dict[str, _State]:
    """The newest state of each file by its path in the folder, out of what ``git log`` said."""
    states: dict[str, _State] = {}
    change: Change | None = None
    tokens = iter(os.fsdecode(log).split("\0"))
    for token in tokens:
        if token.startswith(_HEAD):
            change = _change(token.removeprefix(_HEAD))
        elif token.strip():
            blob, path = token.split()[3], Path(next(tokens))
            states.setdefault(path.relative_to(place).as_posix(), _State(blob, change))
    return states


def _change(head: str) -> Change | None:
    """The commit of a line of the log; None for the oldest of a shallow clone."""
    commit, day, names = head.split(" ", 2)
    return None if _BOUNDARY in names.split(", ") else Change(commit, date.fromisoformat(day))


def _history(place: Path, files: Iterable[str], states: Mapping[str, _State]) -> History:
    changes: dict[str, Change] = {}
    uncommitted = set()
    is_cut = False
    for file in filter(lambda each: (place / each).is_file(), files):
        state = states.get(file)
        if state is None or state.blob not in _blobs(place / file, len(state.blob)):
            uncommitted.add(file)
        elif state.change is None:
            is_cut = True
        else:
            changes[file] = state.change
    return History(changes, frozenset(uncommitted), is_cut)


def _blobs(path: Path, length: int) -> Iterator[str]:
    """What git calls a file's content, as it is and with the line ends that git may keep."""
    content = path.read_bytes()
    for each in (content, content.replace(b"\r\n", b"\n")):
        digest = hashlib.sha256() if length == _SHA256 else hashlib.sha1(usedforsecurity=False)
        digest.update(b"blob %d\0" % len(each) + each)
        yield digest.hexdigest()
