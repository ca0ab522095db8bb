"""A box to look for a name in a long table of bodies; without scripts the table is whole."""

from __future__ import annotations

from gongkai.outputs.assets import NAME_FILTER
from gongkai.outputs.model import href
from gongkai.render.html import element

MANY = 30
"""Bodies; fewer are seen at a glance."""


def with_filter(page: str, table: str, count: int) -> str:
    """A table of so many bodies on a page, with the box where they are many."""
    if count < MANY:
        return table
    script = element("script", "", type="module", src=href(page, NAME_FILTER))
    return element("div", f"\n{table}\n{script}\n", data_gk_names="机关")
