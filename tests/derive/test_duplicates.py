"""Which records are of one work: pairs as cases, and what must hold of any records."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softbound import spreadsheets
from softbound.collect import yaml_text
from softbound.derive import duplicates
from softbound.derive.duplicates import bib_dedupe, overruling
from softbound.derive.duplicates.candidates import pairs as candidate_pairs
from softbound.derive.duplicates.known import known
from softbound.derive.duplicates.report import report
from softbound.model.duplicates import Duplicates
from softbound.model.findings.duplicates import Overruled
from softbound.model.records import Record
from softbound.problems import Place
from tests import cases

SYNTHETIC = {
    "title": "Synthetic ruptures in an invented alliance of two",
    "authors": ["Sampleton, Ada", "Mockridge, Bo"],
    "year": 2019,
    "container": "Journal of Invented Psychology",
    "volume": "12",
    "issue": "3",
    "pages": "101-118",
}
"""What a case's records say where the case says nothing."""


def record(fields: Mapping[str, Any], name: str = "a") -> Record:
    """A synthetic record; an empty value takes a field away."""
    values = {**SYNTHETIC, **fields}
    values["authors"] = tuple(values["authors"] or ())
    values["year"] = values["year"] or None
    base = {"id": f"x-{name}", "source": "x", "file": "x.ris", "line": 1}
    return Record(**{**base, **{k: v for k, v in values.items() if v is not None or k == "year"}})


def said(found: Duplicates) -> str:
    """What was decided about two records, in a line."""
    if len(found.groups) == 1:
        return f"same: {found.groups[0].members[1].reason}"
    return f"alike: {found.alike[0].reason}" if found.alike else "different"


@cases.each(__file__, "pairs")
def test_pairs(case: cases.Case) -> None:
    one, other = (record(fields or {}, name) for fields, name in zip(case.input, "ab", strict=True))
    assert said(duplicates.find([one, other])) == case.expected
    swapped = [replace(one, id="x-b"), replace(other, id="x-a")]
    assert said(duplicates.find(swapped)).split(":")[0] == case.expected.split(":")[0]


@cases.each(__file__, "groups")
def test_groups(case: cases.Case) -> None:
    records = [record(fields or {}, name) for name, fields in case.input["records"].items()]
    overruled = Overruled.model_validate(case.input.get("overruled", {}))
    found = duplicates.find(records, overruled)
    groups = [
        " ".join(m.record.removeprefix("x-") for m in group.members) for group in found.groups
    ]
    assert sorted(groups) == case.expected


@cases.each(__file__, "overruling")
def test_overruling(case: cases.Case) -> None:
    value, document, problems = yaml_text.read(
        case.input["text"], "duplicates.yaml", Overruled, "findings-are-complete"
    )
    assert document is not None
    if not problems:
        problems = overruling.check(value, case.input["ids"], "duplicates.yaml", document.line)
    assert cases.said(problems) == case.expected


# what holds of any records


ODD = st.text("aÄ7Ωß1(-–. ,;&<[/\n\x00", max_size=6)
"""What no export should hold."""


def any_of(*values: str) -> st.SearchStrategy[str]:
    return st.one_of(st.sampled_from(values), ODD)


RECORDS = st.lists(
    st.fixed_dictionaries(
        {
            "title": any_of(
                str(SYNTHETIC["title"]),
                "Synthetic ruptures in an invented alliance",
                "Synthetic ruptures in an invented alliance of three",
                "Editorial",
                "[Erfundene Brüche einer Allianz]",
                "",
            ),
            "authors": st.lists(
                any_of("Sampleton, A.", "Mockridge, Bo", "B Mockridge"), max_size=3
            ),
            "year": st.sampled_from([None, 2018, 2019, 2020]),
            "container": any_of("", "J Invented Psychol", "Journal of Invented Psychology"),
            "volume": any_of("", "12", "1)"),
            "issue": any_of("", "3", "Suppl 3"),
            "pages": any_of("", "101-18", "101-118", "S4"),
            "doi": any_of("", "10.0000/a", "10.0000/b", "10.2307/c"),
            "pmid": any_of("", "1", "2"),
            "kind": st.sampled_from(["", "article", "thesis", "conference"]),
        }
    ),
    max_size=8,
).map(lambda found: [record(fields, str(number)) for number, fields in enumerate(found)])
IDS = st.lists(st.integers(0, 9), min_size=2, max_size=3).map(lambda ns: [f"x-{n}" for n in ns])
OVERRULED = st.builds(
    lambda same, different: Overruled.model_validate({"same": same, "different": different}),
    st.lists(IDS, max_size=2),
    st.lists(IDS, max_size=2),
)


