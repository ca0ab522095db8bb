"""Where pages stand in the tree of Markdown, and how links between authored pages follow."""

from __future__ import annotations

import pytest

from gongkai.cli.tree import place_of, relinked

MOVED = frozenset({"forms/2019.md", "reports/a/2010.md"})


@pytest.mark.parametrize(
    ("uri", "place"),
    [
        ("index.md", "index.md"),
        ("reports/a/index.md", "reports/a/index.md"),
        ("reports/a/2010.md", "reports/a/2010/index.md"),
        ("checks/rules.md", "checks/rules/index.md"),
    ],
)
def test_a_page_stands_in_the_folder_that_it_is_served_from(uri: str, place: str) -> None:
    assert place_of(uri) == place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[表](../forms/2019.md)", "[表](../forms/2019/index.md)"),
        ("[表](../forms/2019.md#top) 。", "[表](../forms/2019/index.md#top) 。"),
        ('[表](../forms/2019.md "题")', '[表](../forms/2019/index.md "题")'),
        ("[表](../forms/index.md)", "[表](../forms/index.md)"),
        ("[页](first.md) 和 [页](../forms/2018.md)", "[页](first.md) 和 [页](../forms/2018.md)"),
        ("[页](https://example.org/forms/2019.md)", "[页](https://example.org/forms/2019.md)"),
        ("../forms/2019.md", "../forms/2019.md"),
    ],
)
def test_links_of_authored_pages_follow(text: str, expected: str) -> None:
    assert relinked(text, "guide/read.md", MOVED) == expected
