"""Secrets put into every layer of a thesis are told by place and rule, and never shown."""

from __future__ import annotations

import io
import json
import random
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from softbound import plan
from tests.build.thesis import Thesis
from tests.collect.documents import made

PROSE = "chapters/second-paper/01-text.md"
REPORT = "build/reports/anonymity.json"
NUMBER = "943 476 5919"
FAMILY = {"secret-is-absent", "near-secret-is-another-word", "contact-detail-is-absent",
          "health-number-is-absent", "birth-date-is-absent", "machine-path-is-absent",
          "image-tells-no-place-or-person", "document-can-be-scanned"}  # fmt: skip


def invented(seed: int, syllables: int = 4) -> str:
    """A name that nobody has."""
    chance = random.Random(seed)
    return "".join(
        chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(syllables)
    ).title()


def listed(thesis: Thesis, text: str) -> Path:
    """A private list beside the thesis's folder."""
    path = thesis.root.parent / "private" / "names.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    thesis.replace("thesis.yaml", "month: May", "month: May\nprivate: ../private/names.yaml")
    return path


def found(thesis: Thesis) -> dict[str, list[str]]:
    """Places → rules, of the family."""
    told: dict[str, list[str]] = {}
    for each in thesis.problems():
        if each["rule"] in FAMILY:
            at = f"{each['file']}:{each['line']}" if each["line"] else each["file"]
            told.setdefault(at, []).append(each["rule"])
    return told


def written_by_checks(thesis: Thesis) -> str:
    """All that the checks write below build/."""
    reports = thesis.root / "build" / "reports"
    paths = [*reports.glob("*.json"), *(reports / "steps").glob("*.json"), *reports.glob("*.txt"),
             thesis.root / "build" / "work" / "thesis.secrets.json", thesis.root / "build" / ".state.json"]  # fmt: skip
    paths = [path for path in paths if path.name not in ("trace.json",) and path.is_file()]
    assert len(paths) > 8
    return "\n".join(path.read_text("utf-8") for path in paths)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_secret_in_any_layer_is_told_and_shown_nowhere(thesis: Thesis, seed: int) -> None:
    layers = ["prose", "footnote", "alt", "heading", "title", "finding", "remark", "note", "exif",
              "file", "template", "caption", "yaml remark", "abstract"]  # fmt: skip
    secret = {layer: invented(100 * seed + n) for n, layer in enumerate(layers)}
    first = {layer: invented(1000 * seed + n, 3) for n, layer in enumerate(layers)}
    people = "\n".join(f"- {first[layer]} {name}" for layer, name in secret.items())
    listed(thesis, f"people:\n{people}\n")
    thesis.replace(PROSE, "Nothing more.", "\n".join([
        f"With {first['prose']}",
        f"{secret['prose']} and more.[^1]",
        "",
        f"[^1]: {secret['footnote']} said.",
        "",
        f"<!-- {secret['remark']} -->",
        f"## What {secret['heading']} said",
        "",
        f'![Caption of {secret["caption"]}](photo.png){{#fig:photo alt="A square of {secret["alt"]}."}}',
        "",
        f"See @fig:photo. The number is {NUMBER}.",
    ]))  # fmt: skip
    grey = (thesis.root / "chapters/first-paper/figures/grey.png").read_bytes()
    at = grey.index(b"IDAT") - 4
    more = made.png({b"tEXt": f"Author\0{first['exif']} {secret['exif']}".encode()})
    chunk = more[33 : more.index(b"IDAT") - 4]
    thesis.write("chapters/second-paper/photo.png", grey[:at] + chunk + grey[at:])
    named = f"chapters/second-paper/{secret['file'].lower()}-notes.txt"
    thesis.write(named, "Nothing.")
    thesis.replace("thesis.yaml", "A Small Thesis", f"{secret['title']} and a Small Thesis")
    thesis.replace(
        "chapters/first-paper/findings/studies.yaml",
        "- id: A",
        f"# {secret['yaml remark']}\n- id: A",
    )
    thesis.replace(
        "chapters/first-paper/findings/studies.yaml", "aim: ", f"aim: {secret['finding']} "
    )
    thesis.replace(
        "templates/tables/included.md.j2",
        "The Included Studies",
        f"The {secret['template']} Studies",
    )
    bib = thesis.text("bibliography/references.bib")
    thesis.write("bibliography/references.bib", bib.rstrip().removesuffix("}").rstrip().rstrip(",")
                 + f",\n  note = {{from {secret['note']}}}\n}}\n")  # fmt: skip
    thesis.replace(
        "chapters/front-matter/abstract.md", "\n", f"\n{secret['abstract']} was there.\n"
    )
    result = thesis.build()
    assert "softbound itself failed" not in result.text
    assert result.code == 1
    told = found(thesis)
    lines = thesis.text(PROSE).split("\n")
    for layer in ("prose", "footnote", "remark", "heading", "caption", "alt"):
        line = next(n for n, text in enumerate(lines, 1) if secret[layer] in text)
        line -= layer == "prose"  # the name begins a line before
        assert "secret-is-absent" in told[f"{PROSE}:{line}"], layer
    assert f"{PROSE}:{next(n for n, t in enumerate(lines, 1) if NUMBER in t)}" in told
    for file in ("thesis.yaml", "chapters/first-paper/findings/studies.yaml", "bibliography/references.bib",
                 "templates/tables/included.md.j2", "chapters/front-matter/abstract.md",
                 "chapters/second-paper/photo.png", "chapters/second-paper"):  # fmt: skip
        assert [rules for at, rules in told.items() if at.partition(":")[0] == file], file
    assert [at for at in told if at.startswith("build/")] == [], "told at its source, and not again"
    report = json.loads(thesis.text(REPORT))
    final = {
        each["file"]: each["findings"]
        for each in report["scanned"]
        if each["file"].startswith("build/")
    }
    assert set(final) == {"build/thesis.pdf", "build/thesis.docx"}
    assert "Built build/thesis.pdf and build/thesis.docx" in result.text
    assert min(final.values()) >= 6
    assert report["list"] is True
    assert "does not prove anonymity" in report["statement"]
    shown = (written_by_checks(thesis) + result.text).lower()
    for word in (*secret.values(), *first.values(), NUMBER, NUMBER.replace(" ", "")):
        assert word.lower() not in shown, word
    asked = thesis.build("anonymity")
    assert "does not prove anonymity" in asked.text
    assert asked.ran == []


