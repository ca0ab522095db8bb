"""Slips of the pen: another number for the one that is meant."""

from __future__ import annotations

import random
from decimal import Decimal


def slip(rng: random.Random, number: str) -> str:
    """A number as a clerk may mistype it: a digit wrong, lost or swapped, one off, ten times."""
    while True:
        made = rng.choice((_other_digit, _swapped, _dropped, _next, _ten_times))(rng, number)
        if made and Decimal(made) != Decimal(number):
            return made


def _other_digit(rng: random.Random, number: str) -> str:
    at = rng.choice([place for place, sign in enumerate(number) if sign != "."])
    made = f"{number[:at]}{rng.randrange(10)}{number[at + 1 :]}"
    return made if "." in made else str(int(made))


def _swapped(rng: random.Random, number: str) -> str:
    at = rng.randrange(len(number))
    pair = number[at : at + 2]
    made = f"{number[:at]}{pair[::-1]}{number[at + 2 :]}"
    return "" if "." in number or len(pair) < 2 else str(int(made))


def _dropped(rng: random.Random, number: str) -> str:
    at = rng.randrange(len(number))
    made = number[:at] + number[at + 1 :]
    return str(int(made)) if made.isdigit() and "." not in number else ""


def _next(rng: random.Random, number: str) -> str:
    value = Decimal(number)
    step = Decimal(1).scaleb(-len(number.partition(".")[2]))
    made = value + rng.choice((step, -step)) * rng.choice((1, 2))
    return str(made) if made >= 0 else ""


def _ten_times(_: random.Random, number: str) -> str:
    return "" if "." in number else f"{number}0"
