"""What git tells of files: in whole and shallow clones, changed, merged, new, and without git."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from gongkai import git as git_program
from gongkai.build import Settings, build_site
from gongkai.history import History, read_history
from gongkai.outputs.report_history import commit_address
from tests.conftest import ROOT
from tests.git_running import commit_all, git, start_repository

FILE, OTHER = "bureau/2021.yaml", "bureau/2022.yaml"
REPOSITORY = "https://github.com/org/data"


def write(folder: Path, file: str, text: str) -> None:
    path = folder / "reports" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project below the root of a repository, with one file committed and another after it."""
    project = tmp_path / "repository" / "site 站"
    write(project, FILE, "one\n")
    start_repository(tmp_path / "repository")
    write(project, OTHER, "two\n")
    commit_all(project)
    return project


def history(project: Path) -> History:
    return read_history(project / "reports", [FILE, OTHER])


def commits(project: Path) -> dict[str, str]:
    return {file: change.commit for file, change in history(project).changes.items()}


def test_each_file_has_its_own_commit_and_the_day_of_it(project: Path) -> None:
    newest, oldest = git(project, "rev-list", "HEAD").splitlines()
    assert commits(project) == {FILE: oldest, OTHER: newest}
    days = {each.day.isoformat() for each in history(project).changes.values()}
    assert days == set(git(project, "log", "--format=%cs").splitlines())


