"""Findings, records and decisions → what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from softbound import files, spreadsheets
from softbound.model.duplicates import Duplicates
from softbound.model.records import Decision, Record
from softbound.plan import Paths, Plan, Unit, engine
from softbound.problems import At, Place, Problem, problem
from softbound.steps.base import Outcome, dumps, places_of, read_json, read_texts

if TYPE_CHECKING:
    from softbound.collect.screening import Row
    from softbound.derive.search import Pool
    from softbound.model.findings.flow import Flow
    from softbound.model.findings.search import Search

SCREENING, FLOW = "screening.csv", "flow.csv"
"""Findings that are tables."""
UNREAD = ("file-is-readable", "screening-file-is-read")
"""Rules that a table breaks of which nothing is known."""


def derive(plan: Plan, unit: Unit) -> Outcome:
    """Findings, records and decisions → build/derived/UNIT.json, which expressions see too."""
    from softbound.collect import findings
    from softbound.derive import synthesis
    from softbound.verify import synthesis as rules

    paths = Paths(plan)
    given = read_json(paths.findings(unit.name))
    named = {appraisal["tool"] for appraisal in given["values"].get("appraisals", ())}
    tools, problems = _templates(plan, "appraisals", named)
    if problems:  # what cannot be read would be missed
        return Outcome({}, problems)
    derived: dict[str, Any] = synthesis.derived(given["values"], tools)
    problems += rules.check(given, derived, tools)
    problems += findings.unknown_tables(files.shown(plan.root, path) for path in unit.tables)
    for part in (_theory, _theory_model, _diversity, _reporting):
        more, found = part(plan, unit, given)
        derived |= more
        problems += found
    outputs: dict[Path, str | bytes] = {}
    if {"search", "flow"} & given["values"].keys() or unit.records or unit.tables:
        more, made, found = _selection(plan, unit, given, derived)
        derived |= more
        outputs |= made
        problems += found
    outputs[paths.derived(unit.name)] = dumps(derived)
    return Outcome(outputs, problems)


def _templates(
    plan: Plan, folder: str, named: Collection[str]
) -> tuple[dict[str, Any], list[Problem]]:
    """All appraisal tools, or all reporting standards, by name; none where none is named.

    :return: with the problems of those that are named: what nobody uses stops nobody.
    """
    from softbound.collect import appraisals, standards, yaml_text

    if not named:
        return {}, []
    paths = files.template_paths(plan.root, folder, ".yaml")
    texts, unread = read_texts(plan, paths)
    found, problems = yaml_text.read_all(
        {path.stem: (files.shown(plan.root, path), text) for path, text in texts.items()},
        {"appraisals": appraisals.read, "standards": standards.read}[folder],
    )
    used = {files.shown(plan.root, path) for path in paths if path.stem in named}
    return found, [each for each in (*unread, *problems) if each.place.file in used]


def _theory(
    plan: Plan, unit: Unit, given: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Problem]]:
    """What follows from a grounded theory's evidence, and what it lacks."""
    from softbound.derive import theory
    from softbound.verify import evidence

    derived = theory.derived(given["values"])
    return derived, evidence.check(given, derived)


def _diversity(
    plan: Plan, unit: Unit, given: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Problem]]:
    """Samples, which are other chapters' findings, beside reference populations."""
    if "diversity" not in given["values"]:
        return {}, []
    from softbound.derive import diversity
    from softbound.model.findings.critical_review import Diversity
    from softbound.verify import diversity as rules

    typed = [Diversity.model_validate(each) for each in given["values"]["diversity"]]
    chapters = [each.name for each in plan.units if each.kind == "chapter"]
    people = {
        name: read_json(Paths(plan).findings(name))["values"].get("participants", ())
        for name in chapters
    }
    at = places_of(plan, unit.name, given, "diversity")
    derived = {"diversity": diversity.derived(typed, people)}
    return derived, list(rules.check(typed, at, people, chapters))


def _reporting(
    plan: Plan, unit: Unit, given: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Problem]]:
    """Completed checklists, and what a protocol lacks."""
    from softbound.derive import reporting
    from softbound.model.findings.reporting import Reporting
    from softbound.model.findings.systematic_review import Protocol
    from softbound.verify import reporting as rules

    values = given["values"]
    derived: dict[str, Any] = {}
    problems: list[Problem] = []
    if "reporting" in values:
        reports = Reporting.model_validate(values["reporting"])
        standards, problems = _templates(plan, "standards", reports.root.keys())
        if problems:
            return derived, problems
        at = places_of(plan, unit.name, given, "reporting")
        problems += rules.check(reports, standards, at)
        derived["reporting"] = reporting.derived(reports, standards)
    if "protocol" in values:
        protocol = Protocol.model_validate(values["protocol"])
        problems += rules.check_protocol(protocol, places_of(plan, unit.name, given, "protocol"))
    return derived, problems


