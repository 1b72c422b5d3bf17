"""Resolved trees → words: of each unit, of all, and how they went on."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

from softbound import ast, files, processes, spreadsheets
from softbound.plan import REFERENCES, Paths, Plan
from softbound.problems import Place, Problem
from softbound.reports import reported
from softbound.rules import family_of
from softbound.steps.base import Outcome, dumps, findings_of, models, read_json, read_texts

PARTICIPANTS_SAY = ("excerpts", "quotes")
"""Findings that hold what participants said, of the study or of the studies under review."""


WITHHELD = "(title withheld)"


def words(plan: Plan, name: str) -> Outcome:
    """A unit's resolved tree → its words; build/work/UNIT.words.json."""
    from dataclasses import replace

    from softbound.derive import words as counting
    from softbound.verify import words as verifying
    from softbound.write.running_heads import running_head

    paths = Paths(plan)
    _, profile = models(plan)
    tree = ast.loads(paths.resolved(name).read_text("utf-8"))
    own_list = name == REFERENCES and name not in {u.name for u in plan.units}
    drawn = {} if own_list else read_json(paths.work(name, "drawn-words"))
    asked = counting.Asked(
        profile.labels.note, _said(plan, name), lambda path: int(drawn.get(path, 0))
    )
    kind = REFERENCES if own_list else plan.unit(name).kind
    places = _places(plan, name, own_list)
    found = counting.unit(tree, name, kind, profile, places, asked, running_head)
    problems: list[Problem] = []
    if not own_list:
        texts, problems = read_texts(plan, plan.unit(name).files)
        typed = [
            each
            for path, text in texts.items()
            for each in verifying.typed(files.shown(plan.root, path), text)
        ]
        found = replace(found, typed=typed)
    return Outcome({paths.work(name, "words"): dumps(found.to_json())}, problems)


def _said(plan: Plan, name: str) -> Callable[[str, str], bool]:
    """Whether a quotation's finding holds what a participant said."""
    known: dict[str, set[str]] = {}

    def said(finding: str, chapter: str) -> bool:
        where = (chapter or name).replace("_", "-")
        if where not in known:
            given = findings_of(plan, where)
            known[where] = {e["id"] for kind in PARTICIPANTS_SAY for e in given.get(kind) or ()}
        return not finding or finding in known[where]

    return said


def _places(plan: Plan, name: str, own_list: bool) -> Callable[[str], Place]:
    """A heading's, float's or page's id → where the author wrote it."""
    if own_list:
        return lambda identifier: Place("thesis.yaml")
    unit = plan.unit(name)
    shown = [files.shown(plan.root, path) for path in unit.files]
    known = {path.stem: Place(file, 1) for path, file in zip(unit.files, shown, strict=True)}
    if unit.kind != "front-matter":
        labels = read_json(Paths(plan).work(name, "labels"))["labels"]
        known = {label["anchor"]: Place(**label["place"]) for label in labels}
    return lambda identifier: known.get(identifier, Place(shown[0], 1))


def total_words(plan: Plan, today: Callable[[], date] = date.today) -> Outcome:
    """All units' words → build/reports/words.json, word-counts.csv, what the documents show."""
    from softbound.derive.words import history, parts
    from softbound.model.words import UnitWords
    from softbound.verify import words as verifying

    paths = Paths(plan)
    thesis, profile = models(plan)
    units = [UnitWords.from_json(read_json(paths.work(name, "words"))) for name in plan.unit_names]
    report = parts.report(units, thesis, profile)
    problems = verifying.check(report, units, thesis, profile)
    outputs: dict[Path, str | bytes] = {
        paths.shown_words: dumps(parts.shown(report, thesis, profile).to_json())
    }
    day = today()
    kept = plan.root / history.FILE
    rows, unread = _kept(plan, kept)
    problems += unread
    if not unread:
        rows = history.with_today(rows, report, day)
        outputs[kept] = spreadsheets.text(history.table(rows))
    report |= {
        "date": day.isoformat(),
        "change": _since_last(paths.words, report),
        "tag": _since_tag(plan, report),
        "history": history.to_json(rows),
    }
    shown = _withheld(report, _told_of(plan))
    return Outcome({**outputs, paths.words: _readable(shown)}, problems)


