"""Where a paper reports what its reporting standards ask for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, RootModel

from softbound.model.base import Model
from softbound.model.findings.base import Places

NOT_APPLICABLE = re.compile(r"n/a(?:\W+(.*))?$", re.IGNORECASE | re.DOTALL)


def _as_item(value: Any) -> Any:
    """``sec:method`` and ``[sec:method, tbl:studies]`` are short for ``{at: …}``, and
    ``n/a, because …`` for ``{na: …}``; nothing at all is an item that still waits."""
    if value is None:
        return {}
    if isinstance(value, str):
        reason = NOT_APPLICABLE.match(value.strip())
        return {"na": reason[1] or ""} if reason else {"at": [value]}
    if isinstance(value, list):
        return {"at": value}
    if isinstance(value, dict) and isinstance(value.get("at"), str):
        return {**value, "at": [value["at"]]}
    return value


class ItemReport(Model):
    """Where an item of a standard is reported, or why it does not apply."""

    at: Places = ()
    """Ids of sections, tables, figures, appendices or marked passages: sec:…, tbl:…, fig:…, app:…,
    mark:…, lim:…"""
    na: str = ""
    """Why the item does not apply."""
    note: str = ""
    """What else the checklist should say."""


Item = Annotated[ItemReport, BeforeValidator(_as_item)]


class Reporting(RootModel[Mapping[str, Mapping[str, Item]]]):
    """reporting.yaml: a reporting standard → number of an item → where it is reported.

    Standards are files of templates/standards/, such as prisma-2020.
    """
