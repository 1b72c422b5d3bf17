"""The command's walk: which works, what is known of them, what is told and kept."""

from __future__ import annotations

import json
import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import softbound
from softbound import files, plan, reports
from softbound.collect import bibliography
from softbound.collect.bibliography import Bibliography, Entry
from softbound.model.registered import Answer
from softbound.online import report, telling
from softbound.online.asking import Asker, Sleep
from softbound.online.cache import Cache
from softbound.online.lookups import Lookups
from softbound.online.network import Get, getter
from softbound.plan import Paths, Plan
from softbound.problems import Problem, Severity
from softbound.verify.online import Verdict, judge

CROSSREF, DOI_ORG = "https://api.crossref.org", "https://doi.org"
HOME = "https://github.com/softbound/softbound"
_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]+")


@dataclass(frozen=True)
class Request:
    """What is to be looked up."""

    everything: bool = False
    """Every entry, not only what the thesis cites."""
    fresh: bool = False
    """Whether answers of the last days do not count."""
    email: str = ""
    """For Crossref, instead of thesis.yaml's mailto."""


@dataclass(frozen=True)
class Result:
    """What there is to tell."""

    lines: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    whole: bool = True
    """Whether all that was to be asked was answered."""
    interrupted: bool = False

    @property
    def failed(self) -> bool:
        return not self.whole or any(p.severity is Severity.ERROR for p in self.problems)


Bar = Callable[[int], AbstractContextManager[Callable[[int], None]]]
"""How many there are → a context that gives a function to be told how many more are done."""


def run(
    root: Path,
    request: Request,
    bar: Bar,
    environment: Mapping[str, str] = os.environ,
    get: Get | None = None,
    sleep: Sleep = time.sleep,
) -> Result:
    """Look works up and keep what was found out.

    :param bar: shows how far it is.
    :param environment: ``SOFTBOUND_CROSSREF`` and ``SOFTBOUND_DOI_ORG`` name other servers than
        Crossref's and doi.org's, for tests and mirrors.
    :param get: asks the network.
    """
    thesis = plan.load(root)
    if thesis.thesis is None:
        return Result(problems=thesis.problems)
    mailto = request.email or str(thesis.thesis.get("mailto") or "")
    if mailto and not _EMAIL.fullmatch(mailto):
        return Result((f"{mailto} is no e-mail address: nothing was asked.",), whole=False)
    library, problems = _library(thesis)
    wanted = _wanted(thesis, library, request.everything)
    if wanted is None:
        return Result((_NO_BUILD,), tuple(problems), whole=False)
    agent = f"softbound/{softbound.__version__} ({HOME}{f'; mailto:{mailto}' if mailto else ''})"
    cache = Cache(root, request.fresh)
    lookups = Lookups(
        Asker(get or getter(agent), sleep),
        cache,
        environment.get("SOFTBOUND_CROSSREF") or CROSSREF,
        environment.get("SOFTBOUND_DOI_ORG") or DOI_ORG,
        mailto,
    )
    items = {key: entry.csl for key, entry in wanted.items()}
    interrupted = False
    try:
        with bar(len(items)) as advance:
            lookups.run(items, advance)
    except KeyboardInterrupt:
        interrupted = True
    answers = {key: lookups.answer(item) for key, item in items.items()}
    verdicts = {key: judge(key, items[key], answers[key]) for key in items}
    try:
        cache.save()
        kept = _keep(root, library, answers, verdicts)
    except files.FileTrouble as trouble:
        return Result(problems=(*problems, trouble.problem), whole=False)
    told = telling.problems(library.entries, {k: kept[k] for k in items}, _texts(thesis))
    lines = _summary(verdicts, answers, lookups, interrupted, request, mailto)
    whole = not any(verdict.status == "unreachable" for verdict in verdicts.values())
    return Result(
        tuple(lines), tuple(reports.judged_too(thesis, [*problems, *told])), whole, interrupted
    )


_NO_BUILD = (
    "Which works the thesis cites is not known yet: run `doit references` first, or look all "
    "entries up with --all."
)


