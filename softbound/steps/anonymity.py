"""What identifies people: in the author's files, and in the documents as they lie in build/.

Nothing that is written or raised here holds what was found: only places, rules, lines of the list.
"""

from __future__ import annotations

import os
import re
import traceback
from collections.abc import Callable, Iterator, Mapping
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from softbound import files, processes
from softbound.plan import Paths, Plan
from softbound.problems import Place, Problem, problem
from softbound.steps.base import Outcome, dumps, known_of, read_json

if TYPE_CHECKING:
    from softbound.collect.private_list import Listed
    from softbound.verify.anonymity import Search, Source

BINARY = frozenset({".pdf", ".docx", ".xlsx", ".pptx", ".odt"})


class SilentFault(Exception):
    """A mistake of softbound's own, told without the text over which it happened."""


Given = ParamSpec("Given")
Made = TypeVar("Made")


def silent(step: Callable[Given, Made]) -> Callable[Given, Made]:
    """A step whose exceptions say where they happened, and nothing of what was looked at."""

    @wraps(step)
    def run(*given: Given.args, **named: Given.kwargs) -> Made:
        try:
            return step(*given, **named)
        except files.FileTrouble:
            raise
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)
            at = "; ".join(f"{Path(f.filename).name}:{f.lineno}" for f in frames)
            told = f"{type(error).__name__} at {at}"
        raise SilentFault(told)

    return run


@silent
def secrets(plan: Plan) -> Outcome:
    """The author's files → problems; what they hold, for the documents' sake."""
    from softbound.verify import anonymity

    search, problems, listed = _search(plan)
    if search is None:
        content: dict[str, Any] = {"text": {}, "image metadata": {}, "scanned": [], "list": False}
        return Outcome({Paths(plan).work("thesis", "secrets"): dumps(content)}, problems)
    sources, unread = _sources(plan)
    found = anonymity.of_sources(search, sources, _cited_texts(plan))
    content = {**found.known, "scanned": found.scanned, "list": listed}
    return Outcome(
        {Paths(plan).work("thesis", "secrets"): dumps(content)},
        [*problems, *unread, *found.problems],
    )


@silent
def anonymity(plan: Plan) -> Outcome:
    """The documents in build/ → problems that no source accounts for; build/reports/anonymity.json."""
    from softbound.collect import documents
    from softbound.verify import anonymity as rules

    known = read_json(Paths(plan).work("thesis", "secrets"))
    search, _, listed = _search(plan)
    scanned, problems = list(known["scanned"]), []
    for name in ("thesis.pdf", "thesis.docx") if search is not None else ():
        path = plan.build / name
        if not path.is_file():
            continue
        file = files.shown(plan.root, path)
        try:
            layers = documents.read(path.read_bytes())
        except documents.Unscannable as reason:
            problems.append(_unscannable(file, str(reason)))
            continue
        assert search is not None
        found, report = rules.of_document(search, file, layers, known)
        problems += found
        scanned.append(report)
    content = {
        "scanned": scanned,
        "findings": sum(each["findings"] for each in scanned),
        "list": listed,
        "statement": rules.STATEMENT,
    }
    path = plan.build / "reports" / "anonymity.json"
    return Outcome({path: dumps(content)}, problems)


@silent
def secrets_in(plan: Plan, finished: Mapping[str, bytes]) -> list[Problem]:
    """Every name and secret of the private list in some finished documents, whatever the sources
    hold.

    :param finished: a document's path → its content.
    """
    from softbound.collect import documents
    from softbound.verify import anonymity as rules

    search, _, _ = _search(plan)
    if search is None:
        return []
    nothing: dict[str, dict[str, str]] = {"text": {}, "image metadata": {}}
    problems = []
    for file, content in finished.items():
        try:
            layers = documents.read(content)
        except documents.Unscannable as reason:
            problems.append(_unscannable(file, str(reason)))
            continue
        found, _ = rules.of_document(search, file, layers, nothing)
        problems += [each for each in found if each.rule == "secret-is-absent"]
    return problems


def _unscannable(file: str, reason: str) -> Problem:
    return problem(
        "document-can-be-scanned",
        Place(file),
        f"Not all of this file could be searched for names: {reason}.",
        "Look into it yourself, or take it out.",
    )


# what is looked for


def _search(plan: Plan) -> tuple[Search | None, list[Problem], bool]:
    """What is looked for (None without patterns); problems; whether there is a list."""
    from softbound.collect import anonymity_patterns
    from softbound.verify.anonymity import Known, Search, letters, level, masks

    entries, allow, problems, there = _list(plan)
    path = files.template(plan.root, anonymity_patterns.PATH)
    if path is None:
        return None, problems, there
    patterns, found = anonymity_patterns.read(
        files.read_text(plan.root, path), files.shown(plan.root, path)
    )
    problems += found
    if patterns is None:
        return None, problems, there
    pseudonyms = {
        letters(str(person.get("pseudonym", "")))
        for unit in plan.units
        if unit.has("participants")
        for person in known_of(plan, unit.name)["values"].get("participants", ())
    }
    prose = (_text(plan, path) for unit in plan.units for path in unit.files)
    keys = {csl["id"] for csl in _works(plan)}
    words = {
        word for text in prose for word in level(masks.source(text, keys)).words if word.islower()
    }
    known = Known(
        str((plan.thesis or {}).get("author", "")), _cited(plan), pseudonyms - {""}, words
    )
    return Search(entries, patterns, allow, known), problems, there


