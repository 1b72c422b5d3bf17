"""What the documentation takes from the code is in step with it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from softbound.rules import FAMILIES, RULES, Family, Rule

DOCS = Path(__file__).parents[2] / "docs"


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_reference", DOCS / "reference.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


reference: Any = _load()
PAGES: dict[Path, str] = reference.pages()
MODELS = {model.__name__: model for model in reference._models()}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_is_in_step_with_the_code(path: Path) -> None:
    assert path.read_text("utf-8") == PAGES[path], "run: python docs/reference.py"


def test_every_model_has_its_table() -> None:
    marked = {name for text in PAGES.values() for _, name, _ in reference.MARKED.findall(text)}
    assert marked - {""} == set(MODELS)


@pytest.mark.parametrize("name", sorted(set(MODELS) - {"Labels"}))
def test_every_field_has_a_meaning(name: str) -> None:
    assert [row.key for row in reference.fields(MODELS[name]) if not row.meaning] == []


@pytest.mark.parametrize(
    ("model", "key", "value", "default"),
    [
        ("Thesis", "title", "text", "**required**"),
        ("Thesis", "year", "whole number, 1900 to 2200", "**required**"),
        ("Thesis", "references", "`per-chapter` or `thesis`", "`per-chapter`"),
        ("Thesis", "chapters", "list of names", "**required**"),
        ("Thesis", "ignore", "list of [Ignored](#ignored)", "–"),
        ("Interview", "participant", "id of [`participants.yaml`](#participantsyaml)", "**required**"),
        ("Category", "stage", "id of [`stages.yaml`](#stagesyaml)", "–"),
        ("Theme", "concepts", "ids of [`concepts.yaml`](#conceptsyaml)", "–"),
        ("Quote", "page", "text or whole number", "–"),
        ("Appraisal", "items", "keys with [Judgement](#judgement)", "**required**"),
        ("Interview", "minutes", "whole number above 0", "**required**"),
        ("Participant", "bands", "keys with texts", "–"),
        ("Heading", "bold", "`true` or `false`", "`true`"),
        ("Spacing", "body", "number, 1 to 3", "`1.5`"),
        ("Profile", "headings", "list of 5 × [Heading](#heading)", "–"),
    ],
)  # fmt: skip
def test_a_field_is_told_in_words(model: str, key: str, value: str, default: str) -> None:
    row = next(row for row in reference.fields(MODELS[model]) if row.key == key)
    assert (row.value, row.default) == (value, default)


def test_every_rule_has_a_section_that_its_table_leads_to() -> None:
    page = reference.rules(FAMILIES)
    for name in RULES:
        assert f"](#{name})" in page
        assert f"\n### {name}\n" in page


def test_code_in_a_rule_s_advice_stays_code() -> None:
    page = reference.rules(
        [Family("A", "B.", {"a-rule": Rule("error", "C.", "Write ![T](f.png){alt=x} now.")})]
    )
    assert "Write `![T](f.png){alt=x}` now." in page


def test_check_tells_a_stale_page_and_leaves_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "rules.md"
    page.write_text("stale", "utf-8")
    monkeypatch.setattr(reference, "pages", lambda: {page: "fresh"})
    assert reference.main(["--check"]) == 1
    assert page.read_text("utf-8") == "stale"
    assert "rules.md is out of step" in capsys.readouterr().out
    assert reference.main([]) == 0
    assert page.read_text("utf-8") == "fresh"
    assert reference.main(["--check"]) == 0