def _told_of(plan: Plan) -> set[tuple[str, int | None]]:
    """The lines on which something stands that identifies somebody."""
    return {
        (each.place.file, each.place.line)
        for each in reported(plan)
        if each.place.line is not None and family_of(each.rule).id == "anonymity"
    }


def _withheld(report: dict[str, Any], lines: set[tuple[str, int | None]]) -> dict[str, Any]:
    """The report without titles, and ids made of them, that stand on such a line."""
    report = deepcopy(report)
    for part in report["parts"]:
        for section in part["sections"]:
            at = section["line"]
            if at and (at["file"], at["line"]) in lines:
                if section["title"] == part["title"]:
                    part["title"] = WITHHELD
                section |= {"id": "", "title": WITHHELD}
    if any(file == "thesis.yaml" for file, _ in lines):
        report["whole"]["title"] = WITHHELD
    return report


def _readable(report: dict[str, Any]) -> str:
    return json.dumps(report, ensure_ascii=False, indent=1)


def _kept(plan: Plan, path: Path) -> tuple[list[Any], list[Problem]]:
    from softbound.derive.words import history

    if not path.exists():
        return [], []
    texts, problems = read_texts(plan, [path])
    if problems:
        from softbound.problems import problem

        return [], [
            problem("word-history-is-readable", p.place, p.message, p.hint) for p in problems
        ]
    return history.read(texts[path])


def _since_last(path: Path, report: dict[str, Any]) -> dict[str, Any] | None:
    """The change since the last build; where nothing has changed, what was told then."""
    from softbound.derive.words import history

    try:
        last = read_json(path)
        before = history.counts_in(last)
        if before == history.counts_in(report):
            known: dict[str, Any] | None = last["change"]
            return known
        return history.change(report, before, {"date": last["date"]})
    except (OSError, ValueError, KeyError, TypeError):
        return None  # there was none, or one of another version


# since a git tag


def tagged(plan: Plan) -> tuple[str, str, str] | None:
    """The tag to compare with: its name, its commit, its date; None where git knows none, or does
    not know this thesis."""
    named = (plan.thesis or {}).get("words", {}).get("tag", "")
    if not processes.git(["ls-files", "--error-unmatch", "thesis.yaml"], plan.root).ok:
        return None
    name = named
    if not name:
        newest = processes.git(["describe", "--tags", "--abbrev=0"], plan.root)
        name = newest.output.decode(errors="replace").strip() if newest.ok else ""
    if not name:
        return None
    told = processes.git(["log", "-1", "--format=%H %cs", f"refs/tags/{name}", "--"], plan.root)
    commit, _, day = told.output.decode(errors="replace").strip().partition(" ")
    return (name, commit, day) if told.ok and commit else None


def _counted_at(plan: Plan, commit: str) -> Path:
    return plan.build / "tags" / f"{commit}.json"


def tagged_words(plan: Plan) -> Outcome:
    """The words of the thesis as its tag has it → build/tags/COMMIT.json, and into words.json.

    The steps up to the count run in a folder of their own, once for each commit.
    """
    from softbound.derive.words import history

    tag = tagged(plan)
    if tag is None:
        return Outcome()
    commit = tag[1]
    path = _counted_at(plan, commit)
    if not path.is_file():
        archive = processes.git(["archive", "--format=tar", commit, "."], plan.root)
        counts: dict[str, dict[str, int]] = {}
        if archive.ok:
            folder = plan.build / "tags" / commit
            with files.unpacked(plan.root, folder, archive.output):
                processes.doit(folder, "words-total")
                try:
                    counts = history.counts_in(
                        read_json(folder / "build" / "reports" / "words.json")
                    )
                except (OSError, ValueError, KeyError):
                    counts = {}  # it could not be built then: there is nothing to compare with
        files.replace(plan.root, path, dumps(counts))
    report = read_json(Paths(plan).words)
    report["tag"] = _since_tag(plan, report)
    return Outcome({Paths(plan).words: _readable(report)})


def _since_tag(plan: Plan, report: dict[str, Any]) -> dict[str, Any] | None:
    """The change since the tag, where its words have been counted."""
    from softbound.derive.words import history

    if not any((plan.build / "tags").glob("*.json")):
        return None
    tag = tagged(plan)
    if tag is None or not _counted_at(plan, tag[1]).is_file():
        return None
    name, commit, day = tag
    before = read_json(_counted_at(plan, commit))
    if not before:
        return None
    return {"name": name, **history.change(report, before, {"date": day, "commit": commit})}