def test_what_lies_in_a_final_file_alone_is_told_of_it(thesis: Thesis) -> None:
    listed(thesis, "people: [Wanda Kestrelby]\n")
    thesis.build()
    assert found(thesis) == {}
    path = thesis.root / "build" / "thesis.docx"
    stream = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stream, "w") as new:
        for info in old.infolist():
            new.writestr(info, old.read(info))
        comment = made.paragraph(made.run("Is this Wanda Kestrelby?"))
        new.writestr(
            "word/comments.xml",
            f"<w:comments {made.W}><w:comment>{comment}</w:comment></w:comments>",
        )
    path.write_bytes(stream.getvalue())
    result = thesis.build("anonymity")
    assert result.ran == ["anonymity"]
    assert found(thesis) == {"build/thesis.docx": ["secret-is-absent"]}
    assert "comments" in result.text
    assert "Kestrelby" not in result.text
    (thesis.root / "build" / "thesis.pdf").write_bytes(b"%PDF-1.7 broken")
    result = thesis.build("anonymity")
    assert "document-can-be-scanned" in found(thesis)["build/thesis.pdf"]


def test_a_changed_list_searches_again_and_is_not_kept(thesis: Thesis) -> None:
    path = listed(thesis, "places: [Northmoor]\n")
    assert thesis.build().code == 0
    path.write_text("places: [Northmoor]\nothers: [nothing more]\n", "utf-8")
    result = thesis.build()
    assert set(result.ran) == {"secrets", "anonymity", "words-total"}
    assert result.code == 1
    assert thesis.build().ran == []


@pytest.mark.parametrize(
    ("text", "line"),
    [("people: [Wanda Kestrelby\n", 2), ("people:\n- Wanda Kestrelby\nWanda: Kestrelby\n", 3),
     ("people:\n- {name: Kestrelby, Wanda: yes}\n", 2), ("- Wanda Kestrelby\n", 1), ("people: Kestrelby\n", 1)],
)  # fmt: skip
def test_a_list_that_cannot_be_read_is_told_by_its_line_alone(
    thesis: Thesis, text: str, line: int
) -> None:
    listed(thesis, text)
    result = thesis.build("anonymity")
    message = f"Line {line} of the private list cannot be understood."
    assert ("private-list-is-readable", message) in [
        (each["rule"], each["message"]) for each in thesis.problems()
    ]
    assert "Kestrelby" not in written_by_checks(thesis) + result.text


def test_a_study_with_participants_is_told_that_it_has_no_list(thesis: Thesis) -> None:
    thesis.write("chapters/second-paper/findings/participants.yaml", "- {id: p1, pseudonym: Ash}\n")
    thesis.build("anonymity")
    assert "private-list-is-there" in [each["rule"] for each in thesis.problems()]
    thesis.replace("thesis.yaml", "month: May", "month: May\nprivate: ../nowhere/names.yaml")
    result = thesis.build("anonymity")
    assert "not on this machine" in result.text
    assert "nowhere" not in result.text


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments], cwd=folder,
                   check=True, capture_output=True)  # fmt: skip


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_list_that_git_may_hold_is_told(thesis: Thesis) -> None:
    thesis.write("names.yaml", "places: [Northmoor]\n")
    thesis.replace("thesis.yaml", "month: May", "month: May\nprivate: names.yaml")

    def said() -> list[str]:
        thesis.build("secrets")
        return [
            f"{p['message']} [{p['rule']}]" for p in thesis.problems() if "private" in p["rule"]
        ]

    assert said() == []
    git(thesis.root, "init", "-q")
    thesis.write(".gitignore", "/build/\n")
    assert said() == [
        "Git does not ignore the private list, so that the next commit may hold it. [private-list-is-kept-apart]"
    ]
    thesis.write(".gitignore", "/build/\n/names.yaml\n")
    assert said() == []
    git(thesis.root, "add", "-f", "names.yaml")
    assert said() == [
        "Git tracks the private list, and keeps it in its history. [private-list-is-kept-apart]"
    ]
    thesis.write("build/names.yaml", "places: [Northmoor]\n")
    thesis.replace("thesis.yaml", "private: names.yaml", "private: build/names.yaml")
    assert said() == [
        "The private list lies below build/, which is handed on. [private-list-is-kept-apart]"
    ]


def test_a_fault_of_our_own_says_where_and_nothing_of_what_was_looked_at(tmp_path: Path) -> None:
    from softbound.steps.anonymity import SilentFault, silent

    def broken(_: plan.Plan) -> None:
        raise KeyError("Wanda Kestrelby")

    with pytest.raises(SilentFault) as told:
        silent(broken)(plan.load(tmp_path))  # type: ignore[arg-type]
    assert "Kestrelby" not in f"{told.value}{told.value.__context__}{told.value.__cause__}"
    assert "KeyError at" in str(told.value)
