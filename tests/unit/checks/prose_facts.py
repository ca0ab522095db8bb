"""Figures of made-up reports in which every identity of the form holds."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from gongkai.forms.model import FormEdition

RESULTS = ("granted", "partial", "refused", "unable", "not_processed", "other_handling")
GROUPS = ("review", "litigation.direct", "litigation.after_review")
# What a body calls itself, by its name.
BODIES = {
    "某市财政局": ("我局", "市财政局", "某市财政局"),
    "某县石桥镇人民政府": ("我镇", "石桥镇", "镇政府"),
    "某市人民政府办公室": ("市政府办公室", "我办", "市政府办公室代表市政府"),
    "某区教育局": ("区教育局", "本局"),
    "某省发展和改革委员会": ("我委", "省发改委"),
    "某县人民政府": ("全县", "县人民政府", "我县各级行政机关", "全县各乡镇、各部门"),
    "某区某某街道办事处": ("我街道", "街道"),
    "某市人力资源和社会保障局": ("市人社局", "我单位"),
}


@dataclass
class Facts:
    """Figures of one made-up report: ``rows`` by path for its tables, the rest for its prose."""

    rng: random.Random
    year: int
    body: str
    rows: dict[str, int | list[int | str]] = field(default_factory=dict)
    totals: dict[str, int] = field(default_factory=dict)

    def __getitem__(self, name: str) -> int:
        return self.totals[name]


def facts(rng: random.Random, edition: FormEdition, year: int) -> Facts:
    """The figures of a report that received and answered some requests."""
    while True:
        made = Facts(rng, year, rng.choice(list(BODIES)))
        _requests(made, edition)
        _cases(made)
        _documents(made, edition)
        if made["handled"] and made["new"]:
            return made


def _small(rng: random.Random, most: int = 60) -> int:
    return rng.choice((0, 1, 2, 3, rng.randint(0, most), rng.randint(0, most), rng.randint(0, 400)))


def _requests(made: Facts, edition: FormEdition) -> None:
    rng, table = made.rng, edition.table("requests")
    assert table is not None
    for name in RESULTS:
        paths = table.expand_rows(f"results.{name}")
        for path in paths:
            made.rows[path] = _small(rng) if path == paths[0] or rng.random() < 0.3 else 0
        made.totals[name] = sum(_total(made.rows[path]) for path in paths)
    handled = sum(made[name] for name in RESULTS)
    forward = rng.choice((0, 1, 2, rng.randint(0, 12)))
    carried = min(rng.choice((0, 1, 2, rng.randint(0, 12))), handled)
    new = handled + forward - carried
    people = rng.randint(0, new)
    made.rows |= {"results.total": handled, "carried_in": carried, "carried_forward": forward}
    made.rows["new_received"] = [people, new - people, 0, 0, 0, 0, new]
    made.totals |= {"handled": handled, "carried_in": carried, "carried_forward": forward}
    made.totals |= {"new": new, "people": people, "others": new - people}


def _total(cells: int | list[int | str]) -> int:
    return cells if isinstance(cells, int) else int(cells[-1])


def _cases(made: Facts) -> None:
    rng = made.rng
    for group in GROUPS:
        parts = {name: _small(rng, 20) for name in ("upheld", "corrected", "other", "pending")}
        made.rows |= {f"{group}.{name}": value for name, value in parts.items()}
        made.rows[f"{group}.total"] = sum(parts.values())
        made.totals[group] = sum(parts.values())
        made.totals[f"{group}.closed"] = sum(parts.values()) - parts["pending"]
    for suffix in ("", ".closed"):
        made.totals[f"litigation{suffix}"] = sum(made[f"{group}{suffix}"] for group in GROUPS[1:])


def _documents(made: Facts, edition: FormEdition) -> None:
    table = edition.table("art20_1")
    assert table is not None
    for name, row in zip(("rules", "documents"), table.row_leaves, strict=True):
        issued, repealed, stock = _small(made.rng), _small(made.rng), _small(made.rng, 300)
        stock += issued
        made.rows[row.path] = [issued, repealed, stock]
        made.totals |= {f"{name}_issued": issued, f"{name}_in_force": stock}
