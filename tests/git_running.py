"""Small repositories for tests, with nothing of the machine's own settings in them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_ALONE = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{role}_NAME": "test" for role in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{role}_EMAIL": "test@example.org" for role in ("AUTHOR", "COMMITTER")},
}


def git(folder: Path, *arguments: str) -> str:
    """What git says; an error if it fails."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    done = subprocess.run(
        ["git", "-c", "safe.directory=*", *arguments],  # also where somebody else owns the checkout
        cwd=folder,
        env=environment | _ALONE,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout.strip()


def start_repository(folder: Path) -> Path:
    """A repository with everything in a folder as its first commit, on ``main``."""
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit_all(folder)
    return folder


def commit_all(folder: Path) -> str:
    """The id of a commit of everything as it is now."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message=state")
    return git(folder, "rev-parse", "HEAD")
