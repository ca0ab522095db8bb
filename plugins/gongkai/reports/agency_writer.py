"""A body as YAML text in the one shape that all ``agency.yaml`` have: the loader's inverse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.fields import Fields
from gongkai.reports.agency import (
    AGENCY_FIELDS,
    CONTACT_FIELDS,
    FORMER_NAME_FIELDS,
    REGION_FIELDS,
    Agency,
)
from gongkai.reports.writer import dump_text


def dump_agency(agency: Agency) -> str:
    """The text of a body's file: loading it gives an equal body."""
    return "\n".join(_lines(agency)) + "\n"


def _lines(agency: Agency) -> Iterator[str]:
    for name in AGENCY_FIELDS:
        value = getattr(agency, name)
        if value is None or value == ():
            continue
        match name:
            case "region":
                yield f"region: {_flow(value, REGION_FIELDS)}"
            case "former_names":
                yield "former_names:"
                yield from (f"  - {_flow(each, FORMER_NAME_FIELDS)}" for each in value)
            case "contact":
                stated = _stated(value, CONTACT_FIELDS)
                yield "contact:" if stated else "contact: {}"
                yield from (f"  {key}: {_scalar(each)}" for key, each in stated.items())
            case _:
                yield _line(name, value)


def _line(name: str, value: object) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"{name}: [{', '.join(_scalar(each, in_flow=True) for each in value)}]"
    return f"{name}: {_scalar(value)}"


def _flow(record: object, fields: Fields) -> str:
    """A mapping on one line."""
    pairs = _stated(record, fields).items()
    return f"{{{', '.join(f'{name}: {_scalar(value, in_flow=True)}' for name, value in pairs)}}}"


def _stated(record: object, fields: Fields) -> dict[str, object]:
    """The fields of a record that are stated, in their order."""
    values = {name: getattr(record, name) for name in fields}
    return {name: value for name, value in values.items() if value is not None}


def _scalar(value: object, *, in_flow: bool = False) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int) else dump_text(str(value), in_flow=in_flow)
