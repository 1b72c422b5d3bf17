"""Tidying never loses an entry or a field, is done once for all, and leaves everything else alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softbound import files
from softbound.collect import bibliography
from softbound.collect.bibliography import spans
from softbound.processes import Answer, pandoc
from softbound.write.tidied import changed_meaning, exporters, tidied
from softbound.write.tidied.mends import mended
from tests.cases import Case, each


@pytest.mark.parametrize("field", ["doi", "pages", "month", "title", "author", "url", "abstract"])
def test_fields(field: str) -> None:
    from tests.cases import beside, load

    for case in load(beside(__file__))[field]:
        assert mended(field, case.input)[0] == case.expected, case.title
        assert mended(field, case.expected) == (case.expected, []), case.title


@each(__file__, "files")
def test_files(case: Case) -> None:
    made = tidied(case.input)
    assert made.text == case.expected
    assert bool(made.mended) == (case.input != case.expected)


@each(__file__, "hints")
def test_hints(case: Case) -> None:
    assert exporters.hint(case.input).startswith(case.expected) or case.expected in exporters.hint(
        case.input
    )


def test_what_was_mended_is_told_at_its_line() -> None:
    made = tidied("@a{k,\n  title = {A},\n  pages = {1-9},\n  note = {}\n}\n")
    told = [(m.line, m.key, m.field, m.what) for m in made.mended]
    assert told == [
        (3, "k", "pages", "page ranges with --"),
        (4, "k", "note", "empty fields left out"),
    ]


def convert(text: str, form: str) -> Answer:
    return pandoc(["--sandbox", "-f", form, "-t", "json"], text)


MEANINGS = [
    ("@article{k, title={A b}}", "@article{k, title={A c}}", "title", "k"),
    ("@article{k, title={A b}}", "@article{k, title={A b.}}", "title", ""),
    ("@article{k, title={A b}}", "@article{k, title={A b.}}", "pages", "k"),
    ("@article{k, title={A b}}", "@article{k, title={A b}, year={2000}}", "title", "k"),
    ("@article{k, title={A}}@article{l, title={A}}", "@article{k, title={A}}", "title", "l"),
    ("@article{k, title={A}}", "@book{k, title={A}}", "title", "k"),
    ("@article{k, title={A}, doi={10.1/a}}", "@article{k, title={A}, doi={10.1/b}}", "doi", "k"),
    (
        "@article{k, author={A, B and et al.}}",
        "@article{k, author={A, B and others}}",
        "author",
        "",
    ),
    ("@article{k, author={A, B and C, D}}", "@article{k, author={A, B and others}}", "author", "k"),
    ("@article{k, title={A}}", "@article{k, title={A}} article{l,", "title", "This looks"),
]


@pytest.mark.parametrize(("before", "after", "field", "told"), MEANINGS)
def test_a_changed_meaning_is_seen(before: str, after: str, field: str, told: str) -> None:
    found = changed_meaning(before, after, "x.bib", convert, [("k", field)])
    assert found.startswith(told) and bool(found) == bool(told)


# whatever stands in a file

VALUES = st.lists(
    st.sampled_from(
        [
            "A",
            "A  b\n   c  d.",
            "study",
            " ",
            "  ",
            ".",
            "\n   ",
            "&amp;",
            "&lt;i&gt;",
            "<i>",
            "</i>",
            "{",
            "}",
            "%",
            "\\&",
            "\\",
            "&eacute;",
            "é",
            "12",
            "-",
            "--",
            "–",
            ",",
            " and ",
            "et al.",
            "others",
            "@",
            "https://doi.org/",
            "10.1000/182",
            "%28",
            "#",
            '"',
            "January",
            "$",
            "~",
            "=",
            "(",
            ")",
        ]
    ),
    max_size=7,
).map("".join)
NAMES = [
    "title",
    "author",
    "doi",
    "pages",
    "month",
    "note",
    "journal",
    "url",
    "abstract",
    "crossref",
]
FIELDS = st.tuples(st.sampled_from(NAMES), st.sampled_from(["{}", '""', "{{}}", "|"]), VALUES)
BETWEEN = st.sampled_from(
    ["\n", "\n\n", "% a  remark\n", "@comment{a  b}\n", "@string{x={A  b.}}\n", ""]
)
STARTS = st.sampled_from(["", "\ufeff", "% Encoding: UTF-8\n"])
ENDS = st.sampled_from(["\n", "\r\n"])


@st.composite
def bibs(draw: st.DrawFn) -> str:
    """Files of reference managers and people, some of their entries broken."""
    text = draw(STARTS)
    for number in range(draw(st.integers(1, 4))):
        fields = draw(st.lists(FIELDS, min_size=1, max_size=4))
        inside = [
            f"  {n} = {m[: len(m) // 2]}{v}{m[len(m) // 2 :]}".replace("|", "")
            for n, m, v in fields
        ]
        entry = (
            f"@article{{k{number},\n" + ",\n".join(inside) + draw(st.sampled_from(["\n}", ",}"]))
        )
        text += entry + draw(BETWEEN)
        if draw(st.booleans()):
            text += entry + "\n"
    return text.replace("\n", draw(ENDS))


def outside(text: str) -> list[str]:
    """What stands between the entries, without the empty lines."""
    plain = text.replace("\ufeff", "").replace("\r\n", "\n")
    found, _ = spans.entries(plain)
    pieces, at = [], 0
    for entry in found:
        pieces.append(plain[at : entry.start])
        at = entry.end
    return re.findall(r"\S+", "\n".join([*pieces, plain[at:]]))


def named(text: str) -> dict[str, list[str]]:
    """The names of the fields that say something, by entry; copies count once."""
    plain = text.replace("\ufeff", "").replace("\r\n", "\n")
    return {
        entry.key: sorted({f.name for f in entry.fields if f.text.strip("{} \n")})
        for entry in reversed(spans.entries(plain)[0])
    }


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(bibs())
def test_nothing_but_fields_changes_and_none_is_lost(text: str) -> None:
    made = tidied(text).text
    assert tidied(made).text == made
    assert named(made) == named(text)
    assert outside(made) == outside(text)
    assert made[:1] == text[:1]
    assert ("\r" in made) == ("\r" in text)
    assert not re.search(r"(?<!\r)\n", made) or "\r" not in text


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(bibs())
def test_every_entry_means_what_it_meant_or_it_is_noticed(text: str) -> None:
    made = tidied(text)
    pairs = {(m.key, m.field) for m in made.mended}
    if changed_meaning(text, made.text, "x.bib", convert, pairs):
        return  # then nothing is written
    before, _ = bibliography.read(files.printable(text), "x.bib", convert)
    after, _ = bibliography.read(files.printable(made.text), "x.bib", convert)
    assert {e.key for e in after} == {e.key for e in before}
    assert {e.key: sorted(e.csl) for e in after} == {e.key: sorted(e.csl) for e in before}
