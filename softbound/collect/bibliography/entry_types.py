"""The types of .bib entries: which BibLaTeX and BibTeX know, and what others are read as."""

from __future__ import annotations

from collections.abc import Mapping

# fmt: off
KNOWN = frozenset(
    (
        "article", "artwork", "audio", "bibnote", "book", "bookinbook", "booklet", "collection",
        "commentary", "conference", "dataset", "electronic", "image", "inbook", "incollection",
        "inproceedings", "inreference", "jurisdiction", "legal", "legislation", "letter",
        "manual", "mastersthesis", "misc", "movie", "music", "mvbook", "mvcollection",
        "mvproceedings", "mvreference", "online", "patent", "performance", "periodical",
        "phdthesis", "proceedings", "reference", "report", "review", "software", "standard",
        "suppbook", "suppcollection", "suppperiodical", "techreport", "thesis", "unpublished",
        "video", "www", "xdata",
    )
)
# fmt: on
"""Types of the BibLaTeX manual, section 2.1, aliases included."""

ALIASES: Mapping[str, str] = {"conference": "inproceedings"}
"""Known types that pandoc does not read as what they are."""

QUIRKS: Mapping[str, str] = {
    "bill": "legislation",
    "blog": "online",
    "blogpost": "online",
    "bookchapter": "incollection",
    "booksection": "incollection",
    "case": "jurisdiction",
    "chapter": "incollection",
    "computerprogram": "software",
    "conferencepaper": "inproceedings",
    "conferenceproceedings": "inproceedings",
    "dictionaryentry": "inreference",
    "dissertation": "thesis",
    "doctoralthesis": "thesis",
    "document": "misc",
    "ebook": "book",
    "editedbook": "collection",
    "electronicarticle": "article",
    "electronicbook": "book",
    "encyclopediaarticle": "inreference",
    "film": "movie",
    "generic": "misc",
    "governmentdocument": "report",
    "internet": "online",
    "interview": "letter",
    "journal": "article",
    "journalarticle": "article",
    "magazine": "article",
    "magazinearticle": "article",
    "newspaper": "article",
    "newspaperarticle": "article",
    "phd": "phdthesis",
    "other": "misc",
    "podcast": "audio",
    "preprint": "unpublished",
    "presentation": "unpublished",
    "set": "misc",
    "speech": "unpublished",
    "softwaremodule": "software",
    "softwareversion": "software",
    "statute": "legislation",
    "talk": "unpublished",
    "web": "online",
    "webpage": "online",
    "website": "online",
}
"""Types that reference managers and people write though no manual has them, without hyphens,
underscores and spaces, and what they are read as."""

SILENT = frozenset({"comment", "preamble", "string"})
"""What begins with an @ and is no entry."""

SETTINGS = frozenset({"control", "ieeetranbstctl"})
"""Blocks that LaTeX packages write for themselves; they describe no work."""


def plain(type_: str) -> str:
    """A type as it stands in these tables: small letters without hyphens and spaces."""
    return "".join(character for character in type_.lower() if character not in " \t_-")


def read_as(type_: str) -> tuple[str, bool]:
    """The type that pandoc is told, and whether the type as written is known."""
    name = plain(type_)
    if name in KNOWN:
        return ALIASES.get(name, name), True
    return QUIRKS.get(name, "misc"), False
