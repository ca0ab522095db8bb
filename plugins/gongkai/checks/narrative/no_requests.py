"""Sentences that deny: 未收到政府信息公开申请, 无上年结转. What they deny is zero."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checks.narrative.author import Author
from gongkai.checks.narrative.claims import Claim
from gongkai.checks.narrative.lexicon import OBJECT, OF_REQUESTS, WHERE_OBJECT, Lexicon
from gongkai.checks.narrative.prose import CLAUSE, Sentence
from gongkai.checks.narrative.scope import is_narrowed, names_no_other_year
from gongkai.checks.narrative.writing import chinese_marks

_DENIED = re.compile(
    "(?:(?:从|暂|尚|均|并)?未|没有)(?:曾|再|有)?(?:收到|接到|接收到?|受理|产生|发生)过?(?P<what>.*)$"
    f"|(?<!有)无(?P<none>(?:{WHERE_OBJECT})+)$"
)
_OF_REQUESTS = Lexicon(*OF_REQUESTS, "对|情况|情形|事件|办理|一[件例份]")
_SUBJECT = Lexicon(*OF_REQUESTS)
_NONE_CARRIED = re.compile(r"(?:无|没有)(?P<which>上年|上一年|去年|下年|下一年|次年)度?的?结转")


def none_received(sentence: Sentence, author: Author) -> Iterator[Claim]:
    """Zero requests, where a clause denies them and nothing narrower."""
    if "未" not in sentence.text and "无" not in sentence.text and "没有" not in sentence.text:
        return
    for clause in CLAUSE.finditer(sentence.text):
        found = _DENIED.search(clause[0])
        if found is not None and _is_of_requests(sentence, clause[0], found, author):
            start = clause.start()
            of_year = names_no_other_year(sentence, start + found.start(), author)
            if of_year and not is_narrowed(sentence, start, author):
                yield Claim("received", 0, chinese_marks(found[0]), sentence)


def _is_of_requests(sentence: Sentence, clause: str, found: re.Match[str], author: Author) -> bool:
    """Whether all requests are denied, and not some that words around them single out."""
    what, subject = found["what"] or found["none"] or "", clause[: found.start()]
    named = OBJECT.search(what)
    if named is None or ("公开" not in named[0] and "依申请公开" not in sentence.context):
        return False
    return _OF_REQUESTS.understands(what, author) and _SUBJECT.understands(subject, author)


def none_carried(sentence: Sentence, author: Author) -> Iterator[Claim]:
    """Zero requests carried over."""
    if "结转" not in sentence.text or "复议" in sentence.text or "诉讼" in sentence.text:
        return
    for found in _NONE_CARRIED.finditer(sentence.text):
        if not names_no_other_year(sentence, found.start(), author):
            continue
        kind = "carried_forward" if found["which"][0] in "下次" else "carried_in"
        yield Claim(kind, 0, chinese_marks(found[0]), sentence)
