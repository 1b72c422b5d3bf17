"""Rules: nothing by which a participant, a colleague or a service can be known."""

from __future__ import annotations

from softbound.rules.rule import Family

FAMILY = Family(
    "Anonymity",
    "Nothing by which a participant, a colleague or a service can be known.",
    {},
)
