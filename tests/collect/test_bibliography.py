"""Bibliographies: what is read, what is named, what is never lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from softbound.collect import bibliography
from softbound.collect.bibliography import Entry
from softbound.problems import Place, Problem
from softbound.processes import Answer, pandoc
from tests import cases

CASES = [
    pytest.param(case, id=f"{group}: {case.title}")
    for path in sorted((Path(__file__).parent / "bibliography").glob("*.yaml"))
    for group, found in cases.load(path).items()
    for case in found
]
"""``input`` is a .bib file's text, or a mapping of file and text; ``expected`` has the keys read,
and any of: parts of their CSL items, numbers of names, lines, aliases, all problems."""


def convert(text: str, form: str) -> Answer:
    return pandoc(["--sandbox", "-f", form, "-t", "json"], text)


def read(text: str, file: str = "references.bib") -> tuple[list[Entry], list[Problem]]:
    return bibliography.read(text, file, convert)


@pytest.mark.parametrize("case", CASES)
def test_case(case: cases.Case) -> None:
    given = case.input if isinstance(case.input, dict) else {"text": case.input}
    entries, problems = read(**given)
    found = {entry.key: entry for entry in entries}
    expected = {"csl": {}, "counts": {}, "lines": {}, "aliases": {}, "problems": []} | case.expected
    assert [entry.key for entry in entries] == expected["keys"]
    for key, fields in expected["csl"].items():
        assert {name: found[key].csl.get(name) for name in fields} == fields
    for key, counts in expected["counts"].items():
        assert {name: len(found[key].csl[name]) for name in counts} == counts
    assert {key: found[key].place.line for key in expected["lines"]} == expected["lines"]
    assert {key: list(found[key].aliases) for key in expected["aliases"]} == expected["aliases"]
    told = sorted(problems, key=lambda p: (p.place.line or 0, p.rule))
    named = [[line, rule] for line, rule, _ in expected["problems"]]
    assert [[p.place.line, p.rule] for p in told] == named
    for problem, (_, _, part) in zip(told, expected["problems"], strict=True):
        assert part in f"{problem.message} {problem.hint}"
    assert all(entry.csl["id"] == entry.key for entry in entries)


def entry(
    key: str, title: str, line: int, file: str = "a.bib", aliases: tuple[str, ...] = ()
) -> Entry:
    return Entry(key, {"id": key, "type": "book", "title": title}, Place(file, line), aliases)


def test_of_two_works_with_one_key_the_first_counts_and_both_places_are_named() -> None:
    files = [
        [entry("a", "One", 1), entry("b", "Two", 5), entry("a", "Three", 9)],
        [entry("a", "Four", 2, "b.bib")],
    ]
    merged, problems = bibliography.merge(files)
    assert merged.entries["a"].csl["title"] == "One"
    assert list(merged.entries) == ["a", "b"]
    assert [(str(p.place), p.rule) for p in problems] == [
        ("a.bib:1", "bibliography-key-is-unique"),
        ("a.bib:9", "bibliography-key-is-unique"),
        ("b.bib:2", "bibliography-key-is-unique"),
    ]
    assert "a.bib:9, b.bib:2; this one is used" in problems[0].message
    assert "the one in a.bib:1 is used" in problems[2].message


def test_the_same_entry_in_two_files_is_only_worth_a_note() -> None:
    _, problems = bibliography.merge([[entry("a", "One", 1)], [entry("a", "One", 7, "b.bib")]])
    assert [(str(p.place), p.rule, p.severity) for p in problems] == [
        ("b.bib:7", "bibliography-entry-stands-once", "note")
    ]


def test_repeated_keys_of_one_file_reach_the_merging() -> None:
    entries, problems = read("@book{a, title={One}}\n@book{a, title={Two}}\n@book{a, title={One}}")
    assert [e.csl["title"] for e in entries] == ["One", "Two", "One"]
    assert not problems
    _, problems = bibliography.merge([entries])
    assert [(p.place.line, p.rule) for p in problems] == [
        (3, "bibliography-entry-stands-once"),
        (1, "bibliography-key-is-unique"),
        (2, "bibliography-key-is-unique"),
    ]


def test_a_work_cited_under_its_key_and_an_alias_is_listed_once() -> None:
    merged, problems = bibliography.merge(
        [[entry("b", "Two", 2), entry("a", "One", 1, aliases=("x", "y"))]]
    )
    assert not problems
    assert merged.canonical == {"a": "a", "b": "b", "x": "a", "y": "a"}
    assert [item["id"] for item in bibliography.subset(merged, ["x", "a", "b", "nowhere"])] == [
        "a",
        "b",
    ]


def test_an_alias_that_is_another_works_key_is_named() -> None:
    merged, problems = bibliography.merge(
        [[entry("a", "One", 1, aliases=("b",)), entry("b", "Two", 5)]]
    )
    assert merged.canonical["b"] == "b"
    assert [(p.place.line, p.rule) for p in problems] == [(1, "bibliography-key-is-unique")]


def test_entries_are_kept_between_runs() -> None:
    entries = [entry("a", "Über “x”", 1, aliases=("x",)), entry("b", "Two", 2)]
    assert bibliography.from_json(bibliography.to_json(entries)) == entries


@pytest.mark.parametrize("text", ["{", "[1]", '[[{"id": "a"}]]', '{"a": 1}', "null"])
def test_what_was_not_kept_by_us_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        bibliography.from_json(text)


def test_a_bibliography_is_one_run_of_pandoc() -> None:
    runs = []

    def counted(text: str, form: str) -> Answer:
        runs.append(form)
        return convert(text, form)

    text = "".join(f"@article{{k{n}, title = {{T {n}}}, year = 2020}}\n" for n in range(50))
    entries, _ = bibliography.read(
        text + "@article(x, title={y})\n@artcle{z, title={z}}", "r.bib", counted
    )
    assert len(entries) == 52
    assert runs == ["biblatex"]


def test_where_pandoc_stops_at_an_entry_the_others_are_read_without_it() -> None:
    def stumbling(text: str, form: str) -> Answer:
        lines = text.split("\n")
        at = next((n for n, line in enumerate(lines, 1) if "stumble" in line), None)
        if at:
            return Answer(b"", f"Error at (line {at}, column 3):\nunexpected 's'\n", ok=False)
        return convert(text, form)

    text = "@book{a, title={One}}\n@book{b,\n title={stumble}}\n@book{c, title={Three}}\n@book{d, note={stumble}}"
    entries, problems = bibliography.read(text, "r.bib", stumbling)
    assert [e.key for e in entries] == ["a", "c"]
    assert [(p.place.line, p.rule) for p in problems] == [
        (2, "bibliography-entry-is-read"),
        (5, "bibliography-entry-is-read"),
    ]
    assert "pandoc does not expect 's'" in problems[0].message


@pytest.mark.parametrize(
    ("message", "rule"),
    [
        ("pandoc could not be started: no such file", "engine-runs"),
        ("stack overflow", "bibliography-file-is-read"),
    ],
)
@pytest.mark.parametrize(
    ("file", "text"),
    [("r.bib", "@book{a, title={b}}"), ("r.json", '[{"id": "a"}]'), ("r.yaml", "[{id: a}]")],
)
def test_a_pandoc_that_fails_is_one_problem(file: str, text: str, message: str, rule: str) -> None:
    entries, problems = bibliography.read(text, file, lambda *_: Answer(b"", message, ok=False))
    assert not entries
    assert [p.rule for p in problems] == [rule]
    assert message in problems[0].message


def test_what_arrives_is_what_citeproc_makes_of_the_file_itself(tmp_path: Path) -> None:
    text = """
