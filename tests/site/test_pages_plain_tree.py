"""``gongkai build --out``: a tree of Markdown that MkDocs builds alike without our plugin."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.html_reading import attribute, ids, read, squeezed
from tests.site import sample as made_up
from tests.site.building import (
    ROOT,
    Build,
    Project,
    built,
    folder_state,
    mkdocs,
    once,
    real_config,
)
from tests.site.links import Site

ADDRESS = "https://example.org/"
BELOW_INDEXES = "/reports/\n/years/\n/forms/\n/checks/\n/glossary/\n/indicators/\n"


def gongkai(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """The command of this environment, as typed in a shell."""
    command = Path(sys.executable).parent / "gongkai"
    return subprocess.run(
        [str(command), *arguments], capture_output=True, check=False, cwd=cwd, encoding="utf-8"
    )


def configure_plainly(folder: Path) -> None:
    """``mkdocs.yml`` for the tree in a folder, as the real one without any plugin."""
    Project(folder).configure(
        docs_dir="tree",
        plugins=[],
        site_url=ADDRESS,
        extra_css=["assets/gongkai/gongkai.css"],
        nav=real_config()["nav"],
        not_in_nav=BELOW_INDEXES,
    )


def _build_tree(folder: Path) -> Build:
    """The real reports as a tree, then a site from that tree alone."""
    tree = folder / "tree"
    done = gongkai("build", "--out", str(tree), "--docs", "docs", "--address", ADDRESS)
    assert done.returncode == 0, done.stderr
    configure_plainly(folder)
    return mkdocs(folder / "mkdocs.yml", folder / "site")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return built(once(tmp_path_factory, "plain", _build_tree))


def _tables(page: LexborHTMLParser) -> list[str]:
    return [table.html or "" for table in page.css("article .gov-table")]


def test_the_tree_gives_the_same_pages(real: Build, plain: Build) -> None:
    one, other = (
        {path.relative_to(build.site).as_posix() for path in build.pages()}
        for build in (real, plain)
    )
    assert one == other


def test_the_tree_gives_the_same_tables(real: Build, plain: Build) -> None:
    for path in real.pages():
        tables = _tables(read(path))
        assert _tables(read(plain.site / path.relative_to(real.site))) == tables, path
    assert sum(len(_tables(read(path))) for path in real.pages()) > 50


def test_the_tree_gives_the_same_ids(real: Build, plain: Build) -> None:
    def of_article(path: Path) -> list[str]:
        article = read(path).css("article")[0].html or ""
        return ids(LexborHTMLParser(article))

    for path in real.pages():
        assert of_article(plain.site / path.relative_to(real.site)) == of_article(path), path


def test_links_hold_in_the_tree(plain: Build) -> None:
    assert Site(plain.site, ADDRESS).broken() == []


def test_a_reader_of_the_tree_finds_the_way(plain: Build) -> None:
    """Neighbours, body and comparison stand in the page, where no plugin places them."""
    links = {
        attribute(each, "href")
        for each in read(plain.page("reports/pingtan/2020/")).css("article .gk-adjacent a")
    }
    last_year = "../../../compare/?r=pingtan-2019&r=pingtan-2020"
    assert links == {"../2019/", "../", "../2021/", last_year}


def test_titles_stay_text_without_our_plugin(tmp_path: Path) -> None:
    """Hosts of this family print the title and the description of a page as HTML."""
    made_up.write(tmp_path)
    assert gongkai("build", "--out", "tree", cwd=tmp_path).returncode == 0
    Project(tmp_path).configure(docs_dir="tree", plugins=[], not_in_nav=BELOW_INDEXES)
    site = built(mkdocs(tmp_path / "mkdocs.yml", tmp_path / "plain"))
    for year, title in made_up.TITLES.items():
        page = read(site.page(f"reports/lake/{year}/"))
        assert not page.css("[onclick]"), year
        assert [squeezed(each.text()).startswith(title) for each in page.css("title")] == [True]
        (description,) = page.css("meta[name=description]")
        assert attribute(description, "content").startswith(made_up.NAME), year


# --- writing ----------------------------------------------------------------------------------


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with one small report."""
    project = Project(tmp_path)
    project.agency("lake", name="湖区局")
    project.report("lake", 2010, narratives={"overview": "一切正常。"})
    return tmp_path


def _build(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return gongkai("build", "--out", "out", *arguments, cwd=folder)


def test_the_tree_can_be_written_again(reports: Path) -> None:
    assert _build(reports).returncode == 0
    before = folder_state(reports / "out")
    assert _build(reports).returncode == 0
    assert folder_state(reports / "out") == before
    assert [path.name for path in reports.glob(".out-*")] == []


def test_the_tree_holds_no_trace_of_the_machine(reports: Path) -> None:
    _build(reports)
    for path in (reports / "out").rglob("*.md"):
        text = path.read_bytes()
        assert str(reports).encode() not in text
        assert b"\r" not in text


def test_errors_leave_the_former_tree_alone(reports: Path) -> None:
    _build(reports)
    before = folder_state(reports / "out")
    (reports / "reports" / "lake" / "2011.yaml").write_text("year: 2011\nyaer: 1\n")
    failed = _build(reports)
    assert failed.returncode == 1
    assert "shape.unknown_key" in failed.stdout
    assert "2011.yaml:2:1" in failed.stdout
    assert folder_state(reports / "out") == before


def test_a_folder_of_others_is_not_touched(reports: Path) -> None:
    (reports / "out").mkdir()
    (reports / "out" / "thesis.txt").write_text("mine")
    assert _build(reports).returncode not in {0, None}
    assert (reports / "out" / "thesis.txt").read_text() == "mine"


def test_only_the_outputs_asked_for_are_written(reports: Path) -> None:
    assert _build(reports, "--output", "form_pages").returncode == 0
    pages = {
        path.relative_to(reports / "out").as_posix() for path in (reports / "out").rglob("*.md")
    }
    assert pages == {"forms/index.md", "forms/2019/index.md", "forms/2021/index.md"}
