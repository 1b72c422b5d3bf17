"""Positions as exports count them → the words that are meant."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from softbound.collect.qda.positions import Span, reading
from softbound.collect.qda.texts import Decoded
from tests import cases


@cases.each(__file__, "readings")
def test_reading(case: cases.Case) -> None:
    spans = [Span(*span) for span in case.input["spans"]]
    source = Decoded(case.input["text"], case.input.get("mark", False))
    found = reading(source, spans, case.input.get("line_end_is_one", False))
    words = [None if (b := found.bounds(s)) is None else found.text[slice(*b)] for s in spans]
    assert words == case.expected["words"]
    assert found.otherwise == case.expected["otherwise"]


TEXTS = st.text(alphabet=st.sampled_from("ab \r\n😀é"), max_size=12)


@settings(deadline=None)
@given(TEXTS, st.lists(st.tuples(st.integers(-2, 30), st.integers(-2, 30), TEXTS), max_size=5),
       st.booleans(), st.booleans())  # fmt: skip
def test_whatever_is_read_lies_in_the_text(
    text: str, spans: list[tuple[int, int, str]], mark: bool, one: bool
) -> None:
    found = reading(Decoded(text, mark), [Span(*span) for span in spans], one)
    assert "\r" not in found.text
    for span in spans:
        bounds = found.bounds(Span(*span))
        assert bounds is None or 0 <= bounds[0] <= bounds[1] <= len(found.text)


@settings(deadline=None)
@given(TEXTS, st.data())
def test_code_points_of_the_file_are_the_standard(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    words = text[start:end]
    if words.startswith("\n") or words.endswith("\r"):
        return  # half a line end
    found = reading(Decoded(text), [])
    bounds = found.bounds(Span(start, end))
    assert bounds is not None
    assert found.text[slice(*bounds)] == words.replace("\r\n", "\n").replace("\r", "\n")
