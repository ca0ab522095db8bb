"""The states that a comparison is between: revisions written aside, folders, the working tree."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import click

from gongkai.build import Settings, read_corpus, site_files, site_of
from gongkai.cli.progress import Progress
from gongkai.cli.revisions import GitError, Revisions
from gongkai.comparison.state import State, addresses_of, key_of
from gongkai.reports.model import Status

# What a change is compared with where nobody says: where it left the main line.
_MAIN_LINES = ("origin/main", "main", "origin/master", "master")
_NO_REPOSITORY = (
    "这里不是 git 仓库，或者没有装 git，不能比较版本；比较两个文件夹：gongkai diff 原来的 现在的"
)


@dataclass(frozen=True, slots=True)
class Project:
    """Where the data lie in every state, from the project's folder on.

    ``root`` is that folder in the working tree, and ``revisions`` its repository, if it is in one.
    """

    root: Path
    reports: PurePosixPath
    editions: tuple[PurePosixPath, ...]
    revisions: Revisions | None

    @classmethod
    def around(
        cls, folder: Path, reports: PurePosixPath, editions: tuple[PurePosixPath, ...]
    ) -> Project:
        """The project that a folder lies in: the nearest that has reports, in the repository."""
        folder = folder.resolve()
        revisions = Revisions.around(folder)
        top = revisions.top if revisions else folder
        above = [each for each in (folder, *folder.parents) if each.is_relative_to(top)]
        root = next((each for each in above if (each / reports).is_dir()), folder)
        return cls(root, reports, editions, revisions)

    def known_revisions(self) -> Revisions:
        """The repository, or a message that there is none."""
        if self.revisions is None:
            raise click.UsageError(_NO_REPOSITORY)
        return self.revisions

    def settings(self, root: Path, cache: Path, *, with_pages: bool) -> Settings:
        """How the site of a state is made; without pages no address of it is known."""
        return Settings(
            reports_dir=root / self.reports,
            root=root,
            editions_dirs=tuple(root / each for each in self.editions if (root / each).is_dir()),
            outputs=None if with_pages else (),
            cache_dir=cache,
        )


@dataclass(frozen=True, slots=True)
class Source:
    """Where a state is read from: the project at a commit, or else a folder as it is now."""

    label: str
    commit: str | None = None
    folder: Path | None = None

    @contextmanager
    def opened(self, project: Project) -> Iterator[Path]:
        """The folder of the project in this state; what was written aside is gone afterwards."""
        if self.commit is None:
            yield self.folder or project.root
            return
        with tempfile.TemporaryDirectory(prefix="gongkai-diff-") as folder:
            yield self._written(project, self.commit, Path(folder))

    def _written(self, project: Project, commit: str, folder: Path) -> Path:
        """Where the project lies, once its data at a commit are written below a folder."""
        revisions = project.known_revisions()
        place = PurePosixPath(project.root.relative_to(revisions.top).as_posix())
        data = [place / each for each in (project.reports, *project.editions)]
        try:
            revisions.write_tree(commit, data, folder)
        except GitError as error:
            raise click.UsageError(str(error)) from error
        except OSError as error:
            message = f"{self.label} 写不到临时文件夹（{error.strerror}）"
            raise click.UsageError(message) from error
        for each in data:
            if (folder / each).is_symlink():
                raise click.UsageError(f"{self.label} 里的“{each}”是符号链接，不予读取")
        (folder / data[0]).mkdir(parents=True, exist_ok=True)  # there may be no reports yet
        return folder / place


def source_of(project: Project, named: str) -> Source:
    """What a name stands for: a revision or a folder; an error if neither, or both."""
    folder = Path(named)
    commit = project.revisions.commit(named) if project.revisions else None
    if commit is not None and folder.is_dir():
        raise click.UsageError(f"“{named}”既是版本又是文件夹：指文件夹就写 ./{named}")
    if commit is not None:
        return Source(_label(named, commit), commit)
    if folder.is_dir():
        return _folder(project, named, folder)
    if project.revisions is None:
        raise click.UsageError(f"没有文件夹“{named}”。{_NO_REPOSITORY}")
    raise click.UsageError(
        f"没有版本“{named}”，也没有这个文件夹；浅克隆里没有的版本，先用 git fetch 取来"
    )


def working_tree(project: Project) -> Source:
    """The data as they are now, committed or not."""
    return _folder(project, "工作区", project.root)


def fork_point(project: Project) -> Source:
    """The commit at which the present one left the main line."""
    revisions = project.known_revisions()
    for name in _MAIN_LINES:
        if revisions.commit(name) and (commit := revisions.fork_point(name, "HEAD")):
            return Source(_label(f"{name} 的分叉处", commit), commit)
    raise click.UsageError(
        f"没有 {'、'.join(_MAIN_LINES)} 可比：写明同哪个版本比，如 gongkai diff HEAD~1"
    )


def load_state(
    project: Project, source: Source, root: Path, cache: Path, *, with_pages: bool
) -> State:
    """The data in a folder, read, checked and, for their addresses, made into pages."""
    settings = project.settings(root, cache, with_pages=with_pages)
    corpus = read_corpus(settings, Progress(f"读取{source.label}"))
    site = site_of(corpus.value, settings)
    drafts = {key_of(each): each for each in corpus.value.reports if each.status is Status.DRAFT}
    addresses = addresses_of(site_files(site), site.corpus.reports)
    return State(source.label, site, drafts, corpus.issues, addresses)


def _label(name: str, commit: str) -> str:
    return f"{name}（{commit[:7]}）"


def _folder(project: Project, label: str, folder: Path) -> Source:
    """A folder that has the project's reports."""
    if not (folder / project.reports).is_dir():
        raise click.UsageError(
            f"“{label}”里没有文件夹“{project.reports}”：写放 mkdocs.yml 的那一层，或写明 --reports"
        )
    return Source(label, folder=folder)
