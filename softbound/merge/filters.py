"""What expressions in prose can do with findings: numbers as APA 7 writes them, lists, dates.

Each filter raises :class:`jinja2.exceptions.FilterArgumentError` for a value it cannot treat;
the caller turns that into a problem at the author's line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date as Date
from fractions import Fraction
from math import isfinite
from typing import Any

from jinja2.exceptions import FilterArgumentError

from softbound.model.months import MONTHS
from softbound.problems import nearest

OPEN = "\ue002"
"""What stands for a value that is not known yet, until the text is put together."""
UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def words(value: Any) -> str:
    """A whole number below a million in words, British: 105 → "one hundred and five"."""
    if value is None:
        return OPEN
    number = _whole(value)
    if number < 0:
        return f"minus {words(-number)}"
    if number < 20:
        return UNITS[number]
    if number < 100:
        tens, unit = divmod(number, 10)
        return TENS[tens] + (f"-{UNITS[unit]}" if unit else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{UNITS[hundreds]} hundred" + (f" and {words(rest)}" if rest else "")
    if number < 1_000_000:
        thousands, rest = divmod(number, 1000)
        joint = " and " if rest < 100 else ", "
        return f"{words(thousands)} thousand" + (f"{joint}{words(rest)}" if rest else "")
    raise FilterArgumentError(f"{number} is too large to be written in words")


def number(value: Any) -> str:
    """A number as APA 7 (section 6.32) writes it in a sentence: words below ten, else numerals."""
    if value is None:
        return OPEN
    if isinstance(value, float) and not value.is_integer():
        return numeral(value)
    whole = _whole(value)
    return words(whole) if 0 <= whole < 10 else numeral(whole)


def numeral(value: Any, digits: int | None = None) -> str:
    """A number in numerals, thousands parted by commas: 12345 → "12,345".

    :param digits: digits after the point; as many as needed, two at most, if left out.
    """
    if value is None:
        return OPEN
    amount = _amount(value)
    if digits is not None:
        text = _rounded(amount, digits)
    else:
        text = _rounded(amount, 2).rstrip("0").rstrip(".")
    return text


def percent(value: Any, total: Any = 1, digits: int = 0) -> str:
    """A share as a percentage: ``5 | percent(9)`` → "56%"; without a total, of one."""
    if value is None or total is None:
        return OPEN
    whole = Fraction(str(_amount(total)))
    if whole == 0:
        raise FilterArgumentError("a percentage of nothing is not defined: the total is 0")
    return f"{_rounded(Fraction(str(_amount(value))) / whole * 100, digits)}%"


def span(values: Iterable[Any]) -> str:
    """The range of some numbers: [45, 72, 60] → "45–72"; of equal ones, "45"."""
    amounts = [_amount(value) for value in _listed(values)]
    if not amounts:
        raise FilterArgumentError("the range of an empty list is not defined")
    low, high = min(amounts), max(amounts)
    plain = [str(a) if isinstance(a, int) else numeral(a) for a in (low, high)]
    return plain[0] if low == high else "–".join(plain)


def mean(values: Iterable[Any]) -> float:
    """The arithmetic mean."""
    amounts = [_amount(value) for value in _listed(values)]
    if not amounts:
        raise FilterArgumentError("the mean of an empty list is not defined")
    return sum(amounts) / len(amounts)


def find(values: Iterable[Any], identifier: Any) -> Any:
    """The finding of a list that has an id: ``quotes | find("q3")``."""
    found = [value for value in _listed(values) if isinstance(value, Mapping)]
    for value in found:
        if value.get("id") == identifier:
            return value
    hint = nearest(str(identifier), [str(value["id"]) for value in found if "id" in value])
    raise FilterArgumentError(
        f'there is no item with the id "{identifier}"' + (f". {hint}" if hint else "")
    )


def tally(values: Iterable[Any], word: str = "and") -> str:
    """Rows with their numbers, in a sentence: "MEDLINE (32), PsycINFO (52) and CINAHL (16)".

    :param values: mappings with ``n`` or ``records``, and ``reason`` or ``name``, as ``flow`` and
        ``search.sources`` have them.
    """
    return listed([_tallied(row) for row in _listed(values)], word)


def _tallied(row: Any) -> str:
    names = [row[key] for key in ("reason", "name") if isinstance(row, Mapping) and key in row]
    counts = [row[key] for key in ("n", "records") if isinstance(row, Mapping) and key in row]
    if not names or not counts:
        raise FilterArgumentError(f'"{row}" is no name with a number')
    return f"{names[0]} ({numeral(counts[0])})"


def listed(values: Iterable[Any], word: str = "and") -> str:
    """A list in a sentence: "a", "a and b", "a, b and c"; with semicolons where items have commas."""
    items = [str(value) for value in _listed(values)]
    comma = "; " if any(", " in item for item in items) else ", "
    if len(items) < 2:
        return "".join(items)
    return f"{comma.join(items[:-1])} {word} {items[-1]}"


def date(value: Any) -> str:
    """A date (YYYY-MM-DD) in a sentence: "23 November 2026"."""
    try:
        day = value if isinstance(value, Date) else Date.fromisoformat(str(value))
    except ValueError:
        raise FilterArgumentError(f'"{value}" is not a date of the form YYYY-MM-DD') from None
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def cell(value: Any, indent: int = 4) -> str:
    """Markdown that is to stand in a cell of a list-table: later lines are indented."""
    return ("\n" + " " * indent).join(str(value).strip().split("\n"))


def literal(value: Any) -> str:
    """Text that is to come out sign by sign, such as a search as it was run.

    Nothing in it is Markdown, and quotation marks and hyphens stay what they are.
    """
    text = " ".join(str(value).split())
    escaped = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)
    return f"[{escaped}]{{.literal}}" if text else ""


def title(value: Any) -> str:
    """A label in title case as APA 7 (section 6.17) has it: short words stay small inside."""
    small = {
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "if",
        "in",
        "nor",
        "of",
        "off",
        "on",
        "or",
        "per",
        "so",
        "the",
        "to",
        "up",
        "via",
        "yet",
    }
    parts = re.split(r"([ -])", str(value))
    last = len(parts) - 1
    return "".join(
        word
        if 0 < i < last and word.lower() in small and not parts[i - 2].endswith(":")
        else word[:1].upper() + word[1:]
        for i, word in enumerate(parts)
    )


def sentence(value: Any) -> str:
    """A label at the start of a sentence or heading: its first letter large, the rest as it is."""
    text = str(value)
    return text[:1].upper() + text[1:]


def typst(value: Any) -> str:
    """Text as a quoted Typst string, for drawings."""
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def quoted(value: Any) -> str:
    """Text as a quoted YAML string, for the head of a drawing's template."""
    return json.dumps(str(value), ensure_ascii=False)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "words": words,
    "number": number,
    "numeral": numeral,
    "percent": percent,
    "span": span,
    "mean": mean,
    "listed": listed,
    "find": find,
    "tally": tally,
    "date": date,
    "cell": cell,
    "literal": literal,
    "title": title,
    "sentence": sentence,
    "capitalize": sentence,
    "typst": typst,
    "quoted": quoted,
}
"""Name in templates → function. ``capitalize`` leaves later letters (pseudonyms) as they are."""


def _whole(value: Any) -> int:
    amount = _amount(value)
    if not float(amount).is_integer():
        raise FilterArgumentError(f"{amount} is not a whole number")
    return int(amount)


def _amount(value: Any) -> float | int:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
        raise FilterArgumentError(f'"{value}" is not a number')
    return value


def _rounded(amount: float | int | Fraction, digits: int) -> str:
    """A number in numerals; halves are rounded away from zero, as readers check them by hand."""
    scaled = abs(Fraction(str(amount))) * 10**digits + Fraction(1, 2)
    whole, rest = divmod(scaled.numerator // scaled.denominator, 10**digits)
    text = f"{whole:,}" + (f".{rest:0{digits}}" if digits else "")
    return f"−{text}" if amount < 0 and (whole or rest) else text


def _listed(values: Any) -> list[Any]:
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise FilterArgumentError(f'"{values}" is not a list')
    return list(values)
