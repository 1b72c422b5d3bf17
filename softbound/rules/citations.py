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
            "The works of a file that cannot be read cannot be cited.",
            mend="Export it again from your reference manager as BibLaTeX or CSL JSON.",
        ),
        "bibliography-entry-is-read": Rule(
            "error",
            "Every entry of a bibliography is read whole.",
            "An entry that is lost cannot be cited, or is listed without what was not understood. The other entries count all the same.",
            mend="Look for a missing comma or brace at the line named.",
        ),
        "bibliography-key-is-unique": Rule(
            "error",
            "Every key stands once in all bibliographies.",
            "Two works under one key cannot both be cited; the first is used.",
            mend="Give one of them another key, and mend its citations.",
        ),
        "bibliography-field-is-unique": Rule(
            "warning",
            "No entry of a bibliography has a field twice.",
            "Only one of them is used.",
            mend="Delete the one that is wrong.",
        ),
        "bibliography-entry-stands-once": Rule(
            "note",
            "No entry of a bibliography is repeated.",
            "The repeated entry says the same, so nothing is wrong.",
            mend="Take one out when you tidy up.",
        ),
        "bibliography-field-is-read": Rule(
            "warning",
            "The title, names and dates of every entry are understood.",
            "What is not understood is missing from the reference list.",
            mend="Mend the field in your reference manager.",
        ),
        "bibliography-type-is-known": Rule(
            "warning",
            "Every entry's type is one that BibLaTeX knows.",
            "The type decides how the reference is set.",
            mend="Use one such as @article, @book, @incollection, @thesis, @report, @online.",
        ),
        "bibliography-key-can-be-cited": Rule(
            "warning",
            "Every key can be written in a citation.",
            "A key with a space or a bracket in it cannot be cited.",
            mend="Give it another one in your reference manager.",
        ),
        "bibliography-name-is-defined": Rule(
            "warning",
            "Every abbreviation and every other entry that an entry of a bibliography names is defined.",
            "What an abbreviation or another entry stands for would be missing from the reference list.",
            mend="Write the @string of an abbreviation before its use; crossref and xdata name entries of the same file.",
        ),
        "citation-is-in-bibliography": Rule(
            "error",
            "Every citation's key is in a bibliography.",
            "Every work that is cited is listed, so that a reader can find it. In the draft it shows as [?key].",
            mend="Mend the key, or add the work to the .bib file.",
            source="APA 7, section 8.4",
        ),
    },
)
