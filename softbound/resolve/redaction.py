"""The public version of a unit: what its author marked gives way to boxes of the same size.

``[words]{redact="a place"}`` marks words, ``::: {redact="a letter"}`` blocks, and a heading with
``{redact="…"}`` all that stands below it; the value is the label that the box gets. The words do
not get into the tree of the public version but for what a writer needs to know of their size, and
stand in no document: not under a box, in a bookmark, in the contents or in an alternative text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from softbound import ast
from softbound.ast import Attributes, Element, Elements, Tree

MARK = "redact"
"""The attribute, or class, that marks."""
UNNAMED = ("", "true", "yes")
LABEL = "redacted"
"""The label of what its author gave none."""
CLASS = "redacted"
"""Of spans and images that writers show as boxes."""


@dataclass(frozen=True)
class Redacted:
    """A unit's public version."""

    tree: Tree
    removed: tuple[str, ...]
    """The words that no longer stand in it, a text for each mark, in order."""
    pictures: Mapping[str, tuple[str, str]]
    """The path of a box → the picture that it stands for, and its label."""
    labels: tuple[str, ...]
    """What stands on the boxes."""
    names: Mapping[str, tuple[str, Elements]]
    """The id of a heading, table or figure whose title has changed → its id now, since an id may
    tell what the title told, and the title."""


def redacted(tree: Tree, unit: str, picture_folder: str) -> Redacted:
    """A unit's resolved tree → its public version; the tree itself where nothing is marked.

    :param picture_folder: where the boxes of pictures will lie, from the thesis's folder.
    """
    labels = {_label(element) for element in ast.walk(tree["blocks"])} - {""}
    if not labels:
        return Redacted(tree, (), {}, (), {})
    work = _Work(unit, picture_folder)
    blocks = work.blocks(tree["blocks"], None)
    removed = tuple(dict.fromkeys(work.removed))
    changed = {**tree, "blocks": blocks}
    return Redacted(changed, removed, work.pictures, tuple(sorted(labels)), work.names)


def renamed(tree: Tree, names: Mapping[str, tuple[str, Elements]]) -> Tree:
    """A tree whose links lead to ids, and tell titles, as they are in the public version.

    :param names: of all units.
    """

    def rewrite(element: Element) -> Elements | None:
        attrs, inlines, (target, tip) = element["c"]
        if target.removeprefix("#") not in names:
            return None
        name, title = names[target.removeprefix("#")]
        if dict(attrs[2]).get("shows") == "title":
            inlines = [ast.string("“"), *title, ast.string("”")]
        return [{"t": "Link", "c": [attrs, inlines, [f"#{name}", tip]]}]

    changed: Tree = ast.replace(tree, rewrite, frozenset({"Link"})) if names else tree
    return changed


def _label(element: Element) -> str:
    """The label of what an element marks; empty where it marks nothing."""
    if element["t"] not in ast.ATTRIBUTE_INDEX:
        return ""
    attrs = ast.attributes(element)
    value = attrs.values.get(MARK)
    if value is None:
        return LABEL if MARK in attrs.classes else ""
    if value.strip().lower() in ("false", "no"):
        return ""
    return LABEL if value.strip().lower() in UNNAMED else value.strip()


@dataclass
class _Region:
    """Blocks that are redacted together: the first box among them has the label."""

    label: str
    shown: bool = False

    def take(self) -> str:
        first, self.shown = not self.shown, True
        return self.label if first else ""


