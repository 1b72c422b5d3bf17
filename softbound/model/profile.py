"""An institution's profile as a value: what a thesis must look like.

Profiles are files of ``templates/profiles/``; nothing in Python knows an institution by name.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from softbound.model.base import Model
from softbound.model.words import WordClass

Millimetres = Annotated[float, Field(ge=0, le=150)]
Points = Annotated[float, Field(ge=4, le=72)]


class Source(Model):
    """Where a profile's rules were read."""

    title: str
    """What was read."""
    address: str = ""
    """Where it stands."""
    recorded: date
    """When it was written down here."""
    status: Literal["verified", "partly-verified", "unverified"]
    """Whether the rules were read in the source itself."""


class Margins(Model):
    """An A4 page's margins in millimetres."""

    binding: Millimetres = 40
    """The left edge of a portrait page; a landscape page is bound at its top."""
    outer: Millimetres = 20
    """The right edge."""
    top: Millimetres = 20
    """The upper edge; the running head stands inside it."""
    bottom: Millimetres = 20
    """The lower edge; the page number stands inside it."""


class Fonts(Model):
    """Families in order of preference; the first that the machine has is used in the PDF."""

    body: tuple[str, ...] = ("Times New Roman", "Liberation Serif", "Libertinus Serif")
    """Families in order of preference; Word documents name the first one."""
    size: Points = 12
    """Of the text, in points."""
    table_size: Points = 10
    """Of the text in tables, in points."""
    note_size: Points = 10
    """Of footnotes and the notes under tables and figures, in points."""


class Spacing(Model):
    """Line spacing, as Word counts it: 1, 1.5 or 2 lines."""

    body: Annotated[float, Field(ge=1, le=3)] = 1.5
    """The text."""
    quotes: Annotated[float, Field(ge=1, le=3)] = 1.5
    """Block quotations."""
    references: Annotated[float, Field(ge=1, le=3)] = 1.5
    """The reference list."""
    tables: Annotated[float, Field(ge=1, le=3)] = 1
    """Tables."""
    paragraph_indent: Millimetres = 12.7
    """The first line of a paragraph, in millimetres; APA 7: half an inch."""
    paragraph_gap: Annotated[float, Field(ge=0, le=48)] = 0
    """After a paragraph, in points."""


class Heading(Model):
    """How one level of headings looks (APA 7, section 2.27)."""

    align: Literal["left", "center"] = "left"
    """Where the heading stands."""
    bold: bool = True
    """Whether it is bold."""
    italic: bool = False
    """Whether it is italic."""
    indent: bool = False
    """Indented like a paragraph's first line."""
    run_in: bool = False
    """On the same line as the text that follows, ended by a full stop."""
    size: Points | None = None
    """In points; the body's size if left out."""


APA_HEADINGS = (
    Heading(align="center"),
    Heading(),
    Heading(italic=True),
    Heading(indent=True, run_in=True),
    Heading(indent=True, run_in=True, italic=True),
)


class Numbering(Model):
    """How tables, figures and sections are numbered."""

    floats: Literal["chapter", "thesis", "chapter-prefixed"] = "chapter-prefixed"
    """Tables and figures: 1, 2, 3 anew in each chapter; on through the thesis; or 1.1, 1.2, 2.1."""
    chapters: bool = True
    """Whether chapters are numbered ("Chapter 1")."""
    sections: bool = False
    """Whether sections are numbered (1.1, 1.2)."""


class PageNumbers(Model):
    """Where page numbers stand and how they run."""

    position: Literal["bottom-center", "bottom-right", "top-right"] = "bottom-center"
    """Where the number stands."""
    front_matter: Literal["arabic", "roman"] = "arabic"
    """Arabic: one sequence from the title page, which is 1; roman: the chapters begin again at 1."""
    running_head: bool = True
    """Whether the chapter's title stands at the top of each page."""


