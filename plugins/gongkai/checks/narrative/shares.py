"""Percentages in prose, recomputed from the numbers they are printed with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.checks.model import CheckResult, Figure
from gongkai.checks.narrative.author import author_of
from gongkai.checks.narrative.percentages import Percentage, percentages
from gongkai.checks.narrative.prose import Paragraph, Sentence
from gongkai.checks.narrative.rates import exact_share, expected, is_share
from gongkai.checks.narrative.readings import meaning_of
from gongkai.checks.narrative.results import GROUPS, group_of
from gongkai.checks.narrative.rules import PERCENT as RULE
from gongkai.checks.narrative.wholes import Claims, Wholes, in_table, named_before
from gongkai.checks.narrative.writing import chinese_marks
from gongkai.checks.subject import Subject
from gongkai.checks.verdict import verdict
from gongkai.forms.model import CellAddress


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage with the ``numbers`` it may be of and ``wholes`` it may be part of.

    The likeliest stand first. Only where they are ``clear`` is the percentage held against them;
    any other may agree with them.
    """

    sentence: Sentence
    percentage: Percentage
    numbers: Sequence[Figure]
    wholes: Sequence[Figure]
    clear: bool
    cells: tuple[CellAddress, ...] = ()

    @property
    def agrees(self) -> bool:
        printed = self.percentage.printed
        return any(is_share(n, whole, printed) for n in self.numbers for whole in self.wholes)

    @property
    def fails(self) -> bool:
        return self.clear and not self.percentage.joined and not self.agrees


def check_shares(
    subject: Subject, prose: Iterable[Paragraph], claims: Claims
) -> Iterator[CheckResult]:
    """A failure for every percentage that no reading gives."""
    reader = _Reader(subject, claims)
    found = [
        share
        for paragraph in prose
        for sentence in paragraph
        if "占" in sentence.text and "%" in sentence.text
        for share in reader.shares(sentence)
    ]
    failures = [_failure(subject, share) for share in found if share.fails]
    judged = sum(share.agrees or share.fails for share in found)
    yield from verdict(subject, RULE, failures, judged, "文中没有可以重算的百分比")


@dataclass(frozen=True, slots=True)
class _Reader:
    """Finds number and whole of every percentage of one report."""

    subject: Subject
    claims: Claims

    @property
    def wholes(self) -> Wholes:
        return Wholes(self.claims)

    def shares(self, sentence: Sentence) -> Iterator[Share]:
        """The percentages of a sentence with some whole to divide by."""
        for each in percentages(sentence):
            kind = self._group(sentence, each)
            found = self._of_group(sentence, each, kind) if kind else self._other(sentence, each)
            if found is not None and found.numbers and any(found.wholes):
                yield found

    def _group(self, sentence: Sentence, each: Percentage) -> str:
        """The group of results that a percentage is of; empty for anything else."""
        if each.count is None:
            kind, doubtful = group_of(each.label, sentence.text, author_of(self.subject))
            return "" if doubtful or not self.wholes.speaks_of_requests(sentence) else kind
        claim = self.claims.get((sentence, each.count.start))
        return claim.kind if claim and claim.kind in GROUPS and not claim.doubtful else ""

    def _of_group(self, sentence: Sentence, each: Percentage, kind: str) -> Share:
        """The table has both the number and the whole."""
        readings = meaning_of(kind, self.subject.report).readings
        known = [one.bounds.low for one in readings if one.bounds and one.bounds.is_exact]
        return self._of_total(sentence, each, [*each.numbers, *known], clear=True)

    def _other(self, sentence: Sentence, each: Percentage) -> Share | None:
        """The sentence itself has to say of what, or name the requests."""
        if each.count is None:
            return None
        if each.of:
            clear = self.wholes.are_requests(sentence, each.count, each.of)
            return self._of_total(sentence, each, each.numbers, clear=clear)
        known = self.wholes.of_part(sentence, each.count)
        wholes = [*known, *named_before(sentence, each.count)]
        return Share(sentence, each, each.numbers, wholes, clear=bool(known))

    def _of_total(
        self, sentence: Sentence, each: Percentage, numbers: Sequence[Figure], *, clear: bool
    ) -> Share:
        totals = in_table(self.subject.report, each.of)
        before = named_before(sentence, each.count) if each.count else []
        wholes = [*(one.low for one in totals), *before]
        cells = tuple(cell for one in totals for cell in one.cells)
        return Share(sentence, each, numbers, wholes, clear and bool(totals), cells)


def _failure(subject: Subject, share: Share) -> CheckResult:
    printed = share.percentage.printed
    number, whole = share.numbers[0], next(each for each in share.wholes if each)
    exact, right = exact_share(number, whole, printed), expected(number, whole, printed)
    quoted = chinese_marks(share.percentage.quote.strip("、和及"))
    message = f"文中“{quoted}”：{number}÷{whole}＝{exact}%，四舍五入或舍去末位应为 {right}"
    hint = f"请核对件数和百分比；分母不是 {whole} 的，请在文中写明"
    left, section = Decimal(printed), share.sentence.section
    return subject.fails(
        RULE, section, message, hint=hint, left=left, right=exact, cells=share.cells
    )
