"""Citations in the text: typed by hand, by a key that will not come out right, quotations without a page.

A citation that was typed by hand does not reach the reference list, nor does it follow the style.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from softbound.model.citations import CitationRules
from softbound.model.typed_citations import TypedCitations
from softbound.problems import Problem
from softbound.verify.prose import Prose
from softbound.verify.typed_citations import finding, keys, quotations, shapes, style, typed
from softbound.verify.typed_citations.finding import Finding
from softbound.verify.typed_citations.words import look_up
from softbound.verify.typed_citations.works import Works

__all__ = ["Works", "check"]

SMALL_WORD = re.compile(r"(?<![\w'’-])[a-zà-ÿ]{3,}(?![\w'’-])")


def check(
    texts: Sequence[Prose], works: Works, given: TypedCitations, rules: CitationRules | None
) -> list[Problem]:
    """All problems are those of softbound.rules.citations that tell of citations in the text.

    :param texts: a unit's Markdown files.
    :param works: what the bibliographies have.
    :param given: words that tell citations from other words with a year.
    :param rules: what the thesis's citation style asks beyond CSL; None where nothing is known.
    """
    known = look_up(given)
    common = _common(texts)
    problems: list[Problem] = []
    for prose in texts:
        found: list[Finding] = []
        for sentence in prose.sentences:
            if sentence.kind == "heading":
                continue
            for group in shapes.groups(sentence, prose.source, known):
                members = typed.read(group, works, known, common)
                found += typed.check(group, members)
                found += style.check(group, members, rules)
            found += style.abbreviations(sentence, prose.source)
            found += style.in_the_sentence(sentence, prose.source, rules)
            found += keys.check(sentence, prose.source, works, known, rules)
        found += quotations.check(prose, known)
        problems += finding.problems(prose, found)
    return problems


def _common(texts: Sequence[Prose]) -> frozenset[str]:
    """Words that the texts have with small letters: they are hardly names."""
    return frozenset(
        word for prose in texts for s in prose.sentences for word in SMALL_WORD.findall(s.text)
    )
