"""Statistics in sentences: zeros before points, p, italics, spaces.

APA 7, sections 6.36 and 6.40 to 6.45. What stands in formulas is read as well, but for spaces and
italics, which a formula has by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from softbound.model.manual import Manual
from softbound.problems import Place, Problem, problem
from softbound.verify.prose import CITATION, EXPRESSION, NARRATIVE, OPAQUE, QUOTED, Prose

SIGNS = "=<>≤≥≈"
MAY_HAVE = re.compile(rf"[{SIGNS}]")
COVERED = frozenset((CITATION, EXPRESSION, NARRATIVE, QUOTED))
NUMBER = r"[-−–]?\s?\d*\.?\d+"


@dataclass(frozen=True)
class Symbols:
    """A manual's statistics."""

    pattern: re.Pattern[str]
    italic: frozenset[str]
    at_most_one: frozenset[str]
    beyond_one: frozenset[str]
    upright: re.Pattern[str]


def symbols_of(manual: Manual) -> Symbols:
    """The statistics of a manual as a pattern and sets of symbols."""
    every = sorted((s for row in manual.statistics for s in row.symbols), key=len, reverse=True)
    names = "|".join(map(_typed, every)) or r"(?!)"
    return Symbols(
        re.compile(
            rf"(?<![\w\\*_^~.(-])(?P<open>[*_$(]{{0,3}})(?P<symbol>{names})(?![a-zA-Z\d])(?P<close>[*_]{{0,2}})"
            rf"(?P<of>\s?\([^()=<>]{{1,30}}\)|~[\w.]+~|_\{{?\w+\}}?)?(?P<left>\s*)\\?"
            rf"(?P<sign>[{SIGNS}]|\\leq?\b|\\geq?\b)(?P<right>\s*)(?P<value>{NUMBER})(?![\d:])"
        ),
        frozenset(s for row in manual.statistics if row.italic for s in row.symbols),
        frozenset(s for row in manual.statistics if row.at_most_one for s in row.symbols),
        frozenset(s for row in manual.statistics if row.beyond_one for s in row.symbols),
        re.compile(rf"(?<![\w*_])(?P<mark>[*_])(?P<symbol>[{''.join(manual.upright) or ' '}])(?:²|\^2\^)?(?P=mark)(?!\w)"),
    )  # fmt: skip


def _typed(symbol: str) -> str:
    """A symbol as a pattern; a raised sign may follow the mark of emphasis: *R*²."""
    raised = re.match(r"([A-Za-z])([²^].*)", symbol)
    return rf"{raised[1]}[*_]?{re.escape(raised[2])}" if raised else re.escape(symbol)


def check(text: Prose, at: Callable[[int], Place], manual: Manual) -> Iterator[Problem]:
    """Statistics that are not written as the manual asks."""
    symbols = symbols_of(manual)
    for sentence in text.sentences:
        raw = text.source[sentence.start : sentence.start + len(sentence.text)]
        if sentence.kind == "cell":
            continue
        if MAY_HAVE.search(raw):
            for found in symbols.pattern.finditer(raw):
                stands = _stands(raw, sentence.text, found.start("symbol"))
                if stands == "no text":
                    continue
                for rule, message, hint in _wrong(found, stands == "formula", symbols, manual):
                    place = at(sentence.start + found.start("symbol"))
                    yield problem(rule, place, message, hint)
        for found in symbols.upright.finditer(raw):
            if sentence.text[found.start("symbol")] not in COVERED | {OPAQUE}:
                yield problem(
                    "greek-letter-is-upright",
                    at(sentence.start + found.start()),
                    f"The Greek letter {found['symbol']} is in italics.",
                    f"Write {found['symbol']} without {found['mark']}.",
                )


def _stands(raw: str, covered: str, at: int) -> Literal["text", "formula", "no text"]:
    """Where a sign of a sentence stands, by what covers it."""
    if covered[at] == OPAQUE:
        begins = len(covered[:at].rstrip(OPAQUE))
        return "formula" if raw[begins] == "$" else "no text"
    return "no text" if covered[at] in COVERED or covered[at].isspace() else "text"


Found = tuple[str, str, str]
"""Rule, message, hint."""


def _wrong(
    found: re.Match[str], formula: bool, symbols: Symbols, manual: Manual
) -> Iterator[Found]:
    symbol = re.sub(r"(?<=^\w)[*_](?=[²^])", "", found["symbol"])
    value = re.sub(r"\s", "", found["value"])
    shown = " ".join(found[0].strip("$(").split())
    amount = value.lstrip("-−–")
    sign = value[: len(value) - len(amount)]
    if symbol in symbols.at_most_one and amount.startswith("0."):
        yield (
            "bounded-statistic-has-no-zero",
            f'"{shown}" has a zero before the point, though {_name(symbol)} cannot be greater than 1.',
            f"Write {sign}{amount[1:]}.",
        )
    if symbol in symbols.beyond_one and amount.startswith("."):
        yield (
            "statistic-has-its-zero",
            f'"{shown}" has no zero before the point, though {_name(symbol)} can be greater than 1.',
            f"Write {sign}0{amount}.",
        )
    if symbol == "p":
        yield from _p(shown, found["sign"], amount, manual)
    if formula:
        return
    if symbol in symbols.italic and not re.search(r"[*_]", found["open"]) and not found["close"]:
        yield (
            "statistic-is-in-italics",
            f'"{shown}" has its symbol upright.',
            f"Write *{symbol.rstrip('²^2')}*{symbol[len(symbol.rstrip('²^2')) :]}.",
        )
    if not (found["left"] and found["right"]):
        yield (
            "statistic-has-spaces",
            f'"{shown}" has no space on both sides of {found["sign"]}.',
            f"Write a space before and after {found['sign']}.",
        )


def _p(shown: str, sign: str, amount: str, manual: Manual) -> Iterator[Found]:
    least = f"{manual.smallest_p:f}".strip("0")
    digits = amount.partition(".")[2]
    if sign in "=≈" and digits and not digits.strip("0"):
        yield (
            "p-value-is-exact",
            f'"{shown}" says that p is nothing, which it never is.',
            f"Write *p* < {least}.",
        )
    elif sign in "=<" and 0 < float(amount) < manual.smallest_p:
        yield (
            "p-value-is-exact",
            f'"{shown}" is below {least}.',
            f"Write *p* < {least}.",
        )
    elif sign == "=" and len(digits) > manual.p_digits:
        yield (
            "p-value-is-exact",
            f'"{shown}" has {len(digits)} digits after the point.',
            f"Round it to {manual.p_digits} at most.",
        )


def _name(symbol: str) -> str:
    return symbol.lstrip("\\")
