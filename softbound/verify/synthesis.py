"""A synthesis's findings against each other: evidence of themes, appraisal, relations, confidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from softbound.derive.synthesis import derived, with_subthemes
from softbound.model.appraisal import AppraisalTool
from softbound.problems import Place, Problem, nearest, problem

Finding = Mapping[str, Any]


def check(findings: Mapping[str, Any], tools: Mapping[str, AppraisalTool]) -> list[Problem]:
    """All problems of a chapter's synthesis, of the rules below ``# synthesis`` in rules.py.

    Broken references between findings are found where these are read.

    :param findings: a chapter's ``values`` and ``places``, as build/findings/ has them.
    :param tools: appraisal tools by name.
    """
    values, places = findings["values"], findings["places"]
    known = {**values, **derived(values, tools)}
    return [
        found
        for part in CHECKS
        for found in part(_Findings(known, values.get("appraisals", ()), places, tools))
    ]


class _Findings:
    """A chapter's findings with their places, as the checks ask for them."""

    def __init__(
        self,
        values: Mapping[str, Any],
        appraisals: Sequence[Finding],
        places: Mapping[str, Mapping[str, Sequence[Any]]],
        tools: Mapping[str, AppraisalTool],
    ) -> None:
        self.values, self.appraisals, self.places, self.tools = values, appraisals, places, tools
        self.studies = {study["id"]: study for study in values.get("studies", ())}
        self.themes = {t["id"]: t for t in with_subthemes(values.get("themes", ()))}
        self.concepts = {c["id"]: c for c in values.get("concepts", ())}
        self.quotes = {q["id"]: q for q in values.get("quotes", ())}

    def has(self, *kinds: str) -> bool:
        """Whether all of these files are there."""
        return all(kind in self.values for kind in kinds)

    def place(self, kind: str, *path: object) -> Place:
        """Where a finding stands: by its id, or by keys and indices from the file's root; the
        nearest place above it where its own is not known."""
        known = self.places.get(kind, {})
        if len(path) == 1 and path[0] in known:
            return Place(*known[str(path[0])])
        for length in range(len(path), -1, -1):
            key = "".join(f".{part}" for part in path[:length])
            if key in known:
                return Place(*known[key])
        return Place(f"{kind}.yaml")


def _listed(items: Iterable[object]) -> str:
    """A list in a message: "a", "a and b", "a, b and c"."""
    words = [str(item) for item in items]
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


# themes, concepts, quotes


def _evidence(given: _Findings) -> Iterator[Problem]:
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


def _contributions(given: _Findings) -> Iterator[Problem]:
    """Studies without a theme."""
    if not given.has("studies", "themes") or not (given.has("concepts") or given.has("quotes")):
        return
    for study in given.studies.values():
        if not study["themes"]:
            against = [t["number"] for t in given.themes.values() if study["id"] in t["refuting"]]
            but = f"; it only speaks against {_listed(against)}" if against else ""
            yield problem(
                "study-contributes-to-theme",
                given.place("studies", study["id"]),
                f"The study {study['id']} contributes to no theme{but}.",
                "Name one of its concepts or quotes in a theme, or say in the text why it has none.",
            )


def _both_sides(given: _Findings) -> Iterator[Problem]:
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


def _own_quotes(given: _Findings) -> Iterator[Problem]:
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


def _pages(given: _Findings) -> Iterator[Problem]:
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


def _unused(given: _Findings) -> Iterator[Problem]:
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


def _relations(given: _Findings) -> Iterator[Problem]:
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


def _line_of_argument(given: _Findings) -> Iterator[Problem]:
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


# appraisal


