"""What the thesis links to a pseudonym anywhere: by ``publish``, and in the sentences of its prose.

A sentence that names a participant together with one of that participant's bands links them, and so
does a row of a table. Several such links, each harmless, may fit one person alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

from softbound.derive.sample import band_names, readable
from softbound.problems import Place

Finding = Mapping[str, Any]
LENGTH = "interview length"
"""The characteristic that interviews.yaml adds to the bands."""
NEUTRAL = frozenset(
    {"", "any", "both", "mixed", "no", "none", "not stated", "other", "unknown", "yes"}
)
"""Values that are words of any sentence: they say nothing where they stand."""
BLOCK = re.compile(r"(?:^[^\n]*\S[^\n]*(?:\n|\Z))+", re.MULTILINE)
ROW = re.compile(r"^[*+-] +[*+-] [^\n]*\n?(?:[ \t]+[^\n]*\n?|\n)*", re.MULTILINE)
"""A row of a list-table."""
END = re.compile(r"[.!?][\"”’')*_\]]*\s+(?=[^\s(a-z])")
"""A sentence's end; an attribution in brackets still belongs to the words before it."""
QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|^[ ]*>.*$", re.MULTILINE)
ASIDE = re.compile(r"```.*?```|<!--.*?-->|\{%#.*?#%\}|\[[^\]\[]*@[^\]\[]*\]", re.DOTALL)
"""What is no sentence: code, remarks, citations."""


@dataclass(frozen=True, order=True)
class Sighting:
    """A place where prose links a characteristic to a pseudonym."""

    participant: str
    band: str
    value: str
    place: Place


def pseudonyms_in_prose(
    prose: Iterable[tuple[str, str]],
    findings: Mapping[str, Any],
    place: Callable[[str, int], Place] = Place,
) -> list[Sighting]:
    """Where sentences and table rows tell a participant's band, or the interview's length.

    :param prose: files of all units: path and text, as written or as merged; merged text also has
        what expressions and templates bring into it.
    :param findings: a chapter's findings as plain data.
    :param place: a file and a line of its text → the author's place, for merged text.
    :return: each link once a place, those of bands that may be shown (``publish``) among them.
    """
    people = [
        (each["id"], _named(each, findings), _values(each, findings))
        for each in findings.get("participants", ())
    ]
    found = set()
    for file, given in prose:
        text = given.replace("\r\n", "\n")
        for start, sentence, unquoted, head in _sentences(text):
            for identifier, named, values in people:
                if not named.search(sentence):
                    continue
                for band, value in values:
                    if _stands(value, band, sentence, unquoted, head):
                        line = text.count("\n", 0, start) + 1
                        found.add(Sighting(identifier, band, value, place(file, line)))
    return sorted(found, key=lambda each: (each.place.file, each.place.line or 0, each))


def _named(participant: Finding, findings: Mapping[str, Any]) -> re.Pattern[str]:
    """How prose names a participant; by the id too, where quotations do."""
    names = [re.escape(participant["pseudonym"])]
    if findings.get("transcription", {}).get("attribution") == "id":
        names.append(f"(?i:{re.escape(participant['id'])})")
    return re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)")


def _values(participant: Finding, findings: Mapping[str, Any]) -> list[tuple[str, str]]:
    """All bands of a participant, and the lengths of the interviews."""
    own = [(name, str(value).strip()) for name, value in participant["bands"].items()]
    minutes = dict.fromkeys(
        each["minutes"]
        for each in findings.get("interviews", ())
        if each["participant"] == participant["id"]
    )
    return [*own, *((LENGTH, f"{n} minutes") for n in minutes)]


def _stands(value: str, band: str, sentence: str, unquoted: str, head: str) -> bool:
    """Whether a sentence tells a value.

    A single word in a quotation counts for nothing: a participant who says "woman" mostly speaks of
    somebody else.
    """
    if band == LENGTH:
        number = value.split()[0]
        if re.search(rf"(?<![\w.]){number}[ \u00a0-]?min(?:ute)?s?\b", unquoted):
            return True
        cells = re.split(r"[|\n]", sentence)
        alone = (cell.strip(" *-\u00a0\\") == number for cell in cells)
        return bool(re.search(r"minut|length|duration", head, re.IGNORECASE)) and any(alone)
    if value.casefold() in NEUTRAL:
        return False
    words = [re.escape(word) for word in value.split()]
    pattern = re.sub(r"\\?[-–]", r"(?:[-–—]| to )", r"\s+".join(words))
    where = sentence if len(words) > 1 or re.search(r"\d", value) else unquoted
    return bool(re.search(rf"(?<!\w){pattern}(?!\w)", where, re.IGNORECASE))


