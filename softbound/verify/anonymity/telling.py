"""What was found → problems that name the place and the rule, and never what stands there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from softbound.collect.documents import Layer
from softbound.problems import Place, Problem, in_a_row, problem
from softbound.verify.anonymity.hits import SECRET, Hit, Search
from softbound.verify.anonymity.masks import redacted

REDACTED = "secret-is-meant-for-examiners"
TRACES = "image-tells-no-place-or-person"
IMAGE, TEXT = "image metadata", "text"
FEW = 5
"""So many lines of a file are told each by itself."""
_CAPITAL_WITHIN = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True)
class Source:
    """A file of the author's, ready to be searched."""

    file: str
    """Its path, as authors see it."""
    text: str | None = None
    """For a text file."""
    layers: Sequence[Layer] = ()
    """For an image or another document."""


@dataclass
class Found:
    """What the sources hold, so that the same is not told again of the documents."""

    problems: list[Problem] = field(default_factory=list)
    scanned: list[dict[str, Any]] = field(default_factory=list)
    known: dict[str, dict[str, str]] = field(default_factory=lambda: {TEXT: {}, IMAGE: {}})
    """Text or image metadata → an entry's or pattern's id → the gravest rule it breaks there."""

    def note(self, where: str, hits: Iterable[Hit]) -> None:
        for hit in hits:
            if self.known[where].get(hit.source) != SECRET:
                self.known[where][hit.source] = hit.rule


def of_sources(search: Search, sources: Iterable[Source], others: Iterable[str] = ()) -> Found:
    """The author's files → what identifies people in them.

    :param others: texts of works that are cited, in which everything may stand: it need not be told
        of the documents.
    """
    found = Found()
    for source in sources:
        path, named = _shown(search, source.file)
        hits = search.in_text(source.text) if source.text is not None else []
        found.note(TEXT, hits)
        told = [*named, *_lines(path, source.text or "", hits, search)]
        for layer in source.layers:
            where = IMAGE if layer.what == IMAGE else TEXT
            inside = search.in_text(layer.text)
            found.note(where, inside)
            found.known[IMAGE] |= dict.fromkeys(layer.traces, TRACES)
            told += _in_layers(path, [(layer, inside)])
        whats = ["file name", *([TEXT] if source.text is not None else []),
                 *dict.fromkeys(layer.what for layer in source.layers)]  # fmt: skip
        found.problems += told
        found.scanned.append({"file": path, "what": whats, "findings": len(told)})
    for text in others:
        found.note(TEXT, search.in_text(text, prose=False))
    return found


def of_document(
    search: Search, file: str, layers: Sequence[Layer], known: Mapping[str, Mapping[str, str]]
) -> tuple[list[Problem], dict[str, Any]]:
    """A final document → what identifies people in it and no source accounts for.

    :param known: as of_sources found it.
    """
    found, every = [], 0
    for layer in layers:
        hits = search.in_text(layer.text, prose=False)
        every += len(hits) + len(layer.traces)
        there = known[IMAGE if layer.what == IMAGE else TEXT]
        if not layer.hidden:
            hits = [hit for hit in hits if there.get(hit.source) not in (SECRET, hit.rule)]
        traces = tuple(trace for trace in layer.traces if trace not in there)
        found.append((Layer(layer.what, "", layer.page, layer.hidden, traces), hits))
    whats = list(dict.fromkeys(layer.what for layer in layers))
    return _in_layers(file, found), {"file": file, "what": whats, "findings": every}


def _shown(search: Search, file: str) -> tuple[str, list[Problem]]:
    """A file as it may be named: where its own name is a secret, by the folder above."""
    path = PurePosixPath(file)
    clean: list[str] = []
    for part in path.parts:
        hits = search.in_text(_CAPITAL_WITHIN.sub(" ", part), prose=False, name=True)
        if hits:
            above = "/".join(clean) or "."
            what = "a file" if len(clean) + 1 == len(path.parts) else "a folder"
            told = [
                problem(hit.rule, Place(above), _sentence(hit, f"the name of {what} in {above}/"),
                        "Give it another name.")
                for hit in {hit.source: hit for hit in hits}.values()
            ]  # fmt: skip
            return above, told
        clean.append(part)
    return file, []


def _lines(path: str, text: str, hits: Sequence[Hit], search: Search) -> Iterator[Problem]:
    """Problems of a text file, one for each line; one for all where there are many."""
    groups: dict[tuple[str, str, str], list[tuple[int, Hit]]] = defaultdict(list)
    from softbound.verify.anonymity.levelled import level

    levelled = level(text) if hits else None
    covered = redacted(levelled.text) if levelled and path.endswith(".md") else []
    for hit in hits:
        assert levelled is not None
        if any(start <= hit.span.start and hit.span.end <= end for start, end in covered):
            hit = replace(hit, rule=REDACTED, hint="The examiners' version alone shows it.")
        groups[hit.rule, hit.source, hit.how].append((levelled.line(hit.span.start), hit))
    for some in groups.values():
        lines = list(dict.fromkeys(line for line, _ in some))
        hit = some[0][1]
        if len(lines) > FEW:
            message = (
                f"{_sentence(hit, 'this line')[:-1]}, and on {len(lines) - 1} others of the file."
            )
            yield problem(hit.rule, Place(path, lines[0]), message, hit.hint)
        else:
            for line in lines:
                yield problem(hit.rule, Place(path, line), _sentence(hit, "this line"), hit.hint)


def _in_layers(file: str, found: Sequence[tuple[Layer, Sequence[Hit]]]) -> list[Problem]:
    """Problems of a document: what stands in which of its layers, with pages where they are known."""
    groups: dict[tuple[str, str, str, str], list[tuple[Layer, Hit]]] = defaultdict(list)
    traces: dict[str, None] = {}
    for layer, hits in found:
        traces |= dict.fromkeys(layer.traces)
        for hit in hits:
            groups[layer.what, hit.rule, hit.source, hit.how].append((layer, hit))
    problems = []
    for (what, *_), some in groups.items():
        pages = sorted({layer.page for layer, _ in some if layer.page is not None})
        where = f"{_pages(pages)}: {what}" if pages else what
        hit = some[0][1]
        problems.append(problem(hit.rule, Place(file), _sentence(hit, where), hit.hint))
    if traces:
        problems.append(
            problem(
                TRACES,
                Place(file),
                f"The image carries {in_a_row(traces)}."
                if not file.startswith("build/")
                else f"An image in it carries {in_a_row(traces)}.",
                "Export it anew without metadata.",
            )
        )
    return problems


def _pages(pages: Sequence[int]) -> str:
    shown = [str(page) for page in pages[:FEW]]
    if len(pages) > FEW:
        shown.append(f"{len(pages) - FEW} more")
    return f"{'page' if len(pages) == 1 else 'pages'} {in_a_row(shown)}"


def _sentence(hit: Hit, where: str) -> str:
    """Place and rule, and never the words: "page 12: text" or "this line"."""
    what = f"{hit.told}, by {hit.how}," if hit.how else hit.told
    if where == "this line":
        return f"What stands on this line is {what.rstrip(',')}."
    if where.startswith("the name of"):
        return f"{where[0].upper()}{where[1:]} holds {what.rstrip(',')}."
    return f"In this document ({where}) stands {what.rstrip(',')}."
