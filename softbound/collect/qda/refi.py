"""A REFI-QDA project (.qdpx, or its project.qde alone) → what is coded in it.

After the standard's version 1.5 and its schema (www.qdasoftware.org), and what NVivo, ATLAS.ti,
MAXQDA and QualCoder make of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from softbound.collect.qda import codebook, positions, texts, xml
from softbound.collect.qda.base import Gathered
from softbound.collect.qda.texts import line, plain
from softbound.model.coded import Coding, Note, Source

Texts = Callable[[str], bytes | None]
"""A path such as internal://….txt → the file's content; None where there is no such file."""

_TEXT_SELECTIONS = ("PlainTextSelection", "TranscriptSelection")
_AREAS = {
    "PictureSelection": "areas of pictures",
    "PDFSelection": "areas of PDF pages",
    "AudioSelection": "parts of recordings",
    "VideoSelection": "parts of recordings",
}
"""Selections that are no text."""
_REPRESENTATIONS = ("Representation", "TextDescription", "Transcript")
"""Elements that hold the text of something that is no text."""
_NO_WORDS = "They are no words of a transcript."
_IDENTIFY = (
    "They may tell who somebody is. Write what may be shown into participants.yaml, in bands."
)


@dataclass
class _Project:
    """What is known of a project while it is read."""

    found: Gathered
    place: xml.Lines
    texts: Texts
    codes: set[str] = field(default_factory=set)
    cases: dict[str, str] = field(default_factory=dict)
    """GUID → name."""
    case_of: Mapping[str, str] = field(default_factory=dict)
    """A source's GUID → the name of its only case."""
    refers: dict[str, list[tuple[str, str, str]]] = field(default_factory=lambda: defaultdict(list))
    """A note's GUID → code, source, passage that refer to it."""


def read(root: Any, found: Gathered, place: xml.Lines, texts: Texts) -> None:
    """A Project element → everything in it, carried over or counted."""
    found.origin = line(root.get("origin"))
    project = _Project(found, place, texts)
    _cases(root, project)
    for book in xml.children(root, "CodeBook"):
        for note, code in codebook.read(book, found, place, project.cases.keys()):
            project.refers[note].append((code, "", ""))
    project.codes = {code.id for code in found.codes}
    for group in xml.children(root, "Sources"):
        for source in xml.children(group):
            _source(source, project)
    for group in xml.children(root, "Notes"):
        for note in xml.children(group, "Note"):
            _note(note, project)
    _others(root, project)
    _account(root, found)


def _cases(root: Any, project: _Project) -> None:
    sources: dict[str, set[str]] = defaultdict(set)
    for group in xml.children(root, "Cases"):
        for number, case in enumerate(xml.children(group, "Case"), 1):
            key, name = xml.guid(case.get("guid")), line(case.get("name"))
            project.cases[key] = name
            for ref in xml.children(case, "SourceRef"):
                sources[xml.guid(ref.get("targetGUID"))].add(name or f"case {number}")
            project.found.lose(
                "cases",
                "They group sources; --cases makes one participant of each.",
                name=name,
                place=project.place(case),
            )
    project.case_of = {key: next(iter(names)) for key, names in sources.items() if len(names) == 1}


def _source(element: Any, project: _Project) -> None:
    """A source: its own text, or the texts that stand for it."""
    found, at = project.found, project.place(element)
    key, name = xml.guid(element.get("guid")), line(element.get("name"))
    name = name or line(element.get("plainTextPath") or element.get("path")).rpartition("/")[2]
    if xml.name(element) == "TextSource":
        _text(element, key, name, project)
    else:
        for part in xml.children(element, *_REPRESENTATIONS):
            _text(part, key, name, project, stands_for_source=True)
        for area in xml.children(element, *_AREAS):
            found.lose(
                _AREAS[xml.name(area)],
                _NO_WORDS,
                name=name,
                place=project.place(area),
                codings=len(xml.inside(area, "Coding")),
            )
    _lose_whole(element, name, project)
    if plain(xml.text(element, "Description")):
        found.lose("descriptions of sources", _IDENTIFY, name=name, place=at)
    values = sum(1 for _ in xml.children(element, "VariableValue"))
    found.lose("attributes", _IDENTIFY, count=values, name=name, place=at)
    for ref in xml.children(element, "NoteRef"):
        project.refers[xml.guid(ref.get("targetGUID"))].append(("", key, ""))


def _lose_whole(element: Any, name: str, project: _Project) -> None:
    """Codings of a source as a whole."""
    whole = sum(1 for _ in xml.children(element, "Coding"))
    project.found.lose(
        "codings of whole sources",
        "They mark no passage.",
        count=whole,
        codings=whole,
        name=name,
        place=project.place(element),
    )


