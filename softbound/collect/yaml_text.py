"""YAML text → a model, with every mistake at its line.

The one way in which softbound reads YAML: thesis.yaml, profiles, findings.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, RootModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from softbound.files import printable
from softbound.problems import Place, Problem, nearest, problem

Value = TypeVar("Value")
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Path = tuple[str | int, ...]
"""Keys and indices from the document's root to a value."""


@dataclass(frozen=True)
class Document:
    """Parsed YAML."""

    value: Any
    """Dicts, lists and scalars."""
    lines: Mapping[Path, int]
    """The line (from 1) of each value and, for a mapping's, of its key."""

    def line(self, path: Sequence[str | int]) -> int | None:
        """The line of a path, or of the nearest one above it that the document has."""
        at = tuple(path)
        while at and at not in self.lines:
            at = at[:-1]
        return self.lines.get(at)


MOST = 2_000_000
"""So many values a file may have; anchors that repeat one another make more of a few lines."""


class _Endless(Exception):
    """A document has more values than anybody wrote."""


def parse(text: str, file: str) -> tuple[Document | None, list[Problem]]:
    """YAML text → document; or None and the problem (``yaml-is-well-formed``)."""
    loader = Loader(text)
    problems: list[Problem] = []
    lines: dict[Path, int] = {}

    def note_lines(node: yaml.Node, path: Path) -> None:
        if len(lines) > MOST:
            raise _Endless
        lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            seen: dict[str, int] = {}
            for key_node, value_node in node.value:
                key = str(key_node.value)
                line = key_node.start_mark.line + 1
                if key in seen and key != "<<":
                    problems.append(
                        problem(
                            "yaml-is-well-formed",
                            Place(file, line),
                            f'The key "{key}" stands twice: here and in line {seen[key]}.',
                            "Keep one of them.",
                        )
                    )
                seen[key] = line
                lines[(*path, key)] = line
                note_lines(value_node, (*path, key))
        elif isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value):
                note_lines(item, (*path, index))

    node: yaml.Node | None = None
    try:
        node = loader.get_single_node()
        if node is None:
            return Document(None, {(): 1}), []
        note_lines(node, ())
        value = loader.construct_document(node)
    except (RecursionError, _Endless):
        return None, [
            problem("yaml-is-well-formed", Place(file, 1), "The YAML refers to itself without end.")
        ]
    except (yaml.YAMLError, ValueError) as error:
        return None, [_not_well_formed(error, text, file, node)]
    finally:
        loader.dispose()
    return (None if problems else Document(value, lines)), problems


def _not_well_formed(error: Exception, text: str, file: str, node: yaml.Node | None) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark is not None else None
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, error.position) + 1
    elif line is None and node is not None:
        line = _unconstructible(node)
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    hint = (
        "Indent with spaces, close every quotation mark and bracket, and quote text that contains "
        "a colon or begins with a sign such as *, @ or [."
    )
    if line is not None and "\t" in (text.split("\n")[line - 1 : line] or [""])[0]:
        hint = "The line contains a tab: indent with spaces."
    return problem(
        "yaml-is-well-formed", Place(file, line), f"The YAML cannot be parsed: {what}.", hint
    )


def _unconstructible(node: yaml.Node) -> int | None:
    """The line of the first value that looks like a date, but is none."""
    if isinstance(node, yaml.ScalarNode):
        try:
            yaml.constructor.SafeConstructor().construct_object(node)
        except ValueError:
            return int(node.start_mark.line) + 1
        return None
    children = node.value
    if isinstance(node, yaml.MappingNode):
        children = [child for pair in node.value for child in pair]
    return next((line for child in children if (line := _unconstructible(child))), None)


def read(text: str, file: str, shape: Any, rule: str) -> tuple[Any, Document | None, list[Problem]]:
    """YAML text → a validated value.

    :param text: the file's content.
    :param file: its name for problems.
    :param shape: a pydantic model, or a type such as ``tuple[Study, ...]``.
    :param rule: the rule that a wrong shape breaks.
    :return: the value (None where there are problems), the document, the problems.
    """
    document, problems = parse(text, file)
    if document is None:
        return None, None, problems
    try:
        value = _empty(shape) if document.value is None else _as_json(document.value)
        return TypeAdapter(shape).validate_python(value), document, []
    except ValidationError as error:
        return None, document, _explained(error, document, file, shape, rule)


def read_all(
    texts: Mapping[str, tuple[str, str]],
    read: Callable[[str, str], tuple[Value | None, list[Problem]]],
) -> tuple[dict[str, Value], list[Problem]]:
    """Several files of one kind: all that can be read, by name, and the problems of the others.

    :param texts: a file's name without .yaml → its path for problems, and its text.
    :param read: a text and its path → what it says, or None and problems.
    """
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for name, (file, text) in texts.items():
        value, found = read(text, file)
        problems += found
        if value is not None:
            values[name] = value
    return values, problems


def _empty(shape: Any) -> dict[str, Any] | list[Any]:
    """What an empty file stands for: a mapping without keys, or a list without items."""
    return {} if isinstance(shape, type) and not isinstance(shape, types.GenericAlias) else []


