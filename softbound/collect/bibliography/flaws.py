"""What is wrong in entries that are read all the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from softbound.collect.bibliography import entry_types
from softbound.collect.bibliography.fields import Source
from softbound.problems import Place, Problem, in_a_row, nearest, problem

_SHOWN_AS: Mapping[str, tuple[str, ...]] = {
    "author": ("author", "director", "composer", "illustrator", "interviewer", "performer"),
    "date": ("issued",),
    "title": ("title", "container-title"),
    "urldate": ("accessed",),
    "year": ("issued",),
}
"""Fields that every style needs, and the CSL variables in which they arrive."""


def found(
    source: Source, cleaned: Mapping[str, str], item: Mapping[str, Any], file: str
) -> Iterator[Problem]:
    """An entry as written, as given to pandoc and as pandoc read it → its problems."""
    yield from _type(source, file)
    yield from _key(source, file)
    for field in source.again:
        yield problem(
            "bibliography-field-is-unique",
            Place(file, field.line),
            f'"{source.key}" has the field "{field.name}" twice; the first one is used.',
            "Keep one of them.",
        )
    for field in source.unnamed:
        yield problem(
            "bibliography-field-is-read",
            Place(file, field.line),
            f'"{source.key}" has a field named "{field.name}", which no program can read.',
            "Field names have letters, digits and hyphens only.",
        )
    for field in source.fields:
        arrives = _SHOWN_AS.get(field.name)
        if arrives and cleaned.get(field.name) and not any(item.get(name) for name in arrives):
            yield problem(
                "bibliography-field-is-read",
                Place(file, field.line),
                f'The {field.name} of "{source.key}" is not understood: "{_short(field.text)}".',
                _HINTS.get(field.name, "Write it as plain text, without LaTeX commands."),
            )
    yield from _lost(source, item, file)


_WORDS = ("title", "subtitle", "booktitle", "journal", "journaltitle", "publisher", "series")
_UNPRINTED = re.compile(
    r"\\(?:cite\w*|ensuremath|foreignlanguage|href|hspace|label|ref|textcolor|url)\*?\s*\{[^{}]*\}"
)
"""Commands whose first argument is not printed as it stands."""


def _lost(source: Source, item: Mapping[str, Any], file: str) -> Iterator[Problem]:
    """Words that pandoc leaves out with a LaTeX command that it does not know."""
    shown = ""
    for field in source.fields:
        if field.name not in _WORDS or not re.search(r"\\[A-Za-z]{2}", field.text):
            continue
        shown = shown or _letters(
            re.sub(r"</?[a-z][^<>]*>", "", " ".join(t for t in item.values() if isinstance(t, str)))
        )
        lost = [word for word in _plain_words(field.text) if _letters(word) not in shown]
        if lost:
            unknown = re.findall(r"\\[A-Za-z]{2,}", field.text)
            yield problem(
                "bibliography-field-is-read",
                Place(file, field.line),
                f'The {field.name} of "{source.key}" loses "{_short(" ".join(lost))}".',
                f"Write it without {in_a_row(dict.fromkeys(unknown))}, of which pandoc does not "
                "know one.",
            )


def _plain_words(text: str) -> list[str]:
    """The words of LaTeX that will be printed, but for those with accents written as commands."""
    text = _UNPRINTED.sub(" ", re.sub(r"\$[^$]*\$", " ", text))
    text = re.sub(r"[{}]", "", re.sub(r"\\[A-Za-z]+\*?", " ", text))
    return [
        word for part in text.split() if "\\" not in part for word in re.findall(r"\w{3,}", part)
    ]


def _letters(text: str) -> str:
    """Small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


_HINTS: Mapping[str, str] = {
    "date": "Write dates as 2020, 2020-05 or 2020-05-17.",
    "urldate": "Write dates as 2020-05-17.",
    "year": "Write years as 2020.",
}


def undefined(sources: Iterable[Source], file: str) -> Iterator[Problem]:
    """Abbreviations that no @string defines, each reported where it stands first."""
    lines: dict[str, list[int]] = {}
    for word, line in (use for source in sources for use in source.undefined):
        lines.setdefault(word, []).append(line)
    for word, used in lines.items():
        times = f" (used {len(used)} times)" if len(used) > 1 else ""
        yield problem(
            "bibliography-name-is-defined",
            Place(file, used[0]),
            f'"{word}"{times} is not in braces, and no @string before it defines it.',
            f"If it is meant literally, write {{{word}}}.",
        )


def _type(source: Source, file: str) -> Iterator[Problem]:
    kind, known = entry_types.read_as(source.type)
    if not known:
        name = entry_types.plain(source.type)
        guess = "" if name in entry_types.QUIRKS else nearest(name, entry_types.KNOWN)
        yield problem(
            "bibliography-type-is-known",
            Place(file, source.line),
            f'"{source.key}" is a @{source.type}, which BibLaTeX does not know; '
            f"it is read as @{kind}.",
            guess or f"Write @{kind}, or the type that it is.",
        )


def _key(source: Source, file: str) -> Iterator[Problem]:
    if re.search(r"[\s{}\[\]]", source.key):
        yield problem(
            "bibliography-key-can-be-cited",
            Place(file, source.line),
            f'The key "{source.key}" contains a space or a bracket, so that it cannot be cited.',
            "Keys have letters, digits and - : . / _ only.",
        )


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 40 else words[:39] + "…"
