"""What is wrong in entries that are read all the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from softbound.collect.bibliography import entry_types
from softbound.collect.bibliography.fields import Source
from softbound.problems import Place, Problem, nearest, problem

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
_COMMAND = re.compile(r"\\([A-Za-z]{2,})\*?\s*\{([^{}\\]*)\}")
_NO_WORDS = frozenset(
    {"cite", "ensuremath", "foreignlanguage", "href", "hspace", "label", "ref", "textcolor", "url"}
)
"""Commands whose first argument is not printed."""


def _lost(source: Source, item: Mapping[str, Any], file: str) -> Iterator[Problem]:
    """Words that pandoc leaves out with a LaTeX command that it does not know."""
    shown = " ".join(text for text in item.values() if isinstance(text, str)).casefold()
    for field in source.fields:
        if field.name not in _WORDS or "\\" not in field.text:
            continue
        for command, words in _COMMAND.findall(re.sub(r"\$[^$]*\$", "", field.text)):
            lost = [
                word
                for word in re.findall(r"[A-Za-z0-9]{2,}", words)
                if word.casefold() not in shown
            ]
            if lost and command not in _NO_WORDS:
                yield problem(
                    "bibliography-field-is-read",
                    Place(file, field.line),
                    f'The {field.name} of "{source.key}" loses "{_short(words)}": pandoc does not '
                    f"know \\{command}.",
                    f"Write it without \\{command}.",
                )


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
