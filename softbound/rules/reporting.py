"""Rules: checklists, and where each item is reported."""

from __future__ import annotations

from softbound.rules.rule import Family, Rule

FAMILY = Family(
    "Reporting standards",
    "Checklists, and where each item is reported.",
    {
        "standard-is-complete": Rule(
            "error",
            "Every reporting standard has the shape that docs/authors/reporting.md describes.",
            "A checklist can only be completed where its items are known.",
            mend="Compare it with a shipped standard in templates/standards/.",
            stops=True,
        ),
        "reporting-standard-is-known": Rule(
            "error",
            "Every standard that reporting.yaml names is a file of templates/standards/.",
            "Without the standard's items no checklist can be made.",
            mend="Use the name of a shipped standard, or write templates/standards/NAME.yaml in your thesis's folder.",
        ),
        "reporting-item-is-known": Rule(
            "error",
            "Every item that reporting.yaml names is one of its standard.",
            "An item that the standard does not have is left out of the checklist.",
            mend="Use the standard's numbers; some have letters, such as 13a.",
        ),
        "reporting-item-has-place-or-reason": Rule(
            "error",
            "Every item of reporting.yaml has a place, or a reason why it does not apply, and not both.",
            "A reader of the checklist looks an item up, or learns why it is not there.",
            mend='Write `7: sec:method` for a place, `12: {na: "No effects were measured."}` for a reason.',
        ),
        "reporting-is-complete": Rule(
            "warning",
            "Every item of a standard that reporting.yaml names is mentioned there.",
            "An item that is passed over looks as if it were not reported.",
            mend="Give it the id of the place that reports it, or na: and the reason why it does not apply.",
        ),
        "reporting-place-exists": Rule(
            "error",
            "Every place that reporting.yaml names exists in the thesis.",
            "The checklist tells the page on which an item is reported, and that is the place's.",
            mend="Use the id of a section, table, figure, appendix or marked passage: sec:method, mark:funding.",
        ),
        "protocol-is-registered": Rule(
            "warning",
            "Every review is registered, or says why it is not.",
            "A reader wants to know what was planned before the results were seen.",
            mend="Write id: and the number in protocol.yaml, or unregistered: and the reason.",
            source="PRISMA 2020, item 24a",
        ),
        "registration-number-has-known-form": Rule(
            "warning",
            "Every registration number looks as those of its registry do.",
            "With a mistyped number nobody finds the protocol.",
            mend="Copy it from the registry. Where the registry has changed its numbers, ignore this rule.",
            source="PRISMA 2020, item 24a",
        ),
        "registration-has-date": Rule(
            "warning",
            "Every registration has its date.",
            "A reader wants to know whether the review was registered before data were taken from the studies.",
            mend="Write date: in protocol.yaml.",
            source="PRISMA 2020, item 24a",
        ),
    },
)
