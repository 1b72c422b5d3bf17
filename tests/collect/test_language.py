"""Word lists: those of templates/language/, a thesis's own, a spell-checker's."""

from __future__ import annotations

from softbound import files
from softbound.collect import language
from tests import cases


@cases.each(__file__, "read")
def test_read(case: cases.Case) -> None:
    found, problems = language.read(
        lambda name: (case.input[name.split("/")[1].removesuffix(".yaml")], name)
    )
    assert cases.said(problems) == case.expected
    assert (found is None) == bool(problems)


@cases.each(__file__, "words")
def test_words(case: cases.Case) -> None:
    assert sorted(language.words(case.input)) == case.expected


@cases.each(__file__, "misspellings")
def test_misspellings(case: cases.Case) -> None:
    found = {wrong: [*right] for wrong, right in language.misspellings(case.input).items()}
    assert found == case.expected


def test_the_shipped_lists_do_not_contradict_themselves() -> None:
    found, problems = language.read(
        lambda name: ((files.shipped_templates() / name).read_text("utf-8"), name)
    )
    assert found is not None and problems == []
    spelling = found.spelling
    british = [v.british + e for v in spelling.variants for e in v.endings if v.told != "en-US"]
    american = [v.american + e for v in spelling.variants for e in v.endings if v.told != "en-US"]
    assert len(set(british)) == len(british) and len(set(american)) == len(american)
    assert not set(british) & set(american)
    assert not set(spelling.always_ise) & set(spelling.always_ize)


def test_the_spell_checker_has_its_list() -> None:
    path = files.of_package(*language.CHECKER)
    assert path is not None
    found = language.misspellings(path.read_text("utf-8"))
    assert len(found) > 50_000
    assert found["occured"] == ("occurred",)
    assert files.of_package("no_such_package", "a.txt") is None
