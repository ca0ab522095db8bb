"""``gongkai diff --format github``: what lacks a record beside its line, and the counts.

Everything else stands in the job summary, which is the Markdown.
"""

from __future__ import annotations

from pathlib import Path

from gongkai.checks.problems import Problem
from gongkai.cli.formats.diff_markdown import counts
from gongkai.cli.formats.github import MOST_ANNOTATIONS, annotation
from gongkai.cli.formats.repository import Repository
from gongkai.comparison.model import Comparison
from gongkai.issues import ISSUE_CODES


def annotation_lines(comparison: Comparison, root: Path) -> str:
    """The annotations, as many as GitHub shows; paths are relative to the project at ``root``."""
    repository = Repository.around(root)
    issues = (*comparison.unread, *comparison.lacking)
    lines = [
        annotation(Problem(issue, (issue,)), ISSUE_CODES[issue.code].title, repository)
        for issue in issues[:MOST_ANNOTATIONS]
    ]
    if rest := len(issues) - len(lines):
        lines.append(f"另有 {rest} 处没有注出，见作业摘要。")
    return "\n".join([*lines, counts(comparison), ""])
