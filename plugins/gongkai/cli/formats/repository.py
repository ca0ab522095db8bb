"""Paths as a repository knows them: from its top on, wherever in it the command is run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Repository:
    """Turns paths that are relative to ``root`` into paths that are relative to ``top``."""

    root: Path
    top: Path

    @classmethod
    def around(cls, root: Path) -> Repository:
        """The repository that a folder lies in; the folder itself where it lies in none."""
        root = root.resolve()
        folders = (root, *root.parents)
        top = next((each for each in folders if (each / ".git").exists()), root)
        return cls(root, top)

    def path(self, path: str) -> str:
        """A path from the top on; one outside is left as it is."""
        place = self.root / path
        return place.relative_to(self.top).as_posix() if place.is_relative_to(self.top) else path

    def uri(self, path: str) -> str:
        """The same as a relative URI."""
        return quote(self.path(path), safe="/")
