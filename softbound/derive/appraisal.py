"""Appraisals → a table of studies and items, counts of answers, agreement of two appraisers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from softbound.model.appraisal import AppraisalTool

Finding = Mapping[str, Any]


def appraisals(
    given: Sequence[Finding], tools: Mapping[str, AppraisalTool], studies: Sequence[Finding]
) -> dict[str, Any]:
    """The appraisal by the tool that is used first; those by other tools are its ``others``.

    :param given: appraisals.yaml as plain data.
    :param studies: the included studies, whose order the rows take.
    """
    names = list(dict.fromkeys(appraisal["tool"] for appraisal in given)) or [""]
    first, *others = (
        _appraisal(name, [a for a in given if a["tool"] == name], tools.get(name), studies)
        for name in names
    )
    return {**first, "others": others}


def _appraisal(
    name: str,
    given: Sequence[Finding],
    tool: AppraisalTool | None,
    studies: Sequence[Finding],
) -> dict[str, Any]:
    """What one tool found.

    :return: ``tool`` (its file's name), ``name``, ``version``, ``totals``; ``answers`` (answer,
        symbol, place from 0, the most favourable, to 1); ``questions`` (number, label, counts by
        answer); ``rows`` (study, label, citation, answers item by item, favourable: how many);
        ``agreement``, or None where no judgement has two raters.
    """
    by_study = {appraisal["study"]: appraisal["items"] for appraisal in reversed(given)}
    labels = dict(tool.items) if tool else _labels(given)
    answers = list(tool.answers) if tool else _answers(given)
    symbols = list(tool.symbols) if tool and tool.symbols else answers
    rows = [
        {
            "study": study["id"],
            "label": study["label"],
            "citation": study["citation"],
            "answers": [_answer(number, by_study[study["id"]]) for number in labels],
            "favourable": sum(
                by_study[study["id"]][number]["answer"] == answers[0]
                for number in labels
                if number in by_study[study["id"]]
            ),
        }
        for study in studies
        if study["id"] in by_study
    ]
    counts = [
        Counter(row["answers"][index]["answer"] for row in rows) for index in range(len(labels))
    ]
    return {
        "tool": name,
        "name": tool.name if tool else name,
        "version": tool.version if tool else "",
        "totals": tool.totals if tool else False,
        "answers": [
            {"answer": answer, "symbol": symbol, "place": index / max(len(answers) - 1, 1)}
            for index, (answer, symbol) in enumerate(zip(answers, symbols, strict=True))
        ],
        "questions": [
            {"number": number, "label": label, "counts": {a: count[a] for a in answers}}
            for (number, label), count in zip(labels.items(), counts, strict=True)
        ],
        "rows": rows,
        "agreement": agreement(
            [
                (judgement["raters"][0], judgement["raters"][1])
                for items in by_study.values()
                for judgement in items.values()
                if len(judgement["raters"]) == 2
            ]
        ),
    }


def _labels(given: Sequence[Finding]) -> dict[str, str]:
    """The items of a tool that is not known, by the numbers that were answered."""
    return {number: f"item {number}" for a in given for number in a["items"]}


def _answers(given: Sequence[Finding]) -> list[str]:
    """The answers of a tool that is not known, in the order in which they were given."""
    found = dict.fromkeys(j["answer"] for a in given for j in a["items"].values())
    return list(found) or ["yes", "no"]


def _answer(number: str, items: Mapping[str, Finding]) -> dict[str, Any]:
    """The answer to an item; an empty one where it was not given."""
    judgement = items.get(number, {"answer": "", "why": "", "raters": []})
    return {"item": number, **judgement}


def agreement(pairs: Sequence[tuple[str, str]]) -> dict[str, Any] | None:
    """How far two appraisers agreed before they talked.

    Cohen's kappa (1960): (observed - expected) / (1 - expected); expected is the share on which two
    would agree who gave each answer as often as these did, but at random.

    :param pairs: what each answered, judgement by judgement.
    :return: ``compared``, ``agreed``, ``percent``, ``kappa`` (None where both gave one and the same
        answer throughout, since then it is not defined) and ``kappa_text`` (as APA 7 writes it:
        ".82"; empty where not defined); None without pairs.
    """
    if not pairs:
        return None
    count = len(pairs)
    agreed = sum(first == second for first, second in pairs)
    one, other = Counter(pair[0] for pair in pairs), Counter(pair[1] for pair in pairs)
    expected = Fraction(sum(one[answer] * other[answer] for answer in one), count * count)
    observed = Fraction(agreed, count)
    kappa = None if expected == 1 else float((observed - expected) / (1 - expected))
    return {
        "compared": count,
        "agreed": agreed,
        "percent": round(100 * float(observed), 1),
        "kappa": kappa,
        "kappa_text": "" if kappa is None else _without_zero(kappa),
    }


def _without_zero(value: float) -> str:
    """A statistic that cannot exceed 1, to two digits, without the zero (APA 7, section 6.36)."""
    text = f"{abs(value):.2f}"
    sign = "−" if value < 0 and text != "0.00" else ""
    return sign + (text if text.startswith("1") else text[1:])
