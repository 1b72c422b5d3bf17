"""What must hold across a thesis: numbers and labels that findings know, sentences told once.

All of it looks at prose as its author wrote it, with expressions unrendered, so that what is typed
can be told from what follows from the findings, and every problem has its line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from softbound.model.known_numbers import KnownNumbers
from softbound.problems import Problem
from softbound.verify.one_thesis import labels, measures, numbers, recurring, saturation
from softbound.verify.one_thesis.given import Chapter, Part

__all__ = ["Chapter", "Part", "check"]


def check(
    parts: Sequence[Part], findings: Mapping[str, Mapping[str, Any]], numbers_of: KnownNumbers
) -> list[Problem]:
    """All problems those of softbound.rules.consistency.

    :param parts: the front matter, chapters and appendices, in order, with their prose.
    :param findings: a chapter's name → its ``values``, with what is derived laid over them as
        expressions see them, and its ``places``, as build/findings/ has them.
    :param numbers_of: which numbers findings know, and how prose tells them.
    """
    chapters = [
        Chapter(name, known["values"], known.get("places", {})) for name, known in findings.items()
    ]
    known = numbers.known(numbers_of, chapters)
    declared = labels.declared(chapters)
    found: list[Problem] = []
    for part in parts:
        found += numbers.check(part, chapters, known)
        found += measures.check(part, chapters)
        found += labels.check(part, declared)
        found += saturation.check(part)
    found += recurring.check(parts)
    return found
