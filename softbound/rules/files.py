"""Rules: the thesis's files can be read, and have the form they should."""

from __future__ import annotations

from softbound.rules.rule import Family, Rule

FAMILY = Family(
    "Files",
    "The thesis's files can be read, and have the form they should.",
    {
        "file-is-readable": Rule(
            "error",
            "Every file that the thesis names exists and can be read as UTF-8 text.",
            "Save the file as UTF-8 (in VS Code: click the encoding at the bottom right), or mend its name.",
            stops=True,
        ),
        "file-is-in-thesis": Rule(
            "error",
            "Every file that is used lies in the thesis's own folder.",
            "A thesis that reaches outside its folder cannot be built on another machine. Copy the file into the chapter's folder.",
            stops=True,
        ),
        "yaml-is-well-formed": Rule(
            "error",
            "Every YAML file can be parsed, and no key stands twice in one mapping.",
            "YAML needs spaces (no tabs) for indentation and quotes around text that contains a colon followed by a space.",
            stops=True,
        ),
        "thesis-is-complete": Rule(
            "error",
            "thesis.yaml has every key it needs, and no other, each with a value of the right kind.",
            "docs/authors/thesis-yaml.md lists the keys. Editors with a YAML extension complete them.",
            stops=True,
        ),
        "findings-are-complete": Rule(
            "error",
            "Every findings file has the shape its name promises.",
            "docs/authors/findings.md lists the files and their fields.",
            stops=True,
        ),
        "findings-table-is-known": Rule(
            "warning",
            "Every table that lies in findings/ has a name by which it is read.",
            "Decisions stand in screening.csv, the numbers of a flow diagram in flow.csv. Exports belong into findings/records/; workbooks of Excel are saved as CSV UTF-8.",
        ),
        "findings-are-consistent": Rule(
            "error",
            "Every id in the findings is unique, and every reference between findings leads somewhere.",
            "A theme that names a study, or an interview that names a participant, must use the id written in the other file.",
            stops=True,
        ),
        "profile-is-known": Rule(
            "error",
            "The profile is a file of templates/profiles/.",
            "Use the name of a shipped profile, or write templates/profiles/NAME.yaml in your thesis's folder.",
            stops=True,
        ),
        "profile-is-complete": Rule(
            "error",
            "Every profile has the shape that docs/authors/profiles.md describes.",
            "Compare it with a shipped profile.",
            stops=True,
        ),
        "citation-style-is-known": Rule(
            "error",
            "The citation style is a CSL style's name or a .csl file of the thesis.",
            "Names are those of the Zotero style repository, such as apa or american-medical-association.",
            stops=True,
        ),
        "ignored-rule-is-known": Rule(
            "warning",
            "Every rule that thesis.yaml ignores exists.",
            "A rule's id stands in square brackets at the end of its problem.",
        ),
        "chapter-has-prose": Rule(
            "error",
            "Every chapter's folder exists and holds at least one .md file with text.",
            "Make the folder chapters/NAME with 01-introduction.md in it, or take NAME out of thesis.yaml.",
            stops=True,
        ),
        "chapter-is-listed": Rule(
            "note",
            "Every folder of chapters/ is named in thesis.yaml.",
            "A folder that is not named is not part of the thesis.",
        ),
        "chapter-has-one-title": Rule(
            "error",
            "Every chapter and appendix begins with a level-1 heading, its title; sections begin at level 2.",
            "Begin the first file with `# Title` and use `##` for its sections.",
        ),
        "heading-levels-are-in-order": Rule(
            "warning",
            "No heading level is skipped.",
            "APA 7 and accessible PDFs need level 3 under level 2, never under level 1.",
        ),
    },
)
