"""Where a text holds what identifies somebody: by the private list, and by its form."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from softbound.collect.private_list import Listed
from softbound.model.anonymity import Pattern, Patterns
from softbound.verify.anonymity.forms import Form, Kind, forms, slips
from softbound.verify.anonymity.levelled import Levelled, Span, letters, level, parts

SECRET, NEAR, SHARED = (
    "secret-is-absent",
    "near-secret-is-another-word",
    "cited-surname-is-the-authors",
)
_YEAR = re.compile(r"(?:['’]s?)?(?:[^.;:\n]|\bal\.|\b[A-Z]\.){0,60}?\(?\b(?:19|20)\d\d[a-z]?\b")
_SURNAME = re.compile(r"[ \u00a0~]\n?(?:[A-Z]\.[ \u00a0~]?)*([A-Z][a-z]{2,})")
_LEADING, _FAR = 60, 30
"""So many signs before something are looked at; so far from it may its name end, as "date of birth"
before a date."""


@dataclass(frozen=True)
class Hit:
    """Something found; never the words that were found."""

    span: Span
    rule: str
    source: str
    """An entry's or a pattern's id."""
    told: str
    """What it is, for messages: an e-mail address; line 12 of the private list (a person)."""
    how: str = ""
    """Why it is taken for that, if not by the whole name."""
    hint: str = ""


@dataclass(frozen=True)
class Known:
    """What besides the list decides what is told."""

    author: str = ""
    """The thesis's author, who may be named."""
    cited: Collection[str] = frozenset()
    """Letters of the surnames of cited authors."""
    pseudonyms: Collection[str] = frozenset()
    """Letters of names that stand for participants."""
    ordinary: Collection[str] = frozenset()
    """Words that the thesis uses in small letters too."""


@dataclass(frozen=True)
class Search:
    """Everything that is looked for."""

    listed: Sequence[Listed]
    patterns: Patterns
    allow: Sequence[str] = ()
    known: Known = field(default_factory=Known)

    def __post_init__(self) -> None:
        entries = [each.entry for each in self.listed]
        stand_ins = {letters(entry.pseudonym) for entry in entries} | {*self.known.pseudonyms}
        sought: dict[str, list[Form]] = {}
        for each in self.listed:
            for form in forms(each, stand_ins - {""}):
                sought.setdefault(form.surname or form.row, []).append(form)
        texts = [
            *self.allow,
            *self.patterns.allow,
            *([self.known.author] if self.known.author else []),
        ]
        allowed = [_row(text) for text in texts if letters(text)]
        exempt = {word.lower() for entry in entries for text in (entry.name, entry.pseudonym, *entry.forms)
                  for word in parts(text)}  # fmt: skip
        exempt |= {*self.known.cited, *stand_ins, *self.known.ordinary}
        compiled = [
            (each, re.compile(each.expression, re.IGNORECASE if each.any_case else 0))
            for each in self.patterns.patterns
        ]
        near: dict[str, list[Form]] = {}
        for each in self.listed:
            for word, form in slips(each, stand_ins):
                if word not in exempt:
                    near.setdefault(word, []).append(form)
        for name, value in (("_sought", sought), ("_allowed", allowed), ("_slips", near),
                            ("_compiled", compiled)):  # fmt: skip
            object.__setattr__(self, name, value)

    _sought: Mapping[str, Sequence[Form]] = field(init=False, repr=False)
    """Letters that must be in a text → the forms that have them."""
    _allowed: Sequence[tuple[str, frozenset[int]]] = field(init=False, repr=False)
    _slips: Mapping[str, Sequence[Form]] = field(init=False, repr=False)
    _compiled: Sequence[tuple[Pattern, re.Pattern[str]]] = field(init=False, repr=False)

    def in_text(self, text: str, prose: bool = True, name: bool = False) -> list[Hit]:
        """What a text holds, in its order.

        :param prose: whether it is of the thesis's own sources, in which a surname that is a cited
            author's too is worth a note.
        :param name: whether it is a file's name, in which capitals say nothing.
        """
        levelled = level(text)
        allowed = [span for row, cuts in self._allowed for span in levelled.find(row, cuts)]
        found = [*self._secrets(levelled, prose, name), *self._forms_of(levelled)]
        return _strongest(hit for hit in found if not any(hit.span.within(a) for a in allowed))

    def _secrets(self, text: Levelled, prose: bool, name: bool) -> Iterator[Hit]:
        words = {word.lower() for word in text.words if name or word[0].isupper()}
        near = [form for word in words & self._slips.keys() for form in self._slips[word]]
        there = (forms for key, forms in self._sought.items() if text.holds(key))
        for form in (*chain.from_iterable(there), *near):
            for span in text.find(form.row, form.cuts):
                hit = self._hit(form, span, text, prose, name)
                if hit is not None:
                    yield hit

    def _hit(self, form: Form, span: Span, text: Levelled, prose: bool, name: bool) -> Hit | None:
        """What a form says where it was found; None where it says nothing."""
        words = text.text[span.start : span.end]
        listed = form.listed
        if (
            form.written
            and form.kind is not Kind.MISSPELT
            and not name
            and form.written != "".join(parts(words))
        ):
            return None
        rule, how = TOLD[form.kind]
        if form.kind in _IN_PART and not name and words[0].islower():
            if len(form.row) < 6 or listed.entry.case:
                return None
            rule = NEAR
        if form.kind is Kind.GIVEN and not name and self._is_anothers(text.text[span.end :][:60]):
            return None
        if form.kind is Kind.SURNAME and (form.row in self.known.ordinary or len(form.row) <= 3):
            rule = NEAR
        if form.kind is not Kind.WHOLE and form.surname and form.surname in self.known.cited:
            if not prose or _YEAR.match(text.text[span.end : span.end + 80]):
                return None
            rule, how = SHARED, "a surname"
        return Hit(span, rule, listed.id, listed.told, how, HINTS[rule])

    def _is_anothers(self, after: str) -> bool:
        """Whether a surname follows a given name: that of somebody else, or the whole name were found."""
        follows = _SURNAME.match(after)
        return follows is not None and follows[1].lower() not in self.known.ordinary

    def _forms_of(self, text: Levelled) -> Iterator[Hit]:
        for pattern, expression in self._compiled:
            needed = [group for group in (pattern.holds, pattern.after) if group]
            if not all(any(each.lower() in text.lower for each in group) for group in needed):
                continue
            for match in expression.finditer(text.text):
                before = text.lower[max(match.start() - _LEADING, 0) : match.start()]
                if (
                    CHECKS[pattern.check](re.sub(r"\D", "", match[0]))
                    and (not pattern.after or _leads(before, pattern.after, _FAR))
                    and not _leads(before, pattern.never_after, 3)
                ):
                    span = Span(match.start(), match.end())
                    yield Hit(span, pattern.rule, pattern.id, pattern.told, "", pattern.hint)


