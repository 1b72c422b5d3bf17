"""What an author knows better about duplicates."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from softbound.model.base import Model
from softbound.model.findings.base import Text


def _as_clause(value: Any) -> Any:
    """``[a, b]`` is short for ``{records: [a, b]}``."""
    return {"records": value} if isinstance(value, list) else value


class Clause(Model):
    """Records about which the author has decided."""

    records: Annotated[tuple[Text, ...], Field(min_length=2)]
    """Two or more ids of records, as in build/reports/duplicates-CHAPTER.csv."""
    why: str = ""
    """How the author knows."""


class Overruled(Model):
    """duplicates.yaml: where softbound's decisions about duplicates are overruled."""

    same: tuple[Annotated[Clause, BeforeValidator(_as_clause)], ...] = ()
    """Records of one work: they are merged, whatever softbound thinks of them."""
    different: tuple[Annotated[Clause, BeforeValidator(_as_clause)], ...] = ()
    """Records of different works: no two of them are ever merged."""
