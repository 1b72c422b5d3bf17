"""The only starter of programs: pandoc, Typst, git, and doit for an earlier state of a thesis."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import typst


@dataclass(frozen=True)
class Answer:
    """What a run of pandoc gave."""

    output: bytes
    messages: str
    """What it wrote to standard error: warnings, or why it failed."""
    ok: bool


ENDLESS = 600
"""Seconds after which pandoc is taken to be caught in a text."""


@cache
def pandoc_path() -> str:
    """The pandoc that came with pypandoc_binary.

    Found without pypandoc's own search, which starts pandoc three times.
    """
    import importlib.util

    spec = importlib.util.find_spec("pypandoc")
    if spec is not None and spec.submodule_search_locations:
        for name in ("pandoc", "pandoc.exe"):
            carried = Path(spec.submodule_search_locations[0]) / "files" / name
            if carried.is_file():
                return str(carried)
    import pypandoc

    return str(pypandoc.get_pandoc_path())


def pandoc(arguments: Sequence[str], stdin: str | bytes, folder: Path | None = None) -> Answer:
    """Run pandoc once.

    :param arguments: as on the command line, without the program's name.
    :param stdin: the document.
    :param folder: the working directory.
    """
    data = stdin.encode() if isinstance(stdin, str) else stdin
    try:
        run = subprocess.run(
            [pandoc_path(), *arguments], input=data, capture_output=True, cwd=folder, check=False,
            timeout=ENDLESS,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        reason = f"pandoc did not come to an end in {ENDLESS // 60} minutes. Many brackets within each other, or a very long paragraph, may be the cause"
        return Answer(b"", reason, ok=False)
    except OSError as error:
        return Answer(b"", f"pandoc could not be started: {error}", ok=False)
    return Answer(run.stdout, run.stderr.decode(errors="replace"), run.returncode == 0)


def git(arguments: Sequence[str], folder: Path) -> Answer:
    """Run git in a folder; where there is none, the answer is not ok."""
    try:
        run = subprocess.run(
            ["git", *arguments],
            capture_output=True,
            cwd=folder,
            check=False,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"},
        )
    except OSError as error:
        return Answer(b"", f"git could not be started: {error}", ok=False)
    return Answer(run.stdout, run.stderr.decode(errors="replace"), run.returncode == 0)


def doit(folder: Path, task: str) -> Answer:
    """Run one task of the thesis in a folder, with what it depends on."""
    run = subprocess.run(
        [sys.executable, "-m", "doit", task],
        capture_output=True,
        cwd=folder,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "CI": "true"},
    )
    return Answer(run.stdout, run.stderr.decode(errors="replace"), run.returncode == 0)


def git_says(arguments: Sequence[str], folder: Path) -> bool | None:
    """Whether git answers a question with yes; None where it is not installed, or cannot tell."""
    try:
        run = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    except OSError:
        return None
    return {0: True, 1: False}.get(run.returncode)


@dataclass(frozen=True)
class Compiled:
    """What a run of Typst gave."""

    output: bytes
    """The PDF or PNG; empty where it failed."""
    messages: str
    """Why it failed; empty where it did not."""
    values: Any
    """What the query gave; None without one."""

    @property
    def ok(self) -> bool:
        return not self.messages


def typst_compile(
    main: Path,
    root: Path,
    form: str = "pdf",
    standards: Sequence[str] = (),
    timestamp: int | None = None,
    query: str | None = None,
    ppi: float = 300,
) -> Compiled:
    """Compile a Typst file in this process (Typst runs without Python's lock).

    :param main: the file.
    :param root: the folder above which no file can be read.
    :param form: pdf or png.
    :param standards: PDF standards, such as ``a-2a``.
    :param timestamp: seconds since 1970 for the PDF's metadata.
    :param query: a label whose metadata is wanted besides.
    :param ppi: dots per inch of a PNG.
    """
    import typst

    options: dict[str, Any] = {"format": form, "ppi": ppi, "timestamp": timestamp}
    if form == "pdf" and standards:
        options["pdf_standards"] = list(standards)
    try:
        compiler: Any = typst.Compiler(str(main), root=str(root), font_paths=_font_paths(root))
        output = compiler.compile(**options)
        values = None
        if query is not None:
            values = json.loads(compiler.query(query, field="value", one=True))
    except typst.TypstError as error:
        return Compiled(b"", _typst_message(error), None)
    return Compiled(bytes(output), "", values)


def typst_forms(
    main: Path, root: Path, forms: Sequence[str], timestamp: int | None = None, ppi: float = 300
) -> tuple[dict[str, bytes], str]:
    """Compile a Typst file to several forms; it is laid out once for all of them.

    :param main: the file, a single page.
    :param root: the folder above which no file can be read.
    :param forms: pdf, svg, png.
    :param timestamp: seconds since 1970 for the PDF's metadata.
    :param ppi: dots per inch of a PNG.
    :return: form → content; or nothing, and why.
    """
    import typst

    try:
        compiler: Any = typst.Compiler(str(main), root=str(root), font_paths=_font_paths(root))
        return {
            form: bytes(compiler.compile(format=form, ppi=ppi, timestamp=timestamp))
            for form in forms
        }, ""
    except typst.TypstError as error:
        return {}, _typst_message(error)


def _font_paths(root: Path) -> list[str]:
    fonts = root / "templates" / "fonts"
    return [str(fonts)] if fonts.is_dir() else []


def _typst_message(error: typst.TypstError) -> str:
    hints = "; ".join(str(hint) for hint in (getattr(error, "hints", None) or ()))
    message = str(getattr(error, "message", error)) or "Typst failed"
    return f"{message} ({hints})" if hints else message


@cache
def font_families(root: Path) -> frozenset[str]:
    """The font families that Typst finds: its own, the machine's, and templates/fonts/."""
    import typst

    fonts = typst.Fonts(include_system_fonts=True, font_paths=_font_paths(root))
    return frozenset(fonts.families())
