"""Files that are replaced whole: whoever reads one meets the old content or the new."""

from __future__ import annotations

import tempfile
from pathlib import Path


def replace_file(path: Path, data: bytes) -> None:
    """Puts bytes into a file that is filled aside and then renamed; OSError leaves the old one."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name[:40]}-") as folder:
        aside = Path(folder) / "new"
        aside.write_bytes(data)
        aside.replace(path)


def renew_file(path: Path, data: bytes) -> bool:
    """The same, but one that holds these bytes keeps its time; whether it was replaced."""
    if path.is_file() and path.read_bytes() == data:
        return False
    replace_file(path, data)
    return True
