"""What the documents say of their own length: the same words in both."""

from __future__ import annotations

from softbound import ast
from softbound.model.profile import Profile
from softbound.model.words import ShownWords, figure

PAGE = "word-count-statement"


def title_page_line(profile: Profile, number: int) -> str:
    """What the title page says."""
    return f"{profile.labels.word_count}: {figure(number)}"


def statement(words: ShownWords) -> list[tuple[str, str, str, str]]:
    """The statement's lines: what, and three numbers; the last line is that of the whole."""
    return [
        (
            f"{row.label}: {row.title}" if row.label else row.title,
            figure(row.counted),
            figure(row.others),
            figure(row.total),
        )
        for row in words.statement
    ]


def heads(profile: Profile) -> tuple[str, str, str, str]:
    """What heads the statement's columns."""
    labels = profile.labels
    return labels.words_section, labels.words_counted, labels.words_others, labels.words_total


SHARES = (0.4, 0.15, 0.3, 0.15)
"""The columns' shares of the text's width."""


def table(words: ShownWords, profile: Profile) -> ast.Element:
    """The statement as a table."""

    def cells(texts: tuple[str, ...], bold: bool = False) -> tuple[ast.Cell, ...]:
        return tuple(
            ast.Cell(
                [ast.plain([ast.strong(ast.words(text))] if bold else ast.words(text))],
                "AlignDefault",
                1,
                1,
            )
            for text in texts
        )

    rows = statement(words)
    return ast.table(
        ast.Grid(
            ast.Attributes(),
            [],
            ("AlignLeft", "AlignRight", "AlignRight", "AlignRight"),
            SHARES,
            (cells(heads(profile)),),
            (*(cells(row) for row in rows[:-1]), *(cells(row, bold=True) for row in rows[-1:])),
        )
    )
