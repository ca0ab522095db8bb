"""The lists of a site's files as the last step of MkDocs' build."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.exceptions import PluginError

from gongkai.sealing.manifest import COMMIT, is_commit
from gongkai.sealing.site import SealingError, renew_lists


def list_files(site: Path) -> None:
    """Renews the lists of a built site; PluginError where that cannot be done."""
    commit = os.environ.get(COMMIT) or None
    if commit is not None and not is_commit(commit):
        raise PluginError(f"环境变量 {COMMIT} 须是提交的完整编号，现为“{commit}”")
    try:
        renew_lists(site, commit)
    except SealingError as error:
        raise PluginError(str(error)) from error
