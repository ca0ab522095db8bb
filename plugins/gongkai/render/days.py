"""Days in Chinese."""

from __future__ import annotations

from datetime import date

from gongkai.render.html import element


def day_text(day: date) -> str:
    """A day as readers write it: 2020年1月23日."""
    return f"{day.year}年{day.month}月{day.day}日"


def day_element(day: date) -> str:
    """A day as HTML that programs understand as well."""
    return element("time", day_text(day), datetime=day.isoformat())
