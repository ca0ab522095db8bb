"""Whether a command passes."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.issues import Issue, Severity


def fails(issues: Iterable[Issue], *, strict: bool) -> bool:
    """Whether the issues fail a command; warnings do only when ``strict``, hints never."""
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(issue.severity in bad for issue in issues)
