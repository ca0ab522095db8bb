"""Claims on reviews and lawsuits over the disclosure of information."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.checks.narrative.author import Author
from gongkai.checks.narrative.claims import Claim, claim
from gongkai.checks.narrative.counts import Count
from gongkai.checks.narrative.lexicon import GENERAL, OF_REQUESTS, Lexicon
from gongkai.checks.narrative.prose import CLAUSE, Paragraph, Sentence
from gongkai.checks.narrative.scope import is_narrowed, is_of_year, names_no_other_year
from gongkai.checks.narrative.writing import chinese_marks

KINDS = {"复议": "review", "诉讼": "litigation"}
_WHAT = re.compile("复议|诉讼")
_EACH = re.compile(
    "复议(?:案件)?[、和及与](?:被)?(?:提起)?(?:行政)?诉讼(?:案件)?(?:数量|件数)?分别(?:为|有|是|发生)?$"
)
_BOTH_ZERO = re.compile(
    r"复议(?:案件)?[、和及与或](?:被)?(?:提起)?(?:行政)?诉讼(?:案件)?(?:数量|件数)?[均都]?[为是]?$"
)
_OVER = (
    "(?:因|由|涉及?|针对|有关|关于)*(?:政府|政务)?信息公开(?:工作|申请|答复|行为|类|方面|有关|相关|事项)*的?"
    "|依申请公开(?:工作|答复|类)?|(?:而)?(?:引起|引发|产生|导致)"
)
_KNOWN = Lexicon(
    _OVER,
    "未发生|发生|收到|出现|被|提起|提出|行政|复议|诉讼|案件|案例|案|情况|情形|审结|办结|依法|办理|涉及|新增"
    "|因|由|类|分别|数量|件数",
    *OF_REQUESTS,
)
_NONE = re.compile("(?:未|没有|无|尚无)(?P<before>[^#]{0,50}?)(?P<what>(?:行政)?(?:复议|诉讼).*)$")
_DENIED = re.compile(
    "(?:政府信息公开|信息公开|申请|提起|行政|复议|诉讼|申诉|案件|案例|案|事项|情况|情形|事件|现象|问题|发生|被"
    "|因|的|和|及|、|或|与|以|者|等)+"
)
_SUBJECT = Lexicon("在?复议、?诉讼方面|因|由|政府信息公开(?:工作|申请|方面)?", *GENERAL)
_TOPIC = re.compile("信息公开|公开政府信息|政务公开|依申请|申请公开")
_HANDLES = re.compile("办理|办结|审理|审结|受理|代理|应诉")
_REQUESTS = re.compile("依申请|申请公开|公开申请")


def cases(paragraph: Paragraph, author: Author) -> Iterator[Claim]:
    """What a paragraph says of reviews and lawsuits over the disclosure of information."""
    for sentence in paragraph:
        if _WHAT.search(sentence.text):
            yield from _counted(sentence, author)
            yield from _denied(sentence, author)


def _counted(sentence: Sentence, author: Author) -> Iterator[Claim]:
    others = False
    for at, count in enumerate(sentence.counts):
        found = list(_kinds(sentence.counts, at))
        if not found or not count.exact or not is_of_year(sentence, count, author):
            continue
        divided = _tells_apart(count, sentence.counts[:at])
        understood = _is_understood(count, author, divided=divided)
        narrowed = is_narrowed(sentence, count.clause, author, parts=divided)
        off_topic = _is_off_topic(sentence, count)
        doubtful = others or narrowed or not understood or off_topic
        for kind, counted in found:
            yield claim(kind, sentence, counted, doubtful=doubtful)
        # Whose cases are counted is said but once.
        handles = off_topic and _HANDLES.search(count.before) is not None
        others |= bool(count.before) and (handles or not understood)


def _kinds(counts: Sequence[Count], at: int) -> Iterator[tuple[str, Count]]:
    """What a count is of, with the count that says how many: one for each, or both.

    What counts both together is left alone, unless there are none.
    """
    count = counts[at]
    found = set(_WHAT.findall(count.words))
    if _EACH.search(count.before) and at + 1 < len(counts):
        yield from zip(KINDS.values(), counts[at : at + 2], strict=True)
    elif count.number == 0 and _BOTH_ZERO.search(count.before):
        yield from ((kind, count) for kind in KINDS.values())
    elif len(found) == 1:
        yield KINDS[found.pop()], count


def _is_understood(count: Count, author: Author, *, divided: bool) -> bool:
    words = count.words.replace("其中", "") if divided else count.words
    return _KNOWN.understands(words, author)


def _tells_apart(count: Count, earlier: Sequence[Count]) -> bool:
    """Whether 其中 before a count takes out all of its kind, and not some of them.

    So it is where reviews and lawsuits were counted together, or where only now it is said that
    they are over information.
    """
    if _TOPIC.search(count.words) and not any(_TOPIC.search(each.words) for each in earlier):
        return True
    return any(len({*_WHAT.findall(e.words)}) > 1 or "争议" in e.words for e in earlier)


def _denied(sentence: Sentence, author: Author) -> Iterator[Claim]:
    """Zero for what a clause denies: 未发生行政复议、行政诉讼; not where it denies more of it."""
    for clause in CLAUSE.finditer(sentence.text):
        found = _NONE.search(clause[0])
        if found is None or not _DENIED.fullmatch(found["what"]) or "正当" in found["before"]:
            continue
        if not names_no_other_year(sentence, clause.start(), author):
            continue
        doubtful = _is_off_topic(sentence) or is_narrowed(sentence, clause.start(), author)
        doubtful |= not _SUBJECT.understands(clause[0][: found.start()], author)
        for what, kind in KINDS.items():
            if what in found["what"]:
                yield Claim(kind, 0, chinese_marks(found[0]), sentence, doubtful)


def _is_off_topic(sentence: Sentence, count: Count | None = None) -> bool:
    """Whether the cases may be about anything: nothing near says they are over information.

    A body that handles reviews and lawsuits has those of others too: there the words up to the
    count have to say it.
    """
    if count is None:
        return not _TOPIC.search(sentence.text) and not _REQUESTS.search(sentence.context)
    said = sentence.text[: count.end + len(count.after)]
    if _TOPIC.search(said):
        return False
    return _HANDLES.search(said) is not None or not _REQUESTS.search(sentence.context)
