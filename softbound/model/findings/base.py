"""What all findings share: ids, and references from one finding to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import StringConstraints

from softbound.model.base import Model

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$")]
Text = Annotated[str, StringConstraints(min_length=1)]


@dataclass(frozen=True)
class RefersTo:
    """Marks a field whose values are ids of another findings file of the same chapter."""

    kind: str
    """That file's name without .yaml."""


class Identified(Model):
    """A finding that others can refer to."""

    id: Id
    """Unique in its file: a letter, then letters, digits, - and _."""
