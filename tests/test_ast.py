"""Pandoc's JSON tree: find, replace, build; tried on what pandoc itself gives."""

from __future__ import annotations

import copy
import json
from functools import cache

import pytest

from softbound import ast
from softbound.ast import Attributes, Element, Elements
from softbound.processes import pandoc
from tests import cases, trees

EVERYTHING = """\
# Title *one* {#sec:a .unnumbered key=value}

Para with *emph*, **strong**, ~~out~~, H~2~O, x^2^, [Small]{.smallcaps}, "double" and 'single',
`code`{.r}, $x^2$, [link](#a "t"), ![image](x.png){width=50%}, [span]{.s}, a[^n]\\
and [see @key, p. 3; -@other].

[^n]: Note *text*.

> Quote

- one

  two

1. first
2. second

Term
:   Definition

| Line
| block

```r
code()
```

::: {#d .div}
+-----+-----+
| a   | b   |
+=====+=====+
| c         |
+-----+-----+

: Caption {#tbl:a}
:::

![Figure](y.png)

---
"""


@cache
def everything() -> str:
    answer = pandoc(["--from", "markdown", "--to", "json"], EVERYTHING)
    assert answer.ok, answer.messages
    return answer.output.decode()


def tree() -> ast.Tree:
    return ast.loads(everything())


def strings(node: object) -> list[str]:
    return [element["c"] for element in ast.walk(node) if element["t"] == "Str"]


def kinds(text: str) -> set[str]:
    """The types of elements in JSON, found without the walker."""
    found: set[str] = set()

    def note(pairs: list[tuple[str, object]]) -> dict[str, object]:
        value = dict(pairs)
        if isinstance(value.get("t"), str):
            found.add(str(value["t"]))
        return value

    json.loads(text, object_pairs_hook=note)
    return found


NAMES = {"ColWidth", "ColWidthDefault", "DoubleQuote", "SingleQuote", "InlineMath", "Decimal"}
NAMES |= {"Period", "NormalCitation", "SuppressAuthor", "DefaultDelim", "DefaultStyle"}


def test_the_walk_sees_every_element() -> None:
    walked = {element["t"] for element in ast.walk(tree())}
    missed = kinds(everything()) - walked
    assert missed <= NAMES | {name for name in missed if name.startswith("Align")}
    assert {"Note", "Table", "Cite", "DefinitionList", "LineBlock", "Figure"} <= walked


def test_the_walk_goes_in_the_order_of_the_text() -> None:
    words = strings(tree())
    wanted = ["Title", "emph", "Note", "Quote", "first", "Definition", "block", "Figure"]
    places = [words.index(word) for word in wanted]
    assert places == sorted(places)


def test_the_walk_sees_prefixes_and_suffixes_of_citations() -> None:
    assert {"see", "p.\u00a03"} <= set(strings(tree()))


def test_a_tree_is_written_as_it_was_read() -> None:
    assert json.loads(ast.dumps(tree())) == json.loads(everything())


def test_replacing_nothing_changes_nothing() -> None:
    assert ast.replace(tree(), lambda element: None) == tree()


def test_replacing_leaves_the_original_as_it_was() -> None:
    original = tree()
    before = copy.deepcopy(original)
    changed = ast.replace(original, lambda e: [ast.string("x")] if e["t"] == "Str" else None)
    assert original == before
    assert set(strings(changed)) == {"x"}


def test_replacing_asks_about_the_named_types_only() -> None:
    asked: list[str] = []

    def note(element: Element) -> None:
        asked.append(element["t"])

    ast.replace(tree(), note, frozenset({"Emph", "Space"}))
    assert set(asked) == {"Emph", "Space"}


def test_replacing_asks_about_the_innermost_first() -> None:
    seen: list[str] = []

    def note(element: Element) -> Elements | None:
        if element["t"] == "Str":
            return [ast.string("new")]
        seen.append(ast.text([element]))
        return None

    ast.replace([ast.para([ast.emph([ast.string("old")])])], note)
    assert seen == ["new", "new"]


def test_replacing_can_take_out_and_put_in() -> None:
    def change(element: Element) -> Elements | None:
        return {"a": [], "b": ast.words("b b")}.get(element["c"])

    given = [ast.plain([ast.string("a"), ast.string("b"), ast.string("c")])]
    changed = ast.replace(given, change, frozenset({"Str"}))
    assert changed == [ast.plain([*ast.words("b b"), ast.string("c")])]


@cases.each(__file__, "texts")
def test_texts(case: cases.Case) -> None:
    answer = pandoc(["--from", "markdown", "--to", "json"], case.input)
    assert ast.text(ast.loads(answer.output)["blocks"]) == case.expected


def test_notes_are_text_where_asked_for() -> None:
    blocks = ast.loads(pandoc(["-f", "markdown", "-t", "json"], "One^[Two.] three").output)
    assert ast.text(blocks["blocks"]) == "One three"
    assert ast.text(blocks["blocks"], notes=True) == "OneTwo. three"


@pytest.mark.parametrize("kind", sorted(ast.ATTRIBUTE_INDEX))
def test_attributes_come_and_go(kind: str) -> None:
    element = next(element for element in ast.walk(tree()) if element["t"] == kind)
    attrs = Attributes("id", ("one", "two"), {"key": "value"})
    changed = ast.with_attributes(element, attrs)
    assert ast.attributes(changed) == attrs
    assert ast.with_attributes(changed, ast.attributes(element)) == element


def test_what_has_no_attributes_has_empty_ones() -> None:
    assert ast.attributes(ast.string("x")) == Attributes()


def test_attributes_are_read() -> None:
    header = tree()["blocks"][0]
    assert ast.attributes(header) == Attributes("sec:a", ("unnumbered",), {"key": "value"})


@cases.each(__file__, "tables")
def test_tables_come_and_go(case: cases.Case) -> None:
    parsed = ast.loads(pandoc(["--from", "markdown", "--to", "json"], case.input).output)
    table = next(element for element in ast.walk(parsed) if element["t"] == "Table")
    grid = ast.grid(table)
    assert trees.grid(grid) == case.expected
    assert ast.grid(ast.table(grid)) == grid


def test_pandoc_reads_what_the_builders_make() -> None:
    cell = ast.Cell([ast.plain(ast.words("a cell"))], "AlignDefault", 1, 1)
    grid = ast.Grid(Attributes("t"), [], ("AlignLeft",), (0.5,), ((cell,),), ((cell,),))
    inlines: Elements = [
        *ast.words("some words"),
        ast.strong([ast.string("s")]),
        ast.emph([ast.string("e")]),
        ast.span(Attributes("i", ("c",)), [ast.string("n")]),
        ast.link("#t", [ast.string("l")]),
        ast.image("x.png", [ast.string("alt")], Attributes("", (), {"width": "50%"})),
        ast.raw_inline("html", "<br>"),
    ]
    blocks = [
        ast.header(2, Attributes("h"), ast.words("A heading")),
        ast.para(inlines),
        ast.plain([ast.space()]),
        ast.div(Attributes("", ("d",)), [ast.table(grid)]),
        ast.raw_block("html", "<hr>"),
    ]
    made = ast.tree(blocks, {"title": {"t": "MetaString", "c": "T"}})
    answer = pandoc(["--from", "json", "--to", "json"], ast.dumps(made))
    assert answer.ok, answer.messages
    read = ast.loads(answer.output)
    assert (read["blocks"], read["meta"]) == (made["blocks"], made["meta"])
