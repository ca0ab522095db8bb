"""A finished page → the page with a Content-Security-Policy for just what stands in it.

A browser then runs the site's own scripts and those of the page that are named by their hash, and
fetches nothing from any other host. Text in, text out, so any builder may have made the page.
Reference: W3C, Content Security Policy Level 3.
"""

from __future__ import annotations

import html
import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

_SOURCE = re.compile(r"\ssrc\s*=", re.IGNORECASE)
_INLINE = re.compile(
    r"<!--.*?-->|<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.IGNORECASE | re.DOTALL
)
# As every writer of HTML has it; one that is written otherwise only has no effect.
_STYLED = re.compile(r"""<[a-z][^<>]*?\sstyle=(?:"([^"]*)"|'([^']*)')""")
_LINE_END = re.compile(r"\r\n?")

_META = '<meta http-equiv="Content-Security-Policy" content="{}">'
_OWN = re.compile(re.escape(_META).replace(r"\{\}", '[^"]*'))
_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)
# Up to there the browser has to have met the encoding, so that goes before a long policy.
_CHARSET = re.compile(r"(?:\s|<!--.*?-->)*<meta charset=[^>]*>", re.IGNORECASE | re.DOTALL)


def sealed(page: str) -> str:
    """The page with its policy before all that the policy is about; a former one is replaced.

    What has no head, such as a part of a page, stays as it is.
    """
    head = _HEAD.search(page)
    if head is None:
        return page
    charset = _CHARSET.match(page, head.end())
    place = charset.end() if charset else head.end()
    former = _OWN.match(page, place)
    rest = page[former.end() if former else place :]
    return f"{page[:place]}{_META.format(policy(rest))}{rest}"


def policy(page: str) -> str:
    """The policy for a page, as it stands in the attribute of its meta element."""
    scripts: dict[str, None] = {}
    styles: dict[str, None] = {}
    for kind, written, content in _INLINE.findall(page):
        if kind.lower() == "style":
            styles[_hash(content)] = None
        elif kind and not _SOURCE.search(written):
            # Data, too, which no browser runs: checkers of pages hold it against the policy.
            scripts[_hash(content)] = None
    if attributes := _style_attributes(page):
        styles |= {"'unsafe-hashes'": None, **attributes}
    return _text(scripts, styles)


def _text(scripts: Iterable[str], styles: Iterable[str]) -> str:
    directives = {
        "default-src": ["'none'"],
        # Pagefind is WebAssembly, in a worker that in some browsers has the policy of its page.
        "script-src": ["'self'", "'wasm-unsafe-eval'", *scripts],
        "style-src": ["'self'", *styles],
        "img-src": ["'self'", "data:"],  # Material's style sheet has its icons written out in it
        "font-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
    }
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())


def _style_attributes(page: str) -> dict[str, None]:
    """The hashes of style attributes, which Python-Markdown writes to align columns."""
    if "style=" not in page:  # on most pages: spares the slow search
        return {}
    found = (html.unescape(one or other) for one, other in _STYLED.findall(page))
    return dict.fromkeys(map(_hash, found))


def _hash(content: str) -> str:
    """The source expression of what stands inline, whose line ends a browser makes alike."""
    digest = sha256(_LINE_END.sub("\n", content).encode()).digest()
    return f"'sha256-{b64encode(digest).decode()}'"
