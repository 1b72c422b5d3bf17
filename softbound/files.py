"""The only reader and writer of files.

Outputs are replaced whole or left as they were: a file is written beside its target and moved
over it, and only when its content differs, so that what depends on it need not run again.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from softbound.problems import Place, Problem, nearest, problem


class FileTrouble(Exception):
    """A file that cannot be read or written; carries the problem to report."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Unreadable(FileTrouble):
    """A file that cannot be read."""


class Unwritable(FileTrouble):
    """A file that cannot be written."""


@cache
def shipped_templates() -> Path:
    """The folder of templates that come with softbound.

    In a wheel they lie in the package; in an editable install, in the repository's root.
    """
    package = Path(__file__).parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


SUFFIXES = {"tables": ".md.j2", "figures": ".typ.j2"}
"""A folder of templates → how the names of its files end."""


def template_path(folder: str, name: str) -> str:
    """The path below templates/ of a template for ``tables`` or ``figures``."""
    return f"{folder}/{name}{SUFFIXES[folder]}"


def template(root: Path, name: str) -> Path | None:
    """A template file by its path below templates/: the thesis's own first, then the shipped one."""
    for folder in template_folders(root):
        candidate = folder / name
        if candidate.is_file():
            return candidate
    return None


def of_package(package: str, name: str) -> Path | None:
    """A data file of an installed package, none of whose code is run; or None."""
    found = find_spec(package)
    folders = found.submodule_search_locations if found else None
    candidates = (Path(folder) / name for folder in folders or ())
    return next(filter(Path.is_file, candidates), None)


def template_folders(root: Path) -> tuple[Path, Path]:
    """Where templates are looked for, in order."""
    return root / "templates", shipped_templates()


def template_names(root: Path, folder: str, suffix: str) -> list[str]:
    """The names (without suffix) of all templates in a folder such as ``tables``, sorted."""
    return sorted(
        {
            path.name.removesuffix(suffix)
            for base in template_folders(root)
            for path in (base / folder).glob(f"*{suffix}")
        }
    )


def template_paths(root: Path, folder: str, suffix: str) -> list[Path]:
    """The files of a folder of templates, the thesis's own first; one by each name."""
    names = template_names(root, folder, suffix)
    found = [template(root, f"{folder}/{name}{suffix}") for name in names]
    own = root / "templates"
    return sorted((p for p in found if p is not None), key=lambda p: not p.is_relative_to(own))


def shown(root: Path, path: Path) -> str:
    """How a path is named to the author: relative to the thesis, with forward slashes.

    Bytes of a name that stand for no character are shown as �: no report could hold them.
    """
    try:
        name = path.relative_to(root).as_posix()
    except ValueError:
        try:
            name = "templates/" + path.relative_to(shipped_templates()).as_posix()
        except ValueError:
            name = path.as_posix()
    return name.translate(_PRINTABLE)


_PRINTABLE = {
    **dict.fromkeys((*range(0x20), 0x7F, 0xFFFE, 0xFFFF)),
    **dict.fromkeys((0x0B, 0x0C), " "),
    **{0x09: "\t", 0x0A: "\n", 0x0D: "\n"},
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
"""Signs that neither Word nor a PDF can hold, and what stands for them; nothing for most."""


def printable(text: str) -> str:
    """Text without control characters and other signs that neither Word nor a PDF can hold.

    They come with text that is copied from PDFs, and are not seen in an editor. Lines stay as they
    are: those that Word ends with a vertical tab become one.
    """
    return text.translate(_PRINTABLE)


def read_text(root: Path, path: Path) -> str:
    """A text file's content: UTF-8 with or without BOM, line ends as ``\\n``, without signs that
    cannot be printed (:func:`printable`).

    :raises Unreadable: with the problem, where it is missing or not UTF-8.
    """
    content = read_bytes(root, path)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            problem(
                "file-is-readable",
                Place(shown(root, path), line),
                f"The file is not UTF-8: byte 0x{content[error.start]:02x} stands for no character.",
                "Save it with the encoding UTF-8.",
            )
        ) from None
    if "\0" in text:
        raise Unreadable(
            problem(
                "file-is-readable",
                Place(shown(root, path), text.count("\n", 0, text.index("\0")) + 1),
                "The file is not a text file: it contains a NUL character.",
                "Save it as plain text with the encoding UTF-8.",
            )
        )
    return printable(text.replace("\r\n", "\n"))


