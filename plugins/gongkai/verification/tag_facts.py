"""What one start tag says: its ids, where it leads, what is fetched for it, what may run by it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.verification.markup import Tag

# Elements that show another document, that change addresses, and those whose content is text to
# some readers and markup to others.
_UNWANTED = frozenset(
    (
        *("iframe", "frame", "frameset", "object", "embed", "applet", "portal"),
        *("base", "animate", "animatemotion", "animatetransform", "set"),
        *("noembed", "noframes", "plaintext", "xmp", "math", "template", "foreignobject"),
    )
)
_LED_TO = ("href", "cite")
_LOADED = (
    *("src", "poster", "background", "data", "action", "formaction", "xlink:href", "manifest"),
    "ping",
)
# Relations of a link element that a browser does not fetch.
UNFETCHED = frozenset({"canonical", "alternate", "edit", "prev", "next", "search"})
_AROUND = "".join(map(chr, range(33)))
_INSIDE = {ord(char): None for char in "\t\n\r"}
_RUNS = re.compile(r"(?:java|vb|live)script:", re.IGNORECASE)
_DATA_DOCUMENT = re.compile(r"data:(?!image/(?:png|gif|jpeg|webp|svg\+xml)\b)", re.IGNORECASE)
_CSS_ADDRESS = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unsafe:
    """Something that may run, or show another document: the code of the finding, and what it is."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class TagFacts:
    """What a tag adds to its page."""

    ids: tuple[str, ...]
    links: tuple[str, ...]
    loads: tuple[str, ...]
    unsafe: tuple[Unsafe, ...]


def tag_facts(tag: Tag) -> TagFacts:
    attributes = tag.attributes
    names = ("id", "name") if tag.name == "a" else ("id",)
    ids = dict.fromkeys(attributes[name] for name in names if attributes.get(name))
    loads = [_address(attributes[name]) for name in _LOADED if name in attributes]
    for name in ("srcset", "imagesrcset"):
        loads += _candidates(attributes.get(name, ""))
    loads += css_addresses(attributes.get("style", ""))
    links = [_address(attributes[name]) for name in _LED_TO if name in attributes]
    if _is_fetched(tag):
        links, loads = [], [*loads, *links]
    return TagFacts(tuple(ids), tuple(links), tuple(loads), tuple(_unsafe(tag, [*links, *loads])))


def _address(value: str) -> str:
    """An address as a browser takes it, which leaves out line breaks and white space around it."""
    return value.strip(_AROUND).translate(_INSIDE)


def _is_fetched(tag: Tag) -> bool:
    """Whether a browser fetches what ``href`` names."""
    relations = tag.attributes.get("rel", "").lower().split()
    return tag.name in {"use", "image"} or (tag.name == "link" and UNFETCHED.isdisjoint(relations))


def _candidates(srcset: str) -> list[str]:
    return [each.split()[0] for each in srcset.split(",") if each.strip()]


def css_addresses(text: str) -> list[str]:
    """The addresses that a style sheet names."""
    return [(one or other).strip() for one, other in _CSS_ADDRESS.findall(text)]


def _unsafe(tag: Tag, addresses: Sequence[str]) -> Iterator[Unsafe]:
    if tag.name in _UNWANTED:
        yield Unsafe("page.element", f"<{tag.name}>")
    for name in tag.attributes:
        if name.startswith("on") or name == "srcdoc":
            yield Unsafe("script.event", f"<{tag.name} {name}>")
    for each in addresses:
        if _RUNS.match(each) or _DATA_DOCUMENT.match(each):
            yield Unsafe("script.link", each)
    if tag.name == "meta" and tag.attributes.get("http-equiv", "").lower() == "refresh":
        yield Unsafe("script.link", tag.attributes.get("content", ""))
