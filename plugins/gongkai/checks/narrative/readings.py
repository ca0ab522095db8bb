"""What a number in the prose may stand for: the figure of the form, and other figures accepted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gongkai.checks.narrative.bounds import (
    TOTAL,
    Bounds,
    first_column,
    first_row,
    of_columns,
    of_rows,
    total,
)
from gongkai.reports.model import Report

_NEW, _NEW_AND_CARRIED = "表三“本年新收”", "“本年新收”与“上年结转”之和"
_DIRECT, _AFTER = "litigation.direct", "litigation.after_review"


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a number; ``bounds`` is None where the report has no such figure.

    A ``wide`` reading accepts every number within its bounds, any other only its exact figure.
    """

    name: str
    bounds: Bounds | None
    wide: bool = False

    def accepts(self, number: int) -> bool:
        if self.bounds is None or not self.bounds.may_be(number):
            return False
        return self.wide or self.bounds.is_exact

    def may_be(self, number: int) -> bool:
        return self.bounds is not None and self.bounds.may_be(number)


@dataclass(frozen=True, slots=True)
class Meaning:
    """``at`` is the place in the table, ``readings`` the figure itself, then what else passes."""

    at: str
    readings: tuple[Reading, ...]


def meaning_of(kind: str, report: Report) -> Meaning:
    """Everything that a claim of a kind may stand for in a report."""
    topic, _, detail = kind.partition("/")
    return _MEANINGS[topic](report, detail)


# --- requests ---------------------------------------------------------------------------------


def _received(report: Report, detail: str) -> Meaning:
    new, carried = (_of_applicants(report, row, detail) for row in ("new_received", "carried_in"))
    at = f"requests.new_received/{detail}" if detail else "new_received"
    return Meaning(at, (Reading(_NEW, new), Reading(_NEW_AND_CARRIED, total((new, carried)))))


def answers_only_new(report: Report) -> bool:
    """Whether what was answered may be just what was received: as many, in the table."""
    new, handled = (of_rows(report, "requests", [row]) for row in ("new_received", "results.total"))
    return new is not None and handled is not None and new.is_exact and new.low == handled.low


def _of_applicants(report: Report, row: str, column: str) -> Bounds | None:
    table = report.edition.table("requests") if report.edition else None
    columns = table.expand_columns(column or TOTAL) if table else ()
    if len(columns) > 1:
        return of_columns(report, "requests", row, columns)
    return of_rows(report, "requests", [row], column or TOTAL)


def _handled(report: Report, _: str) -> Meaning:
    handled = of_rows(report, "requests", ["results.total"])
    return Meaning("results.total", (Reading("表三“（七）总计”", handled),))


def _processed(report: Report, _: str) -> Meaning:
    """办理 may be of all that there was to do."""
    return Meaning(
        "results.total", (*_handled(report, "").readings, *_received(report, "").readings)
    )


def _row(path: str, name: str) -> Callable[[Report, str], Meaning]:
    def meaning(report: Report, _: str) -> Meaning:
        return Meaning(path, (Reading(name, of_rows(report, "requests", [path])),))

    return meaning


def _granted_alone(report: Report, _: str) -> Meaning:
    """予以公开 without a word of 部分公开 may include it."""
    alone = _row("results.granted", "表三“（一）予以公开”")(report, "").readings
    return Meaning("results.granted", (*alone, *_granted_or_partial(report, "").readings))


def _granted_or_partial(report: Report, _: str) -> Meaning:
    both = of_rows(report, "requests", ["results.granted", "results.partial"])
    return Meaning("results.granted", (Reading("表三“予以公开”与“部分公开”之和", both),))


def _unable_not_held(report: Report, _: str) -> Meaning:
    group = _row("results.unable", "表三“（四）无法提供”各行之和")(report, "").readings
    alone = _row("results.unable.not_held", "其中“本机关不掌握相关政府信息”")(report, "").readings
    return Meaning("results.unable", (*group, *alone))


