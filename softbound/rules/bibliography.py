"""Rules: the entries of bibliographies: complete, well formed, each work once."""

from __future__ import annotations

from softbound.rules.rule import Family

FAMILY = Family(
    "Bibliography",
    "The entries of bibliographies: complete, well formed, each work once.",
    {},
)
