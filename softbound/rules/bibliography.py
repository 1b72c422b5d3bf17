"""Rules: the entries of bibliographies: complete, well formed, each work once."""

from __future__ import annotations

from softbound.rules.rule import Family, Rule

FAMILY = Family(
    "Bibliography",
    "The entries of bibliographies: complete, well formed, each work once. All but the last speak of cited works only.",
    {
        "bibliography-work-stands-once": Rule(
            "warning",
            "No work is cited under two keys.",
            "It stands in the reference list twice, and its citations get letters after the year.",
            mend="Keep one entry and cite its key; BibLaTeX's field ids gives an entry further keys.",
            source="APA 7, section 9.44",
        ),
        "doi-is-of-one-work": Rule(
            "warning",
            "No two different works have the same DOI.",
            "One of the two links leads to another work.",
            mend="Open https://doi.org/ with the DOI behind it, and mend the entry that it does not lead to.",
            source="APA 7, section 9.34",
        ),
        "bibliography-entry-is-complete": Rule(
            "warning",
            "Every cited entry has the fields that the style asks of its type.",
            "Incomplete references are among the most frequent mistakes in theses, and the work may not be found again.",
            mend="Add the field in your reference manager, or choose another type; templates/citations/ says what each style asks.",
            source="APA 7, sections 9.4 to 9.37 and 10.1 to 10.16",
        ),
        "bibliography-field-is-known": Rule(
            "warning",
            "No field's name is a misspelt one.",
            "What stands in a field of an unknown name is missing from the reference list.",
            mend="Write the name that the message offers.",
        ),
        "bibliography-date-is-possible": Rule(
            "warning",
            "Every date of a cited entry can be one.",
            "A wrong year is printed in the text and in the list, and the work is not found under it.",
            mend="Look the date up and mend it.",
        ),
        "bibliography-doi-is-well-formed": Rule(
            "warning",
            "Every DOI is one.",
            "The link in the reference list leads nowhere.",
            mend="Copy the DOI from the publisher's page: it begins with 10. and a number; https://doi.org/ or doi: before it is fine.",
            source="APA 7, section 9.35",
        ),
        "bibliography-url-is-well-formed": Rule(
            "warning",
            "Every URL can be opened by any reader.",
            "Examiners and deposit services follow links; one through a library's proxy works for its members only.",
            mend="Copy the address from the work's own page, with https:// before it.",
            source="APA 7, section 9.34",
        ),
        "bibliography-isbn-is-valid": Rule(
            "note",
            "Every ISBN has the right length and check digit.",
            "APA does not print it, but other styles do, and catalogues do not find a wrong one.",
            mend="Compare it with the book's copyright page.",
            source="ISO 2108",
        ),
        "bibliography-issn-is-valid": Rule(
            "note",
            "Every ISSN has the right length and check digit.",
            "APA does not print it, but other styles do, and catalogues do not find a wrong one.",
            mend="Compare it with the journal's page.",
            source="ISO 3297",
        ),
        "bibliography-pages-ascend": Rule(
            "warning",
            "Every range of pages goes up and has both ends.",
            "A range that goes down has a wrong digit somewhere.",
            mend="Look the pages up. A shortened range such as 123-5 is read as 123–125.",
        ),
        "title-is-in-sentence-case": Rule(
            "warning",
            "Titles of cited works stand in sentence case, if the style wants that.",
            "A citation style cannot change the capitals of a title that protects them.",
            mend="In Zotero: right-click the title, Transform Text, Sentence case. In a .bib file, take braces away but around proper nouns; pandoc makes small letters of the rest.",
            source="APA 7, sections 6.17 and 9.19",
        ),
        "title-keeps-its-capitals": Rule(
            "warning",
            "Proper nouns in titles of .bib files stand in braces.",
            'pandoc, like BibTeX, makes small letters of all that is not in braces: "a study in british services".',
            mend="Write {British} in the title. Better BibTeX does so for Zotero's titles in sentence case.",
            source="APA 7, section 6.17",
        ),
        "bibliography-text-is-not-in-capitals": Rule(
            "warning",
            "No title or name is in capitals only.",
            "Databases export capitals that no style takes back.",
            mend="Write it as it should be printed; in Zotero: Transform Text.",
        ),
        "bibliography-text-has-no-markup": Rule(
            "warning",
            "No field has HTML, TeX or broken letters left in it.",
            "It is printed as it stands: &amp;amp; or \\textit.",
            mend="Mend the field in your reference manager.",
        ),
        "bibliography-names-are-names": Rule(
            "warning",
            'No "et al." stands among the names of an entry.',
            "It is taken for a name, and printed as one.",
            mend="Give all authors: the style shortens the list where it should.",
            source="APA 7, section 9.8",
        ),
        "bibliography-names-are-complete": Rule(
            "note",
            'The names of an entry do not end in "and others".',
            "The reference list shows as many names as the style asks, if it knows them.",
            mend="Give all authors of the work.",
            source="APA 7, section 9.8",
        ),
        "bibliography-group-is-one-name": Rule(
            "warning",
            "A group that is an author is written as one name.",
            'Otherwise World Health Organization is cited as "Organization".',
            mend="In a .bib file, write it in two pairs of braces: {{World Health Organization}}. In Zotero, use the single-field name.",
            source="APA 7, section 9.11",
        ),
        "bibliography-journal-has-one-name": Rule(
            "warning",
            "A journal is called the same in all references.",
            "Names written in two ways show that a list was pasted together; most styles want them in full.",
            mend="Write the journal's own name, in full, in all its entries.",
            source="APA 7, section 9.25",
        ),
        "preprint-is-not-cited-for-the-paper": Rule(
            "note",
            "No preprint is cited whose published version is in the bibliography.",
            "The published version was reviewed, and may say something else.",
            mend="Cite the published version, unless you used the preprint.",
            source="APA 7, section 10.8",
        ),
        "bibliography-entry-is-cited": Rule(
            "note",
            "Every entry of the bibliographies is cited.",
            "Nothing is wrong if not: only what is cited is listed. All keys stand in build/reports/references.json.",
            mend="Cite the work if it was forgotten. Otherwise leave it.",
        ),
    },
)