def _text(
    element: Any, key: str, name: str, project: _Project, stands_for_source: bool = False
) -> None:
    """A text and its selections.

    :param key: the GUID by which cases and notes know the source.
    :param stands_for_source: whether it is the text of a source that is none itself.
    """
    found, at = project.found, project.place(element)
    source = xml.guid(element.get("guid"))
    if any(known.id == source for known in found.sources):
        found.wrong(
            "import-references-lead-somewhere",
            at,
            f'The source "{name}" has a GUID that another source has too.',
            "Export the project again.",
        )
    if not source or any(known.id == source for known in found.sources):
        source = f"{source}-{len(found.sources)}"
    selections = list(xml.children(element, *_TEXT_SELECTIONS))
    whole = sum(1 for _ in xml.children(element, "Coding"))
    codings = len(xml.inside(element, "Coding")) - whole
    if stands_for_source:
        _lose_whole(element, name, project)
    content = _content(element, project)
    if content is None:
        if codings:
            found.wrong(
                "imported-source-has-text",
                at,
                f'The text of "{name}" is not in the export'
                f"{_named(element)}: what is coded in it ({codings}) is lost.",
                "Export the project again with its sources, or put the file where the export "
                "says it is.",
            )
        found.lose(
            "sources without text",
            "The export does not hold their text.",
            name=name,
            place=at,
            codings=codings,
        )
        return
    if content.guessed:
        found.wrong(
            "import-is-read-as-meant",
            at,
            f'The text of "{name}" is not UTF-8, and is read as {content.guessed}.',
            "If letters with accents are wrong, or words are cut, export the project again.",
        )
    spans = {id(s): span for s in selections if (span := _span(s, element)) is not None}
    reading = positions.reading(content, [*spans.values()], found.origin.startswith("ATLAS"))
    if reading.otherwise:
        found.wrong(
            "import-is-read-as-meant",
            at,
            f'The selections in "{name}" fit its text if positions count {reading.otherwise}; so '
            "they are read.",
            "Compare some excerpts with the transcript.",
        )
    found.sources.append(Source(source, name, at, reading.text, project.case_of.get(key, "")))
    for selection in selections:
        _selection(selection, spans.get(id(selection)), reading, source, name, project)


def _named(element: Any) -> str:
    path = element.get("plainTextPath") or element.get("richTextPath")
    return f" ({path})" if path else ""


def _content(element: Any, project: _Project) -> texts.Decoded | None:
    """The text of a source or a note; None where there is none."""
    inline = xml.child(element, "PlainTextContent")
    if inline is not None:
        return texts.Decoded("".join(inline.itertext()))
    path = element.get("plainTextPath")
    content = project.texts(path) if path else None
    return None if content is None else texts.decoded(content)


def _span(selection: Any, text: Any) -> positions.Span | None:
    """Where a selection begins and ends; None where it does not say so in numbers."""
    start, end = selection.get("startPosition"), selection.get("endPosition")
    if xml.name(selection) == "TranscriptSelection":
        points = {
            xml.guid(point.get("guid")): point.get("position")
            for point in xml.children(text, "SyncPoint")
        }
        start = points.get(xml.guid(selection.get("fromSyncPoint")))
        end = points.get(xml.guid(selection.get("toSyncPoint")))
    try:
        return positions.Span(int(start), int(end), selection.get("name") or "")
    except (TypeError, ValueError):
        return None


def _selection(
    element: Any,
    span: positions.Span | None,
    reading: positions.Reading,
    source: str,
    name: str,
    project: _Project,
) -> None:
    found, at = project.found, project.place(element)
    codings = list(xml.children(element, "Coding"))
    bounds = reading.bounds(span) if span is not None else None
    if bounds is None:
        said = (
            "does not say in numbers where it begins and ends"
            if span is None
            else f"goes from {span.start} to {span.end}"
        )
        found.wrong(
            "imported-passage-is-in-its-text",
            at,
            f'A selection in "{name}" {said}; the text has {len(reading.text)} characters'
            + (f". Codings lost with it: {len(codings)}." if codings else "."),
            "Look at the passage in the software, code it anew there, and export again.",
        )
        found.lose(
            "selections that their text does not have",
            "Its positions are wrong.",
            codings=len(codings),
            name=name,
            place=at,
        )
        return
    words = reading.text[slice(*bounds)]
    if not words.strip():
        found.lose(
            "empty selections", "They have no words.", codings=len(codings), name=name, place=at
        )
        return
    passage = f"{bounds[0]}-{bounds[1]}"
    for coding in codings:
        code = _code_of(coding, name, project)
        if code:
            found.codings.append(
                Coding(
                    source,
                    passage,
                    code,
                    words,
                    at,
                    bounds[0],
                    xml.guid(coding.get("creatingUser")),
                )
            )
        for ref in xml.children(coding, "NoteRef"):
            project.refers[xml.guid(ref.get("targetGUID"))].append((code, source, passage))
    comment = plain(xml.text(element, "Description"))
    if comment:
        date = (element.get("modifiedDateTime") or element.get("creationDateTime") or "")[:10]
        found.notes.append(Note(comment, at, "", date, (), source, passage))
    for ref in xml.children(element, "NoteRef"):
        project.refers[xml.guid(ref.get("targetGUID"))].append(("", source, passage))


