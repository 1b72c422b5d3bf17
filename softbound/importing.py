"""``softbound import-codes``: an export of software for qualitative analysis → findings.

What an author wrote is never overwritten: where a chapter has such findings already, what is
imported is laid beside them, below build/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from softbound import files
from softbound.collect import qda
from softbound.derive import coded as derive
from softbound.model.coded import Coded
from softbound.problems import Place, Problem, Severity, in_a_row, nearest, problem
from softbound.write import import_report

_LARGEST_TEXT = 64 * 1024 * 1024
"""So many bytes a text beside an export may have."""


@dataclass(frozen=True)
class Request:
    """What is to be imported."""

    file: Path
    chapter: str
    choices: derive.Choices
    transcripts: Path | None = None
    """The folder that transcripts are written to; None for none."""


@dataclass(frozen=True)
class Result:
    """What there is to tell."""

    lines: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def failed(self) -> bool:
        return any(p.severity is Severity.ERROR for p in self.problems)


def run(root: Path, request: Request) -> Result:
    """Import a file into the thesis in a folder."""
    missing = list(_missing(root, request.chapter))
    if missing:
        return Result(problems=tuple(missing))
    try:
        coded, problems = _read(root, request.file)
        if coded is None:
            return Result(problems=tuple(problems))
        imported = derive.findings(coded, request.choices)
        report = root / "build" / "reports" / f"imported-{request.chapter}.csv"
        files.replace(root, report, import_report.table(imported))
        texts = import_report.files_of(coded, imported)
        told = import_report.summary(coded, imported)
        if not texts:
            return Result((*told, "Nothing was written."), tuple(problems))
        whole = not any(p.severity is Severity.ERROR for p in problems)
        written = _write(root, request, texts, imported.transcripts, whole)
    except files.FileTrouble as trouble:
        return Result(problems=(trouble.problem,))
    told += [*written, f"Each code, source, coding and memo: {files.shown(root, report)}"]
    return Result(tuple(told), tuple(problems))


def _missing(root: Path, chapter: str) -> Iterator[Problem]:
    """Whether there is a thesis, and the chapter in it."""
    if not (root / "thesis.yaml").is_file():
        yield problem(
            "import-has-a-chapter",
            Place("thesis.yaml"),
            "There is no thesis.yaml in this folder.",
            "Go into your thesis's folder and run the command there.",
        )
        return
    chapters = root / "chapters"
    known = sorted(p.name for p in chapters.iterdir() if p.is_dir()) if chapters.is_dir() else []
    if chapter not in known:
        yield problem(
            "import-has-a-chapter",
            Place("chapters"),
            f'There is no chapter "{chapter}".',
            nearest(chapter, known) or "Name another with --chapter, or make its folder.",
        )


def _read(root: Path, path: Path) -> tuple[Coded | None, list[Problem]]:
    name = " ".join(files.printable(path.resolve().name).split())
    if path.is_dir():
        inner = next((path / n for n in ("data.qda", "project.qde") if (path / n).is_file()), None)
        if inner is None:
            return None, [
                problem(
                    "import-is-recognised",
                    Place(name),
                    "The folder holds neither data.qda, as QualCoder's do, nor project.qde.",
                    "Name the file that was exported.",
                )
            ]
        path = inner
        name = f"{name}/{inner.name}" if inner.name != "data.qda" else name
    with files.opened(root, path) as stream:
        return qda.read(stream, name, _beside(path.parent))


def _beside(folder: Path) -> Callable[[str], bytes | None]:
    """Reads texts that an export names; nothing else, whatever it names."""

    def read(name: str) -> bytes | None:
        try:
            path = folder / name
            if path.suffix.lower() != ".txt" or not path.is_file():
                return None
            return path.read_bytes() if path.stat().st_size <= _LARGEST_TEXT else None
        except (OSError, ValueError):
            return None

    return read


def _write(
    root: Path,
    request: Request,
    texts: Mapping[str, str],
    transcripts: Mapping[str, str],
    whole: bool,
) -> list[str]:
    """Write findings and transcripts; tell where they are and what to do."""
    home = root / "chapters" / request.chapter / "findings"
    there = {path.stem: path for path in files.findings_files(home.parent)}
    own = [kind for kind in derive.KINDS if kind in there]
    named = {home / f"{kind}.yaml": text for kind, text in texts.items()}
    if own and whole and _same(named) and {*own} == {*texts}:
        return ["The findings are as they were imported before: nothing was written."]
    if own or not whole:
        return _lay_beside(root, request, texts, transcripts, own)
    files.create(root, named)
    lines = ["Written", *(f"  {files.shown(root, path)}" for path in named)]
    if request.transcripts is not None:
        lines += _transcripts(root, request.transcripts, transcripts)
    return [
        *lines,
        "",
        "Next: give participants pseudonyms and bands, write interviews.yaml, look through the "
        "excerpts for names, and run doit.",
    ]


def _same(contents: Mapping[Path, str]) -> bool:
    return all(path.is_file() and path.read_bytes() == t.encode() for path, t in contents.items())


def _lay_beside(
    root: Path,
    request: Request,
    texts: Mapping[str, str],
    transcripts: Mapping[str, str],
    own: list[str],
) -> list[str]:
    """Into build/imported/, where each import replaces the one before."""
    folder = root / "build" / "imported" / request.chapter
    contents = {folder / f"{kind}.yaml": text for kind, text in texts.items()}
    if request.transcripts is not None:
        contents |= {folder / "transcripts" / f"{n}.txt": t for n, t in transcripts.items()}
    for path in (*folder.glob("*.yaml"), *folder.glob("transcripts/*.txt")):
        if path not in contents:
            path.unlink()
    for path, text in contents.items():
        files.replace(root, path, text)
    home = f"chapters/{request.chapter}/findings/"
    why = (
        f"{home} has its own {in_a_row(f'{kind}.yaml' for kind in own)}: nothing there was changed."
        if own
        else "Something was lost (see the errors), so nothing was written into findings/."
    )
    return [
        why,
        f"What was imported is in {files.shown(root, folder)}/: compare, and copy what you want "
        f"into {home}.",
        "Ids are counted anew in each import: take all of its files, or none.",
        "",
    ]


def _transcripts(root: Path, folder: Path, texts: Mapping[str, str]) -> list[str]:
    """Write transcripts that are not there yet."""
    folder = root / folder.expanduser()
    wanted = {folder / f"{name}.txt": text for name, text in texts.items()}
    kept = [path for path in wanted if path.exists()]
    files.create(root, {path: text for path, text in wanted.items() if path not in kept})
    lines = [f"  {files.shown(root, path)}" for path in wanted if path not in kept]
    lines += [f"  {files.shown(root, path)} was there already, and is as it was" for path in kept]
    if wanted and files.inside(root, folder):
        shown = files.shown(root, folder.resolve())
        lines.append(f"  (keep {shown}/ out of git: add the line {shown}/ to .gitignore)")
    return lines
