"""Capitals in titles and names: sentence case where the style wants it, and nothing shouted.

pandoc makes title case of .bib files into sentence case by itself, but for what stands in braces;
so titles are judged as a reader will see them, and what has lost a capital is named too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from softbound.problems import Problem, in_a_row, problem
from softbound.verify.bibliography.work import Asked, Work, short

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_](?:[\w’'-]*\w)?")
_SEGMENT = re.compile(
    r"(?<=[\w)\]’”\"'*])(?:[:?!;]+|(?<![.\s]\w)\.+|\s[–—-]+)[’”\"']?\s|—|[“‘\"(\[/]|\s‘"
)
_MANY = 0.7
"""The share of words with a capital from which a title counts as title case."""


def sentence_case(work: Work, asked: Asked) -> Iterator[Problem]:
    """Titles that a reader will see in title case."""
    for variable in asked.rules.sentence_case.get(work.kind, ()):
        title = work.text(variable)
        if not _is_english(title, work, asked) or _shouted(title):
            continue
        large, small = _told_apart(title, asked)
        if len(large) > 1 and len(large) >= _MANY * (len(large) + len(small)):
            yield problem(
                "title-is-in-sentence-case",
                work.at(variable),
                f'The title "{short(title)}" of "{work.key}" stands in title case; '
                f"{asked.style} wants sentence case.",
                _how(work, variable, large[0]),
            )


def _how(work: Work, variable: str, word: str) -> str:
    if work.is_bib and "{" in work.said(variable):
        return "Take the braces away but around proper nouns: what is in braces keeps its capitals."
    return f'Write "{word.lower()}" and so on; in Zotero: Transform Text, Sentence case.'


def _words(title: str) -> list[tuple[str, bool]]:
    """The words of a title, each with whether it begins a part of it."""
    found = []
    for segment in _SEGMENT.split(title):
        for position, word in enumerate(_WORD.findall(segment)):
            found.append((re.sub(r"[’']s?\Z", "", word), position == 0))
    return found


def _told_apart(title: str, asked: Asked) -> tuple[list[str], list[str]]:
    """The words that tell how a title is written: those with a capital, and those without."""
    large: list[str] = []
    small: list[str] = []
    words = _words(title)
    names = _in_names(words, asked)
    for index, (word, first) in enumerate(words):
        if first or index in names or len(word) < 4 or word.lower() in asked.words.small_words:
            continue
        parts = word.split("-")
        if any(part.lower() in asked.proper_nouns for part in parts):
            continue
        if not all(part[1:].islower() or len(part) < 2 for part in parts):
            continue  # PRISMA, iPhone
        (large if word[0].isupper() else small).append(word)
    return large, small


def _in_names(words: list[tuple[str, bool]], asked: Asked) -> set[int]:
    """Indices of words of a name such as "Working Alliance Inventory", which keeps its capitals."""
    last = {word.lower() for word in asked.words.instruments}
    found: set[int] = set()
    run: list[int] = []
    for index, (word, _) in enumerate(words):
        if word[0].isupper():
            run.append(index)
            if word.lower() in last and len(run) > 1:
                found.update(run)
        elif word not in ("and", "of", "for", "the", "in", "to", "with"):
            run = []
    return found


def _is_english(title: str, work: Work, asked: Asked) -> bool:
    """Whether a title is in English, by what the entry says or by its small words."""
    language = work.text("language").lower()
    if language:
        return language.startswith("en")
    words = {word.lower() for word in _WORD.findall(title)}
    return not words.isdisjoint(asked.words.english) or words.isdisjoint(asked.words.not_english)


def kept(work: Work, asked: Asked) -> Iterator[Problem]:
    """Proper nouns of a .bib file's titles that lost their capital for want of braces.

    In a title that is written in sentence case, a capital within is one that is meant; in one in
    title case, only words that are known to be names.
    """
    if not work.is_bib or not asked.rules.sentence_case:
        return
    written = work.entry.written.fields
    for variable, field in (("title", "title"), ("container-title", "booktitle")):
        given = written.get(field, ("", None))[0]
        if variable not in asked.rules.sentence_case.get(work.kind, ()) or not given:
            continue
        shown = {word for word, _ in _words(work.text(variable))}
        large, small = _told_apart(re.sub(r"[{}]", "", given), asked)
        sentence = len(small) > 2 and len(large) * 3 <= len(small)
        lost = [
            word
            for word, first in _words(re.sub(r"[{}]", "", given))
            if not first
            and word[0].isupper()
            and word not in shown
            and (lower := word[0].lower() + word[1:].lower()) in shown
            and (
                any(p.lower() in asked.proper_nouns for p in word.split("-"))
                or (sentence and lower)
            )
        ]
        if lost:
            words = list(dict.fromkeys(lost))
            yield problem(
                "title-keeps-its-capitals",
                work.place(field),
                f'In the title of "{work.key}", {in_a_row(words)} will stand without '
                f"{'their capitals' if len(words) > 1 else 'its capital'}.",
                f"Put braces around what must keep it: {{{words[0]}}}.",
            )


def none_but_capitals(work: Work, asked: Asked) -> Iterator[Problem]:
    """Titles and names in capitals only; short words may be abbreviations."""
    for variable in ("title", "container-title"):
        text = work.text(variable)
        if _shouted(text):
            yield problem(
                "bibliography-text-is-not-in-capitals",
                work.at(variable),
                f'"{short(text)}" of "{work.key}" is in capitals.',
                "Write it in small letters; in Zotero: Transform Text, Sentence case.",
            )
    for role in ("author", "editor"):
        loud = [name for name in work.people(role) if _loud(str(name.get("family", "")), name)]
        if loud:
            yield problem(
                "bibliography-text-is-not-in-capitals",
                work.at(role),
                f'The name "{loud[0]["family"]}" of "{work.key}" is in capitals.',
                "Write names in small letters.",
            )


def _shouted(text: str) -> bool:
    words = [word for word in _WORD.findall(text) if len(word) > 3]
    loud = [word for word in words if word.isupper()]
    return len(loud) > 1 and len(loud) >= 0.8 * len(words)


def _loud(family: str, name: object) -> bool:
    """Whether a person's family name is shouted; groups may have an abbreviation for a name."""
    given = name.get("given") if isinstance(name, dict) else None
    return bool(given) and len(re.sub(r"\W", "", family)) > 3 and family.isupper()
