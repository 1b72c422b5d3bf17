"""Citation styles by name and by file."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

import pytest
import yaml

from softbound import files
from softbound.collect import styles
from softbound.problems import Place
from tests import cases

PLACE = Place("thesis.yaml", 3)


@cases.each(__file__, "shipped")
def test_a_name(case: cases.Case) -> None:
    found, problems = styles.shipped(case.input, PLACE)
    if found is None:
        assert cases.said(problems) == [case.expected]
    else:
        assert (found.name, problems) == (case.expected, [])
        assert Path(found.path).name == f"{case.expected}.csl"
        assert Path(found.path).is_file()


@cases.each(__file__, "own")
def test_a_file(case: cases.Case) -> None:
    found, problems = styles.own(case.input.encode(), "my.csl")
    if found is None:
        assert cases.said(problems) == [case.expected]
    else:
        assert (found.name, problems) == (case.expected, [])


@cases.each(__file__, "rules")
def test_rules(case: cases.Case) -> None:
    texts = {name: yaml.safe_dump(content) for name, content in case.input["files"].items()}
    found, problems = styles.rules(texts, case.input["style"])
    assert not problems
    if case.expected is None:
        assert found is None
    else:
        assert found is not None
        assert found.model_dump(include=set(case.expected)) == case.expected


@pytest.mark.parametrize("name", ["apa", "nature", "vancouver", "chicago-author-date", "apa-cv"])
def test_a_shipped_style_is_a_style_like_an_authors(name: str) -> None:
    found, _ = styles.shipped(name, PLACE)
    assert found is not None
    assert styles.own(Path(found.path).read_bytes(), "copy.csl") == (
        styles.Found(found.name, ""),
        [],
    )


def test_every_shipped_file_of_rules_is_well_formed_and_names_shipped_styles() -> None:
    texts = {
        path.name: path.read_text("utf-8")
        for path in (files.shipped_templates() / "citations").glob("*.yaml")
    }
    known = sorted(styles.names())
    for file, text in texts.items():
        for pattern in yaml.safe_load(text)["styles"]:
            matching = [name for name in known if fnmatchcase(name, pattern)]
            assert matching, f"{file}: no style is called {pattern}"
            found, problems = styles.rules({file: text}, matching[0])
            assert found is not None
            assert not problems


def test_all_styles_are_known_by_name() -> None:
    assert len(styles.names()) > 9000
    assert {"apa", "british-journal-of-clinical-psychology"} <= set(styles.names())
