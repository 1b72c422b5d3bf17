"""What all models of YAML files share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A frozen value read from YAML: unknown keys are mistakes, and no type is guessed."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, use_attribute_docstrings=True, str_strip_whitespace=True
    )

    retired: ClassVar[Mapping[str, str]] = {}
    """Keys that it once had, or that authors expect → what to do instead, a full sentence."""
