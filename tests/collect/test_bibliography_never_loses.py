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

import yaml
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


ODD = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 3000), st.text(max_size=8), st.just([]), st.just({})
)
ITEMS = st.lists(
    st.one_of(
        ODD,
        st.fixed_dictionaries(
            {},
            optional={
                "id": st.one_of(st.sampled_from(["a", "b", "a b", 7, "", " ", "ü"]), ODD),
                "type": st.sampled_from(["book", "article-journal", "no such type", ""]),
                "title": st.one_of(st.text(max_size=20), st.just("a {\\'e} <i>b</i> @c *d*"), ODD),
                "author": st.one_of(st.just([{"family": "Hill", "given": "Ann"}]), ODD),
                "issued": st.one_of(st.just({"date-parts": [[2020, 13]]}), st.just("2020-05"), ODD),
                "page": ODD,
                "DOI": ODD,
                "made-up": ODD,
            },
        ),
    ),
    min_size=1,
    max_size=5,
)
"""References as programs write them, and as no program should."""


def check_items(items: list[object], file: str, text: str) -> None:
    entries, problems = bibliography.read(text, file, convert)
    whole = [p for p in problems if p.rule in ("bibliography-file-is-read", "yaml-is-well-formed")]
    named = [p for p in problems if p.rule == "bibliography-entry-is-read"]
    assert whole or len(entries) + len(named) == len(items), (items, entries, problems)


@settings(max_examples=120, deadline=None, derandomize=True, database=None)
@given(ITEMS)
def test_no_reference_of_a_csl_json_file_is_lost_in_silence(items: list[object]) -> None:
    check_items(items, "r.json", json.dumps(items))


@settings(max_examples=120, deadline=None, derandomize=True, database=None)
@given(ITEMS)
def test_no_reference_of_a_csl_yaml_file_is_lost_in_silence(items: list[object]) -> None:
    check_items(items, "r.yaml", yaml.safe_dump({"references": items}, allow_unicode=True))


WORDS = [
    "otter",
    "Wolves",
    "HARE",
    "x1y2z3",
    "naïve",
    "quo-ta",
    "{Badger}",
    "{{Fox}}",
    r"{\'e}tude",
]
MARKED = [
    r"\emph{%s}", r"\textit{%s}", r"{\em %s}", r"\unknown{%s}", r"\mbox{%s}", r"\textsc{%s}", "``%s''",
    "<i>%s</i>", "(%s)", "%s:", r"\'{a} %s", "50%% %s", "$%s", "#%s", "%s & more", r"%s \& more", "~%s",
]  # fmt: skip
TITLES = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.builds(lambda form, word: form % word, st.sampled_from(MARKED), st.sampled_from(WORDS)),
    ),
    min_size=1,
    max_size=6,
).map(" ".join)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(TITLES)
def test_no_word_of_a_title_is_lost_in_silence(title: str) -> None:
    entries, problems = bibliography.read(f"@book{{a,\n title = {{{title}}}\n}}", "r.bib", convert)
    shown = (
        re.sub(r"<[^<>]*>", "", str(entries[0].csl.get("title", ""))).casefold() if entries else ""
    )
    for word in ("otter", "wolves", "hare", "x1y2z3", "naïve", "quo-ta", "badger", "fox", "étude"):
        given = r"{\'e}tude" if word == "étude" else word
        if given in title.casefold() and word not in shown:
            assert problems, (title, shown)
