"""Records of a source → the same with ids that stay when the file is exported anew."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from softbound.model.records import Record

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's: no i, l, o, u, which are misread."""
_LENGTH = 8
"""Of 100,000 records in a source, two share 40 bits with a chance of 1 in 220."""


def identified(records: Sequence[Record], source: str) -> tuple[Record, ...]:
    """Set the source and give every record an id such as ``MEDLINE-3f9k2m7q``.

    The id is made from what the record says, not from its place, so it is the same when the file is
    exported again with more records. The second of two that say the same gets ``-2``. Where
    different ones would get the same id, which is as good as never, all of them get longer ones.
    """
    said = [_content(record) for record in records]
    long = [_digest(content) for content in said]
    taken: dict[str, set[str]] = {}
    for digest in long:
        taken.setdefault(digest[:_LENGTH], set()).add(digest)
    times: dict[str, int] = {}
    made = []
    for record, digest in zip(records, long, strict=True):
        short = digest[:_LENGTH]
        name = short if len(taken[short]) == 1 else digest
        times[name] = times.get(name, 0) + 1
        again = f"-{times[name]}" if times[name] > 1 else ""
        made.append(replace(record, id=f"{source}-{name}{again}", source=source))
    return tuple(made)


def _content(record: Record) -> str:
    """What tells a record from all others: the first of its identifiers, or what it is called."""
    for name, value in (("doi", record.doi), ("pmid", record.pmid), ("an", record.accession)):
        if value:
            # a chapter may carry its book's DOI, an abstract that of its supplement
            return f"{name}:{value.lower()}|{_words(record.title)}"
    first = record.authors[0].split(",")[0] if record.authors else ""
    parts = [_words(record.title), str(record.year or ""), _words(first)]
    if not parts[0]:
        parts += [
            _words(record.container),
            record.volume,
            record.pages,
            _words(record.abstract[:200]),
        ]
    return "|".join(parts)


def _words(text: str) -> str:
    """Letters and digits only, in small letters and without accents."""
    return "".join(_plain_letters(text))


def _plain_letters(text: str) -> Iterator[str]:
    return (c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum())


def _digest(content: str) -> str:
    """80 bits of a hash as 16 digits."""
    number = int.from_bytes(
        hashlib.blake2b(content.encode("utf-8", "replace"), digest_size=10).digest(), "big"
    )
    return "".join(_DIGITS[(number >> shift) & 31] for shift in range(75, -5, -5))
