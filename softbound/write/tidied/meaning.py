"""Whether the entries of a tidied file mean what they meant."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from softbound import files
from softbound.collect import bibliography
from softbound.collect.bibliography import Convert, Entry

Mending = tuple[str, str]
"""An entry's key and the field that was mended in it."""

_ARRIVES: Mapping[str, frozenset[str]] = {
    "doi": frozenset({"DOI"}),
    "url": frozenset({"URL"}),
    "pages": frozenset({"page"}),
    "month": frozenset({"issued"}),
}
"""A field → the CSL variables in which it arrives; any for those of words, which are compared
letter by letter."""


def changed_meaning(
    before: str, after: str, file: str, convert: Convert, mended: Collection[Mending]
) -> str:
    """Both texts are read as a build reads them, and compared entry by entry.

    :param mended: entries' keys and fields; a key with an empty field is of an entry that stood
        twice.
    :return: what is no longer the same: an entry's key, or a sentence of the reader; empty where
        all is.
    """
    old, said_before = bibliography.read(files.printable(before), file, convert)
    new, said_after = bibliography.read(files.printable(after), file, convert)
    fields: dict[str, set[str]] = {}
    for key, field in mended:
        fields.setdefault(unicodedata.normalize("NFC", key), set()).add(field)
    lost = _other_keys(old, new, fields)
    if lost:
        return lost
    everywhere = {field for names in fields.values() for field in names}
    waiting: dict[str, list[Entry]] = {}
    for entry in new:
        waiting.setdefault(entry.key, []).append(entry)
    for entry in old:
        # Where a copy was left out, there are fewer after than before, all the same.
        own = fields.get(entry.key, set())
        there = waiting[entry.key]
        other = there.pop(0) if len(there) > 1 or "" not in own else there[0]
        if not _same(entry, other, own, everywhere):
            return entry.key
    known = {_COUNTED.sub("", problem.message) for problem in said_before}
    fresh = (p.message for p in said_after if _COUNTED.sub("", p.message) not in known)
    return next(fresh, "")


_COUNTED = re.compile(r" \(used \d+ times\)|\d+")
"""Numbers of lines and of uses, which change when a line or a copy is left out."""


def _other_keys(
    old: Iterable[Entry], new: Iterable[Entry], fields: Mapping[str, Collection[str]]
) -> str:
    """A key that is gone or new, or of which another number of entries is there."""
    counted, counted_now = Counter(e.key for e in old), Counter(e.key for e in new)
    for key in {*counted, *counted_now}:
        fewer = counted_now[key] < counted[key] and "" in fields.get(key, ())
        if not counted_now[key] or (counted_now[key] != counted[key] and not fewer):
            return key
    return ""


def _same(old: Entry, new: Entry, own: Collection[str], everywhere: Collection[str]) -> bool:
    """Whether two readings of an entry are one, but for what was mended.

    An entry in which nothing was mended may take over a mended field of another (crossref); then
    its letters are still the same.
    """
    if old.aliases != new.aliases or old.csl.get("type") != new.csl.get("type"):
        return False
    names = own or everywhere
    any_words = any(name not in _ARRIVES for name in names)
    plain = set().union(*(_ARRIVES.get(name, frozenset()) for name in names))
    for variable in {*old.csl, *new.csl}:
        was, now = old.csl.get(variable), new.csl.get(variable)
        if was == now:
            continue
        if not (variable in plain or any_words) or level(was) != level(now):
            return False
    return True


_TAG = re.compile(r"</?[a-z]+(?:\s[^<>]*)?>")


def level(value: Any) -> str:
    """A variable's letters and digits alone: what no mend may touch."""
    if isinstance(value, str):
        return _letters(value)
    if isinstance(value, list) and all(isinstance(each, dict) for each in value):
        return " ".join(_names(value))
    return json.dumps(value, sort_keys=True)


def _names(names: Iterable[Mapping[str, Any]]) -> list[str]:
    """The words of all names, in no order: "Roe, K., et al." hides initials among a suffix."""
    words = (word for name in names for part in name.values() for word in str(part).split())
    return sorted(w for w in map(_letters, words) if w not in ("", "et", "al", "others"))


def _letters(text: str) -> str:
    for _ in range(3):
        text = html.unescape(text)
    text = re.sub(r"(?:%[0-9A-Fa-f]{2})+", _decoded, text)
    text = _TAG.sub("", text).replace("\\", "")
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text))).casefold()


def _decoded(found: re.Match[str]) -> str:
    return bytes.fromhex(found[0].replace("%", "")).decode(errors="replace")
