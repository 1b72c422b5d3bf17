"""Excerpts against the transcripts they come from.

A quotation says what was said. Typography apart, an excerpt differs from its transcript only where
the transcription key's marks say so: an omission mark for words left out, [brackets] for words
added or put in the place of others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from softbound.collect.transcripts import Heard, dialogue, plain
from softbound.model.findings.empirical_paper import Transcription
from softbound.problems import Place, Problem, in_a_row, problem
from softbound.verify import differences, matching
from softbound.verify.differences import Difference
from softbound.verify.matching import Match, Segment, Words

Finding = Mapping[str, Any]
RULE = "excerpt-is-in-transcript"
ENOUGH = 0.5
"""The share of an excerpt's words from which on a place is taken for the one it comes from."""
_ASKS = re.compile(r"(?:i|int|interviewer|researcher|facilitator|i\d+|interviewer ?\d+)")
_ANSWERS = re.compile(
    r"(?:p|r|p\d+|r\d+|interviewee|participant|respondent|(?:participant|respondent) ?\d+)"
)


@dataclass(frozen=True)
class Matched:
    """An excerpt that was found in a transcript; nothing of its words."""

    excerpt: str
    participant: str
    file: str
    """The transcript's path in its folder."""
    line: int
    """The line, or paragraph of a Word file, on which it begins."""
    last: int
    """The one on which it ends."""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def check(
    findings: Finding,
    heard: Sequence[Heard],
    place: Callable[..., Place],
    folder: str = "there",
) -> tuple[list[Matched], list[Problem]]:
    """Compare every excerpt with its participant's transcripts.

    :param findings: ``values`` of a chapter.
    :param heard: its interviews, with the transcripts that are there.
    :param place: a kind, and an id or a path of keys and indices → where that stands.
    :param folder: of the transcripts: "there", "missing", "closed", a "file", or "unnamed" in
        thesis.yaml.
    :return: where each excerpt was found; problems those of softbound.rules.quotations.
    """
    excerpts = findings.get("excerpts", ())
    if not excerpts:
        return [], []
    key = Transcription.model_validate(findings.get("transcription", {}))
    people = {person["id"]: person for person in findings.get("participants", ())}
    interviews = [_Interview(each, people.get(each.participant, {}), place) for each in heard]
    problems = [found for each in interviews for found in each.problems]
    matched: list[Matched] = []
    unchecked: list[Finding] = []
    for excerpt in excerpts:
        own = [each for each in interviews if each.heard.participant == excerpt["participant"]]
        known = own
        if excerpt.get("interview") is not None:
            known = [each for each in own if each.heard.round == excerpt["interview"]]
            if not known and findings.get("interviews"):
                continue  # no such interview: that is told where findings are compared
            known = known or own
        if any(each.heard.transcript is not None and each.words is None for each in known):
            continue  # whose words they are is not known: that is the problem
        readable = [each for each in known if each.words is not None]
        if not readable:
            if all(not each.heard.file for each in known):
                unchecked.append(excerpt)
            continue
        one = _Excerpt(excerpt, key, people, place)
        found = one.find(readable)
        if found is not None:
            matched.append(found)
            problems += one.wrong_line(found, readable)
        elif all(each.words is not None for each in known):
            problems.append(one.explained(readable, own, interviews))
        else:
            unchecked.append(excerpt)
    problems += _absent(unchecked, interviews, people, folder, place)
    return matched, problems


