"""Size and checksum of every file of a site, and the list that ``sha256sum --check`` reads."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gongkai.outputs.downloads import CHECKSUMS


@dataclass(frozen=True, slots=True)
class FileState:
    """What a file holds: its size in bytes, and its SHA-256 in hexadecimal digits."""

    size: int
    sha256: str

    @classmethod
    def of(cls, data: bytes) -> FileState:
        return cls(len(data), hashlib.sha256(data).hexdigest())


def file_states(site: Path) -> dict[str, FileState]:
    """Every file of a site but the list, by its path from the site's folder on, in order."""
    return {
        each: FileState.of((site / each).read_bytes())
        for each in files_of(site)
        if each != CHECKSUMS
    }


def files_of(site: Path) -> list[str]:
    """Every file of a site by its path from the site's folder on, in order."""
    walked = ((folder, name) for folder, _, names in os.walk(site) for name in names)
    return sorted(Path(folder, name).relative_to(site).as_posix() for folder, name in walked)


def listed(states: Mapping[str, FileState]) -> str:
    """The list of some files by their path, a line each."""
    return "".join(_line(path, state.sha256) for path, state in sorted(states.items()))


def _line(path: str, digest: str) -> str:
    """A line of the list; a name that would not fit on one begins with a sign of its escapes."""
    escaped = path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if escaped == path else chr(92)}{digest}  {escaped}\n"