@given(RECORDS, OVERRULED, st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(
    records: list[Record], overruled: Overruled, chance: random.Random
) -> None:
    found = duplicates.find(records, overruled)
    mixed = list(records)
    chance.shuffle(mixed)
    assert duplicates.find(mixed, overruled) == found
    assert report(found, mixed) == report(found, records)


@given(RECORDS, OVERRULED)
def test_every_record_is_in_just_one_group(records: list[Record], overruled: Overruled) -> None:
    found = duplicates.find(records, overruled)
    members = [member.record for group in found.groups for member in group.members]
    assert sorted(members) == sorted(one.id for one in records)
    assert found.removed == len(records) - len(found.groups)
    assert all(group.members[0].record == group.kept for group in found.groups)
    for group in found.groups:
        others = group.members[1:]
        assert all(member.reason for member in others)
        assert {member.like for member in others} <= {member.record for member in group.members}


@given(RECORDS, OVERRULED)
def test_the_author_is_obeyed(records: list[Record], overruled: Overruled) -> None:
    kept = duplicates.find(records, overruled).kept
    for clause in overruled.different:
        for one, other in combinations({i for i in clause.records if i in kept}, 2):
            assert kept[one] != kept[other]
    if not overruled.different:
        for clause in overruled.same:
            assert len({kept[i] for i in clause.records if i in kept}) <= 1


@given(RECORDS)
def test_what_was_kept_has_no_duplicates(records: list[Record]) -> None:
    found = duplicates.find(records)
    kept = set(found.kept.values())
    again = duplicates.find([one for one in records if one.id in kept])
    merged = {member.record for group in again.groups for member in group.members[1:]}
    # A pair that a third record kept apart may meet once that record is gone; nothing else may.
    apart = {one for pair in found.alike for one in (pair.first, pair.second)}
    assert merged <= apart or not merged


@given(RECORDS)
def test_two_dois_are_never_of_one_work(records: list[Record]) -> None:
    by_id = {one.id: one for one in records}
    for group in duplicates.find(records).groups:
        dois = {known(by_id[member.record]).doi for member in group.members} - {""}
        assert len([doi for doi in dois if not doi.startswith("10.2307/")]) <= 1


@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_many_records_of_one_title_are_not_all_compared(seed: int) -> None:
    chance = random.Random(seed)
    records = [
        record(
            {
                "title": "Editorial",
                "authors": [],
                "year": chance.randint(1950, 2020),
                "doi": f"10.0000/{n}",
            },
            f"{n:04}",
        )
        for n in range(300)
    ]
    assert len(candidate_pairs([known(one) for one in records])) < 300 * 60


def test_nothing_is_found_among_no_records() -> None:
    assert duplicates.find([]) == Duplicates(())


def test_the_most_complete_record_is_kept_and_the_first_of_equals() -> None:
    whole = record({"doi": "10.0000/a", "abstract": "Synthetic."}, "c")
    found = duplicates.find([record({}, "b"), whole, record({}, "a")])
    assert [group.kept for group in found.groups] == ["x-c"]
    assert [member.record for member in found.groups[0].members] == ["x-c", "x-a", "x-b"]
    assert duplicates.find([record({}, "b"), record({}, "a")]).groups[0].kept == "x-a"


# the report


REPORT = """\
group,decision,record,same as,reason,title,authors,year,journal,volume,pages,doi,file,line
x-a,kept,x-a,,,Synthetic ruptures in an invented alliance of two,"Sampleton, Ada; Mockridge, Bo",2019,Journal of Invented Psychology,12,101-118,10.0000/a,x.ris,1
x-a,duplicate,x-b,x-a,"same title, first author, year and pages",Synthetic ruptures in an invented alliance of two,"Sampleton, Ada; Mockridge, Bo",2019,Journal of Invented Psychology,12,101-118,,x.ris,1
possible 1,not merged,x-a,x-c,"same title, first author and year, but other pages",Synthetic ruptures in an invented alliance of two,"Sampleton, Ada; Mockridge, Bo",2019,Journal of Invented Psychology,12,101-118,10.0000/a,x.ris,1
possible 1,not merged,x-c,x-a,"same title, first author and year, but other pages",Synthetic ruptures in an invented alliance of two,"Sampleton, Ada; Mockridge, Bo",2019,Journal of Invented Psychology,12,7-9,,x.ris,1
"""


def reported() -> str:
    records = [
        record({"doi": "10.0000/a"}, "a"),
        record({}, "b"),
        record({"pages": "7-9"}, "c"),
        record({"title": "Another synthetic title that nothing else resembles", "pages": "9"}, "d"),
    ]
    return report(duplicates.find(records), records)


def test_the_report_tells_each_merged_record_and_each_pair_that_looks_alike() -> None:
    assert reported() == spreadsheets.MARK + REPORT


# bib-dedupe


def test_without_bib_dedupe_the_problem_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bib_dedupe.importlib.util, "find_spec", lambda name: None)
    assert cases.said(bib_dedupe.missing(Place("search.yaml", 3))) == [
        "search.yaml:3: error: Duplicates should be found by bib-dedupe, but it is not installed. "
        "Until it is, softbound's own search for duplicates is used. Run pip install "
        '"softbound[bib-dedupe]", or write deduplication: softbound. [extra-is-installed]'
    ]


