"""Rules: what grounds a grounded theory, and what it tells of its participants."""

from __future__ import annotations

from softbound.rules.rule import Family, Rule

FAMILY = Family(
    "Evidence",
    "What grounds a grounded theory, and what it tells of its participants.",
    {
        "participant-is-interviewed": Rule(
            "error",
            "Every participant has an interview.",
            "The number of participants is the number of people interviewed, wherever it is told.",
            mend="Add the interview, or take the participant out.",
            source="COREQ, item 12",
        ),
        "pseudonym-is-unique": Rule(
            "error",
            "No two participants have one pseudonym.",
            "A reader could not tell whose words are quoted.",
            mend="Give one of them another pseudonym, in quotations and transcripts too.",
        ),
        "participants-have-the-same-bands": Rule(
            "warning",
            "All participants have the same bands.",
            "Who lacks a band is counted as not stated, and a misspelt name makes a band of its own.",
            mend="Add the band, or mend its name.",
        ),
        "published-band-is-known": Rule(
            "error",
            "Every band in publish is a band of that participant.",
            "Only what stands under bands can be shown beside a pseudonym.",
            mend="Mend its name, or add the band.",
        ),
        "excerpt-is-from-an-interview": Rule(
            "error",
            "Every excerpt is from a round in which its participant was interviewed.",
            "Words that were said in no interview cannot be followed back.",
            mend="Mend the field interview of the excerpt, which is a round of interviews.yaml, or add the interview.",
        ),
        "sampling-change-follows-an-interview": Rule(
            "warning",
            "Every decision of theoretical sampling was taken after a participant's interview.",
            "Theoretical sampling follows from what an interview has shown.",
            mend="Mend the participant that the field after names, or add the interview.",
            source="COREQ, item 10",
        ),
        "category-is-grounded": Rule(
            "warning",
            "Every category but the core category has an excerpt, or parts that have one.",
            "A category is grounded in participants' words. Asked only once there is an excerpts.yaml.",
            mend="Give it excerpts, or codes that have some, or say which category it is a part of.",
        ),
        "participant-is-quoted": Rule(
            "warning",
            "Every participant's words are among the excerpts.",
            "A reader asks whether somebody's account fitted nowhere. Asked only once there are excerpts.",
            mend="Add an excerpt of what the participant said.",
            source="COREQ, item 29",
        ),
        "excerpts-are-spread-over-participants": Rule(
            "warning",
            "No participant gave more than 30% of the excerpts.",
            "A theory should not rest on one account. The threshold is softbound's own; it is applied from four participants and ten excerpts on.",
            mend="Look whether others said the same, and choose some of their words.",
        ),
        "focused-code-has-one-category": Rule(
            "warning",
            "Every focused code was raised to one category.",
            "A reader follows a category back to its codes; one in none or in several leaves open what it grounds. Asked only once a category names codes.",
            mend="Name it among the codes of one category. An excerpt with the code counts for the category.",
        ),
        "focused-code-has-excerpt": Rule(
            "note",
            "Every focused code has an excerpt.",
            "A code without words may be left over from earlier coding; but not every code needs to be quoted. Told only once excerpts name codes.",
            mend="Add an excerpt with the code, or leave it so.",
        ),
        "excerpt-grounds-a-category": Rule(
            "note",
            "Every excerpt grounds a category, by itself or by its codes.",
            "Words that ground nothing are worth a look before the analysis is called complete.",
            mend="Name a category or a focused code in the excerpt, or leave it so.",
        ),
        "initial-code-stands-once": Rule(
            "warning",
            "Every initial code stands once in focused_codes.yaml.",
            "Codes are counted by their words; the same words twice would be two codes for a reader, and are one here.",
            mend="Take one of them out, or tell them apart by their words.",
        ),
        "core-category-is-one": Rule(
            "error",
            "There is one core category at most.",
            "It is what all other categories are related to.",
            mend="Keep core on one category only.",
        ),
        "parent-is-no-core-category": Rule(
            "warning",
            "No category names the core category as its parent.",
            "All categories belong to the core category, and are shown so; a parent is a category of which this one is a part.",
            mend="Leave parent out.",
        ),
        "categories-form-no-circle": Rule(
            "error",
            "No category is a part of itself, by whatever way.",
            "Which category is the whole and which the part could not be told. Tables show such categories in the order of the file.",
            mend="Take parent out of one of them: it leads from a part to the whole.",
        ),
        "analysis-names-rounds-of-interviews": Rule(
            "error",
            "Every round in analysis.yaml is the round of an interview.",
            "How many interviews a stage worked on is counted by their rounds.",
            mend="Use the rounds that interviews.yaml tells.",
        ),
        "analysis-count-is-known": Rule(
            "error",
            "Everything that analysis.yaml counts can be counted.",
            "Numbers come from the findings, so that none is typed twice.",
            mend="Mend the name of what is counted; what other software holds is written under typed. In the draft it shows as [?].",
        ),
        "typed-count-agrees-with-findings": Rule(
            "error",
            "No typed number of analysis.yaml contradicts the findings.",
            "A reader who counts would find another number. Compared is the last stage that tells it: earlier ones may have had more or fewer. Memos and initial codes may be more than the files hold, which may be a selection.",
            mend="Take the number out of typed where the findings hold it, or mend it.",
        ),
        "prose-links-published-bands-only": Rule(
            "warning",
            "No sentence or table row tells a participant's band or interview length beside the pseudonym, unless publish allows it.",
            "In a small sample a few characteristics together identify a person. Only single sentences and rows are looked at: what a whole paragraph tells, nobody checks but you.",
            mend="Tell the characteristic without the pseudonym, or add the band to publish if it may be linked.",
        ),
        "linked-combination-fits-several-participants": Rule(
            "warning",
            "Whatever the thesis links to a pseudonym fits more than one participant.",
            "Who knows the field could find the person, and with the pseudonym everything that was said.",
            mend="Link less, or make bands broader. The report linked-CHAPTER.csv lists all links.",
        ),
    },
)
