"""The Chinese words that all formats for people share."""

from __future__ import annotations

from collections import Counter

from gongkai.issues import Severity

SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.HINT: "提示"}


def counted(severities: Counter[Severity]) -> str:
    """``1 处错误、0 处警告、2 处提示``."""
    return "、".join(f"{severities[each]} 处{name}" for each, name in SEVERITIES.items())
