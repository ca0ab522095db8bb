"""Line charts as inline SVG: gaps where there is no figure, dashes beside colours, no script.

Colours come from the style sheet, so that they follow light, dark and print. Every coordinate is a
whole number or half of one: the same figures give the same bytes everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, groupby
from typing import TypeAlias

from gongkai.render.html import element, escape

Figure: TypeAlias = int | Decimal

WIDTH, HEIGHT = 640, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 76, 24, 26, 30
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
MOST_LINES = 6
"""More could not be told apart."""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of a year, None where there is none; ``label`` is what is printed beside it.

    ``is_weak`` marks a figure that should not be compared, ``is_break`` one that counts otherwise
    than those before.
    """

    year: int
    value: Figure | None = None
    label: str = ""
    is_weak: bool = False
    is_break: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A series; every line of a chart has a point for each of its years."""

    name: str
    points: tuple[Point, ...]


def line_chart(chart_id: str, title: str, description: str, lines: Sequence[Line]) -> str:
    """The chart of up to ``MOST_LINES`` lines; "" where no line has a figure.

    It says what it shows by ``title`` and ``description``; the figures themselves belong into a
    table beside it.
    """
    values = [each.value for line in lines for each in line.points if each.value is not None]
    if not values or len(lines) > MOST_LINES:
        return ""
    top = _nice(max(values))
    parts = [
        *_axes([each.year for each in lines[0].points], top),
        *_breaks(lines),
        *(_line(number, line, top, is_only=len(lines) == 1) for number, line in enumerate(lines)),
    ]
    shown = picture(chart_id, title, description, HEIGHT, "".join(parts))
    return element("figure", f"{shown}{_legend(lines)}", class_="gk-figure")


def picture(chart_id: str, title: str, description: str, height: int, content: str) -> str:
    """An SVG that is one picture to those who hear it, with a name and what it shows."""
    named = element("title", escape(title), id=f"{chart_id}-title")
    described = element("desc", escape(description), id=f"{chart_id}-desc")
    return element(
        "svg",
        f"{named}{described}{content}",
        viewBox=f"0 0 {WIDTH} {height}",
        role="img",
        aria_labelledby=f"{chart_id}-title {chart_id}-desc",
        class_="gk-chart",
    )


def key(sample: str) -> str:
    """A small picture in a legend."""
    return element("svg", sample, viewBox="0 0 32 12", class_="gk-key", aria_hidden="true")


def _nice(value: Figure) -> Decimal:
    """The end of the scale: 1, 2, 2.5 or 5 times a power of ten, not below the value."""
    step = Decimal(10) ** Decimal(value).adjusted() if value > 0 else Decimal(1)
    return next(step * times for times in _STEPS if step * times >= value)


def _axes(years: Sequence[int], top: Decimal) -> Iterator[str]:
    """Three lines of the scale with their figures, and the years below."""
    for share in (0, Decimal("0.5"), 1):
        y = _y(top * share, top)
        yield tag("line", x1=_LEFT, x2=WIDTH - _RIGHT, y1=y, y2=y, class_="gk-chart__rule")
        shown = f"{(top * share).normalize():f}"
        yield words(shown, _LEFT - 8, y + 4, "end", "gk-chart__scale")
    for place, year in enumerate(years):
        yield words(str(year), _x(place, len(years)), HEIGHT - 8, "middle", "gk-chart__scale")


def _breaks(lines: Sequence[Line]) -> Iterator[str]:
    """A dotted line before each year in which a line counts otherwise; the first is named."""
    count = len(lines[0].points)
    places = sorted(
        {
            place
            for line in lines
            for place, point in enumerate(line.points)
            if point.is_break and place
        }
    )
    for number, place in enumerate(places):
        x = (_x(place - 1, count) + _x(place, count)) / 2
        year = lines[0].points[place].year
        css = "gk-chart__break"
        yield tag("line", x1=x, x2=x, y1=_TOP, y2=HEIGHT - _BOTTOM, class_=css, data_break=year)
        if number == 0:
            yield words("口径改变", x, _TOP - 8, "middle", "gk-chart__scale")


def _line(number: int, line: Line, top: Decimal, *, is_only: bool) -> str:
    """The years with a figure that follow each other joined, each figure a dot; a gap stays one."""
    drawn = [_joined(run) for run in _runs(_marks(line, top))]
    for mark in _marks(line, top):
        drawn.append(_dot(mark))
        if is_only:
            drawn.append(words(mark.label, mark.x, mark.y - 9, "middle", "gk-chart__value"))
    return element("g", "".join(drawn), class_=f"gk-chart__series gk-chart__series--{number}")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A figure in its place: ``place`` counts the years from 0, ``run`` the breaks up to there."""

    place: int
    x: Decimal
    y: Decimal
    value: Figure
    year: int
    label: str
    is_weak: bool
    run: int


