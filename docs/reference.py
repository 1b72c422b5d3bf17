"""The part of the documentation that is made from the code.

    python docs/reference.py           write it
    python docs/reference.py --check   tell whether it is in step; exit code 1 if not

``docs/authors/rules.md`` comes from the table of rules. Tables of fields come from the models of
thesis.yaml, findings and profiles, and stand between these marks in the pages that hold them::

    <!-- fields of Study -->
    <!-- end -->

and the tables of shipped profiles and reporting standards between ``<!-- profiles -->`` or
``<!-- standards -->`` and ``<!-- end -->``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, RootModel, TypeAdapter

from softbound.model.anonymity import Entry, Patterns, PrivateList
from softbound.model.appraisal import AppraisalTool
from softbound.model.citations import CitationRules
from softbound.model.findings import KINDS
from softbound.model.findings.base import RefersTo
from softbound.model.known_numbers import KnownNumbers
from softbound.model.language import Abbreviations, Spelling, Unfinished
from softbound.model.manual import Manual
from softbound.model.profile import Profile
from softbound.model.standard import Standard
from softbound.model.thesis import Thesis
from softbound.model.typed_citations import TypedCitations
from softbound.rules import FAMILIES, Family, Rule

AUTHORS = Path(__file__).parent / "authors"
TEMPLATES = Path(__file__).parents[1] / "templates"
SHIPPED = TEMPLATES / "profiles"
STANDARDS = TEMPLATES / "standards"
MARKED = re.compile(
    r"(<!-- (?:fields of (\w+)|profiles|standards) -->\n).*?(<!-- end -->)", re.DOTALL
)

PATTERNS: Mapping[str, str] = {
    r"^[a-z0-9][a-z0-9-]*$": "name",
    r"^[A-Za-z][A-Za-z0-9_-]*$": "id",
    r"^[a-z]{2,3}(-[A-Z]{2})?$": "language tag",
}
"""A pattern of the models → what authors call such a text."""
SIMPLE: Mapping[str, str] = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "`true` or `false`",
}
PLURALS: Mapping[str, str] = {
    "whole number, 0 or more": "whole numbers, 0 or more",
    "text": "texts",
    "name": "names",
    "id": "ids",
}


@dataclass(frozen=True)
class Field:
    """A row of a table of fields."""

    key: str
    value: str
    """What may be written, in Markdown."""
    default: str
    """What holds if it is left out, in Markdown."""
    meaning: str


def pages(folder: Path = AUTHORS) -> dict[Path, str]:
    """Every page that is made from the code, wholly or in part: path → text.

    :param folder: docs/authors, where the pages with marks are read.
    """
    made = {folder / "rules.md": rules(FAMILIES)}
    models = {model.__name__: model for model in reversed(_models())}  # of two names, the first
    for path in sorted(folder.glob("*.md")):
        text = path.read_text("utf-8")
        if MARKED.search(text):
            made[path] = filled(text, models)
    return made


def filled(text: str, models: Mapping[str, type[BaseModel]]) -> str:
    """A page with its tables of fields brought up to date.

    :raises KeyError: for a mark that names no model.
    """

    def table(match: re.Match[str]) -> str:
        if match[2]:
            made = field_table(fields(models[match[2]]))
        else:
            made = standards(STANDARDS) if "standards" in match[1] else profiles(SHIPPED)
        return f"{match[1]}{made}{match[3]}"

    return MARKED.sub(table, text)


# fields


def fields(model: type[BaseModel]) -> list[Field]:
    """A model's fields as an author sees them."""
    schema = TypeAdapter(model).json_schema()
    if "$ref" in schema:
        schema = schema["$defs"][model.__name__]
    required = schema.get("required", ())
    by_key = {field.alias or name: field for name, field in model.model_fields.items()}
    found = []
    for key, value in schema["properties"].items():
        kinds = next((m.kinds for m in by_key[key].metadata if isinstance(m, RefersTo)), ())
        found.append(
            Field(
                key,
                _referring(value, kinds) if kinds else _value(value),
                "**required**" if key in required else _default(value),
                " ".join(value.get("description", "").split()),
            )
        )
    return found


