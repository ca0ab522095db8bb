"""Bytes that are costly to make, kept on disk by what they are made of. It only saves time.

It knows no nouns: a key is a hash of all that matters, so what stands below it never changes and
nothing ever has to be found out of date. Processes may share a folder. An entry that is not whole
is made again, and where nothing can be kept everything is made.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_DIGEST_SIZE = sha256().digest_size


def key_of(*parts: object) -> str:
    """The key of what is made of these parts, whose ``repr`` has to tell all of them."""
    return sha256("\0".join(map(repr, parts)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Cache:
    """The entries in a folder, which need not be there yet."""

    folder: Path

    def get(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The bytes of a key, made and kept where they are not there."""
        content = self.read(key)
        if content is None:
            content = make()
            self.write(key, content)
        return content

    def read(self, key: str) -> bytes | None:
        """The bytes of a key, None where there are none that are whole."""
        return _read(self._path(key))

    def write(self, key: str, content: bytes) -> None:
        """Keeps the bytes of a key."""
        # A full or protected disk: the next build makes it again.
        with suppress(OSError):
            self._write(self._path(key), content)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key

    def _write(self, path: Path, content: bytes) -> None:
        """An entry at its place, whole or not at all: the bytes behind their own digest."""
        path.parent.mkdir(parents=True, exist_ok=True)
        ignore = self.folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".new-") as folder:
            aside = Path(folder) / path.name
            aside.write_bytes(sha256(content).digest() + content)
            aside.replace(path)


def _read(path: Path) -> bytes | None:
    """The bytes of an entry, None where there is none that is whole."""
    try:
        entry = path.read_bytes()
    except OSError:
        return None
    digest, content = entry[:_DIGEST_SIZE], entry[_DIGEST_SIZE:]
    return content if sha256(content).digest() == digest else None
