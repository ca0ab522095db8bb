"""Claims on documents: 规章 and 规范性文件 made in the year, and in force at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.checks.narrative.author import Author
from gongkai.checks.narrative.claims import Claim, claim
from gongkai.checks.narrative.counts import Count
from gongkai.checks.narrative.lexicon import GENERAL, Lexicon
from gongkai.checks.narrative.prose import CLAUSE, Paragraph, Sentence
from gongkai.checks.narrative.scope import is_narrowed, is_of_year, names_no_other_year
from gongkai.checks.narrative.writing import chinese_marks

_MADE = "制定|制发|出台|印发"
_IN_FORCE = "(?:现行|继续|保留|仍然)有效"
_WHAT = re.compile("规章|规范性文件")
_DOCUMENT_KINDS = {"规章": "regulations", "规范性文件": "documents"}
_OWN = "行政|规章|规范性文件|文件|部门|新|本级|件"
_ISSUED = Lexicon(
    f"(?:{_MADE})(?:出台|发布|印发|公布|公开|实施|并)*|发布|公布|实施", _OWN, *GENERAL
)
_STOCK = Lexicon(_IN_FORCE, _OWN, *GENERAL)
_LEXICONS = {"issued": _ISSUED, "in_force": _STOCK}
_CORES = (
    ("issued", re.compile(f"(?:{_MADE})[^#]*#")),
    ("in_force", re.compile(f"{_IN_FORCE}[^#]*#|#[^#]*{_IN_FORCE}")),
)
_BARE = re.compile("(?:行政)?(?:规章|规范性文件)")
_OF_THE_SAME = re.compile("现行有效|清理|废止|修改|修订")
_NONE = (
    (
        "issued",
        re.compile(
            rf"(?:未|没有)(?:新|再)?(?:{_MADE})(?:出台|发布|印发|过|任何|新的|行政|的)*(?P<what>规章|规范性文件)$"
            r"|无(?:新增)?(?:行政)?(?P<other>规章|规范性文件)(?:出台|制发|制定)(?:情况)?$"
        ),
    ),
    ("in_force", re.compile(r"无现行有效的?(?:行政)?(?P<what>规章|规范性文件)(?P<other>$)")),
)


@dataclass(frozen=True, slots=True)
class _Topic:
    """What the last count was of: 规章 or 规范性文件, issued or in_force; empty where unknown."""

    what: str = ""
    name: str = ""


def documents(paragraph: Paragraph, author: Author) -> Iterator[Claim]:
    """What a paragraph says of 规章 and 规范性文件 made in the year or in force."""
    for sentence in paragraph:
        if _WHAT.search(sentence.text):
            yield from _counted(sentence, author)
            yield from _denied(sentence, author)


def _counted(sentence: Sentence, author: Author) -> Iterator[Claim]:
    last, doubtful = _Topic(), False
    for count in sentence.counts:
        last = _topic(count, last, sentence)
        if not (last.what and last.name and count.exact and is_of_year(sentence, count, author)):
            continue
        # Whose documents are counted is said but once.
        doubtful |= not _LEXICONS[last.name].understands(count.words, author)
        doubtful |= is_narrowed(sentence, count.clause, author, parts=True)
        kind = f"{last.name}/{_DOCUMENT_KINDS[last.what]}"
        yield claim(kind, sentence, count, doubtful=doubtful)


def _topic(count: Count, last: _Topic, sentence: Sentence) -> _Topic:
    """What a count is of: 制定规章 2 件、规范性文件 3 件 says 制定 once."""
    named = set(_WHAT.findall(count.words))
    found = [name for name, core in _CORES if core.search(count.words)]
    name = found[0] if len(found) == 1 else ""
    if len(named) == 1:
        is_listed = sentence.mark_before(count) in ("、", ",") and _BARE.fullmatch(count.before)
        return _Topic(named.pop(), last.name if not found and is_listed else name)
    goes_on = not named and _OF_THE_SAME.match(count.words)
    return _Topic(last.what if goes_on else "", name)


def _denied(sentence: Sentence, author: Author) -> Iterator[Claim]:
    for clause in CLAUSE.finditer(sentence.text):
        for name, pattern in _NONE:
            found = pattern.search(clause[0])
            if found is None or not _ISSUED.understands(clause[0][: found.start()], author):
                continue
            if names_no_other_year(sentence, clause.start() + found.start(), author):
                kind = f"{name}/{_DOCUMENT_KINDS[found['what'] or found['other']]}"
                yield Claim(kind, 0, chinese_marks(found[0]), sentence)
