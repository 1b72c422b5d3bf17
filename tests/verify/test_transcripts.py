"""Excerpts against transcripts: what may differ, and what must never pass. All of it is made up."""

from __future__ import annotations

import random
import re
import string
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softbound.collect import transcripts as collect
from softbound.problems import Place, Problem
from softbound.verify import transcripts
from softbound.verify.matching import NEGATIONS, REPLACED
from tests import cases

PEOPLE = [{"id": "p1", "pseudonym": "Harriet"}, {"id": "p2", "pseudonym": "Joan"}]
HARRIET = """\
Interviewer: What is it like?
Harriet: It's never a thought, um, to begin with. It's more like a stone
in my shoe (.) and I can walk on it for hours. I, I thought I do not like it.
Interviewer: So you were cross with the boy. Where was that?
Harriet: At the "old" café... with Sarah's team. Sarah said -- no.
Interviewer:
Harriet:
I said no. [laughs] I said no, and he can't have known that I left it there.
"""
JOAN = "Interviewer: And you?\nJoan: I carried it home in the rain, every single night.\n"


def place(kind: str, *path: Any) -> Place:
    """Excerpt e3 stands on line 3."""
    number = str(path[0])[1:] if path else ""
    return Place(f"{kind}.yaml", int(number) if number.isdigit() else None)


def heard(who: str, text: str | None, turn: int = 1, file: str = "") -> collect.Heard:
    pseudonym = {p["id"]: p["pseudonym"] for p in PEOPLE}[who]
    if text is None:
        return collect.Heard(who, turn, place("interviews"))
    file = file or f"{pseudonym.lower()}.txt"
    read, problems = collect.read(text.encode(), file, place("interviews"), [pseudonym, who])
    assert problems == []
    return collect.Heard(who, turn, place("interviews"), file, read)


def checked(
    excerpts: Sequence[dict[str, Any]], interviews: Sequence[collect.Heard], **more: Any
) -> tuple[list[transcripts.Matched], list[Problem]]:
    folder = more.pop("folder", "there")
    findings = {"participants": PEOPLE, "excerpts": excerpts, **more}
    return transcripts.check(findings, interviews, place, folder)


def told(found: tuple[list[transcripts.Matched], list[Problem]]) -> list[str]:
    matched, problems = found
    places = [
        f"{m.excerpt} {m.file} {m.line}" + (f"–{m.last}" if m.last != m.line else "")
        for m in matched
    ]
    return places + cases.said(problems)


def one(case: cases.Case) -> list[str]:
    """A case's excerpt among Harriet's and Joan's transcripts, or those that it gives."""
    asked = case.input if isinstance(case.input, dict) else {"text": case.input}
    text = asked.get("harriet", HARRIET)
    excerpt = {"id": "e1", "participant": "p1"} | {
        key: value for key, value in asked.items() if key in ("text", "line", "interview")
    }
    interviews = [heard("p1", text), heard("p2", JOAN)]
    if "second" in asked:
        interviews.append(heard("p1", asked["second"], 2, "harriet-2.txt"))
    return told(checked([excerpt], interviews, transcription=asked.get("key", {})))


@cases.each(__file__, "passing")
def test_passing(case: cases.Case) -> None:
    assert one(case) == case.expected


@cases.each(__file__, "failing")
def test_failing(case: cases.Case) -> None:
    assert one(case) == case.expected


@cases.each(__file__, "whole")
def test_whole_chapters(case: cases.Case) -> None:
    texts = case.input.get("transcripts", {})
    interviews = [heard(person["id"], texts.get(person["id"])) for person in PEOPLE]
    excerpts = [
        {"id": f"e{number}", "participant": who, "text": text}
        for number, (who, text) in enumerate(case.input["excerpts"], start=1)
    ]
    found = checked(excerpts, interviews, folder=case.input.get("folder", "there"))
    assert told(found) == case.expected


