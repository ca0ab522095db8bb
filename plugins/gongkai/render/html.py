"""Text to HTML: escaping, elements, links. Text from data reaches a page only through here."""

from __future__ import annotations

import html
import re
from functools import cache

# Markdown preprocessors and template plugins of a host look for these even inside raw HTML.
_BRACES = str.maketrans({"{": "&#123;", "}": "&#125;"})
# Most texts hold none of these: to look is faster than to replace.
_ODD = re.compile("[&<>\"'{}]")
_MARKDOWN = str.maketrans({char: f"&#{ord(char)};" for char in "\\`*_{}[]()#+-.!|~^=:\"'@$%/<>&"})


def escape(text: str) -> str:
    """Text as HTML that shows it as typed, also inside an attribute; line breaks are kept."""
    return html.escape(text).translate(_BRACES) if _ODD.search(text) else text


def escape_markdown(text: str) -> str:
    """One line of text for a Markdown heading, where nothing in it is taken for markup."""
    return " ".join(text.split()).translate(_MARKDOWN)


def lines(text: str) -> str:
    """Text as HTML with every line break as typed."""
    return escape(text).replace("\n", "<br>")


def element(name: str, content: str, **attributes: str | int | None) -> str:
    """An HTML element around finished HTML.

    Attributes are escaped; None and "" leave one out. ``class_`` stands for class, and a ``_``
    inside a name for a hyphen.
    """
    return f"<{name}{attribute_list(**attributes)}>{content}</{name}>"


def attribute_list(**attributes: str | int | None) -> str:
    """The attributes as :func:`element` writes them, each with a space before it."""
    if not attributes:
        return ""
    return "".join(
        [
            f'{_attribute(key)}="{_escape_value(value)}"'
            for key, value in attributes.items()
            if value is not None and value != ""
        ]
    )


def _escape_value(value: str | int) -> str:
    text = str(value)
    return html.escape(text) if _ODD.search(text) else text


@cache
def _attribute(key: str) -> str:
    """The name of an attribute behind a space."""
    return f" {key.rstrip('_').replace('_', '-')}"


def link(text: str, address: str, **attributes: str | int | None) -> str:
    """A link with plain text."""
    return element("a", escape(text), href=address, **attributes)


def spoken(text: str) -> str:
    """Text that only screen readers meet."""
    return element("span", escape(text), class_="gk-sr")


def bullets(items: list[str], **attributes: str | int | None) -> str:
    """A list of finished HTML, one item a line."""
    body = "\n".join(element("li", item) for item in items)
    return element("ul", f"\n{body}\n", **attributes)
