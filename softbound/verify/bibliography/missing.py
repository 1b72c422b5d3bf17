"""Fields that an entry lacks: not given, or given under a misspelt name."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from softbound.collect.bibliography import field_names
from softbound.problems import Problem, in_a_row, problem
from softbound.verify.bibliography.work import Asked, Work

KINDS: Mapping[str, str] = {
    "article": "a preprint",
    "article-journal": "a journal article",
    "article-magazine": "a magazine article",
    "article-newspaper": "a newspaper article",
    "book": "a book",
    "chapter": "a chapter",
    "dataset": "a data set",
    "manuscript": "an unpublished work",
    "paper-conference": "a conference paper",
    "report": "a report",
    "software": "software",
    "speech": "a talk",
    "thesis": "a thesis",
    "webpage": "a web page",
}
"""CSL types, as messages call them."""

LIKE: Mapping[str, str] = {"manual": "report"}
"""Types of .bib files of which less is asked than of what pandoc reads them as: R cites its packages
as manuals, which have no publisher."""

WORDS: Mapping[str, tuple[str, str]] = {
    "DOI": ("DOI", "doi"),
    "URL": ("URL", "url"),
    "author": ("author", "author"),
    "container-title": ("title of the book", "booktitle"),
    "container-title article-journal": ("journal", "journal"),
    "container-title article-magazine": ("magazine", "journal"),
    "container-title article-newspaper": ("newspaper", "journal"),
    "container-title paper-conference": ("proceedings", "booktitle"),
    "editor": ("editor", "editor"),
    "event": ("conference", "eventtitle"),
    "event-title": ("conference", "eventtitle"),
    "genre": ("kind of thesis", "type"),
    "issued": ("year", "year"),
    "number": ("article number", "eid"),
    "page": ("pages", "pages"),
    "publisher": ("publisher", "publisher"),
    "publisher report": ("institution", "institution"),
    "publisher thesis": ("university", "school"),
    "title": ("title", "title"),
    "volume": ("volume", "volume"),
}
"""CSL variables, of a CSL type where that makes a difference: what messages call them, and the
field of a .bib file."""


def fields(work: Work, asked: Asked) -> Iterator[Problem]:
    """What the chosen style asks of a work of this type and the entry does not give."""
    kind = LIKE.get(work.entry.written.type.lower(), work.kind)
    lacking = [
        choice.split(" or ")
        for choice in asked.rules.required.get(kind, ())
        if not any(_given(work, variable) for variable in choice.split(" or "))
    ]
    if _forthcoming(work):
        lacking = [choice for choice in lacking if not {"volume", "page"} & {*choice}]
    if not lacking:
        return
    known = [[_word(variable, work) for variable in choice] for choice in lacking]
    what = in_a_row(f"no {_either(choice)}" for choice in known)
    them = "it" if len(lacking) == 1 else "them"
    first = [choice[0] for choice in known]
    if work.is_bib:
        add = in_a_row(f"{field} = {{…}}" for _, field in first)
    else:
        add = in_a_row(f'"{choice[0]}"' for choice in lacking)
    yield problem(
        "bibliography-entry-is-complete",
        work.entry.place,
        f'"{work.key}" has {what}; {asked.style} asks for {them} in {KINDS.get(kind, kind)}.',
        f"Add {add}, or mend its type.",
    )


def _either(choice: list[tuple[str, str]]) -> str:
    """The first two words for what would do."""
    return " or ".join(list(dict.fromkeys(word for word, _ in choice))[:2])


def _given(work: Work, variable: str) -> bool:
    """Whether a variable has a value; an article number may stand in fields that pandoc skips."""
    if work.csl.get(variable):
        return True
    if variable in ("page", "number"):
        also = ("eid", "article-number", "art_number", "articleno", "number", "page")
        return any(name in work.entry.written.fields for name in also)
    return False


def _forthcoming(work: Work) -> bool:
    """Whether a work has yet to be published: in press, advance online publication."""
    issued = work.csl.get("issued")
    told = [work.text("status"), work.text("note")]
    told += [str(issued.get("literal", ""))] if isinstance(issued, dict) else []
    words = " ".join(told).lower()
    return any(
        each in words for each in ("press", "forthcoming", "advance", "accepted", "submitted")
    )


def _word(variable: str, work: Work) -> tuple[str, str]:
    return WORDS.get(f"{variable} {work.kind}") or WORDS.get(variable, (variable, variable))


def misspelt(work: Work, asked: Asked) -> Iterator[Problem]:
    """Fields near a known one that the entry lacks; a field of an unknown name is no mistake."""
    if not work.is_bib:
        return
    given = work.entry.written.fields
    for name in given:
        if name in field_names.KNOWN or len(name) < 4:
            continue
        near = difflib.get_close_matches(name, field_names.SHOWN - set(given), n=1, cutoff=0.8)
        hidden = bool(near) and name.endswith(near[0])  # "nomonth", "optauthor": put aside
        if near and not hidden and not _another(near[0], set(given)):
            yield problem(
                "bibliography-field-is-known",
                work.place(name),
                f'"{work.key}" has a field "{name}", which no program knows.',
                f'Did you mean "{near[0]}"?',
            )


_TWINS = (
    {"journal", "journaltitle", "booktitle"},
    {"date", "year"},
    {"publisher", "institution", "school"},
)


def _another(name: str, given: set[str]) -> bool:
    """Whether a field that means the same as a name is given."""
    return any(name in twins and twins & given for twins in _TWINS)