class Labels(Model):
    """The words that the build itself writes."""

    chapter: str = "Chapter"
    appendix: str = "Appendix"
    section: str = "Section"
    table: str = "Table"
    figure: str = "Figure"
    chapters: str = "Chapters"
    appendices: str = "Appendices"
    sections: str = "Sections"
    tables: str = "Tables"
    figures: str = "Figures"
    conjunction: str = "and"
    """Between the last two of several cross-references."""
    note: str = "Note."
    references: str = "References"
    contents: str = "Contents"
    list_of_tables: str = "List of tables"
    list_of_figures: str = "List of figures"
    list_of_appendices: str = "List of appendices"
    word_count: str = "Word count"
    """Before the number on the title page."""
    word_count_statement: str = "Word count"
    """The title of the statement's page."""
    words_section: str = "Section"
    """Heads the statement's first column."""
    words_counted: str = "Main text"
    """Heads the column of the words that the limits are of."""
    words_others: str = "References, tables, figures and appendices"
    """Heads the column of all other words."""
    words_total: str = "Total"
    """Heads the last column and the last line."""


COUNTED: tuple[WordClass, ...] = (
    "body",
    "headings",
    "abstract",
    "citations",
    "block-quotes",
    "participant-quotes",
    "footnotes",
)
"""The classes that a limit is of where a profile does not say."""


class Limit(Model):
    """How long something may be."""

    limit: Annotated[int, Field(ge=1)] | None = None
    """The most words; none if left out."""
    tolerance: Annotated[float, Field(ge=0, le=100)] = 0
    """How far it may be exceeded, in per cent."""
    counted: tuple[WordClass, ...] | None = None
    """The classes that are counted; those of `words` if left out."""
    usual: str = ""
    """What is usual, such as "about 25,000"; shown beside the limit, and never a problem."""
    status: Literal["verified", "partly-verified", "unverified"] = "unverified"
    """Whether it was read in the source itself. What is over an unverified limit is a warning."""
    source: str = ""
    """Where it stands, in a few words."""


class PartLimit(Limit):
    """How long one of the thesis's papers may be."""

    part: str
    """What the university calls it, in small letters with hyphens: `research-paper`."""
    names: tuple[str, ...] = ()
    """Names of chapters that are taken for it, `*` for any letters; thesis.yaml may say otherwise."""


class PageLimit(Limit):
    """How long a page of the front matter may be; all words below its title count."""

    page: str
    """Its name, such as `abstract`."""


class Words(Model):
    """What is counted, and how much may be written."""

    counted: tuple[WordClass, ...] = COUNTED
    """The classes that limits are of."""
    near: Annotated[float, Field(ge=1, le=100)] = 95
    """From how many per cent of a limit on there is a warning."""
    parts: tuple[PartLimit, ...] = ()
    """Limits of the papers."""
    whole: Limit = Limit()
    """The limit of the whole thesis."""
    pages: tuple[PageLimit, ...] = ()
    """Limits of pages of the front matter."""
    abstracts: tuple[str, ...] = ("abstract",)
    """Pages of the front matter, and titles of chapters' sections, that are abstracts."""
    title_page: bool = False
    """Whether the title page tells the number of words."""


class Profile(Model):
    """A file of templates/profiles/."""

    name: str
    """The institution, or what the profile stands for."""
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    """Where the rules were read."""
    margins: Margins = Margins()
    """The page's margins."""
    fonts: Fonts = Fonts()
    """Families and sizes."""
    spacing: Spacing = Spacing()
    """Lines and paragraphs."""
    align: Literal["left", "justify"] = "left"
    """Whether lines end ragged or flush on the right."""
    headings: Annotated[tuple[Heading, ...], Field(min_length=5, max_length=5)] = APA_HEADINGS
    """The five levels below a chapter's title; those of APA 7 if left out."""
    chapter_title: Heading = Heading(align="center", size=16)
    """Titles of chapters, appendices and front matter; centred, bold, 16 points if left out."""
    numbering: Numbering = Numbering()
    """How tables, figures, chapters and sections are numbered."""
    page_numbers: PageNumbers = PageNumbers()
    """Page numbers and running heads."""
    labels: Labels = Labels()
    """The words that the build itself writes, in your language or your institution's."""
    words: Words = Words()
    """Word limits, and what they are of."""
    front_matter: tuple[str, ...] = (
        "title-page",
        "declaration",
        "abstract",
        "impact-statement",
        "lay-summary",
        "acknowledgements",
        "contents",
        "list-of-tables",
        "list-of-figures",
        "list-of-appendices",
    )
    """The order; title-page, contents, the lists and word-count-statement are made by the build."""


MADE_PAGES = frozenset(
    {
        "title-page",
        "word-count-statement",
        "contents",
        "list-of-tables",
        "list-of-figures",
        "list-of-appendices",
    }
)
"""Front matter that the build makes itself."""
