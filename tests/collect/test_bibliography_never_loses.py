"""Whatever happens to a .bib file, each of its entries is read or named at its lines.

The entries of a good file are known. Characters are taken out, put in or changed, and of every
entry there must still be something: it is read or named under its key, an entry is read from its lines,
or a problem stands at its lines.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from softbound.collect import bibliography
from softbound.processes import Answer, pandoc

GOOD = (Path(__file__).parent / "bibliography" / "good.bib").read_text(encoding="utf-8")
ENTRIES = [
    (found["key"], found.start(), found.end())
    for found in re.finditer(
        r"@(?!string|comment)\w+[{(](?P<key>\w+),.*?[)}](?=\s*(?:@|\Z))", GOOD, re.S
    )
]
"""Each entry's key, where it begins and where it ends."""
# No percent sign: it makes a comment, and what is in a comment is left out on purpose.
PIECES = ["", "{", "}", '"', "(", ")", ",", "=", "@", "#", "\n", "\\", " ", "x", "@a{", "},", "ü"]


@dataclass(frozen=True)
class Change:
    """Something happens at a place in the file."""

    at: int
    taken: int
    """How many characters are taken out."""
    put: str
    """What is put in their place."""


CHANGES = st.builds(
    Change, st.integers(0, len(GOOD) - 1), st.integers(0, 2), st.sampled_from(PIECES)
)


def changed(changes: list[Change]) -> tuple[str, list[tuple[str, int, int]]]:
    """The file after the changes, and each entry's key with its first and last line in it."""
    text = GOOD
    marks = [mark for _, start, end in ENTRIES for mark in (start, end)]
    for change in sorted(changes, key=lambda change: -change.at):
        end = min(change.at + change.taken, len(text))
        text = text[: change.at] + change.put + text[end:]
        shift = len(change.put) - (end - change.at)
        marks = [mark + shift if mark >= end else min(mark, change.at) for mark in marks]
    lines = [text.count("\n", 0, mark) + 1 for mark in marks]
    return text, [(key, lines[2 * n], lines[2 * n + 1]) for n, (key, _, _) in enumerate(ENTRIES)]


def convert(text: str, form: str) -> Answer:
    return pandoc(["--sandbox", "-f", form, "-t", "json"], text)


def test_the_good_file_is_read_whole() -> None:
    entries, problems = bibliography.read(GOOD, "good.bib", convert)
    assert [entry.key for entry in entries] == [key for key, _, _ in ENTRIES]
    assert not problems
    assert len(ENTRIES) == 6


def check(changes: list[Change], convert: bibliography.Convert) -> None:
    text, places = changed(changes)
    entries, problems = bibliography.read(text, "good.bib", convert)
    named = {entry.key for entry in entries} | {
        key for p in problems for key in p.message.split('"')
    }
    told = {entry.place.line for entry in entries} | {p.place.line for p in problems}
    for key, first, last in places:
        assert key in named or any(first <= (line or 0) <= last for line in told), (key, text)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.lists(CHANGES, min_size=1, max_size=3))
def test_no_entry_is_lost_in_silence(changes: list[Change]) -> None:
    check(changes, convert)


def agreeable(text: str, _: str) -> Answer:
    """A pandoc that finds an entry wherever one could be: what is lost then, we lost ourselves."""
    ids = re.findall(r"@\w+\{(softbound-\d+)", text)
    items = [{"t": "MetaMap", "c": {"id": {"t": "MetaString", "c": id_}}} for id_ in ids]
    document = {"meta": {"references": {"t": "MetaList", "c": items}}}
    return Answer(json.dumps(document).encode(), "", ok=True)


@settings(max_examples=800, deadline=None, derandomize=True, database=None)
@given(st.lists(CHANGES, min_size=1, max_size=3))
@example([Change(ENTRIES[0][1], 1, "")])
@example([Change(ENTRIES[0][1] + len("@article"), 1, "")])
@example([Change(21, 0, "{"), Change(71, 2, "")])
@example([Change(960, 1, "@")])
def test_no_entry_is_lost_before_pandoc_sees_it(changes: list[Change]) -> None:
    check(changes, agreeable)
