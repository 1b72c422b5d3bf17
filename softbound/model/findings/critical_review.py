"""The critical review's findings: the papers' limitations."""

from __future__ import annotations

from softbound.model.findings.base import Identified, Text


class Limitation(Identified):
    """limitations.yaml: a limitation of one of the papers."""

    paper: Text
    """The chapter it concerns: its folder's name."""
    kind: Text
    """For example: sampling, design, analysis, generalisability."""
    limitation: Text
    """What it is."""
    consequence: str = ""
    """What follows from it for the findings."""
    response: str = ""
    """What was done about it."""
    future: str = ""
    """What future work should do."""
