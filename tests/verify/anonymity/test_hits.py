"""Names and numbers in a text: what is found, and what is passed over."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softbound import files
from softbound.collect import anonymity_patterns, private_list
from softbound.model.anonymity import Patterns
from softbound.problems import Place
from softbound.verify.anonymity import Hit, Known, Search
from softbound.verify.anonymity.hits import CHECKS
from tests.cases import Case, each

LIST = """
people:
  - {name: Wanda Kestrelby, forms: [Wandy]}
  - {name: Tobias John Brackenridge-Lowe, pseudonym: Joan}
  - Dr Zoë Lüders
  - Ottoline Quillfeather
  - O'Sable
  - {name: Hope Fenwright, exact: true}
  - {name: Will, case: true}
  - Joan Tarnwick
  - Ivo Marigold
  - Ann Lee
  - Nils Trelliss
places: [Northmoor, Eastvale, Goffina]
services:
  - {name: Larkrise Community Team, forms: [LCT]}
trusts: [Northmoor and Eastvale NHS Trust]
others: [Ward 7]
allow: [Northmoor Review]
"""
KNOWN = Known("Example Kestrelby", {"quillfeather"}, {"joan"}, {"marigold", "trellis"})


@cache
def shipped() -> Patterns:
    path = files.shipped_templates() / anonymity_patterns.PATH
    patterns, problems = anonymity_patterns.read(path.read_text("utf-8"), "patterns.yaml")
    assert patterns is not None, problems
    return patterns


@cache
def search(text: str = LIST) -> Search:
    listed, allow, problems = private_list.read(text, Place("thesis.yaml"))
    assert problems == []
    return Search(listed, shipped(), allow, KNOWN)


def named(hits: list[Hit]) -> list[str]:
    return [f"{hit.rule} {hit.source}" for hit in hits]


@each(__file__, "entries")
def test_entries(case: Case) -> None:
    assert named(search().in_text(case.input)) == case.expected


@each(__file__, "names")
def test_names_of_files(case: Case) -> None:
    assert named(search().in_text(case.input, prose=False, name=True)) == case.expected


@each(__file__, "documents")
def test_documents(case: Case) -> None:
    assert named(search().in_text(case.input, prose=False)) == case.expected


@each(__file__, "patterns")
def test_patterns(case: Case) -> None:
    assert named(search("").in_text(case.input)) == case.expected


def test_every_pattern_has_a_case_that_fires() -> None:
    fired = {
        hit.source
        for text in ("j@service.nhs.uk", "01632 960123", "LA1 4YF", "9434765919", spaced(chi()), f"CHI {chi()}",
                     "born 3 May 1980", "/home/jo")
        for hit in search("").in_text(text)
    }  # fmt: skip
    assert fired == {pattern.id for pattern in shipped().patterns}


def chi() -> str:
    """A number that begins with a date and has the check digit that belongs to it."""
    return next(n for n in (f"150749000{d}" for d in range(10)) if CHECKS["mod-11"](n))


def spaced(number: str) -> str:
    return f"{number[:6]} {number[6:]}"


def test_a_number_that_begins_with_no_date_is_no_chi_number() -> None:
    wrong = next(n for n in (f"154949000{d}" for d in range(10)) if CHECKS["mod-11"](n))
    assert named(search("").in_text(spaced(chi()))) == ["health-number-is-absent chi-number"]
    assert search("").in_text(spaced(wrong)) == []


def test_a_number_of_a_machine_is_no_chi_number() -> None:
    assert search("").in_text(f'"nonce": {chi()}') == []
    assert len(search("").in_text(f"Hospital number: {chi()}")) == 1


@given(st.text(alphabet="0123456789", min_size=9, max_size=9))
def test_of_ten_numbers_that_differ_in_the_last_digit_one_at_most_is_an_nhs_number(
    nine: str,
) -> None:
    assert sum(CHECKS["mod-11"](f"{nine}{digit}") for digit in range(10)) <= 1


LETTERS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzéüøß", min_size=4, max_size=12)
JOINED = st.sampled_from([" ", "\n", "\u00a0", "-", "\u00ad ", "  ", " \n> ", "_", "** "])


@given(LETTERS, LETTERS, JOINED, st.sampled_from([str, str.upper, str.title, str.lower]))
def test_a_whole_name_is_found_however_it_is_joined(
    first: str, last: str, joined: str, set_as
) -> None:  # type: ignore[no-untyped-def]
    own = Search(
        private_list.read(f"people: ['{first.title()} {last.title()}']", Place("x"))[0], shipped()
    )
    text = f"It was {set_as(first)}{joined}{set_as(last)}, who said so."
    assert any(hit.rule == "secret-is-absent" for hit in own.in_text(text))


@given(st.text(max_size=300))
def test_no_text_is_too_odd(text: str) -> None:
    for hit in search().in_text(text):
        assert 0 <= hit.span.start < hit.span.end


def test_an_allowed_text_lets_patterns_pass_too() -> None:
    own = replace(search(""), allow=("j@service.nhs.uk", "LA1 4YF"))
    assert own.in_text("j@service.nhs.uk or LA1 4YF") == []
    assert len(own.in_text("k@service.nhs.uk or LA1 4YG")) == 2


@pytest.mark.parametrize("kind", ["repr", "str"])
def test_what_is_found_does_not_hold_the_words(kind: str) -> None:
    hits = search().in_text("Wanda Kestrelby, jo@service.nhs.uk")
    shown = " ".join(map(repr if kind == "repr" else str, hits)).lower()
    assert len(hits) == 2
    assert not any(word in shown for word in ("wanda", "kestrelby", "jo@"))