def test_of_several_interviews_the_one_without_a_transcript_is_named() -> None:
    excerpts = [{"id": "e1", "participant": "p1", "text": "Something else."}]
    findings = {"participants": [{"id": "p1", "pseudonym": "Harriet"}], "excerpts": excerpts}
    both = [heard("p1", "Harriet: A stone.", 1, "harriet.txt"), heard("p1", None, 3)]
    _, problems = transcripts.check(findings, both, place)
    assert [p.message for p in problems] == [
        "Without the transcript of Harriet (round 3), one excerpt was not compared."
    ]


def test_a_round_that_no_interview_had_is_told_elsewhere() -> None:
    """By excerpt-is-from-an-interview; and where no interviews are written down, by nobody."""
    one = {"id": "e1", "participant": "p1", "text": "A stone.", "interview": 2}
    findings = {"participants": [{"id": "p1", "pseudonym": "Harriet"}], "excerpts": [one]}
    held = [heard("p1", "Harriet: A stone.", 1, "harriet.txt")]
    written_down = findings | {"interviews": [{"participant": "p1", "minutes": 50, "round": 1}]}
    assert transcripts.check(written_down, held, place) == ([], [])
    matched, problems = transcripts.check(findings, held, place)
    assert ([each.excerpt for each in matched], problems) == (["e1"], [])


def test_nothing_of_an_interviewer_s_words_is_told() -> None:
    for case in cases.load(cases.beside(__file__))["failing"]:
        words = str(case.input["text"] if isinstance(case.input, dict) else case.input)
        for secret in ("What is it like", "cross with the boy", "Where was that"):
            if secret not in words:
                assert secret not in " ".join(one(case))


# properties

WORDS = [a + b + c for a in "bdfgk" for b in "aeiou" for c in string.ascii_lowercase]
"""Made-up words, each once."""
MARKS = ["", "", "", "", ",", ".", "?", " –", "…"]


@st.composite
def interviews(draw: st.DrawFn) -> tuple[list[list[str]], str]:
    """The participant's turns, in words no two of which are the same; and the transcript."""
    seed = random.Random(draw(st.integers(0, 2**32)))
    words = seed.sample(WORDS, 120)
    turns, lines = [], []
    while len(words) > 50:
        size = seed.randint(6, 20)
        turn, words = words[:size], words[size:]
        turn = [word + seed.choice(MARKS) for word in turn]
        turns.append(turn)
        asked, words = words[:3], words[3:]
        lines.append(f"Interviewer: {' '.join(asked)}?")
        cut = seed.randint(1, size)
        lines.append(f"Harriet: {' '.join(turn[:cut])}\n{' '.join(turn[cut:])}".rstrip())
    return turns, "\n".join(lines)


def passes(excerpt: str, transcript: str) -> bool:
    matched, problems = checked(
        [{"id": "e1", "participant": "p1", "text": excerpt}], [heard("p1", transcript)]
    )
    assert bool(matched) != bool(problems)
    return bool(matched)


def typeset(text: str, seed: random.Random) -> str:
    """The same in other typography."""
    text = text.replace("–", seed.choice(["–", "—", "--"])).replace("…", seed.choice(["…", "..."]))
    return "".join(seed.choice([" ", " ", "\n", "  "]) if sign == " " else sign for sign in text)


def marked(words: list[str], seed: random.Random) -> tuple[list[str], set[int]]:
    """Words with one omission or one pair of brackets, and where next to that nothing is certain."""
    if len(words) < 6 or seed.random() < 0.3:
        return words, set()
    at = seed.randint(2, len(words) - 3)
    kind = seed.choice(["omission", "addition", "replacement"])
    if kind == "addition":
        return [*words[:at], "[added words]", *words[at:]], {at - 1, at, at + 1}
    most = len(words) - 2 - at if kind == "omission" else min(REPLACED, len(words) - 2 - at)
    gone = seed.randint(1, max(1, most))
    mark = "[…]" if kind == "omission" else "[somebody]"
    return [*words[:at], mark, *words[at + gone :]], {at - 1, at, at + 1}


@given(interviews(), st.integers(0, 2**32))
@settings(max_examples=150, deadline=None)
def test_an_excerpt_with_marked_edits_passes(
    interview: tuple[list[list[str]], str], number: int
) -> None:
    turns, transcript = interview
    seed = random.Random(number)
    turn = seed.choice(turns)
    start = seed.randrange(len(turn) - 2)
    words = turn[start : seed.randint(start + 2, len(turn))]
    edited, _ = marked(words, seed)
    assert passes(typeset(" ".join(edited), seed), transcript)


