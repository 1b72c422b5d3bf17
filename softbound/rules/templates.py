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
            "Templates are templates/tables/NAME.md.j2 and templates/figures/NAME.typ.j2, in the thesis or shipped.",
            stops=True,
        ),
        "template-is-well-formed": Rule(
            "error",
            "Every template and every expression in prose can be parsed.",
            "Look for an unclosed {{ or {%; comments are written {%# … #%}.",
            stops=True,
        ),
        "template-comes-to-an-end": Rule(
            "error",
            "Every template finishes within its budget of time, loops and text.",
            "Look for a loop over far too many things, or a template that includes itself.",
            stops=True,
        ),
        "expression-has-value": Rule(
            "error",
            "Every expression that the text shows has a value.",
            "A number of the flow diagram is not known before screening is finished, and a finding may leave a field out. The draft shows [?] in its place.",
        ),
        "expression-is-defined": Rule(
            "error",
            "Every name that an expression uses is defined.",
            "Findings are known by their file's name: studies.yaml is studies. Another chapter's are chapters.systematic_review.studies.",
            stops=True,
        ),
        "figure-can-be-drawn": Rule(
            "error",
            "Every figure that a template makes can be drawn.",
            "The template's Typst code has a mistake; the message is Typst's.",
            stops=True,
        ),
    },
)
