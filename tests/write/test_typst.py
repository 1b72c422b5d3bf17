"""The PDF of a thesis resolved by hand, and many small chapters, all with the standards on."""

from __future__ import annotations

import re
import shutil
import struct
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
import pytest
import yaml
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from softbound import ast, processes
from softbound.model.profile import Profile
from softbound.model.thesis import Thesis
from softbound.plan import LIBRARIES
from softbound.write import typst

DATA = Path(__file__).parent / "data" / "typst"
TEMPLATES = Path(__file__).parents[2] / "templates" / "typst"
CASES = yaml.safe_load((DATA / "cases.yaml").read_text("utf-8"))
FONT = "Libertinus Serif"
"""Typst carries it, so that lines end at the same place on every machine."""
DRAWING = """#import "/build/typst/figures.typ": *
#drawing(width => block(width: width, height: 30mm, {
  at(0mm, 0mm, node(width: 40mm, height: 12mm)[Words of a drawing])
  arrow((20mm, 12mm), (20mm, 25mm))
}))
"""


def profile_of(**values: Any) -> Profile:
    source = {"title": "Tests", "recorded": date(2024, 1, 1), "status": "unverified"}
    return Profile(**{"name": "Tests", "sources": (source,), **values})


THESIS = Thesis(
    title='Ruptures and "reflection" \\ #1',
    subtitle="A subtitle",
    author="Jo Doe",
    degree="Doctor of Clinical Psychology",
    institution="University of Nowhere",
    department="Division of Health Research",
    month="May",
    year=2024,
    declaration="Submitted in part fulfilment of the degree.",
    keywords=("alliance", "reflection"),
    front_matter=("abstract", "declaration", "foreword"),
    chapters=("review", "empirical"),
)


def png(wide: int = 40, high: int = 20) -> bytes:
    """A red image of so many pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    rows = (b"\0" + b"\xc0\x20\x20" * wide) * high
    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    data = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + data


@cache
def parsed(markdown: str) -> ast.Tree:
    reader = "markdown-implicit_figures-citations"
    return ast.loads(processes.pandoc(["-f", reader, "-t", "json"], markdown).output)


@cache
def fragment(markdown: str, profile: Profile, front: bool = False) -> str:
    """A unit's Typst file."""
    write = typst.front_matter if front else typst.chapter
    answer = processes.pandoc(typst.PANDOC_ARGUMENTS, ast.dumps(write(parsed(markdown), profile)))
    assert answer.ok, answer.messages
    return answer.output.decode()


@dataclass(frozen=True)
class Built:
    """A compiled thesis."""

    pdf: bytes
    numbers: Mapping[str, str]
    """Id → page as displayed."""
    reader: pypdf.PdfReader

    @cached_property
    def pages(self) -> list[str]:
        return [" ".join(page.extract_text().split()) for page in self.reader.pages]

    @cached_property
    def words(self) -> str:
        return " ".join(self.pages)


def build(
    folder: Path,
    units: Mapping[str, str],
    profile: Profile | None = None,
    thesis: Thesis = THESIS,
    standards: tuple[str, ...] = typst.STANDARDS,
    empty: Collection[str] = (),
) -> Built:
    """Write all files of a thesis whose units are given as Markdown, and compile it."""
    profile = profile or profile_of()
    target = folder / "build" / "typst"
    target.mkdir(parents=True, exist_ok=True)
    for name in LIBRARIES:
        shutil.copy(TEMPLATES / f"{name}.typ", target)
    (folder / "build" / "figures").mkdir(exist_ok=True)
    for name in ("theme-map", "theory-model"):
        (folder / "build" / "figures" / f"{name}.typ").write_text(DRAWING)
    (folder / "chapters/review/figures").mkdir(parents=True, exist_ok=True)
    (folder / "chapters/review/figures/a.png").write_bytes(png())
    (folder / "a.png").write_bytes(png())
    for name, markdown in units.items():
        code = fragment(markdown, profile, front=name == "front-matter")
        (target / f"{name}.typ").write_text(code, "utf-8")
    rest = [name for name in units if name != "front-matter"]
    front = "front-matter" if "front-matter" in units else None
    main = folder / "build" / "thesis.typ"
    main.write_text(typst.main(thesis, profile, rest, FONT, front, empty), "utf-8")
    result = processes.typst_compile(
        main, folder, "pdf", standards, typst.timestamp(thesis), typst.PAGES_QUERY
    )
    assert result.ok, result.messages
    path = folder / "thesis.pdf"
    path.write_bytes(result.output)
    return Built(result.output, result.values["pages"], pypdf.PdfReader(path))


