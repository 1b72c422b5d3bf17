"""Transcripts of interviews: bytes → turns; and which file is whose."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from unicodedata import normalize

from softbound.collect.records import encodings
from softbound.collect.transcripts import word
from softbound.collect.transcripts.turns import Line, Turn, dialogue, plain, turns
from softbound.problems import Place, Problem, in_a_row, problem

__all__ = ["Heard", "Line", "Transcript", "Turn", "assigned", "dialogue", "plain", "read", "turns"]


@dataclass(frozen=True)
class Transcript:
    """An interview in writing."""

    file: str
    """Its path in the folder of transcripts."""
    unit: str
    """What its places are called: line or paragraph."""
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class Heard:
    """An interview, and its transcript if that is there."""

    participant: str
    round: int
    place: Place
    """Where the author names it."""
    file: str = ""
    """The transcript's path in its folder; empty where there is none."""
    transcript: Transcript | None = None
    """None also for a file that cannot be read."""


READ = (".txt", ".md", ".docx", ".vtt", ".srt")
"""Suffixes of the files that can be read."""
_OTHERS: Sequence[tuple[bytes, str]] = (
    (b"%PDF", "it is a PDF"),
    (b"\xd0\xcf\x11\xe0", "it is a file of an old version of Word, or protected by a password"),
    (b"{\\rtf", "it is a file in Rich Text Format"),
)


def read(
    content: bytes, file: str, place: Place, known: Collection[str] = ()
) -> tuple[Transcript | None, list[Problem]]:
    """A transcript's bytes → its turns.

    :param file: its path in the folder of transcripts; its suffix says how it is read.
    :param place: where the author names it, for problems.
    :param known: names of speakers, such as the participant's pseudonym and id.
    :return: None with a problem ``transcript-is-readable`` where nothing can be read.
    """
    suffix = PurePosixPath(file).suffix.lower()
    why = next((why for begin, why in _OTHERS if content.startswith(begin)), "")
    if suffix not in READ and not why:
        why = f"{suffix or 'a file without a suffix'} is not a form that is known"
    lines: list[Line] = []
    if not why:
        zipped = content.startswith(b"PK\x03\x04")
        try:
            lines = word.lines(content) if zipped or suffix == ".docx" else _lines(content, suffix)
        except word.NotWord as error:
            why = str(error)
    if not why and not any(line.text.strip() for line in lines):
        why = "it has no words"
    if why:
        hint = f"Save it as {', '.join(READ[:-1])} or {READ[-1]}."
        return None, [
            problem(
                "transcript-is-readable",
                place,
                f"The transcript {file} cannot be read: {why}.",
                hint,
            )
        ]
    unit = "paragraph" if suffix == ".docx" else "line"
    return Transcript(file, unit, turns(lines, known)), []


def _lines(content: bytes, suffix: str) -> list[Line]:
    text = encodings.as_utf8(content, "")[0].decode("utf-8", errors="replace")
    numbered = list(enumerate(text.replace("\u2028", "\n").split("\n"), start=1))
    return list(FORMS[suffix](numbered))


Numbered = Sequence[tuple[int, str]]


def _plain(lines: Numbered) -> Iterator[Line]:
    return (Line(number, text) for number, text in lines)


def _markdown(lines: Numbered) -> Iterator[Line]:
    """Without headings, emphasis and backslashes."""
    for number, text in lines:
        if re.match(r"\s*#{1,6}\s", text):
            continue
        text = re.sub(r"^\s*>\s?|\\$", "", text)
        text = re.sub(r"(?<![\w\\])[*_]{1,3}(?=\S)|(?<=[^\s\\])[*_]{1,3}(?!\w)", "", text)
        yield Line(number, re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text))


_TIMING = re.compile(r"\s*[\d:.,]+\s*-->\s*[\d:.,]+")


def _captions(lines: Numbered) -> Iterator[Line]:
    """The words of WebVTT and SubRip: what stands between a timing and the next empty line."""
    inside = False
    for number, text in lines:
        if _TIMING.match(text):
            inside = True
        elif not text.strip():
            inside = False
        elif inside:
            voice = re.match(r"\s*<v(?:\.[\w.]+)?\s+([^>]+)>", text)
            words = html.unescape(re.sub(r"<[^>]*>", "", text))
            yield Line(number, words, voice[1].strip() if voice else None)


FORMS: Mapping[str, Callable[[Numbered], Iterator[Line]]] = {
    ".txt": _plain,
    ".md": _markdown,
    ".vtt": _captions,
    ".srt": _captions,
}
"""A text file's suffix → how its lines are read."""


# which file is whose


def assigned(
    files: Sequence[str], findings: Mapping[str, Any], place: Callable[..., Place]
) -> tuple[list[Heard], list[Problem]]:
    """The interviews of a chapter, each with its file among those in the folder of transcripts.

    A file is the one that interviews.yaml names, else the one called after the participant's id
    or pseudonym: harriet.docx, p1.txt; p1-2 or p1-round-2 for a later round. Somebody's second
    interview may be p1-2 in whatever round it was, unless another one was in round 2.

    :param files: paths in the folder, with "/".
    :param findings: ``values`` of a chapter.
    :param place: a kind and an id or a path of keys and indices → where that stands.
    """
    participants = {person["id"]: person for person in findings.get("participants", ())}
    interviews = list(enumerate(findings.get("interviews", ())))
    interviewed = {interview["participant"] for _, interview in interviews}
    interviews += [(-1, {"participant": i}) for i in participants if i not in interviewed]
    stems: dict[str, list[str]] = {}
    for file in files:
        if PurePosixPath(file).suffix.lower() in READ:
            stems.setdefault(_stem(PurePosixPath(file).stem), []).append(file)
    result: list[Heard] = []
    problems: list[Problem] = []
    for index, interview in interviews:
        who, turn = interview["participant"], interview.get("round", 1)
        at = place("interviews", index) if index >= 0 else place("participants", who)
        named = interview.get("transcript", "").replace("\\", "/").removeprefix("./")
        if named:
            same = [f for f in files if normalize("NFC", f) == normalize("NFC", named)]
            same = same or [f for f in files if f.casefold() == named.casefold()][:1]
        else:
            rounds = sorted({i.get("round", 1) for _, i in interviews if i["participant"] == who})
            names = [who, participants.get(who, {}).get("pseudonym", who)]
            same = _called(names, rounds, turn, stems)
        if len(same) > 1:
            problems.append(
                problem(
                    "transcript-is-one",
                    at,
                    f"Several files could be the transcript of {who}: {in_a_row(same)}.",
                    'Name one of them as "transcript" in interviews.yaml.',
                )
            )
        result.append(Heard(who, turn, at, same[0] if len(same) == 1 else ""))
    return result, problems


def _called(
    names: Sequence[str], rounds: Sequence[int], turn: int, stems: Mapping[str, Sequence[str]]
) -> list[str]:
    """Files called after somebody and a round; else after which of their interviews it is."""
    nth = rounds.index(turn) + 1
    ends = ["", f"-{turn}", f"-round-{turn}"] if nth == 1 else [f"-{turn}", f"-round-{turn}"]
    for tried in (ends, [f"-{nth}"] if nth not in rounds else []):
        found = {
            f: None for name in map(_stem, names) for e in tried for f in stems.get(name + e, ())
        }
        if found:
            return list(found)
    return []


def _stem(name: str) -> str:
    return re.sub(r"[\s_]+", "-", normalize("NFC", name).casefold().strip())
