"""What identifies people, in sources and in final files; told without being shown.

:mod:`~softbound.verify.anonymity.forms` makes of each entry of the private list the forms in which
it may be written, :mod:`~softbound.verify.anonymity.levelled` finds such a form however it is broken
and joined, :mod:`~softbound.verify.anonymity.hits` weighs what was found, and
:mod:`~softbound.verify.anonymity.telling` says where it is.
"""

from __future__ import annotations

from softbound.verify.anonymity.hits import Hit, Known, Search
from softbound.verify.anonymity.levelled import Levelled, letters, level, parts
from softbound.verify.anonymity.telling import Found, Source, of_document, of_sources

__all__ = [
    "STATEMENT",
    "Found",
    "Hit",
    "Known",
    "Levelled",
    "Search",
    "Source",
    "letters",
    "level",
    "of_document",
    "of_sources",
    "parts",
]

STATEMENT = (
    "Passing does not prove anonymity: nothing here judges whether somebody who wants to know could "
    "find out who is meant, from what is told together and from what is known elsewhere (the ICO's "
    "motivated intruder test). Pictures, handwriting and recordings are not looked into."
)
