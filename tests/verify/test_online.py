"""Entries beside what is registered."""

from __future__ import annotations

from typing import Any

from softbound.collect import crossref
from softbound.derive import registered
from softbound.model.registered import Answer
from softbound.verify import online
from tests.cases import Case, each

ITEM = {
    "id": "k",
    "type": "article-journal",
    "title": "A synthetic study of ruptures",
    "author": [{"family": "Sampleton", "given": "Ann"}],
    "issued": {"date-parts": [[2010]]},
    "container-title": "Journal of Synthetic Works",
    "volume": "12",
    "page": "101–120",
    "DOI": "10.5555/abc",
}
WORK = {
    "DOI": "10.5555/abc",
    "type": "journal-article",
    "title": ["A synthetic study of ruptures"],
    "author": [{"family": "Sampleton", "given": "Ann"}],
    "issued": {"date-parts": [[2010, 5]]},
    "published-print": {"date-parts": [[2010, 5]]},
    "container-title": ["Journal of Synthetic Works"],
    "volume": "12",
    "page": "101-120",
}


def changed(good: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in {**good, **changes}.items() if value is not None}


def judged(case: Case, *, under_doi: bool) -> None:
    given = case.input
    item = changed(ITEM, given.get("item", {}))
    works = [crossref.work(changed(WORK, each)) for each in given.get("candidates", ())]
    answer = Answer(
        given.get("reached", True),
        registered.doi(item),
        crossref.work(changed(WORK, given.get("work", {}))) if under_doi else None,
        given.get("agency", ""),
        tuple(works),
    )
    verdict = online.judge("k", item, answer)
    assert verdict.status == case.expected["status"]
    assert verdict.suggested == case.expected.get("suggested", "")
    told = case.expected.get("told", [])
    assert [(t.rule, t.variable) for t in verdict.told] == [(r, v) for r, v, _ in told]
    for each_, (_, _, words) in zip(verdict.told, told, strict=True):
        assert words in f"{each_.message} {each_.hint}"
        assert each_.depends[each_.variable] == registered.digest(item.get(each_.variable))


@each(__file__, "registered")
def test_entries_beside_registered_works(case: Case) -> None:
    judged(case, under_doi=True)


@each(__file__, "notices")
def test_notices(case: Case) -> None:
    judged(case, under_doi=True)


@each(__file__, "without")
def test_entries_without_a_registered_work(case: Case) -> None:
    judged(case, under_doi=False)


@each(__file__, "dois")
def test_dois(case: Case) -> None:
    assert registered.doi(case.input) == case.expected