def read_bytes(root: Path, path: Path) -> bytes:
    """A file's content.

    :raises Unreadable: with the problem, where it cannot be read.
    """
    try:
        if path.exists() and not path.is_file():  # a pipe would be read for ever
            what = "it is a folder" if path.is_dir() else "it is a device or a pipe"
            raise Unreadable(
                problem(
                    "file-is-readable",
                    Place(shown(root, path)),
                    f"The file cannot be read: {what}.",
                )
            )
        return path.read_bytes()
    except FileNotFoundError:
        if path.is_symlink():
            raise Unreadable(
                problem(
                    "file-is-readable", Place(shown(root, path)), "The file is a link to nothing."
                )
            ) from None
        siblings = [p.name for p in path.parent.iterdir()] if path.parent.is_dir() else []
        raise Unreadable(
            problem(
                "file-is-readable",
                Place(shown(root, path)),
                "The file does not exist.",
                nearest(path.name, siblings),
            )
        ) from None
    except OSError as error:
        raise Unreadable(
            problem(
                "file-is-readable",
                Place(shown(root, path)),
                f"The file cannot be read: {error.strerror}.",
            )
        ) from None


def checksum(path: Path) -> str:
    """What tells a file's content from any other; empty where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def inside(root: Path, path: Path) -> bool:
    """Whether a path, links followed, lies in the thesis's folder."""
    return path.resolve().is_relative_to(root.resolve())


def replace(root: Path, path: Path, content: str | bytes) -> bool:
    """Write a file whole, or leave it as it was; tell whether it changed.

    :raises Unwritable: with the problem, where the disk is full or the file is locked.
    """
    data = content.encode() if isinstance(content, str) else content
    temporary: str | None = None
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise Unwritable(
            problem("outputs-can-be-written", Place(shown(root, path)), reason(error))
        ) from None
    return True


def create(root: Path, contents: Mapping[Path, str]) -> None:
    """Write files that do not exist yet: all of them, or none where one cannot be written.

    :raises Unwritable: with the problem; also where one of them exists.
    """
    made: list[Path] = []
    try:
        for path, content in contents.items():
            if path.exists() or path.is_symlink():
                raise Unwritable(
                    problem(
                        "outputs-can-be-written",
                        Place(shown(root, path)),
                        "The file exists already, and is left as it is.",
                    )
                )
            replace(root, path, content)
            made.append(path)
    except Unwritable:
        for path in made:
            path.unlink(missing_ok=True)
        raise


def remove(path: Path) -> None:
    """Remove a file of the build's own; one that cannot be removed is left."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


@contextmanager
def unpacked(root: Path, folder: Path, archive: bytes) -> Iterator[Path]:
    """A tar archive's files in a folder of their own, which is gone afterwards.

    :param folder: where; what lay there is replaced.
    :raises Unwritable: with the problem.
    """
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(folder, filter="data")
        yield folder
    except (OSError, tarfile.TarError) as error:
        told = reason(error) if isinstance(error, OSError) else f"The archive is broken: {error}."
        raise Unwritable(
            problem("outputs-can-be-written", Place(shown(root, folder)), told)
        ) from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def opened(root: Path, path: Path) -> Iterator[BinaryIO]:
    """A file's content as a stream, for files of which only a part may be read.

    :raises Unreadable: with the problem, where it cannot be opened.
    """
    try:
        if not path.is_file():
            read_bytes(root, path)  # tells what is wrong
        with path.open("rb") as stream:
            yield stream
    except OSError as error:
        raise Unreadable(
            problem(
                "file-is-readable",
                Place(shown(root, path)),
                f"The file cannot be read: {error.strerror}.",
            )
        ) from None


def reason(error: OSError) -> str:
    """Why a file could not be written, as a sentence for the author."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "The disk is full: the file was not written, and what stood there is unchanged."
    if isinstance(error, PermissionError):
        return "The file cannot be replaced: it is open in another program, or write-protected."
    return f"The file cannot be written: {error.strerror}."


def scaffold_prose() -> list[Path]:
    """The Markdown that a new thesis comes with."""
    return sorted((shipped_templates() / "scaffold" / "chapters").glob("*/*.md"))


def prose_files(folder: Path) -> list[Path]:
    """A chapter's Markdown files in name order; none where the folder is missing."""
    return sorted(_visible(folder, "*.md"))


def findings_files(folder: Path) -> list[Path]:
    """A chapter's findings files in name order."""
    return sorted(_visible(folder / "findings", "*.y*ml"))


def findings_tables(folder: Path) -> list[Path]:
    """A chapter's findings that are tables, or look as if they were meant so, in name order."""
    found = _visible(folder / "findings", "*")
    return sorted(path for path in found if path.suffix.lower() in TABLES and not path.is_dir())


TABLES = frozenset(
    {".csv", ".tsv", ".xlsx", ".xls", ".ods", ".numbers", ".ris", ".nbib", ".xml", ".zip"}
)
"""Suffixes of tables and of exports; of those in findings/, only some names are read."""


