"""Rules: records, duplicates and screening of a systematic review."""

from __future__ import annotations

from softbound.rules.rule import Family, Rule

FAMILY = Family(
    "Search",
    "Records, duplicates and screening of a systematic review.",
    {
        # search
        "search-file-exists": Rule(
            "error",
            "Every export that search.yaml names lies in findings/records/.",
            "Save the export there under that name, or mend the name in search.yaml.",
        ),
        "search-source-has-records": Rule(
            "warning",
            "Every source of search.yaml has its exports, or the number of records that it gave.",
            "Without either, the flow diagram cannot tell what the source gave.",
        ),
        "search-counts-agree": Rule(
            "error",
            "A number of records typed in search.yaml is that of the source's exports.",
            "A source with files needs no number: its records are counted.",
        ),
        "records-file-has-a-source": Rule(
            "warning",
            "Every file in findings/records/ is named once in search.yaml.",
            "A file that is not named is read, but its records are not counted; one named twice is counted twice.",
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
        # search records
        "records-file-is-read": Rule(
            "error",
            "Everything in findings/records/ is an export that can be read.",
            "Records in a folder, or behind a link out of the thesis's folder, would be missing from every count, here or on another machine.",
        ),
        "records-file-is-recognised": Rule(
            "error",
            "Every file of search records is in a format that softbound reads.",
            "docs/authors/records.md says how to export from each database. RIS works from nearly all of them.",
        ),
        "records-file-gives-all-its-records": Rule(
            "error",
            "Every file of search records is read whole: no record in it is lost.",
            "A lost record makes every count of the flow diagram wrong. Look at the line named, or export the file again.",
        ),
        "records-file-encoding-is-known": Rule(
            "note",
            "Every file of search records or decisions is UTF-8 or says what else it is.",
            "Letters with accents may be wrong. Choose UTF-8 where the database asks for an encoding, and CSV UTF-8 where Excel does.",
        ),
        "record-has-title": Rule(
            "warning",
            "Every search record has a title.",
            "Without a title a record can neither be screened nor be compared with others.",
        ),
        # screening
        "screening-file-is-read": Rule(
            "error",
            "Every table of screening decisions has the columns record, stage and decision.",
            "docs/authors/screening.md shows a table. Save it from Excel as CSV UTF-8.",
        ),
        "screening-record-is-known": Rule(
            "error",
            "Every screening decision is about a record that a search found.",
            "Name records by their id, DOI or PubMed number, as build/reports/ lists them.",
        ),
        "screening-decision-is-known": Rule(
            "error",
            "Every screening decision names its stage and what was decided.",
            "Stages are title-abstract and full-text; decisions are include, exclude and, for a full text that could not be had, not-retrieved.",
        ),
        "screening-decision-is-one": Rule(
            "error",
            "No record is decided in two ways at one stage.",
            "Where two reviewers disagreed, write down what they agreed on in the end.",
        ),
        "screening-reason-is-one": Rule(
            "error",
            "Every exclusion at the full-text stage has one reason.",
            "PRISMA 2020 counts reports by reason, so each has exactly one: the first that applied.",
        ),
        "screening-is-in-order": Rule(
            "error",
            "Every record decided by its full text was included by title and abstract before.",
            "Records excluded at the first stage are not sought. Mend one of the two decisions, or add the missing one.",
        ),
        "screening-has-begun": Rule(
            "note",
            "Records that were found are screened.",
            "They are listed in build/reports/to-screen-CHAPTER.csv: fill in its column decision, and save it as findings/screening.csv.",
        ),
        "screening-is-complete": Rule(
            "warning",
            "Every record that the searches found is decided.",
            "What is undecided is counted neither as included nor as excluded, so the flow diagram does not add up yet. What is left stands in build/reports/to-screen-CHAPTER.csv.",
        ),
        "screening-study-is-known": Rule(
            "error",
            "Every study that screening names is in studies.yaml.",
            "Use the id of the study as studies.yaml writes it.",
        ),
        "screening-report-has-study": Rule(
            "warning",
            "Every included report tells of a study.",
            "Write the id of its study in the column study, whichever tool you screened with: reports and studies are counted apart.",
        ),
    },
)
