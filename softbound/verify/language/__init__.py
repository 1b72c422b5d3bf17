"""A part's language: abbreviations, spelling, repeated words, and what is still to be written.

What stands in quotation marks, citations, code and expressions is not the author's language, and is
not judged; nor is a word in capitals within a sentence, which may be a name.
"""

from __future__ import annotations

from collections.abc import Sequence

from softbound.problems import Problem
from softbound.verify.language import abbreviations, slips, spelling, unfinished
from softbound.verify.language.given import Known
from softbound.verify.language.spelling import Endings
from softbound.verify.language.unfinished import template
from softbound.verify.prose import Prose

__all__ = ["Endings", "Known", "check", "endings", "template", "together"]


def check(kind: str, texts: Sequence[Prose], known: Known) -> list[Problem]:
    """Problems of one part, of the rules of softbound.rules.language.

    :param kind: ``front-matter``, ``chapter`` or ``appendices``.
    """
    return [
        *unfinished.check(texts, known),
        *abbreviations.check(kind, texts, known),
        *spelling.check(texts, known),
        *slips.check(texts, known),
    ]


def endings(texts: Sequence[Prose], known: Known) -> Endings:
    """What :func:`together` is given of a part."""
    return spelling.endings(texts, known)


def together(parts: Sequence[Endings]) -> list[Problem]:
    """Problems of all parts together: -ise beside -ize."""
    return spelling.together(parts)
