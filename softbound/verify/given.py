"""What checks of a chapter's findings ask for: the findings by their ids, and their places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from softbound.collect.findings import locator
from softbound.derive.synthesis import with_subthemes
from softbound.model.appraisal import AppraisalTool
from softbound.problems import Place

Finding = Mapping[str, Any]


class Given:
    """A chapter's findings with their places, as the checks ask for them."""

    def __init__(
        self,
        values: Mapping[str, Any],
        places: Mapping[str, Mapping[str, Sequence[Any]]],
        appraisals: Sequence[Finding] = (),
        tools: Mapping[str, AppraisalTool] | None = None,
    ) -> None:
        self.values, self.appraisals, self.tools = values, appraisals, tools or {}
        self._places = {
            kind: {path: Place(*place) for path, place in known.items()}
            for kind, known in places.items()
        }
        self.studies = {study["id"]: study for study in values.get("studies", ())}
        self.themes = {t["id"]: t for t in with_subthemes(values.get("themes", ()))}
        self.concepts = {c["id"]: c for c in values.get("concepts", ())}
        self.quotes = {q["id"]: q for q in values.get("quotes", ())}

    def has(self, *kinds: str) -> bool:
        """Whether all of these files are there."""
        return all(kind in self.values for kind in kinds)

    def place(self, kind: str, *path: str | int) -> Place:
        """Where a finding stands: by its id, or by keys and indices from the file's root; the
        nearest place above it where its own is not known."""
        known = self._places.get(kind, {})
        if len(path) == 1 and path[0] in known:
            return known[str(path[0])]
        return locator(known, Place(f"{kind}.yaml"))(*path)
