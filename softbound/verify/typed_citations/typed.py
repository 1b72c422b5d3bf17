"""Citations typed by hand against the bibliographies."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from softbound.problems import in_a_row
from softbound.verify.typed_citations.finding import Finding
from softbound.verify.typed_citations.runs import AND, Run
from softbound.verify.typed_citations.shapes import Group, Typed
from softbound.verify.typed_citations.words import Words
from softbound.verify.typed_citations.works import Found, Level, Work, Works

AT_MOST = 3
"""How many works a message names."""


@dataclass(frozen=True)
class Read:
    """A typed citation, and what it stands for."""

    typed: Typed
    run: Run
    """Its names, without words before them that are none."""
    found: Found | None
    near: Work | None
    certain: bool
    """Whether it is a citation even if no entry fits it."""

    @property
    def told(self) -> bool:
        """Whether anything is to be said of it."""
        return bool(self.found or self.near) or (self.certain and not self.typed.second_hand)

    @property
    def persons(self) -> bool:
        """Whether it names people rather than a body."""
        if self.found:
            return all(0 not in work.groups for work in self.found.works)
        return bool(self.near) or (self.certain and all(n.is_surname for n in self.run.names))


def read(group: Group, works: Works, words: Words, common: Collection[str]) -> list[Read]:
    """The members of a group with the entries that they fit.

    :param common: words that the text has with small letters, which are hardly names.
    """
    return [_read(member, works, words, common) for member in group.members]


def _read(typed: Typed, works: Works, words: Words, common: Collection[str]) -> Read:
    best: Found | None = None
    run = typed.run
    for reading in typed.run.readings():
        whole, et_al = _whole(reading), bool(reading.et_al)
        found = works.find(_names(reading), whole, et_al, typed.year)
        found = found or works.find([name.text for name in reading.names], whole, et_al, typed.year)
        if found and (best is None or found.level > best.level):
            best, run = found, reading
        if best and best.level is Level.RIGHT:
            break
    certain = _is_certain(typed, words, common)
    if best and best.level is not Level.RIGHT and not certain:
        best = None
    if best and typed.form == "sentence" and _is_tool(typed, run):
        best = None
    near = None
    if certain and (best is None or best.level is Level.YEAR_DIFFERS):
        for reading in typed.run.readings():
            near = works.near(_names(reading), bool(reading.et_al), typed.year)
            if near:
                best, run = None, reading
                break
    return Read(typed, run, best, near, certain)


def _names(run: Run) -> list[str]:
    return [name.bare or name.text for name in run.names]


def _whole(run: Run) -> str:
    """All names as one: a body's name may have "and" and commas in it."""
    return " ".join(filter(None, (part for n in run.names for part in (n.joint, n.text))))


def _is_tool(typed: Typed, run: Run) -> bool:
    """Whether an acronym with a year is the version of a tool: the CASP (2018) checklist."""
    return _whole(run).isupper() and typed.before == "the"


def _is_certain(typed: Typed, words: Words, common: Collection[str]) -> bool:
    run = typed.run
    small = [word.lower().strip(".") for name in run.names for word in name.words]
    parts = {part for word in small for part in (word, *re.split(r"[-‐‑]", word))}
    if not typed.plain or parts & words.not_authors:
        return False
    if len(small) > 1 and any(word in words.bodies for word in small):
        return True
    if not all(name.is_surname for name in run.names):
        whole = _whole(run)
        return typed.form == "brackets" and whole.isupper() and whole.isalpha() and len(whole) > 1
    if run.et_al:
        return True
    if len(run.names) > 1:
        return bool(run.joints & AND) and not all(name.bare.lower() in common for name in run.names)
    return run.names[0].bare.lower() not in common


