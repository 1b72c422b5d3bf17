"""Exports of Rayyan and Covidence → rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from softbound.collect.records import tables
from softbound.collect.screening.rows import VERDICTS, Row, Rows, undecided
from softbound.model.records import Record, Stage, Verdict
from softbound.problems import Place, Problem, problem

_SECTION = re.compile(r"(RAYYAN-[A-Z-]+|USER-NOTES)\s*:\s*")
_REVIEWER = re.compile(r"\\?\"((?:[^\"\\]|\\[^\"])*)\\?\"\s*(?:=>|:)\s*\\?\"([^\"\\]*)\\?\"")
_RAYYAN: Mapping[str, Verdict] = {"included": "include", "excluded": "exclude"}
_REASON_LABEL = "__EXR__"


def from_rayyan(records: Sequence[Record], stage: Stage) -> tuple[Rows, list[Problem]]:
    """Records of a Rayyan export → what was decided about them.

    :param records: with ids, and Rayyan's notes in ``notes``.
    :return: a row for every record that all its reviewers decided alike; the others are named.
    """
    rows, open_, problems = [], [], []
    for record in records:
        place = Place(record.file, record.line)
        sections = _sections(record.notes)
        said = _said(sections.get("RAYYAN-INCLUSION", ""))
        answers = {answer.lower() for answer in said.values()}
        if answers >= set(_RAYYAN):
            problems.append(_disagreement(said, place))
        elif len(answers) != 1 or not answers <= set(_RAYYAN):
            open_.append((record, "; ".join(f"{who}: {what}" for who, what in said.items())))
        else:
            verdict = _RAYYAN[answers.pop()]
            reasons = _rayyan_reasons(sections) if verdict == "exclude" else ()
            rows.append(_tools_row(record, stage, verdict, reasons))
    return tuple(rows), problems + list(undecided(open_))


def _sections(notes: str) -> dict[str, str]:
    """``RAYYAN-INCLUSION: … | RAYYAN-LABELS: …`` → the parts by their names."""
    parts = _SECTION.split(notes)
    return {
        name: text.strip().rstrip("|").strip()
        for name, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def _said(inclusion: str) -> dict[str, str]:
    """``{"A"=>"Included", "B"=>"Maybe"}`` → what each reviewer said."""
    said = {who: what.strip() for who, what in _REVIEWER.findall(inclusion)}
    bare = inclusion.strip(' {}"')
    return said or ({"Rayyan": bare} if bare else {})


def _rayyan_reasons(sections: Mapping[str, str]) -> tuple[str, ...]:
    written = sections.get("RAYYAN-EXCLUSION-REASONS", "").split(",")
    labels = sections.get("RAYYAN-LABELS", "").split(",")
    written += [label.strip()[len(_REASON_LABEL) :] for label in labels if _REASON_LABEL in label]
    return _once(written)


def _once(reasons: Sequence[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for reason in map(str.strip, reasons):
        if reason:
            found.setdefault(reason.casefold(), reason)
    return tuple(found.values())


def _tools_row(record: Record, stage: Stage, verdict: Verdict, reasons: tuple[str, ...]) -> Row:
    if (
        stage == "full-text"
        and len(reasons) == 1
        and VERDICTS.get(tables.plain_name(reasons[0])) == "not-retrieved"
    ):
        verdict, reasons = "not-retrieved", ()
    place = Place(record.file, record.line)
    return Row(record.id, stage, verdict, place, reasons, about=record)


def _disagreement(said: Mapping[str, str], place: Place) -> Problem:
    return problem(
        "screening-decision-is-one",
        place,
        f"The reviewers disagree ({'; '.join(f'{who}: {what}' for who, what in said.items())}), "
        "so the record is not decided.",
        "Resolve the conflict in Rayyan and export again.",
    )


_PASSED: tuple[Stage, Verdict] = ("title-abstract", "include")
LISTS: Mapping[str, tuple[tuple[Stage, Verdict], ...]] = {
    "irrelevant": (("title-abstract", "exclude"),),
    "select": (_PASSED,),
    "fulltextreview": (_PASSED,),
    "excluded": (_PASSED, ("full-text", "exclude")),
    "included": (_PASSED, ("full-text", "include")),
    "extraction": (_PASSED, ("full-text", "include")),
    "extract": (_PASSED, ("full-text", "include")),
    "screen": (),
}
"""A list as Covidence names its export (``review_12345_excluded_csv_…``) → what it says of all its
records. Who is on a list of full texts has passed the first stage."""
_LIST_NAME = re.compile(
    r"(?i)(?<![a-z])(irrelevant|select|full[ _-]?text[ _-]?review|excluded|included|extraction|extract"
    r"|screen)(?![a-z])"
)
_REASON = re.compile(r"(?i)exclusion\s+reason\s*:\s*([^;\n|]+)")


def from_covidence(
    records: Sequence[Record], stage: Stage, verdict: Verdict | None, file: str
) -> tuple[Rows, list[Problem]]:
    """Records of a Covidence export → what was decided about them.

    :param records: with ids; Covidence's notes and tags in ``notes``.
    :param stage: counts only beside a verdict.
    :param verdict: what the list says of all its records; by the file's name where None.
    """
    if verdict is not None:
        said: tuple[tuple[Stage, Verdict], ...] = (
            ((stage, verdict),) if stage == "title-abstract" else (_PASSED, (stage, verdict))
        )
    else:
        found = _LIST_NAME.findall(PurePosixPath(file).stem)
        if not found:
            return (), [
                problem(
                    "screening-decision-is-known",
                    Place(file),
                    "Which of Covidence's lists this is cannot be told from the file's name.",
                    "Keep the name that Covidence gives it (review_12345_excluded_csv_….csv), or "
                    "write stage and verdict beside it in search.yaml.",
                )
            ]
        said = LISTS[tables.plain_name(found[-1])]
    if not said:
        return (), list(undecided([(record, "still to be screened") for record in records]))
    rows = [
        _tools_row(record, at, what, _covidence_reasons(record) if what == "exclude" else ())
        for record in records
        for at, what in said
    ]
    return tuple(rows), []


def _covidence_reasons(record: Record) -> tuple[str, ...]:
    return _once(_REASON.findall(record.notes))
