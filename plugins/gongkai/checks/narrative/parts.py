"""其中 in prose: whether the parts of a complete list add up to the total before them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.checks.model import CheckResult
from gongkai.checks.narrative.numbers import UNIT, is_about, stated_whole
from gongkai.checks.narrative.prose import NUMBER, PERCENT, Sentence
from gongkai.checks.narrative.rules import SUM
from gongkai.checks.subject import Subject
from gongkai.checks.verdict import verdict

_PART = re.compile(
    rf"(?:和|及|以及|还有|另有)?(?P<label>[^\d%]{{0,24}}?){NUMBER}{UNIT}"
    rf"(?:占[^\d%]{{0,12}}{PERCENT})?"
)
_SHARE = re.compile(rf"占[^\d%]{{0,12}}{PERCENT}")
_NOTES = re.compile(r"\([^()]*\)")
_REST = ("其他", "其它", "其余")
# Printed shares of one whole add up to 100 but for their rounding.
_WHOLE_SHARE = (Decimal("99.5"), Decimal("100.5"))
_FEWEST = 2
_HINT = "核对各项和总数；各项有交叉或没有列全的，在文中写明"


@dataclass(frozen=True, slots=True)
class Part:
    """One item of a list with its printed share, if any."""

    label: str
    number: int
    share: Decimal | None = None


def check_sums(subject: Subject, prose: Iterable[Sentence]) -> Iterator[CheckResult]:
    """A failure for every complete list that does not add up to its total."""
    judged, failures = 0, []
    for sentence in prose:
        if "其中" not in sentence.text and "包括" not in sentence.text:
            continue
        for whole, parts in divided(sentence):
            agrees = sum(part.number for part in parts) == whole
            judged += agrees or is_complete(parts)
            if not agrees and is_complete(parts):
                failures.append(_failure(subject, sentence.section, whole, parts))
    yield from verdict(subject, SUM, failures, judged, "文中没有显然完整的分项")


def divided(sentence: Sentence) -> Iterator[tuple[int, list[Part]]]:
    """The last total of a sentence that is divided into parts, with them."""
    whole = stated_whole(sentence, len(sentence.text))
    if whole is None or is_about(whole.text):
        return
    parts = list(_parts(sentence.text[whole.parts_at :]))
    if len(parts) >= _FEWEST:
        yield whole.number, parts


def is_complete(parts: list[Part]) -> bool:
    """Whether the list itself says that nothing is left out."""
    if parts[-1].label.startswith(_REST):
        return True
    shares = [part.share for part in parts if part.share is not None]
    low, high = _WHOLE_SHARE
    return len(shares) == len(parts) and low <= sum(shares) <= high


def _parts(text: str) -> Iterator[Part]:
    """The items up to the first piece that is none, or up to 其他."""
    part: Part | None = None
    for piece in re.split("[,;、]", _NOTES.sub("", text)):
        if part is not None and (share := _SHARE.fullmatch(piece)) is not None:
            part = Part(part.label, part.number, Decimal(share["p"]))
            continue
        if part is not None:
            yield part
            if part.label.startswith(_REST):
                return
        found = _PART.fullmatch(piece)
        if found is None or "其中" in piece:
            return
        part = Part(found["label"], int(found["n"]), Decimal(found["p"]) if found["p"] else None)
    if part is not None:
        yield part


def _failure(subject: Subject, section: str, whole: int, parts: list[Part]) -> CheckResult:
    numbers = [part.number for part in parts]
    shown = "＋".join(map(str, numbers))
    message = f"“其中”各项 {shown}＝{sum(numbers)}，与总数 {whole} 不同"
    return subject.fails(SUM, section, message, hint=_HINT, left=sum(numbers), right=whole)
