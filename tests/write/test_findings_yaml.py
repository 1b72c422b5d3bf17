"""Findings as YAML: what is written is what is read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from softbound.collect import findings
from softbound.files import printable
from softbound.model.findings.empirical_paper import (
    Category,
    Excerpt,
    FocusedCode,
    Memo,
    Participant,
)
from softbound.write import findings_yaml

HEAD = "# yaml-language-server: $schema=../../../build/schemas/findings/{}.schema.json\n"


def body(kind: str, *items: Any) -> str:
    return findings_yaml.text(kind, items, ["Made up."]).removeprefix(
        HEAD.format(kind) + "# Made up.\n\n"
    )


def test_it_reads_as_if_an_author_had_written_it() -> None:
    long = "I knew then that something was wrong: " + "it would not go away, # whatever I did " * 3
    found = body(
        "excerpts",
        Excerpt(
            id="e1", participant="p1", text="It's a stone, I think.", codes=("f1", "f2"), line=3
        ),
        Excerpt(id="e2", participant="p1", text=long),
        Excerpt(id="e3", participant="p2", text="I: And?\n\nP: No: nothing."),
        Excerpt(id="e4", participant="p2", text="yes"),
    )
    assert (
        found
        == """\
- id: e1
  participant: p1
  text: It's a stone, I think.
  codes: [f1, f2]
  line: 3
- id: e2
  participant: p1
  text: >-
    I knew then that something was wrong: it would not go away, # whatever I did it would not go
    away, # whatever I did it would not go away, # whatever I did
- id: e3
  participant: p2
  text: |-
    I: And?

    P: No: nothing.
- id: e4
  participant: p2
  text: "yes"
"""
    )


def test_lists_that_are_long_have_a_line_for_each() -> None:
    codes = tuple(f"a rather long name, number {n}" for n in range(5))
    assert body("focused_codes", FocusedCode(id="f1", label="Null", initial_codes=codes)) == (
        '- id: f1\n  label: "Null"\n  initial_codes:\n'
        + "".join(f"    - {code}\n" for code in codes)
    )
    short = FocusedCode(id="f1", label="a", initial_codes=("b, c", "d"))
    assert body("focused_codes", short) == '- id: f1\n  label: a\n  initial_codes: ["b, c", d]\n'


def test_remarks_stay_in_their_lines() -> None:
    text = findings_yaml.text("memos", [], ["From a\nb.qdpx"])
    assert text == HEAD.format("memos") + "# From a b.qdpx\n\n"


WORDS = st.text(
    alphabet=st.one_of(
        st.sampled_from("aZé'\"#:,-?!|>&*{}[]%@`~ \n\t\\…\u2028\u00a0\u0085\ufeff😀0"),
        st.characters(exclude_categories=["Cs"]),
    ),
    min_size=1,
    max_size=160,
).filter(lambda text: bool(printable(text).strip()))
LONG = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(LONG, WORDS, st.lists(WORDS, max_size=4), st.sampled_from([None, date(2026, 2, 3)]))
def test_what_is_written_is_read_without_a_problem(
    long: str, label: str, labels: list[str], day: date | None
) -> None:
    given_ = {
        "participants": (Participant(id="p1", pseudonym=printable(label)),),
        "focused_codes": (
            FocusedCode(
                id="f1", label=printable(label), description=printable(long),
                initial_codes=tuple(map(printable, labels)),
            ),
        ),
        "categories": (Category(id="k1", label=printable(label), codes=("f1",)),),
        "excerpts": (
            Excerpt(id="e1", participant="p1", text=printable(long), codes=("f1",), line=7),
        ),
        "memos": (
            Memo(id="m1", date=day, title=printable(label), text=printable(long), categories=("k1",)),
        ),
    }  # fmt: skip
    texts = {
        kind: (f"{kind}.yaml", findings_yaml.text(kind, items, ["Made up."]))
        for kind, items in given_.items()
    }
    found, problems = findings.read(texts)
    assert problems == []
    assert found.values == given_


@pytest.mark.parametrize(
    "text", ["a  b " * 40, " " + "a " * 80, "a\n  b\n", "\ta", "a\u2028b" * 40, "a b\t" * 40]
)
def test_texts_that_no_block_keeps_are_quoted(text: str) -> None:
    found, problems = findings.read(
        {"memos": ("m.yaml", body("memos", Memo(id="m1", title="a", text=text)))}
    )
    assert problems == []
    assert found.values["memos"][0].text == text.strip()


def test_a_remark_with_signs_that_yaml_does_not_allow_leaves_the_file_readable() -> None:
    made = findings_yaml.text("memos", [], ["From \x00a\x1b[31m\x7f\u2028\x85- b: [\n- c"])
    assert made.split("\n")[1] == "# From a [31m - b: [ - c"
    assert yaml.safe_load(made) is None
