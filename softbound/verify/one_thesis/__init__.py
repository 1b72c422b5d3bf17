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
from softbound.verify.one_thesis.recurring import Told, told

__all__ = ["Chapter", "Part", "Told", "check", "told", "told_again"]


def check(
    part: Part, findings: Mapping[str, Mapping[str, Any]], numbers_of: KnownNumbers
) -> list[Problem]:
    """What a part's prose says and findings know otherwise, by the rules of
    softbound.rules.consistency.

    :param part: the front matter, a chapter or the appendices, with its prose.
    :param findings: a chapter's name → its ``values``, with what is derived laid over them as
        expressions see them, and its ``places``, as build/findings/ has them.
    :param numbers_of: which numbers findings know, and how prose tells them.
    """
    chapters = [
        Chapter(name, known["values"], known.get("places", {})) for name, known in findings.items()
    ]
    return [
        *numbers.check(part, chapters, numbers.known(numbers_of, chapters)),
        *measures.check(part, chapters),
        *labels.check(part, labels.declared(chapters)),
        *saturation.check(part),
    ]


def told_again(sentences: Sequence[Told]) -> list[Problem]:
    """Sentences that stand in two chapters.

    :param sentences: of all parts, in order, as :func:`told` gives them.
    """
    return list(recurring.check(sentences))