def _code_of(coding: Any, name: str, project: _Project) -> str:
    """The code that a coding names; empty where it names none, which is told."""
    found, at = project.found, project.place(coding)
    ref = xml.child(coding, "CodeRef")
    code = xml.guid(ref.get("targetGUID")) if ref is not None else ""
    if code in project.codes:
        return code
    if code in project.cases:
        found.lose(
            "passages that are marked as a case's",
            "They stand for somebody, not for a meaning.",
            codings=1,
            name=name,
            place=at,
        )
        return ""
    found.wrong(
        "import-references-lead-somewhere",
        at,
        f'A coding in "{name}" names {"the code " + code if code else "no code"}'
        f"{', which the codebook does not have' if code else ''}: it is lost.",
        "Export the project again, with the whole codebook.",
    )
    found.lose(
        "codings with an unknown code",
        "The codebook does not have it.",
        codings=1,
        name=name,
        place=at,
    )
    return ""


def _note(element: Any, project: _Project) -> None:
    found, at = project.found, project.place(element)
    title = line(element.get("name"))
    codings = len(xml.inside(element, "Coding"))
    found.lose(
        "codings of memos",
        "A memo's words are no participant's.",
        count=codings,
        codings=codings,
        name=title,
        place=at,
    )
    content = _content(element, project)
    text = plain(content.text if content else "") or plain(xml.text(element, "Description"))
    if not text:
        found.lose("memos without text", "There is nothing in them.", name=title, place=at)
        return
    refers = project.refers.get(xml.guid(element.get("guid")), [])
    codes = tuple(dict.fromkeys(code for code, _, _ in refers if code))
    source, passage = next(((s, p) for _, s, p in refers if s), ("", ""))
    date = (element.get("creationDateTime") or element.get("modifiedDateTime") or "")[:10]
    found.notes.append(Note(text, at, title, date, codes, source, passage))


def _others(root: Any, project: _Project) -> None:
    """What findings have no place for; and the project's own description, which is a memo."""
    found, place = project.found, project.place
    for parent, child, what, why in (
        ("Variables", "Variable", "attributes", _IDENTIFY),
        ("Links", "Link", "links", "Findings have no relations between passages and codes."),
        ("Graphs", "Graph", "maps and diagrams", "The figure of a model is drawn from model.yaml."),
        ("Users", "User", "names of coders", "Findings do not say who coded."),
    ):
        for group in xml.children(root, parent):
            for each in xml.children(group, child):
                found.lose(what, why, name=line(each.get("name")), place=place(each))
    for group in xml.children(root, "Cases"):
        for value in xml.inside(group, "VariableValue"):
            found.lose("attributes", _IDENTIFY, place=place(value))
    codebook.sets(root, found, place)
    about = plain(xml.text(root, "Description"))
    if about:
        found.notes.append(Note(about, place(root), "about the project"))


def _account(root: Any, found: Gathered) -> None:
    """Every coding is carried over or counted as lost, by a second count of the whole file."""
    told = len(found.codings) + sum(item.codings for item in found.left_out)
    rest = len(xml.inside(root, "Coding")) - told
    found.lose(
        "codings in places that softbound does not know",
        "They mark no words of a transcript.",
        count=max(rest, 0),
        codings=max(rest, 0),
    )


def paths(given: str, base: str) -> Iterator[str]:
    """Where a file that an export names may lie: paths from the export's own folder, or whole ones.

    :param given: such as relative:///interviews/one.txt.
    :param base: the project's basePath.
    """
    scheme, _, path = given.rpartition("://")
    path = path.lstrip("/") if scheme.lower() != "absolute" else path
    if path.startswith("/") and path[2:3] == ":":
        path = path[1:]  # /C:/…
    if scheme.lower() == "internal" or "://" not in given:
        yield from (f"{folder}{path}" for folder in ("sources/", "Sources/", ""))
    elif scheme.lower() == "relative":
        yield path
        if base:
            yield f"{base.rstrip('/')}/{path}"
    else:
        yield path