def _marks(line: Line, top: Decimal) -> list[_Mark]:
    count = len(line.points)
    runs = accumulate(point.is_break for point in line.points)
    return [
        _Mark(
            *(place, _x(place, count), _y(each.value, top), each.value),
            *(each.year, each.label, each.is_weak, run),
        )
        for place, (each, run) in enumerate(zip(line.points, runs, strict=True))
        if each.value is not None
    ]


def _runs(marks: Sequence[_Mark]) -> Iterator[list[_Mark]]:
    """The marks of years that follow each other without a break, two or more."""
    numbered = list(enumerate(marks))
    for _, run in groupby(numbered, key=lambda each: (each[1].place - each[0], each[1].run)):
        found = [mark for _, mark in run]
        if len(found) > 1:
            yield found


def _joined(run: Sequence[_Mark]) -> str:
    points = " ".join(f"{_short(mark.x)},{_short(mark.y)}" for mark in run)
    return tag("polyline", points=points, class_="gk-chart__line")


def _dot(mark: _Mark) -> str:
    weak = " gk-chart__dot--weak" if mark.is_weak else ""
    shown = {"cx": _short(mark.x), "cy": _short(mark.y), "r": "4", "class_": f"gk-chart__dot{weak}"}
    return tag("circle", **shown, data_year=mark.year, data_value=f"{mark.value}")


def _legend(lines: Sequence[Line]) -> str:
    """Which line is whose, in the stroke of the line; not needed for a single one."""
    if len(lines) == 1:
        return ""
    keys = []
    for number, line in enumerate(lines):
        stroke = tag("line", x1=0, x2=32, y1=6, y2=6, class_="gk-chart__line")
        group = element("g", stroke, class_=f"gk-chart__series gk-chart__series--{number}")
        keys.append(element("li", f"{key(group)}{escape(line.name)}"))
    return element("figcaption", element("ul", "".join(keys), class_="gk-keys"))


def _x(place: int, count: int) -> Decimal:
    inside = WIDTH - _LEFT - _RIGHT - 40
    share = Decimal(place) / (count - 1) if count > 1 else Decimal("0.5")
    return half(_LEFT + 20 + inside * share)


def _y(value: Figure, top: Decimal) -> Decimal:
    return half(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * Decimal(value) / top)


def half(value: Decimal) -> Decimal:
    """A coordinate, to the nearest half."""
    return (value * 2).quantize(Decimal(1)) / 2


def _short(value: object) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def tag(name: str, **attributes: Figure | str) -> str:
    """An element of a picture that holds nothing; numbers are written short."""
    return element(name, "", **{key: _short(value) for key, value in attributes.items()})


def words(text: str, x: Figure, y: Figure, anchor: str, css: str) -> str:
    """Text in a picture, which stands at x by its start, middle or end."""
    shown = {"x": _short(x), "y": _short(y), "text_anchor": anchor, "class_": css}
    return element("text", escape(text), **shown)
