"""YAML text → a model, with every mistake at its line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, RootModel

from softbound.collect import yaml_text
from softbound.model.base import Model
from tests import cases


class Part(Model):
    """A part of the sample."""

    name: str
    pages: Annotated[int, Field(ge=1, lt=100)] = 1


class Sample(Model):
    """One field of each kind."""

    title: Annotated[str, Field(min_length=1)] = "none"
    pages: int = 0
    share: Annotated[float, Field(gt=0, le=1)] = 0.5
    bound: bool = False
    day: date | None = None
    colour: Literal["black", "blue"] = "black"
    names: Annotated[tuple[str, ...], Field(min_length=1)] = ("a",)
    notes: dict[str, str] = Field(default_factory=dict)
    parts: tuple[Part, ...] = ()


class Root(RootModel[Mapping[str, Mapping[str, Annotated[Part, BeforeValidator(lambda v: v)]]]]):
    """A file whose keys are the author's own."""


@cases.each(__file__, "forms")
def test_yaml_that_is_not_well_formed(case: cases.Case) -> None:
    document, problems = yaml_text.parse(case.input, "file.yaml")
    assert cases.said(problems) == case.expected
    assert document is None


@cases.each(__file__, "lines")
def test_lines(case: cases.Case) -> None:
    document, problems = yaml_text.parse(case.input["yaml"], "file.yaml")
    assert document is not None and not problems
    assert [document.line(path) for path in case.input["paths"]] == case.expected


@cases.each(__file__, "values")
def test_values(case: cases.Case) -> None:
    value, document, problems = yaml_text.read(case.input, "file.yaml", Sample, RULE)
    assert not problems and document is not None
    assert value.model_dump(mode="json", exclude_unset=True) == case.expected


@cases.each(__file__, "shapes")
def test_wrong_shapes(case: cases.Case) -> None:
    assert cases.said(_read(case.input, Sample)) == case.expected


@cases.each(__file__, "lists")
def test_wrong_shapes_of_a_list(case: cases.Case) -> None:
    assert cases.said(_read(case.input, tuple[Part, ...])) == case.expected


@cases.each(__file__, "nested")
def test_wrong_shapes_inside(case: cases.Case) -> None:
    assert cases.said(_read(case.input, Root)) == case.expected


RULE = "findings-are-complete"


def _read(text: str, shape: Any) -> list[Any]:
    value, _, problems = yaml_text.read(text, "file.yaml", shape, RULE)
    assert (value is None) == bool(problems)
    return problems