def with_pairs(pairs: Sequence[tuple[int, int]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let bib-dedupe find these pairs of positions."""
    monkeypatch.setattr(bib_dedupe, "_matched", lambda records: list(pairs))


THREE = [
    record({"title": "A first synthetic title of some length", "pages": "1-9"}, "a"),
    record({"title": "A second synthetic title of some length", "pages": "20-29"}, "b"),
    record({"title": "A third synthetic title of some length", "pages": "40-49"}, "c"),
]


def test_pairs_of_bib_dedupe_become_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    with_pairs([(0, 1)], monkeypatch)
    found = bib_dedupe.find(THREE)
    assert [len(group.members) for group in found.groups] == [2, 1]
    assert found.groups[0].members[1].reason == bib_dedupe.REASON


def test_bib_dedupe_is_overruled_too(monkeypatch: pytest.MonkeyPatch) -> None:
    with_pairs([(0, 1)], monkeypatch)
    overruled = Overruled.model_validate(
        {"same": [["x-b", "x-c"]], "different": [{"records": ["x-a", "x-b"], "why": "known"}]}
    )
    found = bib_dedupe.find(THREE, overruled)
    assert [[m.record for m in group.members] for group in found.groups] == [
        ["x-a"],
        ["x-b", "x-c"],
    ]


def test_bib_dedupe_merges_no_correction(monkeypatch: pytest.MonkeyPatch) -> None:
    with_pairs([(0, 1)], monkeypatch)
    title = f"Correction to: {SYNTHETIC['title']}"
    found = bib_dedupe.find([record({}, "a"), record({"title": title}, "b")])
    assert [len(group.members) for group in found.groups] == [1, 1]
    assert [pair.reason for pair in found.alike] == [
        "bib-dedupe takes them for one work, but one corrects or answers the other"
    ]


def test_what_only_softbound_would_merge_is_shown_as_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    with_pairs([], monkeypatch)
    found = bib_dedupe.find([record({}, "a"), record({}, "b")])
    assert [pair.reason for pair in found.alike] == [
        "same title, first author, year and pages, but bib-dedupe takes them for two works"
    ]


def test_bib_dedupe_itself_finds_a_copy_and_prints_nothing(
    capfd: pytest.CaptureFixture[str],
) -> None:
    pytest.importorskip("bib_dedupe")
    found = bib_dedupe.find([record({"doi": "10.0000/a"}, "a"), record({}, "aa"), *THREE[1:]])
    assert [len(group.members) for group in found.groups] == [2, 1, 1]
    assert capfd.readouterr() == ("", "")


def test_bib_dedupe_gets_every_field_that_it_reads() -> None:
    one = record({"kind": "chapter", "doi": "10.0000/a", "abstract": "Synthetic."})
    assert bib_dedupe._row(7, one) == {
        "ID": "0000007", "ENTRYTYPE": "inbook", "author": "Sampleton, Ada and Mockridge, Bo",
        "title": SYNTHETIC["title"], "year": "2019", "journal": SYNTHETIC["container"],
        "booktitle": SYNTHETIC["container"], "volume": "12", "number": "3", "pages": "101-118",
        "doi": "10.0000/a", "abstract": "Synthetic.", "search_set": "",
    }  # fmt: skip
    assert bib_dedupe._row(0, record({"year": 0}))["year"] == ""


def test_pairs_of_bib_dedupe_are_told_once_with_the_smaller_position_first() -> None:
    pairs = [("0000002", "0000001"), ("0000001", "0000002")]
    assert bib_dedupe._positions(pairs) == {(1, 2)}
