"""The template engine: sandboxed, strict about names, certain to come to an end."""

from __future__ import annotations

import pytest
from jinja2 import TemplateError

from softbound.merge import environment
from softbound.merge.environment import EndlessTemplate, Engine
from tests import cases

NAMES = {
    "studies": [{"id": "s1", "country": "UK", "n": 5}, {"id": "s2", "country": "US", "n": 7}],
    "stages": [],
    "tree": [{"name": "a", "below": [{"name": "b", "below": []}]}],
}


def render(source: str, **templates: str) -> str:
    loaded = {f"{name}.md.j2": text for name, text in templates.items()}
    engine = Engine(lambda name: (loaded[name], name) if name in loaded else None, NAMES)
    return engine.from_string(source).render()


@cases.each(__file__, "rendered")
def test_rendered(case: cases.Case) -> None:
    assert render(case.input) == case.expected


@cases.each(__file__, "refused")
def test_refused(case: cases.Case) -> None:
    with pytest.raises(TemplateError) as refusal:
        render(case.input)
    assert refusal.value.message == case.expected


@cases.each(__file__, "endless")
def test_endless(case: cases.Case) -> None:
    with pytest.raises((EndlessTemplate, RecursionError)) as refusal:
        render(case.input["source"], **case.input.get("templates", {}))
    assert case.expected in str(refusal.value)


def test_time_is_bounded_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "SECONDS", 0.0)
    with pytest.raises(EndlessTemplate, match="more than 0 seconds"):
        render("{% for i in range(1000) %}{% endfor %}")


def test_the_budget_is_one_for_all_loops_of_a_chapter() -> None:
    engine = Engine(lambda name: None, NAMES)
    source = "{% for i in range(60000) %}{% endfor %}" * 10
    assert engine.from_string(source).render() == ""
    with pytest.raises(EndlessTemplate):
        engine.from_string(source).render()


def test_the_authors_findings_are_not_changed() -> None:
    with pytest.raises(TemplateError):
        render("{{ studies[0].update({'n': 0}) }}")
    assert NAMES["studies"][0]["n"] == 5
