"""Quotations typed by hand: long ones as blocks, blocks without marks.

APA 7, sections 8.25 to 8.27. What quote() gives is looked at where it is made.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from softbound.model.manual import Manual
from softbound.problems import Place, Problem, problem
from softbound.verify.prose import Marked, Prose

MADE = re.compile(r"[”’\"'.\s]*(?:\[[^\[\]]*\]|\([^()]*\))?\s*\]\{\.quotation\b")
"""What follows a quotation that quote() gave."""
BLOCK = re.compile(r"(?m)^ {0,3}>[ \t]?(?P<text>.*(?:\n {0,3}>.*)*)")
MARKED = re.compile(r"\A[“\"](?P<words>[^“”\"]+)[”\"][\s.]*(?:\([^()]*\)|\[[^\[\]]*\]|[—–-]+.*)?[\s.]*\Z", re.DOTALL)  # fmt: skip


def check(text: Prose, at: Callable[[int], Place], manual: Manual) -> Iterator[Problem]:
    """Long quotations within a line, and blocks in quotation marks."""
    cells = [(s.start, s.start + len(s.text)) for s in text.sentences if s.kind == "cell"]
    for marked in text.marked:
        if marked.kind != "quotation":
            continue
        count = len([word for word in marked.text.split() if re.search(r"\w", word)])
        if count < manual.block_from:
            continue
        if MADE.match(text.source, _end(text.source, marked)) or _inside(cells, marked.start):
            continue
        yield problem(
            "long-quotation-is-a-block",
            at(marked.start),
            f'The quotation "{_first(marked.text)} …" has {count} words and stands in the line.',
            f"From {manual.block_from} words on, write it as a block: each line after > and no marks.",
        )
    for block in BLOCK.finditer(text.source):
        words = re.sub(r"(?m)^ {0,3}>[ \t]?", "", block["text"]).strip()
        if found := MARKED.match(words):
            yield problem(
                "block-quotation-has-no-marks",
                at(block.start()),
                f'The block quotation "{_first(found["words"])} …" stands in quotation marks.',
                "Take the marks out: the block says that it is a quotation.",
            )


def _inside(spans: Sequence[tuple[int, int]], offset: int) -> bool:
    """Whether an offset lies in one of some spans, which are in order."""
    before = bisect_right(spans, offset, key=lambda span: span[0])
    return before > 0 and offset < spans[before - 1][1]


def _end(source: str, marked: Marked) -> int:
    """Where the words of a quotation end."""
    words = re.compile(r"\s+".join(map(re.escape, marked.text.split())))
    found = words.match(source, marked.start)
    return found.end() if found else marked.start + len(marked.text)


def _first(text: str) -> str:
    return " ".join(text.strip("\"“”'‘’ ").split()[:5])
