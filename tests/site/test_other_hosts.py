"""The tree of ``gongkai build`` in the hands of other builders, then indexed, sealed and verified.

Each is installed at one version into an environment of its own; where it cannot be had, the tests
are left out.
"""

from __future__ import annotations

import json
import os
import subprocess
import venv
from collections import Counter
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.html_reading import ids, read
from tests.site.building import ROOT, SOURCE_DATE_EPOCH, Build
from tests.site.links import Site
from tests.site.test_pages_plain_tree import ADDRESS, configure_plainly, gongkai

pytestmark = pytest.mark.long

# Where Zensical's link past the menu leads to; on its page for missing ones, nowhere.
OF_THE_THEME = "__skip"
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONUTF8": "1"}


@dataclass(frozen=True, slots=True)
class Host:
    """A builder: what pip installs, its command, and what verification says of its sites.

    The dates in the sitemap are a plugin's work, which no other builder runs.
    """

    packages: tuple[str, ...]
    command: tuple[str, ...]
    told: frozenset[str] = frozenset({"report.sitemap"})


HOSTS = {
    "properdocs": Host(
        ("properdocs==1.6.7", f"mkdocs-material=={version('mkdocs-material')}"),
        ("properdocs", "build", "--strict", "--config-file", "mkdocs.yml"),
    ),
    # Its theme is its own: other scripts, and other files, than those of Material that are known.
    "zensical": Host(
        ("zensical==0.0.73",),
        ("zensical", "build", "--strict", "--config-file", "mkdocs.yml"),
        frozenset({"report.sitemap", "script.inline", "file.foreign"}),
    ),
}


@pytest.fixture(scope="module", params=HOSTS)
def host(request: pytest.FixtureRequest) -> Host:
    return HOSTS[request.param]


@pytest.fixture(scope="module")
def site(host: Host, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real reports as a tree, built by the host, then indexed and sealed by us."""
    folder = tmp_path_factory.mktemp(host.command[0])
    program = _installed(host, folder / "environment")
    tree = ("build", "--out", str(folder / "tree"), "--docs", "docs", "--address", ADDRESS)
    assert gongkai(*tree).returncode == 0
    configure_plainly(folder)
    environment = os.environ | QUIET | {"SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH}
    done = subprocess.run(
        [program, *host.command[1:]],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for step in ("index", "seal"):
        assert gongkai(step, str(folder / "site")).returncode == 0
    return folder / "site"


def _installed(host: Host, environment: Path) -> Path:
    """The host's program; the test is left out where pip does not find it."""
    venv.create(environment, with_pip=True)
    pip = [str(environment / "bin/python"), "-m", "pip", "--disable-pip-version-check", "install"]
    done = subprocess.run(
        [*pip, "--quiet", *host.packages], capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        pytest.skip(f"{' and '.join(host.packages)} cannot be installed here")
    return environment / "bin" / host.command[0]


def _pages(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("index.html"))


def test_addresses_tables_and_anchors_are_the_same(real: Build, site: Path) -> None:
    assert _pages(site) == _pages(real.site)
    tables = 0
    for path in _pages(site):
        own, other = (
            read(folder / path).css("article")[0].html or "" for folder in (real.site, site)
        )
        one, two = (LexborHTMLParser(each) for each in (own, other))
        assert ids(one) == [each for each in ids(two) if each != OF_THE_THEME], path
        for mine, theirs in zip(one.css(".gov-table"), two.css(".gov-table"), strict=True):
            assert [_cell(each) for each in mine.css("td, th")] == [
                _cell(each) for each in theirs.css("td, th")
            ], path
            tables += 1
    assert tables > 50


def _cell(node: object) -> tuple[str, str]:
    assert hasattr(node, "attributes")
    assert hasattr(node, "text")
    return str(node.attributes.get("id")), str(node.text())


def test_downloads_are_the_same(real: Build, site: Path) -> None:
    downloads = [
        path.relative_to(real.site)
        for folder in ("data", "reports", "years")
        for path in (real.site / folder).rglob("*")
        if path.is_file() and path.name not in {"index.html", "manifest.json"}
    ]
    assert len(downloads) > 50
    for path in downloads:
        assert (site / path).read_bytes() == (real.site / path).read_bytes(), path


def test_links_hold(site: Path) -> None:
    broken = Site(site, ADDRESS).broken()
    assert [each for each in broken if not each.endswith(f"#{OF_THE_THEME}")] == []


def test_the_site_is_sound_once_it_is_indexed_and_sealed(host: Host, site: Path) -> None:
    tree = ("--docs", str(site.parent / "tree"))
    done = gongkai("verify", str(site), "--format", "json", *tree, cwd=ROOT)
    codes = Counter(each["code"] for each in json.loads(done.stdout)["findings"])
    assert codes.keys() == host.told, codes
