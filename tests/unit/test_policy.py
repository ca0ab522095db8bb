"""The policy of a page: its own scripts by their hash, and nothing from anywhere else."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from gongkai.sealing.policy import policy, sealed

HEAD = '<!doctype html>\n<html><head>\n<meta charset="utf-8">\n'
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def hash_of(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def sources(page: str, directive: str) -> list[str]:
    """The hashes that a directive of the page's policy names, and what goes with them."""
    (found,) = (each for each in policy(page).split("; ") if each.startswith(f"{directive} "))
    known = {directive, "'self'", "'wasm-unsafe-eval'"}
    return [each for each in found.split() if each not in known]


def test_a_page_without_scripts_of_its_own_runs_only_those_of_the_site() -> None:
    assert policy("<p>。</p>") == (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
        "img-src 'self' data:; font-src 'self'; media-src 'self'; connect-src 'self'; "
        "worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; "
        "form-action 'self'"
    )


@pytest.mark.parametrize(
    ("page", "scripts"),
    [
        ("<script>a()</script>", ["a()"]),
        ("<SCRIPT type=module>a()</Script >", ["a()"]),
        ('<script type="importmap">{}</script>', ["{}"]),
        ("<script>a()</script><script>b()</script><script>a()</script>", ["a()", "b()"]),
        ("<script>\n  a('中')\n</script>", ["\n  a('中')\n"]),
        ("<script>a()\r\nb()\rc()</script>", ["a()\nb()\nc()"]),  # as a browser reads it
        ('<script data-src="x">a()</script>', ["a()"]),
        ('<script src="a.js"></script>', []),
        ('<script\nsrc = "a.js">a()</script>', []),
        ('<script type="application/json">{"a": 1}</script>', ['{"a": 1}']),
        ("<script type='application/ld+json'>{}</script>", ["{}"]),
        ("<!-- <script>a()</script> -->", []),
        ("<scripts>a()</scripts>", []),
    ],
)
def test_scripts_in_the_page_are_named_by_their_hash(page: str, scripts: list[str]) -> None:
    assert sources(page, "script-src") == [hash_of(each) for each in scripts]
    assert sources(page, "style-src") == []


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<style>p {color: red}</style>", [hash_of("p {color: red}")]),
        ('<td style="text-align: right;">', ["'unsafe-hashes'", hash_of("text-align: right;")]),
        ("<td style='a: &quot;b&quot;'>", ["'unsafe-hashes'", hash_of('a: "b"')]),
        ("<p>style=&quot;x&quot; 和 style=</p>", []),
        ('<link rel="stylesheet" href="a.css">', []),
    ],
)
def test_styles_too(page: str, expected: list[str]) -> None:
    assert sources(page, "style-src") == expected
    assert sources(page, "script-src") == []


@pytest.mark.parametrize(
    "rest", ["", "<script>a()</script>", '<title>页</title><link rel="stylesheet" href="a.css">']
)
def test_the_policy_stands_behind_the_encoding_and_before_all_else(rest: str) -> None:
    page = f"{HEAD}{rest}</head><body>。</body></html>"
    done = sealed(page)
    (content,) = META.findall(done)
    assert done.startswith(f'{HEAD.rstrip()}<meta http-equiv="Content-Security-Policy"')
    assert content == policy(page)
    assert sealed(done) == done


def test_nothing_of_the_page_is_lost() -> None:
    page = f"{HEAD}<script>a()</script></head><body>。</body></html>"
    assert META.sub("", sealed(page)) == page


def test_a_page_that_names_its_encoding_later_has_the_policy_first() -> None:
    done = sealed('<html><head lang="zh"><script>a()</script><meta charset="utf-8"></head></html>')
    assert done.startswith('<html><head lang="zh"><meta http-equiv="Content-Security-Policy"')


def test_a_former_policy_of_ours_is_replaced_and_one_by_the_author_stays() -> None:
    former = sealed(f"{HEAD}<script>a()</script></head></html>")
    changed = former.replace("a()", "b()")
    assert sealed(changed) == sealed(f"{HEAD}<script>b()</script></head></html>")
    own = '<title>页</title><meta http-equiv="Content-Security-Policy" content="img-src \'self\'">'
    assert own in sealed(f"{HEAD}{own}</head></html>")


@pytest.mark.parametrize("text", ["", "<p>一部分</p>", "<header>。</header>", "<urlset></urlset>"])
def test_what_is_no_page_stays_as_it_is(text: str) -> None:
    assert sealed(text) == text
