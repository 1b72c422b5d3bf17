"""What checks across a thesis are given: its parts with their prose, and what findings know."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from jinja2 import nodes

from softbound.merge.environment import Engine
from softbound.verify.prose import Prose

Findings = Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """The front matter, a chapter or the appendices."""

    name: str
    kind: Literal["front-matter", "chapter", "appendices"]
    prose: tuple[Prose, ...]
    """Its files, in order."""


@dataclass(frozen=True)
class Chapter:
    """A chapter's findings, as its expressions see them."""

    name: str
    values: Findings
    """Its findings with what is derived laid over them."""
    places: Mapping[str, Mapping[str, Sequence[Any]]]
    """As build/findings/ has them."""

    def engine(self) -> Engine:
        """What computes expressions over these findings, as prose does."""
        return Engine(lambda _: None, dict(self.values))

    @property
    def is_study(self) -> bool:
        """Whether it reports a study of its own, so that numbers in it are its own."""
        return bool(self.values.get("studies") or self.values.get("participants"))


def value(engine: Engine, expression: str) -> Any:
    """What an expression gives; None where something in it is not known.

    An expression comes from a file that an author may replace, so whatever is wrong with it
    only means that its number is not known.
    """
    try:
        return engine.compile_expression(expression, undefined_to_none=False)()
    except Exception:
        return None


def from_elsewhere(engine: Engine, expression: str, chapter: str) -> str:
    """An expression of a chapter as other chapters write it: with chapters.name before each name."""
    names = {name.name for name in engine.parse(f"{{{{ {expression} }}}}").find_all(nodes.Name)}
    prefix = f"chapters.{chapter.replace('-', '_')}."
    return re.sub(
        r"(\"[^\"]*\"|'[^']*')|(?<![\w.|])(?<!\| )([A-Za-z_]\w*)(?!\s*=[^=])",
        lambda m: m[0] if m[1] or m[2] not in names else prefix + m[2],
        expression,
    )
