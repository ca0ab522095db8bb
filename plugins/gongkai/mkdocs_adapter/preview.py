"""What a preview shows while something is to be mended: the pages, and what it is.

MkDocs lets every request wait until a failed rebuild succeeds, so a preview never fails for data.
Figures that disagree are shown with their signs; only what cannot be read leaves the former pages.
"""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.issues import Issue, Severity
from gongkai.outputs.model import HOME, SiteFile

# The home page while there has not been any site yet.
STAND_IN = SiteFile(
    HOME, "# 网站还不能生成\n\n改好数据并保存后，本页会自动刷新。\n", "网站还不能生成"
)


def to_mend(issues: Iterable[Issue]) -> tuple[str, ...]:
    """Errors and warnings as lines, the errors first."""
    order = [Severity.ERROR, Severity.WARNING]
    found = [issue for issue in issues if issue.severity in order]
    return tuple(str(issue) for issue in sorted(found, key=lambda each: order.index(each.severity)))
