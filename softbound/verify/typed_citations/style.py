"""How citations typed by hand are written: "and", "et al.", the order in brackets (APA 7, chapter 8)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from softbound.model.citations import CitationRules
from softbound.problems import in_a_row
from softbound.verify.prose import CITATION, Sentence
from softbound.verify.typed_citations.finding import Finding
from softbound.verify.typed_citations.shapes import Group
from softbound.verify.typed_citations.typed import Read, as_typed
from softbound.verify.typed_citations.works import fold

ET_AL = re.compile(r"\bet\b(?P<first>\s?\.?)\s*\bal\b(?P<last>\s?\.?)", re.IGNORECASE)
NAMES_AND_KEY = re.compile(
    rf"(?P<names>[A-ZÀ-Þ][\w'’-]+\s+&\s+[A-ZÀ-Þ][\w'’-]+)(?:['’]s)?\s+(?P<key>{CITATION}+)"
)


def check(group: Group, members: Sequence[Read], rules: CitationRules | None) -> Iterator[Finding]:
    """What a citation style asks of a group that was typed by hand.

    :param rules: what the style asks beyond CSL; None where nothing is known of it.
    """
    if rules is None:
        return
    told = [member for member in members if member.told]
    if rules.narrative_and:
        yield from _ampersands(told)
    if rules.et_al_from:
        yield from _others(told, rules.et_al_from)
    if len({member.typed.run for member in members}) > 1 and len(told) == len(members):
        in_brackets = [m for m in told if m.typed.form == "brackets"]
        if not group.parted:
            yield Finding(
                "typed-group-is-parted-by-semicolons",
                group.start,
                f'In "{group.text}" works are not parted by semicolons.',
                "Put a semicolon between works by different authors; within [@key; @key], write them so.",
            )
        elif rules.grouped_by_name and len(in_brackets) == len(members):
            yield from _order(group, in_brackets)


def _ampersands(told: Sequence[Read]) -> Iterator[Finding]:
    for member in told:
        if not member.persons or len(member.run.names) < 2:
            continue
        text = as_typed(member)
        if member.typed.form == "brackets" and "and" in member.run.joints:
            yield Finding(
                "ampersand-stands-in-brackets",
                member.typed.start,
                f'"{text}" stands in brackets and has "and" between its authors.',
                'Within brackets it is "&"; a citation by its key has it by itself.',
                habit=True,
            )
        elif member.typed.form == "sentence" and "&" in member.run.joints:
            yield Finding(
                "ampersand-stands-in-brackets",
                member.typed.start,
                f'"{text}" stands in a sentence and has "&" between its authors.',
                'In a sentence it is "and"; a citation by its key has it by itself.',
                habit=True,
            )


def _others(told: Sequence[Read], least: int) -> Iterator[Finding]:
    for member in told:
        names = member.run.names
        if not member.persons or ("al" not in member.run.et_al and len(names) < least):
            continue
        fitting = member.found.works if member.found else ()
        counts = {len(work.names) for work in fitting}
        text = as_typed(member)
        if "al" in member.run.et_al and counts and max(counts) < least and max(counts) > 1:
            yield Finding(
                "et-al-stands-for-further-authors",
                member.typed.start,
                f'"{text}" has "et al.", but {fitting[0].key} is by '
                f"{in_a_row(fitting[0].names)} alone.",
                f'"et al." begins with {least} authors; name both.',
            )
        elif "al" not in member.run.et_al and member.found and member.found.alone:
            yield Finding(
                "et-al-stands-for-further-authors",
                member.typed.start,
                f'"{text}" names {len(names)} authors.',
                f'From {least} authors on, only the first is named: "{names[0].bare} et al.".',
                habit=True,
            )


def _order(group: Group, members: Sequence[Read]) -> Iterator[Finding]:
    if any(member.typed.before for member in members[1:]):
        return  # "see also" begins a group of its own
    order = [fold(_first(member)) for member in members]
    if order != sorted(order):
        names = dict.fromkeys(sorted((_first(member) for member in members), key=fold))
        yield Finding(
            "typed-group-is-in-order",
            group.start,
            f'The works in "{group.text}" do not stand in the order of the reference list.',
            f"Their order is {in_a_row(names)}; in [@key; @key] it follows by itself.",
        )


def _first(member: Read) -> str:
    """The name under which a work is listed."""
    if member.found and len(member.found.works) == 1:
        return member.found.works[0].names[0]
    return member.run.names[0].bare or member.run.names[0].text


def abbreviations(sentence: Sentence, source: str) -> Iterator[Finding]:
    """ "et al." with its full stop, and no other."""
    for found in ET_AL.finditer(sentence.text):
        if not found["first"].strip() and found["last"].strip():
            continue
        start = sentence.start + found.start()
        text = source[start : sentence.start + found.end()]
        yield Finding(
            "et-al-has-its-full-stop",
            start,
            f'"{" ".join(text.split())}" should be "et al.".',
            "Only al. (alii, others) is an abbreviation.",
            habit=True,
        )


def in_the_sentence(
    sentence: Sentence, source: str, rules: CitationRules | None
) -> Iterator[Finding]:
    """ "Smith & Jones [-@key]": names typed in a sentence before a year that follows by itself."""
    if rules is None or not rules.narrative_and or "&" not in sentence.text:
        return
    for found in NAMES_AND_KEY.finditer(sentence.text):
        start = sentence.start + found.start()
        if not source.startswith("[-@", sentence.start + found.start("key")):
            continue
        open_brackets = sentence.text.count("(", 0, found.start())
        if open_brackets == sentence.text.count(")", 0, found.start()):
            names = " ".join(found["names"].split())
            yield Finding(
                "ampersand-stands-in-brackets",
                start,
                f'"{names}" stands in a sentence and has "&" between its authors.',
                'In a sentence it is "and".',
                habit=True,
            )
