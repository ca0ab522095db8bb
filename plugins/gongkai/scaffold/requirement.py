"""What pip installs this very gongkai by, as far as the installation tells."""

from __future__ import annotations

import json
from importlib.metadata import Distribution, distribution
from typing import Any

UNKNOWN = "〈gongkai 的安装地址〉"
"""Stands where nobody knows; pip refuses it, so that nothing else of that name is installed."""


def own_requirement() -> str:
    """A line for ``requirements.txt``: from a repository at a commit, or of a version.

    What is installed from a folder of this machine is to be had nowhere else, so it is UNKNOWN.
    """
    return requirement_of(distribution("gongkai"))


def requirement_of(installed: Distribution) -> str:
    """The same of any installation, by its record of where it came from (PEP 610)."""
    record = installed.read_text("direct_url.json")
    name = installed.metadata["Name"]
    if record is None:
        return f"{name}=={installed.version}"
    origin: dict[str, Any] = json.loads(record)
    if "vcs_info" in origin:
        info = origin["vcs_info"]
        return f"{name} @ {info['vcs']}+{origin['url']}@{info['commit_id']}"
    if "archive_info" in origin and not origin["url"].startswith("file:"):
        return f"{name} @ {origin['url']}"
    return UNKNOWN
