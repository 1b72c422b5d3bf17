"""JSON Schemas for editors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from softbound.collect.schemas import schemas
from softbound.model.findings import KINDS
from softbound.model.thesis import Thesis

ROOT = Path(__file__).parents[2]
SCHEMAS = {name: json.loads(text) for name, text in schemas().items()}
EXAMPLES = [ROOT / "thesis.yaml", *sorted((ROOT / "chapters").glob("*/findings/*.yaml"))]


def test_there_is_one_for_every_kind_of_file() -> None:
    names = {"thesis", "profile", "citations", "appraisal", "standard", "known-numbers"}
    names |= {"typed-citations"}
    names |= {f"findings/{kind}" for kind in KINDS}
    assert set(SCHEMAS) == {f"{name}.schema.json" for name in names}


def test_that_of_thesis_yaml_offers_every_key_and_refuses_others() -> None:
    schema = SCHEMAS["thesis.schema.json"]
    assert set(schema["properties"]) == set(Thesis.model_fields)
    assert schema["additionalProperties"] is False
    assert set(schema["required"]) == {
        name for name, field in Thesis.model_fields.items() if field.is_required()
    }


def test_editors_complete_the_choices() -> None:
    properties = SCHEMAS["thesis.schema.json"]["properties"]
    assert properties["references"]["enum"] == ["per-chapter", "thesis"]
    assert len(properties["month"]["enum"]) == 12


@pytest.mark.parametrize("name", SCHEMAS)
def test_editors_name_the_dialect(name: str) -> None:
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_editors_explain_every_key_of_thesis_yaml() -> None:
    properties = SCHEMAS["thesis.schema.json"]["properties"]
    assert [key for key, value in properties.items() if not value.get("description")] == []


def test_findings_are_lists_of_objects() -> None:
    for kind in KINDS:
        assert SCHEMAS[f"findings/{kind}.schema.json"]["type"] in ("array", "object")


@pytest.mark.parametrize("path", EXAMPLES, ids=[str(p.relative_to(ROOT)) for p in EXAMPLES])
def test_files_of_the_example_name_their_schema(path: Path) -> None:
    first = path.read_text("utf-8").split("\n")[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(.+)", first)
    assert named, first
    target = (path.parent / named[1]).resolve().relative_to(ROOT / "build" / "schemas")
    expected = "thesis" if path.name == "thesis.yaml" else f"findings/{path.stem}"
    assert target.as_posix() == f"{expected}.schema.json"


def references(node: Any) -> Iterator[str]:
    """Every ``$ref`` of a schema."""
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_stands_by_itself(name: str) -> None:
    definitions = SCHEMAS[name].get("$defs", {})
    assert all(ref.removeprefix("#/$defs/") in definitions for ref in references(SCHEMAS[name]))
