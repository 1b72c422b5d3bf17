"""What must hold across a thesis: numbers, labels and sentences told once; saturation."""

from __future__ import annotations

from pathlib import Path

import pytest

from softbound.model.known_numbers import KnownNumbers
from softbound.problems import Problem, line_of
from softbound.rules import RULES
from softbound.verify import one_thesis, prose
from tests import cases
from tests.verify.one_thesis import thesis

HERE = Path(__file__).parent
FILES = ("numbers", "labels_in_prose", "recurring", "saturation")


def groups(*names: str) -> list[tuple[str, cases.Case]]:
    """All cases of these files, with the name of their file."""
    return [
        (name, case)
        for name in names
        for group in cases.load(HERE / f"{name}.yaml").values()
        for case in group
    ]


def given(case: cases.Case) -> list[Problem]:
    """A case's input is prose of the empirical paper, or of the parts it names."""
    texts = case.input if isinstance(case.input, dict) else {"empirical-paper": case.input}
    return thesis.check(texts)


@pytest.mark.parametrize(
    ("file", "case"), groups("numbers", "labels_in_prose"), ids=lambda x: getattr(x, "title", x)
)
def test_told_once(file: str, case: cases.Case) -> None:
    problems = given(case)
    whole = case.expected and case.expected[0].endswith("]")
    assert (cases.said(problems) if whole else thesis.briefly(problems)) == case.expected


@pytest.mark.parametrize(
    ("file", "case"), groups("recurring", "saturation"), ids=lambda x: getattr(x, "title", x)
)
def test_said(file: str, case: cases.Case) -> None:
    assert cases.said(given(case)) == case.expected


def test_near_misses_are_as_many_as_what_they_miss() -> None:
    silent = [case for _, case in groups(*FILES) if not case.expected]
    assert len(silent) >= 60
    assert len(silent) < len(groups(*FILES)) - 60


def test_every_rule_is_broken_by_a_case() -> None:
    told = " ".join(line for _, case in groups(*FILES) for line in case.expected)
    source = "".join(
        path.read_text("utf-8") for path in Path(one_thesis.__file__).parent.glob("*.py")
    )
    named = {rule for rule in RULES if f'"{rule}"' in source}
    assert len(named) == 6
    assert {rule for rule in named if rule not in told} == set()


def test_a_thesis_without_findings_has_nothing_to_repeat() -> None:
    parts = [thesis.part("empirical-paper", "Seven participants took part in three stages.")]
    assert thesis.of(parts, {}, thesis.numbers()) == []
    empty = {"empirical-paper": {"values": {}}}
    assert thesis.of(parts, empty, thesis.numbers()) == []


def test_expressions_of_an_authors_own_file_that_fail_mean_that_the_number_is_not_known() -> None:
    rows = [
        {"counts": "x", "nouns": ["participants"], "expression": expression}
        for expression in ("participants |", "1 / 0", "participants.nobody.x", "'seven'", "[1]")
    ]
    own = KnownNumbers.model_validate({"numbers": rows})
    parts = [thesis.part("empirical-paper", "Seven participants took part.")]
    assert thesis.of(parts, thesis.findings(), own) == []


def test_what_is_suggested_gives_what_was_typed() -> None:
    """Each expression that a twin's message names is computed, as its chapter would."""
    from softbound.merge.environment import Engine

    chapters = {name: known["values"] for name, known in thesis.findings().items()}
    computed = 0
    for _, case in groups("numbers"):
        texts = case.input if isinstance(case.input, dict) else {"empirical-paper": case.input}
        for name, text in texts.items():
            own = chapters.get(name, {})
            names = {n.replace("-", "_"): values for n, values in chapters.items()}
            engine = Engine(lambda _: None, {"chapters": names, **own})
            for found in thesis.check({name: text}):
                if found.rule != "number-is-told-once":
                    continue
                hint = found.hint.split("Write ", 1)[1].rsplit(" for ", 1)[0]
                typed = found.message.split('"')[1].split(" … ")[0]
                told = engine.from_string(hint).render()
                bare = [
                    part
                    for part in ("mean", "average", "N =", "M =", "κ", "kappa")
                    if part in typed
                ]
                assert told in typed if bare else typed.startswith(told) or told in typed, (
                    typed,
                    told,
                )
                computed += 1
    assert computed > 30


def test_the_worked_example_types_nothing_by_hand() -> None:
    """Its prose has expressions; were they rendered, the same prose would be full of twins."""
    parts: dict[str, list[prose.Prose]] = {}
    for name, path in thesis.example():
        parts.setdefault(name, []).append(prose.read(path.name, path.read_text("utf-8")))
    kinds = {"front-matter": "front-matter", "appendices": "appendices"}
    whole = [
        one_thesis.Part(name, kinds.get(name, "chapter"), tuple(read))  # type: ignore[arg-type]
        for name, read in parts.items()
    ]
    problems = thesis.of(whole, thesis.of_example(), thesis.numbers())
    assert [line_of(found) for found in problems] == []
