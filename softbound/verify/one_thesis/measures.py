"""Percentages, shares of the sample, lengths of interviews and agreement that prose types by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from softbound.merge import filters
from softbound.problems import Problem, problem
from softbound.verify.one_thesis import context, typed
from softbound.verify.one_thesis.given import Chapter, Part, from_elsewhere
from softbound.verify.prose import EXPRESSION, Prose, Sentence

TWIN, AGREES = "number-is-told-once", "number-agrees-with-findings"


@dataclass(frozen=True)
class Found:
    """Something typed, and what the findings have in its place."""

    typed: str
    at: int
    right: bool
    what: str
    """What it tells, for messages: the share of White British participants."""
    known: str
    """What the findings have."""
    write: str
    """The expression or expressions that give it, in the chapter's own prose."""


def check(part: Part, chapters: Sequence[Chapter]) -> Iterator[Problem]:
    """Typed-in measures of a part's prose that the findings of some chapter know."""
    for prose in part.prose:
        for sentence, before in context.with_before(prose.sentences):
            if sentence.kind == "cell" or not re.search(typed.NUMBER, sentence.text, re.I):
                continue
            if context.about_others(sentence, before):
                continue
            for chapter in context.meant(part, sentence, chapters):
                for look in LOOKS:
                    for found in look(sentence, chapter, chapter.name == part.name):
                        if not found.right and context.HYPOTHETICAL.search(sentence.text):
                            continue
                        yield _told(part, prose, sentence, chapter, found)


def _told(part: Part, prose: Prose, sentence: Sentence, chapter: Chapter, found: Found) -> Problem:
    write = found.write
    if part.name != chapter.name:
        engine = chapter.engine()
        write = re.sub(
            r"\{\{ (.*?) \}\}",
            lambda m: f"{{{{ {from_elsewhere(engine, m[1], chapter.name)} }}}}",
            write,
        )
    place = prose.place(sentence.start + found.at)
    phrase = " ".join(found.typed.split())
    if found.right:
        return problem(
            TWIN,
            place,
            f'"{phrase}" is typed by hand, though the findings of {chapter.name} know {found.what}.',
            f"Write {write} for it, so that it follows them.",
        )
    return problem(
        AGREES,
        place,
        f'"{phrase}" is told, but by the findings of {chapter.name} {found.what} is {found.known}.',
        f"Write {write}, which is always right, or mend the findings.",
    )


# shares of the sample


