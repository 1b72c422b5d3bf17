"""Rules: nothing by which a participant, a colleague or a service can be known."""

from __future__ import annotations

from softbound.rules.rule import Family, Rule

FAMILY = Family(
    "Anonymity",
    "Nothing by which a participant, a colleague or a service can be known.",
    {
        # redaction
        "something-is-redacted": Rule(
            "note",
            "Where a public version is built, something is marked to be redacted.",
            "A public version without any redaction is the thesis itself.",
            'Mark words as [words]{redact="a label"}, or build without `public`.',
        ),
    },
)