class _Interview:
    """An interview's words, once somebody asks for them."""

    def __init__(self, heard: Heard, person: Finding, place: Callable[..., Place]) -> None:
        self.heard, self.person, self.place = heard, person, place
        self.name = str(person.get("pseudonym", heard.participant))

    @cached_property
    def _speaker(self) -> tuple[str | None, bool]:
        """The participant's label (None where it cannot be told), and whether there are labels."""
        assert self.heard.transcript is not None
        labels = {plain(turn.speaker) for turn in self.heard.transcript.turns} - {""}
        if not labels:
            return "", False
        names = [self.name, self.heard.participant]
        for name in map(plain, names):
            if name in labels:
                return name, True
        answering = [label for label in labels if _ANSWERS.fullmatch(label)]
        if len(answering) == 1:
            return answering[0], True
        others = [label for label in labels if not _ASKS.fullmatch(label)]
        return (others[0] if len(others) == 1 < len(labels) else None), True

    @cached_property
    def words(self) -> Words | None:
        """None where there is no transcript, or nobody knows which of its words are theirs."""
        if self.heard.transcript is None or self._speaker[0] is None:
            return None
        speaker = self._speaker[0]
        return matching.words_of(self.heard.transcript, lambda label: plain(label) == speaker)

    @cached_property
    def own(self) -> Words:
        """The participant's words alone."""
        assert self.words is not None
        return Words(tuple(said for said in self.words.row if said.own))

    @cached_property
    def others(self) -> Words:
        """With everybody else's words taken for the participant's, and the other way round."""
        assert self.words is not None
        return Words(tuple(said.turned() for said in self.words.row))

    @property
    def problems(self) -> Iterator[Problem]:
        if self.heard.transcript is None:
            return
        speaker, labelled = self._speaker
        file = self.heard.file
        if speaker is None:
            yield problem(
                "transcript-names-participant",
                self.heard.place,
                f"None of the speakers in {file} is called {self.name} or {self.heard.participant}, "
                f"so it is not known which words are {self.name}'s.",
                "Write one of these before the participant's words, followed by a colon.",
            )
        elif not labelled:
            yield problem(
                "transcript-tells-speakers-apart",
                self.heard.place,
                f"{file} does not say who speaks, so the interviewer's words cannot be told from "
                f"{self.name}'s.",
                f"Begin each turn with who speaks: Interviewer: or {self.name}:",
            )

    def at(self, line: int) -> str:
        assert self.heard.transcript is not None
        return f"{self.heard.file}, {self.heard.transcript.unit} {line}"


