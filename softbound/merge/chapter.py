"""Prose, findings and templates → one Markdown text, with the author's line for each of its lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import yaml
from jinja2 import Template, TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from softbound.files import FileTrouble, template_path
from softbound.merge import lines
from softbound.merge.environment import EndlessTemplate, Engine
from softbound.merge.filters import OPEN, listed
from softbound.merge.lines import LineMap
from softbound.merge.quotations import Quotations
from softbound.problems import Place, Problem, nearest, problem


@dataclass(frozen=True)
class ProseFile:
    """One Markdown file of a unit."""

    file: str
    """Its path for problems."""
    text: str
    page: str = ""
    """The front-matter page it is, by its name in the profile's order; empty for other units."""


@dataclass(frozen=True)
class Templates:
    """Where table and figure templates come from."""

    load: Callable[[str], tuple[str, str] | None]
    """A path below templates/ → text and the name shown to the author; None if there is none."""
    names: Callable[[str], Sequence[str]]
    """``tables`` or ``figures`` → the names of all templates there."""


@dataclass(frozen=True)
class Merged:
    """A unit's merged Markdown."""

    markdown: str
    map: LineMap
    drawings: Mapping[str, str]
    """A figure's path relative to the thesis → its Typst source."""
    problems: Sequence[Problem] = field(default_factory=tuple)


class UnknownTemplate(Exception):
    """``table("…")`` or ``figure("…")`` names a template that does not exist."""


class BadHead(Exception):
    """A figure template's head is not YAML with the keys it needs."""


def merge(
    unit: str,
    files: Sequence[ProseFile],
    names: Mapping[str, Any],
    templates: Templates,
) -> Merged:
    """Render a unit's files and join them.

    :param unit: the unit's name, which goes into the names of its drawings.
    :param files: its prose, in order.
    :param names: what expressions can use: the unit's own findings, ``chapters``, ``thesis``.
    :param templates: see there.
    :return: the merged text; problems of the rules ``template-…``, ``quotation-…`` and
        ``expression-…``.
    """
    drawings: dict[str, str] = {}
    engine = Engine(templates.load, names)
    quotations = Quotations(lambda options: _findings_of(engine, options) or names)
    engine.globals["quote"] = quotations.quote
    engine.globals["quotes"] = quotations.both(names)
    engine.globals["table"] = _table(engine, templates, quotations)
    engine.globals["figure"] = _figure(engine, templates, unit, drawings, quotations)
    texts: list[str] = []
    numbers: list[tuple[int, int]] = []
    problems: list[Problem] = []
    for index, prose in enumerate(files):
        rendered, found = _render(engine, prose)
        problems += [*found, *_metadata(prose)]
        text, source_lines, wrong = quotations.placed(*lines.unmark(rendered), prose.file)
        problems += wrong
        problems += _without_value(text, prose, source_lines)
        text = text.replace(OPEN, "[?]").rstrip("\n")
        count = text.count("\n") + 1
        opening, closing = _fences(prose)
        texts.append(f"{opening}{text}{closing}\n\n")
        first, last = source_lines[0], source_lines[count - 1]
        numbers += [(index, first)] * opening.count("\n")
        numbers += [(index, line) for line in source_lines[:count]]
        numbers += [(index, last)] * (closing.count("\n") + 1)
    return Merged(
        "".join(texts),
        LineMap(tuple(f.file for f in files), tuple(numbers)),
        drawings,
        problems,
    )


def _fences(prose: ProseFile) -> tuple[str, str]:
    """A front-matter page is kept together by a div; other files stand as they are."""
    if not prose.page:
        return "", ""
    return f'::::::::: {{.page page="{prose.page}"}}\n\n', "\n\n:::::::::"


def _metadata(prose: ProseFile) -> list[Problem]:
    """A YAML block at a file's beginning, as Quarto has it; here it would be taken for text."""
    if not re.match(r"\s*---[ \t]*\n[\w-]+:(?:.*\n)+?(?:---|\.\.\.)[ \t]*(?:\n|$)", prose.text):
        return []
    return [
        problem(
            "markdown-is-read-whole",
            Place(prose.file, 1),
            "The YAML block at the file's beginning is not read, and would be printed.",
            "Take it out: titles are headings, everything else stands in thesis.yaml.",
        )
    ]


def _without_value(text: str, prose: ProseFile, numbers: Sequence[int]) -> list[Problem]:
    """Where a file shows what is not known yet, in one problem."""
    marked = [n for n, line in zip(numbers, text.split("\n"), strict=True) if OPEN in line]
    if not marked:
        return []
    first, *others = dict.fromkeys(marked)
    also = (
        f" So it is in {'line' if len(others) == 1 else 'lines'} {listed(others)}."
        if others
        else ""
    )
    return [
        problem(
            "expression-has-value",
            Place(prose.file, first),
            f"An expression has no value here; the draft shows [?].{also}",
            "What it tells is not known yet, or is left out in the findings.",
        )
    ]


def _render(engine: Engine, prose: ProseFile) -> tuple[str, list[Problem]]:
    try:
        code = engine.compile(lines.mark(prose.text, engine), prose.file, prose.file)
        template = Template.from_code(engine, code, engine.make_globals(None))  # type: ignore[arg-type]
        return template.render(), []
    except Exception as error:
        # Anything an expression does wrong ends here: a filter given text for a number raises
        # whatever Python raises. It is the author's expression, so it is a problem at its line.
        return "", [_explained(error, prose, engine)]


def _table(engine: Engine, templates: Templates, quotations: Quotations) -> Callable[..., str]:
    def table(name: str, **options: Any) -> str:
        template = _get(engine, templates, "tables", name)
        given = {**_findings_of(engine, options), **options}
        with quotations.in_table():
            rendered = template.render({"name": name, "id": f"tbl:{name}", **given})
        return f"\n{rendered.strip()}\n"

    return table


