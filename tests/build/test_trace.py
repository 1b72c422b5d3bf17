"""The worked example's trace: there and back, on pages that hold what is told of them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from tests.build.thesis import Thesis, build, copy_of_the_example

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Thesis:
    """The repository's own thesis, its PDF built."""
    root = tmp_path_factory.mktemp("trace")
    copy_of_the_example(root)
    result = build(root, "trace")
    assert result.code == 0, result.text
    return Thesis(root)


@pytest.fixture(scope="module")
def graph(example: Thesis) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(example.text("build/reports/trace.json"))
    return found


def nodes_of(graph: dict[str, Any], *kinds: str) -> dict[str, Any]:
    return {key: node for key, node in graph["nodes"].items() if node["kind"] in kinds}


def reached(graph: dict[str, Any], key: str, side: str) -> set[str]:
    """Everything that links of one side lead to."""
    found: set[str] = set()
    todo = [key]
    while todo:
        for group in graph["nodes"][todo.pop()][side]:
            todo += [to for to in group["to"] if to not in found]
            found |= {*group["to"]}
    return found


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("themes", "concepts"),
        ("themes", "quotes"),
        ("themes", "studies"),
        ("concepts", "studies"),
        ("stages", "categories"),
        ("categories", "excerpts"),
        ("categories", "participants"),
        ("excerpts", "participants"),
    ],
)
def test_from_each_finding_one_gets_there_and_back(
    graph: dict[str, Any], upper: str, lower: str
) -> None:
    below = nodes_of(graph, lower)
    assert below
    for key in nodes_of(graph, upper):
        found = reached(graph, key, "down") & below.keys()
        assert found, key
        for other in found:
            assert key in reached(graph, other, "up"), (key, other)


def test_no_quote_concept_excerpt_or_participant_bears_nothing(graph: dict[str, Any]) -> None:
    for key, node in nodes_of(graph, "concepts", "quotes", "excerpts", "participants").items():
        assert node["up"], key


def test_each_finding_has_a_place_in_its_file(example: Thesis, graph: dict[str, Any]) -> None:
    for key, node in graph["nodes"].items():
        file, line = node["place"]
        if node["kind"] == "papers":
            assert (example.root / file).is_dir()
        else:
            text = example.text(file).split("\n")[line - 1]
            if not node["id"].startswith(("relation-", "confidence-", "line-", "change-")):
                assert re.search(rf"\bid: {re.escape(node['id'])}\b", text), key


def plain(text: str) -> str:
    """Text in which line ends, hyphens at them, and typographic signs make no difference."""
    text = text.translate(str.maketrans("“”‘’‑\u00a0", "\"\"''- "))
    text = re.sub(r"[-\u00ad\u2010]\s*\n\s*", "", text)
    return re.sub(r"[\W_]+", "", text).casefold()


@pytest.fixture(scope="module")
def reader(example: Thesis) -> pypdf.PdfReader:
    return pypdf.PdfReader(example.root / "build" / "thesis.pdf")


def test_what_is_told_of_a_page_stands_there(
    graph: dict[str, Any], reader: pypdf.PdfReader
) -> None:
    @cache
    def page(sheet: int) -> str:
        return plain(reader.pages[sheet - 1].extract_text()) if sheet <= len(reader.pages) else ""

    def stands(words: str, sheet: int) -> bool:
        """Whether words stand on a page, or begin at its end and go on below the next one's head."""
        if plain(words) in page(sheet):
            return True
        parts = words.split()
        return any(
            plain(" ".join(parts[:cut])) in page(sheet)[-80:]
            and plain(" ".join(parts[cut:])) in page(sheet + 1)[:200]
            for cut in range(1, len(parts))
        )

    told = 0
    for key, node in graph["nodes"].items():
        for each in node["appears"]:
            if {"citation", "limitation", "taken up"} & {*each["roles"]}:
                continue
            name = node["words"] if not node["named"] else node["label"]
            if "quotation" in each["roles"]:
                name = node["words"]
            # words= shows any part: so some words that follow each other in it
            words = name.split()
            starts = [" ".join(words[n : n + 4]) for n in range(max(len(words) - 3, 1))]
            wanted = starts if not node["named"] or "quotation" in each["roles"] else [name]
            assert any(stands(start, each["sheet"]) for start in wanted), (key, each)
            told += 1
    assert told > 100


