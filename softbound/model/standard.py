"""A reporting standard as a value: which items a paper of some kind has to report.

Standards are files of ``templates/standards/``; nothing in Python knows one by name. Their items
have labels of our own: the wording of a standard belongs to its authors.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from softbound.model.base import Model
from softbound.model.findings.base import Text


def _as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Number = Annotated[Text, BeforeValidator(_as_text)]
"""An item's number; digits need no quotation marks."""


class Section(Model):
    """A part of a standard, such as Methods."""

    title: Text
    """Its name."""
    items: Annotated[Mapping[str, Text], Field(min_length=1)]
    """Number of an item, as the standard has it → a short label of our own."""


class Exceptions(Model):
    """Items that papers of some kind often have to mark as not applicable."""

    when: Text
    """Which papers, as the beginning of a sentence: A qualitative review."""
    items: Annotated[tuple[Number, ...], Field(min_length=1)]
    """The items' numbers."""


class Standard(Model):
    """A file of templates/standards/."""

    name: Text
    """Its short name: PRISMA 2020."""
    title: Text
    """Its full title."""
    version: Text
    """Its version, or the year of its publication."""
    source: Text
    """The publication, as a reference list has it, in Markdown; long lists of authors may be cut."""
    doi: str = ""
    """The publication's DOI, without https://doi.org/."""
    numbered: bool = True
    """Whether the standard numbers its items; where it does not, the numbers are this file's own."""
    licence: Text
    """Under which licence the standard stands."""
    read: Text
    """How far this file was compared with the source, and when."""
    status: Literal["verified", "partly-verified", "unverified"]
    """Whether the numbers were read in the source itself."""
    may_be_na: Exceptions | None = None
    """Items that often do not apply; a hint for authors."""
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    """Its parts with their items, in order."""

    @property
    def labels(self) -> dict[str, str]:
        """Number of every item → its label, in order."""
        return {
            number: label for section in self.sections for number, label in section.items.items()
        }
