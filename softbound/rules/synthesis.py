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
            "A third-order construct is made of second-order and first-order constructs. Name their ids in the theme. Asked only once there is a concepts.yaml or quotes.yaml.",
        ),
        "study-contributes-to-theme": Rule(
            "warning",
            "Every included study contributes to a theme.",
            "Contributions follow from the concepts and quotes that themes name; a study without any has no column to show in the matrix.",
        ),
        "concept-stands-on-one-side": Rule(
            "warning",
            "No concept both belongs to a theme and refutes it.",
            "If its parts point in two directions, make two concepts of it.",
        ),
        "concept-quotes-its-own-study": Rule(
            "error",
            "Every concept rests on quotes from its own study.",
            "A study's authors interpret the words of their own participants. One of the two ids is wrong.",
        ),
        "construct-has-page": Rule(
            "warning",
            "Every concept and quote has the page of its study.",
            "Readers follow a theme back to the page; APA 7 asks for it with words that are quoted.",
        ),
        "construct-is-used": Rule(
            "note",
            "Every concept is translated into a theme, and every quote belongs to a concept or theme.",
            "What was read but not used is worth a look before the synthesis is called complete.",
        ),
        "study-is-placed-in-relation": Rule(
            "warning",
            "Every included study stands in a relation, if there is a relations.yaml.",
            "Relating the studies is a phase of meta-ethnography, and leaves none out.",
        ),
        "line-of-argument-names-every-theme": Rule(
            "warning",
            "The line of argument names every theme.",
            "It says what the themes are together; a theme it does not need may belong into another one.",
        ),
        "appraisal-tool-is-complete": Rule(
            "error",
            "Every appraisal tool has the shape that docs/authors/findings.md describes.",
            "Compare it with a shipped one in templates/appraisals/.",
        ),
        "appraisal-tool-is-known": Rule(
            "error",
            "Every appraisal names a tool of templates/appraisals/.",
            "Use the name of a shipped tool, or write templates/appraisals/NAME.yaml in your thesis's folder.",
        ),
        "appraisal-answer-is-known": Rule(
            "error",
            "Every appraisal answers items that its tool has, with answers that the tool knows.",
            "Items and answers stand in the tool's file.",
        ),
        "appraisal-is-complete": Rule(
            "error",
            "Every included study is appraised in every item of the tool, once there are appraisals.",
            "An appraisal of some studies is none of the review's. Answer every item; CASP has can't tell for what is not reported.",
        ),
        "study-is-appraised-once": Rule(
            "error",
            "No study is appraised twice.",
            "The first appraisal is shown. Two appraisers' own answers stand under raters.",
        ),
        "studies-are-appraised-by-one-tool": Rule(
            "warning",
            "All studies are appraised by the same tool and version.",
            "Versions of a tool are easily mixed up. Different designs may need different tools: then leave this rule aside with that reason.",
        ),
        "appraisal-answer-has-reason": Rule(
            "warning",
            "Every answer of an appraisal has its reason.",
            "Examiners ask for it, and the table of reasons for an appendix is made of it.",
        ),
        "appraisal-raters-are-comparable": Rule(
            "warning",
            "Where appraisers' own answers are given, they are of the same number of appraisers throughout.",
            "Agreement compares the first appraiser's answers with the second's.",
        ),
        "confidence-is-explained": Rule(
            "error",
            "Every confidence that is not high has an explanation and contributing studies.",
            "GRADE-CERQual grades what studies show, and says what lowers it.",
        ),
        "concern-is-explained": Rule(
            "warning",
            "Every concern of GRADE-CERQual has its reason.",
            "A reader should see what raised it.",
        ),
        "confidence-fits-its-concerns": Rule(
            "warning",
            "No confidence is high where a component raises serious concerns.",
            "Grade the finding lower, or say less of the concern.",
        ),
        "theme-is-graded-once": Rule(
            "warning",
            "Every theme, or each of its subthemes, is graded once, if there is a cerqual.yaml.",
            "A summary of findings that leaves a theme out is not complete.",
        ),
    },
)
