"""What stands above a page: the same words in both documents."""

from __future__ import annotations

LONGEST = 70
"""Characters that fit above a page in one line."""


def running_head(title: str) -> str:
    """A title that fits above a page: whole, or up to its colon, or cut after a word."""
    if len(title) <= LONGEST:
        return title
    before = title.partition(": ")[0]
    if len(before) <= LONGEST:
        return before
    whole = before[: LONGEST - 1].rpartition(" ")[0] or before[: LONGEST - 2]
    return whole.rstrip(",;–—") + " …"