def check(group: Group, members: Sequence[Read]) -> Iterator[Finding]:
    """What is to be said of a group: all its members in one where each fits an entry."""
    told = [member for member in members if member.told]
    right = [m for m in told if m.found and m.found.level is Level.RIGHT]
    if right and len(right) == len(members) and group.whole:
        text = group.text
        if right[0].typed.form == "sentence":
            text = text[max(0, text.find(right[0].run.names[0].words[0])) :]
        yield Finding(
            "citation-is-written-with-its-key",
            group.start,
            f'"{text}" is typed by hand, though the bibliography has '
            f"{in_a_row(dict.fromkeys(_either(m) for m in right))}.",
            f"Write {_as_keys(right)}.",
        )
        return
    for member in told:
        yield _one(member)


def _one(member: Read) -> Finding:
    typed, found = member.typed, member.found
    text = as_typed(member)
    if found and found.level is Level.RIGHT:
        return Finding(
            "citation-is-written-with-its-key",
            typed.start,
            f'"{text}" is typed by hand, though the bibliography has {_either(member)}.',
            f"Write {_as_keys([member])}.",
        )
    if found and found.level is Level.YEAR_DIFFERS:
        known = in_a_row(f"{w.key} has {' and '.join(w.years)}" for w in found.works[:AT_MOST])
        return Finding(
            "typed-year-is-the-entrys",
            typed.start,
            f'"{text}" is typed by hand and says {typed.year}, but of these authors {known}.',
            f"Write {_as_keys([member])}, or mend the year of the entry; if another work is meant, "
            "add it to the bibliography.",
        )
    other = member.near or (found.works[0] if found else None)
    if other:
        return Finding(
            "typed-names-are-the-entrys",
            typed.start,
            f'"{text}" is typed by hand, and {other.key} of the same year is by {_authors(other)}.',
            f"If it is meant, write {_with_key(typed, other.key, member)}; if not, add the work to "
            "the bibliography.",
        )
    return Finding(
        "typed-citation-is-in-bibliography",
        typed.start,
        f'"{text}" is typed by hand and fits no entry of the bibliography: the work will be '
        "missing from the reference list.",
        "Add the work to the bibliography, and cite it by its key.",
    )


def as_typed(member: Read) -> str:
    """A citation as a message quotes it."""
    names = _whole(member.run).replace(" ,", ",")
    names = f"{names} {member.run.et_al}".strip()
    if member.typed.form == "brackets":
        return f"{names}, {member.typed.year}"
    return f"{names} ({member.typed.year})"


def _authors(work: Work) -> str:
    if len(work.names) > AT_MOST:
        return f"{work.names[0]} and {len(work.names) - 1} others"
    return in_a_row(work.names)


def _either(member: Read) -> str:
    keys = [work.key for work in member.found.works] if member.found else []
    return " or ".join(keys[:AT_MOST])


def _as_keys(members: Sequence[Read]) -> str:
    """The members as an author would write them."""
    first = members[0]
    if first.typed.form == "sentence":
        written = [_with_key(first.typed, _either(first), first)]
        written += [f"[-@{_either(member)}]" for member in members[1:]]
        return " and ".join(written)
    inner = "; ".join(dict.fromkeys(_inner(member) for member in members))
    return f"[{inner}]"


def _inner(member: Read) -> str:
    led = member.typed.before.lstrip(" ,&")
    led = f"{led} " if led else ""
    return f"{led}@{' or @'.join(_either(member).split(' or '))}{_locator(member.typed)}"


def _locator(typed: Typed) -> str:
    after = " ".join(typed.after.split()).strip(" ,:")
    return f", {after}" if after[:1].isdigit() or (after[:1] in "pPcCsS" and after) else ""


def _with_key(typed: Typed, key: str, member: Read) -> str:
    """@key, as it stands in a sentence or in brackets."""
    page = _locator(typed).removeprefix(", ")
    if typed.form == "brackets":
        return f"[{_inner(member)}]" if member.found else f"[@{key}]"
    if typed.possessive:
        names = f"{_whole(member.run)}{' et al.' if member.run.et_al else ''}"
        return f"{names}'s [-@{key}{_locator(typed)}]"
    return f"@{key}" + (f" [{page}]" if page else "")
