"""Words quoted from a work, and the page that a reader finds them on (APA 7, 8.13 and 8.25)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from softbound.verify.prose import CITATION, EXPRESSION, NARRATIVE, QUOTED, Marked, Prose, Sentence
from softbound.verify.typed_citations.finding import Finding
from softbound.verify.typed_citations.keys import KEY
from softbound.verify.typed_citations.shapes import BRACKETS, YEARS
from softbound.verify.typed_citations.words import Words

RULE = "direct-quotation-has-a-page"
LEAST = 5
"""Fewer words in quotation marks are a term, or words used at a distance."""
SHOWN = 6
"""How many words of a quotation a message gives."""
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
LOCATED = re.compile(
    r"\b(?:pp?|pgs?|paras?|chaps?|secs?|ll?|vols?|min|loc)\.?\s?[\divxlc]+\b|§|¶|\b\d{1,2}:\d{2}\b|\bn\.\s?p\."
    r"|\b(?:pages?|paragraphs?|chapters?|sections?|lines?|timestamp|slides?|tables?|figures?|item|footnote|"
    r"preface|foreword|introduction|abstract|conclusion|kindle|para|location)\b",
    re.IGNORECASE,
)
BARE = re.compile(r"@[\w{][^;\]]*?,\s*[\divxlc]+\s*(?:[–-]\s*\d+\s*)?[;\]]|:\s?\d+")
"""A page without a label: [@key, 12]."""
ATTRIBUTED = re.compile(
    rf"\s?[.,]?\s?(?:\(\s*(?:[A-Z][a-zà-ÿ]+|[A-Z]{{1,3}}\d+|[Pp]articipant\s\w+)\s*(?:\)|[,;](?![^()]*\b\d{{4}}\b))|{EXPRESSION})"
)
"""What follows a participant's words: (Harriet), (P3)."""
NEXT = re.compile(rf"[^\w{CITATION}{NARRATIVE}{QUOTED}()]*")
BEFORE = 60
"""How far before a quotation a word may stand that says what is quoted."""


@dataclass(frozen=True)
class Cited:
    """A citation in a sentence."""

    start: int
    end: int
    """In the sentence."""
    in_sentence: bool
    """Whether it is part of the sentence, as its grammar goes."""
    text: str
    """As it was typed."""


def check(prose: Prose, words: Words) -> Iterator[Finding]:
    """A finding for each direct quotation whose citation names no place in the work."""
    by_start = sorted(prose.sentences, key=lambda sentence: sentence.start)
    starts = [sentence.start for sentence in by_start]
    for marked in prose.marked:
        if marked.kind == "quotation" and prose.source[marked.start - 1] in '"“':
            yield from _in_line(prose, marked, by_start, starts, words)
    for start, end in prose.blocks:
        yield from _block(prose, start, prose.source[start:end], by_start, starts)


def _sentence(sentences: Sequence[Sentence], starts: Sequence[int], at: int) -> Sentence | None:
    """The sentence in which a sign stands, or after which it does."""
    from bisect import bisect_right

    index = bisect_right(starts, at) - 1
    return sentences[index] if index >= 0 else None


def _in_line(
    prose: Prose,
    marked: Marked,
    sentences: Sequence[Sentence],
    starts: Sequence[int],
    words: Words,
) -> Iterator[Finding]:
    quoted = WORD.findall(marked.text)
    if len(quoted) < LEAST or _is_title(marked.text, quoted) or _is_search(marked.text):
        return
    sentence = _sentence(sentences, starts, marked.start)
    if sentence is None or sentence.kind in ("heading", "cell"):
        return
    begin = marked.start - 1 - sentence.start
    close = begin + 1
    while close < len(sentence.text) and (
        sentence.text[close] == QUOTED
        or (sentence.text[close] in ".!?" and sentence.text[close + 1 : close + 2] == QUOTED)
    ):
        close += 1
    if begin >= len(sentence.text) or ATTRIBUTED.match(sentence.text, close):
        return
    before = sentence.text[max(0, begin - BEFORE) : begin]
    if any(word.lower() in words.items for word in WORD.findall(before)):
        return
    cited = list(_cited(sentence, prose.source))
    told = _whose(sentence.text, begin, close, cited)
    if told is None or _located(sentence, prose.source, cited):
        return
    yield _finding(marked.start, marked.text, told.text)


