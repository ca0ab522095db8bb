"""What a build says of its issues: lines in the log, and whether it may go on."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable

from mkdocs.plugins import get_plugin_logger

from gongkai.issues import Issue, Severity

# Only loggers below mkdocs.* are counted by --strict.
log = get_plugin_logger(__name__)

_LEVELS = {
    Severity.ERROR: logging.ERROR,
    Severity.WARNING: logging.WARNING,
    Severity.HINT: logging.INFO,
}


def log_issues(issues: Iterable[Issue]) -> None:
    """Each issue as one line of the log, with its place."""
    for issue in issues:
        log.log(_LEVELS[issue.severity], "%s", issue)


def refusal(issues: Iterable[Issue], *, strict: bool) -> str | None:
    """Why the site is not built, in one sentence; None if it may be."""
    count = Counter(issue.severity for issue in issues)
    errors, warnings = count[Severity.ERROR], count[Severity.WARNING]
    if not errors and not (strict and warnings):
        return None
    why = "" if errors else "（严格模式下，警告也须先处理）"
    return (
        f"数据有 {errors} 处错误、{warnings} 处警告，没有生成网站{why}；"
        "请按上面各行的位置修好后再构建，原有站点未动。"
    )
