"""Numbers put into a unit's tree."""

from __future__ import annotations

from softbound import ast
from softbound.model.labels import Numbered
from softbound.model.profile import Labels
from softbound.resolve import crossrefs
from tests import cases, trees

NUMBERS = {
    "sec:review": Numbered("chapter", "review", "1", "Chapter 1", "The Review"),
    "sec:paper": Numbered("chapter", "paper", "2", "Chapter 2", "The Paper"),
    "sec:appraisal": Numbered("chapter", "appraisal", "", "“The Appraisal”", "The Appraisal"),
    "sec:method": Numbered("section", "review", "", "“Method”", "Method"),
    "sec:aims": Numbered("section", "review", "1.2", "Section 1.2", "Aims"),
    "mark:funding": Numbered("mark", "review", "", "“Method”", "Method"),
    "mark:aim": Numbered("mark", "review", "1.2", "Section 1.2", "Aims"),
    "tbl:a": Numbered("table", "review", "1.1", "Table 1.1", "A", "1.", 1, True),
    "tbl:b": Numbered("table", "review", "1.2", "Table 1.2", "B", "1.", 2),
    "tbl:c": Numbered("table", "paper", "2.1", "Table 2.1", "C", "2.", 1, True),
    "fig:a": Numbered("figure", "review", "1.1", "Figure 1.1", "F", "1.", 1, True),
    "fig:b": Numbered("figure", "appendices", "A1", "Figure A1", "G", "A", 1, True),
    "app:a": Numbered("appendix", "appendices", "A", "Appendix A", "Search"),
    "app:b": Numbered("appendix", "appendices", "B", "Appendix B", "Schedule"),
    "app:lone": Numbered("appendix", "appendices", "", "Appendix", "Extract"),
}


def resolved(text: str, words: Labels | None = None) -> ast.Tree:
    tree = trees.structured(text).tree
    return crossrefs.resolve(tree, "review", NUMBERS, words or Labels())


@cases.each(__file__, "text")
def test_text(case: cases.Case) -> None:
    blocks = resolved(f"# The Review {{#sec:review}}\n\n{case.input}\n")["blocks"]
    assert trees.lines(blocks[1:]) == [case.expected]


@cases.each(__file__, "shows")
def test_what_a_link_shows(case: cases.Case) -> None:
    tree = resolved(f"# The Review {{#sec:review}}\n\n{case.input}\n")
    links = [ast.attributes(e) for e in ast.walk(tree) if e["t"] == "Link"]
    assert [link.values["shows"] for link in links] == case.expected
    assert all(link.classes == ("cross-reference",) for link in links)


@cases.each(__file__, "captions")
def test_captions_and_headings(case: cases.Case) -> None:
    lines = trees.lines(resolved(case.input)["blocks"])
    assert [line for line in lines if line.startswith(("#", "::: {#"))] == case.expected


def test_the_profiles_words_join_and_name() -> None:
    words = Labels(tables="Tablau", conjunction="ac")
    tree = resolved("# A\n\n[@tbl:a; @tbl:b]\n", words)
    assert trees.lines(tree["blocks"][1:]) == ["Tablau~[1.1](#tbl:a) ac [1.2](#tbl:b)"]


def test_a_hollow_reference_is_filled_again() -> None:
    for text in ("[@tbl:a; @key]", "[@sec:method; @key]", "[@page:tbl:a; @key]"):
        tree = resolved(f"# A\n\n{text}\n")
        hollow = [e for e in ast.walk(tree) if e["t"] == "Link"]
        assert [ast.text(link) for link in hollow] == [""]
        filled = [crossrefs.filled(link) for link in hollow]
        assert [crossrefs.hollowed(link) for link in filled] == hollow
        plain = resolved(f"# A\n\n{text.replace('; @key', '')}\n")
        assert filled == [e for e in ast.walk(plain) if e["t"] == "Link"]


def test_other_links_are_not_filled() -> None:
    link = ast.link("https://a.org", [], ast.Attributes("", (), {"text": "x"}))
    assert crossrefs.filled(link) is link


def test_a_mark_that_another_unit_has_too_gets_the_units_name() -> None:
    numbers = {**NUMBERS, "mark:x": Numbered("mark", "paper", "", "“Aims”", "Aims")}
    numbers["review--mark:x"] = numbers["mark:aim"]
    tree = trees.structured("# A\n\n[One]{#mark:x} and [two]{#mark:funding}.\n").tree
    found = crossrefs.resolve(tree, "review", numbers, Labels())
    spans = [ast.attributes(e).id for e in ast.walk(found) if e["t"] == "Span"]
    assert spans == ["review--mark:x", "mark:funding"]
