"""Text against the manual of the thesis's citation style, in a build."""

from __future__ import annotations

from pathlib import Path

from softbound.rules import family_of
from tests.build.thesis import Thesis

TEXT = "chapters/second-paper/01-text.md"
TYPED = "{{ [1, 2, 3] | count }} of them left, e.g. this one."


def told(thesis: Thesis) -> list[str]:
    """The rules of the family that steps have told, with their places."""
    return sorted(
        f"{p['file']}:{p['line']} {p['rule']}"
        for p in thesis.problems()
        if family_of(p["rule"]).title == "APA style"
    )


def test_text_is_told_where_it_was_written_and_as_the_style_asks(thesis: Thesis) -> None:
    thesis.replace(TEXT, "@bordin1979 is", f"{TYPED} @bordin1979 is")
    expected = [
        f"{TEXT}:5 latin-abbreviation-is-in-brackets",
        f"{TEXT}:5 sentence-begins-with-a-word",
    ]
    assert thesis.build("apa").code == 0
    assert told(thesis) == expected
    assert thesis.build("apa").ran == [], "nothing changed"

    whole = thesis.text("thesis.yaml")
    for setting, found in (
        ("language: de", []),  # the manual's words are English
        ("style: apa-6th-edition", expected),
        ("style: vancouver", []),  # another style asks for other things
        ("style: psychology-and-psychotherapy-theory-research-and-practice", expected),
    ):
        thesis.write("thesis.yaml", f"{whole}{setting}\n")
        thesis.build("apa")
        assert told(thesis) == found, setting


def test_an_authors_own_manual_comes_first_and_its_mistakes_are_named(thesis: Thesis) -> None:
    thesis.replace(TEXT, "@bordin1979 is", f"{TYPED} @bordin1979 is")
    thesis.write("templates/manuals/apa.yaml", "language: en\nlatin: {}\n")
    thesis.build()
    assert told(thesis) == [f"{TEXT}:5 sentence-begins-with-a-word"]

    thesis.write("templates/manuals/apa.yaml", "language: en\nnumerals_from: ten\n")
    assert thesis.build().code == 1
    assert told(thesis) == ["templates/manuals/apa.yaml:2 manual-is-complete"]

    Path(thesis.root / "templates/manuals/apa.yaml").unlink()
    thesis.write("templates/citations/apa.yaml", "styles: [apa]\nmanual: apo\n")
    assert thesis.build().code == 1
    assert told(thesis) == ["thesis.yaml:None manual-is-complete"]
