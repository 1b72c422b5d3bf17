"""A review from its exports to its flow diagram, as its author meets it."""

from __future__ import annotations

import csv
import json
import os
import shutil
from pathlib import Path

import pypdf
import pytest

from softbound.files import shipped_templates
from tests.build.thesis import Thesis

FINDINGS = "chapters/first-paper/findings"
RIS = "TY  - JOUR\nTI  - {title}\nAU  - Author Group {n}, Example\nPY  - 20{n}\nJO  - Example Journal\nVL  - {n}\nSP  - {n}\nDO  - 10.0000/example.{n}\nN1  - Synthetic\nER  - \n"
SEARCH = """\
# Synthetic data.
sources:
  - {id: medline, name: MEDLINE, platform: Ovid, date: 2026-01-14, files: [medline.ris]}
  - {id: psycinfo, name: PsycINFO, platform: EBSCOhost, date: 2026-01-15, files: [psycinfo.ris]}
"""
SCREENING = """\
record,stage,decision,reason,report,study
10.0000/example.11,title-abstract,include,,,
10.0000/example.12,title-abstract,exclude,,,
10.0000/example.13,title-abstract,include,,,
10.0000/example.14,title-abstract,exclude,,,
10.0000/example.11,full-text,include,,,A
10.0000/example.13,full-text,exclude,clients only,,
"""
TOLD = "MEDLINE gave {{ search.sources[0].records }}; {{ flow.duplicates | words }} duplicate; {{ flow.records_screened | numeral }} screened.\n\n@fig:prisma-flow shows it.\n\n{{ figure('prisma-flow') }}\n"


def ris(*numbers: int) -> str:
    titles = {11: "Apples as tests", 12: "Bread in trials", 13: "Cheese and ruptures", 14: "Dates"}
    return "".join(RIS.format(n=n, title=f"{titles[n]} in an example of therapy") for n in numbers)


@pytest.fixture
def review(thesis: Thesis) -> Thesis:
    """The small thesis with a search: four records of two databases, one of them a duplicate."""
    thesis.write(f"{FINDINGS}/search.yaml", SEARCH)
    thesis.write(f"{FINDINGS}/records/medline.ris", ris(11, 12, 13))
    thesis.write(f"{FINDINGS}/records/psycinfo.ris", ris(12, 14))
    thesis.write(f"{FINDINGS}/screening.csv", SCREENING)
    thesis.write("chapters/first-paper/03-flow.md", TOLD)
    return thesis


def text(thesis: Thesis) -> str:
    pages = pypdf.PdfReader(thesis.root / "build" / "thesis.pdf").pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def table(thesis: Thesis, name: str) -> list[dict[str, str]]:
    content = (thesis.root / "build" / "reports" / name).read_text("utf-8-sig")
    return list(csv.DictReader(content.splitlines()))


def test_numbers_in_prose_and_diagram_come_from_records_and_decisions(review: Thesis) -> None:
    result = review.build()
    assert result.code == 0, result.text
    assert review.problems() == []
    shown = text(review)
    assert "MEDLINE gave 3; one duplicate; 4 screened." in shown
    for box in ("Records screened (n = 4)", "Records excluded (n = 2)", "Clients only (n = 1)"):
        assert box in shown


def test_every_record_stands_in_a_report_with_its_file_and_line(review: Thesis) -> None:
    review.build()
    counts = json.loads(review.text("build/reports/records-first-paper.json"))
    assert {Path(f["file"]).name: f["records"] for f in counts["files"]} == {
        "medline.ris": 3,
        "psycinfo.ris": 2,
    }
    assert (counts["records"], counts["duplicates"]) == (5, 1)
    rows = table(review, "records-first-paper.csv")
    assert len(rows) == 5
    for row in rows:
        lines = review.text(row["file"]).split("\n")
        assert lines[int(row["line"]) - 1] == "TY  - JOUR"
        assert row["title"] in lines[int(row["line"])]
    assert sum(bool(row["duplicate of"]) for row in rows) == 1
    decided = table(review, "duplicates-first-paper.csv")
    assert {row["decision"] for row in decided} == {"kept", "duplicate"}


