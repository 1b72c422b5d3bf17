"""A grounded theory's findings against each other: participants, codes, categories, the audit trail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from softbound.derive.sample import band_names, readable
from softbound.derive.theory import COUNTED, SELECTED, number_of, told, way_up
from softbound.problems import Problem, in_a_row, nearest, problem
from softbound.verify.given import Given

LARGEST_SHARE = 30
"""Per cent of the excerpts that one participant may give; a threshold of ours."""
NAMED = 8
"""How many findings one message names."""
FEW_PARTICIPANTS, FEW_EXCERPTS = 4, 10
"""Below these, shares say nothing: of three people one gives a third."""


def check(findings: Mapping[str, Any], derived: Mapping[str, Any]) -> list[Problem]:
    """All problems of a chapter's evidence, those of softbound.rules.evidence.

    Broken references between findings are found where these are read.

    :param findings: a chapter's ``values`` and ``places``, as build/findings/ has them.
    :param derived: what :func:`softbound.derive.theory.derived` makes of them.
    """
    given = Given({**findings["values"], **derived}, findings["places"])
    return [found for part in CHECKS for found in part(given)]


def _items(given: Given, kind: str) -> Sequence[Mapping[str, Any]]:
    items: Sequence[Mapping[str, Any]] = given.values.get(kind, ())
    return items


# participants and interviews


def _interviewed(given: Given) -> Iterator[Problem]:
    """Participants without an interview."""
    if not given.has("participants", "interviews"):
        return
    interviewed = {each["participant"] for each in _items(given, "interviews")}
    for each in _items(given, "participants"):
        if each["id"] not in interviewed:
            yield problem(
                "participant-is-interviewed",
                given.place("participants", each["id"]),
                f"The participant {each['id']}, {each['pseudonym']}, has no interview: "
                f"{len(_items(given, 'participants'))} stand in participants.yaml, and "
                f"{len(interviewed)} of them in interviews.yaml.",
                "Add the interview to interviews.yaml, or take the participant out.",
            )


def _pseudonyms(given: Given) -> Iterator[Problem]:
    """Participants with one pseudonym."""
    first: dict[str, str] = {}
    for each in _items(given, "participants"):
        known = first.setdefault(each["pseudonym"].casefold(), each["id"])
        if known != each["id"]:
            yield problem(
                "pseudonym-is-unique",
                given.place("participants", each["id"]),
                f'The participants {known} and {each["id"]} are both called "{each["pseudonym"]}".',
                "Give one of them another pseudonym.",
            )


def _bands(given: Given) -> Iterator[Problem]:
    """Participants who lack a band that others have."""
    people = _items(given, "participants")
    names = band_names(people)
    for each in people:
        missing = [readable(name) for name in names if name not in each["bands"]]
        if missing:
            yield problem(
                "participants-have-the-same-bands",
                given.place("participants", each["id"]),
                f"The participant {each['id']} lacks a band that others have: {in_a_row(missing)}.",
                'Add it, or write "not stated"; so it is counted. Look for a misspelt name, too.',
            )


def _published(given: Given) -> Iterator[Problem]:
    """Bands that are to be shown, and that the participant does not have."""
    for index, each in enumerate(_items(given, "participants")):
        for position, name in enumerate(each["publish"]):
            if name not in each["bands"]:
                yield problem(
                    "published-band-is-known",
                    given.place("participants", index, "publish", position),
                    f'The participant {each["id"]} has no band "{name}" that could be shown.',
                    nearest(name, each["bands"]) or "Write one of the names under bands.",
                )


def _rounds(given: Given) -> Iterator[Problem]:
    """Excerpts from interviews that were not held, and decisions after interviews that were not."""
    if not given.has("interviews"):
        return
    held: dict[str, set[int]] = defaultdict(set)
    for each in _items(given, "interviews"):
        held[each["participant"]].add(each["round"])
    for index, each in enumerate(_items(given, "excerpts")):
        rounds = sorted(held[each["participant"]])
        if each["interview"] is not None and each["interview"] not in rounds:
            yield problem(
                "excerpt-is-from-an-interview",
                given.place("excerpts", index, "interview"),
                f"The excerpt {each['id']} is from round {each['interview']}, but {each['participant']} "
                + (
                    f"was interviewed in round {in_a_row(rounds)}."
                    if rounds
                    else "has no interview."
                ),
                "Mend the excerpt's interview, or add the interview to interviews.yaml.",
            )
    for index, each in enumerate(_items(given, "sampling_changes")):
        if not held[each["after"]]:
            yield problem(
                "sampling-change-follows-an-interview",
                given.place("sampling_changes", index, "after"),
                f"The decision was taken after the interview with {each['after']}, who has none.",
                "Name the participant after whose interview it was taken.",
            )


# codes, categories, excerpts


def _grounded(given: Given) -> Iterator[Problem]:
    """Categories without an excerpt; the core category needs none of its own."""
    if not given.has("excerpts", "categories"):
        return
    rows = {row["id"]: row for row in given.values["contributions"]["rows"]}
    for each in _items(given, "categories"):
        if not each["core"] and not rows[each["id"]]["total"]:
            yield problem(
                "category-is-grounded",
                given.place("categories", each["id"]),
                f'The category {each["id"]}, "{each["label"]}", has no excerpt.',
                "Name it, or one of its focused codes, in an excerpt.",
            )


def _quoted(given: Given) -> Iterator[Problem]:
    """Participants never quoted, once there are categories; those who give too large a share."""
    if not given.has("excerpts", "participants"):
        return
    people, total = _items(given, "participants"), len(_items(given, "excerpts"))
    spoken = [each["participant"] for each in _items(given, "excerpts")]
    silent = [each for each in people if each["id"] not in spoken]
    if silent and total and given.has("categories"):
        yield problem(
            "participant-is-quoted",
            given.place("participants", silent[0]["id"]),
            f"{_several('The participant', silent, 'pseudonym')} gave none of the excerpts "
            f"({total} in all).",
            "Look in the transcripts for what grounds or contradicts a category.",
        )
    many = len(people) >= FEW_PARTICIPANTS and total >= FEW_EXCERPTS
    for each in people if many else ():
        own = spoken.count(each["id"])
        if own * 100 > LARGEST_SHARE * total:
            yield problem(
                "excerpts-are-spread-over-participants",
                given.place("participants", each["id"]),
                f"The participant {each['id']}, {each['pseudonym']}, gave {own} of the {total} "
                f"excerpts, more than {LARGEST_SHARE}%.",
                "Ground categories in others' words too, or say why this account weighs more.",
            )


def _raised(given: Given) -> Iterator[Problem]:
    """Focused codes in no category or in several, once any category has codes."""
    if not any(each["codes"] for each in _items(given, "categories")):
        return
    codes = _items(given, "focused_codes")
    for each in codes:
        if len(each["categories"]) > 1:
            yield problem(
                "focused-code-has-one-category",
                given.place("focused_codes", each["id"]),
                f'The focused code {each["id"]}, "{each["label"]}", is in '
                f"{len(each['categories'])} categories: {in_a_row(each['categories'])}.",
                "Keep it in the one it says most about, or split it.",
            )
    alone = [each for each in codes if not each["categories"]]
    if alone:
        one = len(alone) == 1
        yield problem(
            "focused-code-has-one-category",
            given.place("focused_codes", alone[0]["id"]),
            f"{_several('The focused code', alone, 'label')} {'is' if one else 'are'} in no category.",
            f'Name {"it" if one else "them"} in a category\'s "codes", or set '
            f"{'it' if one else 'them'} aside and say so in a memo.",
        )


def _used(given: Given) -> Iterator[Problem]:
    """Codes without an excerpt, once any excerpt has codes; excerpts without a category."""
    excerpts = _items(given, "excerpts")
    codes = _items(given, "focused_codes")
    unused = [each for each in codes if not each["excerpts"]]
    if unused and any(each["codes"] for each in excerpts):
        yield problem(
            "focused-code-has-excerpt",
            given.place("focused_codes", unused[0]["id"]),
            f"No excerpt carries {_several('the focused code', unused, 'label')}.",
        )
    loose = [each for each in excerpts if not each["categories"]]
    if loose and given.has("categories"):
        one = len(loose) == 1
        coded = (
            ", and neither do the codes that they carry" if any(e["codes"] for e in loose) else ""
        )
        yield problem(
            "excerpt-grounds-a-category",
            given.place("excerpts", loose[0]["id"]),
            f"{_several('The excerpt', loose)} {'grounds' if one else 'ground'} no category"
            f"{coded.replace('they carry', 'it carries') if one else coded}.",
        )


def _several(what: str, items: Sequence[Mapping[str, Any]], called: str = "") -> str:
    """Some findings in one message: "The focused codes f1 (waiting) and f2 (hoping)"."""
    names = [f"{each['id']} ({each[called]})" if called else each["id"] for each in items]
    if len(names) > NAMED:
        names = [*names[:NAMED], f"{len(names) - NAMED} more"]
    return f"{what}{'' if len(items) == 1 else 's'} {in_a_row(names)}"


def _initial(given: Given) -> Iterator[Problem]:
    """Initial codes that stand twice."""
    first: dict[str, tuple[str, int, int]] = {}
    for index, each in enumerate(_items(given, "focused_codes")):
        for position, label in enumerate(each["initial_codes"]):
            known = first.setdefault(label.casefold(), (each["id"], index, position))
            if known[1:] != (index, position):
                line = given.place("focused_codes", known[1], "initial_codes", known[2]).line
                yield problem(
                    "initial-code-stands-once",
                    given.place("focused_codes", index, "initial_codes", position),
                    f'The initial code "{label}" stands twice: here in {each["id"]} and in line '
                    f"{line} in {known[0]}.",
                    "It is counted once. Keep it where it led to, or give the two their own words.",
                )


def _core(given: Given) -> Iterator[Problem]:
    """More than one core category, and categories that name it as their parent."""
    cores = [each["id"] for each in _items(given, "categories") if each["core"]]
    for name in cores[1:]:
        yield problem(
            "core-category-is-one",
            given.place("categories", name),
            f"There are {len(cores)} core categories: {in_a_row(cores)}.",
            "All other categories are related to one; set core: true in that one only.",
        )
    for index, each in enumerate(_items(given, "categories")):
        if each["parent"] in cores and each["parent"] != each["id"]:
            yield problem(
                "parent-is-no-core-category",
                given.place("categories", index, "parent"),
                f"The category {each['id']} names the core category {each['parent']} as its parent.",
                'Take "parent" out: what is no part of another category belongs to the core category.',
            )


def _circles(given: Given) -> Iterator[Problem]:
    """Categories that are a part of themselves, each circle told once."""
    categories = _items(given, "categories")
    parents = {each["id"]: each["parent"] for each in categories}
    told_of: set[str] = set()
    for index, each in enumerate(categories):
        way = way_up(each["id"], parents)
        if len(way) > 1 and way[-1] == each["id"] and each["id"] not in told_of:
            told_of |= {*way}
            yield problem(
                "categories-form-no-circle",
                given.place("categories", index, "parent"),
                f"The category {each['id']} is a part of itself: {' → '.join(way)}.",
                'Take "parent" out of one of them.',
            )


# the audit trail


def _analysis(given: Given) -> Iterator[Problem]:
    """Rounds without interviews, counts that nobody knows, typed numbers that the files contradict."""
    rounds = {each["round"] for each in _items(given, "interviews")}
    rows = _items(given, "analysis")
    for index, row in enumerate(rows):
        for position, number in enumerate(row["rounds"]):
            if given.has("interviews") and number not in rounds:
                yield problem(
                    "analysis-names-rounds-of-interviews",
                    given.place("analysis", index, "rounds", position),
                    f'The stage "{row["stage"]}" worked on round {number}, but no interview is of it.',
                    f"There {'is round' if len(rounds) == 1 else 'are rounds'} "
                    f"{in_a_row(sorted(rounds))}."
                    if rounds
                    else "There are no interviews in interviews.yaml.",
                )
        for counted in given.values["audit"][index]["counted"]:
            if counted["n"] is None:
                position = row["counts"].index(counted["name"])
                yield problem(
                    "analysis-count-is-known",
                    given.place("analysis", index, "counts", position),
                    f'The stage "{row["stage"]}" counts {counted["label"]}, but no file tells how '
                    "many there are.",
                    f'Write the findings, or the number: "typed: {{{counted["name"]}: 12}}".',
                )
        later = {name for other in rows[index + 1 :] for name in told(other)}
        for name, typed in row["typed"].items():
            found = number_of(name, given.values, row["rounds"])
            whole = name in SELECTED and found is not None and typed >= found
            if found is None or found == typed or name in later or whole:
                continue
            yield problem(
                "typed-count-agrees-with-findings",
                given.place("analysis", index, "typed", name),
                f'The stage "{row["stage"]}" types {_counted(typed, name)}, but the files hold {found}.',
                f'Take it out of "typed" and write it in "counts": [{name}].',
            )


def _counted(n: int, name: str) -> str:
    return f"{n} {COUNTED[name][n != 1]}"


CHECKS: Sequence[Callable[[Given], Iterator[Problem]]] = (
    _interviewed,
    _pseudonyms,
    _bands,
    _published,
    _rounds,
    _grounded,
    _quoted,
    _raised,
    _used,
    _initial,
    _core,
    _circles,
    _analysis,
)
