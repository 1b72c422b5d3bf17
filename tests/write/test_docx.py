"""What stands in the Word document."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from softbound import ast
from softbound.write.docx.openxml import WP, A, R, W, bookmark_name
from tests.write.docx_support import (
    Document,
    build,
    field_results,
    paragraphs,
    profile,
    style,
    texts,
    thesis,
    units,
)

TEXT_WIDTH = 11906 - 2268 - 1134
"""A4 without 40 and 20 mm, in twips."""
TEXT_HEIGHT = 16838 - 1134 - 1134


@cache
def plain() -> Document:
    """The fixture in the profile's default look."""
    return Document.of(build(profile(), thesis()))


@cache
def numbered() -> Document:
    """The fixture with numbered sections, Roman front matter and page numbers above."""
    return Document.of(
        build(
            profile(
                numbering={"sections": True},
                page_numbers={"position": "top-right", "front_matter": "roman"},
            ),
            thesis(),
        )
    )


def number(paragraph: Any) -> tuple[str, str] | None:
    """The list and level that a paragraph names itself."""
    found = paragraph.find(f"{W}pPr/{W}numPr")
    if found is None:
        return None
    return found.find(W + "numId").get(W + "val"), found.find(W + "ilvl").get(W + "val")


# ── Headings ────────────────────────────────────────────────────────────────────────────────────


def test_headings_have_built_in_styles() -> None:
    found = [(style(p), texts(p)) for p in plain().body.iter(W + "p") if "Heading" in style(p)]
    assert found == [
        ("Heading1", "Declaration"),
        ("FrontHeading2", "What it is not"),
        ("Heading1", "Abstract"),
        ("TOCHeading", "Contents"),
        ("Heading1", "List of tables"),
        ("Heading1", "List of figures"),
        ("Heading1", "List of appendices"),
        ("Heading1", "Hitting therapists where it hurts: A meta-ethnography"),
        ("Heading2", "Introduction"),
        ("Heading2", "Method"),
        ("Heading3", "Search strategy"),
        ("Heading4", "Databases"),
        ("Heading5", "Are there any limits? "),
        ("Heading5", "A heading before a list"),
        ("Heading2", "References"),
        ("Heading1", "Engaging in reflection"),
        ("AppendixHeading", "Search strategy"),
        ("Heading2", "Strings"),
        ("AppendixHeading", "Interview schedule"),
    ]


def test_only_numbered_headings_stay_in_words_lists() -> None:
    found = {texts(p): number(p) for p in numbered().body.iter(W + "p") if "Heading" in style(p)}
    assert found["Abstract"] == ("0", "0")
    assert found["References"] == ("0", "0")
    assert found["Strings"] == ("2", "1")
    assert found["Method"] is None
    assert found["Engaging in reflection"] is None


def test_lone_appendix_is_in_the_list_without_letters() -> None:
    attrs = ast.Attributes("app:x", (), {"kind": "appendix", "number": "", "label": "Appendix"})
    trees = {"appendices": ast.tree([ast.header(1, attrs, [ast.string("Strings")])])}
    made = Document.of(build(profile(), thesis(), trees, {}))
    assert [number(p) for p in paragraphs(made, "AppendixHeading")] == [("3", "0")]
    assert "Appendix.\tStrings\t–" in [texts(p) for p in paragraphs(made, "TOC1")]


def test_run_in_heading_shares_the_line_of_the_text_that_follows() -> None:
    shared, alone = paragraphs(plain(), "Heading5")
    assert shared.find(f"{W}pPr/{W}rPr/{W}specVanish") is not None
    assert style(shared.getnext()) == "FirstParagraph"
    assert alone.find(f"{W}pPr/{W}rPr") is None


# ── Captions and cross-references ───────────────────────────────────────────────────────────────


def test_captions_number_themselves() -> None:
    found = {texts(p): field_results(p) for p in paragraphs(plain(), "Caption")}
    assert found == {
        "Table 1.1\nCharacteristics of the Included Studies": [("SEQ Table \\* ARABIC \\r 1", "1")],
        "Table 1.2\nTheme by Study": [("SEQ Table \\* ARABIC", "2")],
        "Figure 1.1\nFlow of Records": [("SEQ Figure \\* ARABIC \\r 1", "1")],
        "Table 2.1\nParticipants": [("SEQ Table \\* ARABIC \\r 1", "1")],
        "Figure 2.1\nAn Image Larger Than the Page": [("SEQ Figure \\* ARABIC \\r 1", "1")],
        "Table A1\nSearch Strings": [("SEQ Table \\* ARABIC \\r 1", "1")],
    }


