"""The pages that the build makes itself, as words: they are counted before they are made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from softbound.derive.words.tokens import count
from softbound.model.profile import Profile
from softbound.model.thesis import Thesis
from softbound.model.words import ShownWords, UnitWords

LISTS = ("list-of-tables", "list-of-figures", "list-of-appendices")
NUMBER = 1
"""The words of a number, whatever it is."""


def pages(
    units: Sequence[UnitWords], thesis: Thesis, profile: Profile, shown: ShownWords
) -> dict[str, tuple[str, int]]:
    """A page that the build makes → its title and its words; without lists that would be empty."""
    made: dict[str, tuple[str, int]] = {}
    lines: Mapping[str, int] = {
        page: sum(unit.listed.get(page, 0) for unit in units) for page in ("contents", *LISTS)
    }
    for page in profile.front_matter:
        if page == "title-page":
            made[page] = thesis.title, _title_page(thesis, profile, shown)
        elif page == "word-count-statement" and shown.statement:
            made[page] = profile.labels.word_count_statement, _statement(profile, shown)
        elif page != "word-count-statement" and (page == "contents" or lines.get(page)):
            title = getattr(profile.labels, page.replace("-", "_"))
            made[page] = title, count(title) + lines[page]
    if "contents" in made:
        # The contents list all made pages but themselves.
        entries = sum(
            count(t) + 1 for p, (t, _) in made.items() if p not in ("title-page", "contents")
        )
        made["contents"] = made["contents"][0], made["contents"][1] + entries
    return made


def _title_page(thesis: Thesis, profile: Profile, shown: ShownWords) -> int:
    names = ("title", "subtitle", "author", "declaration", "degree", "department", "institution")
    words = sum(count(getattr(thesis, name)) for name in names) + count(thesis.month) + NUMBER
    if shown.title_page is not None:
        words += count(profile.labels.word_count) + NUMBER
    return words


def _statement(profile: Profile, shown: ShownWords) -> int:
    labels = profile.labels
    heads = (labels.words_section, labels.words_counted, labels.words_others, labels.words_total)
    rows = sum(count(f"{row.label} {row.title}") + 3 * NUMBER for row in shown.statement)
    return count(labels.word_count_statement) + sum(map(count, heads)) + rows
