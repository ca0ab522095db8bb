"""git as a program, called to read only: neither the working tree nor the index is touched."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

_GIT = "git"


def is_installed() -> bool:
    """Whether there is git on this machine."""
    return shutil.which(_GIT) is not None


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """What git says in a folder; whoever asks judges the exit code."""
    return subprocess.run(_command(folder, *arguments), capture_output=True, check=False)  # noqa: S603 - a list, no shell


def started(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Git at work, for one who asks and is answered in turns."""
    return subprocess.Popen(  # noqa: S603 - a list, no shell
        _command(folder, *arguments), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def said(output: bytes) -> str:
    """What git wrote, as text for a message."""
    return output.decode("utf-8", errors="replace").strip()


def _command(folder: Path, *arguments: str) -> list[str]:
    return [_GIT, "--no-optional-locks", "-C", str(folder), *arguments]