def _library(thesis: Plan) -> tuple[Bibliography, list[Problem]]:
    """The bibliographies as they are now; only what stops a build is told."""
    from softbound import steps

    outcome = steps.bibliography(thesis)
    content = outcome.outputs[Paths(thesis).bibliography]
    library, _ = bibliography.merge([bibliography.from_json(content)])
    return library, [p for p in outcome.problems if p.stops]


def _wanted(thesis: Plan, library: Bibliography, everything: bool) -> dict[str, Entry] | None:
    """The entries to look up; None where the thesis was not built."""
    if everything:
        return dict(library.entries)
    try:
        path = thesis.build / "reports" / "references.json"
        chapters = json.loads(path.read_text("utf-8"))["chapters"]
        cited = {key for chapter in chapters.values() for key in chapter["cited"]}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return {key: entry for key, entry in library.entries.items() if key in cited}


def _texts(thesis: Plan) -> Callable[[str], str]:
    def read(file: str) -> str:
        try:
            return files.read_text(thesis.root, thesis.root / file)
        except files.FileTrouble:
            return ""

    return read


def _keep(
    root: Path,
    library: Bibliography,
    answers: Mapping[str, Answer],
    verdicts: Mapping[str, Verdict],
) -> dict[str, Any]:
    """Write the report. What was known of entries that could not be asked now stays.

    :raises FileTrouble: where it cannot be written.
    """
    today = date.today().isoformat()
    path = report.path(root)
    known = {key: value for key, value in report.read(path).items() if key in library.entries}
    for key, verdict in verdicts.items():
        if verdict.status != "unreachable" or key not in known:
            known[key] = report.entry(verdict, answers[key], today)
    kept = dict(sorted(known.items()))
    files.replace(root, path, report.text(kept, today))
    return kept


# what is told


_STATUS: Mapping[str, str] = {
    "found": "as registered",
    "differs": "other than registered",
    "retracted": "retracted, withdrawn or removed",
    "not-found": "with a DOI that does not exist",
    "no-identifier": "without a DOI",
    "unreachable": "that could not be asked about now",
}


def _summary(
    verdicts: Mapping[str, Verdict],
    answers: Mapping[str, Answer],
    lookups: Lookups,
    interrupted: bool,
    request: Request,
    mailto: str,
) -> Iterator[str]:
    total = len(verdicts)
    which = "entries of the bibliographies" if request.everything else "works that the thesis cites"
    answers_ = f"{lookups.asked} answer{'' if lookups.asked == 1 else 's'} from the network"
    yield f"{total} {which} ({answers_}; what was answered lately is not asked again)"
    counted = Counter(verdict.status for verdict in verdicts.values())
    for status, words in _STATUS.items():
        if counted[status]:
            yield f"  {counted[status]:4}  {words}{_more(status, verdicts, answers)}"
    yield from lookups.failures
    if interrupted:
        yield "Interrupted: what is known by now is kept; run it again to go on."
    elif counted["unreachable"]:
        yield "Run it again to ask about the rest; nothing is asked twice."
    if not mailto:
        yield (
            "Give your e-mail address (mailto in thesis.yaml, or --email): Crossref then serves "
            "you from its polite pool."
        )
    yield f"Kept in {files.shown(Path(), report.path(Path()))}: doit tells it until the entries change."


def _more(status: str, verdicts: Mapping[str, Verdict], answers: Mapping[str, Answer]) -> str:
    keys = [key for key, verdict in verdicts.items() if verdict.status == status]
    if status == "no-identifier":
        number = sum(bool(verdicts[key].suggested) for key in keys)
        return f"; Crossref has one for {number} of them" if number else ""
    if status == "found":
        elsewhere = Counter(answers[key].agency for key in keys if answers[key].work is None)
        named = ", ".join(f"{number} at {name or 'doi.org'}" for name, number in elsewhere.items())
        return f" (not compared, since they are not Crossref's: {named})" if named else ""
    return ""
