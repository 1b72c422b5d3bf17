"""Rules: what APA 7 asks of text and a citation style cannot do."""

from __future__ import annotations

from softbound.rules.rule import Family

FAMILY = Family(
    "APA style",
    "What APA 7 asks of text and a citation style cannot do.",
    {},
)
