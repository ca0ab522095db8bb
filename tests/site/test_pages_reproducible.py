"""The same data gives the same bytes, wherever, whenever and by whomever it is built."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from gongkai.outputs import feeds
from gongkai.outputs.downloads import CHECKSUMS, MANIFEST
from gongkai.site_index import BUNDLE
from tests.site.building import CONFIG, ROOT, Build, built, folder_state, mkdocs_of

# In the policy of a page, of scripts and data in it; those may hold the address.
_HASH = re.compile(rb"'sha256-[A-Za-z0-9+/]{43}='")


def _differing(first: Path, second: Path) -> list[str]:
    """The files that are not the same in both folders."""
    one, other = folder_state(first), folder_state(second)
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_two_builds_are_equal_byte_for_byte(real: Build, tmp_path: Path) -> None:
    """The search index, too: both are made on one file system, see decision 0028."""
    project = tmp_path / "elsewhere 别处"
    project.mkdir()
    for folder in ("docs", "reports"):
        shutil.copytree(ROOT / folder, project / folder)
    shutil.copy(CONFIG, project)
    # Neither the time zone, nor the order of sets, nor the language of the machine, nor who may
    # read new files may matter.
    again = mkdocs_of(
        0o077,
        project / CONFIG.name,
        tmp_path / "site",
        SITE_URL="https://example.org/",
        TZ="Pacific/Kiritimati",
        PYTHONHASHSEED="4242",
        LC_ALL="C",
    )
    assert _differing(real.site, built(again).site) == []


def test_the_address_changes_nothing_but_what_names_it(real: Build, real_below: Build) -> None:
    """Pages are the same below any path, apart from canonical links and the address to cite."""
    changed = _differing(real.site, real_below.site)
    others = {"404.html", "opensearch.xml", "sitemap.xml", "sitemap.xml.gz", CHECKSUMS, MANIFEST}
    pages = [name for name in changed if name not in others and not name.startswith(BUNDLE)]
    assert all(name.endswith("index.html") or name in feeds.URIS for name in pages)
    for name in pages:
        one, other = ((site / name).read_bytes() for site in (real.site, real_below.site))
        moved = one.replace(b"https://example.org/", b"https://example.org/repo/")
        assert _HASH.sub(b"", moved) == _HASH.sub(b"", other), name