def test_studies_are_told_where_they_are_cited(
    graph: dict[str, Any], reader: pypdf.PdfReader
) -> None:
    for key, node in nodes_of(graph, "studies").items():
        cited = [each for each in node["appears"] if "citation" in each["roles"]]
        assert cited, key
        year = dict(node["details"])["year"]
        for each in cited:
            text = reader.pages[each["sheet"] - 1].extract_text()
            ahead = reader.pages[each["sheet"]].extract_text()[:300]
            assert year in text + ahead, (key, each)


def test_a_sheet_shows_its_page(graph: dict[str, Any], reader: pypdf.PdfReader) -> None:
    labels = reader.page_labels
    for node in graph["nodes"].values():
        for each in node["appears"]:
            assert labels[each["sheet"] - 1] == each["page"]


def test_themes_categories_and_stages_appear_in_the_papers(graph: dict[str, Any]) -> None:
    for key, node in nodes_of(graph, "themes", "categories", "stages").items():
        assert {"systematic-review", "empirical-paper"} & {a["unit"] for a in node["appears"]}, key
        sections = {a["section"] for a in node["appears"]}
        assert "" not in sections


# anchors


def without_anchors(example: Thesis, folder: Path) -> pypdf.PdfReader:
    """The PDF of the same thesis without a single anchor."""
    from softbound import processes
    from softbound.write import typst

    for part in ("build", "chapters", "templates"):
        shutil.copytree(example.root / part, folder / part)
    taken = 0
    for path in (folder / "build" / "typst").glob("*.typ"):
        code = path.read_text("utf-8")
        bare, count = re.subn(r'#\[#metadata\("[^"]*"\)<softbound-traced>\];', "", code)
        if path.name != "softbound.typ":
            path.write_text(bare, "utf-8")
            taken += count
    assert taken > 100
    made = processes.typst_compile(folder / "build/thesis.typ", folder, "pdf", typst.STANDARDS, 0)
    assert made.ok, made.messages
    (folder / "bare.pdf").write_bytes(made.output)
    return pypdf.PdfReader(folder / "bare.pdf")


def starts(page: pypdf.PageObject) -> list[tuple[float, float]]:
    """Where the pieces begin in which a page's text is set, from the bottom up."""
    found: list[tuple[float, float]] = []

    def visit(operator: Any, _: Any, cm: Any, tm: Any) -> None:
        if operator in (b"Tj", b"TJ"):
            x, y = tm[4], tm[5]
            found.append((cm[0] * x + cm[2] * y + cm[4], cm[1] * x + cm[3] * y + cm[5]))

    page.extract_text(visitor_operand_before=visit)
    return found


def tags(node: Any) -> list[str]:
    """The types of all elements of a structure tree, in order."""
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, ArrayObject):
        return [tag for item in node for tag in tags(item)]
    if isinstance(node, DictionaryObject) and "/S" in node:
        return [str(node["/S"]), *(tags(node["/K"]) if "/K" in node else [])]
    return []


def test_anchors_change_neither_a_line_nor_a_tag(
    example: Thesis, reader: pypdf.PdfReader, tmp_path: Path
) -> None:
    bare = without_anchors(example, tmp_path)
    assert len(bare.pages) == len(reader.pages)
    pairs = list(zip(reader.pages, bare.pages, strict=True))
    for one, other in pairs[::3]:  # reading all of them takes half a minute
        assert one.extract_text() == other.extract_text()
        now = starts(one)
        assert now or not one.extract_text()
        for x, y in starts(other):  # an anchor parts a piece, so there are more of them now
            assert any(abs(x - a) < 0.01 and abs(y - b) < 0.01 for a, b in now)
    trees = [tags(each.root_object["/StructTreeRoot"]["/K"]) for each in (reader, bare)]  # type: ignore[index]
    assert trees[0] == trees[1]
    assert len(trees[0]) > 1000


def test_the_word_document_has_no_anchors(example: Thesis) -> None:
    assert build(example.root).code == 0
    for name in ("systematic-review", "empirical-paper"):
        assert '"traced"' not in example.text(f"build/chapters/{name}.json")


# the command


def ask(root: Path, *arguments: str, encoding: str = "utf-8") -> tuple[int, str, str]:
    run = subprocess.run(
        [sys.executable, "-m", "softbound", "trace", *arguments],
        cwd=root,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        timeout=60,
        check=False,
    )
    return run.returncode, run.stdout.decode(encoding), run.stderr.decode("utf-8", "replace")


def test_the_command_shows_a_theme(example: Thesis) -> None:
    code, out, err = ask(example.root, "t1")
    assert (code, err) == (0, "")
    assert out.startswith(
        "theme t1: hitting therapists where it hurts [systematic-review/themes/t1]"
    )
    assert "chapters/systematic-review/findings/themes.yaml:" in out
    assert "├─ concepts translated into it" in out
    assert "confidence in it" in out


