"""Values as Typst code, and the small functions around the main file."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
import typst as engine
from hypothesis import given, settings
from hypothesis import strategies as st

from softbound import ast
from softbound.model.profile import Profile
from softbound.model.thesis import Thesis
from softbound.write import typst
from softbound.write.running_heads import running_head
from softbound.write.typst.code import length, literal, string
from softbound.write.typst.document import front_order
from softbound.write.typst.inlines import language

SOURCE = {"title": "Tests", "recorded": date(2024, 1, 1), "status": "unverified"}
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text('abc -"'), inner, max_size=3)
    ),
    max_leaves=8,
)


def visible(value: Any) -> Any:
    """A value without the characters that no PDF may hold; lists for tuples."""
    if isinstance(value, str):
        return "".join(c for c in value if c in "\n\r\t" or (c >= " " and c != "\x7f"))
    if isinstance(value, (list, tuple)):
        return [visible(item) for item in value]
    if isinstance(value, dict):
        return {visible(key): visible(item) for key, item in value.items()}
    return value


@settings(max_examples=25, deadline=None)
@given(st.lists(VALUES, max_size=20))
def test_values_reach_typst_as_they_are(values: list[Any]) -> None:
    found = engine.Compiler(b"").eval(literal(values))
    assert json.loads(found) == visible(values)


def test_a_float_is_a_float_and_a_model_is_refused() -> None:
    assert literal(12.7) == "12.7"
    with pytest.raises(TypeError, match="date"):
        literal(date(2024, 1, 1))


def test_a_string_cannot_be_left() -> None:
    assert string('a"b\\c\nd\x00#') == '"a\\"b\\\\c\\nd#"'


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("80%", "80%"),
        ("80 %", "80%"),
        ("6.5cm", "6.5cm"),
        (".5in", "0.5in"),
        ("300px", "225pt"),
        ("300", "225pt"),
        ("0", None),
        ("", None),
        (None, None),
        ("wide", None),
        ("80%; }", None),
    ],
)
def test_lengths_of_pandoc_become_lengths_of_typst(written: str | None, code: str | None) -> None:
    assert length(written) == code


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en-GB", 'lang: "en", region: "GB"'),
        ("fr", 'lang: "fr"'),
        ("zh-Hant-TW", 'lang: "zh", region: "TW"'),
    ],
)
def test_a_language_tag_is_lang_and_region(tag: str, code: str) -> None:
    assert language(tag) == code


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("Engaging in reflection", "Engaging in reflection"),
        ("Short: " + "and long " * 10, "Short"),
        (
            "Words that go on, " * 6,
            "Words that go on, Words that go on, Words that go on, Words that go …",
        ),
        ("x" * 90, "x" * 68 + " …"),
    ],
)
def test_a_running_head_fits_above_the_page(title: str, head: str) -> None:
    assert running_head(title) == head


def test_the_body_font_is_the_first_that_is_there() -> None:
    profile = Profile(
        name="Tests", sources=(SOURCE,), fonts={"body": ["Arial", "Liberation Sans", "Arimo"]}
    )
    assert typst.body_font(profile, {"Arimo", "liberation sans"}) == "liberation sans"
    assert typst.body_font(profile, set()) == "Libertinus Serif"


def thesis(**values: Any) -> Thesis:
    return Thesis(
        **{
            "title": "T",
            "author": "A",
            "degree": "D",
            "institution": "I",
            "month": "March",
            "year": 2024,
            "chapters": ("c",),
            **values,
        }
    )


def test_the_timestamp_is_the_first_of_the_month() -> None:
    day = datetime.fromtimestamp(typst.timestamp(thesis()), UTC)
    assert (day.year, day.month, day.day, day.hour) == (2024, 3, 1, 0)


def test_front_matter_the_profile_does_not_know_stands_before_the_contents() -> None:
    profile = Profile(
        name="Tests", sources=(SOURCE,), front_matter=("title-page", "abstract", "contents")
    )
    assert front_order(thesis(front_matter=("foreword", "abstract")), profile) == [
        "title-page",
        "abstract",
        "foreword",
        "contents",
    ]


def test_the_main_file_includes_units_in_order_and_leaves_front_matter_out_if_there_is_none() -> (
    None
):
    profile = Profile(name="Tests", sources=(SOURCE,))
    code = typst.main(thesis(), profile, ["one", "two"], "Arial", None)
    assert code.index("/build/typst/one.typ") < code.index("/build/typst/two.typ")
    assert "front-matter.typ" not in code
    assert '"font": "Arial"' in code


def test_blocks_between_front_matter_pages_belong_to_the_page_before() -> None:
    page = ast.div(ast.Attributes("", ("page",), {"page": "abstract"}), [ast.para(ast.words("a"))])
    tree = ast.tree([page, ast.para(ast.words("b"))])
    before = ast.dumps(tree)
    written = typst.front_matter(tree, Profile(name="Tests", sources=(SOURCE,)))
    kinds = [block["t"] for block in written["blocks"]]
    assert kinds == ["RawBlock", "RawBlock", "RawBlock", "Para", "Para", "RawBlock"]
    assert ast.dumps(tree) == before  # what goes in is not changed