def test_doit_records_tells_what_each_file_gave(review: Thesis) -> None:
    result = review.build("records")
    assert result.code == 0
    assert "medline.ris" in result.text
    assert "5 records, 1 of them a duplicate: 4 are left." in result.text


def test_what_is_not_decided_is_listed_ready_to_be_filled_in(review: Thesis) -> None:
    review.replace(
        f"{FINDINGS}/screening.csv", "10.0000/example.12,title-abstract,exclude,,,\n", ""
    )
    review.replace(
        f"{FINDINGS}/screening.csv", "10.0000/example.13,full-text,exclude,clients only,,\n", ""
    )
    review.build()
    said = {
        p["message"].split(":")[0]
        for p in review.problems()
        if p["rule"] == "screening-is-complete"
    }
    assert said == {
        "1 of 4 records is not decided by title and abstract",
        "1 of 2 reports is not decided by full text",
    }
    rows = table(review, "to-screen-first-paper.csv")
    assert [(row["stage"], row["title"][:6]) for row in rows] == [
        ("title-abstract", "Bread "),
        ("full-text", "Cheese"),
    ]
    # Filled in, it is what screening.csv needs.
    filled = [
        f"{rows[0]['record']},title-abstract,exclude,,,",
        f"{rows[1]['record']},full-text,exclude,clients only,,",
    ]
    review.write(
        f"{FINDINGS}/screening.csv",
        review.text(f"{FINDINGS}/screening.csv") + "\n".join(filled) + "\n",
    )
    assert review.build().code == 0
    assert review.problems() == []


def waits(thesis: Thesis) -> list[int]:
    """How many records wait, by the only problem there is: a note."""
    said = thesis.problems()
    assert {(p["rule"], p["severity"]) for p in said} <= {("screening-has-begun", "note")}
    return [int(p["message"].split(": ")[1].split(" ")[0]) for p in said]


def test_the_search_of_a_new_thesis_is_ready_to_be_uncommented(review: Thesis) -> None:
    name = "scaffold/chapters/systematic-review/findings/search.yaml"
    given = (shipped_templates() / name).read_text("utf-8")
    review.write(f"{FINDINGS}/search.yaml", given)
    (review.root / FINDINGS / "screening.csv").unlink()
    (review.root / FINDINGS / "records" / "psycinfo.ris").unlink()
    review.write("chapters/first-paper/03-flow.md", "Not written yet.\n")
    review.build()
    assert [p["rule"] for p in review.problems()] == ["records-file-has-a-source"]
    begun = "".join(
        line.removeprefix("# ") for line in given.split("\n\n")[1].splitlines(keepends=True)
    )
    review.write(f"{FINDINGS}/search.yaml", begun)
    assert review.build().code == 0
    assert waits(review) == [3]
    assert len(table(review, "to-screen-first-paper.csv")) == 3


def test_exports_alone_are_no_mistake(review: Thesis) -> None:
    (review.root / FINDINGS / "screening.csv").unlink()
    review.write("chapters/first-paper/03-flow.md", "Not written yet.\n")
    result = review.build()
    assert result.code == 0, result.text
    assert waits(review) == [4]
    # The list of what is to be screened is no mistake either before anything is decided.
    listed = review.text("build/reports/to-screen-first-paper.csv")
    review.write(f"{FINDINGS}/screening.csv", listed)
    assert review.build().code == 0
    assert waits(review) == [4]


def test_a_diagram_told_before_screening_is_drafted_with_one_error(review: Thesis) -> None:
    (review.root / FINDINGS / "screening.csv").unlink()
    told = "{{ flow.new_studies | number | sentence }} of {{ flow.new_reports }}."
    review.write("chapters/first-paper/03-flow.md", f"{TOLD}\n{told}\n")
    result = review.build()
    assert "Built build/thesis.pdf" in result.text
    assert [(p["rule"], p["line"]) for p in review.problems()] == [
        ("expression-has-value", 7),
        ("flow-is-complete", 2),
    ]
    assert "lacks 6 numbers: records excluded, reports sought" in result.text
    assert "build/reports/to-screen-first-paper.csv" in result.text
    shown = text(review)
    assert "[?] of [?]." in shown
    assert "Records excluded (n = ?)" in shown
    # Where another unit tells of it, it is missed too.
    review.write("chapters/first-paper/03-flow.md", "Not written yet.\n")
    review.write(
        "chapters/second-paper/02-flow.md", '{{ figure("prisma-flow", chapter="first-paper") }}\n'
    )
    review.build()
    assert "flow-is-complete" in {p["rule"] for p in review.problems()}


