"""What a report's page says of its data file: the commit that it comes from, and the day."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from gongkai.history import Change
from gongkai.outputs.model import Site
from gongkai.render.days import day_element
from gongkai.render.html import element, escape
from gongkai.reports.model import Report

# Under which path the known hosts of repositories show a commit; a name may be part of the host's.
_COMMIT_PATHS: Mapping[str, str] = {
    "github.com": "commit",
    "gitee.com": "commit",
    "gitcode.com": "commit",
    "codeberg.org": "commit",
    "gitea.": "commit",
    "forgejo.": "commit",
    "gitlab.": "-/commit",
    "bitbucket.org": "commits",
}
_SHORT = 10  # digits of a commit: as many in every clone, however large


def last_change(site: Site, report: Report) -> str:
    """When the data file was last changed, and by which commit; "" where git does not tell.

    What is not committed yet is told in previews alone. The search leaves it out.
    """
    change = site.history.changes.get(report.file)
    if change is not None:
        told = f"最近修改 {day_element(change.day)}（提交 {_commit(site.repository, change)}）"
    elif site.is_preview and report.file in site.history.uncommitted:
        told = "有未提交的修改"
    else:
        return ""
    shown = f"数据文件：{element('code', escape(report.file))}，{told}"
    return element("span", shown, data_gk="skip")


def commit_address(repository: str | None, commit: str) -> str | None:
    """Where the public sees a commit; None where that is not known."""
    if repository is None:
        return None
    host = urlsplit(repository).hostname or ""
    for name, path in _COMMIT_PATHS.items():
        if host == name or (name.endswith(".") and host.startswith(name)):
            return f"{repository.rstrip('/').removesuffix('.git')}/{path}/{quote(commit)}"
    return None


def _commit(repository: str | None, change: Change) -> str:
    name = element("code", escape(change.commit[:_SHORT]))
    address = commit_address(repository, change.commit)
    return element("a", name, href=address, rel="external") if address else name
