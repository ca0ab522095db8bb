"""Bars that are cut into shares, as inline SVG: patterns beside colours, counts inside, no script.

Colours come from the style sheet, as those of :mod:`gongkai.render.chart`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.render.chart import WIDTH, half, key, picture, tag, words
from gongkai.render.html import element, escape

MOST_BARS, MOST_SHARES = 16, 8
"""More bars would be a wall, more shares could not be told apart."""

_STEP, _BAR = 60, 22
_NARROWEST = 26  # of a share that has its count inside
_HATCHED = (1, 3, 5, 7)


@dataclass(frozen=True, slots=True)
class Bar:
    """A whole and the counts that it consists of, in the order of all bars.

    ``is_weak`` marks one that should not be compared.
    """

    name: str
    shares: tuple[int, ...]
    is_weak: bool = False


def share_bars(
    chart_id: str, title: str, description: str, names: Sequence[str], bars: Sequence[Bar]
) -> str:
    """The bars, all of one length, above what their shares are; "" for too many or none.

    A bar without anything to share is an empty line.
    """
    if not bars or len(bars) > MOST_BARS or len(names) > MOST_SHARES:
        return ""
    drawn = [_defs(chart_id), *(_bar(chart_id, place, bar) for place, bar in enumerate(bars))]
    height = _STEP * len(bars)
    shown = picture(chart_id, title, description, height, "".join(drawn))
    keys = "".join(_key(chart_id, number, name) for number, name in enumerate(names))
    legend = element("figcaption", element("ul", keys, class_="gk-keys"))
    return element("figure", f"{shown}{legend}", class_="gk-figure")


def _bar(chart_id: str, place: int, bar: Bar) -> str:
    top = place * _STEP
    whole = sum(bar.shares)
    weak = "，样本量小" if bar.is_weak else ""
    parts = [words(f"{bar.name}（{whole} 件{weak}）", 0, top + 20, "start", "gk-chart__scale")]
    done = 0
    for number, share in enumerate(bar.shares):
        if not share:
            continue
        start, end = (half(Decimal(WIDTH) * each / whole) for each in (done, done + share))
        done += share
        parts.append(
            tag(
                "rect",
                **_fill(chart_id, number),
                x=start,
                y=top + 29,
                width=end - start,
                height=_BAR,
                data_share=number,
                data_value=share,
            )
        )
        if end - start >= _NARROWEST:
            parts.append(words(str(share), (start + end) / 2, top + 46, "middle", "gk-bar__value"))
    return element("g", "".join(parts))


def _fill(chart_id: str, number: int) -> dict[str, str]:
    """The class of a share, and for every second its pattern, which no style sheet can name."""
    css = f"gk-bar gk-bar--{number}"
    return {"class_": css} | ({"fill": f"url(#{chart_id}-{number})"} if number in _HATCHED else {})


def _defs(chart_id: str) -> str:
    patterns = []
    for number in _HATCHED:
        stroke = element("path", "", d="M0,6 L6,0", class_="gk-bar__hatch")
        shown = {"width": "6", "height": "6", "patternUnits": "userSpaceOnUse"}
        css = f"gk-bar__pattern gk-bar__pattern--{number}"
        patterns.append(element("pattern", stroke, id=f"{chart_id}-{number}", class_=css, **shown))
    return element("defs", "".join(patterns))


def _key(chart_id: str, number: int, name: str) -> str:
    sample = tag("rect", **_fill(chart_id, number), x=0, y=0, width=32, height=12)
    return element("li", f"{key(sample)}{escape(name)}")
