"""The main Typst file, and what is needed to compile it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

from softbound.model.months import MONTHS
from softbound.model.profile import MADE_PAGES, Profile
from softbound.model.thesis import Thesis
from softbound.model.words import NOTHING_SHOWN, ShownWords
from softbound.write.typst.code import literal, string
from softbound.write.word_count import statement, title_page_line

PANDOC_ARGUMENTS = ("-f", "json", "-t", "typst-citations-smart", "--wrap=none")
"""From a tree of this package to a Typst file. Citations are already text, quotation marks too."""
STANDARDS = ("a-2a", "ua-1")
"""PDF/A-2a and PDF/UA-1 at once."""
PAGES_QUERY = "<softbound-pages>"
"""Where it can be asked where everything stands: ``{"pages": {"tbl:a": "12"}, "sheets": {"tbl:a": 20},
"traced": [["unit:1", "12", 20]]}``; a sheet is a page counted from the first of the file."""

EMBEDDED = ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono")
"""The families that Typst carries itself."""
FIGURE_SIZE = 10
"""Points; the size of the words in a drawn figure that is compiled alone."""

MADE_BEFORE = "contents"
"""Front matter that the profile does not name stands before this page."""


def main(
    thesis: Thesis,
    profile: Profile,
    units: Sequence[str],
    font: str,
    front_matter: str | None = "front-matter",
    empty: Collection[str] = (),
    words: ShownWords = NOTHING_SHOWN,
    elsewhere: Mapping[str, str] | None = None,
) -> str:
    """The Typst file that includes all others, ``build/thesis.typ``.

    :param units: the chapters, the reference list and the appendices, in order; each is a file
        ``build/typst/<unit>.typ`` made from :func:`~softbound.write.typst.chapter`.
    :param font: the family of the text; see :func:`body_font`.
    :param front_matter: the unit made from :func:`~softbound.write.typst.front_matter`; None
        where the thesis has no pages of its own there.
    :param empty: made pages that would list nothing and are left out, such as
        ``list-of-figures``.
    :param words: what the documents say of their own length.
    :param elsewhere: units whose file does not lie in build/typst/ → its path.
    """
    at = {name: f"/build/typst/{name}.typ" for name in (*units, front_matter)} | {
        name: f"/{path}" for name, path in (elsewhere or {}).items()
    }
    lines = [
        "// Made by softbound; do not edit.",
        '#import "/build/typst/softbound.typ": front-pages, made-pages, main-pages, page-index, '
        "softbound",
    ]
    if front_matter is not None:
        lines.append(f"#import {string(at[front_matter])}: pages")
    lines += [
        f"#let thesis = {literal({**_about(thesis), **_words(words, profile)})}",
        f"#let look = {literal(_look(profile, font))}",
        "#let made = made-pages(thesis, look)",
        "#show: softbound.with(thesis, look)",
        "",
        "#front-pages(look)[",
    ]
    for name in front_order(thesis, profile):
        if name in empty:
            continue
        if name in MADE_PAGES:
            lines.append(f"  #made.at({string(name)})")
        elif front_matter is not None:
            lines.append(f"  #pages.at({string(name)}, default: none)")
    lines += ["]", "#main-pages(look)["]
    lines += [f"  #include {string(at[unit])}" for unit in units]
    return "\n".join([*lines, "]", "#page-index", ""])


def front_order(thesis: Thesis, profile: Profile) -> list[str]:
    """The names of all front-matter pages in the profile's order.

    Pages of the author's that the profile does not know stand before the contents.
    """
    known = [
        name for name in profile.front_matter if name in MADE_PAGES or name in thesis.front_matter
    ]
    others = [name for name in thesis.front_matter if name not in profile.front_matter]
    at = known.index(MADE_BEFORE) if MADE_BEFORE in known else len(known)
    return [*known[:at], *others, *known[at:]]


def timestamp(thesis: Thesis) -> int:
    """The first of the thesis's month, in seconds since 1970: the date in the PDF's metadata."""
    return int(datetime(thesis.year, _month(thesis), 1, tzinfo=UTC).timestamp())


def body_font(profile: Profile, families: Collection[str]) -> str:
    """The first family of the profile that is there, else one that Typst carries itself.

    :param families: the families that Typst can find on this machine.
    """
    here = {family.casefold(): family for family in (*families, *EMBEDDED)}
    for family in profile.fonts.body:
        if family.casefold() in here:
            return here[family.casefold()]
    return EMBEDDED[0]


def alone(path: str, font: str, width_mm: float) -> str:
    """The Typst file that compiles a drawn figure by itself, on a page just as large.

    :param path: the figure's file, relative to the thesis's folder.
    :param width_mm: of the text it would stand in, in millimetres.
    """
    return "\n".join(
        [
            '#import "/build/typst/softbound.typ": figure-text',
            "#set page(width: auto, height: auto, margin: 4pt)",
            f"#show: figure-text.with({string(font)}, {FIGURE_SIZE}pt)",
            f"#block(width: {width_mm:g}mm)[#include {string('/' + path.lstrip('/'))}]",
            "",
        ]
    )


def _month(thesis: Thesis) -> int:
    return MONTHS.index(thesis.month) + 1


def _about(thesis: Thesis) -> dict[str, object]:
    """What the title page and the PDF's metadata say."""
    lang, _, region = thesis.language.partition("-")
    names = (
        "title",
        "subtitle",
        "author",
        "degree",
        "institution",
        "department",
        "month",
        "year",
        "declaration",
        "keywords",
    )
    return {
        **{name: getattr(thesis, name) for name in names},
        "month-number": _month(thesis),
        "lang": lang.lower(),
        "region": region.upper() or None,
    }


def _words(words: ShownWords, profile: Profile) -> dict[str, object]:
    """What the title page and the statement say of the thesis's length, as it is written there."""
    number = words.title_page
    return {
        "word-count": "" if number is None else title_page_line(profile, number),
        "statement": [list(row) for row in statement(words)],
    }


def _look(profile: Profile, font: str) -> dict[str, object]:
    """The profile as the template takes it, with the font that was found."""
    wanted = {
        "margins",
        "fonts",
        "spacing",
        "align",
        "headings",
        "chapter_title",
        "page_numbers",
        "labels",
    }
    return {**profile.model_dump(include=wanted), "font": font}
