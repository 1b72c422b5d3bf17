"""Screening decisions: how they are written down, and what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from softbound.collect import records, screening
from softbound.model.records import Decision, Record
from softbound.problems import Place
from tests import cases

KNOWN = {"a": "A", "a2": "A", "b": "B", "c": "C", "d": "D"}
"""What the cases name, and the record that stands for it."""


def rows_of(found: Sequence[screening.Row]) -> list[list[Any]]:
    return [
        [r.record, r.stage, r.verdict, list(r.reasons), r.report, r.study, r.place.line]
        for r in found
    ]


def exported(notes: Sequence[str]) -> list[Record]:
    return [
        Record(f"r{line}", "", "export.csv", line, title=f"Title {line}", notes=note)
        for line, note in enumerate(notes, 1)
    ]


@cases.each(__file__, "csv")
def test_table(case: cases.Case) -> None:
    rows, problems = screening.read_csv(case.input, "screening.csv")
    assert rows_of(rows) == case.expected["rows"]
    assert cases.said(problems) == case.expected.get("problems", [])


@cases.each(__file__, "rayyan")
def test_rayyan(case: cases.Case) -> None:
    found = exported(case.input["notes"])
    rows, problems = screening.from_rayyan(found, case.input["stage"])
    assert rows_of(rows) == case.expected["rows"]
    assert cases.said(problems) == case.expected.get("problems", [])
    assert all(row.about in found for row in rows)


@cases.each(__file__, "covidence")
def test_covidence(case: cases.Case) -> None:
    given = {"stage": "title-abstract", "verdict": None} | case.input
    found = exported(given.get("notes", [""] * given.get("many", 0)))
    rows, problems = screening.from_covidence(
        found, given["stage"], given["verdict"], given["file"]
    )
    assert rows_of(rows) == case.expected["rows"]
    if "count" in case.expected:
        assert len(problems) == case.expected["count"]
        assert cases.said(problems)[-1] == case.expected["last"]
    else:
        assert cases.said(problems) == case.expected.get("problems", [])
    assert all(row.about in found for row in rows)


@cases.each(__file__, "meaning")
def test_meaning(case: cases.Case) -> None:
    rows, wrong = screening.read_csv(case.input, "screening.csv")
    assert wrong == []
    found, problems = screening.decisions(rows, lambda name: KNOWN.get(name.lower()), {"s1", "s2"})
    assert [
        [d.record, d.stage, d.verdict, d.reason, d.report, d.study] for d in found
    ] == case.expected["decisions"]
    assert cases.said(problems) == case.expected.get("problems", [])


def test_studies_are_missed_once_where_studies_yaml_is_not_written_yet() -> None:
    rows, _ = screening.read_csv(
        "record,stage,decision,study\nA,title-abstract,include,\nB,title-abstract,include,\n"
        "A,full-text,include,s1\nB,full-text,include,s2\n",
        "screening.csv",
    )
    _, problems = screening.decisions(rows, lambda name: KNOWN.get(name.lower()), ())
    assert cases.said(problems) == [
        "screening.csv:4: error: Decisions name 2 studies, but studies.yaml has none. Write them "
        "there, or leave the column study empty until then. [screening-study-is-known]"
    ]


def test_records_are_found_by_id_doi_and_pubmed_number() -> None:
    known = [
        Record("M-1", "M", "a", 1, doi="10.1234/ex.1", pmid="12345678"),
        Record("P-1", "P", "b", 1, doi="10.1234/ex.1"),
        Record("P-2", "P", "b", 9, doi="10.1234/ex.2"),
        Record("M-2", "M", "a", 9, doi="10.1234/ex.2"),
    ]
    resolve = screening.resolver(known, {"P-1": "M-1"})
    for name in ("m-1", "P-1", "doi:10.1234/EX.1", "https://doi.org/10.1234/ex.1", "PMID 12345678"):
        assert resolve(name) == "M-1", name
    assert resolve("10.1234/ex.2") is None, "two works have it"
    assert resolve("P-2") == "P-2"
    assert resolve("") is None
    assert resolve("Z-1") is None


def left(
    known: Sequence[Record], found: Sequence[Decision], other: Sequence[str] = ()
) -> list[str]:
    open_ = screening.undecided(known, found, other)
    total = len(known) - len(other)
    place = Place("screening.csv")
    return cases.said(screening.unfinished(open_, found, total, place, "to-screen.csv"))


def test_what_is_not_decided_is_told_where_screening_has_begun() -> None:
    known = exported(["", "", "", ""])
    place = Place("screening.csv", 2)
    first = [
        Decision("r1", "title-abstract", "include", place),
        Decision("r2", "title-abstract", "exclude", place),
    ]
    assert left(known, []) == []
    assert left(known, first) == [
        'screening.csv: warning: 2 of 4 records are not decided by title and abstract: "Title 3" '
        "(r3) and others. to-screen.csv lists what is left, ready to be copied into screening.csv. "
        "[screening-is-complete]"
    ]
    whole = [*first, *(Decision(r, "title-abstract", "include", place) for r in ("r3", "r4"))]
    assert left(known, whole) == []
    second = [*whole, *(Decision(r, "full-text", "include", place) for r in ("r1", "r4"))]
    assert left(known, second) == [
        'screening.csv: warning: 1 of 3 reports is not decided by full text: "Title 3" (r3). '
        "to-screen.csv lists what is left, ready to be copied into screening.csv. "
        "[screening-is-complete]"
    ]


def test_records_of_other_methods_wait_for_their_full_text_only() -> None:
    known = exported(["", "", ""])
    place = Place("screening.csv", 2)
    first = [Decision("r1", "title-abstract", "include", place)]
    begun = [*first, Decision("r1", "full-text", "include", place)]
    assert left(known[:2], first, ["r2"]) == []
    assert left(known, begun, ["r2", "r3"])[0].startswith(
        "screening.csv: warning: 2 of 3 reports are not decided by full text"
    )
    rows = [screening.Row("r2", "full-text", "include", place, study="A")]
    found, problems = screening.decisions(rows, lambda name: name, ["A"], ["r2"])
    assert [d.record for d in found] == ["r2"] and problems == []
    _, problems = screening.decisions(rows, lambda name: name, ["A"])
    assert [p.rule for p in problems] == ["screening-is-in-order"]


def test_rows_of_a_missing_export_are_not_told_one_by_one() -> None:
    rows = [
        screening.Row(str(n), "title-abstract", "include", Place("screening.csv", n))
        for n in range(2, 40)
    ]
    _, problems = screening.decisions(rows, lambda name: None, [])
    assert [p.place.line for p in problems] == [2, 3, 4, 5, 6, 7]
    assert problems[-1].message.startswith("From here on, 33 more rows name none")


def test_rayyans_notes_come_through_ris_and_bibtex() -> None:
    note = 'RAYYAN-INCLUSION: {"Rev A"=>"Excluded"} | RAYYAN-EXCLUSION-REASONS: wrong design'
    for file in (
        f"TY  - JOUR\nTI  - One\nN1  - {note}\nER  - \n",
        f"@article{{a, title={{One}}, note={{{note}}}}}",
        'title,notes\nOne,"' + note.replace('"', '""') + '"\n',
    ):
        found = records.identified(records.read(file.encode(), "a.txt").records, "")
        rows, problems = screening.from_rayyan(found, "full-text")
        assert [(row.verdict, row.reasons) for row in rows] == [("exclude", ("wrong design",))], (
            file
        )
        assert problems == []


@settings(deadline=None, derandomize=True, database=None)
@given(st.text(max_size=300))
def test_no_text_makes_it_fail(text: str) -> None:
    for start in ("", "record,stage,decision,reason\n"):
        rows, problems = screening.read_csv(start + text, "screening.csv")
        screening.decisions(rows, lambda name: name or None, ())
        assert rows or problems or not text.strip() or start


@settings(deadline=None, derandomize=True, database=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("ABCD"),
            st.sampled_from(["title-abstract", "full-text"]),
            st.sampled_from(["include", "exclude"]),
        )
    )
)
def test_a_record_has_one_decision_at_a_stage_whatever_is_written(
    written: list[tuple[str, str, str]],
) -> None:
    lines = ["record,stage,decision,reason", *(f"{','.join(row)},x" for row in written)]
    rows, _ = screening.read_csv("\n".join(lines), "screening.csv")
    found, problems = screening.decisions(rows, lambda name: name, ())
    keys = [(d.record, d.stage) for d in found]
    assert len(rows) == len(written)
    assert len(keys) == len(set(keys)) == len({row[:2] for row in written})
    contradicted = {row[:2] for row in written if (*row[:2], "include") in written}
    contradicted &= {row[:2] for row in written if (*row[:2], "exclude") in written}
    assert bool(contradicted) == any(p.rule == "screening-decision-is-one" for p in problems)
