"""Rules: appraisal, concepts, themes and the line of argument."""

from __future__ import annotations

from softbound.rules.rule import Family, Rule

FAMILY = Family(
    "Synthesis",
    "Appraisal, concepts, themes and the line of argument.",
    {
        "theme-rests-on-evidence": Rule(
            "warning",
            "Every theme without subthemes, and every subtheme, rests on a concept and a quote.",
            "A third-order construct is made of second-order and first-order constructs. Asked only once there is a concepts.yaml or quotes.yaml.",
            mend="Name the ids of its concepts and quotes in the theme.",
            source="ENTREQ, items 19 and 20",
        ),
        "study-contributes-to-theme": Rule(
            "warning",
            "Every included study contributes to a theme.",
            "A study without any has no column to show in the matrix, and a reader asks why it was included.",
            mend="Name its concepts and quotes in the themes to which they belong: contributions follow from them.",
        ),
        "concept-stands-on-one-side": Rule(
            "warning",
            "No concept both belongs to a theme and refutes it.",
            "A reader cannot tell what a concept shows that speaks both for a theme and against it.",
            mend="Take it out of one of the two. If its parts point in two directions, make two concepts of it.",
        ),
        "concept-quotes-its-own-study": Rule(
            "error",
            "Every concept rests on quotes from its own study.",
            "A study's authors interpret the words of their own participants.",
            mend="Mend one of the two ids.",
        ),
        "construct-has-page": Rule(
            "warning",
            "Every concept and quote has the page of its study.",
            "Readers follow a theme back to the page.",
            mend="Write the page in the field page.",
            source="APA 7, section 8.25, for words that are quoted",
        ),
        "construct-is-used": Rule(
            "note",
            "Every concept is translated into a theme, and every quote belongs to a concept or theme.",
            "What was read but not used is worth a look before the synthesis is called complete.",
            mend="Name it in the theme or concept to which it belongs, or leave it so.",
        ),
        "study-is-placed-in-relation": Rule(
            "warning",
            "Every included study stands in a relation, if there is a relations.yaml.",
            "Relating the studies is a phase of meta-ethnography, and leaves none out.",
            mend="Name the study in a relation of relations.yaml.",
            source="eMERGe, items 11 and 12",
        ),
        "line-of-argument-names-every-theme": Rule(
            "warning",
            "The line of argument names every theme.",
            "It says what the themes are together; a theme that it does not need may belong into another one.",
            mend="Name the theme in the line of argument, or join it with another.",
        ),
        "appraisal-tool-is-complete": Rule(
            "error",
            "Every appraisal tool has the shape that docs/authors/findings.md describes.",
            "Answers can only be checked against items that are known.",
            mend="Compare it with a shipped one in templates/appraisals/.",
        ),
        "appraisal-tool-is-known": Rule(
            "error",
            "Every appraisal names a tool of templates/appraisals/.",
            "Without the tool nobody knows which items there are, and how they are answered.",
            mend="Use the name of a shipped tool, or write templates/appraisals/NAME.yaml in your thesis's folder.",
        ),
        "appraisal-answer-is-known": Rule(
            "error",
            "Every appraisal answers items that its tool has, with answers that the tool knows.",
            "An answer that the tool does not know is in no table and no count.",
            mend="Use the items and answers of the tool's file.",
        ),
        "appraisal-is-complete": Rule(
            "error",
            "Every included study is appraised in every item of the tool, once there are appraisals.",
            "An appraisal of some studies is none of the review's.",
            mend="Answer every item; CASP has can't tell for what is not reported.",
            source="ENTREQ, items 12 and 13",
        ),
        "study-is-appraised-once": Rule(
            "error",
            "No study is appraised twice.",
            "Of two appraisals only the first is shown.",
            mend="Delete one of them. Two appraisers' own answers stand under raters.",
        ),
        "studies-are-appraised-by-one-tool": Rule(
            "warning",
            "All studies are appraised by the same tool and version.",
            "Versions of a tool are easily mixed up, and their items differ.",
            mend="Use one tool and version throughout. Different designs may need different tools: then ignore this rule with that reason.",
            source="ENTREQ, item 11",
        ),
        "appraisal-answer-has-reason": Rule(
            "warning",
            "Every answer of an appraisal has its reason.",
            "Examiners ask for it, and the table of reasons for an appendix is made of it.",
            mend="Write it as why of the answer.",
        ),
        "appraisal-raters-are-comparable": Rule(
            "warning",
            "Where appraisers' own answers are given, they are of the same number of appraisers throughout.",
            "Agreement compares the first appraiser's answers with the second's.",
            mend="Give as many answers for each item, in the same order of appraisers.",
        ),
        "confidence-is-explained": Rule(
            "error",
            "Every confidence that is not high has an explanation and contributing studies.",
            "A grade is a judgement about what studies show: a reader has to see which studies, and what lowers it.",
            mend="Write the explanation, and name the studies.",
            source="GRADE-CERQual",
        ),
        "concern-is-explained": Rule(
            "warning",
            "Every concern of GRADE-CERQual has its reason.",
            "A reader should see what raised it.",
            mend="Write the reason of the concern.",
            source="GRADE-CERQual",
        ),
        "confidence-fits-its-concerns": Rule(
            "warning",
            "No confidence is high where a component raises serious concerns.",
            "Serious concerns lower the confidence in a finding.",
            mend="Grade the finding lower, or say less of the concern.",
            source="GRADE-CERQual",
        ),
        "theme-is-graded-once": Rule(
            "warning",
            "Every theme, or each of its subthemes, is graded once, if there is a cerqual.yaml.",
            "A summary of findings that leaves a theme out is not complete.",
            mend="Grade each theme, or each of its subthemes, once in cerqual.yaml.",
            source="GRADE-CERQual",
        ),
    },
)
