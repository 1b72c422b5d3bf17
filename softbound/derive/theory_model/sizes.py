"""How large words will be, about: Typst measures them, but where boxes go is decided before."""

from __future__ import annotations

WIDTH = 150.0
"""The width of an A4 page's text in mm, for which a model is laid out."""
SIZE = 10.0
"""Points; the words in a box."""
SMALL = 9.0
"""Points; the words beside an arrow."""
POINT = 0.3528
"""In mm."""
LINE = 1.2
"""The distance of two lines, as a share of the size."""
LOWEST = 9.0
"""The height of a box with one line."""
INSET = 2.0
"""Between a box's words and its edge."""


def width(text: str, size: float = SIZE) -> float:
    """How long a text is in one line."""
    narrow = sum(letter in "fijlrtI.,;:'’ ()-" for letter in text)
    wide = sum(letter in "mwMW—" or letter.isupper() for letter in text)
    return (0.5 * len(text) - 0.2 * narrow + 0.2 * wide) * size * POINT


def lines(text: str, room: float, size: float = SIZE) -> int:
    """How many lines a text takes where there is so much room."""
    count, used = 1, 0.0
    for word in text.split():
        needed = width(word, size)
        if used and used + width(" ", size) + needed > room:
            count, used = count + 1, 0.0
        used += needed + (width(" ", size) if used else 0)
    return count


def longest_word(text: str, size: float = SIZE) -> float:
    """The width of its longest word: no box can be narrower."""
    return max((width(word, size) for word in text.split()), default=0.0)


def spread(text: str) -> float:
    """The room that the words beside an arrow need between two neighbours: three lines, if that can be."""
    third = 1.2 * width(text, SMALL) / 3
    return min(max(1.1 * longest_word(text, SMALL), third, 16.0), 32.0) + 2


def height(count: int, size: float = SIZE) -> float:
    """Of some lines."""
    return count * LINE * size * POINT


def box(label: str, parts: tuple[str, ...], wide: float) -> float:
    """The height of a box that is so wide, with the boxes inside it."""
    inner = wide - 2 * INSET
    own = max(LOWEST, height(lines(label, inner)) + 2 * INSET)
    return own + sum(height(lines(part, inner - 2 * INSET)) + 2 * INSET + 1.6 for part in parts)
