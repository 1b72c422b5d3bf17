"""A sentence → the abbreviations that it defines, and those that it uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from softbound.verify.prose import CITATION, EXPRESSION, Prose, Sentence

TOKEN = re.compile(
    r"(?<![\w@#$\\/.&*_-])[A-Za-z][A-Za-z0-9&]*(?:[-–/][A-Za-z0-9&]+)*(?:['’]s|['’](?!\w))?"
    r"(?![\w@*]|\.\w|\s*=)"
)
BRACKETED = re.compile(rf"\([^()]*\)|{CITATION}+")
OPENS = re.compile(
    r"^[\s\[(“\"‘'*_]*(?:(?:or|i\.e\.|hereafter|henceforth|hereinafter|from here on|from now on|"
    r"abbreviated|abbr\.|known|also|called|as|to|referred|the)[\s,:]+)*[“\"‘'*_]*",
    re.IGNORECASE,
)
SPELT = re.compile(
    r",?\s(?:or|as|abbreviated\s(?:to|as)|called|hereafter|henceforth)\s+(?=\w*[A-Z])"
)
"""What stands between a long form and its abbreviation where there are no brackets."""
LAST = re.compile(r"[\w&'’/–-]+$")
ENDS = re.compile(r"[;,\])”\"’'*_\s]")
BEFORE = 300
"""So many signs before an abbreviation its long form may have."""
LETTERS = re.compile(r"[A-Za-z0-9]")
BROKEN = re.compile(r"[?!;:@{}]|\.\s")
"""What stands in no long form."""
SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
    ]
)
PARTS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
WORDS = re.compile(r"[\w'’-]+")


@dataclass(frozen=True)
class Use:
    """An abbreviation where it stands."""

    short: str
    """In the singular: CBT for CBTs, CBT's and CBT-informed."""
    start: int
    """Where it begins in the source."""
    long: str = ""
    """What it is said to stand for; empty where that was not understood."""
    defines: bool = False
    """Whether it stands where a definition does."""
    as_name: bool = False
    """Whether the long form stands in brackets after it: it goes by its short name."""


def is_short(word: str) -> bool:
    """Whether a word may be an abbreviation: it has two capitals, or a capital not at its start."""
    capitals = sum(map(str.isupper, word))
    return capitals >= 2 or (capitals == 1 and not word[0].isupper() and len(word) > 1)


def short_of(token: str) -> str:
    """The abbreviation in a word, in the singular; empty where there is none.

    Of what hyphens join, the parts in capitals: PHQ-9, CORE-OM, CBT of CBT-informed or non-CBT.
    """
    token = re.sub(r"['’]s?$", "", token)
    kept: list[str] = []
    for part in re.split(r"[-–/]", token):
        if is_short(part) or (kept and re.fullmatch(r"[A-Z]|\d+[A-Z]?", part)):
            kept.append(part)
        elif kept:
            break
    if not kept:
        return ""
    kept[-1] = singular(kept[-1])
    return "-".join(kept)


def singular(word: str) -> str:
    """CBT for CBTs; a last small s is the plural's where what stands before it is in capitals."""
    bare = word.removesuffix("s")
    return bare if len(bare) > 1 and bare[-1:].isupper() else word


def base(short: str) -> str:
    """What is left of PHQ-9 or CORE-OM without what was joined to it."""
    return short.partition("-")[0]


def uses(prose: Prose, sentence: Sentence) -> list[Use]:
    """The abbreviations of a sentence in order, each once a place."""
    defined = list(_definitions(prose, sentence))
    taken = {use.start for use in defined}
    found = list(defined)
    for match in TOKEN.finditer(sentence.text):
        if match[0][1:].islower():
            continue
        short = short_of(match[0])
        start = sentence.start + match.start()
        if short and start not in taken:
            found.append(Use(short, start))
    return sorted(found, key=lambda use: use.start)


