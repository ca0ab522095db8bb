"""A site without reports, and a site whose next build fails."""

from __future__ import annotations

import gzip
import subprocess
from typing import Any

import pytest

from gongkai.build import Settings, load_site
from tests.html_reading import attribute, read
from tests.site.building import ROOT, Build, Project, built, folder_state
from tests.site.links import Site

# --- no reports -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Build:
    project = Project(tmp_path_factory.mktemp("empty"))
    project.configure(site_url="https://example.org/")
    return built(project.build())


def test_an_empty_site_has_its_pages(empty: Build) -> None:
    pages = {path.parent.relative_to(empty.site).as_posix() for path in empty.pages()}
    assert pages >= {".", "reports", "years", "forms", "forms/2019", "forms/2021"}
    assert not list(empty.site.glob("reports/*/*")) + list(empty.site.glob("years/*/*"))
    assert Site(empty.site, "https://example.org/").broken() == []


def test_an_empty_site_says_what_to_do(empty: Build, project: Project) -> None:
    """The three commands on its home page make a project that builds; they start in a clone.

    The report is a draft, which only a preview shows.
    """
    (code,) = read(empty.page("")).css("article pre code")
    commands = code.text().strip()
    assert len(commands.splitlines()) == 3
    for skeleton in (ROOT / "docs" / "guide").glob("skeleton-*.yaml"):
        project.write(f"docs/guide/{skeleton.name}", skeleton.read_bytes())
    project.configure()
    subprocess.run(["sh", "-ec", commands], cwd=project.root, check=True)
    after = built(project.build())
    assert len(list(after.site.glob("reports/*/index.html"))) == 1
    assert list(after.site.glob("reports/*/*/index.html")) == []
    settings = Settings(project.root / "reports", project.root, drafts=True)
    assert [each.year for each in load_site(settings).value.corpus.reports] == [2024]


def test_an_empty_site_has_a_sitemap(empty: Build) -> None:
    plain = (empty.site / "sitemap.xml").read_bytes()
    assert gzip.decompress((empty.site / "sitemap.xml.gz").read_bytes()) == plain
    assert plain.count(b"<loc>") == len(empty.pages())


# --- a build that fails -----------------------------------------------------------------------


def _good(project: Project) -> dict[str, str]:
    """The state of a site that was built well."""
    project.agency("lake", name="湖区局")
    project.report("lake", 2010, narratives={"overview": "一切正常。"})
    project.configure()
    return folder_state(built(project.build()).site)


BAD = {
    "broken YAML": ("reports/lake/2011.yaml", "year: [2011\n", "yaml.syntax"),
    "an unknown key": ("reports/lake/2011.yaml", "year: 2011\nyaer: 1\n", "shape.unknown_key"),
    "GBK": ("reports/lake/2011.yaml", "year: 2011\ntitle: 年报\n".encode("gbk"), "yaml.encoding"),
    "a bad body": ("reports/sea/agency.yaml", "name: 海区局\n", "shape.missing_key"),
    "a warning": ("reports/lake/2020.yaml", "year: 2020\ntitle: 年报А\n", "value.lookalike"),
    "a taken address": ("docs/reports/lake/2010/index.md", "# x\n", "reports/lake/2010"),
}


@pytest.mark.parametrize(("path", "content", "named"), BAD.values(), ids=BAD)
def test_a_failed_build_leaves_the_former_site_alone(
    project: Project, path: str, content: str | bytes, named: str
) -> None:
    before = _good(project)
    project.write(path, content)
    failed = project.build()
    assert failed.code != 0
    assert named in failed.log
    assert "Traceback" not in failed.log
    assert folder_state(failed.site) == before


def test_a_wrong_option_leaves_the_former_site_alone(project: Project) -> None:
    before = _good(project)
    project.configure({"mdoe": "official"})
    failed = project.build()
    assert failed.code != 0
    assert "mode" in failed.log
    assert "Traceback" not in failed.log
    assert folder_state(failed.site) == before


def test_an_official_site_does_not_say_that_it_is_a_copy(project: Project, empty: Build) -> None:
    project.configure({"mode": "official"})
    official = built(project.build())
    for path in official.pages():
        assert not read(path).css(".gk-mode")
        copy = empty.site / path.relative_to(official.site)
        assert read(copy).css(".gk-mode")


def test_old_addresses_of_files_are_not_left_behind(project: Project) -> None:
    """A report that is taken away leaves nothing in the next site."""
    _good(project)
    (project.root / "reports" / "lake" / "2010.yaml").unlink()
    after = built(project.build())
    assert not after.page("reports/lake/2010/").exists()
    links = [
        attribute(each, "href") for path in after.pages() for each in read(path).css("a[href]")
    ]
    assert not [each for each in links if "2010" in each]


def test_notes_and_backups_in_the_data_folder_do_not_stop_a_build(project: Project) -> None:
    _good(project)
    for name in (".DS_Store", "2010.yaml~", "2010.yml", "notes.txt"):
        project.write(f"reports/lake/{name}", "x")
    after = built(project.build())
    assert not list(after.site.rglob("notes*"))


# --- the pencil -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "where",
    [
        {"repo_url": "https://git.example.org/org/repo", "edit_uri": "edit/main/docs/"},
        {"repo_url": "https://git.example.org/org/repo/", "edit_uri": "edit/main/docs"},
        {"edit_uri": "https://git.example.org/org/repo/edit/main/docs/"},
    ],
    ids=["repository", "without slash", "address alone"],
)
def test_the_edit_link_leads_to_the_data_however_it_is_configured(
    project: Project, where: dict[str, Any]
) -> None:
    project.agency("lake", name="湖区局")
    project.report("lake", 2010, narratives={"overview": "一切正常。"})
    project.configure(None, **where)
    page = read(built(project.build()).page("reports/lake/2010/"))
    links = [attribute(link, "href") for link in page.css("a[rel=edit]")]
    assert links == ["https://git.example.org/org/repo/edit/main/reports/lake/2010.yaml"]
