"""What verification says of the policy of a page."""

from __future__ import annotations

import pytest

from gongkai.sealing.policy import sealed
from gongkai.verification.page import PageReader
from gongkai.verification.policies import policies

HEAD = '<!doctype html>\n<html><head><meta charset="utf-8">'


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "<script>a()</script>",
        "<style>p {color: red}</style>",
        '<link rel="stylesheet" href="a.css">',
        '</head><body><p style="color: red">。</p>',
        '<script type="application/json">{}</script>',
    ],
)
def test_what_a_page_is_sealed_with_is_sound(rest: str) -> None:
    page = PageReader().read("index.html", sealed(f"{HEAD}{rest}</html>"))
    assert list(policies(page)) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("default-src 'none'", "default-src *", "policy.loose"),
        ("default-src 'none'; ", "", "policy.loose"),
        ("; base-uri 'none'", "", "policy.loose"),
        ("script-src 'self'", "script-src 'self' 'unsafe-inline'", "policy.loose"),
        ("script-src 'self'", "script-src 'self' https://example.com", "policy.loose"),
        ("script-src 'self'", "script-src-elem *; script-src 'self'", "policy.loose"),
        ("connect-src 'self'", "connect-src *", "policy.loose"),
        ("'sha256-", "'sha256-0", "policy.script"),
        ('<meta charset="utf-8">', '<meta charset="utf-8"><script></script>', "policy.missing"),
        ('http-equiv="Content-Security-Policy"', 'name="policy"', "policy.missing"),
    ],
)
def test_a_policy_that_does_not_protect(old: str, new: str, code: str) -> None:
    page = sealed(f"{HEAD}<script>a()</script></head></html>")
    assert old in page
    read = PageReader().read("index.html", page.replace(old, new, 1))
    assert code in {each.code for each in policies(read)}
