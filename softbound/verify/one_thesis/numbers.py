"""Numbers that prose types by hand though findings know them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from softbound.model.known_numbers import KnownNumber, KnownNumbers
from softbound.problems import Problem, problem
from softbound.verify.one_thesis import context, typed
from softbound.verify.one_thesis.given import Chapter, Part, from_elsewhere, value
from softbound.verify.one_thesis.typed import Typed
from softbound.verify.prose import EXPRESSION, Prose, Sentence

TWIN, AGREES = "number-is-told-once", "number-agrees-with-findings"
MOST = 0.6
""""All eight" and "of the eight" claim to be the whole where they are so much of it; fewer may be
a part that the text has spoken of before."""

BETWEEN = (
    r"(?:\s+(?!(?:of|the|and|or|in|to|with|for|from|by|at|on|who|that|which|whose|whom|were|was|are|"
    r"is|be|been|had|have|has|did|do|their|his|her|its|my|our|these|those|per|each|as|than|not|out|"
    r"but|about|between|after|before|when|where|while|if|because|since|then|there|other|others|"
    r"further|additional|more|remaining|new|different|excluded|female|male|potential|similar|such|"
    r"separate|earlier|previous|later|pilot|minutes?|hours?|days?|weeks?|months?|years?)\b)"
    r"[A-Za-z][\w’'-]*(?:(?<!s),)?){0,4}?"
)
"""Words that may stand between a number and what it counts."""
VAGUE = re.compile(
    rf"(?:\b(?:first|last|next|final|other|another|every|each|at least|at most|up to|more than|"
    rf"fewer than|less than|over|under|above|about|around|approximately|nearly|almost|some|roughly|per|"
    rf"minimum of|maximum of|remaining|further|additional|previous|following|than|between {typed.NUMBER} "
    rf"and|{typed.NUMBER}\s*(?:to|or|–|—|--?))|≈|~|±)\s*$",
    re.IGNORECASE,
)
"""What stands before a number that is no count of the whole."""
RANGE = re.compile(rf"\s*(?:–|—|--?|to|or)\s*{typed.NUMBER}\b", re.IGNORECASE)
RESTRICTED = re.compile(
    r"\s*,?\s*(?:who|that|which|whose|whom|in which|where|for whom|from|with|without|on|about|"
    r"of (?!(?:this|my|our|the (?:present |whole )?(?:model|theory|study|review|synthesis|sample))\b)|"
    r"reporting|using|involving|conducted|carried out|based|excluded|not|above|below|listed|named|"
    r"an?\s+(?:hour|day|week|month|year)|per|each|apiece|"
    r"in (?!this|the (?:present|review|study|sample|model|synthesis)))\b"
)
"""What makes a noun a part of its kind."""
ALONE = (
    r"\s+(?:of\s+them\b|of\s+whom\b|(?:were|had|took|participated|spoke|said|described|told|gave|felt|"
    r"found|thought|agreed|wrote|chose|worked|reported|saw|knew|made|came|went|could|did)\b)"
)
"""What follows a number that stands for people by itself: "all seven spoke"."""
ALL = re.compile(r"\ball\s+$", re.IGNORECASE)
OF_THE = re.compile(r"\s+of\s+(?:the|these|those|my|our)(?=\s)", re.IGNORECASE)
PLURAL = re.compile(r"\s+\w+(?<!s)s\b")
"""What follows "three-stage" where it speaks of models in general."""
OPENS = re.compile(r"^\W*$|\ball(?: of)?(?: the)?\s*$", re.IGNORECASE)
DEFINITE = re.compile(r"\b(?:the|these|those|all|our|my|its)\s*$", re.IGNORECASE)
ALL_OR_OF = re.compile(
    r"\b(?:all(?: of)?(?: the| these| our| my)?|(?:of|across|among|in all of) (?:the|these|our|my|its))\s*$",
    re.IGNORECASE,
)
TOTAL = re.compile(r"\b(?:the|these|our|my|its|total of|all|with)\s*$", re.IGNORECASE)
JOINED = re.compile(
    r"\b(?:the|these|those|all|our|my|its|with|has|have|had|of|are|were|into|through)\s*$",
    re.IGNORECASE,
)
"""What stands before a number whose noun has a word of its own: "with four internal stages"."""
ASIDE = rf"(?:\s*\([^()]*\))?(?:\s+(?:in|and)\s+(?:(?:{typed.NUMBER}|{EXPRESSION}+)\s+)?\w+)?"
"""What may stand between a noun and its verb: "nine studies in ten reports were included"."""
STUDY = r"(?:study|review|research|project|synthesis|meta-ethnography|analysis|present|current|model|paper|thesis|interviews?)"  # fmt: skip
END = rf"(?=\s*(?:[.;:,()]|$|and\b|(?:in|for|into)\s+(?:the|this|my|our)\s+(?:\w+\s+)?{STUDY}\b|(?:between|from|on|in|until|up\s+to)\s+(?:\d|(?-i:[A-Z])|{EXPRESSION})))"
"""Where a clause about the whole ends."""


@dataclass(frozen=True)
class Known:
    """A number that the findings of a chapter know."""

    number: KnownNumber
    chapter: str
    value: int
    expression: str
    """What gives it in its own chapter."""
    elsewhere: str
    """What gives it in other chapters."""

    @cached_property
    def counted(self) -> re.Pattern[str]:
        """What follows a number that counts this."""
        nouns = _either(self.number.nouns)
        joined = _either(self.number.compounds)
        hyphened = rf"|-(?P<joined>{joined})\b" if joined else ""
        alone = rf"|(?P<alone>)(?={ALONE})" if self.number.alone else ""
        return re.compile(
            rf"(?P<between>{BETWEEN})\s+(?P<noun>{nouns})\b(?!-){hyphened}{alone}", re.IGNORECASE
        )

    @cached_property
    def before(self) -> re.Pattern[str] | None:
        words = _either(self.number.before)
        return (
            re.compile(
                rf"\b(?:{words})\s+(?:a total of\s+|the\s+|these\s+|all\s+|just\s+|only\s+|a\s+)*$",
                re.IGNORECASE,
            )
            if words
            else None
        )

    @cached_property
    def after(self) -> re.Pattern[str] | None:
        words = _either(self.number.after).replace(
            r"were\s+", r"(?:were|are|have\s+been|had\s+been)\s+"
        )
        return (
            re.compile(rf"{ASIDE}\s+(?P<who>who\s+)?(?:{words}){END}", re.IGNORECASE)
            if words
            else None
        )

    @cached_property
    def symbol(self) -> re.Pattern[str] | None:
        words = _either(self.number.symbols)
        return (
            re.compile(rf"(?<![\w.])(?P<whole>(?:{words})\s*=\s*(?P<number>\d+))(?![\w%]|\.\d)")
            if words
            else None
        )

    def told_in(self, part: Part) -> str:
        """The expression as a part of the thesis writes it."""
        return self.expression if part.name == self.chapter else self.elsewhere


def _either(phrases: Sequence[str]) -> str:
    longest = sorted(phrases, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest)


def known(numbers: KnownNumbers, chapters: Sequence[Chapter]) -> list[Known]:
    """What the findings of all chapters know, chapter by chapter."""
    found = []
    for chapter in chapters:
        engine = chapter.engine()
        for number in numbers.numbers:
            for expression in number.expression:
                result = value(engine, expression)
                if isinstance(result, int) and not isinstance(result, bool) and result > 0:
                    elsewhere = from_elsewhere(engine, expression, chapter.name)
                    found.append(Known(number, chapter.name, result, expression, elsewhere))
                    break
    return found


def check(part: Part, chapters: Sequence[Chapter], numbers: Sequence[Known]) -> Iterator[Problem]:
    """Typed-in numbers of a part's prose that the findings of some chapter know."""
    for prose in part.prose:
        for sentence, before in context.with_before(prose.sentences):
            if sentence.kind == "cell":
                continue
            found = list(typed.numbers(sentence.text))
            if not found or context.about_others(sentence, before):
                continue
            names = [chapter.name for chapter in context.meant(part, sentence, chapters)]
            meant = [k for name in names for k in numbers if k.chapter == name]
            for number in found:
                yield from _told(part, prose, sentence, number, meant)