def _definitions(prose: Prose, sentence: Sentence) -> Iterator[Use]:
    text, source, at = sentence.text, prose.source, sentence.start
    for match in BRACKETED.finditer(text):
        inner = source[at + match.start() : at + match.end()]
        earlier = max(0, match.start() - BEFORE)
        in_brackets = _in_brackets(inner, source[at + earlier : at + match.start()])
        if in_brackets is not None:
            begin, short, long = in_brackets
            if EXPRESSION in text[match.start() - len(long) - 1 : match.start()]:
                long = ""
            yield Use(short, at + match.start() + begin, long, defines=True)
        elif inner[:1] == "(":
            before = text[earlier : match.start()].rstrip()
            token = LAST.search(before)
            short = short_of(token[0]) if token and TOKEN.fullmatch(token[0]) else ""
            content = _clean(re.split(r";|,?\s@", inner[1:-1], maxsplit=1)[0])
            if token and short and _explains(content, short):
                yield Use(short, at + earlier + token.start(), content, defines=True, as_name=True)
    for match in SPELT.finditer(text):
        token = TOKEN.match(text, match.end())
        short = short_of(token[0]) if token else ""
        begin = max(0, match.start() - BEFORE)
        long = long_form(short, source[at + begin : at + match.start()]) if short else ""
        if long:
            yield Use(short, at + match.end(), long, defines=True)


def _in_brackets(inner: str, before: str) -> tuple[int, str, str] | None:
    """An abbreviation at the beginning of brackets: where it begins in them, itself, its long form."""
    opening = OPENS.match(inner)
    begin = opening.end() if opening else 1
    first = ENDS.split(inner[begin:], maxsplit=1)[0]
    rest = inner[begin + len(first) :].lstrip(" ”\"’'*_")[:1]
    short = short_of(first) if TOKEN.fullmatch(first) else ""
    if not short or rest not in (";", ",", ")", "]", ""):
        return None
    return begin, short, long_form(short, before)


def _explains(content: str, short: str) -> bool:
    """Whether some words are the long form of an abbreviation, or of a part of it."""
    parts = [short, *short.split("-")]
    return any(
        part[:1].lower() == content[:1].lower() and long_form(part, content) for part in parts
    )


def long_form(short: str, before: str) -> str:
    """The words before an abbreviation that it stands for; empty where they are not found.

    Where the words' initials are its signs, it is those. Else, after Schwartz and Hearst (2003): from the end, each sign of the abbreviation is looked for in
    the words before it; the first must begin a word. Of the words, no more than the abbreviation's
    signs and five, nor more than twice as many.
    """
    signs = "".join(LETTERS.findall(re.sub(r"-\d+\w*$", "", short))).lower()
    words = _clean(before)
    most = min(len(signs) + 5, len(signs) * 2)
    starts = [m.start() for m in WORDS.finditer(words)]
    text = words[starts[-most] :] if len(starts) > most else words
    by_initials = _by_initials(signs, text)
    if by_initials:
        return by_initials
    at = len(text)
    for index in range(len(signs) - 1, -1, -1):
        at -= 1
        while at >= 0 and (
            text[at].lower() != signs[index] or (index == 0 and at > 0 and text[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return ""
    long = text[at:]
    if BROKEN.search(long):
        return ""
    return long if len(LETTERS.findall(long)) > len(signs) and " " in long + _joined(long) else ""


def _by_initials(signs: str, text: str) -> str:
    """The last words of a text whose initials are an abbreviation's signs, small words left out."""
    parts = list(PARTS.finditer(text))
    left = len(signs)
    for part in reversed(parts):
        if left and part[0][0].lower() == signs[left - 1]:
            left -= 1
            if not left:
                long = text[part.start() :]
                return "" if BROKEN.search(long) else long
        elif part[0].lower() not in SMALL:
            return ""
    return ""


def _joined(long: str) -> str:
    """A single word with a hyphen, or a long one, can be abbreviated too: meta-ethnography."""
    return " " if "-" in long or len(long) > 8 else ""


def _clean(text: str) -> str:
    """Without marks of emphasis and quotation, in one line."""
    return " ".join(re.sub(r"[*_“”\"‘’]|\[\^[^\]]*\]", " ", text).split()).rstrip(" ,;:")
