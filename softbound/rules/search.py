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
            "The records of an export that is missing would be missing from every count.",
            mend="Save the export in findings/records/ under that name, or mend the name in search.yaml.",
            source="PRISMA 2020, item 16a",
        ),
        "search-source-has-records": Rule(
            "warning",
            "Every source of search.yaml has its exports, or the number of records that it gave.",
            "Without exports or a number, the flow diagram cannot tell what the source gave.",
            mend="Save the source's exports in findings/records/ and name them under files, or write down how many records it gave.",
            source="PRISMA 2020, item 16a",
        ),
        "search-counts-agree": Rule(
            "error",
            "A number of records typed in search.yaml is that of the source's exports.",
            "A reader finds one number in the text and would find another in the records.",
            mend="Leave the number out: the records of a source with files are counted. Otherwise look whether an export was cut off.",
            source="PRISMA 2020, item 16a",
        ),
        "records-file-has-a-source": Rule(
            "warning",
            "Every file in findings/records/ is named once in search.yaml.",
            "A file that is not named is read, but its records are not counted; one named twice is counted twice.",
            mend="Name it under files of its source in search.yaml, or move it out of findings/records/.",
        ),
        # search: duplicates
        "overruled-record-is-known": Rule(
            "error",
            "Every id in duplicates.yaml is a record's.",
            "Your decision about a record that is not there has no effect.",
            mend="Look its id up in build/reports/duplicates-CHAPTER.csv. A record that was exported anew with other content gets another id.",
        ),
        "overruling-is-consistent": Rule(
            "error",
            "No two records are said to be of one work and of different works.",
            "The two decisions contradict each other, perhaps by way of a third record. Until one is deleted the records are taken as different.",
            mend="Delete one of the two from duplicates.yaml.",
        ),
        "extra-is-installed": Rule(
            "error",
            "Whatever the thesis asks for and softbound does not bring along is installed.",
            "Heavy tools are extras, so that an author who does not need them need not install them.",
            mend='Install the one that the message names, such as pip install "softbound[bib-dedupe]", or do without it.',
        ),
        # search records
        "records-file-is-read": Rule(
            "error",
            "Everything in findings/records/ is an export that can be read.",
            "Records in a folder, or behind a link out of the thesis's folder, would be missing from every count, here or on another machine.",
            mend="Put the exports themselves into findings/records/.",
        ),
        "records-file-is-recognised": Rule(
            "error",
            "Every file of search records is in a format that softbound reads.",
            "What is in no known format is not read, and its records are missing from every count.",
            mend="Export again as docs/authors/records.md says for your database. RIS works from nearly all of them.",
        ),
        "records-file-gives-all-its-records": Rule(
            "error",
            "Every file of search records is read whole: no record in it is lost.",
            "A lost record makes every count of the flow diagram wrong.",
            mend="Look at the line named, or export the file again.",
            source="PRISMA 2020, item 16a",
        ),
        "records-file-encoding-is-known": Rule(
            "note",
            "Every file of search records or decisions is UTF-8 or says what else it is.",
            "Letters with accents may be wrong, and names with them are not recognised as the same.",
            mend="Choose UTF-8 where the database asks for an encoding, and CSV UTF-8 where Excel does.",
        ),
        "record-has-title": Rule(
            "warning",
            "Every search record has a title.",
            "Without a title a record can neither be screened nor be compared with others.",
            mend="Fill it in where the export has it elsewhere, or export the record again.",
        ),
        # screening
        "screening-file-is-read": Rule(
            "error",
            "Every table of screening decisions has the columns record, stage and decision.",
            "Decisions that cannot be read are not counted.",
            mend="Give the table the columns record, stage and decision, as docs/authors/screening.md shows. Save it from Excel as CSV UTF-8.",
        ),
        "screening-record-is-known": Rule(
            "error",
            "Every screening decision is about a record that a search found.",
            "A decision about a record that no search found makes the flow diagram wrong.",
            mend="Name records by their id, DOI or PubMed number, as build/reports/ lists them.",
        ),
        "screening-decision-is-known": Rule(
            "error",
            "Every screening decision names its stage and what was decided.",
            "A decision that is not understood is not counted.",
            mend="Write title-abstract or full-text as stage, and include, exclude or, for a full text that could not be had, not-retrieved as decision.",
        ),
        "screening-decision-is-one": Rule(
            "error",
            "No record is decided in two ways at one stage.",
            "A record is counted once at each stage, as included or as excluded.",
            mend="Where two reviewers disagreed, write down what they agreed on in the end.",
            source="PRISMA 2020, item 8",
        ),
        "screening-reason-is-one": Rule(
            "error",
            "Every exclusion at the full-text stage has one reason.",
            "Reports are counted by the reason for which they were excluded, and the counts must add up.",
            mend="Write one reason: the first that applied.",
            source="PRISMA 2020, item 16a",
        ),
        "screening-is-in-order": Rule(
            "error",
            "Every record decided by its full text was included by title and abstract before.",
            "Records excluded at the first stage are not sought, so they cannot be read in full.",
            mend="Mend one of the two decisions, or add the missing one.",
        ),
        "screening-has-begun": Rule(
            "note",
            "Records that were found are screened.",
            "The flow diagram's numbers from screening on follow from decisions.",
            mend="Fill in the column decision of build/reports/to-screen-CHAPTER.csv, which lists what is to be screened, and save it as findings/screening.csv.",
        ),
        "screening-is-complete": Rule(
            "warning",
            "Every record that the searches found is decided.",
            "What is undecided is counted neither as included nor as excluded, so the flow diagram does not add up yet.",
            mend="Decide what build/reports/to-screen-CHAPTER.csv still lists.",
            source="PRISMA 2020, item 16a",
        ),
        "screening-study-is-known": Rule(
            "error",
            "Every study that screening names is in studies.yaml.",
            "Studies included by screening must be those that the tables describe.",
            mend="Use the id of the study as studies.yaml writes it.",
        ),
        "screening-report-has-study": Rule(
            "warning",
            "Every included report tells of a study.",
            "Reports and studies are counted apart: one study may be told of in several reports.",
            mend="Write the id of its study in the column study, whichever tool you screened with.",
            source="PRISMA 2020, item 16a",
        ),
    },
)