def field_table(rows: Iterable[Field]) -> str:
    """Rows as a Markdown table."""
    lines = ["| key | value | if left out | meaning |", "|---|---|---|---|"]
    for row in rows:
        cells = (f"`{row.key}`", row.value, row.default, row.meaning)
        lines.append(f"| {' | '.join(_cell(cell) for cell in cells)} |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _value(schema: Mapping[str, Any]) -> str:
    """A field's JSON Schema in words."""
    if "anyOf" in schema:
        return " or ".join(_value(part) for part in schema["anyOf"] if part.get("type") != "null")
    if "$ref" in schema:
        return _linked(schema["$ref"])
    if "enum" in schema:
        shown = [f"`{word}`" for word in schema["enum"]]
        return f"{', '.join(shown[:-1])} or {shown[-1]}"
    if "const" in schema:
        return f"`{schema['const']}`"
    if schema.get("format") == "date":
        return "date, YYYY-MM-DD"
    if schema["type"] == "array":
        item = _value(schema["items"])
        exactly = schema.get("minItems") if "maxItems" in schema else None
        return f"list of {f'{exactly} × ' if exactly else ''}{PLURALS.get(item, item)}"
    if schema["type"] == "object":
        named = schema.get("patternProperties", {})  # keys that are names
        held = _value(
            next(iter(named.values()), schema.get("additionalProperties") or {"type": "string"})
        )
        return f"keys with {PLURALS.get(held, held)}"
    if "pattern" in schema:
        return PATTERNS[schema["pattern"]]
    return SIMPLE[schema["type"]] + _bounds(schema)


def _referring(schema: Mapping[str, Any], kinds: Sequence[str]) -> str:
    """A field that holds ids of other findings files."""
    several = schema.get("type") == "array"
    links = " or ".join(f"[`{kind}.yaml`](#{kind}yaml)" for kind in kinds)
    return f"{'ids' if several else 'id'} of {links}"


def _linked(reference: str) -> str:
    name = reference.rpartition("/")[2]
    return f"[{name}](#{name.lower()})"


def _bounds(schema: Mapping[str, Any]) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    if "exclusiveMinimum" in schema:
        return f" above {schema['exclusiveMinimum']}"
    if low is not None and high is not None:
        return f", {low:g} to {high:g}"
    return "" if low is None else f", {low:g} or more"


def _default(schema: Mapping[str, Any]) -> str:
    default = schema.get("default")
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    if isinstance(default, (int, float)):
        return f"`{default:g}`"
    if isinstance(default, list) and all(isinstance(item, str) for item in default):
        return ", ".join(f"`{item}`" for item in default) or "–"
    return f"`{default}`" if isinstance(default, str) and default else "–"


def _models() -> list[type[BaseModel]]:
    """All models of YAML files, outermost first."""
    found: list[type[BaseModel]] = []
    todo: list[Any] = [
        Thesis, Profile, CitationRules, AppraisalTool, Standard, KnownNumbers, TypedCitations, Abbreviations, Spelling,
        Unfinished, Manual, Entry, PrivateList, Patterns, *KINDS.values()
    ]  # fmt: skip
    while todo:
        shape = todo.pop(0)
        todo += getattr(shape, "__args__", ())
        todo += getattr(shape, "__metadata__", ())
        if isinstance(shape, type) and issubclass(shape, BaseModel) and shape not in found:
            found.append(shape)
            todo += [field.annotation for field in shape.model_fields.values()]
    return [model for model in found if not issubclass(model, RootModel)]


# profiles


def profiles(folder: Path) -> str:
    """The profiles of a folder as a Markdown table, with their sources as their files say.

    :raises pydantic.ValidationError: for a file that is no profile.
    """
    lines = ["| profile | for | read in | recorded | status |", "|---|---|---|---|---|"]
    for path in sorted(folder.glob("*.yaml")):
        profile = Profile.model_validate(yaml.safe_load(path.read_text("utf-8")))
        for index, source in enumerate(profile.sources):
            first = (f"`{path.stem}`", profile.name) if index == 0 else ("", "")
            address = f" ({source.address})" if source.address else ""
            status = source.status.replace("-", " ")
            cells = (*first, f"{source.title}{address}", str(source.recorded), status)
            lines.append(f"| {' | '.join(_cell(cell) for cell in cells)} |")
    return "\n".join(lines) + "\n"


# reporting standards


def standards(folder: Path) -> str:
    """The reporting standards of a folder as a Markdown table.

    :raises pydantic.ValidationError: for a file that is no standard.
    """
    lines = ["| standard | is | items | source | read | status |", "|---|---|---|---|---|---|"]
    for path in sorted(folder.glob("*.yaml")):
        value = yaml.safe_load(path.read_text("utf-8"))
        for section in value["sections"]:
            section["items"] = {str(number): label for number, label in section["items"].items()}
        standard = Standard.model_validate(value)
        cells = (
            f"`{path.stem}`",
            standard.name,
            str(len(standard.labels)),
            f"<https://doi.org/{standard.doi}>",
            standard.read,
            standard.status.replace("-", " "),
        )
        lines.append(f"| {' | '.join(_cell(cell) for cell in cells)} |")
    return "\n".join(lines) + "\n"


# rules


RULES_OPENING = """\
# Rules

<!-- made by docs/reference.py from softbound/rules/: edit there -->

Every problem that `doit` prints ends with the rule it breaks, in square brackets. Each rule is a
sentence that holds when all is well. `softbound explain RULE` prints what stands here.

| when it does not hold | the draft | `doit` exits | can be [ignored](problems.md#leaving-a-rule-aside) |
|---|---|---|---|
| error, no draft | is not built; the last outputs stay as they were | with 1 | no |
| error | is built, with the place marked | with 1 | yes |
| warning | is built | with 0 | yes |
| note | is built | with 0 | yes |"""


def rules(families: Sequence[Family]) -> str:
    """The page of rules."""
    lines = [RULES_OPENING]
    for family in families:
        lines += ["", f"## {family.title}", "", family.about, ""]
        lines += ["| rule | what holds | when it does not |", "|---|---|---|"]
        lines += [
            f"| [`{name}`](#{name}) | {_cell(rule.sentence)} | {_effect(rule)} |"
            for name, rule in family.rules.items()
        ]
        for name, rule in family.rules.items():
            lines += ["", f"### {name}", "", f"{rule.sentence} *({_effect(rule).capitalize()}.)*"]
            lines += ["", _safe(rule.why)]
            if rule.mend:
                lines += ["", f"**What to do:** {_safe(rule.mend)}"]
            if rule.source:
                lines += ["", f"Source: {_safe(rule.source)}"]
    return "\n".join(lines) + "\n"


def _effect(rule: Rule) -> str:
    return f"{rule.severity}, no draft" if rule.stops else rule.severity


def _safe(text: str) -> str:
    """Advice for the terminal as Markdown: samples of code that it holds stay code."""
    parts = text.split("`")
    for index in range(0, len(parts), 2):
        parts[index] = re.sub(
            r"(!\[.*?\]\(\S+?\)\{.*?\}|\{%#.*?#%\}|\{\{|\{%)", r"`\1`", parts[index]
        )
    return "`".join(parts)


# the command


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or with ``--check`` only compare; the exit code."""
    check = "--check" in arguments
    stale = []
    for path, text in pages().items():
        if not path.is_file() or path.read_text("utf-8") != text:
            stale.append(path)
            if not check:
                path.write_text(text, "utf-8", newline="\n")
    for path in stale:
        print(f"{path.name} {'is out of step' if check else 'was written'}")
    if check and stale:
        print("Run: python docs/reference.py")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