_IN_PART = frozenset({Kind.SURNAME, Kind.GIVEN, Kind.PART})
TOLD: Mapping[Kind, tuple[str, str]] = {
    Kind.WHOLE: (SECRET, ""),
    Kind.INITIALS: (SECRET, "initials and surname"),
    Kind.SURNAME: (SECRET, "a surname"),
    Kind.GIVEN: (NEAR, "a given name"),
    Kind.PART: (NEAR, "a part of a name"),
    Kind.MISSPELT: (NEAR, "a word that differs in one letter"),
}
"""How much of an entry was found → the rule, and what is said of it."""
HINTS: Mapping[str, str] = {
    SECRET: "Write what stands for it: a pseudonym, or a description in [brackets].",
    NEAR: "If it is meant, write what stands for it; if it is another word, give the entry exact: true or put the words under allow.",
    SHARED: "Cite the author with a year; if the person is meant, write the pseudonym.",
}


def _row(text: str) -> tuple[str, frozenset[int]]:
    """A text to be found: its letters, and after how many a word begins."""
    at, cuts = 0, set()
    for word in parts(text):
        at += len(word)
        cuts.add(at)
    return letters(text), frozenset(cuts)


def _leads(before: str, words: Iterable[str], far: int) -> bool:
    """Whether a text ends in one of some words, and few signs behind it."""
    return any(
        re.search(rf"(?<!\w){re.escape(word.lower())}[^;\d]{{0,{far}}}$", before) for word in words
    )


def _strongest(hits: Iterable[Hit]) -> list[Hit]:
    """Without those that lie within a longer one, or say less of the same words."""
    order = {SECRET: 0, NEAR: 2, SHARED: 3}
    ranked = sorted(
        hits, key=lambda h: (order.get(h.rule, 1), h.span.start - h.span.end, h.span.start)
    )
    kept: list[Hit] = []
    for hit in ranked:
        if not any(_told_by(hit, other) for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: (hit.span.start, hit.source))


def _told_by(hit: Hit, other: Hit) -> bool:
    """Whether a stronger one tells the same."""
    overlap = hit.span.start < other.span.end and other.span.start < hit.span.end
    return hit.span.within(other.span) or (overlap and hit.source == other.source)


def _mod_11(digits: str) -> bool:
    """Whether a number of ten digits has its check digit (NHS Data Dictionary, NHS NUMBER)."""
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    rest = (
        11 - sum(int(d) * weight for d, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    )
    return rest != 10 and int(digits[9]) == rest % 11


def _date_and_mod_11(digits: str) -> bool:
    """Whether it begins with a date, DDMMYY, as CHI numbers do."""
    try:
        date(2000 + int(digits[4:6]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return digits[:4] == "2902" and _mod_11(digits)
    return _mod_11(digits)


CHECKS: Mapping[str, Callable[[str], bool]] = {
    "": lambda digits: True,
    "mod-11": _mod_11,
    "date-and-mod-11": _date_and_mod_11,
}
"""A pattern's check → whether digits pass it."""
