"""The table of rules: every problem names one, and `softbound explain` prints it.

A module holds a family. ``docs/authors/rules.md`` is made from the table.
"""

from __future__ import annotations

from collections.abc import Mapping

from softbound.rules import (
    anonymity,
    apa,
    bibliography,
    citations,
    consistency,
    critical_review,
    cross_references,
    evidence,
    files,
    flow,
    imports,
    language,
    outputs,
    prose,
    quotations,
    reporting,
    search,
    synthesis,
    templates,
    theory_model,
    words,
)
from softbound.rules.rule import Family, Rule

__all__ = ["FAMILIES", "RULES", "Family", "Rule", "family_of"]

FAMILIES: tuple[Family, ...] = tuple(
    module.FAMILY
    for module in (
        files,
        templates,
        search,
        flow,
        synthesis,
        evidence,
        quotations,
        theory_model,
        critical_review,
        reporting,
        imports,
        prose,
        citations,
        bibliography,
        cross_references,
        consistency,
        words,
        language,
        apa,
        anonymity,
        outputs,
    )
)
"""All families, in the order in which they are told."""

RULES: Mapping[str, Rule] = {name: rule for f in FAMILIES for name, rule in f.rules.items()}
"""Id → rule, of all families."""

_FAMILY = {name: family for family in FAMILIES for name in family.rules}


def family_of(rule_id: str) -> Family:
    """The family of a rule.

    :raises KeyError: for a rule that is not in the table (a programmer's mistake).
    """
    return _FAMILY[rule_id]
