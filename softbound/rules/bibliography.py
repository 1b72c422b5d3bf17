"""Rules: the entries of bibliographies: complete, well formed, each work once."""

from __future__ import annotations

from softbound.rules.rule import Family, Rule

FAMILY = Family(
    "Bibliography",
    "The entries of bibliographies: complete, well formed, each work once.",
    {
        # online: `softbound references`
        "doi-exists": Rule(
            "error",
            "Each DOI that `softbound references --online` asks for exists.",
            "Readers cannot follow a DOI that leads nowhere, and examiners take it for a sign that the work may not exist.",
            mend="Look the work up and mend the DOI; take out a work that cannot be found.",
            source="APA 7, section 9.34",
        ),
        "doi-leads-to-the-work": Rule(
            "warning",
            "Each DOI belongs to the work that its entry describes, as Crossref has it.",
            "A DOI copied from another entry sends readers to a work that does not say what you cite.",
            mend="Look the work up and mend the DOI, or the entry if it mixes two works.",
            source="APA 7, section 9.34",
        ),
        "work-has-its-doi": Rule(
            "warning",
            "Each work for which Crossref has a DOI is listed with it.",
            "APA asks for the DOI of every work that has one. Only works whose title, year and first author are the same are told.",
            mend="Compare the work and add the DOI to its entry.",
            source="APA 7, section 9.34",
        ),
        "work-is-not-retracted": Rule(
            "error",
            "No cited work was retracted, withdrawn or removed, as Crossref and Retraction Watch know it.",
            "A retracted work supports no argument, and one cited without a word about it is a mistake that examiners look for.",
            mend="Take the citation out. If you cite the work because it was retracted, say so in the text, and write the retraction into the entry's note (“Retraction published 2015, …”), after which it is no longer told.",
            source="APA 7, section 10.1",
        ),
        "notices-about-a-work-are-known": Rule(
            "note",
            "No correction or expression of concern was published about a cited work, as Crossref and Retraction Watch know it.",
            "What you take from a work may have been corrected since.",
            mend="Read the notice. Ignore the rule for works that you have looked at.",
        ),
        "entry-agrees-with-crossref": Rule(
            "warning",
            "An entry's title, first author, year, journal, volume and pages are those that Crossref has for its DOI.",
            "A wrong year or volume makes a work hard to find. Crossref is not always right either: it has what publishers sent.",
            mend="Look at the work itself, and mend the entry if it is wrong.",
            source="APA 7, section 9.2",
        ),
        "tidied-entries-mean-the-same": Rule(
            "error",
            "All entries of a file mean the same after `softbound references --fix`.",
            "Each tidied file is read again as a build reads it. Where an entry would mean something else, nothing is written.",
            mend="Mend by hand what the diff shows, and tell softbound's authors of the entry.",
        ),
    },
)
