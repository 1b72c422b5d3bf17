"""Numbers in sentences: in words or in numerals, at a sentence's beginning, in ranges.

APA 7, sections 6.32 to 6.39 and 6.44. A number that names, measures or calculates is left alone;
what is told is a count of things that stands in the wrong form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from softbound.merge.filters import TENS, UNITS, numeral
from softbound.model.manual import Manual
from softbound.problems import Place, Problem, problem
from softbound.verify.prose import QUOTED, Prose, Sentence

RUNNING = ("paragraph", "note")
"""Kinds of passages whose sentences are whole."""
READ = (*RUNNING, "item", "caption")
TEENS = {f"{word}": value for value, word in enumerate(UNITS)}
TIES = {f"{word}": ten * 10 for ten, word in enumerate(TENS) if ten > 1}
VALUES = (
    TEENS
    | TIES
    | {f"{tens}-{UNITS[unit]}": ten + unit for tens, ten in TIES.items() for unit in range(1, 10)}
)
"""Numbers below a hundred in words → what they say."""
SCALES = {"hundred": 100, "thousand": 1000}
ORDINALS = (
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
)
BEGINS = re.compile(
    r"\W*(?P<number>\d[\d,.]*%?)(?=\s\S|-[a-z])(?!\s*[=:–-]\s)(?!(?<=\.\d)\s+[A-Z])"
)
COMMON = (
    "of|and|or|in|to|with|for|by|at|on|from|is|was|are|were|be|been|has|had|have|as|than|the|this|"
    "that|these|those|which|who|but|out|per|a|an|if|while|when|where|because|since|so|not|its|his|"
    "her|their|our|my|also|thus|yes|does|said|says|indicates|means|shows|suggests|across|always|plus|"
    "minus|versus|vs|after|before|between|via|within|into|onto|if|then|because|represents"
)
COUNTED = rf"\s+(?P<words>(?:(?!(?:{COMMON})\b)[a-z][\w’'-]*\s+){{0,2}}?(?!(?:{COMMON})\b)(?P<noun>[a-z][a-z-]*(?<!s)(?<!u)(?<!i)s|people|children|men|women|criteria|staff)\b)(?!['’-])"
"""The noun in the plural that a number counts, and up to two words between."""
OPENERS = frozenset(
    f"{COMMON}|all|only|some|about|around|approximately|nearly|almost|over|under|both|those|these|"
    "other|another|among|during|here|then|though|although|however|overall|my|we|i|they|he|she|it".split(
        "|"
    )
)
"""Words with which a sentence begins that are no names."""
NAME = re.compile(r"\b([A-Z][\w-]*|\w+[A-Z]\w*)\.?\s+$")
ONE = r"(?<![\w\u00ad.,:/=<>≥≤≈~$£€×*+±#–−-])"
"""What must not stand before a number that counts."""
SMALL = re.compile(rf"{ONE}(?P<number>[1-9]){COUNTED}")
LARGE = re.compile(rf"{ONE}\d[\d,]*(?![\d.,:/=%–−-]*\d)(?!%)(?=\s+[a-z])")
YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
FIGURED_ORDINAL = re.compile(r"(?<![\w.,/-])(?P<number>[1-9])(?:st|nd|rd|th)(?=\s+[^\W\d_])")
NO_ORDINAL = re.compile(
    rf"\s+(?:(?:{COMMON}|might|may|can|could|will|would)\b|percentile|quartile|decile|quantile|century|centuries|edition|ed\b|of\s+[A-Z]|[A-Z])"
)
PERCENT = re.compile(rf"{ONE}(?P<number>\d+(?:\.\d+)?)\s*(?P<word>per\s?cent)(?![\w-])")
RANGE = re.compile(
    r"(?<![\w.,/:#–−+=-])(?P<low>\d+(?:\.\d+)?)-(?P<high>\d+(?:\.\d+)?)(?P<sign>%?)(?![\w/:–+=-]|\.\d|\s*=)"
)
CALCULATED = re.compile(r"(?:[=×≥≤<>+/]|\bx|\d\s+by)\s*$")
"""What stands before a number that is a factor or a result: 3 × 2, 2 by 2."""
WHOLE = re.compile(rf"[.!?][\"”’')\]{QUOTED}\s]*$")
APPROXIMATE = re.compile(
    r"\s+(?:\d|hundred|thousand|million|(?:\w+\s+)?or\s+so\b|past\b|to\b|(?:first|second|third)\b)"
)
"""What follows a number in words that is no count, or stands before a numeral: ten 7-point scales."""
VERSION = re.compile(r"\b(?:version|v\.?)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Words:
    """The words of a manual as patterns."""

    units: frozenset[str]
    label: re.Pattern[str]
    left_alone: re.Pattern[str]
    in_words: re.Pattern[str]
    """Numbers in words from which on the manual asks for numerals."""


def words_of(manual: Manual) -> Words:
    """The patterns of a manual."""
    large = [w for w, value in VALUES.items() if value >= manual.numerals_from]
    small = [w for w, value in VALUES.items() if 0 < value < 100]
    units = "|".join(map(re.escape, manual.units))
    initials = "".join({word[0] for word in (*small, *large)})
    return Words(
        frozenset(unit.lower() for unit in manual.units),
        re.compile(
            rf"\b(?P<label>{either(manual.labels)})\.?\s*(?:(?:\d+[a-z]?|{either(small)})\s*(?:,|and|or|to|through|–|--?|&)+\s*)*$",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:{either(manual.left_alone)})\b", re.IGNORECASE),
        re.compile(
            rf"\b(?=[{initials}]){ONE}(?P<number>(?:(?:{either(small)})\s+(?:hundred|thousand)\b(?:,?(?:\s+and)?\s+(?:{either(small)})\b)?"
            rf"|{either(large)}))"
            rf"(?:(?![\w-])|-(?=(?:{units})\b))",
            re.IGNORECASE,
        ),
    )


def either(phrases: Iterable[str]) -> str:
    """Phrases as alternatives of a pattern; one that never matches if there are none."""
    longest = sorted(phrases, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest) or r"(?!)"


def check(text: Prose, at: Callable[[int], Place], manual: Manual) -> Iterator[Problem]:
    """Numbers that stand in the wrong form."""
    words = words_of(manual)
    for sentence in text.sentences:
        if sentence.kind not in READ:
            continue
        for rule, start, message, hint in _found(sentence, words, manual):
            yield problem(rule, at(sentence.start + start), message, hint)


Found = tuple[str, int, str, str]
"""Rule, offset in the sentence, message, hint."""


def _found(sentence: Sentence, words: Words, manual: Manual) -> Iterator[Found]:
    text, whole = sentence.text, sentence.kind in RUNNING
    if whole and manual.numerals_from:
        yield from _large(text, words, manual)
    if not any(sign.isdigit() for sign in text):
        return
    if whole:
        yield from _beginning(text)
    if manual.numerals_from:
        yield from _small(text, words, manual)
        yield from _ordinals(text)
    yield from _percent(text)
    yield from _ranges(text)


def _beginning(text: str) -> Iterator[Found]:
    begins = BEGINS.match(text)
    if begins and WHOLE.search(text):
        shown = begins["number"].rstrip(".,")
        yield (
            "sentence-begins-with-a-word",
            begins.start("number"),
            f'A sentence begins with the numeral "{_first_words(text, begins.start("number"))}".',
            (
                f"Write {shown} in words, which an expression gives with | words | sentence; or begin"
                if shown.isdigit()
                else "Begin"
            )
            + " the sentence with another word.",
        )


def _small(text: str, words: Words, manual: Manual) -> Iterator[Found]:
    if _beside_large(text, manual):
        return
    for found in SMALL.finditer(text):
        value, before = int(found["number"]), _before(text, found)
        if value >= manual.numerals_from or not before.strip(" \"'“‘(["):
            continue
        between = {word.lower() for word in re.findall(r"[\w'’]+", found["words"])}
        if between & words.units or words.label.search(before) or _named(before):
            continue
        if CALCULATED.search(before):
            continue
        yield (
            "small-number-is-in-words",
            found.start(),
            f'"{_flat(found[0])}" has a number below {manual.numerals_from} in numerals.',
            f"Write {UNITS[value]}; an expression gives words with | number or | words.",
        )


def _large(text: str, words: Words, manual: Manual) -> Iterator[Found]:
    for found in words.in_words.finditer(text):
        if found[0][0].isupper() or not _before(text, found).strip(" \"'“‘(["):
            continue
        if APPROXIMATE.match(text, found.end()):
            continue
        around = text[max(0, found.start() - 30) : found.end() + 30]
        if words.left_alone.search(around):
            continue
        yield (
            "large-number-is-in-numerals",
            found.start(),
            f'"{_flat(found["number"] + _next(text, found.end("number")))}" has a number from {manual.numerals_from} on in words.',
            f"Write {_numeral(found['number'])}; an expression gives numerals with | number.",
        )


def _ordinals(text: str) -> Iterator[Found]:
    for found in FIGURED_ORDINAL.finditer(text):
        if NO_ORDINAL.match(text, found.end()) or _named(_before(text, found)):
            continue
        yield (
            "small-number-is-in-words",
            found.start(),
            f'"{_first_words(text, found.start(), 2)}" has an ordinal below ten in numerals.',
            f"Write {ORDINALS[int(found['number'])]}.",
        )


def _percent(text: str) -> Iterator[Found]:
    for found in PERCENT.finditer(text):
        yield (
            "percentage-has-its-sign",
            found.start(),
            f'"{found[0]}" has a numeral with a word.',
            f"Write {found['number']}%.",
        )


def _ranges(text: str) -> Iterator[Found]:
    for found in RANGE.finditer(text):
        if VERSION.search(_before(text, found)):
            continue
        low, high = found["low"], found["high"]
        if any(re.match(r"0\d", number) for number in (low, high)):
            continue
        shortened = YEAR.match(low) and len(high) == 2 and int(high) == int(low[2:]) + 1
        if float(low) < float(high) or shortened:
            yield (
                "range-has-an-en-dash",
                found.start(),
                f'"{found[0]}" joins two numbers with a hyphen.',
                f"Write {low}–{high}{found['sign']}, in Markdown {low}--{high}{found['sign']}.",
            )


def _before(text: str, found: re.Match[str]) -> str:
    """What stands before a match, as far as it matters."""
    return text[max(0, found.start() - 80) : found.start()]


def _named(before: str) -> bool:
    """Whether a name stands before the number: Likert 5, Vignette 2."""
    name = NAME.search(before)
    return bool(name) and name[1].lower() not in OPENERS  # type: ignore[index]


def _beside_large(text: str, manual: Manual) -> bool:
    """Whether numerals that the manual asks for stand in the same sentence: 5 of 12."""
    for found in LARGE.finditer(text):
        digits = found[0].rstrip(",").replace(",", "")
        if float(digits) >= manual.numerals_from and not YEAR.match(digits):
            return True
    return bool(re.search(r"\bof\s+\d{2,}\b", text))


def _numeral(words: str) -> str:
    value = 0
    for word in re.findall(r"[a-z-]+", words.lower()):
        value = value * SCALES[word] if word in SCALES else value + VALUES.get(word, 0)
    return numeral(value)


def _first_words(text: str, start: int, count: int = 3) -> str:
    """The first words of a text from an offset on."""
    words = re.sub(r"[\ue010-\ue014]+", "…", text[start : start + 60]).split()
    return " ".join(words[:count]).rstrip(",;:.)")


def _next(text: str, at: int) -> str:
    """The next word, with what joins it."""
    found = re.compile(r"[-\s]*[^\W\d_]*").match(text, at)
    return found[0] if found else ""


def _flat(text: str) -> str:
    return " ".join(text.split())
