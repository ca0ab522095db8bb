"""The rules in code, and what evaluates them: prepared once for a corpus, then report by report."""

from __future__ import annotations

from collections.abc import Callable

from gongkai.checks import (
    across_years,
    aggregates,
    completeness,
    form_rules,
    jumps,
    narrative,
    plausibility,
    publication,
    values,
)
from gongkai.checks.model import Rule
from gongkai.checks.subject import Check
from gongkai.corpus import Corpus

CHECKS: dict[str, Callable[[Corpus], Check]] = {
    "values": lambda _: values.check,
    "form": lambda _: form_rules.check,
    "completeness": lambda _: completeness.check,
    "publication": lambda _: publication.check,
    "plausibility": lambda _: plausibility.check,
    "across_years": lambda _: across_years.check,
    "jumps": lambda _: jumps.check,
    "narrative": lambda corpus: narrative.Narratives(corpus).check,
    "aggregates": lambda _: aggregates.check,
}
RULES: tuple[Rule, ...] = (
    *values.RULES,
    *form_rules.RULES,
    *completeness.RULES,
    *publication.RULES,
    *plausibility.RULES,
    *across_years.RULES,
    *jumps.RULES,
    *narrative.RULES,
    *aggregates.RULES,
)