def _figure(
    engine: Engine,
    templates: Templates,
    unit: str,
    drawings: dict[str, str],
    quotations: Quotations,
) -> Callable[..., str]:
    def figure(name: str, **options: Any) -> str:
        template = _get(engine, templates, "figures", name)
        identifier = str(options.get("id", f"fig:{name}"))
        given = {**_findings_of(engine, options), **options, "id": identifier}
        head, code = _head(template.render({"name": name, **given}), name)
        head |= {key: options[key] for key in ("title", "alt", "note", "width") if key in options}
        path = f"build/figures/{unit}--{identifier.removeprefix('fig:')}.typ"
        drawings[path] = quotations.plain(code.replace(OPEN, "?"))
        alt = (
            quotations.plain(" ".join(str(head.get("alt", "")).split()))
            .replace("\\", "\\\\")
            .replace('"', '\\"')
        )
        width = f' width="{head["width"]}"' if head.get("width") else ""
        note = f"\n::: note\n{str(head['note']).strip()}\n:::\n" if head.get("note") else ""
        title = " ".join(str(head["title"]).split())
        return (
            f"\n:::: {{#{identifier}}}\n"
            f'![{title}]({path}){{.drawn alt="{alt}"{width}}}\n{note}::::\n'
        )

    return figure


def _findings_of(engine: Engine, options: Mapping[str, Any]) -> Mapping[str, Any]:
    """The findings of the chapter that the option ``chapter`` names; none where it is not given.

    :raises UndefinedError: for a chapter that is not known.
    """
    if "chapter" not in options:
        return {}
    chapters: Any = engine.globals.get("chapters", {})
    wanted = str(options["chapter"])
    if wanted not in chapters:
        raise UndefinedError(f'There is no chapter "{wanted}". {nearest(wanted, chapters)}'.strip())
    found: Mapping[str, Any] = chapters[wanted]
    return found


def _head(rendered: str, name: str) -> tuple[dict[str, Any], str]:
    """A figure template's YAML head and the Typst code below it."""
    match = re.match(r"\s*---\n(.*?)\n---\n(.*)", rendered, re.DOTALL)
    try:
        head = yaml.safe_load(match[1]) if match else None
    except yaml.YAMLError as error:
        what = " ".join(str(getattr(error, "problem", None) or error).split())
        raise BadHead(f'The head of figure template "{name}" is not YAML: {what}.') from None
    if match is None or not isinstance(head, dict) or not head.get("title"):
        raise BadHead(
            f'Figure template "{name}" must begin with a head between --- lines that gives title and alt.'
        )
    return head, match[2]


def _get(engine: Engine, templates: Templates, folder: str, name: object) -> Template:
    path = template_path(folder, str(name))
    try:
        return engine.get_template(path)
    except TemplateNotFound as error:
        if error.name != path:
            raise
        known = templates.names(folder)
        hint = nearest(str(name), known) or (f"Known: {', '.join(known)}." if known else "")
        message = f'There is no template "{name}" for {folder} (templates/{path}).'
        raise UnknownTemplate(f"{message} {hint}".strip()) from None


def _explained(error: BaseException, prose: ProseFile, engine: Engine) -> Problem:
    """The problem that an exception stands for, at the line of the author's prose."""
    here, inner = _frames(error.__traceback__, prose.file)
    if isinstance(error, TemplateSyntaxError):
        name = error.filename or error.name or prose.file
        if name == prose.file:
            here = error.lineno
            if str(error.message).startswith("Unexpected end of template"):
                here = lines.unclosed(prose.text, engine) or here
        else:
            inner = f"{name}:{error.lineno}"
    within = f" (in {inner})" if inner else ""
    place = Place(prose.file, here)
    if isinstance(error, FileTrouble):
        return error.problem
    if isinstance(error, UnknownTemplate):
        return problem("template-is-known", place, str(error))
    if isinstance(error, TemplateNotFound):
        return problem("template-is-known", place, f'There is no template "{error.name}"{within}.')
    if isinstance(error, (TemplateSyntaxError, BadHead)):
        message = str(error.message if isinstance(error, TemplateSyntaxError) else error)
        return problem(
            "template-is-well-formed",
            place,
            f"The template cannot be parsed{within}: {message.rstrip('.')}.",
        )
    if isinstance(error, EndlessTemplate):
        return problem(
            "template-comes-to-an-end",
            place,
            f"The template does not come to an end{within}: {error}.",
        )
    if isinstance(error, (RecursionError, MemoryError)):
        return problem(
            "template-comes-to-an-end",
            place,
            f"The template does not come to an end{within}: it calls itself without end.",
        )
    if isinstance(error, UndefinedError):
        first, _, hint = str(error.message).partition(". ")
        message = f"{first.rstrip('.')}{within}. {hint}".strip()
        return problem("expression-is-defined", place, message)
    what = (error.message if isinstance(error, TemplateError) else str(error)) or type(
        error
    ).__name__
    what = re.sub(r"\b[A-Z]\w+\.(?=\w+\(\))", "", what)
    return problem(
        "expression-is-defined",
        place,
        f"The expression cannot be worked out{within}: {what.rstrip('.')}.",
    )


def _frames(trace: TracebackType | None, file: str) -> tuple[int | None, str]:
    """The line of the prose file, and "template:line" of the innermost template, from a traceback."""
    here, inner = None, ""
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name == file:
            here = trace.tb_lineno
        elif name.endswith(".j2"):
            inner = f"{name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return here, inner