def _theory_model(
    plan: Plan, unit: Unit, given: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Problem]]:
    """The drawing of a theory's model."""
    if "model" not in given["values"]:
        return {}, []
    from softbound.derive import theory_model
    from softbound.verify import theory_model as rules

    at = places_of(plan, unit.name, given, "model")
    path = Paths(plan).derived(unit.name)
    last = read_json(path).get("model") if path.is_file() else None
    return theory_model.derived(given["values"], last, engine()), rules.check(given["values"], at)


@dataclass(frozen=True)
class _Screened:
    """Records and what was decided about them."""

    pool: Pool
    decisions: Sequence[Decision]
    counts: Mapping[str, int]
    """A source's id → how many records it gave."""
    open: tuple[Sequence[Record], Sequence[Record]]
    """Records that are to be decided by title and abstract, and by full text."""

    def at(self, stage: str) -> bool:
        """Whether a stage has begun."""
        return any(decision.stage == stage for decision in self.decisions)


def _selection(
    plan: Plan, unit: Unit, given: Mapping[str, Any], derived: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[Path, str | bytes], list[Problem]]:
    """The flow of records, reports and studies: names for expressions, reports, problems."""
    from softbound.collect import flow_csv
    from softbound.derive import flow, search
    from softbound.model.findings.search import Search
    from softbound.verify import flow as rules
    from softbound.verify.screening import has_typed_numbers

    values = given["values"]
    wanted = Search.model_validate(values["search"]) if "search" in values else None
    screened, problems = _screened(plan, unit, values, wanted)
    typed, line, file, found = _typed_flow(plan, unit, given)
    problems += found
    rows = len(values["studies"]) if "studies" in values else None
    own = search.flow_of(wanted, screened.pool, screened.decisions, rows)
    searched = places_of(plan, unit.name, given, "search")() if wanted or not typed else Place("")
    at = rules.places(typed, line, file, searched, _table(plan, unit, wanted))
    whole, found = flow.combined(own, typed, at)
    problems += found
    if whole is None:
        return {}, {}, problems
    if screened.at("full-text") or has_typed_numbers(typed):
        whole = flow.with_studies(whole, rows, wanted)
    waiting = rules.Waiting(
        len(screened.open[0]) if screened.at("title-abstract") else 0,
        len(screened.open[1]) if screened.at("full-text") else 0,
    )
    problems += rules.check(whole, at, _listed(values, derived), waiting)
    if not any(p.rule in UNREAD for p in problems):  # what cannot be read would be missed
        begun = bool(screened.decisions) or has_typed_numbers(typed)
        problems += _progress(plan, unit, whole, screened, begun, at)
    names = {
        "flow": flow.context(whole),
        "search": search.context(wanted or Search(), screened.counts),
        "full_texts": search.full_texts(screened.pool.records, screened.decisions),
    }
    outputs: dict[Path, str | bytes] = {
        plan.build / "reports" / f"prisma-{unit.name}.csv": flow_csv.write(whole),
        _left(plan, unit): _to_screen(screened),
    }
    return names, outputs, problems


def _progress(
    plan: Plan, unit: Unit, flow: Flow, screened: _Screened, begun: bool, at: At
) -> list[Problem]:
    """How far screening has come."""
    from softbound.verify import screening

    lacking = next(iter(screening.missing(flow)), "")
    titles, texts = map(len, screened.open)
    return screening.check(
        flow,
        screening.Screening(
            at(lacking),
            files.shown(plan.root, _left(plan, unit)),
            begun=begun,
            told=plan.tells_flow(unit),
            titles=titles,
            texts=texts,
        ),
    )


def _screened(
    plan: Plan, unit: Unit, values: Mapping[str, Any], search: Search | None
) -> tuple[_Screened, list[Problem]]:
    """Records, and decisions by screening.csv and by screening tools' exports."""
    from softbound.collect import screening
    from softbound.derive import search as searching

    path = Paths(plan).work(unit.name, "records")
    known = read_json(path) if unit.searches and path.is_file() else NOTHING
    records = tuple(map(_record, known["records"]))
    pool = searching.Pool(records, known["kept"], Duplicates(()), known["from_tools"])
    rows = [_row(row) for row in known["rows"]]
    typed, problems = _typed_rows(plan, unit)
    ids = {study["id"] for study in values.get("studies", ())}
    right = searching.of_other_methods(search, pool)
    decisions, found = screening.decisions(
        [*typed, *rows], screening.resolver(records, pool.kept), ids, right
    )
    works = [r for r in records if pool.kept[r.id] == r.id]
    open_ = screening.undecided(works, decisions, right)
    listed = files.shown(plan.root, _left(plan, unit))
    left = screening.unfinished(
        open_, decisions, len(works) - len(right), _table(plan, unit, search), listed
    )
    problems += [*screening.limited(found), *left]
    return _Screened(pool, decisions, known["counts"], open_), problems