@dataclass(frozen=True)
class Use:
    """A number in a sentence, and something known that it may count."""

    sentence: str
    number: Typed
    known: Known
    noun: re.Match[str] | None
    """What it counts, behind it; None where a symbol stands before it."""
    start: int
    end: int

    @property
    def phrase(self) -> str:
        return " ".join(self.sentence[self.start : self.end].split())

    @property
    def right(self) -> bool:
        return self.number.value == self.known.value

    @cached_property
    def claims(self) -> bool:
        """Whether the words around it say that it is the whole number."""
        if self.noun is None:
            return True
        before, after = self.sentence[: self.number.start], self.sentence[self.end :]
        told = self.known.after.match(after) if self.known.after else None
        if self.noun["noun"] is None:
            if self.noun.groupdict().get("alone") is None:  # the three-stage model
                return bool(DEFINITE.search(before) or context.OWN.search(self.sentence))
            if not OPENS.search(before):
                return False
            return told is not None or (self.right and "all" in before[-12:].lower())
        if self.known.before and self.known.before.search(before):
            return not RESTRICTED.match(after) or self.right
        if told:
            some = told["who"] and self.number.value < self.known.value
            clause = before + re.split(r"[,;:]", self.sentence[self.start :], maxsplit=1)[0]
            return not some and not context.PART_OF_IT.search(clause)
        if RESTRICTED.match(after):
            return False
        between = self.noun["between"].lower().replace(",", "").split()
        if JOINED.search(before) and set(between) & set(self.known.number.own):
            return True
        value, whole = self.number.value, self.known.value
        return bool(
            (TOTAL.search(before) and value > whole and not self.known.number.near)
            or (ALL_OR_OF.search(before) and value >= MOST * whole)
        )

    @property
    def joined(self) -> bool:
        """Whether it is joined to what it counts: a three-stage model."""
        return self.noun is not None and self.noun.groupdict().get("joined") is not None

    @cached_property
    def is_twin(self) -> bool:
        """Whether it tells what is known."""
        number = self.known.number
        if not self.right or (self.number.value < number.least and not self.claims):
            return False
        if self.noun is not None and self.noun.groupdict().get("alone") is not None:
            return self.claims
        if self.joined and not self.claims and PLURAL.match(self.sentence, self.end):
            return False
        if number.near and not self.claims:
            near = rf"\b(?:{_either(number.near)})"
            if not re.search(near, self.sentence, re.IGNORECASE):
                return False
        if self.claims:
            return True
        definite = DEFINITE.search(self.sentence[: self.number.start])
        if not definite and context.HYPOTHETICAL.search(self.sentence):
            return False
        return not number.only_where_claimed and self.number.value > 2