# --- reviews and lawsuits ---------------------------------------------------------------------


def _review(report: Report, _: str) -> Meaning:
    return _cases(report, "review.total", "表四行政复议“总计”", ("review",))


def _litigation(report: Report, _: str) -> Meaning:
    return _cases(report, "litigation", "表四行政诉讼两项“总计”之和", (_DIRECT, _AFTER))


def _cases(report: Report, at: str, name: str, groups: Sequence[str]) -> Meaning:
    everything = _sum_of(report, groups, TOTAL)
    pending = _sum_of(report, groups, "pending")
    closed = None if everything is None or pending is None else everything - pending
    found = [Reading(name, everything), Reading("减去“尚未审结”", closed)]
    if everything is not None and _says_with_last_year(report):
        fewer = Bounds(0, everything.high, everything.cells)
        found.append(Reading("表注写明含上年度结转的", fewer, wide=True))
    return Meaning(at, tuple(found))


def _sum_of(report: Report, groups: Sequence[str], column: str) -> Bounds | None:
    columns = [f"{group}.{column}" for group in groups]
    return of_columns(report, "review_litigation", "cases", columns)


def _says_with_last_year(report: Report) -> bool:
    """Whether a note says that the table counts cases carried over from last year."""
    section = (report.narratives or {}).get("review_litigation")
    notes = [note.text for note in report.notes if note.at.startswith("review_litigation")]
    texts = [*notes, section.before, section.after] if section else notes
    return any("结转" in text and "上" in text and "年" in text for text in texts)


# --- documents --------------------------------------------------------------------------------

# What an edition calls the same thing, the newest first.
_DOCUMENT_ROWS = {
    "regulations": ("regulations",),
    "documents": ("administrative_normative_documents", "normative_documents"),
}
_ISSUED, _IN_FORCE = ("issued", "new_made"), ("in_force",)


def _issued(report: Report, detail: str) -> Meaning:
    at, issued = _document_figure(report, detail, _ISSUED)
    return Meaning(at, (Reading("表二本年制发（新制作）件数", issued),))


def _in_force(report: Report, detail: str) -> Meaning:
    at, stock = _document_figure(report, detail, _IN_FORCE)
    _, issued = _document_figure(report, detail, _ISSUED)
    older = None if stock is None or issued is None else stock - issued
    return Meaning(at, (Reading("表二现行有效件数", stock), Reading("减去本年制发的", older)))


def _document_figure(
    report: Report, detail: str, columns: Sequence[str]
) -> tuple[str, Bounds | None]:
    row = first_row(report, "art20_1", _DOCUMENT_ROWS[detail])
    column = first_column(report, "art20_1", columns)
    if row is None or column is None:
        return "", None
    return f"art20_1.{row}/{column}", of_rows(report, "art20_1", [row], column)


_MEANINGS: dict[str, Callable[[Report, str], Meaning]] = {
    "received": _received,
    "handled": _handled,
    "processed": _processed,
    "carried_in": _row("carried_in", "表三“上年结转”"),
    "carried_forward": _row("carried_forward", "表三“结转下年度”"),
    "granted": _row("results.granted", "表三“（一）予以公开”"),
    "granted_alone": _granted_alone,
    "granted_or_partial": _granted_or_partial,
    "partial": _row("results.partial", "表三“（二）部分公开”"),
    "refused": _row("results.refused", "表三“（三）不予公开”各行之和"),
    "unable": _row("results.unable", "表三“（四）无法提供”各行之和"),
    "unable_not_held": _unable_not_held,
    "not_processed": _row("results.not_processed", "表三“（五）不予处理”各行之和"),
    "other_handling": _row("results.other_handling", "表三“（六）其他处理”各行之和"),
    "review": _review,
    "litigation": _litigation,
    "issued": _issued,
    "in_force": _in_force,
}
