"""The policy that each page states: strict, and with just the page's own scripts.

What is allowed stands here a second time on purpose, since nothing of what seals pages is trusted.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256

from gongkai.verification.findings import Finding
from gongkai.verification.page import Page

_HASH = re.compile(r"'sha256-[A-Za-z0-9+/]{43}='")
_NONE = frozenset({"'none'"})
_OWN = frozenset({"'self'"})
# Nothing falls back to these three, and all that is not named falls back to the first.
_DEMANDED = ("default-src", "base-uri", "form-action")
_ALLOWED: Mapping[str, frozenset[str]] = {
    "default-src": _NONE,
    "script-src": _OWN | {"'wasm-unsafe-eval'"},
    "style-src": _OWN | {"'unsafe-hashes'"},
    "img-src": _OWN | {"data:"},
    "object-src": _NONE,
    "base-uri": _NONE,
    **dict.fromkeys(("font-src", "media-src", "connect-src"), _OWN),
    **dict.fromkeys(("worker-src", "manifest-src", "form-action"), _OWN),
}
_HASHED = ("script-src", "style-src")


def policies(page: Page) -> Iterator[Finding]:
    """A page without a policy, with one that allows more than a page needs, or not its scripts."""
    if not page.policy:
        yield Finding(page.path, "", "policy.missing")
        return
    stated = _directives(page.policy)
    for name in _DEMANDED:
        if name not in stated:
            yield Finding(page.path, name, "policy.loose", should=_told(_ALLOWED[name]))
    for name, sources in stated.items():
        hashes = {each for each in sources if name in _HASHED and _HASH.fullmatch(each)}
        if more := sources - hashes - _ALLOWED.get(name, frozenset()):
            yield Finding(page.path, name, "policy.loose", stands=_told(more))
    yield from _hashes(page, stated.get("script-src", frozenset()))


def csp_hash(script: str) -> str:
    """The hash of an inline script as a content security policy writes it."""
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"


def _hashes(page: Page, sources: frozenset[str]) -> Iterator[Finding]:
    """Scripts whose hash the policy lacks, and hashes of which the page has no script."""
    own = {f"'{csp_hash(script)}'" for script in page.scripts}
    named = {each for each in sources if _HASH.fullmatch(each)}
    for each in sorted(own - named):
        yield Finding(page.path, each.strip("'"), "policy.script")
    # A block of data does not run and needs no hash, and may have one.
    for each in sorted(named - own - {f"'{csp_hash(data)}'" for data in page.data}):
        yield Finding(page.path, "script-src", "policy.loose", stands=each)


def _directives(policy: str) -> Mapping[str, frozenset[str]]:
    """The sources of each directive; of two with one name the first counts, as in a browser."""
    found: dict[str, frozenset[str]] = {}
    for directive in policy.split(";"):
        name, *sources = directive.split() or ("",)
        found.setdefault(name.lower(), frozenset(sources))
    found.pop("", None)
    return found


def _told(sources: frozenset[str]) -> str:
    return " ".join(sorted(sources))