def _whose(text: str, begin: int, close: int, cited: Sequence[Cited]) -> Cited | None:
    """The citation of a quotation: right after it, or named before it and with nothing quoted between."""
    after = next((c for c in cited if c.start >= close), None)
    if after and after.start <= NEXT.match(text, close).end():  # type: ignore[union-attr]
        return after
    named = [c for c in cited if c.end <= begin and c.in_sentence]
    if named and QUOTED not in text[named[-1].end : begin]:
        return named[-1]
    return None


def _cited(sentence: Sentence, source: str) -> Iterator[Cited]:
    text = sentence.text
    for run in re.finditer(rf"{CITATION}+|{NARRATIVE}+", text):
        written = source[sentence.start + run.start() : sentence.start + run.end()]
        yield Cited(
            run.start(), run.end(), run[0][0] == NARRATIVE or written.startswith("[-"), written
        )
    for brackets in BRACKETS.finditer(text):
        if YEARS.search(brackets[1]) and not re.search(f"[{CITATION}{NARRATIVE}]", brackets[1]):
            yield Cited(
                brackets.start(), brackets.end(), bool(re.match(r"\s*\d", brackets[1])),
                source[sentence.start + brackets.start() : sentence.start + brackets.end()],
            )  # fmt: skip


def _located(sentence: Sentence, source: str, cited: Sequence[Cited]) -> bool:
    """Whether a page or the like is named with any citation of the sentence, or in brackets."""
    told = [c.text for c in cited] + BRACKETS.findall(sentence.text)
    return any(LOCATED.search(KEY.sub("", t)) or BARE.search(t) for t in told)


def _is_title(text: str, quoted: Sequence[str]) -> bool:
    """Whether words look like the title of a work: most of them begin with capitals."""
    long = [word for word in quoted if len(word) > 3]
    capital = [word for word in long if word[0].isupper()]
    return len(long) > 1 and len(capital) >= 0.75 * len(long)


def _is_search(text: str) -> bool:
    return bool(re.search(r"\b(?:AND|OR|NOT)\b|\*", text))


def _block(
    prose: Prose, start: int, text: str, sentences: Sequence[Sentence], starts: Sequence[int]
) -> Iterator[Finding]:
    keys = list(KEY.finditer(text))
    if "{{" in text or LOCATED.search(KEY.sub("", text)) or BARE.search(text):
        return
    if keys:
        yield _finding(start, text, keys[-1][0])
        return
    sentence = _sentence(sentences, starts, start)
    if sentence is None or not sentence.text.rstrip().endswith(":"):
        return
    between = prose.source[sentence.start + len(sentence.text) : start]
    cited = [c for c in _cited(sentence, prose.source) if c.in_sentence]
    if cited and not between.strip() and not _located(sentence, prose.source, cited):
        yield _finding(start, text, cited[-1].text)


def _finding(start: int, text: str, cited: str) -> Finding:
    quoted = text.lstrip("> ").split()
    shown = " ".join(quoted[:SHOWN])
    more = " …" if len(quoted) > SHOWN else ""
    shown_citation = " ".join(cited.split())
    key = KEY.search(cited)
    mended = f"[@{key[1]}, p. 12]" if key else "(…, p. 12)"
    if key and not cited.lstrip().startswith("["):
        mended = f"@{key[1]} [p. 12]"
    return Finding(
        RULE,
        start,
        f'The words "{shown}{more}" are quoted, and {shown_citation} names no page.',
        f"Name the page, or the paragraph or section of a work without pages, as in {mended}.",
    )
