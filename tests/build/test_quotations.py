"""Quotations in both documents, and excerpts against transcripts outside the thesis's folder.

All words and persons are made up.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pypdf
import pytest

from softbound import plan as planning
from softbound import steps
from tests.build.thesis import Thesis
from tests.write.docx_support import Document, paragraphs, style, texts

LONG = " ".join(["numbat"] * 20 + ["said 'no' -- and then..."] + ["numbat"] * 20) + "."
PARTICIPANTS = "- {id: p1, pseudonym: Harriet}\n- {id: p2, pseudonym: Joan}\n"
EXCERPTS = f"""\
- {{id: e1, participant: p1, text: A quokka in my shoe., line: 2}}
- {{id: e2, participant: p1, text: "{LONG}"}}
- {{id: e3, participant: p2, text: Bilby.}}
"""
PROSE = """\
## Quoted

So it was: {{ quote("e1") }}.

{{ quote("e2") }}

| One |
|-----|
| {{ quote("e2") }} |

: Cells {#tbl:cells}

See @tbl:cells.
"""
TRANSCRIPT = f"Interviewer: Secret dunnart?\nHarriet: A quokka in my shoe. Potoroo.\n{LONG}\n"
UNIT = "first-paper"


@pytest.fixture
def quoting(thesis: Thesis) -> Thesis:
    thesis.write(f"chapters/{UNIT}/findings/participants.yaml", PARTICIPANTS)
    thesis.write(f"chapters/{UNIT}/findings/excerpts.yaml", EXCERPTS)
    thesis.write(f"chapters/{UNIT}/09-quoted.md", PROSE)
    return thesis


def test_both_documents_show_quotations_in_the_line_and_as_blocks(quoting: Thesis) -> None:
    result = quoting.build()
    assert "quotation" not in result.text
    document = Document.of((quoting.root / "build" / "thesis.docx").read_bytes())
    blocks = [texts(p) for p in paragraphs(document, "BlockText")]
    shown = LONG.replace("'no'", "‘no’")
    assert f"{shown} (Harriet)" in blocks
    lines = [p for p in document.body.iter() if texts(p).startswith("So it was")]
    assert "“A quokka in my shoe” (Harriet)." in texts(lines[0])
    cells = [p for p in document.body.iter() if texts(p) == f"“{shown}” (Harriet)"]
    assert {style(p) for p in cells if p.tag.endswith("}p")} == {"TableText"}
    pages = pypdf.PdfReader(quoting.root / "build" / "thesis.pdf").pages
    words = " ".join(" ".join(page.extract_text().split()) for page in pages)
    assert "“A quokka in my shoe” (Harriet)." in words
    assert "said ‘no’ -- and then..." in words


def checked(thesis: Thesis, folder: str) -> tuple[list[dict[str, Any]], list[str], str]:
    """What the step finds, its problems, and all that it writes."""
    text = thesis.text("thesis.yaml")
    thesis.write("thesis.yaml", f"{text}transcripts: {json.dumps(folder)}\n")
    plan = planning.load(thesis.root)
    unit = plan.unit(UNIT)
    for path, content in steps.findings(plan, unit).outputs.items():
        thesis.write(str(path.relative_to(thesis.root)), content)
    outcome = steps.transcripts(plan, unit)
    (written,) = (str(content) for content in outcome.outputs.values())
    said = [f"{p.place}: {p.rule}: {p.message}" for p in outcome.problems]
    return json.loads(written)["matched"], said, written


NOT_THERE = (
    f"chapters/{UNIT}/findings/excerpts.yaml:1: transcripts-are-there: Without the transcript of "
    "Joan, one excerpt was not compared."
)
FOUND = [
    {"excerpt": "e1", "participant": "p1", "file": "harriet.txt", "line": 2, "last": 2},
    {"excerpt": "e2", "participant": "p1", "file": "harriet.txt", "line": 3, "last": 3},
]


def outside(thesis: Thesis) -> Path:
    folder = thesis.root.parent / "private transcripts"
    folder.mkdir()
    (folder / "harriet.txt").write_text(TRANSCRIPT, "utf-8")
    return folder


@pytest.mark.parametrize("how", ["whole", "relative", "home", "backslashes"])
def test_transcripts_lie_wherever_thesis_yaml_says(
    quoting: Thesis, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = outside(quoting)
    monkeypatch.setenv("HOME", str(folder.parent))
    monkeypatch.setenv("USERPROFILE", str(folder.parent))
    named = {
        "whole": str(folder),
        "relative": "../private transcripts",
        "home": "~/private transcripts",
        "backslashes": "..\\private transcripts",
    }[how]
    matched, said, written = checked(quoting, named)
    assert matched == FOUND
    assert said == [NOT_THERE]
    for secret in ("dunnart", "Potoroo", "quokka", "numbat", str(folder)):
        assert secret not in written


def test_a_folder_that_is_not_there_is_a_note(quoting: Thesis) -> None:
    matched, said, _ = checked(quoting, "../elsewhere")
    assert matched == []
    assert said == [
        f"chapters/{UNIT}/findings/excerpts.yaml:1: transcripts-are-there: The folder of transcripts "
        "is not on this machine, so 3 excerpts were not compared."
    ]


def test_a_transcript_that_cannot_be_read_is_told_where_the_author_names_it(
    quoting: Thesis,
) -> None:
    folder = outside(quoting)
    (folder / "joan.docx").write_bytes(b"PK\x03\x04 no Word file")
    _, said, _ = checked(quoting, str(folder))
    assert said == [
        f"chapters/{UNIT}/findings/participants.yaml:2: transcript-is-readable: The transcript "
        "joan.docx cannot be read: it is damaged or protected by a password."
    ]


def test_a_changed_word_is_told_at_the_excerpt_and_shows_no_more_than_its_surroundings(
    quoting: Thesis,
) -> None:
    folder = outside(quoting)
    text = (folder / "harriet.txt").read_text("utf-8")
    (folder / "harriet.txt").write_text(text.replace("A quokka", "The quokka"), "utf-8")
    _, said, _ = checked(quoting, str(folder))
    assert said[0] == (
        f"chapters/{UNIT}/findings/excerpts.yaml:1: excerpt-is-in-transcript: The excerpt e1 differs "
        "from Harriet's transcript (harriet.txt, line 2): the excerpt says “A quokka in my shoe.”, "
        "the transcript “The quokka in my shoe.”."
    )
    assert "Potoroo" not in " ".join(said)
    assert str(folder) not in " ".join(said)


def told(thesis: Thesis) -> list[str]:
    """What a build says of transcripts."""
    thesis.build()
    rules = ("transcripts-are-there", "excerpt-is-in-transcript")
    return [p["message"] for p in thesis.problems() if p["rule"] in rules]


def test_what_is_told_of_transcripts_is_never_of_another_time(quoting: Thesis) -> None:
    quoting.replace(f"chapters/{UNIT}/findings/excerpts.yaml", ", line: 2", "")
    folder = quoting.root.parent / "private transcripts"
    text = quoting.text("thesis.yaml")
    quoting.write("thesis.yaml", f"{text}transcripts: {json.dumps(str(folder))}\n")
    missing = "The folder of transcripts is not on this machine, so 3 excerpts were not compared."
    assert told(quoting) == [missing]
    folder.touch()
    assert told(quoting)[0].startswith("What thesis.yaml names as transcripts is not a folder")
    folder.unlink()
    folder.mkdir()
    nobody = "Without the transcripts of Harriet and Joan, 3 excerpts were not compared."
    assert told(quoting) == [nobody]
    (folder / "harriet.txt").write_text(TRANSCRIPT.replace("shoe", "boot"), "utf-8")
    assert any("transcript “A quokka in my boot" in message for message in told(quoting))
    (folder / "harriet.txt").write_text(TRANSCRIPT, "utf-8")
    assert told(quoting) == ["Without the transcript of Joan, one excerpt was not compared."]
    (quoting.root / f"chapters/{UNIT}/findings/excerpts.yaml").unlink()
    assert told(quoting) == []
