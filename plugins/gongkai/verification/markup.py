"""Pages as a strict language, a part of HTML that every reader takes the same way.

A browser makes something of any text, and two parsers may differ in what. So nothing here guesses:
a page is start tags with quoted attributes, end tags, text, comments, and scripts and styles whose
end is plain. Whatever else stands in a page is itself what there is to report. Reference: HTML,
section 13.1 "Writing HTML documents".
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

_SPACE = r"[ \t\n\r\f]"
# Lower case, but for those of SVG that have to be otherwise.
_NAME = r"(?:(?:linear|radial)Gradient|clipPath|textPath|[a-z][a-z0-9-]*)"
_RAW = r"(?:script|style|title|textarea)"
# No "<" in values, comments and raw text, in scripts none that a tag could begin with: where a
# reader is in another state (in SVG, say, or without scripts), the tag in it would come to life.
_ATTRIBUTES = rf"""(?:{_SPACE}+[^ \t\n\r\f"'<>/=]+(?:="[^"<]*"|='[^'<]*')?)*"""
_END = rf"</{_NAME}{_SPACE}*>"
_OTHERS = rf"""
      (?P<raw><(?P<kind>{_RAW})(?P<raw_attributes>{_ATTRIBUTES}){_SPACE}*>)
      (?P<content>.*?)</(?P=kind){_SPACE}*>
    | (?P<start><(?!{_RAW}\b)(?P<name>{_NAME})(?P<attributes>{_ATTRIBUTES}){_SPACE}*/?>)
    | <!--(?!-?>)(?:(?!--)[^<])*-->
    | <!doctype\ html>
    """
_FLAGS = re.VERBOSE | re.DOTALL
_TOKEN = re.compile(rf"(?P<text>[^<]+)|(?P<end>{_END})|{_OTHERS}", _FLAGS)
# Text and end tags in one go, where only what begins counts.
_BEGINNING = re.compile(rf"(?:[^<]+|{_END})+|{_OTHERS}", _FLAGS)
_ATTRIBUTE = re.compile(rf"""{_SPACE}([^ \t\n\r\f"'<>/=]+)(?:="([^"]*)"|='([^']*)')?""")
_LIVELY = re.compile("<[a-zA-Z/!?]")
_ANY_TAG = re.compile("<")
_SHOWN = 60
MOST_KEPT = 100_000
"""Of tags that are remembered, which bounds the memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """A start tag; of two attributes with one name the first counts, as in a browser.

    Compared by identity: tags that are written alike are mostly one object.
    """

    name: str
    attributes: Mapping[str, str]

    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()


@dataclass(frozen=True, slots=True)
class Raw:
    """A script, a style, a title or a text area with what is in it, as written."""

    tag: Tag
    content: str


@dataclass(frozen=True, slots=True)
class End:
    """An end tag."""

    name: str


@dataclass(frozen=True, slots=True)
class Odd:
    """What is not in the language, with its line."""

    line: int
    text: str


Token: TypeAlias = str | Tag | Raw | End | Odd
"""A piece of a page; a str is text as readers meet it."""


class Scanner:
    """Cuts pages into tokens; a tag that is on many pages is taken apart once."""

    def __init__(self) -> None:
        self._tags: dict[str, Tag] = {}
        self._ends: dict[str, End] = {}

    def tokens(self, page: str, *, only_tags: bool = False) -> Iterator[Token]:
        """All of a page in order, without comments; ``only_tags`` without text and end tags.

        That takes a third of the time.
        """
        match_at = (_BEGINNING if only_tags else _TOKEN).match
        at = 0
        while at < len(page):
            match = match_at(page, at)
            if match is None:
                yield _odd(page, at)
                at = _next_tag(page, at)
                continue
            at = match.end()
            kind = match.lastgroup
            if kind == "start":
                yield self._tags.get(match[0]) or self._tag(
                    match[0], match["name"], match["attributes"]
                )
            elif kind == "text":
                yield _text(match[0])
            elif kind == "end":
                yield self._end(match[0])
            elif kind == "content":
                yield self._raw(page, match)

    def _raw(self, page: str, match: re.Match[str]) -> Token:
        content = match["content"]
        is_script = match["kind"] == "script"
        if (_LIVELY if is_script else _ANY_TAG).search(content):
            return _odd(page, match.start())
        tag = self._tag(match["raw"], match["kind"], match["raw_attributes"])
        return Raw(tag, html.unescape(content) if match["kind"] == "title" else content)

    def _tag(self, written: str, name: str, attributes: str) -> Tag:
        tag = self._tags.get(written)
        if tag is None:
            found: dict[str, str] = {}
            for key, double, single in _ATTRIBUTE.findall(attributes):
                found.setdefault(key.lower(), html.unescape(double or single))
            tag = Tag(name, MappingProxyType(found))
            if len(self._tags) < MOST_KEPT:
                self._tags[written] = tag
        return tag

    def _end(self, written: str) -> End:
        end = self._ends.get(written)
        if end is None:
            end = self._ends[written] = End(written[2:-1].strip())
        return end


def _text(written: str) -> str:
    return html.unescape(written) if "&" in written else written


def _odd(page: str, at: int) -> Odd:
    """What stands at a place up to the next tag."""
    text = page[at : _next_tag(page, at)].strip()
    return Odd(page.count("\n", 0, at) + 1, text[:_SHOWN])


def _next_tag(page: str, at: int) -> int:
    """Where the next tag after a place begins, or the page ends."""
    found = page.find("<", at + 1)
    return len(page) if found < 0 else found
