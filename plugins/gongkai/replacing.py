"""Files that are replaced whole: whoever reads one meets the old content or the new."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """A place to fill aside, which is then renamed; after an error the old file is still there."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name[:40]}-") as folder:
        aside = Path(folder) / "new"
        yield aside
        aside.replace(path)


def replace_file(path: Path, data: bytes) -> None:
    """Puts bytes into a file."""
    with replaced(path) as aside:
        aside.write_bytes(data)


def renew_file(path: Path, data: bytes) -> bool:
    """The same, but one that holds these bytes keeps its time; whether it was replaced."""
    if path.is_file() and path.read_bytes() == data:
        return False
    replace_file(path, data)
    return True
