"""Which records are duplicates of one another: the outcome of the search for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """A record in a group of records of one work."""

    record: str
    """Its id."""
    like: str = ""
    """The id of the member that it was found to be the same as; empty for the one that is kept."""
    reason: str = ""
    """Why, in words: "same DOI and title"; empty for the one that is kept."""


@dataclass(frozen=True, slots=True)
class Group:
    """All records of one work; most groups have one."""

    kept: str
    """The id of the most complete record, which stands for all."""
    members: tuple[Member, ...]
    """The kept record, then the others by their ids."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Two records that resemble each other, but were not merged: for the author to look at."""

    first: str
    second: str
    reason: str
    """In what they agree, and what speaks against it."""


@dataclass(frozen=True)
class Duplicates:
    """Every record in just one group, and what else may be a duplicate."""

    groups: tuple[Group, ...]
    """By the ids of the kept records."""
    alike: tuple[Alike, ...] = ()
    """By their ids."""

    @property
    def removed(self) -> int:
        """How many records stand for a work that another one stands for already."""
        return sum(len(group.members) - 1 for group in self.groups)

    @property
    def kept(self) -> Mapping[str, str]:
        """A record's id → the id of the record that is kept for its work."""
        return {member.record: group.kept for group in self.groups for member in group.members}
