"""Which edition of the form a document is on: by the labels in it, never by its year."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.forms.model import Editions, FormEdition
from gongkai.importers.labels import Kind, Labels, folded
from gongkai.importers.raw import RawDocument
from gongkai.importers.refusal import Refused

_OLD_FORM = ("统计指标", "统计数", "单位")  # the head of the list of 2014
_TELLING = 4  # characters of a label that tells something
_FEWEST = 3  # labels that make a document one on the form


def choose_edition(document: RawDocument, editions: Editions) -> FormEdition:
    """The edition that most of the telling labels belong to; Refused if there are hardly any."""
    cells = {folded(text) for text in document.texts()}
    running = folded("".join(document.texts()))
    labels = {edition.id: _labels(edition) for edition in editions}
    scores = {
        edition.id: _score(labels[edition.id], _others(labels, edition.id), cells, running)
        for edition in editions
    }
    best = max(editions, key=lambda edition: (scores[edition.id], edition.from_year))
    if sum(label in running for label in labels[best.id]) < _FEWEST:
        _refuse(running, document)
    return best


def _refuse(running: str, document: RawDocument) -> None:
    if all(mark in running for mark in _OLD_FORM):
        raise Refused(
            "这是 2018 年以前的《政府信息公开情况统计表》，与现行表式没有对应关系，不能导入",
            "2018 年及以前的报告只录文字和附表，见“第一份年报”",
        )
    if not any(True for _ in document.texts()):
        raise Refused("文件里没有文字", "若是扫描件，请先用文字识别软件转成文字，再导入")
    raise Refused("不像政府信息公开工作年度报告：没有找到表式中的行和列", "请确认选对了文件")


def _labels(edition: FormEdition) -> set[str]:
    """The labels of rows, columns and captions that are long enough to tell something."""
    spellings = Labels(edition).spellings()
    kinds = {Kind.ROW, Kind.COLUMN, Kind.CAPTION}
    return {
        text
        for text, nodes in spellings
        if len(text) >= _TELLING and {n.kind for n in nodes} & kinds
    }


def _others(labels: dict[str, set[str]], edition: str) -> set[str]:
    return {text for other, texts in labels.items() if other != edition for text in texts}


def _score(own: set[str], others: Iterable[str], cells: set[str], running: str) -> int:
    """How many labels that only this edition has stand in cells, or failing that in the text."""
    telling = [
        label for label in own if not any(label in other or other in label for other in others)
    ]
    in_cells = sum(label in cells for label in telling)
    return 100 * in_cells + sum(label in running for label in telling)
