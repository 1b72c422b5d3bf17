"""Rules: how long each part is, and what its limit is."""

from __future__ import annotations

from softbound.rules.rule import Family

FAMILY = Family(
    "Words",
    "How long each part is, and what its limit is.",
    {},
)
