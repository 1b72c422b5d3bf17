"""Rules: works cited and listed."""

from __future__ import annotations

from softbound.rules.rule import Family, Rule

FAMILY = Family(
    "Citations",
    "Works cited and listed.",
    {
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
    },
)
