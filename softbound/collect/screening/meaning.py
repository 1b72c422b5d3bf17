"""Rows → decisions about the records of the search."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from softbound.collect.records import values
from softbound.collect.screening.rows import STAGE_NAMES, Row
from softbound.model.records import Decision, Record, Stage
from softbound.problems import Place, Problem, nearest, problem


def resolver(records: Sequence[Record], kept: Mapping[str, str]) -> Callable[[str], str | None]:
    """What an author writes for a record → the id of the record that stands for it.

    :param kept: the id of a record that is a duplicate, or stands in the export of a screening
        tool → the id of the record that is kept.
    :return: knows ids, DOIs and PubMed numbers; None for what is unknown, or names two works.
    """
    by_name = {identifier.lower(): {target} for identifier, target in kept.items()}
    for record in records:
        target = kept.get(record.id, record.id)
        for name in (record.id.lower(), record.doi, record.pmid and f"pmid:{record.pmid}"):
            if name:
                by_name.setdefault(name, set()).add(target)

    def resolve(written: str) -> str | None:
        pmid = values.pmid(written)
        for name in (written.strip().lower(), values.doi(written), pmid and f"pmid:{pmid}"):
            if name and len(targets := by_name.get(name, set())) == 1:
                return next(iter(targets))
        return None

    return resolve


def decisions(
    rows: Sequence[Row],
    resolve: Callable[[str], str | None],
    studies: Collection[str],
    unscreened: Collection[str] = (),
) -> tuple[tuple[Decision, ...], list[Problem]]:
    """Rows → decisions about records of the search, one for each record (or report) and stage.

    :param resolve: what a row writes for a record → the id of the record that stands for it and
        its duplicates; None where there is none.
    :param studies: the ids of studies.yaml.
    :param unscreened: ids of records whose titles nobody screens: those found by other methods.
    """
    problems: list[Problem] = []
    unknown: list[Row] = []
    made: dict[tuple[str, Stage, str], Decision] = {}
    for row in rows:
        record = resolve(row.record)
        if record is None:
            unknown.append(row)
            continue
        problems += _reasons(row)
        decision = _decision(row, record)
        before = made.setdefault((record, row.stage, row.report), decision)
        if before is not decision:
            problems += _twice(before, decision)
            if before.verdict == decision.verdict and not before.study:
                filled = replace(before, study=decision.study)
                made[record, row.stage, row.report] = filled
    found = tuple(made.values())
    problems += _unknown_records(unknown)
    return found, problems + list(_order(found, unscreened)) + list(_studies(found, studies))


def _decision(row: Row, record: str) -> Decision:
    several = row.stage == "title-abstract" and len(row.reasons) > 1
    reason = "; ".join(row.reasons) if several else next(iter(row.reasons), "")
    excluded = row.verdict == "exclude"
    return Decision(
        record, row.stage, row.verdict, row.place, reason if excluded else "", row.report, row.study
    )


def _unknown_records(rows: Sequence[Row]) -> Iterator[Problem]:
    """The first ones one by one: where an export is missing, there are many."""
    yield from map(_no_such_record, rows[:EXAMPLES])
    if len(rows) > EXAMPLES:
        yield problem(
            "screening-record-is-known",
            rows[EXAMPLES].place,
            f"From here on, {len(rows) - EXAMPLES} more rows name none of the records that the "
            "searches found.",
            "So many at once: is the export of a search missing in findings/records/ or in "
            "search.yaml?",
        )


EXAMPLES = 5
"""So many unknown records are named one by one."""


def _no_such_record(row: Row) -> Problem:
    named = f'"{row.about.title[:60]}"' if row.about else f'"{row.record}"'
    return problem(
        "screening-record-is-known",
        row.place,
        f"{named} is none of the records that the searches found.",
        "Is the file of the search it comes from named in search.yaml?"
        if row.about
        else "Write the record's id, its DOI or its PubMed number.",
    )


def _reasons(row: Row) -> list[Problem]:
    if row.verdict != "exclude" or row.stage != "full-text" or len(row.reasons) == 1:
        return []
    what = (
        f"The report has {len(row.reasons)} reasons for exclusion ({'; '.join(row.reasons)}); "
        "the first one counts."
        if row.reasons
        else "The report is excluded without a reason."
    )
    hint = "Write one reason: the first that applied, in the order of your criteria."
    return [problem("screening-reason-is-one", row.place, what, hint)]


def _twice(before: Decision, after: Decision) -> list[Problem]:
    """Two decisions about one record at one stage that do not say the same."""
    same_reason = before.stage == "title-abstract" or before.reason == after.reason
    if before.verdict == after.verdict and same_reason:
        return []
    at = STAGE_NAMES[before.stage]
    return [
        problem(
            "screening-decision-is-one",
            here.place,
            f'"{here.record}" is decided twice {at}: {_told(here)} here, {_told(other)} in '
            f"{other.place}.",
            f"The decision of {before.place} is used. Keep one of them.",
        )
        for here, other in ((before, after), (after, before))
    ]


def _told(decision: Decision) -> str:
    return f"{decision.verdict} ({decision.reason})" if decision.reason else decision.verdict


def _order(found: Sequence[Decision], unscreened: Collection[str]) -> Iterator[Problem]:
    first = {d.record: d for d in found if d.stage == "title-abstract"}
    for decision in found:
        if decision.stage != "full-text":
            continue
        before = first.get(decision.record)
        if before.verdict == "include" if before else decision.record in unscreened:
            continue
        why = (
            f"it was excluded by title and abstract in {before.place}"
            if before
            else "no decision by title and abstract stands anywhere"
        )
        yield problem(
            "screening-is-in-order",
            decision.place,
            f'"{decision.record}" is decided by its full text ({decision.verdict}), but {why}.',
            "Only what is included at the stage title-abstract goes on to full-text.",
        )


def _studies(found: Sequence[Decision], studies: Collection[str]) -> Iterator[Problem]:
    for decision in found:
        if decision.study and decision.study not in studies:
            yield problem(
                "screening-study-is-known",
                decision.place,
                f'"{decision.study}" is not an id of studies.yaml.',
                nearest(decision.study, studies),
            )
        included = decision.stage == "full-text" and decision.verdict == "include"
        if included and not decision.study and studies:
            yield problem(
                "screening-report-has-study",
                decision.place,
                f'The report of "{decision.record}" is included, but no study is named.',
                "Write the study's id in the column study.",
            )


def undecided(
    records: Sequence[Record], found: Sequence[Decision], unscreened: Collection[str] = ()
) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    """Which of the records kept have no decision at the first stage; and which of those that went
    on have none at the second.

    :param unscreened: as for :func:`decisions`: these go on from the start.
    """
    first = {d.record: d.verdict for d in found if d.stage == "title-abstract"}
    second = {d.record for d in found if d.stage == "full-text"}
    went_on = {i for i, verdict in first.items() if verdict == "include"}
    went_on |= {i for i in unscreened if i not in first}
    return (
        tuple(r for r in records if r.id not in first and r.id not in unscreened),
        tuple(r for r in records if r.id in went_on and r.id not in second),
    )


def unfinished(
    open_: tuple[Sequence[Record], Sequence[Record]],
    found: Sequence[Decision],
    records: int,
    place: Place,
    listed: str,
) -> Iterator[Problem]:
    """What is left to be decided, in one problem a stage; nothing before screening has begun.

    :param open_: as :func:`undecided` gives them.
    :param records: how many records there are, duplicates removed.
    :param place: screening.csv, or what stands for it.
    :param listed: the report that lists them.
    """
    for stage, left in zip(STAGE_NAMES, open_, strict=True):
        begun = [d for d in found if d.stage == stage]
        if not left or not begun:
            continue
        total = records if stage == "title-abstract" else len(left) + len({d.record for d in begun})
        example = f'"{left[0].title[:60]}" ({left[0].id})'
        yield problem(
            "screening-is-complete",
            place,
            f"{len(left):,} of {total:,} {WHAT[stage]} "
            f"{'is' if len(left) == 1 else 'are'} not decided {STAGE_NAMES[stage]}: "
            f"{example if len(left) == 1 else f'{example} and others'}.",
            f"{listed} lists what is left, ready to be copied into screening.csv.",
        )


def not_begun(records: int, place: Place, listed: str) -> Problem:
    """Records are there, and not one of them is decided."""
    return problem(
        "screening-is-complete",
        place,
        f"None of the {records:,} records is decided by title and abstract yet: the flow diagram "
        "has its first boxes only.",
        f"{listed} lists them, ready to be copied into screening.csv.",
    )


WHAT: Mapping[Stage, str] = {"title-abstract": "records", "full-text": "reports"}
"""A stage → what is decided at it."""