@article{a, author={Smith, John and van der Berg, Jan}, title={The {iPhone} in \\emph{Homo} and {NHS} ``care''},
  journaltitle={J. of {B}}, date={2020-05}, pages={1--20}, volume=3, number=2, doi={10.1/x_y}}
@book{b, author={{World Health Organization}}, title={A Book}, edition={2}, publisher={P}, year={in press}}
@incollection{c, author={Doe, A. and others}, title={On It}, crossref={d}, pages={3-9}}
@collection{d, editor={Ed, B.}, title={The Whole}, publisher={Q}, date={2001}}
@online{e, title={Page}, url={https://example.org/~x}, urldate={2021-03-04}, year=2020}
"""
    (tmp_path / "r.bib").write_text(text, encoding="utf-8")
    merged, _ = bibliography.merge([read(text)[0]])
    (tmp_path / "r.json").write_text(json.dumps(bibliography.subset(merged, merged.entries)))
    prose = "---\nnocite: '@*'\n---\n\n@a [@b; @c, p. 3; @d; @e]\n"
    direct, ours = (
        pandoc(
            ["--citeproc", "--bibliography", name, "-t", "plain"], prose, tmp_path
        ).output.decode()
        for name in ("r.bib", "r.json")
    )
    assert "World Health Organization" in ours
    assert ours == direct
