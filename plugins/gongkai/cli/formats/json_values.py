"""How every JSON document that a command writes puts places and figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, TypeAlias

from gongkai.checks.model import Figure
from gongkai.issues import Location

Json: TypeAlias = dict[str, Any]


def location_json(place: Location) -> Json:
    return {"path": place.path, "line": place.line, "column": place.column}


def figure_json(value: Figure | None) -> int | str | None:
    """An integer, or text where there are decimals; never a float."""
    return str(value) if isinstance(value, Decimal) else value
