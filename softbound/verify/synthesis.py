"""A synthesis's findings against each other: evidence of themes, appraisal, relations, confidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from softbound.model.appraisal import AppraisalTool
from softbound.problems import Problem, in_a_row, problem
from softbound.verify import appraisals
from softbound.verify.given import Given


def check(
    findings: Mapping[str, Any], derived: Mapping[str, Any], tools: Mapping[str, AppraisalTool]
) -> list[Problem]:
    """All problems of a chapter's synthesis, those of softbound.rules.synthesis.

    Broken references between findings are found where these are read.

    :param findings: a chapter's ``values`` and ``places``, as build/findings/ has them.
    :param derived: what :func:`softbound.derive.synthesis.derived` makes of them.
    :param tools: appraisal tools by name.
    """
    values, places = findings["values"], findings["places"]
    given = Given({**values, **derived}, places, values.get("appraisals", ()), tools)
    return [found for part in CHECKS for found in part(given)]


# themes, concepts, quotes


def _evidence(given: Given) -> Iterator[Problem]:
    """Themes and subthemes without concepts or quotes, once there are such files at all."""
    for theme in given.themes.values():
        if theme.get("subthemes"):
            continue
        missing = [
            word
            for kind, key, word in (
                ("concepts", "second_order", "concept"),
                ("quotes", "first_order", "quote"),
            )
            if given.has(kind) and not theme[key]
        ]
        if missing:
            yield problem(
                "theme-rests-on-evidence",
                given.place("themes", theme["id"]),
                f'The theme {theme["id"]}, "{theme["label"]}", rests on no {" and no ".join(missing)}.',
                "Name in it the ids of what was translated into it; a concept brings its quotes.",
            )


def _contributions(given: Given) -> Iterator[Problem]:
    """Studies without a theme."""
    if not given.has("studies", "themes") or not (given.has("concepts") or given.has("quotes")):
        return
    for study in given.studies.values():
        if not study["themes"]:
            against = [t["number"] for t in given.themes.values() if study["id"] in t["refuting"]]
            but = f"; it only speaks against {in_a_row(against)}" if against else ""
            yield problem(
                "study-contributes-to-theme",
                given.place("studies", study["id"]),
                f"The study {study['id']} contributes to no theme{but}.",
                "Name one of its concepts or quotes in a theme, or say in the text why it has none.",
            )


def _both_sides(given: Given) -> Iterator[Problem]:
    """Concepts that are said to make up a theme and to refute it."""
    for theme in given.themes.values():
        for concept in theme["refutations"]:
            if concept in theme["second_order"]:
                yield problem(
                    "concept-stands-on-one-side",
                    given.place("themes", theme["id"]),
                    f"The concept {concept['id']} both belongs to the theme {theme['id']} and "
                    "refutes it.",
                    'Take it out of "concepts" or of "refuted_by".',
                )


def _own_quotes(given: Given) -> Iterator[Problem]:
    """Concepts that rest on words from another study."""
    for index, concept in enumerate(given.concepts.values()):
        for position, identifier in enumerate(concept["quotes"]):
            quote = given.quotes.get(identifier)
            if quote is not None and quote["study"] != concept["study"]:
                yield problem(
                    "concept-quotes-its-own-study",
                    given.place("concepts", index, "quotes", position),
                    f"The concept {concept['id']} is of study {concept['study']}, but its quote "
                    f"{identifier} is of study {quote['study']}.",
                    "Mend the study of one of them, or name another quote.",
                )


def _pages(given: Given) -> Iterator[Problem]:
    """Quotes and concepts of which nobody could find the page."""
    for kind, found in (("concept", given.concepts), ("quote", given.quotes)):
        for identifier, construct in found.items():
            if not construct["page"]:
                yield problem(
                    "construct-has-page",
                    given.place(f"{kind}s", identifier),
                    f"The {kind} {identifier} has no page of study {construct['study']}.",
                    'Add "page".',
                )


def _unused(given: Given) -> Iterator[Problem]:
    """Concepts that are in no theme, and quotes that are in no theme and no concept."""
    if not given.has("themes"):
        return
    used = {c["id"] for t in given.themes.values() for c in (*t["second_order"], *t["refutations"])}
    quoted = {q["id"] for theme in given.themes.values() for q in theme["first_order"]}
    quoted |= {identifier for c in given.concepts.values() for identifier in c["quotes"]}
    for identifier in given.concepts.keys() - used:
        yield problem(
            "construct-is-used",
            given.place("concepts", identifier),
            f"The concept {identifier} is translated into no theme.",
        )
    for identifier in given.quotes.keys() - quoted:
        yield problem(
            "construct-is-used",
            given.place("quotes", identifier),
            f"The quote {identifier} belongs to no concept and no theme.",
        )


# relations, line of argument


def _relations(given: Given) -> Iterator[Problem]:
    """Studies that no relation places."""
    if not given.has("relations", "studies"):
        return
    placed = {study for relation in given.values["relations"] for study in relation["studies"]}
    for study in given.studies:
        if study not in placed:
            yield problem(
                "study-is-placed-in-relation",
                given.place("studies", study),
                f"The study {study} is related to no other study in relations.yaml.",
                "Name it in a relation: how does it stand to the others?",
            )


def _line_of_argument(given: Given) -> Iterator[Problem]:
    """Themes that the line of argument leaves out; a subtheme stands for its theme."""
    if not given.has("line_of_argument", "themes"):
        return
    named = set(given.values["line_of_argument"]["themes"])
    for theme in given.values["themes"]:
        parts = {theme["id"], *(part["id"] for part in theme["subthemes"])}
        if not parts & named:
            yield problem(
                "line-of-argument-names-every-theme",
                given.place("line_of_argument", "themes"),
                f'The line of argument does not name the theme {theme["id"]}, "{theme["label"]}".',
                "Add its id where the argument leads through it.",
            )


# confidence


def _confidence(given: Given) -> Iterator[Problem]:
    """Findings whose confidence is not explained, or does not fit."""
    for index, finding in enumerate(given.values.get("cerqual", ())):
        place = given.place("cerqual", index, "overall")
        name, overall = finding["finding"], finding["overall"]
        if overall != "high" and not finding["why"]:
            yield problem(
                "confidence-is-explained",
                place,
                f"Confidence in {name} is {overall}, but nothing says why.",
                'Add "why", a sentence.',
            )
        if overall != "high" and not finding["studies"]:
            yield problem(
                "confidence-is-explained",
                place,
                f"Confidence in {name} is {overall}, but no study contributes to {name}.",
                "Name the concepts or quotes of studies in the theme.",
            )
        serious = [c["name"] for c in finding["concerns"] if c["concerns"] == "serious"]
        if overall == "high" and serious:
            yield problem(
                "confidence-fits-its-concerns",
                place,
                f"Confidence in {name} is high, though there are serious concerns about "
                f"{in_a_row(serious)}.",
                "Grade it lower, or the concerns.",
            )
        for key, component in finding["components"].items():
            if component["concerns"] != "none" and not component["why"]:
                yield problem(
                    "concern-is-explained",
                    given.place("cerqual", index, "components", key),
                    f"The {component['concerns']} concerns about {key.replace('_', ' ')} in {name} "
                    "are not explained.",
                    'Add "why", a sentence.',
                )


def _graded(given: Given) -> Iterator[Problem]:
    """Themes that are not graded, neither themselves nor in all their parts, or are graded twice."""
    if not given.has("cerqual", "themes"):
        return
    graded = Counter(finding["finding"] for finding in given.values["cerqual"])
    for index, finding in enumerate(given.values["cerqual"]):
        name = finding["finding"]
        first = next(i for i, f in enumerate(given.values["cerqual"]) if f["finding"] == name)
        if first < index:
            yield problem(
                "theme-is-graded-once",
                given.place("cerqual", index, "finding"),
                f"The theme {name} is graded twice: here and in line "
                f"{given.place('cerqual', first, 'finding').line}.",
                "Keep one of them.",
            )
    for theme in given.values["themes"]:
        parts = [part["id"] for part in theme["subthemes"]]
        if not graded[theme["id"]] and not (parts and all(graded[part] for part in parts)):
            yield problem(
                "theme-is-graded-once",
                given.place("themes", theme["id"]),
                f'The theme {theme["id"]}, "{theme["label"]}", is not graded in cerqual.yaml.',
                "Add it, or each of its subthemes.",
            )


CHECKS: Sequence[Callable[[Given], Iterator[Problem]]] = (
    _evidence,
    _contributions,
    _both_sides,
    _own_quotes,
    _pages,
    _unused,
    _relations,
    _line_of_argument,
    appraisals.complete,
    appraisals.raters,
    _confidence,
    _graded,
)
