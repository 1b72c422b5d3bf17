"""Rules: what is told twice is told alike."""

from __future__ import annotations

from softbound.rules.rule import Family, Rule

FAMILY = Family(
    "Consistency",
    "What is told twice is told alike.",
    {
        "known-numbers-are-complete": Rule(
            "error",
            "The file of known numbers, consistency/known-numbers.yaml, has the shape that docs/authors/consistency.md describes.",
            "Numbers in prose can only be compared with numbers that are described.",
            mend="Compare your own file in templates/ with the shipped one.",
        ),
        "number-is-told-once": Rule(
            "warning",
            "No number that the findings know is typed by hand in prose.",
            "A typed number stays as it is when the findings change.",
            mend="Write the expression that the message names; it is rendered as the same words.",
        ),
        "number-agrees-with-findings": Rule(
            "warning",
            "A number that prose tells of a whole, such as the participants or the included studies, is that of the findings.",
            "Abstracts that differ from the body are among the most frequent mistakes in published papers.",
            mend="Write the expression that the message names, or mend the findings.",
            source="Pitkin and others, 1999, JAMA, on abstracts",
        ),
        "label-is-the-declared-one": Rule(
            "warning",
            "Themes, subthemes, categories and stages are called in prose exactly what the findings call them.",
            "A reader cannot know whether another wording means another theme.",
            mend="Write the expression that the message names; the label then stands in one place.",
        ),
        "label-is-told-once": Rule(
            "note",
            "No label of a theme, category or stage is typed by hand in prose.",
            "A typed label stays as it is when the findings change.",
            mend="Write the expression that the message names, and the text follows.",
        ),
        "sentence-stands-once": Rule(
            "warning",
            "No sentence recurs in another chapter.",
            "Universities ask that the same sentences are not repeated between the papers of a thesis. The front matter and the appendices may repeat what chapters say; quotations, tables and headings are not compared.",
            mend="Say it anew, or refer to the other chapter.",
            source="UCL, guidelines for the thesis in clinical psychology",
        ),
        "saturation-has-a-rationale": Rule(
            "warning",
            "Where saturation is claimed at a number of interviews, a reason is given.",
            "A number does not show that nothing new would have come.",
            mend="Say what was saturated and how this was judged, cite the sense in which the word is used, or do not claim it.",
            source="COREQ, item 22",
        ),
    },
)
