"""Critical appraisal: studies left out or appraised twice, answers that the tool does not know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from softbound.model.appraisal import AppraisalTool
from softbound.problems import Place, Problem, in_a_row, nearest, problem
from softbound.verify.given import Finding, Given


def complete(given: Given) -> Iterator[Problem]:
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
        shown = in_a_row(f"{name} ({count})" for name, count in tools.items())
        usual = tools.most_common(1)[0][0]
        other = next(i for i, a in enumerate(given.appraisals) if a["tool"] != usual)
        yield problem(
            "studies-are-appraised-by-one-tool",
            given.place("appraisals", other, "tool"),
            f"The studies are appraised by {len(tools)} tools: {shown}.",
            "If their designs ask for it, say so in the method; each tool has a table of its own.",
        )


def _appraisal(given: Given, index: int, appraisal: Finding) -> Iterator[Problem]:
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
            f"{in_a_row(missing)}.",
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


def raters(given: Given) -> Iterator[Problem]:
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
