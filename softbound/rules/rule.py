"""What a rule is, and what a family of rules is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Rule:
    """What must hold, and what happens when it does not."""

    severity: Literal["error", "warning", "note"]
    sentence: str
    """What holds when all is well."""
    why: str
    """Why it matters."""
    mend: str = ""
    """What an author does about it."""
    source: str = ""
    """Where the rule comes from, such as "APA 7, section 8.17"; empty where it is softbound's own."""
    stops: bool = False
    """True: no draft is built and the last outputs stay as they were."""
    on_demand: bool = False
    """True: not every build looks whether it holds, but a command that an author gives; so an
    ignore of it may be needed although nothing needs it now."""


@dataclass(frozen=True)
class Family:
    """Rules of one subject."""

    title: str
    about: str
    """A sentence: what its rules are of."""
    rules: Mapping[str, Rule]
    """Id → rule. Ids are sentences in the positive, and stable once released."""

    @property
    def id(self) -> str:
        """How scripts and `softbound explain` name it: "flow-diagram"."""
        return self.title.lower().replace(" ", "-")
