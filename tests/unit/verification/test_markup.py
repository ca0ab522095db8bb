"""The strict reading of pages, held against a browser's parser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.verification.markup import Odd, Raw, Scanner, Tag
from tests.html_reading import parse

Read = list[tuple[str, dict[str, str]]]


def strict(page: str, *, only_tags: bool = False) -> Read | None:
    """Every start tag with its attributes; None where something is not understood."""
    found: Read = []
    for token in Scanner().tokens(page, only_tags=only_tags):
        if isinstance(token, Odd):
            return None
        if isinstance(token, Tag | Raw):
            tag = token if isinstance(token, Tag) else token.tag
            found.append((tag.name.lower(), dict(tag.attributes)))
    return found


def browser(page: str) -> Read:
    """Every element as a browser's parser has it, in document order."""
    return [
        (
            (node.tag or "").lower(),
            {name.lower(): value or "" for name, value in node.attributes.items()},
        )
        for node in parse(page).css("*")
        if not (node.tag or "").startswith("-")
    ]


# What a parser may take in more than one way; elements that are themselves findings are left out.
PIECES = (
    *("<p>", "</p>", "<b>", "</b>", "<a href='x'>", "</a>", "<table>", "<td>", "</table>", "<br>"),
    *("<svg>", "</svg>", "<select>", "</select>", "<noscript>", "</noscript>", "<body>", "</body>"),
    *("<script>", "</script>", "<style>", "</style>", "<title>", "</title>", "<textarea>"),
    *("</textarea>", '<p title="', "<p title='", '">', "'>", '"', "'", "<", ">", "/", "=", " "),
    *("<!--", "-->", "--!>", "<!", "<?", "<![CDATA[", "]]>", "</", "x", "&lt;", "&quot;", "\n"),
    *('<img src="x" onerror="x()">', "<img src=x onerror=x()>", "<img/src='x'/onerror='x()'>"),
    *("<SCRIPT>", "</SCRIPT>", "<linearGradient>", "</br>"),
)
# What a parser adds of its own, the last two for end tags that end nothing.
ADDED = {"html", "head", "body", "tbody", "tr", "colgroup", "p", "br"}


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_nothing_comes_to_life_that_is_not_read(page: str) -> None:
    read = strict(page)
    if read is not None:
        seen = {name for name, attributes in read if "onerror" in attributes}
        alive = {name for name, attributes in browser(page) if "onerror" in attributes}
        assert alive <= seen
        assert {name for name, _ in browser(page)} <= {name for name, _ in read} | ADDED


@pytest.mark.parametrize(
    ("page", "read"),
    [
        ("<p>1 &lt; 2</p>", [("p", {})]),
        (
            "<p class='a\"b' title=\"c'd\" hidden >",
            [("p", {"class": 'a"b', "title": "c'd", "hidden": ""})],
        ),
        ('<a href="?a=1&amp;b=2" HREF="x">', [("a", {"href": "?a=1&b=2"})]),
        ("<br/><br />", [("br", {}), ("br", {})]),
        ("<script>1<2; 3<<4</script>", [("script", {})]),
        ("<!-- 注 --><!doctype html><h1\n id='x'\t>", [("h1", {"id": "x"})]),
    ],
)
def test_what_is_read(page: str, read: Read) -> None:
    assert strict(page) == read
    assert strict(page, only_tags=True) == read


def test_what_is_odd_is_told_with_its_line() -> None:
    tokens = list(Scanner().tokens("<p>\n\n<p x=1>。</p>\n<b"))
    assert [each for each in tokens if isinstance(each, Odd)] == [Odd(3, "<p x=1>。"), Odd(4, "<b")]