def test_only_the_title_of_a_caption_is_italic_and_not_bold() -> None:
    caption = paragraphs(plain(), "Caption")[0]
    looks = {
        texts(run): (run.find(f"{W}rPr/{W}b") is not None, run.find(f"{W}rPr/{W}i") is not None)
        for run in caption.iter(W + "r")
        if texts(run).strip()
    }
    assert looks["Table "] == (False, False)
    assert looks["Characteristics of the"] == (True, True)
    assert looks["Included"] == (True, False)


def bookmarked(document: Document, name: str) -> str:
    """The text inside a bookmark."""
    inside, result, key = False, "", None
    for element in document.body.iter(W + "bookmarkStart", W + "bookmarkEnd", W + "t"):
        if element.get(W + "name") == name:
            inside, key = True, element.get(W + "id")
        elif element.tag == W + "bookmarkEnd" and element.get(W + "id") == key:
            inside = False
        elif inside and element.tag == W + "t":
            result += element.text
    return result


def test_cross_references_are_fields_whose_result_is_right() -> None:
    paragraph = next(p for p in paragraphs(plain(), "FirstParagraph") if "matter" in texts(p))
    fields = field_results(paragraph)
    assert [result.replace("\u00a0", " ") for _, result in fields] == [
        *("Table 1.1", "1.1", "1.2", "Figure 1.1", "Chapter 2", "Method", "Appendix A"),
    ]
    for code, result in fields:
        name, switches = code.split()[1], code.split()[2:]
        assert switches[-1] == "\\h"
        if "\\n" not in switches:
            assert bookmarked(plain(), name) == result
    assert "“Method”" in texts(paragraph)


def test_section_number_is_a_field_after_its_word() -> None:
    paragraph = next(p for p in paragraphs(numbered(), "FirstParagraph") if "matter" in texts(p))
    assert (f"REF {bookmark_name('sec:method')} \\n \\h", "1.2") in field_results(paragraph)
    assert "Section 1.2, “Method”" in texts(paragraph)


def test_citations_lead_to_the_reference_list() -> None:
    anchors = {
        texts(link): link.get(W + "anchor")
        for link in plain().body.iter(W + "hyperlink")
        if link.get(W + "anchor")
    }
    assert bookmarked(plain(), anchors["Smith, 2020"]).startswith("Smith, C. (2020).")


# ── Contents ────────────────────────────────────────────────────────────────────────────────────


def test_contents_show_entries_before_any_update() -> None:
    entries = [texts(p) for n in (1, 2, 3) for p in paragraphs(plain(), f"TOC{n}")]
    assert entries == [
        "Declaration\t–",
        "Abstract\t–",
        "List of tables\t–",
        "List of figures\t–",
        "List of appendices\t–",
        "Chapter 1.\tHitting therapists where it hurts: A meta-ethnography\t7",
        "Chapter 2.\tEngaging in reflection\t–",
        "Appendix A.\tSearch strategy\t15",
        "Appendix B.\tInterview schedule\t–",
        # the list of appendices
        "Appendix A.\tSearch strategy\t15",
        "Appendix B.\tInterview schedule\t–",
        "Introduction\t–",
        "Method\t8",
        "References\t–",
        "Strings\t–",
        "Search strategy\t–",
    ]


def test_lists_of_tables_and_figures_show_entries_before_any_update() -> None:
    assert [texts(p) for p in paragraphs(plain(), "TableofFigures")] == [
        "Table 1.1 Characteristics of the Included Studies\t9",
        "Table 1.2 Theme by Study\t–",
        "Table 2.1 Participants\t–",
        "Table A1 Search Strings\t–",
        "Figure 1.1 Flow of Records\t–",
        "Figure 2.1 An Image Larger Than the Page\t–",
    ]


def test_contents_and_lists_are_fields() -> None:
    codes = [e.text.strip() for e in plain().body.iter(W + "instrText") if "TOC" in e.text]
    assert codes == [
        'TOC \\o "1-3" \\h \\z \\u',
        'TOC \\h \\z \\c "Table"',
        'TOC \\h \\z \\c "Figure"',
        'TOC \\h \\z \\t "Appendix Heading,1"',
    ]


def test_empty_lists_are_left_out() -> None:
    tree = ast.tree([block for block in units()["paper"]["blocks"] if block["t"] == "Header"])
    made = Document.of(build(profile(), thesis(), {"paper": tree}, {}))
    assert "TOC \\h" not in " ".join(e.text for e in made.body.iter(W + "instrText"))
    assert [texts(p) for p in paragraphs(made, "Heading1")] == ["Engaging in reflection"]


