"""The manifest of a site, filled in when its files are final.

The build writes what the data say (``gongkai.outputs.manifest``); what reached the disk is added
here, so that any builder may have made the pages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, TypeAlias

from gongkai.sealing.checksums import FileState

COMMIT = "GONGKAI_COMMIT"
"""The environment variable that may hold the commit of the data."""

_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")

Json: TypeAlias = dict[str, Any]


def is_commit(text: str) -> bool:
    """Whether a text is the whole id of a commit."""
    return _COMMIT.fullmatch(text) is not None


def filled(manifest: bytes, states: Mapping[str, FileState], commit: str | None) -> bytes:
    """The manifest with the files of every report, and the commit of the data if it is known.

    ValueError, KeyError or TypeError for what is no manifest.
    """
    stated: Json = json.loads(manifest)
    if commit is not None:
        stated["commit"] = commit
    by_folder: dict[str, list[Json]] = {}
    for path, state in states.items():
        folder = f"{path.rpartition('/')[0]}/"
        by_folder.setdefault(folder, []).append(_file(path, state))
    for report in stated["reports"]:
        report["files"] = by_folder.get(report["address"], [])
    return f"{json.dumps(stated, ensure_ascii=False, indent=2)}\n".encode()


def _file(path: str, state: FileState) -> Json:
    return {"path": path, "bytes": state.size, "sha256": state.sha256}
