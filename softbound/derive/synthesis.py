"""A synthesis's findings → what follows from them: contributions, matrix, translation, appraisal.

Concepts and quotes name their study, themes name their concepts and quotes; so which study
contributes to which theme is never typed. First-order constructs are participants' words, second-
order constructs the primary authors' interpretations, third-order constructs the themes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import ascii_lowercase
from typing import Any

from softbound.derive.appraisal import appraisals
from softbound.model.appraisal import AppraisalTool

Finding = Mapping[str, Any]
PRESENT, REFUTES, BOTH, BLANK = "present", "refutes", "both", "blank"
"""What a cell of the matrix may be."""
COMPONENTS: Mapping[str, str] = {
    "methodological_limitations": "methodological limitations",
    "coherence": "coherence",
    "adequacy": "adequacy",
    "relevance": "relevance",
}
"""A component of GRADE-CERQual → its name in a sentence."""


def derived(values: Mapping[str, Any], tools: Mapping[str, AppraisalTool]) -> dict[str, Any]:
    """What expressions and templates see beside and instead of what was typed.

    :param values: a chapter's findings as plain data, as build/findings/ has them.
    :param tools: appraisal tools by name.
    :return: names → plain data, to be laid over ``values``. ``studies``, ``quotes``, ``concepts``,
        ``themes``, ``relations``, ``line_of_argument`` and ``cerqual`` hold what was typed and more;
        ``matrix``, ``translation`` and ``appraisal`` are new. A name is there only where its
        findings are.
    """
    studies = [dict(study) for study in values.get("studies", ())]
    known = {study["id"]: study for study in studies}
    quotes = {quote["id"]: _of_study(quote, known) for quote in values.get("quotes", ())}
    concepts = {
        concept["id"]: _of_study(concept, known)
        | {"first_order": [quotes[i] for i in concept["quotes"] if i in quotes]}
        for concept in values.get("concepts", ())
    }
    themes = [
        _theme(theme, str(number), known, concepts, quotes)
        for number, theme in enumerate(values.get("themes", ()), start=1)
    ]
    every = {theme["id"]: theme for theme in with_subthemes(themes)}
    for study in studies:
        study["number_of_reports"] = 1 + len(study.get("reports", ()))
        study["themes"] = [i for i, theme in every.items() if study["id"] in theme["studies"]]
        study["contributions"] = _contributions(study["id"], themes)
    result: dict[str, Any] = {}
    if "appraisals" in values:
        result["appraisal"] = appraisals(values["appraisals"], tools, studies)
        for study in studies:
            study["appraisal"] = _appraisal_of(study, result["appraisal"])
    if "studies" in values:
        result["studies"] = studies
    if "quotes" in values:
        result["quotes"] = list(quotes.values())
    if "concepts" in values:
        result["concepts"] = list(concepts.values())
    if "themes" in values:
        result["themes"] = themes
        result["matrix"] = matrix(themes, studies)
        result["translation"] = [_translation(theme) for theme in every.values()]
    if "relations" in values:
        result["relations"] = [_relation(relation, known) for relation in values["relations"]]
    if "line_of_argument" in values:
        result["line_of_argument"] = _line_of_argument(values["line_of_argument"], every)
    if "cerqual" in values:
        result["cerqual"] = [_confidence(finding, every) for finding in values["cerqual"]]
    return result


def with_subthemes(themes: Iterable[Finding]) -> Iterator[Finding]:
    """Every theme, each followed by its subthemes."""
    for theme in themes:
        yield theme
        yield from theme.get("subthemes", ())


def _of_study(construct: Finding, known: Mapping[str, Finding]) -> dict[str, Any]:
    """A concept or quote with how tables name its study."""
    study = known.get(construct["study"], {})
    return {
        **construct,
        "study_label": study.get("label", construct["study"]),
        "citation": study.get("citation", ""),
    }


# themes


def _theme(
    theme: Finding,
    number: str,
    studies: Mapping[str, Finding],
    concepts: Mapping[str, Finding],
    quotes: Mapping[str, Finding],
) -> dict[str, Any]:
    """A theme or subtheme with its number, its constructs, and the studies that follow from them."""
    second = [concepts[i] for i in theme["concepts"] if i in concepts]
    against = [concepts[i] for i in theme["refuted_by"] if i in concepts]
    first = _once(
        [
            *(quotes[i] for i in theme["quotes"] if i in quotes),
            *(quote for concept in second for quote in concept["first_order"]),
        ]
    )
    subthemes = [
        _theme(subtheme, f"{number}{_letter(index)}", studies, concepts, quotes)
        for index, subtheme in enumerate(theme.get("subthemes", ()))
    ]
    contributing = {construct["study"] for construct in (*second, *first)}
    contributing |= {study for subtheme in subthemes for study in subtheme["studies"]}
    refuting = {concept["study"] for concept in against}
    result = {
        **theme,
        "number": number,
        "studies": [i for i in studies if i in contributing],
        "refuting": [i for i in studies if i in refuting],
        "second_order": second,
        "first_order": first,
        "refutations": against,
    }
    return result | ({"subthemes": subthemes} if "subthemes" in theme else {})


def _contributions(study: str, themes: Iterable[Finding]) -> list[dict[str, Any]]:
    """The themes a study contributes to, or those of their subthemes that it contributes to."""
    found = []
    for theme in themes:
        parts = [part for part in theme.get("subthemes", ()) if study in part["studies"]]
        found += parts or ([theme] if study in theme["studies"] else [])
    return [{key: theme[key] for key in ("id", "number", "label")} for theme in found]


def _letter(index: int) -> str:
    """a to z, then aa, ab and so on."""
    prefix = _letter(index // 26 - 1) if index >= 26 else ""
    return prefix + ascii_lowercase[index % 26]


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in their order, each once."""
    return list({finding["id"]: finding for finding in findings}.values())