# ── Sections ────────────────────────────────────────────────────────────────────────────────────


def edge(document: Document, section: Any, kind: str, use: str = "default") -> str:
    """The text of a section's header or footer."""
    rels = {r.get("Id"): r.get("Target") for r in document.xml("word/_rels/document.xml.rels")}
    for reference in section.iter(f"{W}{kind}Reference"):
        if reference.get(W + "type") == use:
            return texts(document.xml(f"word/{rels[reference.get(R + 'id')]}"))
    raise AssertionError(f"no {use} {kind}")


def test_every_chapter_and_appendix_has_its_running_head() -> None:
    sections = list(plain().body.iter(W + "sectPr"))
    assert [edge(plain(), section, "header") for section in sections] == [
        "",
        "",
        *["Hitting therapists where it hurts: A meta-ethnography"] * 3,
        "Engaging in reflection",
        "Search strategy",
        "Interview schedule",
    ]
    assert [edge(plain(), section, "footer") for section in sections] == ["", *["1"] * 7]


def test_running_head_is_silent_where_the_title_stands() -> None:
    sections = list(plain().body.iter(W + "sectPr"))
    opening = [section.find(W + "titlePg") is not None for section in sections]
    assert opening == [False, False, True, False, False, True, True, True]
    assert edge(plain(), sections[2], "header", "first") == ""
    assert edge(plain(), sections[2], "footer", "first") == "1"


def test_landscape_page_is_bound_at_its_top() -> None:
    sections = list(plain().body.iter(W + "sectPr"))
    sizes = [section.find(W + "pgSz") for section in sections]
    assert [size.get(W + "orient") for size in sizes].count("landscape") == 1
    margins = sections[3].find(W + "pgMar")
    assert {side: margins.get(W + side) for side in ("top", "right", "bottom", "left")} == {
        "top": "2268",
        "right": "1134",
        "bottom": "1134",
        "left": "1134",
    }


@pytest.mark.parametrize(
    ("document", "numbers"),
    [
        (plain, [("decimal", "1"), *[("decimal", None)] * 7]),
        (
            numbered,
            [("lowerRoman", "1"), ("lowerRoman", None), ("decimal", "1"), *[("decimal", None)] * 5],
        ),
    ],
)
def test_page_numbers_run_as_the_profile_says(document: Any, numbers: Any) -> None:
    found = [section.find(W + "pgNumType") for section in document().body.iter(W + "sectPr")]
    assert [(each.get(W + "fmt"), each.get(W + "start")) for each in found] == numbers


def test_page_number_may_stand_above() -> None:
    sections = list(numbered().body.iter(W + "sectPr"))
    assert edge(numbered(), sections[5], "header") == "Engaging in reflection\t1"
    assert edge(numbered(), sections[5], "footer") == ""


# ── Tables and figures ──────────────────────────────────────────────────────────────────────────


def test_header_rows_are_repeated_and_rows_stay_whole() -> None:
    tables = list(plain().body.iter(W + "tbl"))
    heads = [len(table.findall(f"{W}tr/{W}trPr/{W}tblHeader")) for table in tables]
    assert heads == [1, 1, 2, 1]
    for row in plain().body.iter(W + "tr"):
        assert row.find(f"{W}trPr/{W}cantSplit") is not None


def test_columns_have_the_widths_that_the_tree_gives_them() -> None:
    tables = list(plain().body.iter(W + "tbl"))
    for table in tables:
        grid = [int(column.get(W + "w")) for column in table.iter(W + "gridCol")]
        for row in table.iter(W + "tr"):
            cells = [int(cell.get(W + "w")) for cell in row.iter(W + "tcW")]
            assert sum(cells) == sum(grid)
    shares = [int(column.get(W + "w")) / TEXT_WIDTH for column in tables[0].iter(W + "gridCol")]
    given = [width for _, width in _widths("tbl:studies")]
    assert shares == pytest.approx(given, abs=0.002)


def _widths(identifier: str) -> list[tuple[str, float]]:
    """Alignments and shares of a table's columns in the tree."""
    for element in ast.walk(units()["review"]):
        if element["t"] == "Div" and ast.attributes(element).id == identifier:
            table = next(child for child in element["c"][1] if child["t"] == "Table")
            grid = ast.grid(table)
            return [(a, w or 0) for a, w in zip(grid.alignments, grid.widths, strict=True)]
    raise AssertionError(f"no {identifier}")


