"""The steps of a build: each reads files, hands their content to a stage, and says what to write.

A step returns an :class:`Outcome`; ``execute`` writes its outputs whole or not at all. Steps meet
only through files below ``build/``, so that each can be skipped when its inputs are unchanged.
"""

# Steps run in threads, and enter this package by many doors: it must be whole before, or a thread
# that imports a part of it and one that imports all of it wait for each other.
import softbound.model.findings  # noqa: F401
from softbound.steps.apa import apa
from softbound.steps.base import Outcome
from softbound.steps.collect import bibliography, findings, schemas, thesis
from softbound.steps.consistency import consistency
from softbound.steps.derive import derive
from softbound.steps.merge import merge, parse
from softbound.steps.prose import prose
from softbound.steps.records import records
from softbound.steps.resolve import number, references, resolve, resolve_together
from softbound.steps.trace import terms, trace
from softbound.steps.transcripts import transcripts
from softbound.steps.write import docx, drawings, libraries, pdf, typst, word

__all__ = [
    "Outcome",
    "apa",
    "bibliography",
    "consistency",
    "derive",
    "docx",
    "drawings",
    "findings",
    "libraries",
    "merge",
    "number",
    "parse",
    "pdf",
    "prose",
    "records",
    "references",
    "resolve",
    "resolve_together",
    "schemas",
    "terms",
    "thesis",
    "trace",
    "transcripts",
    "typst",
    "word",
]