NOTHING: Mapping[str, Any] = {
    "records": [], "kept": {}, "from_tools": False, "counts": {}, "rows": []
}  # fmt: skip
"""What is known of the records of a chapter that has none."""


def _record(value: Mapping[str, Any]) -> Record:
    return Record(**{**value, "authors": tuple(value["authors"])})


def _row(value: Mapping[str, Any]) -> Row:
    from softbound.collect.screening import Row

    read = {
        "place": Place(**value["place"]),
        "reasons": tuple(value["reasons"]),
        "about": _record(value["about"]),
    }
    return Row(**{**value, **read})


def _tables(unit: Unit) -> dict[str, Path]:
    return {path.name: path for path in unit.tables}


def _table(plan: Plan, unit: Unit, search: Search | None) -> Place:
    """screening.csv, or the export of a screening tool that stands for it."""
    tools = {each.file for each in search.screening} if search else set()
    exports = (path for path in unit.records if path.name in tools)
    path = _tables(unit).get(SCREENING) or next(exports, None)
    return Place(files.shown(plan.root, path) if path else "")


def _typed_rows(plan: Plan, unit: Unit) -> tuple[Sequence[Row], list[Problem]]:
    """The rows of screening.csv."""
    from softbound.collect import screening

    path = _tables(unit).get(SCREENING)
    if path is None:
        return (), []
    text, problems = _sheet(plan, path, "screening-file-is-read")
    if text is None:
        return (), problems
    rows, found = screening.read_csv(text, files.shown(plan.root, path))
    return rows, [*problems, *screening.limited(found)]


def _sheet(plan: Plan, path: Path, rule: str) -> tuple[str | None, list[Problem]]:
    """The text of a table as any spreadsheet saves it: Excel's plain CSV is no UTF-8.

    :param rule: the rule that a file breaks which is no table at all.
    """
    from softbound.collect.records import encodings, forms

    try:
        content = files.read_bytes(plan.root, path)
    except files.Unreadable as error:
        return None, [error.problem]
    file = files.shown(plan.root, path)
    what, hint = forms.foreign(content)
    if what:
        return None, [problem(rule, Place(file), f"The file is {what}, and no CSV.", hint)]
    decoded, problems = encodings.as_utf8(content, file)
    return decoded.decode("utf-8"), problems


def _typed_flow(
    plan: Plan, unit: Unit, given: Mapping[str, Any]
) -> tuple[Flow | None, Callable[..., int | None], str, list[Problem]]:
    """What flow.yaml or flow.csv types, and the line of each of its fields."""
    from softbound.collect import flow_csv
    from softbound.model.findings.flow import Flow

    path = _tables(unit).get(FLOW)
    at = places_of(plan, unit.name, given, "flow")
    if "flow" in given["values"]:
        typed = Flow.model_validate(given["values"]["flow"])
        both = [] if path is None else [_two_flows(plan, path, at())]
        return typed, lambda *keys: at(*keys).line, at().file, both
    if path is None:
        return None, lambda *keys: None, at().file, []
    file = files.shown(plan.root, path)
    text, problems = _sheet(plan, path, "flow-csv-is-well-formed")
    if text is None:
        return None, lambda *keys: None, file, problems
    flow, found = flow_csv.read(text, file)
    return flow, lambda *keys: None, file, [*problems, *found]


def _two_flows(plan: Plan, path: Path, other: Place) -> Problem:
    return problem(
        "findings-are-complete",
        Place(files.shown(plan.root, path)),
        f"The flow is typed twice: here and in {other.file}.",
        "Keep one of the two files.",
    )


def _listed(values: Mapping[str, Any], derived: Mapping[str, Any]) -> dict[str, int]:
    """What lists the included studies → how many it lists."""
    rows = {}
    if "studies" in values:
        rows["studies.yaml"] = len(values["studies"])
    if "appraisals" in values:
        rows["appraisals.yaml"] = len({each["study"] for each in values["appraisals"]})
    if "matrix" in derived:
        rows["the matrix of themes and studies"] = len(derived["matrix"]["columns"])
    return rows


def _left(plan: Plan, unit: Unit) -> Path:
    """The report that lists what is not decided yet."""
    return plan.build / "reports" / f"to-screen-{unit.name}.csv"


def _to_screen(screened: _Screened) -> str:
    """build/reports/to-screen-UNIT.csv: what is not decided yet, in the form of screening.csv."""
    columns = ("record", "stage", "decision", "reason", "report", "study")
    rows: list[list[object]] = [[*columns, *SHOWN]]
    for stage, records in zip(("title-abstract", "full-text"), screened.open, strict=True):
        for record in records:
            shown = [getattr(record, name) for name in SHOWN]
            rows.append([record.id, stage, "", "", "", "", *shown])
    return spreadsheets.text(rows)


SHOWN = ("title", "authors", "year", "container", "doi")
"""What a screener sees of a record."""