def test_a_decision_runs_no_search_for_duplicates(review: Thesis) -> None:
    review.build()
    review.replace(f"{FINDINGS}/screening.csv", "exclude,clients only", "exclude,not in English")
    result = review.build()
    assert result.code == 0, result.text
    assert "derive first-paper" in result.ran
    assert not [step for step in result.ran if step.startswith(("records", "findings"))]
    assert "Not in English (n = 1)" in text(review)


def test_a_theme_or_study_runs_no_search_for_duplicates_either(review: Thesis) -> None:
    review.build()
    review.replace(f"{FINDINGS}/studies.yaml", "What ruptures are like.", "What ruptures mean.")
    result = review.build()
    assert "findings first-paper" in result.ran
    assert "records first-paper" not in result.ran


def test_a_new_export_is_noticed(review: Thesis) -> None:
    review.build()
    review.write(f"{FINDINGS}/records/cinahl.ris", ris(13))
    result = review.build()
    assert "records first-paper" in result.ran
    assert "No source of search.yaml names cinahl.ris: its 1 record is not counted." in result.text


def test_a_table_that_nobody_reads_is_named(review: Thesis) -> None:
    review.write(f"{FINDINGS}/screening.xlsx", b"not a workbook")
    review.write(f"{FINDINGS}/medline-2.ris", ris(13))
    result = review.build()
    assert result.code == 0
    assert [p["rule"] for p in review.problems()] == ["findings-table-is-known"] * 2
    assert "saved as CSV UTF-8 under the name screening.csv" in result.text
    assert f"{FINDINGS}/medline-2.ris: warning: medline-2.ris is not read" in result.text


def test_decisions_that_cannot_be_read_are_one_error(review: Thesis) -> None:
    workbook = b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(128, 256)) * 8  # renamed to .csv
    review.write(f"{FINDINGS}/screening.csv", workbook)
    result = review.build()
    assert "Traceback" not in result.text
    errors = [p["rule"] for p in review.problems() if p["severity"] == "error"]
    assert errors == ["screening-file-is-read"]


