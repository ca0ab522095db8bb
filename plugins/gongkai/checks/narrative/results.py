"""The groups of results that the form knows, 予以公开 to 其他处理, as the prose counts them."""

from __future__ import annotations

import re

from gongkai.checks.narrative.author import Author
from gongkai.checks.narrative.lexicon import OF_REQUESTS, Lexicon

_AND = "(?:或者?|和|及|与|以及|、)者?"
WHERE_LABEL = (
    rf"予以公开(?:{_AND}(?:予以)?部分公开)?|部分(?:予以)?公开|不予公开|无法提供|不予处理|其他处理"
)
LABEL = re.compile(WHERE_LABEL)
_KINDS = {
    "予以公开": "granted",
    "部分公开": "partial",
    "部分予以公开": "partial",
    "不予公开": "refused",
    "无法提供": "unable",
    "不予处理": "not_processed",
    "其他处理": "other_handling",
}
# One reason named among others stands for the whole group: 因本机关不掌握等原因无法提供.
_REASONS = "(?:因|由于|以)[^,;:()#]{1,24}等(?:原因|情形|情况|理由|事由)?"
_NOT_HELD = (
    "(?:因|由于)?(?:本(?:机关|单位|局)|我局)?"
    "(?:不掌握(?:(?:相关|该)?(?:政府)?信息)?|(?:相关)?(?:政府)?信息不存在)"
)
_OWN_WORDS = (WHERE_LABEL, "答复|决定|类|情形|情况|结果|本机关|属于|其中|含")
_GROUP = Lexicon(_REASONS, *_OWN_WORDS, *OF_REQUESTS)
_NOT_HELD_GROUP = Lexicon(_NOT_HELD, *_OWN_WORDS, *OF_REQUESTS)
GROUPS = frozenset((*_KINDS.values(), "granted_alone", "granted_or_partial", "unable_not_held"))
_PROACTIVE = re.compile("主动公开|制作")
_FEWEST = 2


def label_in(words: str) -> str:
    """The one label among some words, empty where there is none or more than one."""
    found = LABEL.findall(words)
    return found[0] if len(found) == 1 else ""


def group_of(words: str, sentence: str, author: Author) -> tuple[str, bool]:
    """The group that a label with the words around it means, and whether that is in doubt.

    ``sentence`` is the whole of it: 予以公开 may include 部分公开 where that is not told apart.
    """
    label = label_in(words)
    kind = _KINDS.get(label, "granted_or_partial" if label else "")
    if kind == "granted" and "部分" not in sentence:
        kind = "granted_alone"
    if kind == "unable" and re.search(_NOT_HELD, words) and not re.search(_REASONS, words):
        return "unable_not_held", not _NOT_HELD_GROUP.understands(words, author)
    return kind, not _GROUP.understands(words, author)


def lists_results(sentence: str) -> bool:
    """Whether a sentence without a word of requests can only be a list of their results."""
    labels = set(LABEL.findall(sentence))
    return len(labels) >= _FEWEST and not _PROACTIVE.search(sentence)