def _appraisals(given: _Findings) -> Iterator[Problem]:
    """Studies appraised twice or not at all; answers that the tool does not know or lacks."""
    seen: dict[str, int] = {}
    for index, appraisal in enumerate(given.appraisals):
        study = appraisal["study"]
        if study in seen:
            first = given.place("appraisals", seen[study], "study").line
            yield problem(
                "study-is-appraised-once",
                given.place("appraisals", index, "study"),
                f"The study {study} is appraised twice: here and in line {first}.",
                "Keep one of them; what two appraisers had answered stands under raters.",
            )
        seen.setdefault(study, index)
        yield from _appraisal(given, index, appraisal)
    if not given.appraisals:
        return
    for study in given.studies:
        if study not in seen:
            yield problem(
                "appraisal-is-complete",
                given.place("studies", study),
                f"The study {study} is not appraised; {len(seen)} of {len(given.studies)} are.",
                "Add it to appraisals.yaml.",
            )
    tools = Counter(appraisal["tool"] for appraisal in given.appraisals)
    if len(tools) > 1:
        shown = _listed(f"{name} ({count})" for name, count in tools.items())
        usual = tools.most_common(1)[0][0]
        other = next(i for i, a in enumerate(given.appraisals) if a["tool"] != usual)
        yield problem(
            "studies-are-appraised-by-one-tool",
            given.place("appraisals", other, "tool"),
            f"The studies are appraised by {len(tools)} tools: {shown}.",
            "If their designs ask for it, say so in the method; each tool has a table of its own.",
        )


def _appraisal(given: _Findings, index: int, appraisal: Finding) -> Iterator[Problem]:
    """One study's appraisal."""
    study, items = appraisal["study"], appraisal["items"]
    tool = given.tools.get(appraisal["tool"])
    if tool is None:
        yield problem(
            "appraisal-tool-is-known",
            given.place("appraisals", index, "tool"),
            f'There is no appraisal tool "{appraisal["tool"]}" '
            f"(templates/appraisals/{appraisal['tool']}.yaml).",
            nearest(appraisal["tool"], given.tools) or f"Known: {', '.join(sorted(given.tools))}.",
        )
    for number, judgement in items.items():
        place = given.place("appraisals", index, "items", number)
        if tool is not None:
            yield from _answer(tool, number, judgement, place)
        if not judgement["why"]:
            yield problem(
                "appraisal-answer-has-reason",
                place,
                f"Item {number} of study {study} is answered without a reason.",
                'Add "why", a sentence.',
            )
    if tool is not None and (missing := [number for number in tool.items if number not in items]):
        yield problem(
            "appraisal-is-complete",
            given.place("appraisals", index, "items"),
            f"The appraisal of study {study} lacks {len(missing)} of {len(tool.items)} items: "
            f"{_listed(missing)}.",
        )


def _answer(
    tool: AppraisalTool, number: str, judgement: Finding, place: Place
) -> Iterator[Problem]:
    """The answer to an item, and what the raters had answered, against the tool."""
    if number not in tool.items:
        yield problem(
            "appraisal-answer-is-known",
            place,
            f'{tool.name} ({tool.version}) has no item "{number}".',
            f"Its items: {', '.join(tool.items)}.",
        )
        return
    for answer in dict.fromkeys((judgement["answer"], *judgement["raters"])):
        if answer not in tool.answers:
            yield problem(
                "appraisal-answer-is-known",
                place,
                f'Item {number} is answered "{answer}"; the tool knows '
                f"{', '.join(tool.answers[:-1])} and {tool.answers[-1]}.",
                nearest(answer, tool.answers),
            )


def _raters(given: _Findings) -> Iterator[Problem]:
    """Judgements that some other number of raters made than the rest."""
    counts = Counter(
        len(judgement["raters"])
        for appraisal in given.appraisals
        for judgement in appraisal["items"].values()
        if judgement["raters"]
    )
    if not counts:
        return
    usual = counts.most_common(1)[0][0]
    for index, appraisal in enumerate(given.appraisals):
        for number, judgement in appraisal["items"].items():
            count = len(judgement["raters"])
            if count and (count != usual or count < 2):
                yield problem(
                    "appraisal-raters-are-comparable",
                    given.place("appraisals", index, "items", number),
                    f"Item {number} of study {appraisal['study']} has the answers of {count} "
                    f"{'rater' if count == 1 else 'raters'}; "
                    + (f"most have those of {usual}." if count != usual else "two are compared."),
                    "Give each appraiser's own answer, always in the same order.",
                )


# confidence


def _confidence(given: _Findings) -> Iterator[Problem]:
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
                f"{_listed(serious)}.",
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


def _graded(given: _Findings) -> Iterator[Problem]:
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


CHECKS: Sequence[Callable[[_Findings], Iterator[Problem]]] = (
    _evidence,
    _contributions,
    _both_sides,
    _own_quotes,
    _pages,
    _unused,
    _relations,
    _line_of_argument,
    _appraisals,
    _raters,
    _confidence,
    _graded,
)
