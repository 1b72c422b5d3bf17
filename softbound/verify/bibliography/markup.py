"""What a conversion left in fields: HTML, TeX, letters in a wrong encoding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from softbound.problems import Problem, problem
from softbound.verify.bibliography.work import Asked, Work, short

_SHOWN = ("title", "container-title", "collection-title", "publisher", "publisher-place", "genre")
_LEFT: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-z]{2,8});", re.I), "HTML"),
    (
        re.compile(r"</?(?!(?:i|b|sub|sup|sc|span)\b)[a-zA-Z][\w:-]*(?:\s[^<>]*)?/?>"),
        "HTML",
    ),
    (re.compile(r"\\[a-zA-Z]+(?:\{[^{}]*\})?|\\[\"'`^~=.&%$#_]|\$[^$\s][^$]*[\\^_][^$]*\$"), "TeX"),
    (re.compile(r"[{}]"), "a brace"),
    (re.compile(r"\ufffd|â€.|Ã[\u0080-\u00bf]|Â[\u0080-\u00bf]"), "a letter in a wrong encoding"),
)


def left(work: Work, asked: Asked) -> Iterator[Problem]:
    """Fields in which markup would be printed; one problem a field."""
    texts: dict[str, str] = {name: str(work.csl.get(name, "")) for name in _SHOWN}
    for role in ("author", "editor"):
        parts = [str(part) for name in work.people(role) for part in name.values()]
        texts[role] = "; ".join(parts)
    for name, text in texts.items():
        for pattern, what in _LEFT:
            if found := pattern.search(text):
                yield problem(
                    "bibliography-text-has-no-markup",
                    work.at(name),
                    f'The {_CALLED.get(name, name)} of "{work.key}" has {what} left in it: '
                    f'"{short(_around(text, found))}".',
                    "Write it in your reference manager as it should be printed.",
                )
                break


_CALLED: Mapping[str, str] = {
    "author": "names",
    "editor": "names of editors",
    "container-title": "journal or book",
    "collection-title": "series",
    "publisher-place": "place",
    "genre": "type",
}


def _around(text: str, found: re.Match[str]) -> str:
    before = text[: found.start()].rpartition(" ")[0]
    start = len(before) + 1 if before else 0
    end = text.find(" ", found.end())
    return text[start : end if end >= 0 else len(text)]
