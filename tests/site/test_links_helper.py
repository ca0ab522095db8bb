"""The reading of pages that other tests rely on finds what it is to find."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.html_reading import grid, parse, seen, spoken
from tests.site.links import Site, foreign, missing_parts

ADDRESS = "https://example.org/repo/"


def _site(folder: Path, body: str, head: str = "", css: str = "") -> Site:
    page = f"<!doctype html><html><head><title>x</title>{head}</head><body>{body}</body></html>"
    (folder / "a").mkdir()
    (folder / "index.html").write_text(page, encoding="utf-8")
    (folder / "a" / "index.html").write_text("<p id='é/x'>a</p>", encoding="utf-8")
    (folder / "x.css").write_text(css, encoding="utf-8")
    return Site(folder, ADDRESS)


@pytest.mark.parametrize(
    ("link", "is_broken"),
    [
        ("a/", False),
        ("./", False),
        ("a/#é/x", False),
        ("a/#%C3%A9/x", False),
        ("https://example.org/repo/a/", False),
        ("https://elsewhere.example/b/", False),
        ("mailto:a@b.cn", False),
        ("b/", True),
        ("a", True),
        ("a/#y", True),
        ("#y", True),
        ("/a/", True),
        ("../", True),
        ("https://example.org/repo/b/", True),
    ],
)
def test_broken_links_are_found(tmp_path: Path, link: str, is_broken: bool) -> None:
    assert bool(_site(tmp_path, f"<a href='{link}'>x</a>").broken()) is is_broken


@pytest.mark.parametrize(
    "body",
    [
        "<img src='https://a.example/x.png'>",
        "<img src='//a.example/x.png'>",
        "<script>fetch('https://a.example/x')</script>",
        "<script>import('//a.example/x.js')</script>",
        "<iframe src='http://a.example/'></iframe>",
        "<p style='background: url(//a.example/x)'>x</p>",
        "<style>@import 'https://a.example/x.css';</style>",
        "<form action='https://a.example/'></form>",
        "<svg><use href='https://a.example/x.svg#a'/></svg>",
    ],
)
def test_foreign_requests_are_found(tmp_path: Path, body: str) -> None:
    assert len(foreign(_site(tmp_path, body))) == 1


@pytest.mark.parametrize(
    ("head", "count"),
    [
        ("<link rel=stylesheet href='https://a.example/x.css'>", 1),
        ("<link rel=preconnect href='https://a.example'>", 1),
        ("<link rel=icon href='//a.example/x.png'>", 1),
        ("<meta http-equiv=refresh content='0; url=https://a.example/'>", 1),
        ("<link rel=canonical href='https://a.example/'>", 0),
        ("<script src='x.js'></script>", 0),
    ],
)
def test_foreign_parts_of_the_head_are_found(tmp_path: Path, head: str, count: int) -> None:
    assert len(foreign(_site(tmp_path, "", head))) == count


def test_foreign_and_missing_parts_of_style_sheets_are_found(tmp_path: Path) -> None:
    css = "a{background:url(https://a.example/x)} b{background:url('y.png')} c{mask:url(data:x)}"
    site = _site(tmp_path, "<a href='https://a.example/'>a link is no request</a>", css=css)
    assert foreign(site) == ["x.css: https://a.example/x"]
    assert [each.partition(": ")[2] for each in missing_parts(site)] == [
        "https://a.example/x",
        "y.png",
    ]


def test_seen_and_spoken_text_are_told_apart() -> None:
    (cell,) = parse("<table><tr><td>1<br>2<span class='gk-sr'>空</span></td></tr></table>").css(
        "td"
    )
    assert seen(cell) == "1\n2"
    assert spoken(cell) == "空"


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><td>1<td>2</tr><tr><td>3</tr>",
        "<tr><td rowspan=2>1<td>2</tr><tr><td>3<td>4</tr>",
        "<tr><td>1<td rowspan=2>2</tr><tr><td colspan=2>3</tr>",
        "<tr><td rowspan=2>1</tr>",
    ],
)
def test_holes_and_overlaps_are_found(rows: str) -> None:
    (table,) = parse(f"<table><tbody>{rows}</tbody></table>").css("table")
    with pytest.raises(ValueError, match=r"width|hole|two cells|beyond"):
        grid(table)


def test_a_spanning_cell_stands_at_each_of_its_places() -> None:
    rows = "<tr><td rowspan=2>1<td colspan=2>2</tr><tr><td>3<td>4</tr>"
    (table,) = parse(f"<table><tbody>{rows}</tbody></table>").css("table")
    assert [[seen(cell) for cell in row] for row in grid(table)] == [
        ["1", "2", "2"],
        ["1", "3", "4"],
    ]
