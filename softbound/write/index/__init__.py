"""build/reports/index.html: how far the thesis is, and what is to be done, on one page.

Reports and derived findings → what the page shows (a module for each part of it) → HTML by the
template ``templates/reports/index.html.j2``. What is missing leaves its part of the page out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from softbound.areas import Area
from softbound.write.index import evidence, listing, readiness, references, words

Report = Mapping[str, Any]


@dataclass(frozen=True)
class Content:
    """What the page is made of."""

    title: str
    author: str = ""
    date: str = ""
    """When it was built, in words."""
    version: str = ""
    """softbound's."""
    areas: Sequence[Area] = ()
    """All problems, by part of the thesis."""
    lines: Callable[[str], Sequence[str]] = lambda file: ()
    """A file → its lines; none where they are not to be shown."""
    failed: bool = False
    """Whether the documents could not be built."""
    files: Sequence[str] = ()
    """What there is of the build's other outputs, relative to build/: thesis.pdf."""
    units: Mapping[str, str] = field(default_factory=dict)
    """Names of units → their titles."""
    words: Report | None = None
    """words.json."""
    references: Report | None = None
    """references.json."""
    online: Report | None = None
    """references-online.json."""
    anonymity: Report | None = None
    """anonymity.json."""
    derived: Mapping[str, Report] = field(default_factory=dict)
    """A unit → what follows from its findings."""
    findings: Mapping[str, Report] = field(default_factory=dict)
    """A unit → its findings, as far as the page shows them."""


OUTPUTS: Mapping[str, str] = {
    "thesis.pdf": "The thesis (PDF)",
    "thesis.docx": "The thesis (Word)",
    "reports/trace.html": "Trace of findings",
}
"""What the page leads to."""


def page(template: str, content: Content) -> str:
    """The page.

    :param template: the text of templates/reports/index.html.j2.
    :raises jinja2.TemplateError: what a thesis's own template does wrong.
    """
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    engine = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    engine.filters["n"] = lambda value: f"{value:,}"
    engine.filters["count"] = _count
    engine.filters["curly"] = lambda text: str(text).replace("'", "’")
    return engine.from_string(template).render(view(content))


def view(content: Content) -> dict[str, Any]:
    """What the template gets, as plain data."""
    problems = listing.listed(content.areas, content.lines)
    parts = {
        "words": words.view(content.words),
        "references": references.view(content.references, content.online, content.units),
        "anonymity": content.anonymity,
        "flows": evidence.flows(content.derived, content.units),
        "matrices": evidence.matrices(content.derived, content.units),
        "contributions": evidence.contributions(content.derived, content.units),
        "checklists": evidence.checklists(content.derived, content.units),
        "limitations": evidence.limitations(content.findings, content.units),
    }
    return {
        "title": content.title,
        "author": content.author,
        "date": content.date,
        "version": content.version,
        "outputs": [
            (f"../{name}", title) for name, title in OUTPUTS.items() if name in content.files
        ],
        "verdict": readiness.verdict(problems["totals"], content.failed),
        "items": readiness.items(problems, parts, content.failed),
        "problems": problems,
        **parts,
    }


def _count(value: int, one: str, many: str = "") -> str:
    """ "1 error", "2 errors"."""
    return f"{value:,} {one if value == 1 else many or one + 's'}"
