"""Words that stand twice in a row, and punctuation that a change left over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from softbound.problems import Problem, problem
from softbound.verify.language.given import Known
from softbound.verify.language.words import own
from softbound.verify.prose import Prose, Sentence

TWICE = re.compile(r"(?<![\w'’-])([^\W\d_]{2,}|a|an|I)(\s+)(\1)(?![\w'’-]|\.\w)", re.IGNORECASE)
BETWEEN = re.compile(r"[\s*_]*")
"""What may stand between the two in the source: else something was covered there."""
COLUMNS = re.compile(r"\S {2,}\S")
DOUBLED = re.compile(r"(?<=[\w)\]”’\"'])(,\s?,|;;|(?<!\.)\.\.(?!\.)|,\.|;,|,;)(?=\s|$)")
SPACED = re.compile(r"(?<=[^\W\d_])( +)([,;.])(?=\s|$)(?!\s\.)")


def check(texts: Sequence[Prose], known: Known) -> list[Problem]:
    """What is wrong in single sentences."""
    found: list[Problem] = []
    for prose in texts:
        for sentence in own(prose):
            if sentence.kind == "cell":
                continue
            found += _twice(prose, sentence, known)
            found += _punctuation(prose, sentence)
    return found


def _twice(prose: Prose, sentence: Sentence, known: Known) -> Iterator[Problem]:
    for match in TWICE.finditer(sentence.text):
        first, second = match[1], match[3]
        start = sentence.start + match.start()
        between = prose.source[start + len(first) : sentence.start + match.start(3)]
        if (
            first.lower() in known.lists.spelling.repeated
            or second[:1].isupper()
            or not BETWEEN.fullmatch(between)
        ):
            continue
        ends = " at the end of the line and at the beginning of the next" if "\n" in between else ""
        yield problem(
            "word-is-not-repeated", prose.place(start), f'"{first}" stands twice in a row{ends}.'
        )


def _punctuation(prose: Prose, sentence: Sentence) -> Iterator[Problem]:
    for pattern, what in ((DOUBLED, "stands here"), (SPACED, "stands after a space")):
        for match in pattern.finditer(sentence.text):
            start = sentence.start + match.start()
            written = prose.source[start : start + len(match[0])]
            if written != match[0]:  # something was covered
                continue
            yield problem(
                "punctuation-stands-right",
                prose.place(start),
                f'"{written.strip()}" {what}, after "{_before(prose, start)}".',
            )


def _before(prose: Prose, start: int) -> str:
    return " ".join(prose.source[max(0, start - 60) : start].split()[-3:])