@dataclass
class _Work:
    unit: str
    picture_folder: str
    removed: list[str] = field(default_factory=list)
    pictures: dict[str, tuple[str, str]] = field(default_factory=dict)
    names: dict[str, tuple[str, Elements]] = field(default_factory=dict)

    def blocks(self, blocks: Elements, region: _Region | None) -> Elements:
        """Blocks, of which a heading may mark those that follow it."""
        result: Elements = []
        below: tuple[int, _Region] | None = None
        for block in blocks:
            if block["t"] == "Header" and below is not None and block["c"][0] <= below[0]:
                below = None
            result.append(self.block(block, region or (below[1] if below else None)))
            if block["t"] == "Header" and below is None and (label := _label(block)):
                below = (block["c"][0], _Region(label))
        return result

    def block(self, block: Element, region: _Region | None) -> Element:
        kind, content = block["t"], block.get("c", [])
        if region is None and kind != "Header" and (label := _label(block)):
            region = _Region(label)
        if kind in ("Para", "Plain"):
            return {"t": kind, "c": self.inlines(content, region)}
        if kind == "Header":
            level, attrs, inlines = content
            named = _without_mark(Attributes(attrs[0], tuple(attrs[1]), dict(attrs[2])))
            words = self.words(inlines, region)
            if words != inlines:
                named = self.renamed(named, words)
            return {"t": kind, "c": [level, named.to_json(), words]}
        if kind == "Div":
            return self.div(block, region)
        if kind in ("CodeBlock", "LineBlock") and region is not None:
            lines: list[Elements] = (
                content if kind == "LineBlock" else [ast.words(r) for r in content[1].split("\n")]
            )
            return {"t": "Para", "c": self.inlines(_joined(lines), region)}
        return self.within(block, region)

    def div(self, block: Element, region: _Region | None) -> Element:
        attrs = ast.attributes(block)
        children: Elements = block["c"][1]
        if "title" in attrs.classes:
            inner = [{"t": c["t"], "c": self.words(c["c"], region)} for c in children]
            return ast.div(_without_mark(attrs), inner)
        label = region.label if region else _label_of_image(children)
        if label and "alt" in attrs.values:
            self.removed.append(attrs.values["alt"])
            attrs = Attributes(attrs.id, attrs.classes, {**attrs.values, "alt": label})
        if label and "float" in attrs.classes:
            attrs = self.renamed(attrs, [])
        return ast.div(_without_mark(attrs), self.blocks(children, region))

    def renamed(self, attrs: Attributes, title: Elements) -> Attributes:
        """The attributes of what has another title now, with an id that does not tell the old one."""
        if not attrs.id:
            return attrs
        before = re.match(r".*?(?:--|[:-])", attrs.id)
        name = f"{before[0] if before else ''}redacted-{self.unit}-{len(self.names) + 1}"
        self.names[attrs.id] = (name, title)
        return Attributes(name, attrs.classes, attrs.values)

    def within(self, block: Element, region: _Region | None) -> Element:
        """Any other block: what stands in it, wherever that is."""

        def visit(node: object) -> object:
            if isinstance(node, list):
                if node and all(isinstance(each, dict) and "t" in each for each in node):
                    if any(each["t"] in INLINE for each in node):
                        return self.inlines(node, region)
                    return self.blocks(node, region)
                return [visit(each) for each in node]
            return node

        return {**block, "c": visit(block["c"])} if "c" in block else block

    def inlines(self, inlines: Elements, region: _Region | None) -> Elements:
        """Words of the running text."""
        if region is not None:
            return self.boxes(inlines, region)
        result: Elements = []
        for inline in inlines:
            if label := _label(inline):
                result += self.boxes(_inside(inline), _Region(label))
            elif inline["t"] == "Note":
                result.append({"t": "Note", "c": self.blocks(inline["c"], None)})
            elif inline["t"] in NESTED:
                index = NESTED[inline["t"]]
                if index is None:
                    result.append({"t": inline["t"], "c": self.inlines(inline["c"], None)})
                else:
                    inner = list(inline["c"])
                    inner[index] = self.inlines(inner[index], None)
                    result.append({"t": inline["t"], "c": inner})
            else:
                result.append(inline)
        return result

    def boxes(self, inlines: Elements, region: _Region) -> Elements:
        """Boxes for words; for pictures and footnotes among them too."""
        result: Elements = []
        run: Elements = []

        def end() -> None:
            text = " ".join(ast.text(run).split())
            if text:
                before, after = ast.text(run)[:1].isspace(), ast.text(run)[-1:].isspace()
                self.removed.append(text)
                box = ast.span(Attributes("", (CLASS,), {"label": region.take()}), ast.words(text))
                result.extend(
                    [*([ast.space()] if before else []), box, *([ast.space()] if after else [])]
                )
            run.clear()

        for inline in _flat(inlines):
            if inline["t"] in ("Image", "Note", "LineBreak"):
                end()
                result.append(self.thing(inline, region))
            else:
                run.append(inline)
        end()
        return result

    def thing(self, inline: Element, region: _Region) -> Element:
        """A box for a picture; a footnote with boxes in it."""
        if inline["t"] == "Note":
            return {"t": "Note", "c": self.blocks(inline["c"], region)}
        if inline["t"] == "LineBreak":
            return inline
        attrs = ast.attributes(inline)
        self.removed += filter(None, [attrs.values.get("alt", ""), ast.text(inline["c"][1])])
        path = f"{self.picture_folder}/{self.unit}-{len(self.pictures) + 1}.svg"
        self.pictures[path] = (inline["c"][2][0], region.label)
        sizes = {key: attrs.values[key] for key in ("width", "height") if key in attrs.values}
        named = Attributes(attrs.id, (), {**sizes, "alt": region.label})
        return {"t": "Image", "c": [named.to_json(), ast.words(region.label), [path, ""]]}

    def words(self, inlines: Elements, region: _Region | None) -> Elements:
        """Words of a heading or title, which stand in contents and bookmarks too: the label
        without a box."""
        if region is not None:
            self.removed.append(ast.text(inlines))
            return ast.words(f"[{region.label}]")

        def rewrite(element: Element) -> Elements | None:
            if not (label := _label(element)):
                return None
            self.removed.append(ast.text(_inside(element)))
            return ast.words(f"[{label}]")

        found: Elements = ast.replace(
            inlines, rewrite, frozenset({"Span", "Code", "Link", "Image"})
        )
        return found


