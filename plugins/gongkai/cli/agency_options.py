"""What commands ask of a body that is new, and how they judge the answers."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from gongkai.build import Settings, read_corpus
from gongkai.cli.run import fails
from gongkai.cli.writing import write_new
from gongkai.issues import Severity
from gongkai.reports.agency import AGENCY_ID, KIND_LABELS, AgencyKind

ID_QUESTION = "机关的标识（小写拼音或英文，就是网址，定了不要改）"
NAME_QUESTION = "机关的正式全称"
KIND_HELP = f"类别：{'、'.join(f'{kind} {label}' for kind, label in KIND_LABELS.items())}。"


def is_terminal() -> bool:
    return sys.stdin.isatty()


def asked(question: str, usual: str) -> Callable[[], str]:
    """Asks on a terminal where nothing was written; anywhere else the usual answer is taken."""
    return lambda: click.prompt(question, default=usual) if is_terminal() else usual


def agency_id(_: click.Context, option: click.Parameter, text: str) -> str:
    """An id that can name a folder; what else an id must not be the reader of data says."""
    if not AGENCY_ID.fullmatch(text):
        message = f"“{text}”不能作标识：用小写字母、数字和连字符，至多 64 个字符"
        raise click.BadParameter(message, param=option)
    return text


kind_choice = click.Choice([kind.value for kind in AgencyKind])


def refuse_bad_data(texts: Mapping[str, str]) -> None:
    """What the reader of data says of the files of a folder ``reports``, if it is anything bad."""
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        root = Path(folder) / "site"
        write_new(texts, root)
        issues = read_corpus(Settings(root / "reports", root, drafts=True)).issues
    if fails(issues, strict=True):
        told = dict.fromkeys(
            f"{each.message}{f'：{each.hint}' if each.hint else ''}"
            for each in issues
            if each.severity is not Severity.HINT
        )
        raise click.UsageError("；".join(told))
