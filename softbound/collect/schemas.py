"""JSON Schemas of every YAML file, so that editors complete and check as an author types."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from softbound.model.anonymity import Patterns, PrivateList
from softbound.model.appraisal import AppraisalTool
from softbound.model.citations import BibliographyWords, CitationRules
from softbound.model.findings import KINDS
from softbound.model.known_numbers import KnownNumbers
from softbound.model.language import Abbreviations, Spelling, Unfinished
from softbound.model.manual import Manual
from softbound.model.profile import Profile
from softbound.model.standard import Standard
from softbound.model.thesis import Thesis
from softbound.model.typed_citations import TypedCitations


def schemas() -> dict[str, str]:
    """Path below build/schemas/ → JSON text."""
    shapes: dict[str, Any] = {
        "thesis": Thesis,
        "profile": Profile,
        "citations": CitationRules,
        "bibliography-words": BibliographyWords,
        "appraisal": AppraisalTool,
        "standard": Standard,
        "known-numbers": KnownNumbers,
        "abbreviations": Abbreviations,
        "spelling": Spelling,
        "unfinished": Unfinished,
        "anonymity-patterns": Patterns,
        "private": PrivateList,
        "typed-citations": TypedCitations,
        "manual": Manual,
    }
    shapes |= {f"findings/{kind}": shape for kind, shape in KINDS.items()}
    return {
        f"{name}.schema.json": json.dumps(
            {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                **TypeAdapter(shape).json_schema(),
            },
            indent=1,
            ensure_ascii=False,
        )
        + "\n"
        for name, shape in shapes.items()
    }
