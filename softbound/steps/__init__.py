"""The steps of a build: each reads files, hands their content to a stage, and says what to write.

A step returns an :class:`Outcome`; ``execute`` writes its outputs whole or not at all. Steps meet
only through files below ``build/``, so that each can be skipped when its inputs are unchanged.
"""

# Steps run in threads, and enter this package by many doors: it must be whole before, or a thread
# that imports a part of it and one that imports all of it wait for each other.
import softbound.model.findings  # noqa: F401
from softbound.steps.anonymity import anonymity, secrets
from softbound.steps.apa import apa
from softbound.steps.base import Outcome
from softbound.steps.collect import bibliography, findings, schemas, thesis
from softbound.steps.consistency import consistency, linked, repetition
from softbound.steps.derive import derive
from softbound.steps.entries import entries
from softbound.steps.index import index
from softbound.steps.merge import merge, parse
from softbound.steps.online import online
from softbound.steps.prose import prose, spelling
from softbound.steps.public import public
from softbound.steps.records import records
from softbound.steps.resolve import number, references, resolve, resolve_together
from softbound.steps.trace import terms, trace
from softbound.steps.transcripts import transcripts
from softbound.steps.words import tagged_words, total_words, words
from softbound.steps.write import docx, drawings, libraries, pdf, typst, word

__all__ = [
    "Outcome",
    "anonymity",
    "apa",
    "bibliography",
    "consistency",
    "derive",
    "docx",
    "drawings",
    "entries",
    "findings",
    "index",
    "libraries",
    "linked",
    "merge",
    "number",
    "online",
    "parse",
    "pdf",
    "prose",
    "public",
    "records",
    "references",
    "repetition",
    "resolve",
    "resolve_together",
    "schemas",
    "secrets",
    "spelling",
    "tagged_words",
    "terms",
    "thesis",
    "total_words",
    "trace",
    "transcripts",
    "typst",
    "word",
    "words",
]
