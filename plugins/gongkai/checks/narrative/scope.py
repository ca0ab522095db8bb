"""How far a count reaches: which year it is of, and whether its sentence narrows it beforehand.

上半年，收到申请 7 件 does not speak of all requests of the year, nor does 在自然资源领域，收到申请
12 件, though the clause of the number alone would.
"""

from __future__ import annotations

import re

from gongkai.checks.narrative.author import Author
from gongkai.checks.narrative.counts import Count
from gongkai.checks.narrative.lexicon import OF_REQUESTS, Lexicon
from gongkai.checks.narrative.prose import Sentence
from gongkai.checks.narrative.years import leading_year, leftovers

# Openings and endings of clauses that say of what, when or where the rest of the sentence is true.
_FRAME = re.compile(
    r"^(?:其中|在|从|对|就|针对|通过|经|自|截[至止]|除|关于)"
    r"|(?:中|内|上|下|期间|方面|领域|以来|前|后|时)$"
    r"|半年|季度|\d月|年[至到—~-]|历年|往年|去年|上年|近[\d一二三四五六七八九十]年"
)
_HARMLESS = re.compile(
    "^(?:在|对照|从).*(?:领导|指导|指引|支持|帮助|推动|部署|要求|规定|精神|原则|努力)下?$|^(?:据|经)(?:统计|汇总)$"
    "|^(?:申请|内容|主要|涉及|集中)"
)
_FRAMES = Lexicon(
    *OF_REQUESTS,
    "[一二三四五六七八九十]、|第[一二三四五六七八九十]",
    "(?:办理|处理|答复|申请)?(?:结果|情况|工作)(?:方面|中|上)?|方面|[在从中上]",
    "收到|受理|答复|办结|办理|处理",
)
_COUNTED = re.compile(r"\d(?:件|条|份|宗|起|例|次|个|篇|项)")
_PARTS = re.compile("^其中")
_CLAUSES = re.compile("[,:()]")


def is_of_year(sentence: Sentence, count: Count, author: Author) -> bool:
    """Whether a count is of the report's year, as far as the sentence names years before it."""
    year = author.year
    named = {int(found) for found in re.findall(r"20\d\d(?=年)", count.words)}
    if named - {year, *leftovers(sentence, year)}:
        return False
    return names_no_other_year(sentence, count.start, author)


def names_no_other_year(sentence: Sentence, end: int, author: Author) -> bool:
    """Whether the words up to a place are about the report's year, or about none by name."""
    return leading_year(sentence, end, author.year) in (None, author.year)


def is_narrowed(sentence: Sentence, clause: int, author: Author, *, parts: bool = False) -> bool:
    """Whether words before a clause narrow what it says; ``parts``: not by 其中 alone."""
    text = sentence.text
    part = text[text.rfind(";", 0, clause) + 1 : max(clause - 1, 0)]
    return any(
        _narrows(_PARTS.sub("", each) if parts else each, author) for each in _CLAUSES.split(part)
    )


def _narrows(clause: str, author: Author) -> bool:
    if not _FRAME.search(clause) or _COUNTED.search(clause) or _HARMLESS.search(clause):
        return False
    return clause == "其中" or not _FRAMES.understands(clause, author)
