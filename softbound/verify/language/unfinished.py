"""Marks of what is still to be written, and sentences that a new thesis came with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from softbound.model.language import Unfinished
from softbound.problems import Place, Problem, problem
from softbound.verify.language.given import Known, also
from softbound.verify.prose import STANDS_FOR, Prose, Sentence

COVERED = re.compile(f"{STANDS_FOR}+")
HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)|\{%.{0,8000}?%\}|\{\{.{0,8000}?\}\}", re.DOTALL)
"""Remarks, statements and expressions."""
AROUND = 8
BEFORE, AFTER = re.compile(r"[\[(=*_ ]+$"), re.compile(r"[\])=*_ ]*(?:\{[^{}\n]*\})?")
"""What may stand around a sentence that belongs to a mark in it."""
TASK = re.compile(r"\[[ xX]\]")
HEADS = re.compile(r"^The title of your ")
"""How the headings of a new thesis begin that are to be replaced."""
CONTENT = 300
"""How long a remark in brackets may be."""


@lru_cache(maxsize=4)
def _patterns(lists: Unfinished) -> tuple[re.Pattern[str], ...]:
    def any_of(words: Sequence[str]) -> str:
        return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or r"(?!)"

    return (
        re.compile(rf"(?<!\w)(?:{any_of(lists.labels)})\s(?:X{{1,4}}|\?{{1,3}}|#)(?![\w-])"),
        re.compile(rf"(?<![\w.@/#-])(?:{any_of(lists.words)})(?![\w/])"),
        re.compile(rf"(?<!\w)(?:{any_of(lists.phrases)})(?!\w)", re.IGNORECASE),
        re.compile(
            rf"\[\s*(?:{any_of(lists.begin)})(?!\w)[^\[\]]{{0,{CONTENT}}}\](?![({{\[])",
            re.IGNORECASE,
        ),
        re.compile(rf"[\[(]\s*(?:{any_of(lists.alone)})\s*[\])](?![({{\[:])", re.IGNORECASE),
        re.compile(r"\?{2,}(?!\w)"),
        re.compile(r"(?<![\w\])])\(\s*\)|(?<!!)(?<![\w\])])\[\s*\](?![({\[:])"),
        re.compile(
            rf"\[[^\[\]]{{1,{CONTENT}}}\]\{{[^{{}}\n]*\.(?:{any_of(lists.classes)})\b[^{{}}\n]*\}}"
        ),
        re.compile(rf"(?<![=\w])==(?=\S)[^=\n]{{1,{CONTENT}}}(?<=\S)==(?![=\w])"),
    )


def check(texts: Sequence[Prose], known: Known) -> list[Problem]:
    """Marks of unfinished text, each told once a part, and sentences of a new thesis."""
    found: dict[str, list[Place]] = defaultdict(list)
    patterns = _patterns(known.lists.unfinished)
    for prose in texts:
        for _, written, place in sorted(_marks(prose, patterns), key=lambda mark: mark[0]):
            found[written].append(place)
    return [
        *(
            problem(
                "text-is-finished",
                places[0],
                f'"{written}" marks what is still to be written. {also(places)}'.rstrip(),
            )
            for written, places in found.items()
        ),
        *_left(texts, known.scaffold),
    ]


def _marks(prose: Prose, patterns: Sequence[re.Pattern[str]]) -> Iterator[tuple[int, str, Place]]:
    bare = HIDDEN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), prose.source)
    for sentence in prose.sentences:
        begin, source = _seen(prose, sentence, bare)
        taken: list[tuple[int, int]] = []
        for pattern in patterns:
            for match in pattern.finditer(source):
                if TASK.fullmatch(match[0]) and not source[: match.start()].strip():
                    continue
                if any(a < match.end() and match.start() < b for a, b in taken):
                    continue
                taken.append(match.span())
                written = " ".join(match[0].split())
                shown = written if len(written) <= 60 else f"{written[:58]}…"
                start = begin + match.start()
                yield start, shown, prose.place(start)


def _seen(prose: Prose, sentence: Sentence, bare: str) -> tuple[int, str]:
    """A sentence as its author typed it, with the brackets around it and what stands for words
    still covered, and where it begins.

    :param bare: the source without remarks and expressions.
    """
    start, end = sentence.start, sentence.start + len(sentence.text)
    before = BEFORE.search(bare, max(0, start - AROUND), start)
    after = AFTER.match(bare, end)
    typed = bare[start:end]
    for match in COVERED.finditer(sentence.text):
        typed = typed[: match.start()] + match[0] + typed[match.end() :]
    left = before[0] if before else ""
    return start - len(left), left + typed + (after[0] if after else "")


# sentences of a new thesis


def template(prose: Prose) -> Iterator[str]:
    """What a file of a new thesis has that is to be replaced; its headings and tables are form."""
    for sentence in prose.sentences:
        written = _plain(prose, sentence)
        says = sentence.kind in ("paragraph", "item") and len(sentence.words) > 2
        if says or HEADS.match(written):
            yield written


def _plain(prose: Prose, sentence: Sentence) -> str:
    return " ".join(prose.source[sentence.start : sentence.start + len(sentence.text)].split())


def _left(texts: Sequence[Prose], scaffold: frozenset[str]) -> Iterator[Problem]:
    places: list[Place] = []
    first = ""
    for prose in texts:
        for sentence in prose.sentences:
            written = _plain(prose, sentence)
            if written in scaffold:
                first = first or written
                places.append(prose.place(sentence.start))
    if places:
        more = len(places) - 1
        rest = also(places).partition("also in ")[2]
        is_more = "is another sentence" if more == 1 else f"are {more} other sentences"
        others = f" So {is_more}{', in ' if rest else ''}{rest or '.'}" if more else ""
        yield problem(
            "template-text-is-replaced",
            places[0],
            f'"{first}" is from the template of a new thesis.{others}',
        )
