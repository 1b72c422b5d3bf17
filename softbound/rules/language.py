"""Rules: spelling, abbreviations, repeated words, and what was to be replaced."""

from __future__ import annotations

from softbound.rules.rule import Family

FAMILY = Family(
    "Language",
    "Spelling, abbreviations, repeated words, and what was to be replaced.",
    {},
)
