"""A freshly parsed unit → one whose headings, tables and figures all have the same plain form.

What comes out still lacks numbers, cross-references and citations; it depends on this unit alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from softbound import ast
from softbound.ast import Attributes, Element, Elements
from softbound.merge.lines import Source
from softbound.model.labels import PREFIXES, Kind, Label, Use
from softbound.problems import Place, Problem, problem
from softbound.resolve.floats import Float, rewrite, to_div

UnitKind = Literal["front-matter", "chapter", "appendices"]
WRITTEN = re.compile(r"^(tbl|fig|sec|app)[:-](.+)$")
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


def normal_id(identifier: str) -> str:
    """``tbl-x`` as Quarto writes it → ``tbl:x``; anything else as it is."""
    found = WRITTEN.match(identifier)
    return f"{found[1]}:{found[2]}" if found else identifier


def is_reference(identifier: str) -> bool:
    """Whether an @id is a cross-reference rather than a citation."""
    return WRITTEN.match(identifier) is not None


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
    work.uses(blocks)
    return Structured(
        ast.tree(blocks),
        tuple(work.labels),
        tuple(work.references),
        tuple(work.citations),
        tuple(work.problems),
    )


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

        result: Elements = ast.replace(
            blocks, cleaned, frozenset({"RawInline", "RawBlock", "Image", "Str"})
        )
        return result

    def _image(self, element: Element, counts: Counter[str]) -> Element:
        attrs, alt, (path, title) = element["c"]
        nth = counts[path]
        counts[path] += 1
        if "drawn" in attrs[1]:
            return element
        target, rule, message = self.image(path)
        if rule:
            self.problems.append(problem(rule, self.place(f"]({path}", path, nth=nth), message))
        if not ast.text(alt):
            self._no_alt(self.place(f"]({path}", path, nth=nth), path)
        return {"t": "Image", "c": [attrs, alt, [target, title]]}

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

        def titled(element: Element) -> Elements:
            return [self._heading(element, state, seen)]

        result: Elements = ast.replace(blocks, titled, frozenset({"Header"}))
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
        return result

    def _heading(self, element: Element, state: dict[str, int], seen: Counter[str]) -> Element:
        level, _, inlines = element["c"]
        attrs = ast.attributes(element)
        title = ast.text(inlines)
        nth = seen[title]
        seen[title] += 1
        first_words = re.escape(title.split(" ")[0]) if title else ""
        place = self.place(
            re.compile(r"(?m)^\s*#+.*" + re.escape(title)),
            re.compile(r"(?m)^\s*#+.*" + first_words),
            nth=nth,
        )
        written = bool(WRITTEN.match(attrs.id)) and attrs.id[:3] in ("sec", "app")
        identifier = normal_id(attrs.id) if written else self._unique(attrs.id)
        values: dict[str, str] = {}
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
        self.labels.append(Label(identifier, kind, title, place, level, anchor, written))
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
        place = self.place(*[w for w in wanted if w])
        if not title:
            self.problems.append(
                problem(
                    "float-has-title",
                    place,
                    f"The {value.kind} {f'@{identifier} ' if written else ''}has no title.",
                )
            )
        if written and PREFIXES[identifier[:3]] != value.kind:
            self.problems.append(
                problem(
                    "float-has-title",
                    place,
                    f"The {value.kind} has the id {identifier}.",
                    f"Begin its id with {prefix}:",
                )
            )
        if value.kind == "figure" and value.image is not None and not value.alt:
            self._no_alt(place, value.image["c"][2][0])
        anchor = self._anchor(identifier)
        self.labels.append(Label(identifier, value.kind, title, place, 0, anchor, written))
        return to_div(value, anchor)

    # uses

    def uses(self, blocks: Elements) -> None:
        """Gather citations and cross-references with their places."""
        lines: dict[str, list[int]] = {}
        for number, line in enumerate(self.source.text.split("\n"), start=1):
            if "@" in line:
                for token in TOKEN.findall(line):
                    lines.setdefault(token.rstrip(".:,;?/"), []).append(number)
        seen: Counter[str] = Counter()
        for element in ast.walk(blocks):
            if element["t"] != "Cite":
                continue
            for citation in element["c"][0]:
                key = citation["citationId"]
                at = lines.get(key) or [1]
                place = self.source.map.place(at[min(seen[key], len(at) - 1)])
                seen[key] += 1
                if is_reference(key):
                    self.references.append(Use(normal_id(key), place))
                else:
                    self.citations.append(Use(key, place))


def to_json(value: Structured) -> dict[str, Any]:
    """Everything but the tree, for build/trees/UNIT.labels.json."""
    return {
        "labels": [label.to_json() for label in value.labels],
        "references": [use.to_json() for use in value.references],
        "citations": [use.to_json() for use in value.citations],
    }


@dataclass(frozen=True)
class Uses:
    """What a unit defines and names."""

    unit: str
    kind: UnitKind
    labels: Sequence[Label]
    references: Sequence[Use]
    citations: Sequence[Use]

    @staticmethod
    def from_json(unit: str, kind: UnitKind, value: dict[str, Any]) -> Uses:
        return Uses(
            unit,
            kind,
            [Label.from_json(label) for label in value["labels"]],
            [Use.from_json(use) for use in value["references"]],
            [Use.from_json(use) for use in value["citations"]],
        )