INLINE = frozenset(
    [
        *("Str", "Emph", "Underline", "Strong", "Strikeout", "Superscript", "Subscript"),
        *("SmallCaps", "Quoted", "Cite", "Code", "Space", "SoftBreak", "LineBreak", "Math"),
        *("RawInline", "Link", "Image", "Note", "Span"),
    ]
)
NESTED: Mapping[str, int | None] = {
    "Emph": None,
    "Underline": None,
    "Strong": None,
    "Strikeout": None,
    "Superscript": None,
    "Subscript": None,
    "SmallCaps": None,
    "Quoted": 1,
    "Cite": 1,
    "Link": 1,
    "Span": 1,
}
"""Inlines that hold others → where; None: they are all their content."""


def _flat(inlines: Elements) -> Elements:
    """Inlines with pictures, footnotes and line breaks taken out of what they stand in."""
    result: Elements = []
    for inline in inlines:
        if inline["t"] in NESTED and any(
            e["t"] in ("Image", "Note", "LineBreak") for e in ast.walk(inline["c"])
        ):
            result += _flat(_inside(inline))
        else:
            result.append(inline)
    return result


def _label_of_image(blocks: Elements) -> str:
    """The label of a picture that is marked by itself in a figure."""
    images = (e for e in ast.walk(blocks) if e["t"] == "Image")
    return next(filter(None, map(_label, images)), "")


def _inside(inline: Element) -> Elements:
    """The inlines in one that holds others; itself where it holds none."""
    index = NESTED.get(inline["t"], -1)
    if index == -1:
        return (
            [{**inline, "c": [["", [], []], *inline["c"][1:]]}]
            if inline["t"] == "Code"
            else [inline]
        )
    inner: Elements = inline["c"] if index is None else inline["c"][index]
    return inner


def _joined(lines: list[Elements]) -> Elements:
    result: Elements = []
    for line in lines:
        result += [*([{"t": "LineBreak"}] if result else []), *line]
    return result


def _without_mark(attrs: Attributes) -> Attributes:
    values = {key: value for key, value in attrs.values.items() if key != MARK}
    return Attributes(attrs.id, tuple(c for c in attrs.classes if c != MARK), values)
