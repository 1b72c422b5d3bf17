"""Which words tell a citation that was typed by hand from other words with a year, as values."""

from __future__ import annotations

from softbound.model.base import Model
from softbound.model.findings.base import Text


class TypedCitations(Model):
    """templates/consistency/typed-citations.yaml."""

    before: tuple[Text, ...]
    """Words that may stand before the names in brackets: see, for a review."""
    openers: tuple[Text, ...]
    """Words that begin a sentence with a capital and are no names: In, However."""
    particles: tuple[Text, ...]
    """Small words that are part of a name: van, de."""
    bodies: tuple[Text, ...]
    """Words by which a body's name is known: Association, Department."""
    not_authors: tuple[Text, ...]
    """Words beside a year that make no citation of it: March, Act, Participant, Version."""
    items: tuple[Text, ...]
    """Words that say that what follows in quotation marks quotes no work: item, question, titled."""
