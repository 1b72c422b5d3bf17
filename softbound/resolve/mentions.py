"""A resolved unit → where it names themes, categories and other findings, quotes and cites them.

The tree comes back with an empty ``Span.traced`` at each such place, for the writer that knows
pages; nothing else in it changes. A title needs none: the place of its heading, table or figure is
known, and what stands in it would stand in the contents too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from softbound import ast
from softbound.ast import Attributes, Element, Elements
from softbound.resolve.searched import WORD, Index, Pattern, Ref, bare, continues, plain, same

Role = Literal["text", "heading", "caption", "table", "note", "quotation", "citation", "limitation"]
TRACED = "traced"
"""The class of an anchor; its attribute ``n`` is the anchor's number in the unit."""
LIMITATION = re.compile(r"(?:^|--)lim[:-](.+)$")
SECOND = re.compile(r"-\d+$")
"""What makes the id of a second passage another one."""
REACH = 12
"""How many words and spaces away from what is meant an anchor may stand."""
NO_TEXT = "\ufffc"
"""Stands for code and formulas, so that no label reaches over them."""


@dataclass(frozen=True)
class Anchor:
    """A place in the text, and the findings that are named, quoted or cited there."""

    at: int | None
    """The number of its ``Span.traced``; None where ``id`` tells the place."""
    id: str
    """The heading, table or figure in whose title it stands."""
    of: tuple[Ref, ...]
    """The findings; several where they have the same name."""
    role: Role
    """What it stands in, or that it is a quotation, a citation or a marked limitation."""
    section: str
    """The title of the section."""

    def to_json(self) -> list[Any]:
        return [self.at, self.id, [list(ref) for ref in self.of], self.role, self.section]

    @staticmethod
    def from_json(value: Sequence[Any]) -> Anchor:
        at, identifier, of, role, section = value
        return Anchor(at, identifier, tuple((r[0], r[1], r[2]) for r in of), role, section)


def anchored(tree: ast.Tree, unit: str, searched: Index) -> tuple[ast.Tree, list[Anchor]]:
    """A resolved unit with an anchor at each place, and the list of these places.

    Of several mentions in one paragraph or cell the first and the last are kept: a page may end
    between them.
    """
    work = _Work(unit, searched)
    blocks = work.blocks(tree["blocks"], _Where())
    return {**tree, "blocks": blocks}, work.anchors


@dataclass(frozen=True)
class _Where:
    """What blocks stand in."""

    role: Role = "text"
    float: str = ""
    """The id of a table or figure whose title this is."""


@dataclass
class _Flat:
    """The text of a paragraph, and what of it is which element."""

    parts: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    """Where each element of ``elements`` begins."""
    elements: list[Element] = field(default_factory=list)
    length: int = 0
    marked: list[tuple[int, Role, tuple[Ref, ...]]] = field(default_factory=list)
    """Where a quotation, a citation or a limitation begins."""

    def add(self, text: str, element: Element) -> None:
        self.starts.append(self.length)
        self.elements.append(element)
        self.parts.append(text)
        self.length += len(text)

    def before(self, position: int) -> Element | None:
        """The element before which an anchor stands for what begins at a position.

        It is the second word, where there is one: what stands before the first would be left behind
        at the end of a line, and of a page, where the first begins the next. Fonts move a capital nearer to the space before it, and an anchor would part the two: so a
        word in small letters is taken, of those that follow if one is near.
        """
        here = bisect_right(self.starts, position) - 1
        near = [*range(max(here, 0) + 1, here + REACH), *range(here, here - REACH, -1)]
        good = (self.elements[n] for n in near if 0 <= n < len(self.elements) and self._parts(n))
        return next(good, self.elements[here] if 0 <= here < len(self.elements) else None)

    def _parts(self, number: int) -> bool:
        """Whether an anchor before an element parts nothing that a font sets as one."""
        if number == 0:
            return True
        blank = self.parts[number - 1] == " "
        return blank and self.parts[number] != " " and not self.parts[number][:1].isupper()


