"""CSL JSON and CSL YAML files → entries."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from softbound.collect import yaml_text
from softbound.collect.bibliography import cleaning, references
from softbound.collect.bibliography.biblatex import Convert, stopped
from softbound.collect.bibliography.entries import Entry, Written
from softbound.problems import Place, Problem, problem

_LISTS = ("references", "items")
"""Keys under which files hold their list of items."""
_ITEM_OF_ERROR = re.compile(r"Error in \$\[(\d+)\](?:\[?'?([\w-]*))?[^:]*:\s*(.*)", re.S)

Found = tuple[int | None, Any, Mapping[str, int]]
"""The line where an item begins, the item, and the lines of its fields as far as they are known."""


def read_json(text: str, file: str, convert: Convert) -> tuple[list[Entry], list[Problem]]:
    """A CSL JSON file, such as Zotero's, → entries and problems."""
    try:
        value = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        return [], [_unread(file, line, f"The JSON cannot be parsed: {_reason(error)}.")]
    found = _items(value, text)
    if found is None:
        return [], [_unread(file, None, "The JSON holds no list of references.")]
    return _checked(found, file, convert)


def _reason(error: Exception) -> str:
    message = getattr(error, "msg", "it is nested too deeply")
    return f"{message[:1].lower()}{message[1:]}"


def _unread(file: str, line: int | None, message: str) -> Problem:
    return problem(
        "bibliography-file-is-read",
        Place(file, line),
        message,
        "Export it again from your reference manager as CSL JSON.",
    )


def _items(value: Any, text: str) -> list[Found] | None:
    """The items of a file with their lines; None where it holds no list."""
    name = ""
    if isinstance(value, dict):
        name = next((name for name in _LISTS if isinstance(value.get(name), list)), "")
        value = value.get(name)
    if not isinstance(value, list):
        return None
    try:
        spans = _spans(text, name, len(value))
    except (ValueError, IndexError):  # the list's name also stands elsewhere in the file
        return [(None, item, {}) for item in value]
    return [
        (line, item, _lines(item, line, text[start:end]))
        for (line, start, end), item in zip(spans, value, strict=True)
    ]


def _lines(item: Any, line: int, text: str) -> dict[str, int]:
    """The lines of an item's fields, found by their names in its text."""
    lines: dict[str, int] = {}
    for found in re.finditer(r'"([\w-]+)"\s*:', text):
        if isinstance(item, dict) and found[1] in item:
            lines.setdefault(found[1], line + text.count("\n", 0, found.start()))
    return lines


def _spans(text: str, name: str, count: int) -> list[tuple[int, int, int]]:
    """The lines where a list's items begin, and where in the text each begins and ends.

    :param name: the key under which the list stands; empty if the file is the list.
    :raises ValueError, IndexError: where they are not found.
    """
    before = re.search(rf'"{name}"\s*:\s*\[' if name else r"\[", text)
    at = before.end() if before else len(text)
    decoder = json.JSONDecoder()
    line, counted = 1, 0
    spans = []
    for _ in range(count):
        while text[at] in " \t\r\n,":
            at += 1
        line += text.count("\n", counted, at)
        counted = at
        start = at
        _, at = decoder.raw_decode(text, at)
        spans.append((line, start, at))
    return spans


def read_yaml(text: str, file: str, convert: Convert) -> tuple[list[Entry], list[Problem]]:
    """A CSL YAML file, with or without the key ``references``, → entries and problems.

    Its text is Markdown, as pandoc reads it: ``*Homo sapiens*``.
    """
    document, problems = yaml_text.parse(text, file)
    if document is None:
        return [], problems
    path: tuple[str | int, ...] = ()
    value = document.value
    if isinstance(value, dict):
        path = next(((name,) for name in _LISTS if name in value), ())
        value = value.get(path[0]) if path else None
    if not isinstance(value, list):
        return [], [_unread(file, document.line(path), "The YAML holds no list of references.")]
    lines = [document.line((*path, index)) for index in range(len(value))]
    marked = json.dumps({"references": value}, ensure_ascii=False, default=str)
    answer = convert(f"---\n{marked}\n---\n", "markdown")
    if not answer.ok:
        return [], [stopped(file, answer.messages)]
    made = references.listed(json.loads(answer.output))
    if len(made) != len(value):
        what = f"pandoc reads {len(made)} of its {len(value)} references"
        return [], [_unread(file, document.line(path), f"The YAML cannot be read whole: {what}.")]
    fields = [
        {str(n): document.line((*path, index, n)) or 0 for n in item}
        if isinstance(item, dict)
        else {}
        for index, item in enumerate(value)
    ]
    return _checked(list(zip(lines, made, fields, strict=True)), file, convert)


def _checked(
    found: Sequence[Found], file: str, convert: Convert
) -> tuple[list[Entry], list[Problem]]:
    """Items → entries; those that pandoc's citeproc would stumble over are problems."""
    problems: list[Problem] = []
    entries: list[Entry] = []
    for line, item, lines in found:
        place = Place(file, line)
        if not isinstance(item, dict):
            problems.append(_lost(place, "A reference", "it is no mapping of fields"))
        elif str(item.get("id", "")).strip() == "":
            problems.append(_lost(place, _named(item), "it has no id"))
        else:
            entries.append(_entry(item, place, lines))
    while entries:
        answer = convert(json.dumps([entry.csl for entry in entries]), "csljson")
        if answer.ok:
            break
        error = _ITEM_OF_ERROR.search(answer.messages)
        if error is None:
            return [], [stopped(file, answer.messages)]
        entry = entries.pop(int(error[1]))
        what = f'its "{error[2]}" has not' if error[2] else "one of its fields has not"
        reason = " ".join(error[3].split())
        problems.append(
            _lost(entry.place, f'"{entry.key}"', f"{what} the form that CSL asks ({reason})")
        )
    return entries, problems


def _named(item: Mapping[str, Any]) -> str:
    return f'The reference "{item["title"]}"' if item.get("title") else "A reference"


def _entry(item: Mapping[str, Any], place: Place, lines: Mapping[str, int]) -> Entry:
    key = str(item["id"]).strip()
    other = item.get("citation-key") or item.get("citekey")
    named = [*re.split(r"[,\s]+", str(item.get("other-ids") or "")), str(other or "")]
    csl = {
        name: value
        for name, value in item.items()
        if value is not None and name not in ("other-ids", "abstract", "categories", "keyword")
    }
    aliases = tuple(alias for alias in dict.fromkeys(named) if alias and alias != key)
    written = {
        name: (str(value) if isinstance(value, str | int | float) else "", lines.get(name))
        for name, value in csl.items()
    }
    if isinstance(csl.get("DOI"), str):
        csl["DOI"] = cleaning.doi(csl["DOI"])  # citeproc would print a prefix twice
    whole = {"type": ""} | csl | {"id": key}
    return Entry(key, whole, place, aliases, Written(str(csl.get("type", "")), written))


def _lost(place: Place, what: str, why: str) -> Problem:
    return problem(
        "bibliography-entry-is-read",
        place,
        f"{what} cannot be read: {why}.",
        "It is left out; the other references count.",
    )