def test_table_text_has_its_style_and_lists_their_indent() -> None:
    table = next(plain().body.iter(W + "tbl"))
    assert {style(p) for p in table.iter(W + "p")} == {"TableText"}
    point = next(p for p in table.iter(W + "p") if texts(p) == "as people")
    assert point.find(f"{W}pPr/{W}ind").get(W + "left") == "200"


def test_short_table_stays_with_its_note() -> None:
    table = next(plain().body.iter(W + "tbl"))
    assert all(p.find(f"{W}pPr/{W}keepNext") is not None for p in table.iter(W + "p"))
    notes = paragraphs(plain(), "TableNote")
    assert texts(notes[0]) == "Note. Synthetic data. n = number of therapists."
    assert texts(notes[1]) == "a A specific note."


def test_row_over_a_group_stays_with_it_and_is_one_line_high() -> None:
    rows = list(list(plain().body.iter(W + "tbl"))[2].iter(W + "tr"))
    kept = [row.find(f".//{W}keepNext") is not None for row in rows]
    assert kept == [True, True, True, False, True, False, False, False, False]
    assert [texts(cell) for cell in rows[4].iter(W + "tc")] == ["All ages", "", ""]


def test_header_of_two_rows_is_ruled_below_and_under_its_spanner() -> None:
    table = list(plain().body.iter(W + "tbl"))[2]
    rules = [
        [cell.find(f"{W}tcPr/{W}tcBorders/{W}bottom").get(W + "val") for cell in row.iter(W + "tc")]
        for row in list(table.iter(W + "tr"))[:2]
    ]
    assert rules == [["nil", "single"], ["single"] * 3]


def test_pictures_have_alternative_text_and_fit_the_page() -> None:
    flow, large = plain().body.iter(WP + "inline")
    alternative = "Boxes & arrows: 512 records lead to nine papers."
    assert flow.find(WP + "docPr").get("descr") == alternative
    assert large.find(WP + "docPr").get("descr") == "A grey rectangle."
    share = int(flow.find(WP + "extent").get("cx")) / 635 / TEXT_WIDTH
    assert share == pytest.approx(0.6, abs=0.001)
    size = large.find(WP + "extent")
    width, height = int(size.get("cx")) / 635, int(size.get("cy")) / 635
    assert width / height == pytest.approx(1500 / 3600, rel=0.001)
    assert height == pytest.approx(0.75 * TEXT_HEIGHT, rel=0.001)
    drawn = next(large.iter(A + "ext"))
    assert drawn.attrib == size.attrib


# ── Text ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("wanted", "beginning"),
    [
        ("Title", "Ruptures & reflection"),
        ("Declaration", "Submitted in part"),
        ("Date", "May 2026"),
        ("BlockText", "Ruptures are inevitable"),
        ("Bibliography", "*Jones, A. B. (2019)."),
        ("ListParagraph", "A point"),
        ("Figure", ""),
    ],
)
def test_text_has_its_style(wanted: str, beginning: str) -> None:
    assert texts(paragraphs(plain(), wanted)[0]).startswith(beginning)


def test_list_in_a_footnote_or_link_stays_real() -> None:
    notes = plain().xml("word/footnotes.xml")
    assert "A footnote with emphasis" in texts(notes)
    assert field_results(notes) == [(f"REF {bookmark_name('tbl:studies')} \\h", "Table\u00a01.1")]
    targets = [r.get("Target") for r in plain().xml("word/_rels/document.xml.rels")]
    assert "https://doi.org/10.1037/pst0000193" in targets


def test_what_is_unresolved_is_marked() -> None:
    marked = [
        texts(run)
        for run in plain().body.iter(W + "r")
        if (look := run.find(f"{W}rPr/{W}rStyle")) is not None
        and look.get(W + "val") == "Unresolved"
    ]
    assert marked == ["reflection", "[?brown2021]"]


def test_properties_come_from_the_thesis() -> None:
    core = plain().xml("docProps/core.xml")
    values = {element.tag.partition("}")[2]: element.text for element in core}
    assert values == {
        "title": "Ruptures & reflection",
        "subject": "Doctor of Clinical Psychology",
        "creator": "A. N. Author",
        "keywords": "alliance, reflection",
        "lastModifiedBy": "A. N. Author",
        "created": "2026-05-01T00:00:00Z",
        "modified": "2026-05-01T00:00:00Z",
        "language": "en-GB",
    }


def test_no_prompt_and_no_compatibility_mode() -> None:
    settings = plain().xml("word/settings.xml")
    assert settings.find(W + "updateFields") is None
    mode = settings.find(f"{W}compat/{W}compatSetting")
    assert (mode.get(W + "name"), mode.get(W + "val")) == ("compatibilityMode", "15")
