"""The site as it is behind nginx, set up by the guide, and behind Python's plain server."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.site.building import Build
from tests.site.servers import Server, nginx_server, python_server

pytestmark = pytest.mark.long

BELOW = "/repo/"

# What each kind of file may be called.
TYPES = {
    "csv": {"text/csv"},
    "css": {"text/css"},
    "html": {"text/html"},
    "js": {"application/javascript", "text/javascript"},
    "json": {"application/json"},
    "png": {"image/png"},
    "xlsx": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    "xml": {"application/xml", "text/xml"},
}
TEXTS = TYPES.keys() - {"png", "xlsx"}
WRONG = ("no/such/page/", "reports/pingtan/1999/", "no.csv")


@dataclass(frozen=True, slots=True)
class Served:
    """A site below a path of a running server."""

    site: Path
    base: str
    server: Server

    def files(self) -> Iterator[Path]:
        return (path for path in sorted(self.site.rglob("*")) if path.is_file())

    def address(self, file: Path) -> str:
        below = file.relative_to(self.site).as_posix()
        if file.name == "index.html":
            below = below.removesuffix("index.html")
        return self.base + below


@pytest.fixture(scope="module", params=["/", BELOW], ids=["at the root", "below a path"])
def place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str, Path]:
    """The folder of a host, the path of the site on it, and the folder of the site."""
    build: Build = request.getfixturevalue("real" if request.param == "/" else "real_below")
    root = tmp_path_factory.mktemp("host") / "www"
    if request.param == "/":
        root.symlink_to(build.site)
    else:
        root.mkdir()
        (root / BELOW.strip("/")).symlink_to(build.site)
    return root, request.param, build.site


@pytest.fixture(scope="module", params=["nginx", "python"])
def served(request: pytest.FixtureRequest, place: tuple[Path, str, Path]) -> Iterator[Served]:
    """The site behind each server."""
    root, base, site = place
    if request.param == "nginx":
        running = nginx_server(request.getfixturevalue("requires_nginx"), root, base)
    else:
        running = python_server(root)
    with running as server:
        yield Served(site, base, server)


nginx_alone = pytest.mark.parametrize("served", ["nginx"], indirect=True)


def test_every_file_comes_unchanged_and_with_its_type(served: Served) -> None:
    kinds = set()
    for file in served.files():
        answer = served.server.ask(served.address(file))
        assert (answer.status, answer.body) == (200, file.read_bytes()), file
        kind = file.suffix.removeprefix(".")
        kinds.add(kind)
        if kind in TYPES:
            assert answer.headers["content-type"].partition(";")[0] in TYPES[kind], file
    assert kinds >= TYPES.keys()


def test_a_page_asked_for_without_its_slash_leads_there(served: Served) -> None:
    page = served.base + "reports/pingtan/2024"
    answer = served.server.ask(page)
    assert answer.status == 301
    own = f"http://127.0.0.1:{served.server.port}"
    assert answer.headers["location"].removeprefix(own) == page + "/"


@pytest.mark.parametrize("path", WRONG)
def test_a_wrong_address_is_said_to_be_wrong(served: Served, path: str) -> None:
    assert served.server.ask(served.base + path).status == 404


@nginx_alone
@pytest.mark.parametrize("path", WRONG)
def test_nginx_shows_our_page_for_a_wrong_address(served: Served, path: str) -> None:
    answer = served.server.ask(served.base + path)
    assert answer.body == (served.site / "404.html").read_bytes()
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


@nginx_alone
def test_nginx_names_the_characters_of_what_is_text(served: Served) -> None:
    for file in served.files():
        sent = served.server.ask(served.address(file)).headers["content-type"]
        is_text = file.suffix.removeprefix(".") in TEXTS
        assert sent.endswith("; charset=utf-8") is is_text, file


@nginx_alone
@pytest.mark.parametrize("name", ["", "data/gongkai.csv", "data/manifest.json", "no/such/page/"])
def test_nginx_packs_texts_and_keeps_the_site_out_of_frames(served: Served, name: str) -> None:
    plain = served.server.ask(served.base + name)
    packed = served.server.ask(served.base + name, {"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    for answer in (plain, packed):
        assert answer.headers["content-security-policy"] == "frame-ancestors 'self'"
        assert answer.headers["x-content-type-options"] == "nosniff"
