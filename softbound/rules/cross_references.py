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
            mend="Give one of them another id, and mend the references to it.",
        ),
        "cross-reference-is-defined": Rule(
            "error",
            "Every cross-reference leads to a table, figure, section or appendix.",
            "A reader would be sent nowhere. In the draft it shows as [?id].",
            mend="Mend the id, or give it to the table, figure, section or appendix that you mean.",
        ),
        "float-is-called-out": Rule(
            "warning",
            "Every table and figure is called out in the text.",
            "A reader has to know when to look at it, and why.",
            mend="Write @tbl:id or @fig:id where the text speaks of it.",
            source="APA 7, section 7.5",
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
            "Lists of tables and figures are made of titles, and a table should be understood by itself.",
            mend="Write the paragraph `: Title {#tbl:id}` after a table, and ![Title](file.png){#fig:id} for a figure.",
            source="APA 7, sections 7.10 and 7.24",
        ),
    },
)