PEOPLE = r"(?:participants|interviewees|respondents|psychologists|therapists|clinicians|trainees|people|sample|them|those)"  # fmt: skip
ARE = r"(?:were|was|are|is|identified as|identified themselves as|(?:had )?described themselves as|self-identified as|worked in|had been)"  # fmt: skip
OF_SAMPLE = rf"(?P<people>(?:\s*\([^)]*\))?(?:\s+of\s+(?:the|these|all|our|my)\s+(?:(?:{typed.NUMBER}|{EXPRESSION}+)\s+)?(?:\w+\s+)?{PEOPLE}|\s+of\s+{PEOPLE}|\s+{PEOPLE})?)(?:\s*\([^)]*\))?"  # fmt: skip
COUNT = re.compile(
    rf"(?<![\w.-])(?P<number>{typed.NUMBER})\b{OF_SAMPLE}\s+{ARE}\s+(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
PERCENT = re.compile(r"(?<![\w.–-])(?P<number>\d{1,3}(?:\.\d+)?)\s?(?:%|per\s?cent\b)")
SHARE_OF = re.compile(rf"\s*\)?{OF_SAMPLE}\s+{ARE}\s+(?P<rest>\S.*)", re.IGNORECASE | re.DOTALL)
PEOPLE_NAMED = re.compile(rf"\b{PEOPLE}\b|\bsample\b|\binterviewed\b", re.IGNORECASE)


@dataclass(frozen=True)
class Group:
    """A band's value in the sample."""

    band: str
    label: str
    n: int
    total: int

    @property
    def expression(self) -> str:
        chosen = f'selectattr("bands.{self.band}", "equalto", {filters.quoted(self.label)})'
        return f"participants | {chosen} | list | count"

    @property
    def told(self) -> str:
        return f'participants whose {self.band.replace("_", " ")} is "{self.label}"'

    @cached_property
    def in_prose(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){self.named}(?![\w–-])", re.IGNORECASE)

    @cached_property
    def named(self) -> str:
        """How prose may name it, as a pattern."""
        words = re.escape(self.label).replace(r"\ ", r"\s+").replace("–", "(?:–|-|to)")
        return re.sub(r"^(wo)?man$", lambda m: f"{m[1] or ''}m[ae]n", words)


def _groups(chapter: Chapter) -> list[Group]:
    """The groups of a chapter's sample, with how many are in each."""
    participants = chapter.values.get("participants") or ()
    counted: dict[tuple[str, str], int] = {}
    for participant in participants:
        for band, label in (participant.get("bands") or {}).items():
            counted[band, str(label)] = counted.get((band, str(label)), 0) + 1
    total = len(participants)
    return [Group(band, label, n, total) for (band, label), n in counted.items()]


def _shares(sentence: Sentence, chapter: Chapter, own: bool) -> Iterator[Found]:
    """Six of the seven participants were White British; 86% were White British."""
    text = sentence.text
    groups = [group for group in _groups(chapter) if group.in_prose.search(text)]
    if not groups or not (own or PEOPLE_NAMED.search(text)):
        return
    for found in COUNT.finditer(text):
        group = _leading(groups, found["rest"])
        if group and not VAGUE.search(text[: found.start()]):
            number = found["number"]
            right = typed.value(number) == group.n
            of_all = found["people"].strip() or not text[: found.start()].strip()
            if not right and (not of_all or context.PART_OF_IT.search(text)):
                continue
            yield Found(
                f"{number} … {group.label}",
                found.start(),
                right,
                f"the number of {group.told}",
                str(group.n),
                _in_form(group.expression, number),
            )
    for found in PERCENT.finditer(text):
        digits = len(found["number"].partition(".")[2])
        about = SHARE_OF.match(text, found.end())
        leading = _leading(groups, about["rest"]) if about else None
        for group in [leading] if leading else groups:
            known = filters.percent(group.n, group.total, digits)
            right = known == f"{found['number']}%"
            if right or leading:
                yield Found(
                    found[0],
                    found.start(),
                    right,
                    f"the share of {group.told}",
                    known,
                    f"{{{{ {group.expression} | percent(participants | count"
                    f"{f', {digits}' if digits else ''}) }}}}",
                )
                break


ARTICLE = re.compile(r"(?:an?|aged?)\s+", re.IGNORECASE)
VAGUE = re.compile(r"\b(?:at least|over|about|around|nearly|almost|some|than|the other|remaining|first|last)\s*$", re.I)  # fmt: skip


def _leading(groups: Sequence[Group], rest: str) -> Group | None:
    """The group that a predicate begins with: "White British, and …"."""
    for group in groups:
        article = ARTICLE.match(rest)
        if group.in_prose.match(rest, article.end() if article else 0):
            return group
    return None


def _in_form(expression: str, number: str) -> str:
    if number[0].isdigit():
        return f"{{{{ {expression} }}}}"
    return f"{{{{ {expression} | words{' | sentence' if number[0].isupper() else ''} }}}}"


# lengths of interviews


MINUTES = 'interviews | map(attribute="minutes") | list'
RANGE = re.compile(
    r"(?<![\w.–-])(?P<low>\d+)\s*(?:minutes\s*)?(?P<joint>–|—|--?|to|and)\s*(?P<high>\d+)\s*(?:min\b|mins\b|minutes\b)"
)
MEAN = re.compile(
    r"\b(?:(?:[Mm]ean|[Aa]verage)(?:\s+(?:length|duration|time))?|[Aa]verag(?:ed|ing)|M)"
    r"(?:\s+(?:of|was|is|being|about))*\s*[=:]?\s*(?P<number>\d+(?:\.\d+)?)(?!\.?\d)\s*(?P<unit>min\b|mins\b|minutes\b)?"
)
LASTED = re.compile(r"\binterviews?\b", re.IGNORECASE)


def _durations(sentence: Sentence, chapter: Chapter, own: bool) -> Iterator[Found]:
    """47 to 79 minutes; a mean of 62 minutes."""
    text = sentence.text
    minutes = [i["minutes"] for i in chapter.values.get("interviews") or () if i.get("minutes")]
    if not minutes or not LASTED.search(text):
        return
    low, high = min(minutes), max(minutes)
    for found in RANGE.finditer(text):
        right = (int(found["low"]), int(found["high"])) == (low, high)
        dash = found["joint"] not in ("to", "and")
        ends = [f'interviews | map(attribute="minutes") | {end}' for end in ("min", "max")]
        yield Found(
            found[0],
            found.start(),
            right,
            "the range of the interviews' lengths",
            f"{low} to {high} minutes",
            f"{{{{ {MINUTES} | span }}}} minutes"
            if dash
            else f"{{{{ {ends[0]} }}}} {found['joint']} {{{{ {ends[1]} }}}} minutes",
        )
    mean = filters.mean(minutes)
    for found in MEAN.finditer(text):
        if not found["unit"] and "minutes" not in text:
            continue
        digits = len(found["number"].partition(".")[2])
        known = filters.numeral(mean, digits)
        yield Found(
            found[0],
            found.start(),
            known == found["number"],
            "the mean of the interviews' lengths",
            f"{known} minutes",
            f"{{{{ {MINUTES} | mean | numeral({digits}) }}}}",
        )


# agreement


KAPPA = re.compile(r"(?:κ|\b[Kk]appa)\s*(?:=|was|of|:)?\s*(?P<number>0?\.\d+)(?!\d)")
AGREED = re.compile(r"\b(?:inter-?rater|agree\w*|apprais\w*)\b", re.IGNORECASE)


def _agreement(sentence: Sentence, chapter: Chapter, own: bool) -> Iterator[Found]:
    """κ = .81; 91% agreement."""
    text = sentence.text
    appraisal = chapter.values.get("appraisal") or {}
    agreement = appraisal.get("agreement")
    if not agreement or not (own or AGREED.search(text)):
        return
    kappa = agreement.get("kappa")
    for found in KAPPA.finditer(text):
        if isinstance(kappa, (int, float)):
            digits = len(found["number"].partition(".")[2])
            known = filters.numeral(kappa, digits)
            yield Found(
                found[0],
                found.start(),
                float(known.replace("−", "-")) == float(found["number"]),
                "the appraisers' kappa",
                str(agreement.get("kappa_text", known)),
                "{{ appraisal.agreement.kappa_text }}",
            )
    percent = agreement.get("percent")
    for found in PERCENT.finditer(text):
        digits = len(found["number"].partition(".")[2])
        if isinstance(percent, (int, float)) and AGREED.search(text):
            known = filters.numeral(percent, digits)
            if known == found["number"]:
                yield Found(
                    found[0],
                    found.start(),
                    True,
                    "the appraisers' agreement",
                    f"{known}%",
                    f"{{{{ appraisal.agreement.percent | numeral({digits}) }}}}%",
                )


LOOKS: Sequence[Callable[[Sentence, Chapter, bool], Iterator[Found]]] = (
    _shares,
    _durations,
    _agreement,
)
