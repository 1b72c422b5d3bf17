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
            "Where records and decisions are there, the flow is derived from them; a typed number that differs is out of date or a slip.",
            mend="Take the number out of flow.yaml, or mend the decisions.",
        ),
        "flow-csv-is-well-formed": Rule(
            "error",
            "The table flow.csv is as the PRISMA2020 R package reads it, and each of its numbers is one.",
            "A table of another form would be read wrongly, or not at all.",
            mend="Call its first column data and one of the others n; write several sources or reasons as Name, 12; Name, 3.",
            source="R package PRISMA2020, its CSV template",
        ),
        "flow-is-complete": Rule(
            "error",
            "The flow diagram has a number for each of its boxes.",
            "A diagram with question marks cannot be handed in. Told once screening has begun, or the text shows the diagram.",
            mend="Type a number that cannot be derived from records and decisions in flow.yaml; until then the diagram shows a question mark.",
            source="PRISMA 2020, item 16a",
        ),
        "flow-databases-add-up": Rule(
            "error",
            "Records identified from databases, and from registers, are the sum of what each gave.",
            "Readers add up what each database gave, and should come to the same number.",
            mend="Leave the total out of flow.yaml: it is added up.",
            source="PRISMA 2020, flow diagram",
        ),
        "flow-screened-records-add-up": Rule(
            "error",
            "Records screened are those identified from databases and registers, without duplicates and what was removed before screening.",
            "A record that was neither removed nor screened has no decision yet, or one of the counts is wrong.",
            mend="Decide what is undecided, or mend the count.",
            source="PRISMA 2020, flow diagram",
        ),
        "flow-sought-reports-add-up": Rule(
            "error",
            "Reports sought are the records screened without those excluded.",
            "Every record that was kept leads to a report, and nothing else does; unless one record led to several reports.",
            mend="Mend the count, or write several_reports in flow.yaml where one record led to several reports.",
            source="PRISMA 2020, flow diagram",
        ),
        "flow-assessed-reports-add-up": Rule(
            "error",
            "Reports assessed are the reports sought without those that were not retrieved.",
            "A report that was sought but has no decision yet is neither assessed nor missing.",
            mend="Decide it, or mend the count.",
            source="PRISMA 2020, flow diagram",
        ),
        "flow-other-methods-add-up": Rule(
            "warning",
            "Reports sought by other methods are the records that these methods gave.",
            "Other methods have no screening, so a difference wants a word in the text.",
            mend="Write records that databases had given already under other_already_identified, or mend the count.",
            source="PRISMA 2020, flow diagram",
        ),
        "flow-other-assessed-reports-add-up": Rule(
            "error",
            "Reports from other methods that were assessed are those sought without those not retrieved.",
            "A report that was sought but has no decision yet is neither assessed nor missing.",
            mend="Decide it, or mend the count.",
            source="PRISMA 2020, flow diagram",
        ),
        "flow-included-reports-add-up": Rule(
            "error",
            "Reports included are the reports assessed without those excluded, in both columns.",
            "Each report that was assessed is included, or excluded for exactly one reason.",
            mend="Give the reports that are left their decision, or mend the count.",
            source="PRISMA 2020, flow diagram",
        ),
        "flow-studies-have-reports": Rule(
            "error",
            "No more studies are included than reports.",
            "Several reports may tell of one study, but each study has at least one report.",
            mend="Look whether reports and studies were mixed up.",
            source="PRISMA 2020, flow diagram",
        ),
        "flow-totals-add-up": Rule(
            "warning",
            "The totals of an updated review are what it had before and what is new.",
            "A reader of an updated review wants to see what is old and what is new.",
            mend="Mend the counts. If the update left out studies that had been included, say so in the text, and ignore this rule with that reason.",
            source="PRISMA 2020, flow diagram",
        ),
        "flow-reasons-are-named": Rule(
            "error",
            "Every reason for which reports were excluded, and every source, is named.",
            "A reader should see why reports were excluded, and where records came from.",
            mend="Give each exclusion at full text its reason in screening.csv, and each source its name.",
            source="PRISMA 2020, item 16a",
        ),
        "flow-studies-agree": Rule(
            "error",
            "The flow diagram includes as many studies as the tables and appraisals list.",
            "An examiner who counts the rows of a table should find the number of the abstract and of the diagram.",
            mend="Make the studies that decisions name, studies.yaml, appraisals.yaml and the columns of the matrix the same.",
        ),
    },
)
