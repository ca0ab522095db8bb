"""What is derived from an edition once and for all."""

from __future__ import annotations

from collections.abc import Callable
from operator import is_
from typing import Generic, TypeVar

from gongkai.forms.model import FormEdition

T = TypeVar("T")


class PerEdition(Generic[T]):
    """What is derived from an edition, or from several, made once.

    Kept by id, since hashing an edition would walk through all of it every time; another edition
    of a known id is told apart.
    """

    def __init__(self, make: Callable[..., T]) -> None:
        self._make = make
        self._made: dict[tuple[str, ...], tuple[tuple[FormEdition, ...], T]] = {}

    def of(self, *editions: FormEdition) -> T:
        key = tuple(edition.id for edition in editions)
        known = self._made.get(key)
        if known is not None and all(map(is_, known[0], editions)):
            return known[1]
        made = self._make(*editions)
        self._made[key] = (editions, made)
        return made
