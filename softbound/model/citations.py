"""What citation styles ask beyond what CSL can say (templates/citations/), and the words by which
entries of bibliographies are judged (templates/bibliography/)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from softbound.model.base import Model


class CitationRules(Model):
    """A file of templates/citations/: rules for the styles that it names."""

    styles: Annotated[tuple[str, ...], Field(min_length=1)]
    """Names of CSL styles; * stands for any letters."""
    name: str = ""
    """What messages call the style: APA 7."""
    narrative_and: Mapping[str, str] = {}
    """The word for "&" in narrative citations, by language (en, de); none if the style needs none."""
    locale: Mapping[str, str] = {}
    """The CSL locale of dates and terms ("2nd ed."), by language; the thesis's own if left out."""
    included_mark: str = ""
    """What stands before an included study in a review's reference list."""
    included_line: str = ""
    """The line before the list that explains the mark."""
    author_date: bool = False
    """Whether citations consist of names and years, so that names typed before one are told twice."""
    et_al_from: int = 0
    """From how many authors on the first is named with "et al."; 0 where that is not checked."""
    grouped_by_name: bool = False
    """Whether works in one pair of brackets stand in the order of the alphabet."""
    sentence_case: Mapping[str, tuple[str, ...]] = {}
    """Titles that stand in sentence case: a CSL type → its variables, such as title."""
    required: Mapping[str, tuple[str, ...]] = {}
    """What a reference needs: a CSL type → CSL variables, alternatives as in "page or DOI"."""
    manual: str = ""
    """What else the styles' manual asks of text: a file of templates/manuals/, without .yaml; nothing
    is looked at if left out."""


class BibliographyWords(Model):
    """templates/bibliography/words.yaml."""

    proper_nouns: tuple[str, ...] = ()
    """Words that keep their capital in sentence case: places, peoples, months, persons."""
    instruments: tuple[str, ...] = ()
    """Last words of names of scales, programmes and bodies: Inventory, Questionnaire."""
    groups: tuple[str, ...] = ()
    """Words that show that a name is a group's, never a person's: Organization, Department."""
    groups_too: tuple[str, ...] = ()
    """Words that do so beside another word of a group's, but may be a family name: Council."""
    group_begins: tuple[str, ...] = ()
    """Words with which names of groups begin: Royal, National."""
    preprint_servers: tuple[str, ...] = ()
    """Where preprints are published."""
    small_words: tuple[str, ...] = ()
    """Words of four letters and more that title case may leave small: with, between."""
    english: tuple[str, ...] = ()
    """Small words that show that a title is in English."""
    not_english: tuple[str, ...] = ()
    """Small words that show that it is not, where none of the former is in it."""