WHOLE = {
    name: (DATA / f"{name}.md").read_text("utf-8")
    for name in ("front-matter", "review", "empirical", "appendices")
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("whole"), WHOLE)


def tags(node: Any, seen: set[int] | None = None) -> Iterator[DictionaryObject]:
    """All elements of a PDF's structure tree, in order."""
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, ArrayObject):
        for item in node:
            yield from tags(item)
    elif isinstance(node, DictionaryObject) and "/S" in node:
        yield node
        if "/K" in node:
            yield from tags(node["/K"])


def structure(built: Built) -> list[DictionaryObject]:
    return list(tags(built.reader.root_object["/StructTreeRoot"]["/K"]))  # type: ignore[index]


# ── Small chapters ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    markdown = f'# Chapter {{kind="chapter"}}\n\n{case["markdown"]}'
    built = build(tmp_path, {"chapter": markdown}, profile_of(front_matter=()))
    shown = built.words.removeprefix("Chapter")
    # The number of the page stands at its foot.
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", case["shows"] + "1")
    code = fragment(markdown, profile_of(front_matter=()))
    for wanted in case.get("code", ()):
        assert wanted in code
    for unwanted in case.get("without", ()):
        assert unwanted not in code.partition("\n")[2]


# ── The whole ───────────────────────────────────────────────────────────────────────────────────


def test_both_standards_are_claimed(whole: Built) -> None:
    claims = whole.reader.root_object["/Metadata"].get_data().decode()  # type: ignore[attr-defined]
    assert "<pdfaid:part>2</pdfaid:part>" in claims
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in claims
    assert "<pdfuaid:part>1</pdfuaid:part>" in claims


def test_title_author_keywords_language_and_date_are_the_thesiss(whole: Built) -> None:
    info = whole.reader.metadata
    assert info is not None
    assert (info.title, info.author) == (THESIS.title, THESIS.author)
    assert "alliance" in str(info["/Keywords"])
    assert str(info["/CreationDate"]).startswith("D:20240501")
    assert str(whole.reader.root_object["/Lang"]) == "en-GB"


def test_same_inputs_give_the_same_bytes(whole: Built, tmp_path: Path) -> None:
    assert build(tmp_path, WHOLE).pdf == whole.pdf


def test_front_matter_is_in_the_profiles_order_each_on_a_new_page(whole: Built) -> None:
    begins = ("Ruptures and", "Declaration", "Abstract", "Foreword", "Contents", "List of tables")
    for number, (page, words) in enumerate(zip(whole.pages, begins, strict=False), 1):
        assert page.startswith(words)
        assert page.endswith(f" {number}") == (number > 1)  # the title page is not numbered


def test_lists_that_would_be_empty_are_left_out(tmp_path: Path) -> None:
    chapter = '# A chapter {#c kind="chapter" label="Chapter 1" number="1"}\n\nWords.'
    lists = ("list-of-tables", "list-of-figures", "list-of-appendices")
    built = build(tmp_path, {"chapter": chapter}, empty=lists)
    assert len(built.pages) == 3
    assert "List of" not in built.words


def test_the_contents_and_lists_give_labels_titles_and_pages(whole: Built) -> None:
    pages = whole.numbers
    squeezed = re.sub(r"[\s.]+", " ", " ".join(whole.pages[4:8]))
    for line in (
        f"Abstract {pages['front-matter--abstract']} ",
        f"Chapter 2: Engaging in reflection {pages['empirical--title']} ",
        f"Search strategy {pages['review--search']} ",
        f"Appendix A: Interview schedule {pages['app:schedule']} ",
        f"Table A1 Versions of the Schedule {pages['tbl:appendix']} ".replace(".", " "),
        f"Table 1 2 Characteristics of the Included Studies {pages['tbl:studies']} ",
        f"Figure 2 1 A Model of Engaging in Reflection {pages['fig:model']} ",
        f"Appendix A Interview schedule {pages['app:schedule']} ",
    ):
        assert line in squeezed
    assert "Databases" not in squeezed  # the fourth level
    assert "Keywords" not in squeezed  # a section of the front matter