def test_an_export_that_cannot_be_read_is_named_and_the_draft_is_built(review: Thesis) -> None:
    review.write(f"{FINDINGS}/records/psycinfo.ris", b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    before = review.digests()
    result = review.build()
    assert result.code == 1
    assert "Traceback" not in result.text and "softbound itself" not in result.text
    assert f"{FINDINGS}/records/psycinfo.ris" in result.text
    assert "[records-file-is-recognised]" in result.text
    assert review.digests() != before


def test_typed_and_derived_numbers_that_differ_are_told_at_the_typed_one(review: Thesis) -> None:
    review.write(f"{FINDINGS}/flow.yaml", "# Synthetic data.\nduplicates: 1\nrecords_screened: 5\n")
    result = review.build()
    assert result.code == 1
    found = [p for p in review.problems() if p["severity"] == "error"]
    assert [(p["rule"], p["line"]) for p in found] == [("flow-agrees-with-records", 3)]


def test_an_author_who_has_only_totals_types_them(review: Thesis) -> None:
    for name in ("search.yaml", "screening.csv", "records/medline.ris", "records/psycinfo.ris"):
        (review.root / FINDINGS / name).unlink()
    typed = "database_specific_results: {MEDLINE: 3, PsycINFO: 2}\nduplicates: 1\nrecords_excluded: 2\ndbr_notretrieved_reports: 0\ndbr_excluded: {clients only: 1}\nnew_studies: 1\n"
    review.write(f"{FINDINGS}/flow.yaml", f"# Synthetic data.\n{typed}")
    review.write(
        "chapters/first-paper/03-flow.md",
        TOLD.replace("search.sources[0].records", "flow.database_specific_results[0].n"),
    )
    result = review.build()
    assert result.code == 0, result.text
    assert "Records screened (n = 4)" in text(review)
    # Where studies are listed, their number need not be typed.
    review.replace(f"{FINDINGS}/flow.yaml", "new_studies: 1\n", "")
    result = review.build()
    assert result.code == 0, result.text
    # As long as some are missing, they are missed in the file in which they are typed.
    review.replace(f"{FINDINGS}/flow.yaml", "records_excluded: 2\n", "")
    review.build()
    (missed,) = review.problems()
    assert missed["file"] == f"{FINDINGS}/flow.yaml"
    assert "lacks 4 numbers: records excluded, reports sought," in missed["message"]
    review.replace(
        f"{FINDINGS}/flow.yaml", "duplicates: 1\n", "duplicates: 1\nrecords_excluded: 2\n"
    )
    review.build()
    # The same numbers by the R package's table, which the build had written.
    written = review.text("build/reports/prisma-first-paper.csv")
    (review.root / FINDINGS / "flow.yaml").unlink()
    review.write(f"{FINDINGS}/flow.csv", written)
    result = review.build()
    assert result.code == 0, result.text
    assert "Records screened (n = 4)" in text(review)


def test_numbers_that_do_not_add_up_are_told_with_the_arithmetic(review: Thesis) -> None:
    for name in ("search.yaml", "screening.csv", "records/medline.ris", "records/psycinfo.ris"):
        (review.root / FINDINGS / name).unlink()
    review.write(
        f"{FINDINGS}/flow.yaml",
        "database_results: 500\nduplicates: 88\nrecords_screened: 412\nrecords_excluded: 380\n"
        "dbr_sought_reports: 34\ndbr_notretrieved_reports: 2\ndbr_excluded: {clients only: 31}\n"
        "new_studies: 1\nnew_reports: 1\n",
    )
    review.write("chapters/first-paper/03-flow.md", "Text.\n")
    result = review.build()
    assert (
        f"{FINDINGS}/flow.yaml:5: error: Records screened 412 − excluded 380 = 32, but 34 reports were sought"
        in result.text
    )


def test_decisions_may_come_from_rayyan(review: Thesis) -> None:
    (review.root / FINDINGS / "screening.csv").unlink()
    rows = ["key,title,year,authors,journal,doi,notes"]
    for n, said, why in (
        (11, "Included", ""),
        (12, "Excluded", ""),
        (13, "Excluded", "clients only"),
        (14, "Excluded", ""),
    ):
        title = ris(n).split("TI  - ")[1].split("\n")[0]
        reasons = f" | RAYYAN-EXCLUSION-REASONS: {why}" if why else ""
        note = f'RAYYAN-INCLUSION: {{""Reviewer""=>""{said}""}}{reasons}'
        rows.append(
            f'{n},{title},20{n},"Author Group {n}, Example",Example Journal,10.0000/example.{n},"{note}"'
        )
    review.write(f"{FINDINGS}/records/rayyan.csv", "\n".join(rows) + "\n")
    review.write(
        f"{FINDINGS}/search.yaml", SEARCH + "screening:\n  - {file: rayyan.csv, tool: rayyan}\n"
    )
    review.write(
        f"{FINDINGS}/screening.csv",
        "record,stage,decision,reason,report,study\n10.0000/example.11,full-text,include,,,A\n",
    )
    result = review.build()
    assert result.code == 0, result.text
    shown = text(review)
    assert "Records screened (n = 4)" in shown and "Records excluded (n = 3)" in shown


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes")
def test_whatever_lies_among_the_exports_is_read_or_named(review: Thesis, tmp_path: Path) -> None:
    outside = tmp_path / "outside.ris"
    outside.write_text(ris(13), "utf-8")
    records = review.root / FINDINGS / "records"
    (records / "elsewhere.ris").symlink_to(outside)
    (records / "nowhere.ris").symlink_to(tmp_path / "nothing")
    review.write(f"{FINDINGS}/records/old/psycinfo.ris", ris(14))
    review.write(f"{FINDINGS}/records/Thumbs.db", b"\x00\x01")
    (review.root / FINDINGS / "Screening.CSV").write_text(SCREENING, "utf-8")
    os.mkfifo(records / "pipe.ris")
    # e and an accent as two signs, as macOS writes names
    (records / "medline.ris").rename(records / "me\u0301dline.ris")
    review.replace(f"{FINDINGS}/search.yaml", "[medline.ris]", "[m\u00e9dline.ris]")
    result = review.build()
    assert "Traceback" not in result.text and "softbound itself" not in result.text
    told = {(Path(p["file"]).name, p["rule"]) for p in review.problems()}
    assert told == {
        ("elsewhere.ris", "records-file-is-read"),
        ("nowhere.ris", "records-file-is-read"),
        ("old", "records-file-is-read"),
        ("pipe.ris", "records-file-is-read"),
        ("Screening.CSV", "findings-table-is-known"),
    }
    assert "MEDLINE gave 3; one duplicate; 4 screened." in text(review)


def test_links_to_nothing_among_findings_are_told(review: Thesis, tmp_path: Path) -> None:
    path = review.root / FINDINGS / "screening.csv"
    path.unlink()
    path.symlink_to(tmp_path / "nothing")
    result = review.build()
    assert "softbound itself" not in result.text
    said = [(p["file"], p["rule"], p["message"]) for p in review.problems()]
    assert said == [
        (f"{FINDINGS}/screening.csv", "file-is-readable", "The file is a link to nothing.")
    ]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_decisions_are_read_as_any_excel_saves_them(review: Thesis, encoding: str) -> None:
    told = SCREENING.replace("clients only", "clients\u2019 views").replace(",", ";")
    review.write(f"{FINDINGS}/screening.csv", told.replace("\n", "\r\n").encode(encoding))
    result = review.build()
    assert result.code == 0, result.text
    assert "Clients\u2019 views (n = 1)" in text(review)
    rules = [p["rule"] for p in review.problems()]
    assert rules == (["records-file-encoding-is-known"] if encoding == "cp1252" else [])


def test_one_mistake_in_every_row_is_told_in_some_sentences(review: Thesis) -> None:
    rows = "".join(f"10.0000/example.{n},stage,verdict,,,\n" for n in range(3000))
    review.write(f"{FINDINGS}/screening.csv", SCREENING + rows)
    review.build()
    said = [p["message"] for p in review.problems() if p["rule"] == "screening-decision-is-known"]
    assert len(said) == 21
    assert "5,980 more problems" in said[-1]


def test_control_characters_reach_neither_output(review: Thesis) -> None:
    review.replace(
        f"{FINDINGS}/studies.yaml", "label: Example Study A", 'label: "Example\\aStudy\\n\\nA"'
    )
    review.replace(f"{FINDINGS}/screening.csv", "clients only", "clients\x07 only\x1b")
    review.write(f"{FINDINGS}/records/psycinfo.ris", ris(12, 14).replace("Dates", "Da\x02tes"))
    result = review.build()
    assert result.code == 0, result.text
    assert review.problems() == []
    assert "Clients only (n = 1)" in text(review)


def test_reports_that_were_deleted_are_made_again_and_no_problem_is_forgotten(
    review: Thesis,
) -> None:
    review.replace(f"{FINDINGS}/screening.csv", "exclude,clients only", "exclude,")
    assert review.build().code == 1
    before = review.problems()
    for name in ("to-screen-first-paper.csv", "prisma-first-paper.csv"):
        (review.root / "build/reports" / name).unlink()
    result = review.build()
    assert result.ran == ["derive first-paper"]
    shutil.rmtree(review.root / "build/reports")
    assert review.build().code == 1
    assert review.problems() == before
    for name in ("to-screen-first-paper.csv", "prisma-first-paper.csv"):
        assert (review.root / "build/reports" / name).is_file()


def test_a_search_that_was_taken_out_leaves_no_ghosts(review: Thesis) -> None:
    review.write(f"{FINDINGS}/records/psycinfo.ris", b"")
    assert review.build().code == 1
    for name in ("search.yaml", "screening.csv", "records/medline.ris", "records/psycinfo.ris"):
        (review.root / FINDINGS / name).unlink()
    review.write("chapters/first-paper/03-flow.md", "Text.\n")
    result = review.build()
    assert result.code == 0, result.text
    assert review.problems() == []
