"""The table of rules: every problem names one, and `softbound explain` prints it.

Ids are sentences in the positive and stable once released. ``docs/authors/rules.md`` is made
from this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Rule:
    """What must hold, and what happens when it does not."""

    severity: Literal["error", "warning", "note"]
    sentence: str
    """What holds when all is well."""
    why: str
    """Why it matters and what to do, for `softbound explain`."""
    stops: bool = False
    """True: no draft is built and the last outputs stay as they were."""


RULES: Mapping[str, Rule] = {
    # files and their form
    "file-is-readable": Rule(
        "error",
        "Every file that the thesis names exists and can be read as UTF-8 text.",
        "Save the file as UTF-8 (in VS Code: click the encoding at the bottom right), or mend its name.",
        stops=True,
    ),
    "file-is-in-thesis": Rule(
        "error",
        "Every file that is used lies in the thesis's own folder.",
        "A thesis that reaches outside its folder cannot be built on another machine. Copy the file into the chapter's folder.",
        stops=True,
    ),
    "yaml-is-well-formed": Rule(
        "error",
        "Every YAML file can be parsed, and no key stands twice in one mapping.",
        "YAML needs spaces (no tabs) for indentation and quotes around text that contains a colon followed by a space.",
        stops=True,
    ),
    "thesis-is-complete": Rule(
        "error",
        "thesis.yaml has every key it needs, and no other, each with a value of the right kind.",
        "docs/authors/thesis-yaml.md lists the keys. Editors with a YAML extension complete them.",
        stops=True,
    ),
    "findings-are-complete": Rule(
        "error",
        "Every findings file has the shape its name promises.",
        "docs/authors/findings.md lists the files and their fields.",
        stops=True,
    ),
    "findings-are-consistent": Rule(
        "error",
        "Every id in the findings is unique, and every reference between findings leads somewhere.",
        "A theme that names a study, or an interview that names a participant, must use the id written in the other file.",
        stops=True,
    ),
    "profile-is-known": Rule(
        "error",
        "The profile is a file of templates/profiles/.",
        "Use the name of a shipped profile, or write templates/profiles/NAME.yaml in your thesis's folder.",
        stops=True,
    ),
    "profile-is-complete": Rule(
        "error",
        "Every profile has the shape that docs/authors/profiles.md describes.",
        "Compare it with a shipped profile.",
        stops=True,
    ),
    "citation-style-is-known": Rule(
        "error",
        "The citation style is a CSL style's name or a .csl file of the thesis.",
        "Names are those of the Zotero style repository, such as apa or american-medical-association.",
        stops=True,
    ),
    "ignored-rule-is-known": Rule(
        "warning",
        "Every rule that thesis.yaml ignores exists.",
        "A rule's id stands in square brackets at the end of its problem.",
    ),
    "chapter-has-prose": Rule(
        "error",
        "Every chapter's folder exists and holds at least one .md file with text.",
        "Make the folder chapters/NAME with 01-introduction.md in it, or take NAME out of thesis.yaml.",
        stops=True,
    ),
    "chapter-is-listed": Rule(
        "note",
        "Every folder of chapters/ is named in thesis.yaml.",
        "A folder that is not named is not part of the thesis.",
    ),
    "chapter-has-one-title": Rule(
        "error",
        "Every chapter and appendix begins with a level-1 heading, its title; sections begin at level 2.",
        "Begin the first file with `# Title` and use `##` for its sections.",
    ),
    "heading-levels-are-in-order": Rule(
        "warning",
        "No heading level is skipped.",
        "APA 7 and accessible PDFs need level 3 under level 2, never under level 1.",
    ),
    # templates
    "template-is-known": Rule(
        "error",
        "Every table and figure that prose places has a template.",
        "Templates are templates/tables/NAME.md.j2 and templates/figures/NAME.typ.j2, in the thesis or shipped.",
        stops=True,
    ),
    "template-is-well-formed": Rule(
        "error",
        "Every template and every expression in prose can be parsed.",
        "Look for an unclosed {{ or {%; comments are written {%# … #%}.",
        stops=True,
    ),
    "template-comes-to-an-end": Rule(
        "error",
        "Every template finishes within its budget of time, loops and text.",
        "Look for a loop over far too many things, or a template that includes itself.",
        stops=True,
    ),
    "expression-is-defined": Rule(
        "error",
        "Every name that an expression uses is defined.",
        "Findings are known by their file's name: studies.yaml is studies. Another chapter's are chapters.systematic_review.studies.",
        stops=True,
    ),
    "figure-can-be-drawn": Rule(
        "error",
        "Every figure that a template makes can be drawn.",
        "The template's Typst code has a mistake; the message is Typst's.",
        stops=True,
    ),
    # search: duplicates
    "overruled-record-is-known": Rule(
        "error",
        "Every id in duplicates.yaml is a record's.",
        "The ids stand in build/reports/duplicates-CHAPTER.csv. A record that was exported anew with other content gets another id: look it up again.",
    ),
    "overruling-is-consistent": Rule(
        "error",
        "No two records are said to be of one work and of different works.",
        "The file duplicates.yaml names them under both same and different, perhaps by way of a third record. Until one is deleted they are taken as different.",
    ),
    "extra-is-installed": Rule(
        "error",
        "Whatever the thesis asks for and softbound does not bring along is installed.",
        'Heavy tools are extras: install the one that the message names, such as pip install "softbound[bib-dedupe]", or do without it.',
    ),
    # prose
    "markdown-is-read-whole": Rule(
        "warning",
        "Everything in the Markdown is understood.",
        "The message is pandoc's.",
    ),
    "footnote-has-text": Rule(
        "error",
        "Every footnote mark has its text.",
        "Write `[^name]: The note.` in a paragraph of its own in the same chapter.",
    ),
    "raw-code-is-not-used": Rule(
        "error",
        "No chapter contains raw HTML, Typst or LaTeX.",
        "It could appear in one of the outputs only. Use Markdown, or a template.",
        stops=True,
    ),
    "image-exists": Rule(
        "error",
        "Every image that prose places exists.",
        "The path is relative to the chapter's folder. Small and capital letters count.",
        stops=True,
    ),
    "image-can-be-shown": Rule(
        "error",
        "Every image is a PNG, JPEG, GIF, WebP or SVG file that both outputs can show.",
        "Export it again as PNG (photographs as JPEG) at 300 dots per inch.",
        stops=True,
    ),
    "figure-has-alt-text": Rule(
        "error",
        "Every image has an alternative text that says what it shows.",
        'Write ![Title](file.png){alt="What it shows, in a sentence."}; a title is not an alternative text. Without it the PDF does not claim to be accessible.',
    ),
    # citations
    "bibliography-file-is-read": Rule(
        "error",
        "Every bibliography is a .bib, CSL .json or CSL .yaml file that can be read.",
        "Export it again from your reference manager as BibLaTeX or CSL JSON.",
    ),
    "bibliography-entry-is-read": Rule(
        "error",
        "Every entry of a bibliography is read whole.",
        "The other entries count all the same. Look for a missing comma or brace at the line named.",
    ),
    "bibliography-key-is-unique": Rule(
        "error",
        "Every key stands once in all bibliographies.",
        "Two works under one key cannot both be cited; the first is used.",
    ),
    "bibliography-field-is-unique": Rule(
        "warning",
        "No entry of a bibliography has a field twice.",
        "Only one of them is used.",
    ),
    "bibliography-entry-stands-once": Rule(
        "note",
        "No entry of a bibliography is repeated.",
        "The repeated entry says the same, so nothing is wrong; take one out when you tidy up.",
    ),
    "bibliography-field-is-read": Rule(
        "warning",
        "The title, names and dates of every entry are understood.",
        "What is not understood is missing from the reference list.",
    ),
    "bibliography-type-is-known": Rule(
        "warning",
        "Every entry's type is one that BibLaTeX knows.",
        "The type decides how the reference is set: @article, @book, @incollection, @thesis, @report, @online.",
    ),
    "bibliography-key-can-be-cited": Rule(
        "warning",
        "Every key can be written in a citation.",
        "A key with a space or a bracket in it cannot be cited. Give it another one in your reference manager.",
    ),
    "bibliography-name-is-defined": Rule(
        "warning",
        "Every abbreviation and every other entry that an entry of a bibliography names is defined.",
        "An abbreviation stands in a @string before its use; crossref and xdata name entries of the same file.",
    ),
    "citation-is-in-bibliography": Rule(
        "error",
        "Every citation's key is in a bibliography.",
        "In the draft it shows as [?key]. Mend the key, or add the work to the .bib file.",
    ),
    # cross-references
    "label-is-unique": Rule(
        "error",
        "Every id of a table, figure, section or appendix stands once in the thesis.",
        "A cross-reference to it could lead to either.",
    ),
    "cross-reference-is-defined": Rule(
        "error",
        "Every cross-reference leads to a table, figure, section or appendix.",
        "In the draft it shows as [?id].",
    ),
    "float-is-called-out": Rule(
        "warning",
        "Every table and figure is called out in the text (APA 7, section 7.5).",
        "Write @tbl:id or @fig:id where the text speaks of it.",
    ),
    "float-has-title": Rule(
        "warning",
        "Every table and figure has a title.",
        "A table's title is the paragraph `: Title {#tbl:id}` after it; a figure's stands in ![Title](file.png){#fig:id}.",
    ),
    # outputs
    "outputs-can-be-written": Rule(
        "error",
        "The outputs can be written.",
        "Close the document in Word, free some space on the disk, or make the folder writable.",
        stops=True,
    ),
    "pdf-can-be-made": Rule(
        "error",
        "Typst can set the thesis.",
        "The message is Typst's. If your own files are all right, this is a fault in softbound or in a template.",
        stops=True,
    ),
    "pdf-is-archival-and-accessible": Rule(
        "warning",
        "The PDF is valid PDF/A-2a and PDF/UA-1.",
        "The draft is built without the claim; mend what the message names.",
    ),
    "engine-runs": Rule(
        "error",
        "pandoc and Typst can be started.",
        "Install softbound again: they come with it.",
        stops=True,
    ),
}
