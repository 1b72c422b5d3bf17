"""Rules: spelling, abbreviations, repeated words, and what was to be replaced."""

from __future__ import annotations

from softbound.rules.rule import Family, Rule

FAMILY = Family(
    "Language",
    "Spelling, abbreviations, repeated words, and what was to be replaced.",
    {
        "word-list-is-there": Rule(
            "error",
            "The file of words that thesis.yaml names under `checks` is there.",
            "Without it, words that you know to be right are told as mistakes.",
            mend="Mend the path, which begins at thesis.yaml, or make the file: one word a line.",
        ),
        "word-lists-are-complete": Rule(
            "error",
            "The files of templates/language/ have the shape that docs/authors/language.md describes.",
            "What they say decides what is told of your language.",
            mend="Compare your own file in templates/language/ with the shipped one.",
        ),
        "text-is-finished": Rule(
            "warning",
            "Nothing in the text is still to be written: no TODO, no [insert …], no Figure ??.",
            "Examiners find what was meant to be looked up later.",
            mend="Write what is missing. A remark to yourself belongs between `<!--` and `-->`, where it is not told.",
        ),
        "template-text-is-replaced": Rule(
            "warning",
            "No sentence that `softbound new` wrote still stands in the thesis.",
            "It shows the form of a thesis, and is not about yours.",
            mend="Write your own in its place, or take it out.",
        ),
        "abbreviation-is-defined": Rule(
            "warning",
            "Every abbreviation is defined where a paper uses it first.",
            "Each paper is read by itself, and its abstract before it. Those that every reader knows need no definition.",
            mend="Write the long form at the first use and the abbreviation in brackets after it; or list it in thesis.yaml under `checks: abbreviations`.",
            source="APA 7, sections 6.24 and 6.25",
        ),
        "abbreviation-is-defined-once": Rule(
            "warning",
            "Each paper defines an abbreviation once.",
            "After its definition an abbreviation stands for the long form, so that a second one looks like another thing.",
            mend="Write the abbreviation alone the second time.",
            source="APA 7, section 6.25",
        ),
        "abbreviation-has-one-meaning": Rule(
            "warning",
            "Each abbreviation has one meaning in a paper.",
            "Readers cannot know which one is meant.",
            mend="Write one of the two out, or make the two definitions the same.",
            source="APA 7, section 6.25",
        ),
        "abbreviation-is-used": Rule(
            "note",
            "Whatever is abbreviated is abbreviated from there on.",
            "A long form after its abbreviation looks like another thing.",
            mend="Write the abbreviation, or do without it.",
            source="APA 7, section 6.25",
        ),
        "abbreviation-is-needed": Rule(
            "note",
            "Each abbreviation that a paper defines is used at least three times more.",
            "Below that the long form costs a reader less than remembering what it stands for.",
            mend="Write the long form instead.",
            source="APA 7, section 6.24",
        ),
        "spelling-is-of-the-language": Rule(
            "warning",
            "Words are spelt as the language of thesis.yaml has them: British or American.",
            "A mixture looks as if it were copied.",
            mend="Write the word as the message has it; or put it into the word list of `checks: words`, if it is right as it is.",
        ),
        "ise-or-ize": Rule(
            "warning",
            "The thesis has -ise or -ize throughout.",
            "Both are British spelling, but not both in one thesis.",
            mend="Change those that are fewer. Words that have to keep theirs go into the word list of `checks: words`.",
        ),
        "word-is-spelt-right": Rule(
            "warning",
            "No word is one of the misspellings that are common.",
            "Tens of thousands of them are known, and no others: this does not take the place of your editor's spell-checker.",
            mend="Mend the word, or put it into the word list of `checks: words`, if it is right as it is.",
        ),
        "word-is-not-repeated": Rule(
            "warning",
            "No word stands twice in a row.",
            "It is seen least where the line ends between the two.",
            mend="Take one of them out.",
        ),
        "punctuation-stands-right": Rule(
            "warning",
            "No comma or full stop is doubled, or has a space before it.",
            "It is left over from a change.",
            mend="Take out the one too many, or the space.",
        ),
    },
)
