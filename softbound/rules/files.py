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
            "What cannot be read would be missing from the thesis without a word.",
            mend="Save the file as UTF-8 (in VS Code: click the encoding at the bottom right), or mend its name.",
            stops=True,
        ),
        "file-is-in-thesis": Rule(
            "error",
            "Every file that is used lies in the thesis's own folder.",
            "A thesis that reaches outside its folder cannot be built on another machine.",
            mend="Copy the file into the chapter's folder.",
            stops=True,
        ),
        "yaml-is-well-formed": Rule(
            "error",
            "Every YAML file can be parsed, and no key stands twice in one mapping.",
            "Of a file that cannot be parsed nothing is known, and of a key that stands twice only one value would count.",
            mend="Indent with spaces (no tabs), and put quotes around text that contains a colon followed by a space.",
            stops=True,
        ),
        "thesis-is-complete": Rule(
            "error",
            "thesis.yaml has every key it needs, and no other, each with a value of the right kind.",
            "The build follows thesis.yaml alone; a key that is misspelt would have no effect, and nobody would notice.",
            mend="Compare with docs/authors/thesis-yaml.md, which lists the keys. Editors with a YAML extension complete them.",
            stops=True,
        ),
        "findings-are-complete": Rule(
            "error",
            "Every findings file has the shape its name promises.",
            "Tables, figures and numbers are made of findings: what is missing or misspelt there would be missing or wrong in the thesis.",
            mend="Compare with docs/authors/findings.md, which lists the files and their fields.",
            stops=True,
        ),
        "findings-table-is-known": Rule(
            "warning",
            "Every table that lies in findings/ has a name by which it is read.",
            "A table under another name is not read, so its decisions or numbers would not count.",
            mend="Call it screening.csv if it holds decisions, flow.csv if it holds the numbers of a flow diagram. Exports belong into findings/records/; workbooks of Excel are saved as CSV UTF-8.",
        ),
        "findings-are-consistent": Rule(
            "error",
            "Every id in the findings is unique, and every reference between findings leads somewhere.",
            "Whatever is derived from findings follows the ids: one that is wrong ties a theme or a quote to the wrong study or person, or to none.",
            mend="Use the id that the other file gives to the study, participant or code.",
            stops=True,
        ),
        "profile-is-known": Rule(
            "error",
            "The profile is a file of templates/profiles/.",
            "The profile holds the university's rules, such as margins, front matter and word limits; without it none of them can be kept.",
            mend="Use the name of a shipped profile, or write templates/profiles/NAME.yaml in your thesis's folder.",
            stops=True,
        ),
        "profile-is-complete": Rule(
            "error",
            "Every profile has the shape that docs/authors/profiles.md describes.",
            "A rule of the university that is misspelt in the profile would not be kept.",
            mend="Compare it with a shipped profile, or with the table of keys in docs/authors/profiles.md.",
            stops=True,
        ),
        "citation-style-is-known": Rule(
            "error",
            "The citation style is a CSL style's name or a .csl file of the thesis.",
            "Without a style neither citations nor reference lists can be written.",
            mend="Use a style's name in the Zotero style repository, such as apa or american-medical-association, or the path of a .csl file of yours.",
            stops=True,
        ),
        "ignored-rule-is-known": Rule(
            "warning",
            "Every rule that is to be ignored exists.",
            "What ignores a misspelt rule has no effect.",
            mend="Copy the rule's id from the square brackets at the end of its problem.",
        ),
        "ignore-has-reason": Rule(
            "warning",
            "Every remark in a file that leaves a rule aside names the rule and the reason.",
            "Without both it has no effect; and in a year nobody remembers why.",
            mend="Write <!-- softbound: ignore RULE: reason -->, in YAML # softbound: ignore RULE: reason.",
        ),
        "ignore-is-used": Rule(
            "note",
            "Every rule that is ignored would be broken otherwise.",
            "An exception that is no longer needed could hide a new mistake. Told only after a whole build.",
            mend="Delete the remark, or the entry of thesis.yaml.",
        ),
        "chapter-has-prose": Rule(
            "error",
            "Every chapter's folder exists and holds at least one .md file with text.",
            "A chapter without text would be an empty part of the thesis.",
            mend="Make the folder chapters/NAME with 01-introduction.md in it, or take NAME out of thesis.yaml.",
            stops=True,
        ),
        "chapter-is-listed": Rule(
            "note",
            "Every folder of chapters/ is named in thesis.yaml.",
            "A folder that thesis.yaml does not name is not part of the thesis, which may or may not be what you mean.",
            mend="Add its name under chapters or appendices, or leave it so.",
        ),
        "chapter-has-one-title": Rule(
            "error",
            "Every chapter and appendix begins with a level-1 heading, its title; sections begin at level 2.",
            "Level 1 is the title, on which numbering, contents and running heads rest.",
            mend="Begin the first file with `# Title` and use `##` for its sections.",
        ),
        "heading-levels-are-in-order": Rule(
            "warning",
            "No heading level is skipped.",
            "Readers and screen readers follow the levels: a section of level 4 right under level 2 belongs to nothing.",
            mend="Use level 3 under level 2, level 4 under level 3.",
            source="APA 7, section 2.27",
        ),
    },
)
