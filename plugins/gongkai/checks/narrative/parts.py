"""其中 in prose: whether the parts of a complete list add up to the total before them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate

from gongkai.checks.model import CheckResult
from gongkai.checks.narrative.claims import quote
from gongkai.checks.narrative.counts import Count
from gongkai.checks.narrative.divisions import Division, divisions
from gongkai.checks.narrative.percentages import shares_are_whole
from gongkai.checks.narrative.prose import Paragraph, Sentence
from gongkai.checks.narrative.results import label_in
from gongkai.checks.narrative.rules import SUM
from gongkai.checks.subject import Subject
from gongkai.checks.verdict import verdict

_REST = ("其他", "其它", "其余")
_FEWEST = 2
_ALL_GROUPS = {"予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"}
_HINT = "请核对各项和总数；各项有交叉或没有列全的，请在文中写明"


def check_sums(subject: Subject, prose: Iterable[Paragraph]) -> Iterator[CheckResult]:
    """A failure for every complete list that does not add up, and every part above its total."""
    judged, failures = 0, []
    for paragraph in prose:
        for sentence in paragraph:
            for division in divisions(sentence) if sentence.counts else ():
                found = None if _agrees(division) else _contradiction(subject, sentence, division)
                judged += _agrees(division) or found is not None
                failures += [found] if found else []
    yield from verdict(subject, SUM, failures, judged, "文中没有显然完整的分项")


def _agrees(division: Division) -> bool:
    """Whether parts add up to a total: all of them, or those before another thing is counted."""
    sums = list(accumulate(part.number for part in division.listed))[_FEWEST - 1 :]
    return any(each.number in sums for each in division.wholes)


def _contradiction(subject: Subject, sentence: Sentence, division: Division) -> CheckResult | None:
    whole = division.whole
    if whole is None:
        return None
    larger = next((each for each in division.firm if each.exact and each.number > whole), None)
    if larger is not None:
        message = f"文中“{quote(sentence, larger)}”是 {whole} 的一部分，却比 {whole} 大"
        return _failure(subject, sentence, message, larger.number, whole)
    if not _is_list(sentence, division):
        return None
    total = sum(part.number for part in division.parts)
    shown = "＋".join(str(part.number) for part in division.parts)
    message = f"文中“{_ends(sentence, division)}”各项 {shown}＝{total}，与总数 {whole} 不同"
    return _failure(subject, sentence, message, total, whole)


def _ends(sentence: Sentence, division: Division) -> str:
    """The first and the last item of a list."""
    first, last = (quote(sentence, division.parts[at]) for at in (0, -1))
    return f"{first}……{last}"


def _is_list(sentence: Sentence, division: Division) -> bool:
    """Whether the list itself says that nothing is left out, and gives every number exactly."""
    parts = division.parts
    if len(parts) < _FEWEST or not all(part.exact for part in parts):
        return False
    return _names_the_rest(parts) or shares_are_whole(sentence, parts)


def _names_the_rest(parts: tuple[Count, ...]) -> bool:
    """Whether the last part is all others; 其他处理 is but a group of the form, the last of six."""
    label = parts[-1].before.lstrip("和及与、")
    if label.startswith("其他处理"):
        named = {label_in(part.words)[:4] for part in parts}
        return named >= _ALL_GROUPS
    return label.startswith(_REST)


def _failure(
    subject: Subject, sentence: Sentence, message: str, left: int, right: int
) -> CheckResult:
    return subject.fails(SUM, sentence.section, message, hint=_HINT, left=left, right=right)
