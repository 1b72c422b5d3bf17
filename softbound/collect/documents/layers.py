"""What a document consists of where names may stand: its layers."""

from __future__ import annotations

from dataclasses import dataclass


class Unscannable(Exception):
    """A document or a part of it cannot be read; says why, in words that hold nothing of it."""


@dataclass(frozen=True)
class Layer:
    """A run of text of a document."""

    what: str
    """What it is: text, bookmarks, alternative text, comments, an image's metadata."""
    text: str
    page: int | None = None
    """Of a PDF, where it is known."""
    hidden: bool = False
    """Whether it is something that the sources' text cannot account for, such as a comment."""
    traces: tuple[str, ...] = ()
    """What an image tells of its making: a place, a camera's number."""