def test_the_command_shows_all_that_have_an_id_and_narrows(example: Thesis) -> None:
    _, both, _ = ask(example.root, "e1")
    assert "[systematic-review/quotes/e1]" in both
    assert "[empirical-paper/excerpts/e1]" in both
    _, one, _ = ask(example.root, "empirical-paper/e1")
    assert "[systematic-review/quotes/e1]" not in one
    assert "[empirical-paper/excerpts/e1]" in one
    assert ask(example.root, "excerpts/e1")[1] == one


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_a_reader_that_has_enough_ends_the_command_quietly(example: Thesis) -> None:
    reading, writing = os.pipe()
    os.close(reading)  # as head does after its lines
    run = subprocess.run(
        [sys.executable, "-m", "softbound", "trace", "t1"],
        cwd=example.root, stdout=writing, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    os.close(writing)
    assert (run.returncode, run.stderr) == (1, "")


def test_the_command_suits_a_terminal_that_has_few_signs(example: Thesis) -> None:
    code, out, _ = ask(example.root, "t1", encoding="cp1252")
    assert code == 0
    assert "|- concepts translated into it" in out
    code, out, _ = ask(example.root, "t1", encoding="ascii")
    assert code == 0
    assert out.isascii()


def test_an_unknown_id_gets_the_nearest_one(example: Thesis) -> None:
    code, out, err = ask(example.root, "sensing a snak")
    assert (code, out) == (1, "")
    assert 'No finding has the id or label "sensing a snak". Did you mean "sensing a snag"?' in err


def test_without_a_build_the_command_says_what_to_do(tmp_path: Path) -> None:
    code, out, err = ask(tmp_path, "t1")
    assert (code, out) == (1, "")
    assert "build/reports/trace.json" in err
    assert "doit" in err


def test_findings_newer_than_the_trace_are_told(example: Thesis) -> None:
    name = "chapters/systematic-review/findings/themes.yaml"
    before = example.text(name)
    example.write(name, before + "\n# a remark\n")
    try:
        code, out, err = ask(example.root, "t1")
        assert code == 0
        assert out.startswith("theme t1")
        assert f"Findings have changed since the last build ({name}): run doit." in err
        assert build(example.root).code == 0
        assert ask(example.root, "t1")[2] == ""
    finally:
        example.write(name, before)
        build(example.root)


# the build


def test_a_changed_label_is_looked_for_in_all_chapters_and_a_changed_word_in_its_own(
    thesis: Thesis,
) -> None:
    findings = "chapters/first-paper/findings/stages.yaml"
    thesis.write(findings, "- {id: s1, label: wholly unheard of}\n")
    assert thesis.build().code == 0
    thesis.replace(findings, "wholly unheard of", "nothing more")
    result = thesis.build()
    assert result.code == 0, result.text
    assert {"terms", "trace", "typst second-paper", "typst front-matter"} <= {*result.ran}
    thesis.replace(
        "chapters/second-paper/01-text.md", "Nothing more.", "Nothing more and nothing more."
    )
    result = thesis.build()
    assert {step for step in result.ran if step.startswith("typst ")} == {"typst second-paper"}
    assert "terms" not in result.ran
    assert "trace" in result.ran
    graph = json.loads(thesis.text("build/reports/trace.json"))
    appears = graph["nodes"]["first-paper/stages/s1"]["appears"]
    assert [each["unit"] for each in appears] == ["second-paper"]


def test_a_template_of_the_thesis_with_a_mistake_is_told_and_stops_no_document(
    thesis: Thesis,
) -> None:
    thesis.write("templates/reports/trace.html.j2", "<p>\n{{ nothing }}\n")
    before = thesis.digests()
    result = thesis.build()
    assert result.code == 1
    told = thesis.problems()
    assert [(p["rule"], p["file"]) for p in told] == [
        ("template-is-well-formed", "templates/reports/trace.html.j2")
    ]
    assert thesis.digests() == before


def test_where_the_pdf_fails_the_trace_waits_and_problems_are_told(thesis: Thesis) -> None:
    shipped = (ROOT / "templates/typst/softbound.typ").read_text("utf-8")
    thesis.write("templates/typst/softbound.typ", f"{shipped}\n#let made-pages = none\n")
    result = thesis.build()
    assert result.code == 1
    assert "pdf-can-be-made" in {p["rule"] for p in thesis.problems()}
