"""Rules: tables, figures, sections and appendices referred to."""

from __future__ import annotations

from softbound.rules.rule import Family, Rule

FAMILY = Family(
    "Cross-references",
    "Tables, figures, sections and appendices referred to.",
    {
        "label-is-unique": Rule(
            "error",
            "Every id of a table, figure, section or appendix stands once in the thesis.",
            "A cross-reference to it could lead to either.",
        ),
        "cross-reference-is-defined": Rule(
            "error",
            "Every cross-reference leads to a table, figure, section or appendix.",
            "In the draft it shows as [?id].",
        ),
        "float-is-called-out": Rule(
            "warning",
            "Every table and figure is called out in the text (APA 7, section 7.5).",
            "Write @tbl:id or @fig:id where the text speaks of it.",
        ),
        "floats-are-called-out-in-order": Rule(
            "warning",
            "The first call-outs of tables come in the order of their numbers, and those of figures too.",
            "A reader who meets Table 3 before Table 2 looks for what was missed. Tables and figures are numbered as they stand in the text.",
            mend="Call the earlier one out first, or move it behind the other.",
            source="APA 7, section 7.5",
        ),
        "float-has-title": Rule(
            "warning",
            "Every table and figure has a title.",
            "A table's title is the paragraph `: Title {#tbl:id}` after it; a figure's stands in ![Title](file.png){#fig:id}.",
        ),
    },
)
