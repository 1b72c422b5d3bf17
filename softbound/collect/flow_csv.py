"""The CSV file of the PRISMA2020 R package → a flow, and back.

The package (Haddaway et al., 2022) draws flow diagrams from a table with a row for each number:
its column ``data`` names the field, ``n`` holds the number; ``box``, ``boxtext``, ``tooltips``,
``url`` say how the package draws it. Several sources or reasons stand in one cell:
"MEDLINE, 12; PsycINFO, 3". Its parser ends a name at the first comma and a row at each semicolon,
so a name that holds either is written with a sign that looks the same (see :data:`LOOKALIKES`),
and read back.

Which of the diagram's four shapes is meant, the package is told when it is called
(``previous = …, other = …``), and its template has zeros for what is not used. So a column of which
all numbers are 0, NA or xxx counts as absent; what is written has NA there, at which the package
leaves the column out.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from softbound.collect.records import tables
from softbound.model.findings.flow import Flow
from softbound.problems import Place, Problem, nearest, problem

RULE = "flow-csv-is-well-formed"
COLUMNS = ("data", "node", "box", "description", "boxtext", "tooltips", "url", "n")
NOTHING = re.compile(r"(?:na|x+)?", re.IGNORECASE)
"""What stands in for a number that is not given."""
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
ROW = re.compile(r"(.*?)\s*,\s*(\d{1,3}(?:,\d{3})+|\d+|na|x+)", re.IGNORECASE | re.DOTALL)
"""A name and its number."""
LOOKALIKES = {",": "\u201a", ";": "\u037e"}
"""A sign at which the package would end a name → one that it does not know, but shows alike."""

MAPPINGS = frozenset(
    {
        "database_specific_results",
        "register_specific_results",
        "other_specific_results",
        "dbr_excluded",
        "other_excluded",
    }
)
PREVIOUS = ("previous_studies", "previous_reports")
TOTALS = ("total_studies", "total_reports")
OTHER = (
    "website_results",
    "organisation_results",
    "citations_results",
    "other_specific_results",
    "other_already_identified",
    "other_sought_reports",
    "other_notretrieved_reports",
    "other_assessed",
    "other_excluded",
)
REGISTERS = ("register_results", "register_specific_results")


class _Row(NamedTuple):
    """A row of the table, without its number."""

    data: str
    node: str
    box: str
    text: str
    """What the box says."""


TABLE: Sequence[_Row] = (
    _Row("NA", "node4", "prevstud", "Previous studies"),
    _Row("previous_studies", "node5", "box1", "Studies in the previous version of the review"),
    _Row("previous_reports", "NA", "box1", "Reports of studies in the previous version"),
    _Row("NA", "node6", "newstud", "New studies identified in databases and registers"),
    _Row("database_results", "node7", "box2", "Databases"),
    _Row("database_specific_results", "NA", "box2", "Each database"),
    _Row("register_results", "NA", "box2", "Registers"),
    _Row("register_specific_results", "NA", "box2", "Each register"),
    _Row("NA", "node16", "othstud", "New studies identified by other methods"),
    _Row("website_results", "node17", "box11", "Websites"),
    _Row("organisation_results", "NA", "box11", "Organisations"),
    _Row("citations_results", "NA", "box11", "Citation searching"),
    _Row("other_specific_results", "NA", "box11", "Each further method"),
    _Row("other_already_identified", "NA", "box11", "Already identified"),
    _Row("duplicates", "node8", "box3", "Duplicate records"),
    _Row("excluded_automatic", "NA", "box3", "Records removed by automation tools"),
    _Row("excluded_other", "NA", "box3", "Records removed for other reasons"),
    _Row("records_screened", "node9", "box4", "Records screened"),
    _Row("records_excluded", "node10", "box5", "Records excluded"),
    _Row("dbr_sought_reports", "node11", "box6", "Reports sought"),
    _Row("dbr_notretrieved_reports", "node12", "box7", "Reports not retrieved"),
    _Row("other_sought_reports", "node18", "box12", "Reports sought"),
    _Row("other_notretrieved_reports", "node19", "box13", "Reports not retrieved"),
    _Row("dbr_assessed", "node13", "box8", "Reports assessed"),
    _Row("dbr_excluded", "node14", "box9", "Reports excluded"),
    _Row("other_assessed", "node20", "box14", "Reports assessed"),
    _Row("other_excluded", "node21", "box15", "Reports excluded"),
    _Row("new_studies", "node15", "box10", "New studies included"),
    _Row("new_reports", "NA", "box10", "Reports of new included studies"),
    _Row("total_studies", "node22", "box16", "All studies included"),
    _Row("total_reports", "NA", "box16", "Reports of all included studies"),
    _Row("identification", "node1", "identification", "Identification"),
    _Row("screening", "node2", "screening", "Screening"),
    _Row("included", "node3", "included", "Included"),
    _Row("total_studies_ma", "node23", "box17", "Studies in the meta-analysis"),
    _Row("total_reports_ma", "NA", "box17", "Reports of studies in the meta-analysis"),
)
"""The rows in the order in which the package has them; identifiers are those it looks for."""
UNREAD = frozenset(
    {"identification", "screening", "included", "total_studies_ma", "total_reports_ma"}
)
"""Rows that say nothing which softbound's diagram shows."""
EXTRA = frozenset({"other_specific_results", "other_already_identified"})
"""Rows of softbound's own, written only where they say something; the package passes them over."""


# read