class _Excerpt:
    """An excerpt on its way through the transcripts."""

    def __init__(
        self,
        finding: Finding,
        key: Transcription,
        people: Mapping[str, Finding],
        place: Callable[..., Place],
    ) -> None:
        self.finding, self.place = finding, place
        self.id: str = finding["id"]
        person = people.get(finding["participant"], {})
        self.name = str(person.get("pseudonym", finding["participant"]))
        self.segments = _segments(finding, key, {self.name, finding["participant"]})

    def find(self, interviews: Sequence[_Interview]) -> Matched | None:
        """Where it stands; on the line it says, if it stands there."""
        found = [
            (each, match)
            for each in interviews
            if each.words is not None
            for match in matching.matches(self.segments, each.words)
        ]
        line = self.finding.get("line")
        there = [one for one in found if line is not None and line in _lines(*one)]
        if not found:
            return None
        each, match = (there or found)[0]
        assert each.words is not None
        first, last = each.words.row[match.start].line, each.words.row[match.end - 1].line
        if there:
            first = int(line or first)
        return Matched(self.id, self.finding["participant"], each.heard.file, first, last)

    def wrong_line(self, found: Matched, interviews: Sequence[_Interview]) -> Iterator[Problem]:
        line = self.finding.get("line")
        if line is not None and line != found.line:
            where = next(each for each in interviews if each.heard.file == found.file)
            yield problem(
                "excerpt-line-is-right",
                self.place("excerpts", self.id),
                f'The excerpt {self.id} does not begin where its "line" says ({line}), but in '
                f"{where.at(found.line)}.",
                f'Write {found.line}, or leave "line" out.',
            )

    def explained(
        self,
        interviews: Sequence[_Interview],
        own: Sequence[_Interview],
        everybody: Sequence[_Interview],
    ) -> Problem:
        """Why it was not found: whose words it holds, or where it differs."""
        message, hint = (
            self._nothing()
            or self._across(interviews)
            or self._elsewhere(interviews, own, everybody)
            or self._ending(interviews)
            or self._different(interviews)
        )
        return problem(RULE, self.place("excerpts", self.id), message, hint)

    def _nothing(self) -> tuple[str, str] | None:
        if self.segments:
            return None
        return (
            f"The excerpt {self.id} has no word that {self.name} said.",
            "Omission marks and [brackets] alone are no quotation.",
        )

    def _across(self, interviews: Sequence[_Interview]) -> tuple[str, str] | None:
        """Words on both sides of another speaker's, as if there were nothing between them."""
        for each in interviews:
            for match in matching.matches(self.segments, each.own):
                line = _break(each.own, match)
                return (
                    f"The excerpt {self.id} runs across words of another speaker, who breaks in "
                    f"after {each.at(line)}.",
                    "Put an omission mark such as […] there, or quote both speakers, each on a "
                    "line that begins with who speaks.",
                )
        return None

    def _elsewhere(
        self,
        interviews: Sequence[_Interview],
        own: Sequence[_Interview],
        everybody: Sequence[_Interview],
    ) -> tuple[str, str] | None:
        """In another interview, or in another's mouth."""
        for each in own:
            if each not in interviews and (at := self._stands(each, each.words)):
                return (
                    f"The excerpt {self.id} is not of interview {self.finding['interview']}: "
                    f"these words stand in {at}.",
                    f'Write "interview: {each.heard.round}".',
                )
        for each in interviews:
            if at := self._stands(each, each.others):
                return (
                    f"The excerpt {self.id} is not in {self.name}'s words: another speaker says "
                    f"this ({at}).",
                    "Quote the participant.",
                )
        for each in everybody:
            if each not in own and (at := self._stands(each, each.words)):
                return (
                    f"The excerpt {self.id} is said to be {self.name}'s, but these words are "
                    f"{each.name}'s ({at}).",
                    f'Write "participant: {each.heard.participant}".',
                )
        return None

    def _stands(self, interview: _Interview, words: Words | None) -> str:
        """Where it first stands in some words of an interview; empty where it does not."""
        if words is None:
            return ""
        match = next(iter(matching.matches(self.segments, words)), None)
        return interview.at(words.row[match.start].line) if match else ""

    def _ending(self, interviews: Sequence[_Interview]) -> tuple[str, str] | None:
        """With a full stop or another mark at its end that does not stand there."""
        last = self.segments[-1]
        end = len(last)
        while end and not (last[end - 1].word or last[end - 1].inside):
            end -= 1
        shorter = [*self.segments[:-1], last[:end]]
        for each in interviews:
            assert each.words is not None
            for match in matching.matches(shorter, each.words) if 0 < end < len(last) else ():
                mark = "".join(part.text for part in last[end:])
                line = each.words.row[match.end - 1].line
                return (
                    f"The excerpt {self.id} ends in “{mark}”, which does not stand there in "
                    f"{self.name}'s transcript ({each.at(line)}).",
                    "Leave it out: punctuation at the end may be left out, not changed.",
                )
        return None

    def _different(self, interviews: Sequence[_Interview]) -> tuple[str, str]:
        best: tuple[_Interview, Difference] | None = None
        for each in interviews:
            assert each.words is not None
            found = differences.nearest(self.segments, each.words)
            if found and found.near >= ENOUGH and (not best or found.near > best[1].near):
                best = each, found
        files = in_a_row(each.heard.file for each in interviews)
        negating = [part.text for segment in self.segments for part in segment if part.reverses]
        if best is None and negating:
            return (
                f"The excerpt {self.id} negates in brackets what {self.name} said: "
                f"“{negating[0]}”.",
                HINTS["bracket"],
            )
        if best is None:
            return (
                f"The excerpt {self.id} is not in {self.name}'s transcript ({files}), nor is "
                "anything much like it.",
                "Copy the words from the transcript, or name another participant.",
            )
        each, difference = best
        more = (
            f" {difference.more} more such {'places follow' if difference.more > 1 else 'place follows'}."
            if difference.more
            else ""
        )
        return (
            f"The excerpt {self.id} differs from {self.name}'s transcript "
            f"({each.at(difference.line)}): the excerpt says “{difference.excerpt}”, "
            + (
                f"the transcript “{difference.transcript}”.{more}"
                if difference.transcript
                else "where another speaker's words stand."
            ),
            HINTS[difference.kind],
        )


