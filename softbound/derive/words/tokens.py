"""What a word is: whatever stands between two spaces or dashes.

Microsoft Word's definition, as LibreOffice follows it: its tests of the word count say that en and
em dashes part words "msword-alike", while hyphens, the minus sign and the figure dash do not, that
a non-breaking space parts words like any other, and that a sign standing alone is a word. Chinese
and Japanese characters are a word each. docs/authors/words.md tells it with examples.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

DASHES = "\u2013\u2014"
"""En dash and em dash."""
EACH = "\u2e80-\u2fdf\u3001-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60"
"""Characters of scripts that put no spaces between words."""
WORD = re.compile(rf"[{EACH}]|[^\s{DASHES}{EACH}]+")

Run = tuple[str, str]
"""A stretch of text and the class of its words."""


def count(text: str) -> int:
    """The words of a paragraph or a heading."""
    return len(WORD.findall(text))


def by_class(runs: Sequence[Run]) -> dict[str, int]:
    """The words of a paragraph, each in one class.

    A word made of several runs, such as a quotation's last with the author's full stop, belongs to
    the run of its first letter or digit; one without any to that of its first sign.

    :param runs: the paragraph's text in order.
    """
    if not runs:
        return {}
    if len({kind for _, kind in runs}) == 1:
        words = count("".join(text for text, _ in runs))
        return {runs[0][1]: words} if words else {}
    ends: list[int] = []
    at = 0
    for text, _ in runs:
        at += len(text)
        ends.append(at)
    result: dict[str, int] = {}
    place = 0
    for found in WORD.finditer("".join(text for text, _ in runs)):
        first = next((i for i, sign in enumerate(found[0]) if sign.isalnum()), 0) + found.start()
        while ends[place] <= first:
            place += 1
        kind = runs[place][1]
        result[kind] = result.get(kind, 0) + 1
    return result


def merged(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    """The sums, class by class."""
    result: dict[str, int] = {}
    for each in counts:
        for kind, words in each.items():
            result[kind] = result.get(kind, 0) + words
    return result
