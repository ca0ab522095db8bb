"""Personal data in prose: mobile phone and identity card numbers, never repeated in full."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from gongkai.checks.model import CheckResult
from gongkai.checks.narrative.rules import PERSONAL_DATA
from gongkai.checks.subject import Subject
from gongkai.checks.verdict import verdict

_LONG = re.compile(r"[0-9][0-9 -]{9}")
# No part of a longer number or an address, and no number of so many of something.
_MOBILE = re.compile(
    r"(?<![\w/.-])(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?![\w/-]|\.\d|[次条元件人户份万亿%])",
    re.ASCII,
)
_IDENTITY = re.compile(
    r"(?<![\w/-])[1-9]\d{5}(?P<born>(?:19|20)\d{6})\d{3}[\dXx](?![\w/-])", re.ASCII
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"  # GB 11643: by the weighted sum of the first 17 digits modulo 11
_HINT = "删去个人信息；是公开的办公号码的，在 discrepancies 中说明"


def check_personal_data(
    subject: Subject, texts: Iterable[tuple[str, str]]
) -> Iterator[CheckResult]:
    """A failure for each section whose plain texts hold such a number."""
    found: dict[str, list[str]] = {}
    for section, text in texts:
        found.setdefault(section, []).extend(personal_data(text))
    failures = [_failure(subject, section, each) for section, each in found.items() if each]
    yield from verdict(subject, PERSONAL_DATA, failures, len(found), "没有正文")


def personal_data(text: str) -> Iterator[str]:
    """What was found, masked: 手机号码 138****78."""
    if not _LONG.search(text):
        return
    for match in _MOBILE.finditer(text):
        yield f"手机号码 {_masked(match[0])}"
    for match in _IDENTITY.finditer(text):
        if is_identity_number(match[0].upper()):
            yield f"身份证号码 {_masked(match[0])}"


def is_identity_number(text: str) -> bool:
    """Whether 18 characters are a number of GB 11643: a real day of birth and the right check."""
    try:
        date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, text[:17], strict=True))
    return _CHECK_CHARACTERS[total % 11] == text[17]


def _masked(number: str) -> str:
    return f"{number[:3]}****{number[-2:]}"


def _failure(subject: Subject, section: str, found: list[str]) -> CheckResult:
    message = f"文中有{'、'.join(dict.fromkeys(found))}"
    return subject.fails(PERSONAL_DATA, section, message, hint=_HINT)
