"""What a report's page says of its data file: the commit that it comes from, and the day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from gongkai.history import Change
from gongkai.outputs.model import Site
from gongkai.render.days import day_element
from gongkai.render.html import element, escape, link
from gongkai.reports.model import Report


class Paths(NamedTuple):
    """Where a host of repositories shows a commit, and the history of a file up to a commit."""

    commit: str
    history: str


# By the host, or the beginning of its name.
_PATHS: Mapping[str, Paths] = {
    "github.com": Paths("commit", "commits"),
    "gitee.com": Paths("commit", "commits"),
    "gitcode.com": Paths("commit", "commits"),
    "codeberg.org": Paths("commit", "commits/commit"),
    "gitea.": Paths("commit", "commits/commit"),
    "forgejo.": Paths("commit", "commits/commit"),
    "gitlab.": Paths("-/commit", "-/commits"),
    "bitbucket.org": Paths("commits", "history-node"),
}
_SHORT = 10  # digits of a commit: as many in every clone, however large


def last_change(site: Site, report: Report) -> str:
    """When the data file was last changed, and by which commit; "" where git does not tell.

    What is not committed yet is told in previews alone. The search leaves it out.
    """
    change = site.history.changes.get(report.file)
    if change is not None:
        commit = _commit(site.repository, change)
        told = f"最近修改 {day_element(change.day)}（提交 {commit}{_log(site, report, change)}）"
    elif site.is_preview and report.file in site.history.uncommitted:
        told = "有未提交的修改"
    else:
        return ""
    shown = f"数据文件：{element('code', escape(report.file))}，{told}"
    return element("span", shown, data_gk="skip")


def older_states(site: Site, report: Report) -> str:
    """How to find what the data file was before, with a link to its history where that is known.

    "" where git does not tell of the file.
    """
    change = site.history.changes.get(report.file)
    if change is None and report.file not in site.history.uncommitted:
        return ""
    address = change and _history_of(site, report, change)
    name = f"数据文件 {report.file} 的修改历史"
    shown = link(name, address, rel="external") if address else escape(name)
    return f"以前的内容没有删去，留在{shown}里。"


def commit_address(repository: str | None, commit: str) -> str | None:
    """Where the public sees a commit; None where that is not known."""
    return _address(repository, lambda paths: paths.commit, commit)


def file_history_address(repository: str | None, commit: str, path: str) -> str | None:
    """Where the public sees the history of a file up to a commit; None where that is not known."""
    return _address(repository, lambda paths: paths.history, f"{commit}/{path}")


def _address(repository: str | None, kind: Callable[[Paths], str], rest: str) -> str | None:
    if repository is None:
        return None
    host = urlsplit(repository).hostname or ""
    for name, paths in _PATHS.items():
        if host == name or (name.endswith(".") and host.startswith(name)):
            return f"{repository.rstrip('/').removesuffix('.git')}/{kind(paths)}/{quote(rest)}"
    return None


def _log(site: Site, report: Report, change: Change) -> str:
    """The way to all changes of the file, where that is known."""
    address = _history_of(site, report, change)
    return f"，{link('全部修改', address, rel='external')}" if address else ""


def _history_of(site: Site, report: Report, change: Change) -> str | None:
    path = (PurePosixPath(site.history.folder) / report.file).as_posix()
    return file_history_address(site.repository, change.commit, path)


def _commit(repository: str | None, change: Change) -> str:
    name = element("code", escape(change.commit[:_SHORT]))
    address = commit_address(repository, change.commit)
    return element("a", name, href=address, rel="external") if address else name