class _Work:
    """The walk through one unit."""

    def __init__(self, unit: str, searched: Index) -> None:
        self.unit, self.searched = unit, searched
        self.anchors: list[Anchor] = []
        self.section = ""
        self.number = 0
        self.pending: list[tuple[Role, tuple[Ref, ...]]] = []
        """What the next paragraph begins: the quotations of a div, its limitation."""

    # blocks

    def blocks(self, node: Any, where: _Where) -> Any:
        """Blocks, or what holds some, with anchors."""
        if node.__class__ is list:
            return [self.blocks(item, where) for item in node]
        if node.__class__ is not dict or "t" not in node:
            return node
        handler = BLOCKS.get(node["t"])
        if handler is not None:
            return handler(self, node, where)
        if node.get("c").__class__ is list and node["t"] not in SKIPPED:
            return {"t": node["t"], "c": self.blocks(node["c"], where)}
        return node

    def text(self, block: Element, where: _Where) -> Element:
        return {"t": block["t"], "c": self.inlines(block["c"], where)}

    def header(self, block: Element, where: _Where) -> Element:
        self.section = ast.text(block["c"][2])
        identifier = ast.attributes(block).id
        if identifier:
            self._titled(block["c"][2], identifier, "heading")
        return block

    def div(self, block: Element, where: _Where) -> Element:
        attrs = ast.attributes(block)
        if "references" in attrs.classes:
            return block
        if "title" in attrs.classes and where.float:
            self._titled(block["c"][1], where.float, "caption")
            return block
        self.pending += self._meant(attrs, block)
        if "float" in attrs.classes:
            role: Role = "table" if attrs.values.get("kind") == "table" else "text"
            where = _Where(role, attrs.id)
        elif "note" in attrs.classes and where.float:
            where = replace(where, role="note")
        return {"t": "Div", "c": [block["c"][0], self.blocks(block["c"][1], where)]}

    def table(self, block: Element, where: _Where) -> Element:
        """A table; one without number and title too."""
        inner = replace(where, role="table")
        return {"t": "Table", "c": self.blocks(block["c"], inner)}

    def lines(self, block: Element, where: _Where) -> Element:
        return {"t": "LineBlock", "c": [self.inlines(line, where) for line in block["c"]]}

    def definitions(self, block: Element, where: _Where) -> Element:
        items = [[self.inlines(t, where), self.blocks(d, where)] for t, d in block["c"]]
        return {"t": "DefinitionList", "c": items}

    def _titled(self, title: Any, identifier: str, role: Role) -> None:
        """What a title names; its place is known by its id."""
        found = {p.of: None for _, p in self._found(plain(ast.text(title)), any_case=True)}
        self.anchors += [Anchor(None, identifier, of, role, self.section) for of in found]

    # inlines

    def inlines(self, content: Elements, where: _Where) -> Elements:
        """The inlines of a paragraph, a cell or a line."""
        flat = _Flat()
        flat.marked += [(0, role, of) for role, of in self.pending]
        self.pending = []
        self._flatten(content, flat)
        marks: dict[int, list[Element]] = {}
        for position, role, of in self._places("".join(flat.parts), flat, where.role):
            element = flat.before(position)
            if element is not None:
                self.number += 1
                self.anchors.append(Anchor(self.number, "", of, role, self.section))
                attrs = Attributes("", (TRACED,), {"n": f"{self.unit}:{self.number}"})
                marks.setdefault(id(element), []).append(ast.span(attrs, []))
        return self._with(content, marks)

    def _places(
        self, text: str, flat: _Flat, role: Role
    ) -> Iterator[tuple[int, Role, tuple[Ref, ...]]]:
        """Where anchors are to stand: of equal ones the first and the last."""
        every: list[tuple[int, Role, tuple[Ref, ...]]] = [
            *flat.marked,
            *(
                (start, "quotation" if p.how == "words" else role, p.of)
                for start, p in self._found(text, table=role == "table")
            ),
        ]
        ends: dict[tuple[Role, tuple[Ref, ...]], list[int]] = {}
        for start, what, of in every:
            ends.setdefault((what, of), []).append(start)
        for (what, of), starts in ends.items():
            for start in sorted({min(starts), max(starts)}):
                yield start, what, of

    def _flatten(self, content: Any, flat: _Flat) -> None:
        for element in content:
            kind = element["t"]
            if kind == "Str":
                flat.add(plain(element["c"]), element)
            elif kind in ast.BREAKS:
                flat.add(" ", element)
            elif kind in ("Code", "Math"):
                flat.add(NO_TEXT, element)
            elif kind == "Quoted":
                sign = "'" if element["c"][0]["t"] == "SingleQuote" else '"'
                flat.add(sign, element)
                self._flatten(element["c"][1], flat)
                flat.add(sign, element)
            elif kind in ("Span", "Link"):
                attrs = ast.attributes(element)
                flat.marked += [(flat.length, *meant) for meant in self._meant(attrs, element)]
                if "literal" in attrs.classes:  # written as one string, which no anchor parts
                    flat.add(plain(ast.text(element)), element)
                else:
                    self._flatten(element["c"][1], flat)
            elif kind == "Cite":
                known = (self.searched.citations.get(c["citationId"]) for c in element["c"][0])
                flat.marked += [(flat.length, "citation", of) for of in known if of]
                self._flatten(element["c"][1], flat)
            elif kind in ("Emph", "Strong", "Underline", "Strikeout", "SmallCaps"):
                self._flatten(element["c"], flat)
            elif kind in ("Superscript", "Subscript", "Image", "RawInline"):
                flat.add(NO_TEXT, element)

    def _with(self, content: Elements, marks: Mapping[int, Elements]) -> Elements:
        """Inlines with anchors before the marked ones; footnotes walked through."""
        result: Elements = []
        for element in content:
            result += marks.get(id(element), ())
            kind: str = element["t"]
            inner: Any = element.get("c")
            if kind == "Note":
                kept, self.pending = self.pending, []
                element = {"t": "Note", "c": self.blocks(inner, _Where("note"))}
                self.pending = kept
            elif kind in ("Emph", "Strong", "Underline", "Strikeout", "SmallCaps"):
                element = {"t": kind, "c": self._with(inner, marks)}
            elif kind in ("Span", "Link", "Quoted", "Cite"):
                element = {"t": kind, "c": [inner[0], self._with(inner[1], marks), *inner[2:]]}
            result.append(element)
        return result

    # what is meant

    def _meant(self, attrs: Attributes, element: Element) -> list[tuple[Role, tuple[Ref, ...]]]:
        """What a span or div says of itself: that it quotes a finding, or tells a limitation."""
        meant: list[tuple[Role, tuple[Ref, ...]]] = []
        if "quotation" in attrs.classes and attrs.values.get("of"):
            of = self._quoted(attrs, element)
            if of:
                meant.append(("quotation", of))
        found = LIMITATION.search(attrs.id)
        if found:
            known = self.searched.limitations
            of = known.get(found[1]) or known.get(SECOND.sub("", found[1])) or ()
            if of:
                meant.append(("limitation", of))
        return meant

    def _quoted(self, attrs: Attributes, element: Element) -> tuple[Ref, ...]:
        """Whose words a quotation shows, where several chapters have its id: those whose words they
        are, then this chapter's own, then the first."""
        known = self.searched.quoted.get(attrs.values["of"], ())
        chapter = attrs.values.get("chapter")
        known = [each for each in known if chapter in (None, each[0][0])]
        if len(known) > 1:
            shown = bare(re.sub(r"\([^()]*\)\W*$", "", ast.text(element)))
            known = [each for each in known if shown and shown in each[1]] or known
        own = [each for each in known if each[0][0] == self.unit] or known
        return (own[0][0],) if own else ()

    def _found(
        self, text: str, any_case: bool = False, table: bool = False
    ) -> list[tuple[int, Pattern]]:
        """Labels and words in a text, but for labels within longer ones."""
        spans: list[tuple[int, int, Pattern]] = []
        for word in WORD.finditer(text):
            start = word.start()
            if start and continues(text, start - 1, -1):
                continue
            for pattern in self.searched.patterns.get(word[0].lower(), ()):
                end = start + len(pattern.text)
                if pattern.how == "table" and not table:
                    continue
                if same(text[start:end], pattern, any_case) and not continues(text, end, 1):
                    spans.append((start, end, pattern))
        return [
            (start, pattern)
            for start, end, pattern in spans
            if not any(
                s <= start and end <= e and e - s > end - start and p.how != "words"
                for s, e, p in spans
            )
        ]


SKIPPED = frozenset({"CodeBlock", "RawBlock", "HorizontalRule", "Str"})
BLOCKS: Mapping[str, Callable[[_Work, Element, _Where], Element]] = {
    "Para": _Work.text,
    "Plain": _Work.text,
    "Header": _Work.header,
    "Div": _Work.div,
    "Table": _Work.table,
    "LineBlock": _Work.lines,
    "DefinitionList": _Work.definitions,
}
