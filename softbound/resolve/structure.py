"""A freshly parsed unit → one whose headings, tables and figures all have the same plain form.

What comes out still lacks numbers, cross-references and citations; it depends on this unit alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from softbound import ast
from softbound.ast import Attributes, Element, Elements
from softbound.merge.lines import Source
from softbound.model.labels import (
    PASSAGES,
    PREFIXES,
    WRITTEN,
    Kind,
    Label,
    Role,
    UnitKind,
    Use,
    asks_page,
    is_reference,
    normal_id,
    prefix_of,
    target_of,
)
from softbound.problems import Place, Problem, problem
from softbound.resolve import redaction
from softbound.resolve.floats import Float, rewrite, to_div

LOST_NOTE = re.compile(r"\[\^[^\]\s]+\]")
TOKEN = re.compile(r"(?<![\w@\\])@\{?([\w][\w:.#$%&\-+?<>~/]*)")


@dataclass(frozen=True)
class Structured:
    """A unit in its plain form."""

    tree: ast.Tree
    labels: tuple[Label, ...]
    references: tuple[Use, ...]
    """Cross-references, in order."""
    citations: tuple[Use, ...]
    """Citations, in order."""
    problems: tuple[Problem, ...]


def structure(
    tree: ast.Tree,
    unit: str,
    kind: UnitKind,
    source: Source,
    image: Callable[[str], tuple[str, str, str]],
) -> Structured:
    """Bring a unit into its plain form.

    :param tree: what pandoc parsed.
    :param image: a path as the author wrote it → the path from the thesis's folder, and the rule
        that it breaks with a message (both empty where all is well).
    :return: the unit, its labels and uses, and problems of the rules about prose, headings,
        images and floats.
    """
    work = _Work(unit, kind, source, image)
    blocks = work.clean(tree["blocks"])
    blocks = work.headings(blocks)
    blocks = work.floats(blocks)
    blocks = work.marks(blocks)
    work.uses(blocks)
    blocks = work.links(work.spans(blocks))
    return Structured(
        ast.tree(blocks),
        tuple(_in_order(work.labels, blocks)),
        tuple(work.references),
        tuple(work.citations),
        tuple(work.problems),
    )


def _in_order(labels: Sequence[Label], blocks: Elements) -> list[Label]:
    """Labels as they follow each other in the text: so tables and figures are numbered."""
    kinds = ("Header", "Div", "Span")
    found = (ast.attributes(e).id for e in ast.walk(blocks) if e["t"] in kinds)
    at = {identifier: position for position, identifier in enumerate(found)}
    return sorted(labels, key=lambda label: at.get(label.anchor, -1))


def _quiet(blocks: Elements) -> Iterator[Element]:
    """The spans and divs of class ``quiet``; see :class:`~softbound.model.labels.Use`."""
    for element in ast.walk(blocks):
        if element["t"] in ("Span", "Div") and "quiet" in ast.attributes(element).classes:
            yield element


def _rows(value: Float) -> int:
    """How many rows a table has."""
    grids = [ast.grid(e) for e in ast.walk(value.content) if e["t"] == "Table"]
    return sum(len(grid.head) + len(grid.body) for grid in grids)


LAST = 1_000_000
"""More matches than any text has: the last one is meant."""
GAP = r"(?:[^\w\n]|_)"
"""What may stand between words: spaces, punctuation, the marks of emphasis."""


def _lines(title: str) -> Iterator[re.Pattern[str]]:
    """How a heading's line may look in the source, the most certain first."""
    words = re.findall(r"[^\W_]+", title)
    text = f"{GAP}+".join(words)
    yield re.compile(rf"(?m)^[ \t>]*#+{GAP}*{text}{GAP}*(?:\{{.*)?$")
    yield re.compile(rf"(?m)^{GAP}*{text}{GAP}*(?:\{{.*)?\n[ \t>]*(?:=+|-+)[ \t]*$")
    yield re.compile(rf"(?m)^[ \t>]*#.*{text}")
    yield re.compile(rf"(?m)^[ \t>]*#.*{''.join(words[:1])}")


