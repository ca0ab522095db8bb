"""Addresses in a built site: which lead nowhere, and which a browser would fetch elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.html_reading import attribute, read, targets

_ADDRESS = ("href", "src", "data", "action", "formaction", "poster", "cite", "xlink:href")
_FETCHED = ("src", "srcset", "data", "poster", "action", "formaction", "background")
_NOT_FETCHED_LINKS = {"canonical", "alternate", "edit", "prev", "next"}
_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_OWN_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!//)", re.IGNORECASE)
_CSS_ADDRESS = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")
_SCRIPT_CALL = re.compile(
    r"(?:fetch|import|importScripts|Worker|open|sendBeacon|EventSource|WebSocket)"
    r"\s*\(\s*[^)]*?['\"`](?:[a-z]+:)?//"
)

# A page that is not there may be asked for at any depth.
_MISSING = "no/such/page/"


@dataclass(slots=True)
class Site:
    """A built site below its address."""

    folder: Path
    address: str
    _targets: dict[Path, set[str]] = field(default_factory=dict)

    def pages(self) -> Iterator[tuple[Path, str]]:
        """Every page with its address."""
        for path in sorted(self.folder.rglob("*.html")):
            below = path.relative_to(self.folder).as_posix()
            own = _MISSING if below == "404.html" else below.removesuffix("index.html")
            yield path, urljoin(self.address, own)

    def broken(self) -> list[str]:
        """Every address inside the site that leads nowhere, with the page it stands on."""
        return [
            f"{path.relative_to(self.folder)}: {address}"
            for path, own in self.pages()
            for address in sorted(set(addresses(read(path))))
            if not self._leads_somewhere(urljoin(own, address))
        ]

    def _leads_somewhere(self, address: str) -> bool:
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not self._is_ours(address):
            return True
        root = urlsplit(self.address).path
        if not parts.path.startswith(root):
            return False
        file = self.folder / unquote(parts.path.removeprefix(root))
        page = file / "index.html" if parts.path.endswith("/") else file
        return page.is_file() and self._has(page, unquote(parts.fragment))

    def _is_ours(self, address: str) -> bool:
        return urlsplit(address)[:2] == urlsplit(self.address)[:2]

    def _has(self, page: Path, fragment: str) -> bool:
        if page not in self._targets:
            self._targets[page] = targets(read(page)) if page.suffix == ".html" else set()
        return not fragment or fragment in self._targets[page]


def addresses(page: LexborHTMLParser) -> Iterator[str]:
    """Every address that a page names."""
    for node in page.css("*"):
        for name in _ADDRESS:
            if (value := node.attributes.get(name)) is not None:
                yield value


# --- what a browser fetches -------------------------------------------------------------------


def foreign(site: Site) -> list[str]:
    """What a page, a style sheet or a script of our own would ask another host for."""
    found = [
        f"{path.relative_to(site.folder)}: {address}"
        for path, _ in site.pages()
        for address in sorted(set(_fetched(read(path))))
        if _HOST.match(address) or (_OWN_SCHEME.match(address) and not address.startswith("data:"))
    ]
    for path in sorted(site.folder.rglob("*.css")):
        text = path.read_text(encoding="utf-8")
        found += [f"{path.name}: {each}" for each in css_addresses(text) if _HOST.match(each)]
    return found + _calls(site)


def _fetched(page: LexborHTMLParser) -> Iterator[str]:
    for node in page.css("*"):
        yield from (value for name in _FETCHED if (value := node.attributes.get(name)))
        yield from css_addresses(attribute(node, "style"))
        if node.tag in {"link", "use", "image", "base"}:
            yield from _linked(node)
        elif node.tag == "style":
            yield from css_addresses(node.text())
        elif node.tag == "meta" and attribute(node, "http-equiv").lower() == "refresh":
            yield attribute(node, "content").partition("=")[2]


def _linked(node: LexborNode) -> Iterator[str]:
    if not set(attribute(node, "rel").split()) & _NOT_FETCHED_LINKS:
        yield from (value for name in ("href", "xlink:href") if (value := attribute(node, name)))


def css_addresses(text: str) -> list[str]:
    """The addresses that a style sheet names."""
    return [(one or other).strip() for one, other in _CSS_ADDRESS.findall(text)]


def _calls(site: Site) -> list[str]:
    """Absolute addresses in scripts of our own and in those that stand in a page."""
    scripts = {
        str(path.relative_to(site.folder)): path.read_text(encoding="utf-8")
        for path in sorted((site.folder / "assets" / "gongkai").rglob("*.js"))
    }
    for path, _ in site.pages():
        inline = (node.text() for node in read(path).css("script:not([src])"))
        scripts[str(path.relative_to(site.folder))] = "\n".join(inline)
    return [
        f"{name}: {call}" for name, text in scripts.items() for call in _SCRIPT_CALL.findall(text)
    ]


def missing_parts(site: Site) -> list[str]:
    """Files of the site that its own style sheets name and that are not there."""
    return [
        f"{path.name}: {address}"
        for path in sorted(site.folder.rglob("*.css"))
        for address in css_addresses(path.read_text(encoding="utf-8"))
        if not address.startswith(("data:", "#")) and not (path.parent / address).is_file()
    ]
