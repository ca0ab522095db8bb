"""Labels as real reports misprint them: none of it changes what a label means."""

from __future__ import annotations

from random import Random

from tests.importing.layout import Relabel

_TRADITIONAL = str.maketrans("开请复议诉讼结维审总计数书", "開請復議訴訟結維審總計數書")
_RADICALS = str.maketrans({"一": "⼀", "行": "⾏", "民": "⺠", "门": "⻔"})
_BRACKETS = str.maketrans("（）“”．", '()"".')


def relabelling(random: Random) -> Relabel:
    """One body's way of printing labels, with a slip in some of the long ones."""
    slips = {0.9: _dropped, 0.95: _doubled}

    def relabel(label: str) -> str:
        shape = random.choice((_same, _blanks, _traditional, _radicals, _brackets, _marks))
        chance = random.random()
        slip = next(
            (each for at, each in sorted(slips.items(), reverse=True) if chance > at), _same
        )
        return slip(shape(label)) if len(label) >= 10 else shape(label)

    return relabel


def _same(label: str) -> str:
    return label


def _blanks(label: str) -> str:
    middle = len(label) // 2
    return f"{label[:middle]}\u00a0{label[middle:]}"


def _traditional(label: str) -> str:
    return label.translate(_TRADITIONAL)


def _radicals(label: str) -> str:
    return label.translate(_RADICALS)


def _brackets(label: str) -> str:
    return label.translate(_BRACKETS)


def _marks(label: str) -> str:
    return label.replace("1.", "1、").replace("2.", "2．")


def _dropped(label: str) -> str:
    return label[:6] + label[7:]


def _doubled(label: str) -> str:
    return label[:6] + label[5:]
