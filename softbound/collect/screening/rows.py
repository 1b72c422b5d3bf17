"""A decision as it was written down, and the words by which it may be written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from softbound.model.records import Record, Stage, Verdict
from softbound.problems import Place, Problem, problem

STAGES: Mapping[str, Stage] = {
    "titleabstract": "title-abstract",
    "titleandabstract": "title-abstract",
    "titlesabstracts": "title-abstract",
    "titlesandabstracts": "title-abstract",
    "title": "title-abstract",
    "abstract": "title-abstract",
    "abstracts": "title-abstract",
    "screening": "title-abstract",
    "tiab": "title-abstract",
    "fulltext": "full-text",
    "fulltexts": "full-text",
    "fulltextreview": "full-text",
    "eligibility": "full-text",
    "report": "full-text",
}
"""A stage in small letters without marks → the stage."""
VERDICTS: Mapping[str, Verdict] = {
    "include": "include",
    "included": "include",
    "in": "include",
    "yes": "include",
    "y": "include",
    "exclude": "exclude",
    "excluded": "exclude",
    "out": "exclude",
    "no": "exclude",
    "n": "exclude",
    "notretrieved": "not-retrieved",
    "notavailable": "not-retrieved",
    "notfound": "not-retrieved",
    "nofulltext": "not-retrieved",
    "fulltextnotavailable": "not-retrieved",
    "fulltextunavailable": "not-retrieved",
    "fulltextnotfound": "not-retrieved",
    "couldnotberetrieved": "not-retrieved",
}
"""A decision in small letters without marks → the decision. A reason of the last kind is one too:
Rayyan and Covidence have no other way to say so."""
STAGE_NAMES: Mapping[Stage, str] = {
    "title-abstract": "by title and abstract",
    "full-text": "by full text",
}
_EXAMPLES = 20
"""So many undecided records, or problems of one rule, are named one by one."""


@dataclass(frozen=True, slots=True)
class Row:
    """One decision, as it was written down."""

    record: str
    """What the author wrote (an id, a DOI, a PubMed number), or the id of ``about``."""
    stage: Stage
    verdict: Verdict
    place: Place
    reasons: tuple[str, ...] = ()
    """Why it was excluded; should be one."""
    report: str = ""
    study: str = ""
    about: Record | None = None
    """The record in the export of a screening tool that the decision stands at; it is to be found
    among the records of the search as duplicates are."""


Rows = tuple[Row, ...]


def undecided(found: Sequence[tuple[Record, str]]) -> Iterator[Problem]:
    """Records without a decision: the first one by one, the others in one sentence."""
    rule = "screening-is-complete"
    for record, said in found[:_EXAMPLES]:
        yield problem(
            rule,
            Place(record.file, record.line),
            f"The record is not decided ({said})." if said else "The record is not decided.",
            "Decide it and export again.",
        )
    if len(found) > _EXAMPLES:
        first = found[_EXAMPLES][0]
        yield problem(
            rule,
            Place(first.file, first.line),
            f"From here on, {len(found) - _EXAMPLES} more records are not decided.",
            "Finish screening and export again.",
        )


def limited(found: Sequence[Problem]) -> list[Problem]:
    """Problems, of each rule the first ones one by one and the others in one sentence.

    A file that has one mistake in each of its 100,000 rows has one mistake.
    """
    shown: list[Problem] = []
    more: dict[str, list[Problem]] = {}
    counts: Counter[str] = Counter()
    for each in found:
        counts[each.rule] += 1
        if counts[each.rule] <= _EXAMPLES:
            shown.append(each)
        else:
            more.setdefault(each.rule, []).append(each)
    for rule, rest in more.items():
        if len(rest) == 1:
            shown += rest
            continue
        what = f"From here on, there are {len(rest):,} more problems of this kind."
        shown.append(problem(rule, rest[0].place, what, "Mend those that are named first."))
    return shown
