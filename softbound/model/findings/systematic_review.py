"""The systematic review's findings: included studies, their appraisal, and the synthesis.

A meta-ethnography (Noblit & Hare, 1988) tells three orders of construct apart: participants' words
(first), the primary authors' interpretations (second), the reviewers' (third: the themes).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from softbound.model.base import Model
from softbound.model.findings.base import Count, Id, Identified, Label, RefersTo, Text


def _yes_or_no(value: Any) -> Any:
    """YAML reads a bare yes or no as true or false."""
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


def _no_is_none(value: Any) -> Any:
    """ "No concerns" may be written as none or as no."""
    return "none" if value is False or value == "no" else value


def _as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Page = Annotated[
    str,
    BeforeValidator(_as_text),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "integer"}]}),
]
"""A page, or a range of them; digits need no quotation marks."""


class Study(Identified):
    """studies.yaml: an included study, one row of the table of characteristics."""

    citation: Text
    """Its key in a bibliography; the reference list marks it with an asterisk."""
    reports: tuple[Text, ...] = ()
    """Keys of further reports of the same study."""
    label: Label
    """How tables name it."""
    year: Annotated[int, Field(ge=1800, le=2200)]
    """Year of publication."""
    country: str = ""
    """Where it was carried out."""
    n: Count
    """How many people took part."""
    sample: str = ""
    """Who they were."""
    setting: str = ""
    """Where they worked or were seen."""
    therapy: str = ""
    """Which therapy they gave or had."""
    collection: str = ""
    """How data were collected."""
    analysis: str = ""
    """How data were analysed."""
    aim: str = ""
    """What the study asked, in a sentence or two."""

    retired: ClassVar[Mapping[str, str]] = {
        "therapists": 'It is called "n" now.',
        "participants": 'It is called "n".',
        "focus": 'It is called "aim" now.',
        "themes": "Leave it out: it follows from the themes' concepts and quotes.",
    }


Answer = Annotated[Text, BeforeValidator(_yes_or_no)]


class Judgement(Model):
    """The answer to one item of an appraisal tool."""

    answer: Answer
    """One of the tool's answers; for CASP yes, no or can't tell."""
    why: str = ""
    """The reason, in a sentence."""
    raters: tuple[Answer, ...] = ()
    """What each appraiser had answered independently, always in the same order."""

    retired: ClassVar[Mapping[str, str]] = {
        "reason": 'It is called "why".',
        "rationale": 'It is called "why".',
    }


class Appraisal(Model):
    """appraisals.yaml: the appraisal of one study."""

    study: Annotated[Id, RefersTo("studies")]
    """The study."""
    tool: Text
    """The tool: a file of templates/appraisals/, such as casp-2018."""
    items: Mapping[str, Judgement]
    """Number of an item → the answer to it."""


class Quote(Identified):
    """quotes.yaml: a first-order construct, a participant's words printed in a study."""

    study: Annotated[Id, RefersTo("studies")]
    """The study that prints it."""
    text: Text
    """The words, without quotation marks."""
    page: Page = ""
    """The page it stands on."""
    speaker: str = ""
    """How the study names who said it."""

    retired: ClassVar[Mapping[str, str]] = {
        "order": "Leave it out: quotes.yaml holds first-order constructs."
    }


class Concept(Identified):
    """concepts.yaml: a second-order construct, an interpretation by a study's authors."""

    study: Annotated[Id, RefersTo("studies")]
    """The study whose authors made it."""
    label: Label
    """Its name, as near to the authors' words as a label can be."""
    description: str = ""
    """What they mean by it."""
    page: Page = ""
    """The page it stands on."""
    quotes: Annotated[tuple[Id, ...], RefersTo("quotes")] = ()
    """The first-order constructs on which it rests."""

    retired: ClassVar[Mapping[str, str]] = {
        "order": "Leave it out: concepts.yaml holds second-order constructs."
    }


class Subtheme(Identified):
    """A part of a theme."""

    label: Label
    """Its name, in small letters but for proper nouns; written here only."""
    definition: str = ""
    """What it means, in a sentence."""
    concepts: Annotated[tuple[Id, ...], RefersTo("concepts")] = ()
    """The second-order constructs that were translated into it."""
    quotes: Annotated[tuple[Id, ...], RefersTo("quotes")] = ()
    """First-order constructs that show it."""
    refuted_by: Annotated[tuple[Id, ...], RefersTo("concepts")] = ()
    """Second-order constructs that speak against it."""

    retired: ClassVar[Mapping[str, str]] = {
        "studies": "Leave it out: which studies contribute follows from the theme's concepts "
        "(concepts.yaml) and quotes (quotes.yaml).",
        "description": 'It is called "definition" now.',
        "parent": "Leave it out: a subtheme stands under its theme's subthemes.",
    }


class Theme(Subtheme):
    """themes.yaml: a third-order construct of the synthesis."""

    subthemes: tuple[Subtheme, ...] = ()
    """Its parts, if it has any."""


class Relation(Model):
    """relations.yaml: how some of the studies are related."""

    studies: Annotated[tuple[Id, ...], RefersTo("studies"), Field(min_length=2)]
    """The studies."""
    kind: Literal["reciprocal", "refutational", "line-of-argument"]
    """reciprocal, refutational or line-of-argument (Noblit & Hare, 1988)."""
    about: str = ""
    """What they are related in."""
    basis: Text
    """On what the relation rests."""

    retired: ClassVar[Mapping[str, str]] = {"type": 'It is called "kind".'}


class LineOfArgument(Model):
    """line_of_argument.yaml: what the themes say together."""

    statement: Text
    """The line of argument, in small letters and without a full stop, to stand in a sentence."""
    themes: Annotated[tuple[Id, ...], RefersTo("themes")]
    """The themes it joins, in the order in which it leads through them."""


class Concern(Model):
    """One component of the confidence in a finding."""

    concerns: Annotated[
        Literal["none", "minor", "moderate", "serious"], BeforeValidator(_no_is_none)
    ]
    """none, minor, moderate or serious."""
    why: str = ""
    """The reason."""


class Components(Model):
    """The four components of GRADE-CERQual (Lewin et al., 2018)."""

    methodological_limitations: Concern
    """Concerns about the design or conduct of the contributing studies."""
    coherence: Concern
    """Concerns about the fit between the data and the finding."""
    adequacy: Concern
    """Concerns about the richness and quantity of the data."""
    relevance: Concern
    """Concerns about how far the studies' contexts apply to the question."""


class Confidence(Model):
    """cerqual.yaml: how much confidence a finding deserves, by GRADE-CERQual."""

    finding: Annotated[Id, RefersTo("themes")]
    """The theme or subtheme."""
    summary: str = ""
    """The finding in a sentence; the theme's definition if left out."""
    components: Components
    """The four components."""
    overall: Literal["high", "moderate", "low", "very low"]
    """high, moderate, low or very low."""
    why: str = ""
    """The explanation of the judgement."""


class Deviation(Model):
    """What was done otherwise than the protocol says."""

    what: Text
    """What was planned and what was done."""
    why: Text
    """The reason."""


class Protocol(Model):
    """protocol.yaml: where the review was registered, and what was done otherwise."""

    registry: str = ""
    """Where: PROSPERO, OSF."""
    id: str = ""
    """The registration's number."""
    date: Date | None = None
    """When it was registered: 2026-01-12."""
    url: str = ""
    """Where it can be read."""
    unregistered: str = ""
    """Why the review was not registered, if it was not."""
    deviations: tuple[Deviation, ...] = ()
    """What was done otherwise, and why."""
