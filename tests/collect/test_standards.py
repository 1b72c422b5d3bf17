"""Reporting standards: the shipped ones have the numbers of their sources, where these have any."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from softbound.collect import standards
from softbound.files import shipped_templates
from softbound.model.standard import Standard
from tests import cases

FOLDER = shipped_templates() / "standards"
SHIPPED = sorted(FOLDER.glob("*.yaml"))
COMPLETE = """\
name: S
title: A Standard
version: "2026"
source: Someone (2026).
doi: 10.1000/1
licence: CC BY
read: Not at all.
status: unverified
"""


@cache
def standard(name: str) -> Standard:
    path = FOLDER / f"{name}.yaml"
    found, problems = standards.read(path.read_text("utf-8"), path.name)
    assert found is not None, problems
    return found


def upto(last: int) -> list[str]:
    return [str(number) for number in range(1, last + 1)]


PRISMA = [
    *upto(9), "10a", "10b", "11", "12", "13a", "13b", "13c", "13d", "13e", "13f", "14", "15",
    "16a", "16b", "17", "18", "19", "20a", "20b", "20c", "20d", "21", "22",
    "23a", "23b", "23c", "23d", "24a", "24b", "24c", "25", "26", "27",
]  # fmt: skip
NUMBERS = {
    "prisma-2020": PRISMA,
    "prisma-2020-abstracts": upto(12),
    "prisma-s": upto(16),
    "entreq": upto(21),
    "emerge": upto(19),
    "coreq": upto(32),
    "srqr": upto(21),
    "jars-qual": upto(44),
}


def test_the_shipped_standards_are_known() -> None:
    assert {path.stem for path in SHIPPED} == set(NUMBERS)


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers_are_those_of_the_source_in_order(name: str) -> None:
    assert list(standard(name).labels) == NUMBERS[name]


def test_prisma_has_27_items_in_42_rows() -> None:
    assert len(PRISMA) == 42
    assert len({number.rstrip("abcdef") for number in PRISMA}) == 27


SUBJECTS = {
    "prisma-2020": {
        "2": "abstract", "5": "eligible", "6": "source", "7": "search", "8": "selected",
        "10a": "Outcomes", "11": "appraised", "12": "effect", "13a": "synthesis", "13c": "drawn",
        "13e": "differences", "14": "missing", "15": "confidence", "16a": "flow",
        "16b": "left out", "17": "Characteristics", "18": "Appraisal", "20b": "Statistical",
        "20d": "sensitivity", "21": "missing", "22": "Confidence", "23b": "evidence",
        "23c": "review", "23d": "policy", "24a": "Register", "24b": "protocol", "24c": "Changes",
        "25": "Funding", "26": "interests", "27": "data",
    },
    "prisma-2020-abstracts": {
        "2": "Aims", "4": "Sources", "5": "appraised", "7": "studies", "9": "Limits",
        "11": "funding", "12": "Register",
    },
    "prisma-s": {
        "1": "database", "2": "one platform", "3": "Registers", "4": "browsed", "5": "citation",
        "6": "asked", "8": "search", "9": "Limits", "10": "filters", "11": "other reviews",
        "13": "Date", "14": "peer", "15": "records", "16": "duplicates",
    },
    "entreq": {
        "1": "question", "2": "synthesis", "5": "Sources", "7": "screened", "10": "Why",
        "11": "tool", "12": "done", "13": "Results", "15": "Software", "17": "coding", "18": "compared", "19": "themes",
        "20": "Quotations",
    },
    "emerge": {
        "2": "aim", "4": "meta-ethnography", "7": "selected", "9": "read", "11": "relations",
        "12": "related", "13": "translated", "14": "translation", "16": "interpretation",
        "17": "findings", "18": "limits",
    },
    "coreq": {
        "1": "held the interviews", "2": "degrees", "3": "work", "4": "gender", "5": "learnt",
        "6": "beforehand", "7": "knew of them", "8": "interests", "9": "orientation",
        "10": "chosen", "11": "approached", "12": "How many", "13": "declined", "14": "place",
        "15": "present", "16": "sample", "17": "guide", "18": "again", "19": "Recording",
        "20": "notes", "21": "Duration", "22": "saturation", "23": "transcripts", "24": "coded",
        "25": "tree", "26": "themes", "27": "Software", "28": "checked", "29": "Quotations",
        "30": "agree", "31": "major", "32": "minor",
    },
    "srqr": {
        "1": "Title", "2": "Abstract", "3": "problem", "4": "Purpose", "5": "Approach",
        "6": "researchers", "7": "Context", "8": "sample", "9": "Ethics", "10": "collected",
        "11": "guides", "12": "units", "13": "before analysis", "14": "analysed",
        "15": "trustworthiness", "16": "mean", "17": "evidence", "18": "Prior work",
        "19": "Limitations", "20": "Conflicts", "21": "Funding",
    },
    "jars-qual": {
        "1": "Title", "2": "Funding", "5": "Keywords", "10": "Approach", "11": "design",
        "12": "Researchers", "16": "Relations", "19": "number", "26": "transcription",
        "30": "Software", "36": "Quotations", "42": "limitations", "44": "Implications",
    },
}  # fmt: skip
"""A word of each label that tells its subject, written down from the lists of the standards'
items: a label that slipped by a number fails."""


@pytest.mark.parametrize("name", NUMBERS)
def test_labels_speak_of_their_items_subject(name: str) -> None:
    labels = standard(name).labels
    wrong = {n: labels[n] for n, word in SUBJECTS[name].items() if word not in labels[n]}
    assert wrong == {}


@pytest.mark.parametrize("name", NUMBERS)
def test_labels_are_short_and_distinct(name: str) -> None:
    labels = list(standard(name).labels.values())
    assert len(set(labels)) == len(labels)
    assert [label for label in labels if len(label) > 75 or label.endswith(".")] == []


WORDINGS = ("Specify", "Describe", "Present ", "Identify", "Provide", "Indicate", "State ")
"""How the standards' own items begin."""


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
def test_a_shipped_standard_says_where_it_comes_from(path: Path) -> None:
    found = standard(path.stem)
    assert found.doi.startswith("10.") and found.licence and found.read
    assert [label for label in found.labels.values() if label.startswith(WORDINGS)] == []
    assert "schemas/standard.schema.json" in path.read_text("utf-8").split("\n")[0]


def test_what_a_qualitative_review_may_leave_out() -> None:
    exceptions = standard("prisma-2020").may_be_na
    assert exceptions is not None
    assert exceptions.items == ("12", "13d", "13e", "13f", "14", "20b", "20c", "20d", "21")


@cases.each(__file__, "mistakes")
def test_mistakes(case: cases.Case) -> None:
    found, problems = standards.read(COMPLETE + case.input, "s.yaml")
    assert cases.said(problems) == case.expected
    assert (found is None) == bool(problems)
