"""Files that are not what their name says: a finding, where a program would otherwise stop."""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Iterator

from gongkai.verification.findings import Finding

_ERRORS = (
    *(ValueError, LookupError, TypeError, AttributeError, EOFError, OSError),
    *(csv.Error, zlib.error, ET.ParseError),
)
"""What readers of formats raise for content of another shape."""


def or_unreadable(file: str, findings: Iterator[Finding]) -> Iterator[Finding]:
    """The findings that reading a file gives; where it cannot be read on, that."""
    try:
        yield from findings
    except _ERRORS as error:
        yield Finding(file, "", "file.unreadable", f"{type(error).__name__}: {error}")
