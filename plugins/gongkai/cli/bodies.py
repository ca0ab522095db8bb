"""One body and its reports, for commands that are about a single report."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import click

from gongkai.cli.printing import print_issues
from gongkai.cli.run import fails
from gongkai.forms.loader import load_editions
from gongkai.forms.model import Editions
from gongkai.issues import Loaded
from gongkai.located_yaml import quoted
from gongkai.reports.agency import AGENCY_ID, Agency, load_agency
from gongkai.reports.folder import AGENCY_FILE
from gongkai.reports.loader import load_report
from gongkai.reports.model import Report

T = TypeVar("T")

_MOST_NEAR = 3


def read_editions(folders: tuple[Path, ...]) -> Editions:
    """All editions of the form; ends the command where a file of one has errors."""
    return _sound(load_editions(folders, Path.cwd()))


def read_body(reports_dir: Path, agency_id: str) -> Agency:
    """The body of an id; ends the command where there is none, or its file has errors."""
    path = reports_dir / agency_id / AGENCY_FILE
    if not AGENCY_ID.fullmatch(agency_id) or not path.is_file():
        raise click.UsageError(_unknown(reports_dir, agency_id))
    agency = _sound(load_agency(path, agency_id, shown(path)))
    if agency is None:
        raise LookupError(agency_id)  # a body that cannot be read has an error
    return agency


def read_report(reports_dir: Path, agency_id: str, year: int, editions: Editions) -> Report | None:
    """The report of a body on a year, None if there is no file; ends the command on errors."""
    path = report_path(reports_dir, agency_id, year)
    if not path.is_file():
        return None
    return _sound(load_report(path, editions, agency_id, shown(path)))


def report_path(reports_dir: Path, agency_id: str, year: int) -> Path:
    return reports_dir / agency_id / f"{year}.yaml"


def _sound(loaded: Loaded[T]) -> T:
    """The value, if the files have no errors; else they are told and the command ends."""
    if fails(loaded.issues, strict=False):
        print_issues(loaded.issues)
        sys.exit(1)
    return loaded.value


def shown(path: Path) -> str:
    """A path as issues name it: from the working folder on, where it lies below."""
    full, here = path.absolute(), Path.cwd()
    return (full.relative_to(here) if full.is_relative_to(here) else path).as_posix()


# --- a body that is not there -----------------------------------------------------------------


def _unknown(reports_dir: Path, typed: str) -> str:
    new_id = typed if AGENCY_ID.fullmatch(typed) else "标识"
    near = "；".join(f"{agency.id}（{agency.name}）" for agency in _near(reports_dir, typed))
    return (
        f"{reports_dir} 里没有机关{quoted(typed)}。"
        + (f"是不是 {near}？" if near else "")
        + f"新建一个：gongkai agency add {new_id}"
    )


def _near(reports_dir: Path, typed: str) -> list[Agency]:
    """The bodies whose id or name is most like what was typed."""
    agencies = list(_agencies(reports_dir))
    names = {name: agency for agency in agencies for name in (agency.id, *_names(agency))}
    # A part of a name is what people type first.
    held = [name for name in names if typed in name or name in typed]
    alike = difflib.get_close_matches(typed, names, n=_MOST_NEAR, cutoff=0.6)
    found = {names[name].id: names[name] for name in (*alike, *held)}
    return list(found.values())[:_MOST_NEAR]


def _names(agency: Agency) -> Iterator[str]:
    yield agency.name
    yield from agency.aliases
    yield from (former.name for former in agency.former_names)


def _agencies(reports_dir: Path) -> Iterator[Agency]:
    for path in sorted(reports_dir.glob(f"*/{AGENCY_FILE}")):
        loaded = load_agency(path, path.parent.name)
        if loaded.value is not None:
            yield loaded.value
