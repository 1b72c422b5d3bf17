"""Rules: the counts from search to included studies."""

from __future__ import annotations

from softbound.rules.rule import Family, Rule

FAMILY = Family(
    "Flow diagram",
    "The counts from search to included studies.",
    {
        "flow-agrees-with-records": Rule(
            "error",
            "Every number typed in flow.yaml is the one that records and decisions give.",
            "Where records and decisions are there, the flow is derived from them. Take the number out of flow.yaml, or mend the decisions.",
        ),
        "flow-csv-is-well-formed": Rule(
            "error",
            "The table flow.csv is as the PRISMA2020 R package reads it, and each of its numbers is one.",
            "Its first column is data and one of the others n; several sources or reasons are written Name, 12; Name, 3.",
        ),
        "flow-is-complete": Rule(
            "error",
            "The flow diagram has a number for each of its boxes.",
            "Told once screening has begun, or the text shows the diagram. A number that cannot be derived from records and decisions is typed in flow.yaml; until then the diagram shows a question mark.",
        ),
        "flow-databases-add-up": Rule(
            "error",
            "Records identified from databases, and from registers, are the sum of what each gave.",
            "Leave the total out of flow.yaml: it is added up.",
        ),
        "flow-screened-records-add-up": Rule(
            "error",
            "Records screened are those identified from databases and registers, without duplicates and what was removed before screening.",
            "A record that was neither removed nor screened has no decision yet, or one of the counts is wrong.",
        ),
        "flow-sought-reports-add-up": Rule(
            "error",
            "Reports sought are the records screened without those excluded.",
            "Where one record led to several reports, several_reports in flow.yaml says so, and more reports may be sought than records were kept.",
        ),
        "flow-assessed-reports-add-up": Rule(
            "error",
            "Reports assessed are the reports sought without those that were not retrieved.",
            "A report that was sought but has no decision yet is neither.",
        ),
        "flow-other-methods-add-up": Rule(
            "warning",
            "Reports sought by other methods are the records that these methods gave.",
            "Records that databases had given already stand under other_already_identified. Other methods have no screening, so a difference wants a word in the text.",
        ),
        "flow-other-assessed-reports-add-up": Rule(
            "error",
            "Reports from other methods that were assessed are those sought without those not retrieved.",
            "A report that was sought but has no decision yet is neither.",
        ),
        "flow-included-reports-add-up": Rule(
            "error",
            "Reports included are the reports assessed without those excluded, in both columns.",
            "Each report that was assessed is included, or excluded for exactly one reason.",
        ),
        "flow-studies-have-reports": Rule(
            "error",
            "No more studies are included than reports.",
            "Several reports may tell of one study, but each study has at least one report.",
        ),
        "flow-totals-add-up": Rule(
            "warning",
            "The totals of an updated review are what it had before and what is new.",
            "If the update left out studies that had been included, say so in the text, and ignore this rule with that reason.",
        ),
        "flow-reasons-are-named": Rule(
            "error",
            "Every reason for which reports were excluded, and every source, is named.",
            "PRISMA 2020 (item 16) asks for the reasons. In screening.csv each exclusion at full text has one.",
        ),
        "flow-studies-agree": Rule(
            "error",
            "The flow diagram includes as many studies as the tables and appraisals list.",
            "The studies that decisions name, studies.yaml, appraisals.yaml and the columns of the matrix must be the same.",
        ),
    },
)
