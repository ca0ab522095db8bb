"""What ``gongkai import`` tells: on the terminal, and as JSON by ``import.schema.json``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.text import Text

from gongkai.checks.problems import Problem
from gongkai.cli.formats.json_values import Json
from gongkai.cli.formats.problem_lines import ProblemPrinter
from gongkai.cli.formats.sources import Sources
from gongkai.importers.findings import Remark
from gongkai.importers.outcome import DoubtfulCell, Outcome, Status
from gongkai.importers.raw import Place
from gongkai.located_yaml import visible

VERSION = 1
_MOST_SHOWN = 30  # doubts, remarks or problems of one file; the others are counted
_LONGEST = 60  # characters of what is quoted
_COLOURS = {Status.CLEAN: "green", Status.DOUBTFUL: "yellow", Status.REFUSED: "red"}
_WORDS = {Status.CLEAN: "读准", Status.DOUBTFUL: "有待核对", Status.REFUSED: "不能导入"}


@dataclass(frozen=True, slots=True)
class Imported:
    """A document, what it gave, where that was written, and what the rules say of it."""

    path: Path
    outcome: Outcome
    target: Path | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def status(self) -> Status:
        return self.outcome.status


# --- terminal -------------------------------------------------------------------------------------


def print_outcome(each: Imported, console: Console) -> None:
    """One document: a line with the counts, then everything that wants a look."""
    outcome = each.outcome
    head = Text(visible(f"{each.path}: {_WORDS[outcome.status]}：{_summary(each)}"))
    start = len(visible(str(each.path))) + 2
    head.stylize(_COLOURS[outcome.status], start, start + len(_WORDS[outcome.status]))
    _line(console, head)
    if outcome.hint:
        _line(console, Text(f"  改法：{visible(outcome.hint)}"))
    _lines(console, [_doubts(group) for group in _grouped(outcome.doubts)])
    _lines(console, [_remark(remark) for remark in outcome.remarks])
    printer = ProblemPrinter(console, Sources(Path.cwd()))
    for problem in each.problems[:_MOST_SHOWN]:
        printer.print(problem)


def print_totals(imported: Sequence[Imported], console: Console) -> None:
    """How many documents came out how, where there are several."""
    if len(imported) > 1:
        counts = Counter(each.status for each in imported)
        told = "、".join(f"{_WORDS[status]} {counts[status]}" for status in Status)
        _line(console, Text(f"共 {len(imported)} 个文件：{told}。"))


def _summary(each: Imported) -> str:
    outcome, counts = each.outcome, each.outcome.counts
    if outcome.status is Status.REFUSED:
        return outcome.message
    others = counts.get("na", 0) + counts.get("text", 0)
    return (
        f"{each.target}（{outcome.edition} 版表式）：印有 {counts['printed']} 格，"
        f"数 {counts.get('number', 0)}、空格 {counts.get('blank', 0)}、文字 {others}，"
        f"其中看不准 {counts['doubtful']}"
    )


def _lines(console: Console, texts: Sequence[str]) -> None:
    for text in texts[:_MOST_SHOWN]:
        _line(console, Text(f"  {text}"))
    if len(texts) > _MOST_SHOWN:
        _line(console, Text(f"  另有 {len(texts) - _MOST_SHOWN} 条，见 --report 写的 JSON"))


def _grouped(doubts: Iterable[DoubtfulCell]) -> Iterator[list[DoubtfulCell]]:
    """Doubts of neighbouring cells with one cause."""

    def cause(each: DoubtfulCell) -> tuple[object, ...]:
        doubt = each.doubt
        same = not doubt.readings
        return (
            doubt.address.table,
            doubt.address.row,
            doubt.printed,
            doubt.reason,
            same or each.label,
        )

    for _, group in groupby(doubts, key=cause):
        yield list(group)


def _doubts(group: Sequence[DoubtfulCell]) -> str:
    first = group[0]
    doubt = first.doubt
    where = f"{doubt.address.table}.{doubt.address.row} × {doubt.address.column}"
    more = f" 等 {len(group)} 格" if len(group) > 1 else ""
    readings = f"；可读作 {'、'.join(doubt.readings)}" if doubt.readings else ""
    printed = visible(_cut(doubt.printed))
    what = f"看不准 {where}{more}（{first.label}）"
    return f"{_at(doubt.place)}{what}：“{printed}”，{doubt.reason}{readings}"


def _remark(remark: Remark) -> str:
    head = "没有收录：" if remark.code == "import.left_out" else ""
    return f"{_at(remark.place)}{head}{visible(_cut(remark.text))}"


def _at(place: Place) -> str:
    return f"{place}：" if str(place) else ""


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _line(console: Console, text: Text) -> None:
    console.print(text, soft_wrap=True, highlight=False, markup=False, emoji=False)


# --- JSON -----------------------------------------------------------------------------------------


def schema() -> str:
    """The JSON Schema of the document."""
    return files(__package__).joinpath("import.schema.json").read_text(encoding="utf-8")


def json_text(imported: Sequence[Imported]) -> str:
    """Everything as data; members are only ever added within a version."""
    counts = Counter(each.status for each in imported)
    told = {
        "version": VERSION,
        "gongkai": version("gongkai"),
        "summary": {status.value: counts[status] for status in Status},
        "files": [_file(each) for each in imported],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _file(each: Imported) -> Json:
    outcome = each.outcome
    return {
        "file": str(each.path),
        "sha256": outcome.sha256 or None,
        "status": outcome.status.value,
        "message": outcome.message or None,
        "hint": outcome.hint or None,
        "agency": outcome.agency or None,
        "year": outcome.year or None,
        "edition": outcome.edition or None,
        "written": each.target.as_posix() if each.target else None,
        "cells": dict(outcome.counts),
        "doubts": [_doubt(doubtful) for doubtful in outcome.doubts],
        "remarks": [
            {"code": remark.code, "text": remark.text, "place": str(remark.place) or None}
            for remark in outcome.remarks
        ],
        "problems": [
            {
                "code": problem.issue.code,
                "message": problem.issue.message,
                "place": str(problem.issue.location),
            }
            for problem in each.problems
        ],
    }


def _doubt(each: DoubtfulCell) -> Json:
    doubt = each.doubt
    return {
        "address": str(doubt.address),
        "label": each.label,
        "printed": doubt.printed,
        "reason": doubt.reason,
        "readings": list(doubt.readings),
        "place": str(doubt.place) or None,
    }