def _as_json(value: Any) -> Any:
    """Keys as text: YAML lets numbers and dates be keys, models do not. Text without signs that
    cannot be printed: YAML can write these with a backslash."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {printable(str(key)): _as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_json(item) for item in value]
    return value


EXPECTED: Mapping[str, str] = {
    "tuple_type": "a list, in square brackets: [a, b]",
    "list_type": "a list, in square brackets: [a, b]",
    "too_short": "a list with {min_length} or more items",
    "too_long": "a list with {max_length} or fewer items",
    "model_type": "keys with values, such as key: value",
    "dict_type": "keys with values, such as key: value",
    "mapping_type": "keys with values, such as key: value",
    "string_type": "text",
    "string_too_short": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "date_type": "a date such as 2026-05-31",
    "date_from_datetime_parsing": "a date such as 2026-05-31",
    "date_from_datetime_inexact": "a date such as 2026-05-31",
    "finite_number": "a whole number",
    "greater_than": "more than {gt:g}",
    "greater_than_equal": "{ge:g} or more",
    "less_than": "less than {lt:g}",
    "less_than_equal": "{le:g} or less",
}
"""Pydantic's type of a mistake → what was expected, in the author's words."""


def _explained(
    error: ValidationError, document: Document, file: str, shape: Any, rule: str
) -> list[Problem]:
    problems = []
    details = error.errors(include_url=False)
    paths = [tuple(detail["loc"]) for detail in details]
    for detail, path in zip(details, paths, strict=True):
        kind = detail["type"]
        if kind == "too_short" and any(other[: len(path)] == path != other for other in paths):
            continue  # pydantic counts the good items only; the bad ones are told themselves
        name = _named(path)
        hint = ""
        if kind == "extra_forbidden":
            known = _known_keys(shape, path[:-1])
            message = f'The key "{path[-1]}"{_where(path[:-1])} is not known.'
            hint = (
                _retired(shape, path[:-1]).get(str(path[-1]), "")
                or nearest(str(path[-1]), known)
                or (f"Known keys: {', '.join(sorted(known))}." if known else "")
            )
        elif kind == "missing":
            message = f'The key "{path[-1]}"{_where(path[:-1])} is missing.'
        elif kind == "literal_error":
            expected = str(detail["ctx"]["expected"]).replace("'", '"')
            message = f"{name} is {_quoted(detail['input'])}; expected {expected}."
            hint = nearest(str(detail["input"]), [w for w in expected.split('"')[1::2]])
        elif kind in EXPECTED:
            expected = EXPECTED[kind].format(**detail.get("ctx", {}))
            message = f"{name} is {_quoted(detail['input'])}; expected {expected}."
            if kind == "string_type" and isinstance(detail["input"], (int, float, date)):
                hint = "Put it in quotation marks."
            if kind == "string_type" and isinstance(detail["input"], bool):
                hint = (
                    "Put it in quotation marks: YAML reads yes, no, on and off as true and false."
                )
        elif kind == "string_pattern_mismatch":
            message = f"{name} is {_quoted(detail['input'])}; expected the form {detail['ctx']['pattern']}."
            hint = (
                "Names have small letters, digits and hyphens only."
                if "a-z0-9-" in str(detail["ctx"]["pattern"])
                else ""
            )
        else:
            message = f"{name}: {detail['msg'][0].lower()}{detail['msg'][1:]}, but it is {_quoted(detail['input'])}."
        problems.append(problem(rule, Place(file, document.line(path) or 1), message, hint))
    return problems


def _named(path: Path) -> str:
    return f'"{_dotted(path)}"' if path else "The file"


def _where(path: Path) -> str:
    return f' in "{_dotted(path)}"' if path else ""


def _dotted(path: Path) -> str:
    return "".join(f"[{p + 1}]" if isinstance(p, int) else f".{p}" for p in path).lstrip(".")


def _quoted(value: Any) -> str:
    if value is None:
        return "empty"
    if isinstance(value, (dict, list, tuple)):
        if not value:
            return "empty"
        return "a mapping" if isinstance(value, dict) else "a list"
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    return f'"{shown if len(shown) <= 40 else shown[:39] + "…"}"'


def _known_keys(shape: Any, path: Sequence[str | int]) -> list[str]:
    """The keys that a model has at a path."""
    model = _model_at(shape, path)
    return [] if model is None else list(_fields(model))


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """A key as YAML has it → the model's field: ``from`` cannot be a name in Python."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _retired(shape: Any, path: Sequence[str | int]) -> Mapping[str, str]:
    """The keys that a model at a path does not have any more → what to do instead."""
    return getattr(_model_at(shape, path), "retired", {})


def _model_at(shape: Any, path: Sequence[str | int]) -> type[BaseModel] | None:
    """The model at a path; follows models, lists, mappings and unions."""
    shapes = _plain(shape)
    for key in path:
        # What leads nowhere is a member's name that pydantic puts in for a union.
        shapes = [inner for outer in shapes for inner in _inside(outer, key)] or shapes
    models = (s for s in shapes if isinstance(s, type) and not isinstance(s, types.GenericAlias))
    return next((s for s in models if issubclass(s, BaseModel)), None)


def _plain(shape: Any) -> list[Any]:
    """A shape without wrappings: members of a union, the content of an ``Annotated`` or a root."""
    if isinstance(shape, type) and not isinstance(shape, types.GenericAlias):
        if issubclass(shape, RootModel):
            return _plain(shape.model_fields["root"].annotation)
        return [shape]
    origin, parts = typing.get_origin(shape), typing.get_args(shape)
    if origin is typing.Annotated:
        return _plain(parts[0])
    if origin in (typing.Union, types.UnionType):
        return [plain for part in parts for plain in _plain(part)]
    return [shape]


def _inside(shape: Any, key: str | int) -> list[Any]:
    """What a plain shape holds under a key or at an index."""
    if isinstance(shape, type) and not isinstance(shape, types.GenericAlias):
        field = _fields(shape).get(str(key)) if issubclass(shape, BaseModel) else None
        return _plain(field.annotation) if field is not None else []
    parts = typing.get_args(shape)
    return _plain(parts[0 if isinstance(key, int) else -1]) if parts else []