class _Work:
    """The steps, and what they gather on their way through one unit."""

    def __init__(
        self,
        unit: str,
        kind: UnitKind,
        source: Source,
        image: Callable[[str], tuple[str, str, str]],
    ) -> None:
        self.unit, self.kind, self.source, self.image = unit, kind, source, image
        self.labels: list[Label] = []
        self.references: list[Use] = []
        self.citations: list[Use] = []
        self.problems: list[Problem] = []
        self.ids: Counter[str] = Counter()
        self.anchors: dict[str, str] = {}
        """An id as pandoc gave it → as it stands in the tree."""

    def place(self, *wanted: str | re.Pattern[str], nth: int = 0) -> Place:
        return self.source.place(wanted, nth)

    # raw code, images, footnotes

    def clean(self, blocks: Elements) -> Elements:
        """Without raw code; images with paths from the thesis's folder."""
        counts: Counter[str] = Counter()

        def cleaned(element: Element) -> Elements | None:
            if element["t"] == "Image":
                return [self._image(element, counts)]
            if element["t"] == "Str":
                if element["c"].startswith(":::") and not element["c"].strip(":"):
                    self._lost_fence()
                for mark in LOST_NOTE.findall(element["c"]):
                    self.problems.append(
                        problem(
                            "footnote-has-text",
                            self.place(mark),
                            f"The footnote {mark} has no text.",
                            f"Write {mark}: and the note in a paragraph of its own.",
                        )
                    )
                return None
            form, code = element["c"]
            if code.strip():
                nth = counts[f"raw {code}"]
                counts[f"raw {code}"] += 1
                first = code.strip().split("\n")[0]
                self.problems.append(
                    problem(
                        "raw-code-is-not-used",
                        self.place(first, nth=nth),
                        f"Raw {form} stands here: {first[:60]}",
                        "Write it in Markdown; a < that is meant as a sign is written \\<.",
                    )
                )
            return []

        if "<!--" in self.source.text:
            blocks = _without_remarks(blocks)
        result: Elements = ast.replace(
            blocks, cleaned, frozenset({"RawInline", "RawBlock", "Image", "Str"})
        )
        return result

    def _lost_fence(self) -> None:
        """A line ``:::`` that pandoc took for text: most often no empty line stands before it."""
        opening = re.compile(r"(?m)(?<=[^\n:]\n)[ \t]*:{3,}[ \t]*[^\s:].*$")
        closing = re.compile(r"(?m)^[ \t]*:{3,}[ \t]*$")
        self.problems.append(
            problem(
                "markdown-is-read-whole",
                self.place(opening, closing, nth=LAST),
                'A ":::" begins or closes nothing here, and would be printed.',
                "Leave an empty line before each ::: that begins something, and close each once.",
            )
        )

    def _image(self, element: Element, counts: Counter[str]) -> Element:
        attrs, alt, (path, title) = element["c"]
        nth = counts[path]
        counts[path] += 1
        if "drawn" in attrs[1]:
            return element
        target, rule, message = self.image(path)
        if rule:
            self.problems.append(problem(rule, self.place(f"]({path}", path, nth=nth), message))
        values = dict(attrs[2])
        alt = ast.words(values.pop("alt", "")) or alt
        if not ast.text(alt):
            self._no_alt(self.place(f"]({path}", path, nth=nth), path)
        shown = [attrs[0], attrs[1], [[key, value] for key, value in values.items()]]
        return {"t": "Image", "c": [shown, alt, [target, title]]}

    def _no_alt(self, place: Place, path: str) -> None:
        self.problems.append(
            problem(
                "figure-has-alt-text",
                place,
                f'The image "{path}" has no alternative text.',
                'Add {alt="What it shows, in a sentence."} after the closing bracket.',
            )
        )

    # headings

    def headings(self, blocks: Elements) -> Elements:
        """Headings with unique ids and kinds; the unit's title told from its sections."""
        state = {"titles": 0, "level": 0}
        seen: Counter[str] = Counter()

        def named(element: Element) -> Elements:
            return [self._heading(element, state, seen)]

        result: Elements = ast.replace(blocks, named, frozenset({"Header"}))
        if state["titles"] == 0 and self.kind == "chapter":
            self.problems.append(
                problem(
                    "chapter-has-one-title",
                    Place(self.source.map.files[0], 1),
                    "The chapter has no title.",
                    "Begin its first file with a line such as: # Title",
                )
            )
            heading = ast.header(1, Attributes(f"sec:{self.unit}"), ast.words(self.unit))
            result = [self._heading(heading, state, seen), *result]
        if self.kind == "appendices":
            titled = {label.place.file for label in self.labels if label.kind == "appendix"}
            self.problems.extend(
                problem(
                    "chapter-has-one-title",
                    Place(file, 1),
                    "The appendix has no title.",
                    "Begin the file with a line such as: # Title",
                )
                for file in self.source.map.files
                if file not in titled
            )
        if self.kind == "front-matter":
            self.problems.extend(self._untitled_pages(blocks))
        return result

    def _untitled_pages(self, blocks: Elements) -> Iterator[Problem]:
        """A problem for each front-matter page that does not begin with its title."""
        pages = [b for b in blocks if "page" in ast.attributes(b).classes]
        for file, page in zip(self.source.map.files, pages, strict=False):
            content = page["c"][1]
            if not content or content[0]["t"] != "Header" or content[0]["c"][0] != 1:
                yield problem(
                    "chapter-has-one-title",
                    Place(file, 1),
                    "The page has no title.",
                    "Begin the file with a line such as: # Title",
                )

    def _heading(self, element: Element, state: dict[str, int], seen: Counter[str]) -> Element:
        level, _, inlines = element["c"]
        attrs = ast.attributes(element)
        title = ast.text(inlines)
        nth = seen[title]
        seen[title] += 1
        place = self.source.place(_lines(title), nth)
        written = prefix_of(attrs.id) in ("sec", "app")
        identifier = normal_id(attrs.id) if written else self._unique(attrs.id)
        values = {key: value for key, value in attrs.values.items() if key == redaction.MARK}
        kind: Kind = "section"
        if level == 1:
            state["titles"] += 1
            if self.kind == "chapter":
                if state["titles"] > 1:
                    level = 2
                    self.problems.append(
                        problem(
                            "chapter-has-one-title",
                            place,
                            f'"{title}" is a second level-1 heading in this chapter.',
                            "Write it with ##: a chapter has one title.",
                        )
                    )
                else:
                    kind = "chapter"
            elif self.kind == "appendices":
                kind = "appendix"
            if kind != "section":
                values["kind"] = kind
        if level > state["level"] + 1 and state["titles"]:
            self.problems.append(
                problem(
                    "heading-levels-are-in-order",
                    place,
                    f'"{title}" has level {level}, but stands under level {state["level"]}.',
                    f"Write it with {'#' * (state['level'] + 1)}.",
                )
            )
        state["level"] = level
        classes = attrs.classes
        if self.kind == "front-matter" and "unnumbered" not in classes:
            classes = (*classes, "unnumbered")
        anchor = self._anchor(identifier)
        self.anchors.setdefault(attrs.id, anchor)
        numbered = "unnumbered" not in attrs.classes
        self.labels.append(Label(identifier, kind, title, place, level, anchor, written, numbered))
        return ast.header(level, Attributes(anchor, classes, values), inlines)

    def _unique(self, identifier: str) -> str:
        base = f"{self.unit}--{identifier or 'section'}"
        self.ids[base] += 1
        return base if self.ids[base] == 1 else f"{base}-{self.ids[base]}"

    def _anchor(self, identifier: str) -> str:
        """An id as it stands in the tree: itself, or a unique one where it stands twice."""
        if all(label.id != identifier for label in self.labels):
            return identifier
        return self._unique(identifier.replace(":", "-"))

    # tables and figures

    def floats(self, blocks: Elements) -> Elements:
        """Tables and figures as ``Div.float``; see docs/contributors/resolved-tree.md."""

        def found(candidate: Float) -> Element:
            return self._float(candidate)

        return rewrite(blocks, found)

    def _float(self, value: Float) -> Element:
        written = bool(WRITTEN.match(value.id))
        prefix = {"table": "tbl", "figure": "fig"}[value.kind]
        identifier = normal_id(value.id) if written else self._unique(value.id or f"{prefix}-1")
        title = ast.text(value.title)
        wanted = ([re.compile(re.escape(value.id) + r"(?![\w:.-])")] if value.id else []) + [
            title,
            *title.split(" ")[:1],
        ]
        if value.id:
            wanted.insert(0, re.compile("#" + re.escape(value.id) + r"(?![\w:.-])"))
        before = sum(label.id == identifier for label in self.labels)
        place = self.place(*[w for w in wanted if w], nth=before)
        if not title:
            self.problems.append(
                problem(
                    "float-has-title",
                    place,
                    f"The {value.kind} {f'@{identifier} ' if written else ''}has no title.",
                )
            )
        if written and PREFIXES[prefix_of(identifier)] != value.kind:
            self.problems.append(
                problem(
                    "float-has-title",
                    place,
                    f"The {value.kind} has the id {identifier}.",
                    f"Begin its id with {prefix}:",
                )
            )
        if value.kind == "table" and not _rows(value):
            self.problems.append(
                problem(
                    "markdown-is-read-whole",
                    place,
                    "The table has no rows.",
                    "Leave an empty line between its title and its first row.",
                )
            )
        if value.kind == "figure" and value.image is not None and not value.alt:
            self._no_alt(place, value.image["c"][2][0])
        anchor = self._anchor(identifier)
        self.anchors.setdefault(value.id, anchor)
        self.labels.append(Label(identifier, value.kind, title, place, 0, anchor, written))
        return to_div(value, anchor)

    # marked passages

    def marks(self, blocks: Elements) -> Elements:
        """Spans and divs with an id such as ``mark:funding`` or ``lim:sample``; each is a label."""

        def marked(element: Element) -> Elements | None:
            attrs = ast.attributes(element)
            if prefix_of(attrs.id) not in PASSAGES:
                return None
            identifier = normal_id(attrs.id)
            place = self.place(re.compile("#" + re.escape(attrs.id) + r"(?![\w:.-])"))
            anchor = self._anchor(identifier)
            self.anchors.setdefault(attrs.id, anchor)
            self.labels.append(Label(identifier, "mark", "", place, 0, anchor))
            return [ast.with_attributes(element, Attributes(anchor, attrs.classes, attrs.values))]

        result: Elements = ast.replace(blocks, marked, frozenset({"Span", "Div"}))
        return result

    # links and uses

    def spans(self, blocks: Elements) -> Elements:
        """Spans that a link may lead to, such as ``[]{#study:A}``, with ids unique in the thesis.

        Where an id stands twice, as in a table that is placed twice, links lead to the first.
        """

        def named(element: Element) -> Elements | None:
            attrs = ast.attributes(element)
            if not attrs.id or prefix_of(attrs.id):
                return None
            anchor = self._unique(attrs.id)
            self.anchors.setdefault(attrs.id, anchor)
            return [ast.with_attributes(element, replace(attrs, id=anchor))]

        result: Elements = ast.replace(blocks, named, frozenset({"Span"}))
        return result

    def links(self, blocks: Elements) -> Elements:
        """Links inside the unit, such as ``[Method]`` or ``[there](#method)``, to the new ids."""

        def led(element: Element) -> Elements | None:
            attrs, inlines, (target, title) = element["c"]
            if not target.startswith("#"):
                return None
            anchor = self.anchors.get(target[1:], normal_id(target[1:]))
            return [{"t": "Link", "c": [attrs, inlines, [f"#{anchor}", title]]}]

        result: Elements = ast.replace(blocks, led, frozenset({"Link"}))
        return result

    def uses(self, blocks: Elements) -> None:
        """Gather citations and cross-references with their places."""
        lines: dict[str, list[int]] = {}
        for number, line in enumerate(self.source.text.split("\n"), start=1):
            if "@" in line:
                for token in TOKEN.findall(line):
                    lines.setdefault(token.rstrip(".:,;?/"), []).append(number)
        seen: Counter[str] = Counter()
        quiet = {id(e) for part in _quiet(blocks) for e in ast.walk(part) if e["t"] == "Cite"}
        for element in ast.walk(blocks):
            if element["t"] != "Cite":
                continue
            for citation in element["c"][0]:
                key = citation["citationId"]
                at = lines.get(key) or [1]
                place = self.source.map.place(at[min(seen[key], len(at) - 1)])
                seen[key] += 1
                if is_reference(key):
                    role: Role = "page" if asks_page(key) else "text"
                    role = "quiet" if id(element) in quiet else role
                    self.references.append(Use(target_of(key), place, role))
                else:
                    self.citations.append(Use(key, place))


def to_json(value: Structured) -> dict[str, Any]:
    """Everything but the tree, for build/trees/UNIT.labels.json."""
    return {
        "labels": [label.to_json() for label in value.labels],
        "references": [use.to_json() for use in value.references],
        "citations": [use.to_json() for use in value.citations],
    }


GAPS = ("Space", "SoftBreak")


def _without_remarks(node: Any) -> Any:
    """What pandoc leaves of a comment within a line is nothing, between two spaces: one of them goes
    with it, or Word would show both."""
    if isinstance(node, dict):
        return {key: _without_remarks(value) for key, value in node.items()}
    if not isinstance(node, list):
        return node
    kept: list[Any] = []
    for index, each in enumerate(node):
        if _kind(each) == "RawInline" and not each["c"][1].strip():
            after = _kind(node[index + 1]) if index + 1 < len(node) else "end"
            if kept and _kind(kept[-1]) in GAPS and after in (*GAPS, "end"):
                kept.pop()
        elif kept or index == 0 or _kind(each) not in GAPS:
            kept.append(_without_remarks(each))
    return kept


def _kind(node: Any) -> str:
    return str(node.get("t", "")) if isinstance(node, dict) else ""
