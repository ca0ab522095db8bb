"""Lists of parts in prose: 公开信息 49 条，其中公告 11 条、动态 38 条, with what they divide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.checks.narrative.counts import Count, is_inside
from gongkai.checks.narrative.prose import Sentence

_MARKER = re.compile("(?:其中|包括):?|:")
_NOTE = re.compile(r"\([^()]*\)")
_SHARE = re.compile(r"[,(、]?(?:约|共)?占[^\d%,;]{0,12}\d{1,4}(?:\.\d{1,6})?%\)?")
_BETWEEN = re.compile(r"[,;、]?")
_LONGEST_LABEL = 24
# What begins another statement, unless the list began so: 其中规范性文件 5 件，清理文件 60 件.
_VERB = re.compile(
    "全年|累计|另|同时|并|还|组织|开展|举办|召开|清理|制定|制发|印发|废止|修订|修改|收到|接到|受理|办理|办结"
    "|答复|回复|发布|报送|转办|现行|保留"
)


@dataclass(frozen=True, slots=True)
class Division:
    """A whole and its parts in order.

    ``wholes`` holds more than one count where the sentence leaves open which of them is divided.
    ``listed`` is all that stands in the list, ``parts`` what of it counts one kind of thing and is
    no other statement; ``firm`` are the first and those that only 、 joins to it.
    """

    wholes: tuple[Count, ...]
    listed: tuple[Count, ...]
    parts: tuple[Count, ...]
    firm: tuple[Count, ...]

    @property
    def whole(self) -> int | None:
        """The number divided, None where that is not clear."""
        numbers = {count.number for count in self.wholes}
        return numbers.pop() if len(numbers) == 1 else None


def divisions(sentence: Sentence) -> Iterator[Division]:
    """Every list of parts in a sentence."""
    markers = list(_MARKER.finditer(sentence.text))
    ends = [*(each.start() for each in markers), len(sentence.text)]
    for marker, end in zip(markers, ends[1:], strict=True):
        listed = tuple(_run(sentence, marker.end(), end))
        wholes = tuple(_wholes(sentence, marker, listed[0])) if listed else ()
        if wholes:
            parts = tuple(_of_one_kind(listed))
            yield Division(wholes, listed, parts, tuple(_joined(sentence, parts)))


def _of_one_kind(listed: tuple[Count, ...]) -> Iterator[Count]:
    first = listed[0]
    verb = _VERB.match(first.before)
    for count in listed:
        other = _VERB.match(count.before)
        is_other = other is not None and (verb is None or verb[0] != other[0])
        if not count.same_unit(first) or (is_other and count is not first):
            return
        yield count


def _joined(sentence: Sentence, parts: tuple[Count, ...]) -> Iterator[Count]:
    for count in parts:
        if count is not parts[0] and sentence.mark_before(count) != "、":
            return
        yield count


def _wholes(sentence: Sentence, marker: re.Match[str], part: Count) -> Iterator[Count]:
    """What may be divided at a marker, the likeliest first; nothing where that is inexact.

    A sentence that opens with 其中 divides what the sentence before it counts.
    """
    earlier = [count for count in sentence.counts if count.end <= marker.start()]
    if marker[0] == ":":
        earlier = [count for count in earlier if count.end == marker.start()]
    elif not earlier and sentence.before is not None:
        earlier = list(sentence.before.counts)
    found = [
        count
        for count in reversed(earlier)
        if count.same_unit(part) and not count.aside and not count.is_compared
    ]
    if found and found[0].exact:
        yield from found


def _run(sentence: Sentence, start: int, end: int) -> Iterator[Count]:
    """The items from a place on, up to the first that is none; notes are passed over."""
    inside = is_inside(sentence.text, start)
    last: Count | None = None
    for count in sentence.counts:
        if count.start < start or (count.aside and not inside):
            continue
        if inside and not count.aside:
            return
        words = sentence.text[last.end if last else start : count.clause]
        if count.start >= end or count.is_compared or not _continues(words, last, count):
            return
        yield count
        last = count


def _continues(words: str, last: Count | None, count: Count) -> bool:
    """Whether the words between two items hold nothing but shares, notes and one mark."""
    if last is not None:
        words = words.removeprefix(last.after)
    rest = _SHARE.sub("", _NOTE.sub("", words))
    return _BETWEEN.fullmatch(rest) is not None and len(count.before) <= _LONGEST_LABEL