def _sentences(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Each sentence or table row: where it begins, its text, the text
    without quotations, its table's head."""
    text = ASIDE.sub(_blank, text)
    head, end = "", -1
    for row in ROW.finditer(text):
        head = head if row.start() == end else row[0]
        end = row.end()
        yield row.start(), row[0], QUOTED.sub(_blank, row[0]), head
    text = ROW.sub(_blank, text)
    for block in BLOCK.finditer(text):
        words, unquoted = block[0], QUOTED.sub(_blank, block[0])
        table = words.lstrip().startswith("|")
        head = words.split("\n", 1)[0] if table else ""
        parting = re.compile(r"\n") if table else END
        ends = [match.end() for match in parting.finditer(QUOTED.sub(_in_one, words))]
        for start, stop in pairwise([0, *ends, len(words)]):
            piece = words[start:stop]
            at = block.start() + start + len(piece) - len(piece.lstrip())
            yield at, piece, unquoted[start:stop], head


def _in_one(match: re.Match[str]) -> str:
    """Sentences within a quotation part nothing; its last sign may end the one around it."""
    last = 0 if match[0].lstrip().startswith(">") else 2
    body = match[0][: len(match[0]) - last]
    return re.sub(r"[.!?]", ",", body) + match[0][len(body) :]


def _blank(match: re.Match[str]) -> str:
    """What is taken out leaves its line breaks."""
    return re.sub(r"[^\n]", " ", match[0])


# combinations


@dataclass(frozen=True)
class Linked:
    """All that the thesis links to one participant."""

    participant: str
    pseudonym: str
    combination: Mapping[str, frozenset[str]]
    """A characteristic → its value; the values of several interviews' lengths."""
    sightings: Sequence[Sighting]
    """Where prose links what ``publish`` does not allow."""
    sharing: int
    """How many participants of the sample have all of it."""
    smallest: tuple[str, ...]
    """The fewest characteristics that fit nobody else; empty where somebody shares all."""

    @property
    def unique(self) -> bool:
        return self.sharing == 1


def linked_anywhere(findings: Mapping[str, Any], sightings: Iterable[Sighting]) -> list[Linked]:
    """What is linked to each participant, and whom it fits; those without any link left out.

    :param findings: a chapter's findings as plain data.
    :param sightings: of :func:`pseudonyms_in_prose`.
    """
    people = findings.get("participants", ())
    seen = list(sightings)
    every = {each["id"]: _as_sets(_values(each, findings)) for each in people}
    order = [*band_names(people), LENGTH]
    result = []
    for each in people:
        own = [s for s in seen if s.participant == each["id"]]
        pairs = [(name, each["bands"][name]) for name in each["publish"] if name in each["bands"]]
        pairs += [(s.band, s.value) for s in own]
        shown = _as_sets((name, str(value).strip()) for name, value in pairs)
        combination = {name: shown[name] for name in order if shown.get(name)}
        if not combination:
            continue
        sharing = _sharing(combination, every)
        result.append(
            Linked(
                each["id"],
                each["pseudonym"],
                combination,
                [s for s in own if s.band not in each["publish"]],
                sharing,
                _smallest(combination, every) if sharing == 1 else (),
            )
        )
    return result


def _as_sets(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for name, value in pairs:
        if value:
            found[name] = found.get(name, frozenset()) | {value}
    return found


def _sharing(
    combination: Mapping[str, frozenset[str]], every: Mapping[str, Mapping[str, frozenset[str]]]
) -> int:
    return sum(
        all(values <= known.get(name, frozenset()) for name, values in combination.items())
        for known in every.values()
    )


LARGEST = 3
"""Of how many characteristics smaller combinations are looked for."""


def _smallest(
    combination: Mapping[str, frozenset[str]], every: Mapping[str, Mapping[str, frozenset[str]]]
) -> tuple[str, ...]:
    for size in range(1, min(LARGEST, len(combination)) + 1):
        for names in combinations(combination, size):
            if _sharing({name: combination[name] for name in names}, every) == 1:
                return names
    return tuple(combination)


def linked_report(linked: Iterable[Linked]) -> list[list[object]]:
    """Rows of build/reports/linked-CHAPTER.csv: who is linked to what, where, and whom it fits."""
    rows: list[list[object]] = [
        ["participant", "pseudonym", "linked", "shared by", "unique by", "told in prose"]
    ]
    for each in linked:
        told = tuple(
            f"{readable(name)}: {', '.join(sorted(values))}"
            for name, values in each.combination.items()
        )
        places = tuple(dict.fromkeys(f"{s.place} ({readable(s.band)})" for s in each.sightings))
        smallest = tuple(map(readable, each.smallest))
        rows.append([each.participant, each.pseudonym, told, each.sharing, smallest, places])
    return rows
