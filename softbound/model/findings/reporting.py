"""Where a paper reports what its reporting standards ask for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, RootModel

from softbound.model.base import Model
from softbound.model.findings.base import Text


def _as_item(value: Any) -> Any:
    """``sec:method`` and ``[sec:method, tbl:studies]`` are short for ``{at: …}``."""
    if isinstance(value, str):
        return {"at": [value]}
    if isinstance(value, list):
        return {"at": value}
    if isinstance(value, dict) and isinstance(value.get("at"), str):
        return {**value, "at": [value["at"]]}
    return value


class ItemReport(Model):
    """Where an item of a standard is reported, or why it does not apply."""

    at: tuple[Text, ...] = ()
    """Ids of sections, tables, figures, appendices (sec:…, tbl:…, fig:…, app:…) or of a marked
    span of prose (mark:…)."""
    na: str = ""
    """Why the item does not apply."""
    note: str = ""
    """What else the checklist should say."""


Item = Annotated[ItemReport, BeforeValidator(_as_item)]


class Reporting(RootModel[Mapping[str, Mapping[str, Item]]]):
    """reporting.yaml: a reporting standard → number of an item → where it is reported.

    Standards are files of templates/standards/, such as prisma-2020.
    """