def test_the_query_gives_the_page_on_which_each_labelled_thing_stands(whole: Built) -> None:
    for name, words in {
        "review--title": "Chapter 1 Therapists’ experiences",
        "tbl:small": "Table 1.1",
        "tbl:studies": "Table 1.2",
        "fig:photo": "A Picture",
        "app:map": "Appendix B Theme map",
    }.items():
        assert words in whole.pages[int(whole.numbers[name]) - 1]


def test_bookmarks_show_labels_and_levels(whole: Built) -> None:
    def titles(items: list[Any]) -> list[Any]:
        return [titles(i) if isinstance(i, list) else i.title for i in items]

    outline = titles(whole.reader.outline)
    second = outline.index("Chapter 2: Engaging in reflection")
    assert outline[second + 1 :] == [
        ["Introduction"],
        "Appendix A: Interview schedule",
        "Appendix B: Theme map",
    ]
    deepest = ["Inclusion", ["Why this was done?", "A heading before a list"]]
    sections = ["Introduction", "Method", ["Search strategy", ["Databases", deepest]]]
    assert outline[second - 1] == [*sections, "Results", "References"]


def test_the_running_head_stands_on_all_pages_but_a_chapters_first(whole: Built) -> None:
    first = int(whole.numbers["review--title"]) - 1
    head = "Therapists’ experiences of ruptures in the alliance "
    assert not whole.pages[first].startswith(head)
    for page in whole.pages[first + 1 : int(whole.numbers["empirical--title"]) - 1]:
        assert page.startswith(head)


def test_landscape_pages_are_turned_and_keep_head_and_number(whole: Built) -> None:
    turned = [
        (number, page)
        for number, page in enumerate(whole.reader.pages, 1)
        if page.mediabox.width > page.mediabox.height
    ]
    assert len(turned) > 1
    assert turned[0][0] == int(whole.numbers["tbl:studies"])
    for number, _ in turned:
        words = whole.pages[number - 1]
        assert words.startswith("Therapists’ experiences")
        assert words.endswith(f" {number}")
        assert "Study Country Aim" in words  # the head is repeated


def test_a_long_table_repeats_its_head_and_keeps_its_notes(whole: Built) -> None:
    first = int(whole.numbers["tbl:long"]) - 1
    pages = [page for page in whole.pages[first:] if "What it holds" in page]
    assert len(pages) > 1
    assert all("Category Description Count" in page for page in pages)
    assert "Note 15 of the table." in whole.words
    assert "Subhead over all columns 12" in whole.words


def test_tags_say_what_everything_is(whole: Built) -> None:
    found = structure(whole)
    kinds = [str(tag["/S"]) for tag in found]
    for kind in ("/Title", "/H1", "/H6", "/TOC", "/Table", "/TH", "/TD", "/Caption", "/BlockQuote"):
        assert kind in kinds
    alts = {str(tag["/S"]): str(tag["/Alt"]) for tag in found if "/Alt" in tag}
    assert alts["/Formula"].startswith(r"\bar{x}")
    figures = [str(tag["/Alt"]) for tag in found if str(tag["/S"]) == "/Figure"]
    assert figures == [
        "Three themes lead to one line of argument.",
        "A red rectangle.",
        "Three stages with their categories.",
        "A text box.",
    ]


def test_words_of_a_drawn_figure_are_text(whole: Built) -> None:
    assert "Words of a drawing" in whole.pages[int(whole.numbers["fig:map"]) - 1]


def test_citations_and_cross_references_lead_to_their_places(whole: Built) -> None:
    page = whole.reader.pages[int(whole.numbers["review--title"]) - 1]
    number_of = {p["/StructParents"]: n for n, p in enumerate(whole.reader.pages, 1)}
    ends = []
    for annotation in page["/Annots"]:  # type: ignore[attr-defined]
        target = annotation.get_object().get("/Dest") or annotation.get_object()["/A"]["/D"]
        if isinstance(target, (str, bytes)):
            target = whole.reader.named_destinations[str(target)].dest_array
        ends.append(number_of[target[0].get_object()["/StructParents"]])
    wanted = {
        *(int(whole.numbers[name]) for name in ("tbl:studies", "fig:map", "empirical--title")),
    }
    assert wanted <= set(ends)
    entries = next(n for n, words in enumerate(whole.pages, 1) if "Guilford Press" in words)
    assert entries in ends


