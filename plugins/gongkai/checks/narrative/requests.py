"""Claims on requests: how many were received, carried over and answered, and with what result.

A paragraph is read from count to count. What the last count about requests as a whole said stays
the topic of those after it, which say no more than 答复 11 件，其中予以公开 9 件.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.checks.narrative.author import Author
from gongkai.checks.narrative.claims import Claim, claim
from gongkai.checks.narrative.counts import Count
from gongkai.checks.narrative.lexicon import OBJECT
from gongkai.checks.narrative.no_requests import none_carried, none_received
from gongkai.checks.narrative.prose import Paragraph, Sentence
from gongkai.checks.narrative.request_words import (
    ABOUT_REQUESTS,
    APPLICANT,
    APPLICANTS,
    CARRIED,
    CARRY_WORDS,
    DIRECTION,
    HANDLED_REST,
    SAME_AGAIN,
    SUMMED,
    VERBS,
    Verb,
)
from gongkai.checks.narrative.results import group_of, label_in, lists_results
from gongkai.checks.narrative.scope import is_narrowed, is_of_year, names_no_other_year

_OTHERWISE = re.compile("复议|诉讼")
_COLUMNS = {"自": "natural_person", "法": "organisation"}


@dataclass(frozen=True, slots=True)
class _Topic:
    """What the last count of requests as a whole was of: ``kind`` is empty if none is known.

    With what was carried in, the requests received become those ``at_hand``.
    """

    kind: str = ""
    doubtful: bool = False
    sentence: Sentence | None = None

    def after(
        self, sentence: Sentence, count: Count, found: Claim | None, author: Author
    ) -> _Topic:
        """The topic after a count: another thing counted ends it, a part of it does not."""
        if found is not None and found.kind in ("received", "handled", "processed"):
            return _Topic(found.kind, found.doubtful, sentence)
        if found is not None and found.kind == "carried_in" and self.kind:
            return _Topic("at_hand", self.doubtful, sentence)
        is_part = count.aside or count.is_compared or "其中" in sentence.text[: count.start]
        if found is not None or is_part or OBJECT.search(count.words):
            return self
        if SUMMED.understands(count.words, author):
            return self
        return _Topic()

    def before(self, sentence: Sentence, count: Count) -> _Topic:
        """The topic that reaches a count; no doubt reaches a new statement with its own object."""
        is_new = sentence.mark_before(count) == ";" or sentence is not self.sentence
        ends = self.doubtful and is_new and OBJECT.search(count.words) is not None
        return _Topic() if ends else self


def requests(paragraph: Paragraph, author: Author) -> Iterator[Claim]:
    """What a paragraph says of the requests as a whole."""
    if not paragraph or "申请" not in paragraph[0].context:
        return
    topic = _Topic()
    for sentence in paragraph:
        for count in sentence.counts:
            topic = topic.before(sentence, count)
            found = _Reading(sentence, count, topic, author).claim()
            topic = topic.after(sentence, count, found, author)
            if found is not None and count.exact:
                yield found
        yield from none_received(sentence, author)
        yield from none_carried(sentence, author)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One count to be understood where it stands."""

    sentence: Sentence
    count: Count
    topic: _Topic
    author: Author

    def claim(self) -> Claim | None:
        """What the count says of requests, if anything."""
        words = self.count.words
        if _OTHERWISE.search(words):
            return None
        if label_in(words):
            return self._group()
        if CARRY_WORDS.search(words):
            return self._carried()
        return self._applicant() or self._whole()

    def _group(self) -> Claim | None:
        topic = self.topic
        text = self.sentence.text
        known = topic.kind or _names_requests(self) or self._is_listed()
        if not known or not is_of_year(self.sentence, self.count, self.author):
            return None
        kind, doubtful = group_of(self.count.words, text, self.author)
        doubtful |= topic.doubtful or self._is_narrowed(parts=True)
        of_new = topic.kind == "received"
        return claim(kind, self.sentence, self.count, doubtful=doubtful, of_new=of_new)

    def _is_listed(self) -> bool:
        is_about = ABOUT_REQUESTS.search(self.sentence.context) is not None
        return is_about and lists_results(self.sentence.text)

    def _carried(self) -> Claim | None:
        words, year = self.count.words, self.author.year
        kinds = {_direction(found, year) for found in DIRECTION.finditer(words)} - {""}
        known = self.topic.kind or "申请" in self.sentence.text
        if len(kinds) != 1 or not known or _OTHERWISE.search(self._earlier):
            return None
        if not names_no_other_year(self.sentence, self.count.start, self.author):
            return None
        doubtful = self._is_narrowed(parts=True)
        doubtful |= not CARRIED.understands(words, self.author)
        return claim(kinds.pop(), self.sentence, self.count, doubtful=doubtful)

    def _applicant(self) -> Claim | None:
        """其中自然人 72 件: of what was received."""
        found = APPLICANT.search(self.count.words)
        if found is None or self.topic.kind not in ("received", "at_hand"):
            return None
        doubtful = self.topic.doubtful or self._is_narrowed(parts=True)
        doubtful |= not APPLICANTS.understands(self.count.words, self.author)
        kind = f"received/{_COLUMNS[found['who'][0]]}"
        return claim(kind, self.sentence, self.count, doubtful=doubtful)

    def _whole(self) -> Claim | None:
        words = self.count.words
        verb = next((each for each in VERBS if each.core.search(words)), None)
        if verb is None or not is_of_year(self.sentence, self.count, self.author):
            return None
        if not _names_requests(self) and (verb.kind == "received" or not self.topic.kind):
            return None
        doubtful = self.topic.doubtful or not self._understands(verb)
        return claim(verb.kind, self.sentence, self.count, doubtful=doubtful)

    def _understands(self, verb: Verb) -> bool:
        """Whether all words say no more than the verb; of answers also where the rest is told."""
        words = SAME_AGAIN.sub("#", self.count.words)
        if verb.kind == "handled" and CARRY_WORDS.search(self.sentence.text):
            understood = HANDLED_REST.understands(words, self.author)
            return understood and not self._is_narrowed(parts=True)
        return verb.lexicon.understands(words, self.author) and not self._is_narrowed()

    def _is_narrowed(self, *, parts: bool = False) -> bool:
        return is_narrowed(self.sentence, self.count.clause, self.author, parts=parts)

    @property
    def _earlier(self) -> str:
        return self.sentence.text[: self.count.start]


def _names_requests(reading: _Reading) -> bool:
    """Whether the words name requests for information, not for a licence or the like."""
    found = OBJECT.search(reading.count.words)
    if found is None:
        return False
    return "公开" in found[0] or ABOUT_REQUESTS.search(reading.sentence.context) is not None


def _direction(found: re.Match[str], year: int) -> str:
    """Which of both figures of the form a year named with 结转 means; the report's own neither."""
    if found["last"] or found["year"] == str(year - 1):
        return "carried_in"
    return "carried_forward" if found["next"] or found["year"] == str(year + 1) else ""
