"""Names: "et al." typed as one, groups taken apart as if they were persons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from softbound.problems import Problem, problem
from softbound.verify.bibliography.work import Asked, Work

_ET_AL = re.compile(r"\bet\.?\s*al\b|\band others\b", re.I)
_ROLES = ("author", "editor")
_PARTS = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix", "literal")


def et_al(work: Work, asked: Asked) -> Iterator[Problem]:
    """Lists of names that are cut short, by a name that is none or by BibLaTeX's "and others"."""
    for role in _ROLES:
        for person in work.people(role):
            name = _whole(person)
            if name == "others":
                yield problem(
                    "bibliography-names-are-complete",
                    work.at(role),
                    f'The {role}s of "{work.key}" end in "and others".',
                    f"{_capital(asked.style)} lists up to 20 authors: give them all."
                    if asked.style.startswith("APA")
                    else "Give all names, and the style will shorten the list.",
                )
            elif _ET_AL.search(name):
                yield problem(
                    "bibliography-names-are-names",
                    work.at(role),
                    f'"et al." is typed among the {role}s of "{work.key}": "{name}".',
                    "Give all names; the style shortens the list where it should.",
                )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def groups(work: Work, asked: Asked) -> Iterator[Problem]:
    """Groups that were taken for a person, "Organization, W. H.", or divided at an "and"."""
    sure = frozenset(asked.words.groups)
    maybe = sure | frozenset(asked.words.groups_too)
    begins = frozenset(asked.words.group_begins)
    for role in _ROLES:
        for person in work.people(role):
            if _is_group(person, sure, maybe, begins):
                whole = _whole(person)
                yield problem(
                    "bibliography-group-is-one-name",
                    work.at(role),
                    f'The group "{whole}" among the {role}s of "{work.key}" is read as a person '
                    f'whose family name is "{person["family"]}".',
                    f"Write it in two pairs of braces: {{{{{whole}}}}}; in Zotero, switch the name "
                    "to a single field."
                    if work.is_bib
                    else f'Write {{"literal": "{whole}"}}.',
                )
                break


def _whole(person: Mapping[str, str]) -> str:
    return " ".join(str(person[part]) for part in _PARTS if person.get(part))


def _is_group(
    person: Mapping[str, str], sure: frozenset[str], maybe: frozenset[str], begins: frozenset[str]
) -> bool:
    """Whether a name with a family name has words that only groups have."""
    family = re.findall(r"[^\W\d_]+", str(person.get("family", "")).lower())
    given = re.findall(r"[^\W\d_]+", str(person.get("given", "")).lower())
    if not family or not given:
        return False
    if sure & {*family} or sure & {*given}:
        return True
    if not maybe & {*family}:
        return False
    return bool(maybe & {*given} or (given[0] in begins and len(given[0]) > 1))
