"""What rests on what, and where it appears."""

from __future__ import annotations

import json
from typing import Any

from softbound.derive.appearances import appearances
from softbound.derive.terms import terms
from softbound.derive.trace import trace
from tests import cases, synthesis

NO_PAGES: dict[str, Any] = {"pages": {}, "sheets": {}, "traced": []}


def graph(texts: dict[str, str], **more: Any) -> dict[str, Any]:
    """The trace of one chapter, "paper"."""
    chapters = {"paper": synthesis.stored(texts)}
    return trace(chapters, {"paper": "The Paper"}, {}, NO_PAGES, **more)


def groups(found: dict[str, Any], key: str, side: str) -> list[str]:
    return [
        f"{group['name']}: {' '.join(each.rpartition('/')[2] for each in group['to'])}"
        + (" (through)" if group["through"] else "")
        for group in found["nodes"][f"paper/{key}"][side]
    ]


@cases.each(__file__, "links")
def test_links(case: cases.Case) -> None:
    found = graph(case.input)
    told = {asked: groups(found, *asked.split(" ")) for asked in case.expected}
    assert told == case.expected


@cases.each(__file__, "appearances")
def test_appearances(case: cases.Case) -> None:
    found = appearances({}, case.input["anchors"], case.input["pages"])
    told = {
        key: [
            f"{a['unit']} p. {a['page']} {a['sheet']} {a['section']}: {' '.join(a['roles'])}"
            for a in each
        ]
        for key, each in found.items()
    }
    assert told == case.expected


LINKED = [case.input for case in cases.load(cases.beside(__file__))["links"]]
OTHER_SIDE = {"down": "up", "up": "down", "beside": "beside"}


def test_each_link_is_told_from_both_of_its_ends() -> None:
    for texts in [
        *LINKED,
        {p.stem: p.read_text("utf-8") for p in synthesis.FIXTURE.glob("*.yaml")},
    ]:
        nodes = graph(texts)["nodes"]
        for key, node in nodes.items():
            for side, other in OTHER_SIDE.items():
                for to in {to for group in node[side] for to in group["to"]}:
                    back = {end for group in nodes[to][other] for end in group["to"]}
                    assert key in back, (key, side, to)


def test_it_is_plain_data_and_leaves_what_it_was_given() -> None:
    chapters = {"review": synthesis.fixture()}
    before = json.dumps(chapters)
    found = trace(chapters, {}, {}, NO_PAGES)
    assert json.loads(json.dumps(found)) == found
    assert json.dumps(chapters) == before


def test_each_finding_has_its_line() -> None:
    nodes = graph(LINKED[0])["nodes"]
    lines = {key.partition("/")[2]: node["place"] for key, node in nodes.items()}
    assert lines["themes/t1"] == ["themes.yaml", 1]
    assert lines["themes/t1a"] == ["themes.yaml", 7]
    assert lines["relations/relation-1"] == ["relations.yaml", 1]
    assert lines["cerqual/confidence-t1a"] == ["cerqual.yaml", 1]
    assert lines["line_of_argument/line-of-argument"][0] == "line_of_argument.yaml"


def test_a_participant_is_told_by_the_pseudonym_alone() -> None:
    nodes = graph(LINKED[2])["nodes"]
    assert nodes["paper/participants/p1"]["label"] == "Harriet"
    assert nodes["paper/excerpts/e1"]["by"] == "Harriet"
    assert "30-39" not in json.dumps(nodes)


def test_an_excerpt_tells_its_line_of_the_transcript_where_it_was_found() -> None:
    found = graph(LINKED[2], transcripts={"paper": {"e1": ["p1.txt", 14], "gone": ["p1.txt", 1]}})
    assert ["transcript", "p1.txt:14"] in found["nodes"]["paper/excerpts/e1"]["details"]


def test_equal_ids_of_chapters_and_kinds_are_told_apart() -> None:
    chapters = {
        "review": synthesis.stored({"studies": LINKED[0]["studies"]}),
        "paper": synthesis.stored({"stages": LINKED[2]["stages"]}),
    }
    nodes = trace(chapters, {}, {}, NO_PAGES)["nodes"]
    assert {"review/studies/s1", "paper/stages/s1"} < nodes.keys()


def test_a_limitation_names_sections_and_passages_itself() -> None:
    limitation = (
        "- {id: l1, paper: first, kind: x, limitation: Few., told_in: ['sec:limits', 'sec:gone'], "
        "taken_up_in: ['mark:few']}"
    )
    chapters = {"critical": synthesis.stored({"limitations": limitation})}
    pages = {
        "pages": {"sec:limits": "30", "mark:few": "60"},
        "sheets": {"sec:limits": 30, "mark:few": 60},
    }
    found = appearances(chapters, {}, pages)["critical/limitations/l1"]
    assert [(a["unit"], a["page"], a["roles"]) for a in found] == [
        ("first", "30", ["limitation"]),
        ("critical", "60", ["taken up"]),
    ]


def test_terms_are_what_the_text_can_name() -> None:
    found = terms(
        {
            "review": synthesis.stored(LINKED[0])["values"],
            "paper": synthesis.stored(LINKED[2])["values"],
        }
    )
    labels = {(label, how): "/".join(ref) for label, how, *ref in found["labels"]}
    assert labels[("sharp pain", "name")] == "review/themes/t1a"
    assert labels[("hurt", "table")] == "review/concepts/c1"
    assert labels[("no hurt", "name")] == "review/concepts/c2"
    assert labels[("Harriet", "proper")] == "paper/participants/p1"
    assert labels[("pain is pain", "name")] == "review/line_of_argument/line-of-argument"
    assert ["it pulled me", "paper", "excerpts", "e1"] in found["words"]
    assert found["citations"] == {f"k{n}": [["review", "studies", f"s{n}"]] for n in (1, 2, 3)}


def test_no_findings_have_an_empty_trace() -> None:
    assert graph({}) == {"units": {"paper": "The Paper"}, "nodes": {}}
    assert terms({"paper": {}}) == {"labels": [], "words": [], "citations": {}, "limitations": {}}