@given(
    interviews(), st.integers(0, 2**32), st.sampled_from(["change", "drop", "add", "swap", "not"])
)
@settings(max_examples=400, deadline=None)
def test_a_changed_word_never_passes(
    interview: tuple[list[list[str]], str], number: int, how: str
) -> None:
    turns, transcript = interview
    seed = random.Random(number)
    turn = seed.choice(turns)
    edited, doubtful = marked(list(turn), seed)
    certain = [i for i in range(1, len(edited) - 1) if not {i - 1, i, i + 1} & doubtful]
    if not certain:
        return
    at = seed.choice(certain)
    spare = seed.choice([word for word in WORDS if word not in transcript])
    if how == "change":
        edited[at] = edited[at].replace(edited[at].rstrip(",.?–… "), spare)
    elif how == "drop":
        del edited[at]
    elif how == "add":
        edited.insert(at, spare)
    elif how == "not":
        edited.insert(at, seed.choice(sorted(NEGATIONS)))
    else:
        edited[at], edited[at - 1] = edited[at - 1], edited[at]
    assert not passes(typeset(" ".join(edited), seed), transcript)


SMALL = st.sampled_from(["I", "I", "i", "not", "no", "um", "went,", "went", "there."])


@given(
    st.lists(st.lists(SMALL, min_size=1, max_size=6), min_size=1, max_size=5),
    st.lists(SMALL, min_size=1, max_size=5),
)
@settings(max_examples=400, deadline=None)
def test_a_plain_excerpt_passes_exactly_where_its_words_stand_in_one_turn(
    turns: list[list[str]], excerpt: list[str]
) -> None:
    """A second route: spelled out with spaces, the one is a part of the other."""

    def spelled(words: Sequence[str]) -> str:
        return f" {' '.join(words)} ".replace(",", " ,").replace(".", " .")

    transcript = "\n".join(f"Interviewer: And?\nHarriet: {' '.join(turn)}" for turn in turns)
    there = any(spelled(excerpt) in spelled(turn) for turn in turns)
    assert passes(" ".join(excerpt), transcript) == there


LETTERS = st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=3)


@given(
    st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=14),
    st.lists(LETTERS, min_size=1, max_size=5),
)
@settings(max_examples=400, deadline=None)
def test_an_excerpt_with_gaps_passes_exactly_where_its_parts_follow_each_other(
    said: list[str], parts: list[list[str]]
) -> None:
    """A second route: a regular expression."""
    there = re.search(".*".join("".join(part) for part in parts), "".join(said))
    excerpt = " […] ".join(" ".join(part) for part in parts)
    assert passes(excerpt, f"Interviewer: And?\nHarriet: {' '.join(said)}") == bool(there)


@given(
    st.text(alphabet="[]… .aI'\"-(\n:", max_size=30), st.text(alphabet="[]… .aI:\n", max_size=60)
)
@settings(max_examples=300, deadline=None)
def test_no_excerpt_and_no_transcript_makes_it_fail(excerpt: str, transcript: str) -> None:
    if excerpt.strip() and transcript.strip():
        checked(
            [{"id": "e1", "participant": "p1", "text": excerpt}],
            [heard("p1", "Harriet: I.\n" + transcript)],
        )


@pytest.mark.parametrize("form", [".txt", ".docx"])
def test_a_place_is_called_what_the_file_counts(form: str) -> None:
    turn = collect.Turn("Harriet", 4, (collect.Line(4, "A stone."),))
    unit = "line" if form == ".txt" else "paragraph"
    transcript = collect.Transcript(f"p1{form}", unit, (turn,))
    interview = collect.Heard("p1", 1, place("interviews"), transcript.file, transcript)
    excerpt = {"id": "e1", "participant": "p1", "text": "A stone.", "line": 9}
    (problem,) = checked([excerpt], [interview])[1]
    assert f"p1{form}, {unit} 4" in problem.message