def record_files(folder: Path) -> list[Path]:
    """A chapter's exports of databases and screening tools, in name order; and whatever else lies
    among them, so that it can be told that it is not read."""
    found = _visible(folder / "findings" / "records", "*")
    return sorted(path for path in found if not path.name.lower().startswith(LEFT_BY_PROGRAMS))


LEFT_BY_PROGRAMS = ("~$", "thumbs.db", "desktop.ini", "icon\r")
"""How files begin that programs leave in any folder, without a full stop before their names."""


def _visible(folder: Path, pattern: str) -> Iterator[Path]:
    return (path for path in folder.glob(pattern) if not path.name.startswith("."))


TRANSCRIPTS = frozenset({".txt", ".md", ".docx", ".vtt", ".srt", ".doc", ".rtf", ".odt", ".pdf"})
"""Suffixes of what may be a transcript; not all can be read, but all can be named to the author."""


def transcript_folder(root: Path, named: str) -> Path:
    """The folder that thesis.yaml names under transcripts: from the thesis, whole, or with ~."""
    folder = root / named
    if named.startswith("~"):
        try:
            folder = Path(named).expanduser()
        except RuntimeError:  # ~somebody, who is not known here
            return folder
    elif "\\" in named and not folder.is_dir():  # written on Windows, read elsewhere
        folder = root / named.replace("\\", "/")
    return folder


def private_file(root: Path, named: str) -> Path:
    """The file that thesis.yaml names under private, by the same ways as the folder of transcripts."""
    whole = root / named
    if "\\" in named and not os.path.isfile(whole):  # written on Windows, read elsewhere
        named = named.replace("\\", "/")
    return transcript_folder(root, named)


def in_git(path: Path) -> bool:
    """Whether a file lies in a folder that git has to do with."""
    return any(os.path.exists(folder / ".git") for folder in path.parents)


SOURCES = frozenset(
    [
        ".md",
        ".yaml",
        ".yml",
        ".csv",
        ".tsv",
        ".txt",
        ".bib",
        ".json",
        ".svg",
        ".typ",
        ".j2",
        ".html",
        ".tex",
        ".csl",
        ".rtf",
        ".jpg",
        ".jpeg",
        ".png",
        ".tif",
        ".tiff",
        ".webp",
        ".gif",
        ".heic",
        ".bmp",
        ".pdf",
        ".docx",
        ".xlsx",
        ".pptx",
        ".odt",
    ]
)
"""Suffixes of an author's files in which names may stand."""


def sources(root: Path, bibliographies: Sequence[Path], transcripts: Path | None) -> list[Path]:
    """All files of a thesis in which names may stand, in name order: thesis.yaml, what lies in chapters/
    and the thesis's own templates/, the bibliographies. Not transcripts, and not the exports of
    databases, whose authors' names and addresses never reach the thesis."""
    found = [root / "thesis.yaml", *bibliographies]
    apart = os.path.realpath(transcripts) if transcripts is not None else None
    for top in ("chapters", "templates"):
        for folder, inner, names in os.walk(root / top):
            inner[:] = sorted(
                name
                for name in inner
                if not name.startswith(".")
                and os.path.realpath(os.path.join(folder, name)) != apart
                and not (name == "records" and os.path.basename(folder) == "findings")
            )
            found += (
                Path(folder, name)
                for name in sorted(names)
                if not name.startswith(".") and os.path.splitext(name)[1].lower() in SOURCES
            )
    return [path for path in found if path.is_file()]


def folder_state(folder: Path) -> str:
    """Whether a folder is there, missing, closed to us, or a file."""
    try:
        next(folder.iterdir(), None)
    except FileNotFoundError:
        return "missing"
    except NotADirectoryError:
        return "file"
    except OSError:
        return "closed"
    return "there"


def transcript_files(folder: Path) -> list[Path]:
    """What lies in the folder of transcripts and in its own folders, in name order; no deeper, for
    it may be anywhere, and into a folder that links lead back to only once. None where it is
    missing or closed."""
    found: list[Path] = []
    folders = {os.path.realpath(folder)}
    try:
        for path in sorted(_visible(folder, "*"), key=lambda path: (path.is_dir(), path)):
            if not path.is_dir():
                found.append(path)
            elif os.path.realpath(path) not in folders:
                folders.add(os.path.realpath(path))
                found += sorted(_visible(path, "*"))
    except OSError:
        return []
    kept = (path for path in sorted(found) if not path.name.lower().startswith(LEFT_BY_PROGRAMS))
    return [path for path in kept if path.suffix.lower() in TRANSCRIPTS and path.is_file()]