def _told(
    part: Part, prose: Prose, sentence: Sentence, number: Typed, meant: Sequence[Known]
) -> Iterator[Problem]:
    """The problem with one number, if there is one."""
    uses = list(_uses(sentence.text, number, meant))
    twin = next((use for use in uses if use.is_twin), None)
    if twin is not None:
        use, rule = twin, TWIN
        message = (
            f'"{use.phrase}" is typed by hand, though the findings of {use.known.chapter} know the '
            f"number of {use.known.number.counts}."
        )
        hint = f"Write {{expression}} for {use.number.text}, so that it follows them."
    else:
        unsure = context.HYPOTHETICAL, context.RECRUITING
        if any(use.right for use in uses) or any(words.search(sentence.text) for words in unsure):
            return
        claim = next((use for use in uses if use.claims), None)
        if claim is None:
            return
        use, rule = claim, AGREES
        message = (
            f'"{use.phrase}" says {use.number.value}, but by the findings of {use.known.chapter} '
            f"the number of {use.known.number.counts} is {use.known.value}."
        )
        hint = "Write {expression}, which is always right, or mend the findings."
    shown = expression(use.known.told_in(part), use.number, sentence)
    yield problem(
        rule,
        prose.place(sentence.start + use.number.start),
        message,
        hint.replace("{expression}", shown),
    )


def _uses(text: str, number: Typed, meant: Sequence[Known]) -> Iterator[Use]:
    before = text[: number.start]
    for known in meant:
        if known.symbol:
            for found in known.symbol.finditer(text):
                if found.start("number") == number.start:
                    yield Use(text, number, known, None, *found.span("whole"))
    if VAGUE.search(before) or RANGE.match(text, number.end):
        return
    for known in meant:
        noun = known.counted.match(text, number.end)
        if noun is None and known.value == number.value and ALL.search(before):
            of = OF_THE.match(text, number.end)  # all seven of the participants
            noun = known.counted.match(text, of.end()) if of else None
        if noun:
            yield Use(text, number, known, noun, number.start, noun.end())


def expression(written: str, number: Typed, sentence: Sentence) -> str:
    """What to write for a number where it stands: in words or numerals, large at the beginning."""
    if not number.in_words:
        numeral = " | numeral" if "," in number.text else ""
        return f"{{{{ {written}{numeral} }}}}"
    large = " | sentence" if number.text[0].isupper() else ""
    return f"{{{{ {written} | words{large} }}}}"
