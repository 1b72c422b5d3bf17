"""Prose read from Markdown: sentences, places, and what is no prose."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from softbound.verify import prose
from tests import cases

SHOWN = {
    prose.EXPRESSION: "<E>",
    prose.CITATION: "<C>",
    prose.NARRATIVE: "<N>",
    prose.OPAQUE: "<O>",
    prose.QUOTED: "<Q>",
}


def shown(text: str) -> str:
    for sign, name in SHOWN.items():
        text = re.sub(f"{sign}+", name, text)
    return " ".join(text.split())


def told(read: prose.Prose) -> list[str]:
    """Line, kind where it is no paragraph, and text of each sentence."""
    return [
        f"{read.place(s.start).line}{'' if s.kind == 'paragraph' else f' {s.kind}'}: {shown(s.text)}"
        for s in read.sentences
    ]


@cases.each(__file__, "sentences")
def test_sentences(case: cases.Case) -> None:
    assert told(prose.read("a.md", case.input)) == case.expected


@cases.each(__file__, "covered")
def test_covered(case: cases.Case) -> None:
    assert [shown(s.text) for s in prose.read("a.md", case.input).sentences] == case.expected


@cases.each(__file__, "passages")
def test_passages(case: cases.Case) -> None:
    assert told(prose.read("a.md", case.input)) == case.expected


@cases.each(__file__, "marked")
def test_marked(case: cases.Case) -> None:
    read = prose.read("a.md", case.input)
    assert [f"{m.kind}: {m.text}" for m in read.marked] == case.expected
    for marked in read.marked:  # its place is its own
        assert read.source[marked.start :].startswith(marked.text.split()[0])


@cases.each(__file__, "sections")
def test_sections(case: cases.Case) -> None:
    read = prose.read("a.md", case.input)
    last = read.sentences[-1]
    assert list(last.sections) == case.expected


def test_words_are_small_and_leave_out_what_is_covered() -> None:
    (sentence,) = prose.read(
        "a.md", 'The "x y" of {{ n }} client’s self-doubt [@a] is 1,200.'
    ).sentences
    assert sentence.words == ("the", "of", "client's", "self-doubt", "is", "1,200")


PIECES = ["a b. ", "C", "\n", "\n\n", "{{ x }}", "{% if x %}", "{%# y #%}", "`c`", "```\n", "> ", "[@k]",
    "@k", "[", "]", "(", ")", "{#i}", "*", "_", '"', "“", "”", "'", "^[", "|", "---", "# ", "- ", "$", "\\", ":::",
    "<!--", "-->", "1. ", "    ", "é", "[^1]", "[^1]: "]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_whatever_is_written_is_read_and_every_offset_is_the_sources(source: str) -> None:
    read = prose.read("a.md", source)
    covers = "".join(SHOWN)
    for sentence in read.sentences:
        assert sentence.text.strip()
        for at, sign in enumerate(sentence.text):
            if sign not in covers and not sign.isspace():
                assert source[sentence.start + at] == sign
    lines = source.count("\n") + 1
    assert all(1 <= (read.place(s.start).line or 0) <= lines for s in read.sentences)


def test_no_part_of_an_expression_is_read() -> None:
    source = 'Of {{ participants | count |\n words }} [seven]{#mark:x} "eight" `nine` @ten2010 <!-- eleven -->.'
    read = prose.read("a.md", source)
    assert [shown(s.text) for s in read.sentences] == ["Of <E> seven <Q> <O> <N> ."]
