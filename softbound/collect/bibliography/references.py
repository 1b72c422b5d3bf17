"""The references in a document that pandoc read → CSL JSON items.

pandoc's own CSL JSON loses what its document still holds: protected capitals, dates in words
("in press") and formulas. So the items are made here from the document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from softbound.collect.bibliography.cleaning import EDTF

_CAPITALS = {
    "doi": "DOI",
    "url": "URL",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
}
_DATES = frozenset(
    {"issued", "accessed", "event-date", "original-date", "available-date", "submitted"}
)
_TAGS: Mapping[str, tuple[str, str]] = {
    "Emph": ("<i>", "</i>"),
    "Strong": ("<b>", "</b>"),
    "Superscript": ("<sup>", "</sup>"),
    "Subscript": ("<sub>", "</sub>"),
    "SmallCaps": ('<span style="font-variant:small-caps;">', "</span>"),
}
_QUOTES = {"SingleQuote": "‘’", "DoubleQuote": "“”"}
_DAY = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def items(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A pandoc document → its references as CSL JSON items, in order."""
    return [reference for reference in listed(document) if isinstance(reference, dict)]


def listed(document: Mapping[str, Any]) -> list[Any]:
    """The same, with whatever stands in the list without being a mapping as it is."""
    references = document.get("meta", {}).get("references", {}).get("c", [])
    return [
        item(reference["c"]) if reference["t"] == "MetaMap" else _value(reference)
        for reference in references
    ]


def item(fields: Mapping[str, Any]) -> dict[str, Any]:
    """One reference's metadata → a CSL JSON item."""
    made: dict[str, Any] = {}
    for name, value in fields.items():
        plain = _value(value)
        if name in _DATES:
            plain = date(plain)
        if plain not in ("", None, [], {}):
            made[_CAPITALS.get(name, name)] = plain
    made.setdefault("type", "")
    return made


def _value(value: Mapping[str, Any]) -> Any:
    """Metadata → text, lists and mappings."""
    content: Any = value.get("c")
    match value["t"]:
        case "MetaMap":
            return {name: _value(part) for name, part in content.items()}
        case "MetaList":
            return [_value(part) for part in content]
        case "MetaInlines":
            return inlines(content)
        case "MetaBlocks":
            return "\n\n".join(inlines(block["c"]) for block in content if _is_text(block))
        case _:
            return content


def _is_text(block: Mapping[str, Any]) -> bool:
    return block["t"] in ("Para", "Plain")


def inlines(content: list[dict[str, Any]]) -> str:
    """pandoc's inlines → text with the tags that CSL JSON knows."""
    return "".join(_inline(part) for part in content)


def _inline(part: Mapping[str, Any]) -> str:
    kind: str = part["t"]
    content: Any = part.get("c")
    if kind in _TAGS:
        before, after = _TAGS[kind]
        return before + inlines(content) + after
    return _INLINES[kind](content) if kind in _INLINES else ""


def _span(content: Any) -> str:
    (_, classes, _), inner = content
    words = inlines(inner)
    return f'<span class="nocase">{words}</span>' if "nocase" in classes else words


def _maths(content: Any) -> str:
    """A formula as near to text as can be: single letters in italics, relations as they are."""
    formula = re.sub(r"\\(?:text|mathrm|mathit|mathbf)\{([^{}]*)\}", r"\1", content[1])
    formula = re.sub(r"([_^])(?:\{([^{}]*)\}|(\w))", _raised, formula)
    for command, sign in _SIGNS.items():
        formula = re.sub(rf"\\{command}(?![A-Za-z])", sign, formula)
    return re.sub(r"(?<![\w<\\/])([A-Za-z])(?![\w>])", r"<i>\1</i>", formula)


def _raised(found: re.Match[str]) -> str:
    tag = "sup" if found[1] == "^" else "sub"
    return f"<{tag}>{found[2] if found[2] is not None else found[3]}</{tag}>"


_SIGNS: Mapping[str, str] = {
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "Delta": "Δ",
    "eta": "η",
    "kappa": "κ",
    "lambda": "λ",
    "mu": "μ",
    "pi": "π",
    "sigma": "σ",
    "chi": "χ",
    "omega": "ω",
    "leq?": "≤",
    "geq?": "≥",
    "neq?": "≠",
    "approx": "≈",
    "times": "×",
    "pm": "±",
    "cdot": "·",
    "slash": "/",
    "left": "",
    "right": "",
    "sim": "∼",
    "rightarrow": "→",
    "to": "→",
    "infty": "∞",
    "[,;! ]": " ",
}
_INLINES: Mapping[str, Callable[[Any], str]] = {
    "Str": str,
    "Space": lambda _: " ",
    "SoftBreak": lambda _: " ",
    "LineBreak": lambda _: " ",
    "Code": lambda content: str(content[1]),
    "Math": _maths,
    "Span": _span,
    "Underline": inlines,
    "Strikeout": inlines,
    "Cite": lambda content: inlines(content[1]),
    "Link": lambda content: inlines(content[1]),
    "Quoted": lambda content: inlines(content[1]).join(_QUOTES[content[0]["t"]]),
}


def date(value: Any) -> Any:
    """A date as text, as CSL's mapping or in pandoc's older forms → CSL JSON's form.

    ``2020-05/2020-06`` → ``{"date-parts": [[2020, 5], [2020, 6]]}``; what is no date is kept in
    words: ``{"literal": "in press"}``.
    """
    if isinstance(value, str):
        return _date_from_text(value)
    if isinstance(value, list) and all(isinstance(part, dict) for part in value):
        value = {"date-parts": [_parts(part) for part in value]}
    if not isinstance(value, dict):
        return value
    if "year" in value:
        return {"date-parts": [_parts(value)]}
    made = dict(value)
    if isinstance(parts := made.get("date-parts"), list):
        made["date-parts"] = [
            [_number(number) for number in (part if isinstance(part, list) else [part])]
            for part in parts
        ]
    if "circa" in made:
        made["circa"] = made["circa"] in (True, "true", "1", 1)
    return made


def _parts(value: Mapping[str, Any]) -> list[Any]:
    return [_number(value[unit]) for unit in ("year", "month", "day") if value.get(unit)]


def _number(value: Any) -> Any:
    return int(value) if isinstance(value, str) and re.fullmatch(r"-?\d+", value.strip()) else value


def _date_from_text(value: str) -> dict[str, Any] | None:
    value = value.strip()
    if not value:
        return None
    if not EDTF.fullmatch(value):
        return {"literal": value}
    made: dict[str, Any] = {}
    if "~" in value or "%" in value:
        made["circa"] = True
    parts = []
    for side in value.split("/"):
        if day := _DAY.match(side):
            year = int(day[1])
            # CSL counts the year before 1 as -1, EDTF as 0
            parts.append([year if year > 0 else year - 1, *(int(n) for n in day.groups()[1:] if n)])
        else:
            parts.append([0])
    made["date-parts"] = parts
    return made