def read(text: str, file: str) -> tuple[Flow | None, list[Problem]]:
    """The package's CSV → a flow.

    :param text: the file's content.
    :param file: its path for problems.
    :return: the flow, with what is absent left out; None where there are problems.
    """
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    text = text.removeprefix("\ufeff")
    header_line = text.lstrip().partition("\n")[0]
    delimiter = max(tables.DELIMITERS, key=header_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    lines = _lines(reader, file, problems)
    header = [cell.strip() for cell in lines[0][1]] if lines else []
    if not {"data", "n"} <= set(header):
        message = "The file has no columns data and n, by which the PRISMA2020 package reads it."
        hint = "Begin with the package's template, or with the file that softbound writes."
        return None, [*problems, problem(RULE, Place(file, 1), message, hint)]
    data, n = header.index("data"), header.index("n")
    seen: dict[str, int] = {}
    for line, cells in lines[1:]:
        if len(cells) <= max(data, n):
            if any(cell.strip() for cell in cells):
                problems.append(
                    problem(
                        RULE,
                        Place(file, line),
                        f"The row has {len(cells)} cells, too few for the column n.",
                        "Put quotation marks around a cell that holds commas.",
                    )
                )
            continue
        name, written = cells[data].strip(), cells[n].strip()
        if name in UNREAD or NOTHING.fullmatch(name):
            continue
        place = Place(file, line)
        if name not in Flow.model_fields:
            problems.append(
                problem(
                    RULE,
                    place,
                    f'No number of the flow diagram is called "{name}".',
                    nearest(name, Flow.model_fields),
                )
            )
        elif name in seen:
            message = f'"{name}" stands twice: here and in line {seen[name]}.'
            problems.append(problem(RULE, place, message, "Keep one of them."))
        else:
            seen[name] = line
            if name in MAPPINGS:
                values[name], found = _rows(written, name, place)
                problems += found
            elif NUMBER.fullmatch(written):
                values[name] = int(written.replace(",", ""))
            elif name == "several_reports" and not NOTHING.fullmatch(written):
                values[name] = written
            elif not NOTHING.fullmatch(written):
                problems.append(
                    problem(
                        RULE,
                        place,
                        f'{name} is "{written}"; expected a whole number, 0 or more.',
                        "Leave it empty, or write NA, if there is none.",
                    )
                )
    if problems:
        return None, problems
    return Flow(**_present(values)), []


def _lines(reader: Any, file: str, problems: list[Problem]) -> list[tuple[int, list[str]]]:
    """Rows that are not empty, each with the line on which it begins."""
    rows: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error as error:
        problems.append(
            problem(RULE, Place(file, begins), f"The file cannot be read as CSV: {error}.")
        )
    return rows


def _rows(written: str, name: str, place: Place) -> tuple[dict[str, int], list[Problem]]:
    """ "MEDLINE, 12; PsycINFO, 3" → names with numbers."""
    rows: dict[str, int] = {}
    problems: list[Problem] = []
    if NOTHING.fullmatch(written) or (
        NUMBER.fullmatch(written) and not int(written.replace(",", ""))
    ):
        return {}, []
    for part in (part.strip() for part in written.split(";")):
        match = ROW.fullmatch(part)
        if not part or (match and NOTHING.fullmatch(match[2])):
            continue
        if match is None:
            problems.append(
                problem(
                    RULE,
                    place,
                    f'In {name}, "{part}" is not a name, a comma and a whole number.',
                    'Write "Name, 12; Name, 3".',
                )
            )
            continue
        key = match[1].strip()
        for sign, alike in LOOKALIKES.items():
            key = key.replace(alike, sign)
        rows[key] = rows.get(key, 0) + int(match[2].replace(",", ""))
    return rows, problems


def _present(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without what the diagram does not have: columns in which every number is nought."""
    found = dict(values)
    for group in (PREVIOUS, OTHER, REGISTERS):
        if not any(found.get(name) for name in group):
            for name in group:
                found.pop(name, None)
    for name in TOTALS:
        if not found.get(name) and not any(found.get(n) for n in PREVIOUS):
            found.pop(name, None)
    return found


# write


def write(flow: Flow) -> str:
    """A flow → the package's CSV, which it reads with ``PRISMA_data(read.csv(…))``."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    rows = [*TABLE]
    if flow.several_reports:
        rows.append(_Row("several_reports", "NA", "NA", "Why more reports than records"))
    titles: set[str] = set()
    for row in rows:
        n = _written(flow, row.data)
        if row.data in EXTRA and n == "NA":
            continue
        tooltip = "NA" if row.box in titles else row.text
        titles.add(row.box)
        address = f"{row.box if row.data == 'NA' else row.data}.html"
        writer.writerow([row.data, row.node, row.box, row.text, row.text, tooltip, address, n])
    return out.getvalue()


def _written(flow: Flow, name: str) -> str:
    value = getattr(flow, name, None)
    if name in MAPPINGS:
        shown = "; ".join(f"{_disguised(key)}, {n}" for key, n in (value or {}).items())
        # The package adds "(n = NA)" for no reasons at all.
        nought = name.endswith("_excluded") and getattr(flow, name.replace("excluded", "assessed"))
        return shown or ("NA" if nought is None or not name.endswith("_excluded") else "0")
    return "NA" if value in (None, "") else str(value)


def _disguised(name: str) -> str:
    for sign, alike in LOOKALIKES.items():
        name = name.replace(sign, alike)
    return name