def _list(plan: Plan) -> tuple[list[Listed], tuple[str, ...], list[Problem], bool]:
    """The private list's entries and allowed texts; problems; whether it is there."""
    from softbound.collect import private_list

    named = str((plan.thesis or {}).get("private") or "")
    place = _named_at(plan, "private")
    if not named:
        return [], (), _no_list(plan, place, "thesis.yaml names no private list"), False
    path = files.private_file(plan.root, named)
    if not os.path.exists(path):
        return [], (), _no_list(plan, place, "The private list is not on this machine"), False
    try:
        text = files.read_text(path.parent, path)
    except files.Unreadable:
        message = "The private list cannot be read: it is no text file with the encoding UTF-8, or closed to you."
        return [], (), [problem(private_list.RULE, place, message)], False
    entries, allow, problems = private_list.read(text, place)
    return entries, allow, [*problems, *_kept_apart(plan, path, place)], bool(entries)


def _no_list(plan: Plan, place: Place, reason: str) -> list[Problem]:
    if not any(unit.has(kind) for unit in plan.units for kind in ("participants", "excerpts")):
        return []  # nobody took part whose name could be told
    message = f"{reason}, so only what has a known form was looked for: addresses, numbers, dates."
    return [problem("private-list-is-there", place, message, "See docs/authors/anonymity.md.")]


def _kept_apart(plan: Plan, path: Path, place: Place) -> Iterator[Problem]:
    rule = "private-list-is-kept-apart"
    real = path.resolve()
    if real.is_relative_to(plan.build.resolve()):
        yield problem(rule, place, "The private list lies below build/, which is handed on.",
                      "Move it out of the thesis's folder.")  # fmt: skip
    elif files.in_git(real):
        if processes.git_says(["ls-files", "--error-unmatch", "--", real.name], real.parent):
            yield problem(rule, place, "Git tracks the private list, and keeps it in its history.",
                          "Take it out of the repository and out of its history, and move it elsewhere.")  # fmt: skip
        elif processes.git_says(["check-ignore", "-q", "--", real.name], real.parent) is False:
            yield problem(rule, place, "Git does not ignore the private list, so that the next commit may hold it.",
                          "Write its name into .gitignore, or move it out of the thesis's folder.")  # fmt: skip


def _named_at(plan: Plan, key: str) -> Place:
    text = _text(plan, plan.root / "thesis.yaml")
    found = re.search(rf"(?m)^{key}[ \t]*:", text)
    return Place("thesis.yaml", text.count("\n", 0, found.start()) + 1 if found else None)


# where it is looked for


def _sources(plan: Plan) -> tuple[list[Source], list[Problem]]:
    """All files of the author's, ready to be searched; problems of those that cannot be."""
    from softbound.collect import documents
    from softbound.verify.anonymity import Source, masks

    named = str((plan.thesis or {}).get("private") or "")
    private = files.private_file(plan.root, named) if named else None
    keys = {csl["id"] for csl in _works(plan)}
    found: list[Source] = []
    problems: list[Problem] = []
    for path in files.sources(plan.root, plan.bibliographies, _transcripts(plan)):
        if private is not None and path.resolve() == private.resolve():
            continue
        file, suffix = files.shown(plan.root, path), path.suffix.lower()
        if suffix in documents.IMAGES | BINARY:
            try:
                found.append(Source(file, None, documents.read(path.read_bytes())))
            except documents.Unscannable as reason:
                problems.append(_unscannable(file, str(reason)))
            continue
        text = _text(plan, path)
        if path in plan.bibliographies:
            text = masks.bibliography(text)
        elif file == "thesis.yaml":
            text = masks.thesis(text)
        else:
            text = masks.source(text, keys)
        found.append(Source(file, text))
    return found, problems


def _transcripts(plan: Plan) -> Path | None:
    named = (plan.thesis or {}).get("transcripts")
    return files.transcript_folder(plan.root, named) if named else None


def _text(plan: Plan, path: Path) -> str:
    """A file's text as far as it can be read; that it cannot is told where it is used."""
    content = path.read_bytes() if path.is_file() else b""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))  # as Excel saves "Unicode text"
    return content.decode("utf-16" if wide else "utf-8-sig", errors="replace")


@cache
def _all_works(path: Path, state: int) -> list[dict[str, Any]]:
    return [entry[0] for entry in read_json(path)]


def _works(plan: Plan) -> list[dict[str, Any]]:
    path = Paths(plan).bibliography
    return _all_works(path, path.stat().st_mtime_ns) if path.is_file() else []


_NAMES = ("author", "editor", "translator", "container-author", "collection-editor")


def _cited(plan: Plan) -> frozenset[str]:
    """The letters of the surnames of all authors of the bibliographies."""
    from softbound.verify.anonymity import letters, parts

    families = {
        str(name.get("family") or name.get("literal") or "")
        for work in _works(plan)
        for role in _NAMES
        for name in work.get(role, ())
    }
    found = {letters(family) for family in families}
    return frozenset(found | {part.lower() for family in families for part in parts(family)} - {""})


def _cited_texts(plan: Plan) -> list[str]:
    """What reference lists may show of the bibliographies."""
    return ["\n\n".join(_strings(work)) for work in _works(plan)]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        if "family" in value:
            yield f"{value.get('given', '')} {value['family']}"
        else:
            for each in value.values():
                yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
