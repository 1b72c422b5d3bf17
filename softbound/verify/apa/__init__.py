"""What a style manual asks of text, and a citation style cannot do: numbers, statistics, wording,
long quotations, headings and titles.

It is the merged text that is read, not the author's: whether a number is right in words or in
numerals depends on what an expression gives, and on where in its sentence that ends up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from softbound.model.labels import Label, UnitKind
from softbound.model.manual import Manual
from softbound.problems import Place, Problem
from softbound.verify.apa import numbers, quotations, statistics, titles, wording
from softbound.verify.prose import Prose

__all__ = ["check"]

At = Callable[[int], Place]
"""An offset in the text → the author's place."""


def check(
    text: Prose, at: At, kind: UnitKind, labels: Sequence[Label], manual: Manual
) -> list[Problem]:
    """All problems those of softbound.rules.apa.

    :param text: the prose of a unit's merged text.
    :param labels: the unit's headings, tables and figures, in order.
    """
    return [
        *numbers.check(text, at, manual),
        *statistics.check(text, at, manual),
        *wording.check(text, at, manual),
        *quotations.check(text, at, manual),
        *titles.check(labels, kind, manual),
    ]