def test_what_is_unresolved_is_marked(whole: Built) -> None:
    assert "[?smith2020]; a link to nowhere." in whole.words


# ── The look ────────────────────────────────────────────────────────────────────────────────────


def places(built: Built, number: int) -> list[tuple[float, float, str]]:
    """Pieces of text of a page (from 1): millimetres from the left and from the top, text."""
    page = built.reader.pages[number - 1]
    high = float(page.mediabox.height)
    found: list[tuple[float, float, str]] = []

    def visit(text: str, cm: Any, tm: Any, font: Any, size: Any) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            found.append((x * 25.4 / 72, (high - y) * 25.4 / 72, text.strip()))

    page.extract_text(visitor_text=visit)
    return found


PROSE = "A line of prose that goes on for some time, as lines of prose may do. " * 40


@pytest.mark.parametrize(("lines", "size"), [(1, 11), (1.5, 12), (2, 12)])
def test_lines_are_as_far_apart_as_in_word(lines: float, size: float, tmp_path: Path) -> None:
    profile = profile_of(
        front_matter=(), fonts={"size": size}, spacing={"body": lines}, margins={"binding": 35}
    )
    chapter = f'# C {{kind="chapter"}}\n\n{PROSE}\n\n{PROSE}'
    built = build(tmp_path, {"c": chapter}, profile)
    downs = sorted({round(y, 2) for _, y, text in places(built, 1)})[1:-1]
    steps = {round(low - high, 1) for high, low in pairwise(downs)}
    assert steps == {round(lines * 1.15 * size * 25.4 / 72, 1)}
    left = sorted({round(x, 1) for x, _, text in places(built, 1) if "prose" in text})
    assert left[0] == pytest.approx(35, abs=0.3)
    assert left[-1] == pytest.approx(35 + 12.7, abs=0.3)  # a first line


def test_a_landscape_page_is_bound_at_its_top(tmp_path: Path) -> None:
    profile = profile_of(front_matter=(), margins={"binding": 50, "bottom": 31})
    built = build(tmp_path, {"review": WHOLE["review"], "empirical": WHOLE["empirical"]}, profile)
    number = int(built.numbers["tbl:studies"])
    label = next(place for place in places(built, number) if place[2].startswith("Table 1.2"))
    assert label[0] == pytest.approx(31, abs=0.3)
    assert 50 < label[1] < 55


def test_roman_front_matter_lets_the_chapters_begin_at_one(tmp_path: Path) -> None:
    numbers = {"position": "top-right", "front_matter": "roman"}
    built = build(tmp_path, WHOLE, profile_of(page_numbers=numbers))
    assert built.numbers["front-matter--abstract"] == "iii"
    assert built.numbers["review--title"] == "1"
    assert built.reader.page_labels[:2] == ["i", "ii"]
    assert built.reader.page_labels[8] == "1"
    x, y, _ = next(place for place in places(built, 3) if place[2] == "iii")
    assert (x > 180, y < 20) == (True, True)


def test_numbered_sections_and_unnumbered_chapters(tmp_path: Path) -> None:
    chapter = '# A chapter {#c kind="chapter"}\n\n## Method {#m number="1.1"}\n\nWords.'
    built = build(tmp_path, {"c": chapter})
    assert "A chapter 1.1 Method Words." in built.words
    assert "1.1 Method ." in built.words


def test_a_caption_is_never_parted_from_the_first_row(tmp_path: Path) -> None:
    def chapter(lines: int) -> str:
        rows = "\n".join(f"| row {n} | x[^{n}] |" for n in range(40))
        notes = "\n".join(f"[^{n}]: Note {n}.\n" for n in range(40))
        above = "| line\n" * lines
        return f"""# Chapter {lines} {{#c{lines} kind="chapter"}}

{above}
::: {{#t{lines} .float kind="table" label="Table {lines}"}}
::: title
Title
:::

| head | head |
|------|------|
{rows}

::: note
Words.
:::
:::

{notes}"""

    units = {f"u{lines}": chapter(lines) for lines in range(25, 35)}
    built = build(tmp_path, units, profile_of(front_matter=()))
    parted = 0
    for lines in range(25, 35):
        begun = next(page for page in built.pages if f"Table {lines}" in page)
        assert f"Table {lines} Title head head row 0" in begun
        parted += "line line" not in begun
    assert 0 < parted < len(units)  # some tables had to go to the next page


