"""What all findings share: ids, and references from one finding to another."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from softbound.model.base import Model
from softbound.model.labels import normal_id

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$")]
Text = Annotated[str, StringConstraints(min_length=1)]
Label = Annotated[Text, AfterValidator(lambda text: " ".join(text.split()))]
"""Text in one line: it stands in headings, cells and boxes."""


def _no_truth(value: Any) -> Any:
    """Yes and no are no numbers, though Python takes them for 1 and 0."""
    if isinstance(value, bool):
        raise PydanticCustomError("int_type", "a whole number")
    return value


Count = Annotated[int, Field(ge=0), BeforeValidator(_no_truth)]


def _as_ids(value: Any) -> Any:
    """Ids in their normal form; ``@sec:x``, as prose has it, means the same."""
    if not isinstance(value, (list, tuple)):
        return value
    return [
        normal_id(each.strip().removeprefix("@")) if isinstance(each, str) else each
        for each in value
    ]


Places = Annotated[tuple[Text, ...], BeforeValidator(_as_ids)]
"""Ids of places in the thesis: sec:…, tbl:…, fig:…, app:…, mark:…, lim:…"""


class RefersTo:
    """Marks a field whose values are ids of other findings files of the same chapter."""

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds
        """These files' names without .yaml: an id stands in one of them."""


class Identified(Model):
    """A finding that others can refer to."""

    id: Id
    """Unique in its file: a letter, then letters, digits, - and _."""