def test_git_is_asked_once(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []
    run = git_program.run

    def counted(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        asked.append(arguments)
        return run(folder, *arguments)

    monkeypatch.setattr(git_program, "run", counted)
    assert len(commits(project)) == 2
    assert len(asked) == 1


@pytest.mark.parametrize("text", ["changed\n", "one\none\n", ""])
def test_a_changed_file_has_no_commit(project: Path, text: str) -> None:
    write(project, FILE, text)
    assert history(project).uncommitted == {FILE}
    git(project, "add", "--all")
    assert list(commits(project)) == [OTHER]


def test_a_new_file_has_no_commit(project: Path) -> None:
    write(project, "bureau/2023.yaml", "new\n")
    found = read_history(project / "reports", ["bureau/2023.yaml"])
    assert found.uncommitted == {"bureau/2023.yaml"}
    assert not found.changes


def test_line_ends_of_windows_are_no_change(project: Path) -> None:
    write(project, FILE, "one\r\n")
    assert FILE in commits(project)


def test_a_merge_counts_where_it_changed_the_main_line(project: Path) -> None:
    """The branch's own version was not taken: its commit does not hold what the file is now."""
    git(project, "switch", "--quiet", "--create", "branch")
    write(project, FILE, "branch\n")
    write(project, OTHER, "branch\n")
    commit_all(project)
    git(project, "switch", "--quiet", "main")
    write(project, FILE, "main\n")
    main = commit_all(project)
    git(project, "merge", "--quiet", "--strategy-option=ours", "--message=merge", "branch")
    assert commits(project) == {FILE: main, OTHER: git(project, "rev-parse", "HEAD")}


def test_the_oldest_commit_of_a_shallow_clone_is_not_told(project: Path, tmp_path: Path) -> None:
    write(project, OTHER, "three\n")
    newest = commit_all(project)
    shallow = tmp_path / "shallow"
    origin = (tmp_path / "repository").as_uri()
    git(tmp_path, "clone", "--quiet", "--depth=2", origin, str(shallow))
    git(shallow, "branch", "grafted", "HEAD~1")  # the word that git marks such a commit with
    found = read_history(shallow / project.name / "reports", [FILE, OTHER])
    assert {file: each.commit for file, each in found.changes.items()} == {OTHER: newest}
    assert found.is_cut
    assert not found.uncommitted
    assert not history(project).is_cut


def test_settings_of_the_user_change_nothing(project: Path) -> None:
    known = history(project)
    for name, value in {
        "log.showRoot": "false",
        "log.decorate": "no",
        "log.showSignature": "true",
        "diff.renames": "copies",
        "diff.noprefix": "true",
        "core.abbrev": "5",
    }.items():
        git(project, "config", name, value)
    assert len(known.changes) == 2
    assert history(project) == known


def test_a_repository_of_the_newer_kind(tmp_path: Path) -> None:
    write(tmp_path, FILE, "one\n")
    git(tmp_path, "init", "--quiet", "--object-format=sha256")
    commit = commit_all(tmp_path)
    assert len(commit) == 64
    assert commits(tmp_path) == {FILE: commit}


def test_nothing_is_known_outside_of_repositories_and_without_commits(tmp_path: Path) -> None:
    write(tmp_path, FILE, "one\n")
    assert history(tmp_path) == History()
    git(tmp_path, "init", "--quiet")
    assert history(tmp_path) == History()


def test_nothing_is_known_without_git(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert history(project) == History()


# --- on the page ------------------------------------------------------------------------------


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A project with a real report, committed."""
    write(tmp_path, "bureau/agency.yaml", "name: 某局\nkind: department\n")
    write(tmp_path, FILE, (ROOT / "reports/pingtan/2021.yaml").read_text(encoding="utf-8"))
    return start_repository(tmp_path)


def page(root: Path, *, preview: bool = False, history: bool = True) -> str:
    settings = Settings(
        root / "reports",
        root,
        outputs=("report_pages",),
        drafts=preview,
        history=history,
        repository=f"{REPOSITORY}.git/",
    )
    (file,) = (each for each in build_site(settings).files if each.uri.endswith("2021.md"))
    return str(file.content)


def test_the_page_names_the_commit_and_leads_to_it(site: Path) -> None:
    commit = git(site, "rev-parse", "HEAD")
    shown = page(site)
    (line,) = (each for each in shown.splitlines() if "最近修改" in each)
    assert f'href="{REPOSITORY}/commit/{commit}"' in line
    assert f'href="{REPOSITORY}/commits/{commit}/reports/{FILE}"' in line
    assert f"<code>{commit[:10]}</code>" in line
    assert f'<time datetime="{git(site, "log", "-1", "--format=%cs")}">' in line
    assert 'data-gk="skip"' in line  # the search index stays as it is
    assert page(site, preview=True) == shown


def test_two_clones_of_a_commit_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    write(site, FILE, f"{(site / 'reports' / FILE).read_text(encoding='utf-8')}\n")
    commit_all(site)
    git(site, "tag", "v1")  # which the clone without tags lacks
    clone = tmp_path / "elsewhere 别处"
    git(tmp_path, "clone", "--quiet", "--no-tags", str(site), str(clone))
    git(clone, "switch", "--quiet", "--detach", "HEAD")
    assert "最近修改" in page(site)
    assert page(clone) == page(site)


def test_the_notice_of_a_withdrawn_report_leads_to_older_states(site: Path) -> None:
    text = (site / "reports" / FILE).read_text(encoding="utf-8")
    entry = "{date: 2025-05-01, at: overview, reason: 重新核实, kind: withdrawn}"
    write(site, FILE, f"{text}corrections:\n  - {entry}\n")
    assert "的修改历史" not in page(site, history=False)
    assert "的修改历史" in page(site)
    commit = commit_all(site)
    assert f'href="{REPOSITORY}/commits/{commit}/reports/{FILE}"' in page(site)


def test_what_is_not_committed_is_told_in_previews_alone(site: Path) -> None:
    write(site, FILE, f"{(site / 'reports' / FILE).read_text(encoding='utf-8')}\n")
    assert "有未提交的修改" in page(site, preview=True)
    assert page(site) == page(site, history=False)
    assert "数据文件" not in page(site)


@pytest.mark.parametrize(
    ("repository", "address"),
    [
        ("https://github.com/o/r", "https://github.com/o/r/commit/ab"),
        ("https://github.com/o/r.git", "https://github.com/o/r/commit/ab"),
        ("https://gitee.com/o/r/", "https://gitee.com/o/r/commit/ab"),
        ("https://gitlab.com/g/s/r", "https://gitlab.com/g/s/r/-/commit/ab"),
        ("https://gitlab.example.gov.cn/r", "https://gitlab.example.gov.cn/r/-/commit/ab"),
        ("https://bitbucket.org/o/r", "https://bitbucket.org/o/r/commits/ab"),
        ("https://example.org/o/r", None),
        ("https://notgithub.com/o/r", None),
        (None, None),
    ],
)
def test_commits_have_addresses_on_known_hosts(repository: str | None, address: str | None) -> None:
    assert commit_address(repository, "ab") == address
