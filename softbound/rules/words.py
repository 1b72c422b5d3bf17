"""Rules: how long each part is, and what its limit is."""

from __future__ import annotations

from softbound.rules.rule import Family, Rule

FAMILY = Family(
    "Words",
    "How long each part is, and what its limit is.",
    {
        "words-are-within-limit": Rule(
            "error",
            "No part, no page and not the whole is longer than its limit and the tolerance allow.",
            "Universities return theses that are over their limit, or deduct marks.",
            "Cut, or write your own limit under words: in thesis.yaml if the profile's is not yours.",
        ),
        "words-are-within-unverified-limit": Rule(
            "warning",
            "No part, no page and not the whole is longer than a limit that the profile knows only from hearsay.",
            "Nobody has compared this limit with the university's own page, so it may be wrong.",
            "Look the limit up in your handbook, and write it under words: in thesis.yaml.",
        ),
        "limit-leaves-room": Rule(
            "warning",
            "Each part stays below the last few per cent of its limit.",
            "Corrections after the viva need words too.",
            "Cut a little, or ignore this rule with a reason once the thesis is finished.",
        ),
        "limit-has-its-part": Rule(
            "note",
            "Every limit is of a part that the thesis has.",
            "A limit that is nobody's is not looked at.",
            "Say which chapter it is of: words: {parts: {my-chapter: {part: research-paper}}} in thesis.yaml.",
        ),
        "text-is-not-in-boxes": Rule(
            "warning",
            "Where boxes and tables are not counted, prose does not stand in them.",
            "Examiners' offices send back theses whose text was moved into boxes to stay within the limit; Exeter's handbook says so.",
            "Move the prose into the text, or shorten it to what a box or table needs.",
            source="Handbook of the doctorate in clinical psychology, University of Exeter (older page)",
        ),
        "word-count-is-the-built-one": Rule(
            "warning",
            "A word count that is typed in prose is one of those that the build counts.",
            "A typed number stays as it is when the text changes, and an examiner can count.",
            "Take it out and let the profile put the number on the title page or make the statement, or correct it.",
        ),
        "word-history-is-readable": Rule(
            "warning",
            "The file word-counts.csv, in which the build keeps how your counts went on, can be read.",
            "The build leaves a file that it does not understand as it is, so nothing new is kept.",
            "Mend the line that the message names, or give the file another name: a new one is begun.",
        ),
    },
)
