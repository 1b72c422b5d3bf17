"""Rules: what APA 7 asks of text and a citation style cannot do."""

from __future__ import annotations

from softbound.rules.rule import Family, Rule

FAMILY = Family(
    "APA style",
    "What APA 7 asks of text and a citation style cannot do.",
    {
        "manual-is-complete": Rule(
            "error",
            "Every style manual, a file of templates/manuals/, has the shape that docs/authors/apa.md describes.",
            "Otherwise nothing would be held against it.",
            mend="Mend the key at the line named, or take your copy out: softbound's own then counts.",
        ),
        "sentence-begins-with-a-word": Rule(
            "warning",
            "No sentence begins with a numeral.",
            "A numeral has no capital letter to begin with.",
            mend="Write the number in words, or turn the sentence round.",
            source="APA 7, section 6.33",
        ),
        "small-number-is-in-words": Rule(
            "warning",
            "Numbers below 10 that count something are written in words.",
            "Numerals are for measuring: units, ages, times, points on a scale, places in a series.",
            mend="Write the word; an expression gives it with `| number` or `| words`.",
            source="APA 7, sections 6.32 to 6.34",
        ),
        "large-number-is-in-numerals": Rule(
            "warning",
            "Numbers from 10 on are written in numerals.",
            "But for the beginning of a sentence, set phrases, and approximations such as a hundred.",
            mend="Write the numeral; an expression gives it with `| number`.",
            source="APA 7, sections 6.32 and 6.33",
        ),
        "percentage-has-its-sign": Rule(
            "warning",
            "A numeral has % rather than per cent after it.",
            "A sign belongs to a numeral, a word to a word.",
            mend="Write 7%.",
            source="APA 7, section 6.44",
        ),
        "range-has-an-en-dash": Rule(
            "warning",
            "Ranges of numbers have an en dash.",
            "A hyphen joins words, and typesetters ask for the dash.",
            mend="Write 5–10, or 5--10, which becomes the same.",
            source="APA 7, section 6.6",
        ),
        "bounded-statistic-has-no-zero": Rule(
            "warning",
            "No zero stands before the point of a statistic that cannot be greater than 1.",
            "The missing zero tells the reader that the value is bounded: *p*, *r*, α, κ, *R*², η².",
            mend="Write *p* = .03.",
            source="APA 7, section 6.36",
        ),
        "statistic-has-its-zero": Rule(
            "warning",
            "A zero stands before the point of a statistic that can be greater than 1.",
            "Without it the value looks as if it could not be: *M*, *SD*, *t*, *F*, *d*.",
            mend="Write *SD* = 0.85.",
            source="APA 7, section 6.36",
        ),
        "p-value-is-exact": Rule(
            "warning",
            "Every *p* is told to two or three digits, and as < .001 where it is smaller.",
            "No test gives a *p* of 0, and more digits say nothing.",
            mend="Write *p* < .001, or round.",
            source="APA 7, section 6.36",
        ),
        "statistic-is-in-italics": Rule(
            "warning",
            "Latin letters that stand for a statistic are in italics.",
            "So *t* and *n* are told from words and units.",
            mend="Write *p* = .03.",
            source="APA 7, section 6.44",
        ),
        "greek-letter-is-upright": Rule(
            "warning",
            "Greek letters that stand for a statistic are not in italics.",
            "Italics are for Latin letters.",
            mend="Take the asterisks away.",
            source="APA 7, section 6.44",
        ),
        "statistic-has-spaces": Rule(
            "warning",
            "Spaces stand on both sides of =, < and > in a statistic.",
            "Formulas are spaced as words are.",
            mend="Write *p* < .05.",
            source="APA 7, section 6.45",
        ),
        "latin-abbreviation-is-in-brackets": Rule(
            "warning",
            "Abbreviations such as e.g., i.e. and etc. stand within brackets only.",
            "In the sentence itself the words are written out.",
            mend="Write for example, that is, and so forth; or put it into brackets.",
            source="APA 7, section 6.29",
        ),
        "words-are-written-out": Rule(
            "note",
            "No contraction stands outside quotations.",
            "Scholarly prose does without them; a personal account may not.",
            mend="Write do not for don't.",
            source="APA 7, section 4.8",
        ),
        "long-quotation-is-a-block": Rule(
            "warning",
            "No quotation of 40 words or more that is typed by hand stands in the line.",
            "A reader loses sight of where so long a quotation ends.",
            mend="Write it as a block: an empty line, then each line after >, without quotation marks.",
            source="APA 7, section 8.27",
        ),
        "block-quotation-has-no-marks": Rule(
            "warning",
            "No block quotation stands in quotation marks.",
            "The block itself says that it is one.",
            mend="Take the marks out.",
            source="APA 7, section 8.27",
        ),
        "heading-has-no-full-stop": Rule(
            "warning",
            "No heading ends with a full stop.",
            "A heading is no sentence; where one is set at the beginning of a paragraph, it gets its stop by itself.",
            mend="Take it out.",
            source="APA 7, section 2.27",
        ),
        "headings-have-one-case": Rule(
            "note",
            "All headings of a level are in title case, or all in sentence case.",
            "APA asks for title case and many universities for sentence case; a mixture is neither.",
            mend="Write the few as the many.",
            source="APA 7, section 2.27",
        ),
        "float-title-is-in-title-case": Rule(
            "note",
            "Titles of tables and figures are in title case.",
            "Words of four letters or more have a capital there, and all but the small words of fewer.",
            mend="Write Characteristics of the Included Studies.",
            source="APA 7, sections 6.17, 7.11 and 7.25",
        ),
    },
)