HINTS: Mapping[str, str] = {
    "changed": "Copy the words as they were said; what stands for them goes into [brackets].",
    "added": "Words that were not said go into [brackets].",
    "left out": "Where words are left out, put an omission mark such as […].",
    "capital": "A capital that was changed goes into brackets: [I]t.",
    "marks": "Copy punctuation and pauses as the transcript has them; at the end they may be left "
    "out.",
    "bracket": f"[Brackets] may stand for up to {matching.REPLACED} words, and neither "
    "add nor take away a negation.",
    "speaker": "Put an omission mark such as […] there, or quote both speakers.",
    "order": "Around an omission mark, words keep the order in which they were said.",
}
"""A kind of difference → what to do."""


def _segments(finding: Finding, key: Transcription, names: set[str]) -> list[Segment]:
    """An excerpt's pattern; of several speakers, each with their own words."""
    known = {plain(name) for name in names}
    turns = dialogue(finding["text"], known)
    parts = [
        (
            " ".join(line.text for line in turn.lines),
            plain(turn.speaker) in known or _ANSWERS.fullmatch(plain(turn.speaker)) is not None,
        )
        for turn in turns
    ] or [(finding["text"], True)]
    return matching.pattern(parts, key.omissions, key.additions)


def _lines(interview: _Interview, match: Match) -> set[int]:
    """The lines on which a match may be said to begin: a label may stand on a line of its own."""
    assert interview.words is not None
    row = interview.words.row
    first = row[match.start]
    opens = match.start == 0 or row[match.start - 1].turn != first.turn
    return {first.line, first.opening} if opens else {first.line}


def _break(words: Words, match: Match) -> int:
    """The line after which another speaker breaks in."""
    row = words.row[match.start : match.end]
    for before, after in pairwise(row):
        if before.turn != after.turn:
            return before.line
    return row[0].line


def _absent(
    unchecked: Sequence[Finding],
    interviews: Sequence[_Interview],
    people: Mapping[str, Finding],
    folder: str,
    place: Callable[..., Place],
) -> Iterator[Problem]:
    """One note for a chapter: what was not compared, and why."""
    if not unchecked:
        return
    ids = dict.fromkeys(excerpt["participant"] for excerpt in unchecked)
    names = in_a_row(
        people.get(i, {}).get("pseudonym", i) + _which_rounds(i, interviews) for i in ids
    )
    many = len(unchecked)
    excerpts = f"{many} excerpts were" if many > 1 else "one excerpt was"
    whose = f"the transcript{'s' if len(ids) > 1 else ''} of {names}"
    message, hint = {
        "unnamed": (
            f"No folder of transcripts is named in thesis.yaml, so {excerpts} not compared.",
            "Name it there as transcripts:, wherever it lies.",
        ),
        "missing": (
            f"The folder of transcripts is not on this machine, so {excerpts} not compared.",
            "",
        ),
        "file": (
            f"What thesis.yaml names as transcripts is not a folder, so {excerpts} not compared.",
            "Name the folder in which the transcripts lie.",
        ),
        "closed": (
            f"The folder of transcripts cannot be opened, so {excerpts} not compared.",
            "Ask for the right to read it, or unlock the disk on which it lies.",
        ),
        "there": (f"Without {whose}, {excerpts} not compared.", ""),
    }[folder]
    yield problem("transcripts-are-there", place("excerpts"), message, hint)


def _which_rounds(participant: str, interviews: Sequence[_Interview]) -> str:
    """Of somebody interviewed more than once: " (round 3)", whose transcripts are not there."""
    own = [each.heard for each in interviews if each.heard.participant == participant]
    absent = sorted({each.round for each in own if not each.file})
    if len(own) < 2 or len(absent) == len(own):
        return ""
    return f" (round {in_a_row(absent)})"