def test_words_in_cells_are_divided_only_where_they_must_be(tmp_path: Path) -> None:
    # A pipe table with a line of more than 72 characters takes its widths from the dashes.
    words = "Semi-structured interviews with United Kingdom staff, " * 3
    markdown = f"""# C {{kind="chapter"}}

| Long | Short |
|:----|:------------------------------------|
| Deinstitutionalisation | {words} |
"""
    built = build(tmp_path, {"c": markdown}, profile_of(front_matter=()))
    assert "Deinstitutionalisation" not in built.words
    assert "Dein" in built.words
    # In this font the hyphen and the soft hyphen are one glyph.
    assert words.strip() in built.words.replace("\u00ad", "-")


def turning(paragraphs: int, floats: str = "") -> str:
    """A chapter whose landscape table comes early, with so many paragraphs after it."""
    table = """::: {#tbl:%s .float kind="table" label="Table %s"%s}
::: title
Title
:::

| a |
|---|
| b |
:::
"""
    after = [f"Paragraph {n} begins. {PROSE[:400]}\n" for n in range(paragraphs)]
    if floats:
        after.insert(2, table % ("second", "2", floats))
    wide = table % ("wide", "1", ' landscape="true"')
    return "\n".join(['# C {kind="chapter"}\n', "Before.\n", wide, *after])


@pytest.mark.parametrize("paragraphs", [0, 1, 4, 12, 40])
def test_a_landscape_page_comes_when_the_page_before_is_full(
    paragraphs: int, tmp_path: Path
) -> None:
    built = build(tmp_path, {"c": turning(paragraphs)}, profile_of(front_matter=()))
    assert built.numbers["tbl:wide"] == "2"
    assert built.words.count("Table 1 Title") == 1
    first = [place for place in places(built, 1) if "Paragraph" in place[2]]
    # As many paragraphs of five lines (37 mm) as fit under the first lines, all whole.
    assert len(first) == min(paragraphs, 6)
    shown = [f"Paragraph {n} begins." for n in range(paragraphs)]
    assert re.findall(r"Paragraph \d+ begins\.", built.words) == shown


def test_a_landscape_table_stays_before_the_next_table(tmp_path: Path) -> None:
    markdown = turning(8, floats=' landscape="false"')
    built = build(tmp_path, {"c": markdown}, profile_of(front_matter=()))
    assert built.words.index("Table 1") < built.words.index("Table 2")
    assert "Paragraph 1 begins" in built.pages[0]
    assert "Paragraph 2 begins" not in built.pages[0]


def test_a_missing_alt_text_costs_only_the_claim(tmp_path: Path) -> None:
    markdown = '# C {kind="chapter"}\n\n![](a.png)'
    built = build(tmp_path, {"c": markdown}, profile_of(front_matter=()), standards=())
    assert len(built.reader.pages[0].images) == 1
    with pytest.raises(AssertionError, match="alt"):
        build(tmp_path, {"c": markdown}, profile_of(front_matter=()))


@pytest.mark.parametrize(("pixels", "width"), [((40, 20), "900%"), ((10, 90), "100%")])
def test_a_picture_is_never_larger_than_the_page(
    pixels: tuple[int, int], width: str, tmp_path: Path
) -> None:
    (tmp_path / "big.png").write_bytes(png(*pixels))
    markdown = f"""# C {{kind="chapter"}}

::: {{#fig:f .float kind="figure" label="Figure 1" alt="Red." width="{width}"}}
::: title
Title
:::

![Red.](big.png)
:::
"""
    built = build(tmp_path, {"c": markdown}, profile_of(front_matter=()))
    content = built.reader.pages[0].get_contents()
    assert content is not None
    found = re.search(rb"q ([\d.]+) 0 0 ([\d.]+) [\d.]+ ([\d.]+) cm/x0 Do", content.get_data())
    assert found is not None
    wide, high, foot = (float(part) * 25.4 / 72 for part in found.groups())
    assert wide <= 150.1
    assert wide / high == pytest.approx(pixels[0] / pixels[1], rel=0.01)
    assert foot >= 20