def matrix(themes: Sequence[Finding], studies: Sequence[Finding]) -> dict[str, Any]:
    """Which study contributes to which theme, or refutes it.

    :return: ``columns``: id, label and number of themes (without subthemes) of each study;
        ``rows``: id, number, label, level (1, subthemes 2), number of studies, and ``cells``, one a
        column: "present", "refutes", "both" or "blank".
    """
    rows = []
    for theme in with_subthemes(themes):
        rows.append(
            {
                "id": theme["id"],
                "number": theme["number"],
                "label": theme["label"],
                "level": 1 if "subthemes" in theme else 2,
                "studies": len(theme["studies"]),
                "cells": [_cell(theme, study["id"]) for study in studies],
            }
        )
    columns = [
        {
            "id": study["id"],
            "label": study["label"],
            "themes": sum(study["id"] in theme["studies"] for theme in themes),
        }
        for study in studies
    ]
    return {"columns": columns, "rows": rows}


def _cell(theme: Finding, study: str) -> str:
    contributes, refutes = study in theme["studies"], study in theme["refuting"]
    return {(True, False): PRESENT, (False, True): REFUTES, (True, True): BOTH}.get(
        (contributes, refutes), BLANK
    )


def _translation(theme: Finding) -> dict[str, Any]:
    """A theme or subtheme with the concepts translated into it, and the words these rest on.

    ``quotes`` are the theme's own that none of its concepts has.
    """
    concepts = [
        {**concept, "refutes": refutes}
        for refutes, group in ((False, theme["second_order"]), (True, theme["refutations"]))
        for concept in group
    ]
    shown = {quote["id"] for concept in concepts for quote in concept["first_order"]}
    return {
        "id": theme["id"],
        "number": theme["number"],
        "label": theme["label"],
        "definition": theme["definition"],
        "level": 1 if "subthemes" in theme else 2,
        "concepts": concepts,
        "quotes": [quote for quote in theme["first_order"] if quote["id"] not in shown],
    }


# what is said of studies and themes


def _relation(relation: Finding, studies: Mapping[str, Finding]) -> dict[str, Any]:
    return {
        **relation,
        "labels": [studies.get(i, {}).get("label", i) for i in relation["studies"]],
    }


def _line_of_argument(value: Finding, themes: Mapping[str, Finding]) -> dict[str, Any]:
    return {**value, "labels": [themes[i]["label"] for i in value["themes"] if i in themes]}


def _confidence(finding: Finding, themes: Mapping[str, Finding]) -> dict[str, Any]:
    """A graded finding with its theme's label and number, and the studies that contribute."""
    theme = themes.get(finding["finding"], {})
    return {
        **finding,
        "label": theme.get("label", finding["finding"]),
        "number": theme.get("number", ""),
        "studies": list(theme.get("studies", ())),
        "summary": finding["summary"] or theme.get("definition", ""),
        "concerns": [
            {"name": name, **finding["components"][component]}
            for component, name in COMPONENTS.items()
        ],
    }


def _appraisal_of(study: Finding, appraisal: Finding) -> list[Finding]:
    """The answers that a study got, item by item; none where it was not appraised."""
    rows = (row for tool in (appraisal, *appraisal["others"]) for row in tool["rows"])
    return next((row["answers"] for row in rows if row["study"] == study["id"]), [])
