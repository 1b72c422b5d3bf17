"""Work is done once, and only when its inputs changed; a build can be cut off at any moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pypdf
import pytest

from tests.build.thesis import Thesis, build

FINAL = {"pdf", "word", "docx"}


def steps_of(ran: list[str], unit: str) -> set[str]:
    return {step.split(" ")[0] for step in ran if step.endswith(f" {unit}")}


def units_of(ran: list[str]) -> set[str]:
    return {step.split(" ")[1] for step in ran if " " in step}


def text(thesis: Thesis) -> str:
    pages = pypdf.PdfReader(thesis.root / "build" / "thesis.pdf").pages
    return "".join(page.extract_text() for page in pages)


def test_nothing_runs_when_nothing_changed(thesis: Thesis) -> None:
    before = thesis.digests()
    result = thesis.build()
    assert result.code == 0
    assert result.ran == []
    assert "Nothing to do" in result.text
    assert thesis.digests() == before


def test_a_changed_chapter_runs_its_own_steps_and_the_final_writing(thesis: Thesis) -> None:
    thesis.replace("chapters/second-paper/01-text.md", "Nothing more.", "Something else.")
    result = thesis.build()
    assert result.code == 0, result.text
    assert units_of(result.ran) == {"second-paper"}
    assert set(result.ran) >= FINAL
    assert "Something else." in text(thesis)


def test_a_word_list_runs_the_checks_of_prose_alone(thesis: Thesis) -> None:
    thesis.replace("chapters/second-paper/01-text.md", "Nothing more.", "Their behavior.")
    thesis.replace("thesis.yaml", "month: May", "month: May\nchecks:\n  words: words.txt")
    thesis.write("words.txt", "# none yet\n")
    thesis.build()
    assert [p["rule"] for p in thesis.problems()] == ["spelling-is-of-the-language"]
    thesis.write("words.txt", "behavior\n")
    result = thesis.build()
    assert thesis.problems() == []
    assert {step.split(" ")[0] for step in result.ran} == {"prose"}


def test_a_changed_finding_reaches_every_chapter_that_tells_it(thesis: Thesis) -> None:
    thesis.replace(
        "chapters/first-paper/findings/studies.yaml",
        "- id: A",
        "- {id: B, citation: bordin1979, label: B, year: 2013, n: 4, aim: More.}\n- id: A",
    )
    result = thesis.build()
    assert result.code == 0, result.text
    assert units_of(result.ran) >= {"first-paper", "front-matter"}
    # It may name the new study, or tell its numbers by hand.
    assert steps_of(result.ran, "second-paper") == {"typst", "consistency"}
    assert "The review has two study." in text(thesis)


def test_a_changed_reference_runs_only_the_chapters_that_cite_it(thesis: Thesis) -> None:
    thesis.replace("bibliography/references.bib", "Negotiating the", "Negotiating another")
    result = thesis.build()
    assert result.code == 0, result.text
    assert units_of(result.ran) == {"first-paper"}
    assert "Negotiating another therapeutic alliance" in " ".join(text(thesis).split())


def test_an_entry_that_nothing_cites_runs_no_chapter_and_is_told_of_in_one_note(
    thesis: Thesis,
) -> None:
    path = "bibliography/references.bib"
    unread = "@book{unread,\n  title = {NOTHING BUT CAPITALS},\n  year = {20000},\n}\n"
    thesis.write(path, thesis.text(path) + "\n\n" + unread)
    result = thesis.build()
    assert result.code == 0, result.text
    # A citation typed by hand could fit it now.
    assert {step.split(" ")[0] for step in result.ran} == {
        *("bibliography", "entries", "references", "online", "secrets", "prose")
    }
    assert [(p["rule"], p["severity"]) for p in thesis.problems()] == [
        ("bibliography-entry-is-cited", "note")
    ]
    line = thesis.text(path)[: thesis.text(path).index("year = {20000}")].count("\n") + 1
    thesis.replace("chapters/second-paper/01-text.md", "Nothing more.", "Now [@unread].")
    result = thesis.build("references")
    assert "entries" not in result.ran
    assert f"{path}:{line}: warning: The year of" in result.text
    assert "Entries that should be mended, of 4:" in result.text
    assert "  bibliography-date-is-possible " in result.text


def test_a_changed_template_runs_only_the_chapters_that_use_it(thesis: Thesis) -> None:
    thesis.replace("templates/tables/included.md.j2", "The Included Studies", "Another Title")
    result = thesis.build()
    assert result.code == 0, result.text
    assert units_of(result.ran) == {"first-paper"}
    assert "Another Title" in text(thesis)


def test_a_changed_title_sets_the_pages_again_and_no_chapter(thesis: Thesis) -> None:
    thesis.replace("thesis.yaml", "A Small Thesis", "A Larger Thesis")
    result = thesis.build()
    assert result.code == 0, result.text
    assert units_of(result.ran) == set()
    assert set(result.ran) >= FINAL
    assert "A Larger Thesis" in text(thesis)


def test_a_changed_style_resolves_every_chapter_again(thesis: Thesis) -> None:
    thesis.replace("thesis.yaml", "month: May", "month: May\nstyle: ieee")
    result = thesis.build()
    assert result.code == 0, result.text
    assert steps_of(result.ran, "second-paper") == {"resolve", "prose", "words", "apa", "typst"}
    assert steps_of(result.ran, "first-paper") >= {"resolve", "typst"}


def test_one_reference_list_can_stand_at_the_end(thesis: Thesis) -> None:
    thesis.replace("thesis.yaml", "month: May", "month: May\nreferences: thesis")
    result = thesis.build()
    assert result.code == 0, result.text
    shown = text(thesis)
    assert shown.count("Bordin, E. S. (1979)") == 1
    assert shown.index("Nothing more") < shown.index("Bordin, E. S. (1979)")


def test_a_list_of_figures_that_would_be_empty_is_left_out(thesis: Thesis) -> None:
    assert "List of figures" in text(thesis)
    thesis.replace("chapters/first-paper/02-findings.md", '{{ figure("drawing") }}', "")
    image = '![A Picture of a Grey Square](figures/grey.png){#fig:picture alt="A grey square." width=30%}'
    thesis.replace("chapters/first-paper/02-findings.md", image, "")
    thesis.replace("chapters/first-paper/01-introduction.md", ", @fig:picture and @fig:drawing", "")
    result = thesis.build()
    assert result.code == 0, result.text
    assert "List of figures" not in text(thesis)
    assert "List of tables" in text(thesis)


def test_vector_images_of_one_name_reach_word_as_two_pictures(thesis: Thesis) -> None:
    form = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
        '<rect width="40" height="40" fill="{}"/></svg>'
    )
    path = "chapters/second-paper/01-text.md"
    shown = ""
    for folder, colour in (("old", "red"), ("new", "blue")):
        thesis.write(f"chapters/second-paper/{folder}/a.svg", form.format(colour))
        shown += f'\n\n![The {folder} one]({folder}/a.svg){{#fig:{folder} alt="In {colour}."}}'
    thesis.replace(path, "Nothing more.", f"See @fig:old and @fig:new.{shown}")
    result = thesis.build()
    assert result.code == 0, result.text
    with zipfile.ZipFile(thesis.root / "build" / "thesis.docx") as archive:
        pictures = {archive.read(name) for name in archive.namelist() if "/media/" in name}
    assert len(pictures) == 4  # these two, the grey square and the drawing


def test_a_changed_image_sets_the_pages_again(thesis: Thesis) -> None:
    image = thesis.root / "chapters/first-paper/figures/grey.png"
    before = thesis.digests()
    image.write_bytes(image.read_bytes()[:-12] + b"\0\0\0\0IEND\xaeB`\x82")
    os.utime(image, ns=(time.time_ns(), time.time_ns()))
    result = thesis.build()
    assert result.code == 0, result.text
    assert set(result.ran) >= FINAL
    assert before.keys() == thesis.digests().keys()


def test_a_profile_of_the_authors_own_takes_effect(thesis: Thesis) -> None:
    thesis.write(
        "templates/profiles/mine.yaml",
        "name: Mine\n"
        "sources: [{title: Invented for a test, recorded: 2026-01-01, status: unverified}]\n"
        "numbering: {floats: thesis}\nlabels: {chapter: Part}\n",
    )
    thesis.replace("thesis.yaml", "month: May", "month: May\nprofile: mine")
    result = thesis.build()
    assert result.code == 0, result.text
    assert "Part 1" in text(thesis)
    assert "Table 2" in text(thesis)
    assert "Table 1.2" not in text(thesis)


def test_the_same_inputs_give_the_same_bytes(thesis: Thesis) -> None:
    before = thesis.digests()
    for name in ("thesis.pdf", "thesis.docx"):
        (thesis.root / "build" / name).unlink()
    (thesis.root / "build" / ".state.json").unlink()
    time.sleep(1.1)  # a clock's second later, lest a date of today hide
    assert thesis.build().code == 0
    assert thesis.digests() == before


def test_a_mended_mistake_is_forgotten(thesis: Thesis) -> None:
    thesis.replace("chapters/second-paper/01-text.md", "@bordin1979", "@bordin1980")
    assert thesis.build().code == 1
    assert thesis.build().code == 1, "a problem is told until it is mended"
    thesis.replace("chapters/second-paper/01-text.md", "@bordin1980", "@bordin1979")
    result = thesis.build()
    assert result.code == 0, result.text
    assert thesis.problems() == []


def test_an_ignored_rule_is_a_note_with_its_reason(thesis: Thesis) -> None:
    thesis.replace("chapters/second-paper/01-text.md", "@bordin1979", "@bordin1980")
    thesis.replace(
        "thesis.yaml",
        "month: May",
        "month: May\nignore:\n  - {rule: citation-is-in-bibliography, reason: still to come}",
    )
    result = thesis.build()
    assert result.code == 0, result.text
    [found] = thesis.problems()
    assert (found["severity"], found["ignored"]) == ("note", "still to come")
    assert "1 problem is ignored" in result.text


@pytest.mark.parametrize("broken", ["", "{}", "[1]", '[{"rule": "x"}]'])
def test_a_step_whose_report_was_broken_runs_again(thesis: Thesis, broken: str) -> None:
    thesis.write("build/reports/steps/spelling.json", broken)
    result = thesis.build()
    assert result.code == 0, result.text
    assert result.ran == ["spelling"]
    assert "Traceback" not in result.text


def test_a_second_build_at_once_is_turned_away(thesis: Thesis) -> None:
    from filelock import FileLock

    before = thesis.digests()
    thesis.replace("chapters/second-paper/01-text.md", "Nothing more.", "Something else.")
    with FileLock(thesis.root / "build" / ".lock"):
        result = thesis.build()
    assert result.code != 0
    assert "Another build of this thesis is running" in result.text
    assert "Traceback" not in result.text
    assert thesis.digests() == before
    assert thesis.build().code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ on Windows")
@pytest.mark.parametrize("after", [0.15, 0.3, 0.5, 0.7])
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_after_an_interruption_the_next_run_is_right(
    thesis: Thesis, after: float, how: signal.Signals
) -> None:
    path = "chapters/second-paper/01-text.md"
    original = thesis.text(path)
    before = thesis.digests()
    thesis.replace(path, "Nothing more.", "Something else.")
    thesis.replace("thesis.yaml", "A Small Thesis", "A Larger Thesis")
    process = subprocess.Popen(
        [sys.executable, "-m", "doit"],
        cwd=thesis.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    begun = how is signal.SIGINT and after > 0.4
    if begun:  # before, doit itself is still starting, and Python tells of it
        assert process.stdout is not None
        assert b" s  " in process.stdout.readline()
        after -= 0.5
    time.sleep(after)
    process.send_signal(how)
    output = process.communicate(timeout=60)[0].decode()
    if begun:
        assert "Traceback" not in output
    # What was cut off is taken back: a record that says "up to date" would now be wrong.
    thesis.write(path, original)
    thesis.replace("thesis.yaml", "A Larger Thesis", "A Small Thesis")
    result = thesis.build()
    assert result.code == 0, result.text
    assert thesis.digests() == before
    assert not list((thesis.root / "build").rglob("*.part"))


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on files' size on Windows")
def test_a_full_disk_leaves_the_last_outputs(thesis: Thesis) -> None:
    before = thesis.digests()
    thesis.replace("chapters/second-paper/01-text.md", "Nothing more.", "Something else.")
    limit = (thesis.root / "build" / "thesis.pdf").stat().st_size // 2
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "import resource, sys; from doit.doit_cmd import DoitMain;"
            f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}));"
            "sys.exit(DoitMain().run([]))",
        ],
        cwd=thesis.root,
        capture_output=True,
        text=True,
        check=False,
    )
    output = run.stdout + run.stderr
    assert run.returncode != 0
    assert "Traceback" not in output
    assert "The disk is full" in output
    assert thesis.digests() == before
    result = thesis.build()
    assert result.code == 0, result.text
    assert "Something else." in text(thesis)


def test_references_alone_are_checked_and_told(thesis: Thesis) -> None:
    thesis.replace("chapters/second-paper/01-text.md", "@bordin1979 is", "@safran2000 is")
    result = thesis.build("references")
    assert result.code == 0, result.text
    assert not set(result.ran) & FINAL
    assert "first-paper       7 citations      3 works" in result.text
    assert "3 works in all; 0 of the bibliography never cited." in result.text


def test_steps_are_listed_in_the_order_of_the_walk(built_once: Path) -> None:
    listed = [line.split()[0] for line in build(built_once, "list").text.splitlines() if line]
    walk = [
        "thesis",
        "schemas",
        "findings",
        "bibliography",
        "records",
        "derive",
        "merge",
        "parse",
        "number",
        "entries",
        "references",
        "resolve",
        "transcripts",
        "prose",
        "spelling",
        "apa",
        "consistency",
        "repetition",
        "linked",
        "online",
        "secrets",
    ]
    assert listed == [
        *walk,
        "libraries",
        "drawings",
        "words",
        "words-total",
        "words-tag",
        "terms",
        "typst",
        "pdf",
        "word",
        "docx",
        "trace",
        "anonymity",
        "public",
        "check",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals on Windows")
def test_on_a_terminal_one_line_tells_the_step_and_the_time(thesis: Thesis) -> None:
    thesis.replace("chapters/second-paper/01-text.md", "Nothing more.", "Something else.")
    code = (
        "import os, pty, sys;"
        "os.environ.pop('CI', None); os.environ['TERM'] = 'xterm';"
        "sys.exit(os.waitstatus_to_exitcode(pty.spawn([sys.executable, '-m', 'doit'])))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=thesis.root,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,  # a build on a terminal once never came to an end
        check=False,
    )
    output = run.stdout.decode()
    assert run.returncode == 0, output
    assert "0:00:0" in output
    assert "Built build/thesis.pdf and build/thesis.docx" in output


def test_what_could_not_be_looked_at_again_is_not_told_as_it_was(thesis: Thesis) -> None:
    thesis.replace("chapters/second-paper/01-text.md", "Nothing more.", "[@nobody2000]")
    studies = "chapters/first-paper/findings/studies.yaml"
    good = thesis.text(studies)
    assert "nobody2000" in thesis.build().text
    thesis.replace("chapters/second-paper/01-text.md", "[@nobody2000]", "Mended.")
    thesis.write(studies, good + "- [\n")
    result = thesis.build()
    assert [p["rule"] for p in thesis.problems()] == ["yaml-is-well-formed"], result.text
    assert "Not built: 1 error." in result.text
    thesis.write(studies, good)
    assert thesis.build().code == 0


def test_what_could_not_be_looked_at_is_told_once_it_can(thesis: Thesis) -> None:
    thesis.replace("chapters/second-paper/01-text.md", "Nothing more.", "[@nobody2000]")
    studies = "chapters/first-paper/findings/studies.yaml"
    good = thesis.text(studies)
    thesis.write(studies, good + "- [\n")
    thesis.build()
    thesis.write(studies, good)
    thesis.build()
    assert [p["rule"] for p in thesis.problems()] == ["citation-is-in-bibliography"]
