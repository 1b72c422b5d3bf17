"""A coded project, as software for qualitative analysis exports it, before it becomes findings.

Plain dataclasses with slots: a project may have 10,000 codings.
"""

from __future__ import annotations

from dataclasses import dataclass

from softbound.problems import Place


@dataclass(frozen=True, slots=True)
class Code:
    """A code of the codebook."""

    id: str
    """Unique in its project."""
    name: str
    place: Place
    parent: str | None = None
    """The id of the code above it; None at the top."""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A text that was coded: a transcript."""

    id: str
    name: str
    """As the software has it; it may be somebody's name."""
    place: Place
    text: str = ""
    """The whole text with lines ended by LF; empty where the export does not hold it."""
    case: str = ""
    """The one case to which it belongs; empty where there is none, or several."""


@dataclass(frozen=True, slots=True)
class Coding:
    """One code at one passage of a source, given by one person."""

    source: str
    """A source's id."""
    passage: str
    """What tells passages of a source from one another: two codings of one passage share it."""
    code: str
    """A code's id."""
    text: str
    """The passage's words."""
    place: Place
    start: int | None = None
    """Where the passage begins in the source's text, if known."""
    coder: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A memo, an annotation, a comment."""

    text: str
    place: Place
    title: str = ""
    date: str = ""
    """2026-01-12; empty if unknown."""
    codes: tuple[str, ...] = ()
    """Ids of the codes it is about."""
    source: str = ""
    """The id of the source it is about."""
    passage: str = ""
    """The passage of that source."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that an export holds and that is not carried over."""

    what: str
    """Of which kind, in the plural: "pictures"."""
    why: str
    """The reason, a sentence."""
    count: int = 1
    codings: int = 0
    """How many codings are lost with it."""
    name: str = ""
    """Which one it is, if it has a name."""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Coded:
    """What one export holds."""

    file: str
    """The export's name."""
    form: str
    """In which form it is: "REFI-QDA project"."""
    origin: str = ""
    """The software that wrote it, as it says itself."""
    codes: tuple[Code, ...] = ()
    """In the codebook's order, each after the one above it."""
    sources: tuple[Source, ...] = ()
    codings: tuple[Coding, ...] = ()
    """In the export's order."""
    notes: tuple[Note, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
