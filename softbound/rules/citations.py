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
        "typed-citations-are-complete": Rule(
            "error",
            "The words by which typed citations are told, consistency/typed-citations.yaml, have the shape that docs/authors/citations.md describes.",
            "Without it no citation that was typed by hand is found.",
            "Compare your own file in templates/ with the shipped one.",
        ),
        "citation-is-written-with-its-key": Rule(
            "warning",
            "Every citation of a work that the bibliography has is written with its key.",
            "What is typed by hand does not reach the reference list, and does not follow when the style or the entry changes. Citations that are not in the list are the most frequent mistake in submitted papers.",
            "Write [@key] for (Smith, 2010), and @key for Smith (2010).",
            "APA 7, section 8.4",
        ),
        "typed-citation-is-in-bibliography": Rule(
            "warning",
            "Every citation typed by hand is of a work in the bibliography.",
            "The work will be missing from the reference list, where a reader looks for it.",
            "Add the work to the bibliography and cite it by its key.",
            "APA 7, section 8.4",
        ),
        "typed-year-is-the-entrys": Rule(
            "warning",
            "Every citation typed by hand has the year of its entry.",
            "Either the text or the entry is wrong, or another work is meant, which the reference list then lacks.",
            "Compare with the publication. Written with its key, a citation always has the entry's year.",
            "APA 7, section 8.4",
        ),
        "typed-names-are-the-entrys": Rule(
            "warning",
            "Every citation typed by hand has the names of its entry.",
            "A misspelt or forgotten author cannot be found in the reference list, and is a discourtesy.",
            "Compare with the publication. Written with its key, a citation always has the entry's names.",
            "APA 7, section 8.4",
        ),
        "ampersand-stands-in-brackets": Rule(
            "warning",
            'Between authors, "&" stands within brackets and "and" in the sentence.',
            "A style that has both tells a reader by it which is which.",
            "Write the citation with its key; softbound then sets the right one.",
            "APA 7, section 8.17",
        ),
        "et-al-has-its-full-stop": Rule(
            "warning",
            'The words "et al." have one full stop, behind "al".',
            'Of the two words, "et" is whole, Latin for "and"; "al." is an abbreviation.',
            'Write "et al.".',
            "APA 7, section 8.17",
        ),
        "et-al-stands-for-further-authors": Rule(
            "warning",
            'A citation typed by hand has "et al." for just as many authors as its style abbreviates.',
            "APA 7 names both of two authors, and only the first of three or more.",
            "Write the citation with its key, and the names follow from the style.",
            "APA 7, section 8.17",
        ),
        "typed-group-is-in-order": Rule(
            "warning",
            "Works cited together by hand stand in the order of the reference list.",
            "A reader looks them up in that order.",
            "Write [@key; @key]: the order follows from the style.",
            "APA 7, section 8.12",
        ),
        "typed-group-is-parted-by-semicolons": Rule(
            "warning",
            "Works by different authors that are cited together are parted by semicolons.",
            "Commas part an author from a year, and years by one author.",
            "Put a semicolon between the works, or write [@key; @key].",
            "APA 7, section 8.12",
        ),
        "citation-key-stands-in-square-brackets": Rule(
            "warning",
            "A key that is cited within brackets stands in square ones.",
            "A key without square brackets is part of the sentence: (@key) shows as (Smith (2010)).",
            "Write [@key] or [see @key].",
        ),
        "grouped-keys-are-parted-by-semicolons": Rule(
            "error",
            "Keys in one pair of brackets are parted by semicolons.",
            "After a comma or a word, another key is taken for a remark on the first and shown as it was typed: the work is not cited.",
            "Write [@key; @key].",
        ),
        "citations-side-by-side-are-one-group": Rule(
            "warning",
            "Citations that follow each other without a word between them stand in one pair of brackets.",
            "Brackets beside brackets are read as a slip: [@a] [@b] shows as (Smith, 2010) (Jones, 2011).",
            "Write [@a; @b].",
            "APA 7, section 8.12",
        ),
        "citation-tells-its-year-once": Rule(
            "warning",
            "No year is typed behind a key.",
            "The key gives the year: @key (2010) shows as Smith (2010) (2010).",
            "Take out the typed year. If it differs from the entry's, compare with the publication.",
        ),
        "citation-tells-its-names-once": Rule(
            "warning",
            "No names are typed before a key that gives them.",
            "Smith and Jones [@key] shows as Smith and Jones (Smith & Jones, 2010).",
            "Write @key for a citation in the sentence, or [-@key] where the names are to stay as they are typed.",
            "APA 7, section 8.11",
        ),
        "locator-stands-in-its-citation": Rule(
            "warning",
            "A page that follows its citation at once stands in the same brackets.",
            "The page belongs to the work: @key (p. 12) shows as Smith (2010) (p. 12).",
            "Write @key [p. 12] or [@key, p. 12]. Behind a quotation, (p. 12) may stand alone.",
            "APA 7, section 8.25",
        ),
        "locator-has-a-known-label": Rule(
            "warning",
            "Every page in a citation is written so that it is understood as one.",
            "What is not understood is shown as it was typed, such as p. p12 or pg. 12.",
            "Write p. 12, pp. 12-14 or the number alone; chap., sec. and para. are known as well.",
        ),
        "direct-quotation-has-a-page": Rule(
            "warning",
            "Every direct quotation from a work names the page, or where a work has no pages another place in it.",
            "A reader must be able to find the words.",
            "Write [@key, p. 12]; for works without pages para. 3, a section's heading or a time.",
            "APA 7, sections 8.13, 8.25 and 8.28",
        ),
    },
)
