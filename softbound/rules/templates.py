"""Rules: tables, figures and expressions in prose."""

from __future__ import annotations

from softbound.rules.rule import Family, Rule

FAMILY = Family(
    "Templates",
    "Tables, figures and expressions in prose.",
    {
        "template-is-known": Rule(
            "error",
            "Every table and figure that prose places has a template.",
            "A table or figure without a template cannot be made.",
            mend="Mend the name, or write templates/tables/NAME.md.j2 or templates/figures/NAME.typ.j2 in your thesis's folder.",
            stops=True,
        ),
        "template-is-well-formed": Rule(
            "error",
            "Every template and every expression in prose can be parsed.",
            "A text with an open expression in it cannot be merged, and where it ends nobody can tell.",
            mend="Look for an unclosed {{ or {%; comments are written {%# … #%}.",
            stops=True,
        ),
        "template-comes-to-an-end": Rule(
            "error",
            "Every template finishes within its budget of time, loops and text.",
            "A template that never ends would keep the build from ending.",
            mend="Look for a loop over far too many things, or a template that includes itself.",
            stops=True,
        ),
        "expression-has-value": Rule(
            "error",
            "Every expression that the text shows has a value.",
            "A number of the flow diagram is not known before screening is finished, and a finding may leave a field out; a thesis with gaps cannot be handed in.",
            mend="Finish what the number follows from, or fill in the field. Until then the draft shows [?] in its place.",
        ),
        "expression-is-defined": Rule(
            "error",
            "Every name that an expression uses is defined.",
            "Whatever stands in its place in the text would be a guess.",
            mend="Mend the name. Findings are known by their file's name: studies.yaml is studies. Another chapter's are chapters.systematic_review.studies.",
            stops=True,
        ),
        "figure-can-be-drawn": Rule(
            "error",
            "Every figure that a template makes can be drawn.",
            "Otherwise the figure would be missing from both documents.",
            mend="Mend the template's Typst code; the message is Typst's.",
            stops=True,
        ),
    },
)
