"""thesis.yaml as a value."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from softbound.model.base import Model
from softbound.model.months import Month
from softbound.model.words import WordClass

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
"""A folder's or file's name: small letters, digits and hyphens."""
Text = Annotated[str, StringConstraints(min_length=1)]


class Ignored(Model):
    """A rule whose problems the author has looked at and decided to leave."""

    rule: str
    """The rule's id, as it stands in square brackets after a problem."""
    reason: Text
    """Why it does not apply here."""
    file: str | None = None
    """Only in this file (relative to thesis.yaml); everywhere if left out."""


class OwnLimit(Model):
    """A limit that differs from the profile's, or that the profile does not know."""

    part: Name | None = None
    """Which of the profile's papers a chapter is, where its name does not tell."""
    limit: Annotated[int, Field(ge=1)] | Literal["none"] | None = None
    """The most words; `none` lifts the profile's limit, which holds if left out."""
    tolerance: Annotated[float, Field(ge=0, le=100)] | None = None
    """How far it may be exceeded, in per cent; the profile's if left out."""
    counted: tuple[WordClass, ...] | None = None
    """The classes that are counted; the profile's if left out."""


class ThesisWords(Model):
    """Limits of this thesis, and what its word counts are compared with."""

    parts: dict[Name, OwnLimit] = Field(default_factory=dict)
    """By chapters' names."""
    whole: OwnLimit = OwnLimit()
    """Of the whole thesis."""
    pages: dict[Name, OwnLimit] = Field(default_factory=dict)
    """By names of the front matter's pages."""
    tag: str = ""
    """A git tag; the newest one if left out."""


class Thesis(Model):
    """thesis.yaml: what the thesis is, and what it is made of, in order."""

    title: Text
    """The thesis's title."""
    subtitle: str = ""
    """A second line of the title."""
    author: Text
    """The author's name, as it stands on the title page."""
    degree: Text
    """For example: Doctor of Clinical Psychology."""
    institution: Text
    """The university."""
    department: str = ""
    """The department or school."""
    month: Month
    """The month of submission, in English."""
    year: Annotated[int, Field(ge=1900, le=2200)]
    """The year of submission."""
    declaration: str = ""
    """The sentence on the title page that says what the thesis is submitted for."""
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")] = "en-GB"
    """The language as a BCP 47 tag."""
    keywords: tuple[str, ...] = ()
    """Keywords; they go into the documents' properties."""
    profile: Name = "uk-doctorate"
    """The institution's rules: a file of templates/profiles/, without .yaml."""
    style: str = "apa"
    """The citation style: a CSL style's name, or the path of a .csl file."""
    references: Literal["per-chapter", "thesis"] = "per-chapter"
    """One reference list at the end of each chapter, or one at the end of the thesis."""
    bibliographies: tuple[str, ...] = ()
    """Files with references: .bib, CSL .json or CSL .yaml."""
    front_matter: tuple[Name, ...] = ()
    """Pages of chapters/front-matter/, without .md; the profile decides their order."""
    chapters: Annotated[tuple[Name, ...], Field(min_length=1)]
    """Folders of chapters/, in order."""
    appendices: tuple[Name, ...] = ()
    """Files of chapters/appendices/, without .md, in order."""
    transcripts: str = ""
    """The folder of the interviews' transcripts, which need not lie within the thesis's folder nor
    be known to git: a path from thesis.yaml, or a whole one."""
    ignore: tuple[Ignored, ...] = ()
    """Rules that are not to be reported, each with a reason."""
    words: ThesisWords = ThesisWords()
    """Word limits that differ from the profile's."""
