"""Rules: nothing by which a participant, a colleague or a service can be known."""

from __future__ import annotations

from softbound.rules.rule import Family, Rule

_UKDS = "UK Data Service, Anonymising qualitative data"
_ICO = "Information Commissioner's Office, Anonymisation: the motivated intruder test"

FAMILY = Family(
    "Anonymity",
    "Nothing by which a participant, a colleague or a service can be known.",
    {
        "secret-is-absent": Rule(
            "error",
            "No name and no secret of the private list stands in the thesis.",
            "Participants were promised that nobody would know them. Universities may fail a thesis that names a client, a colleague or a service.",
            mend="Write the pseudonym, or a description in [brackets]. What is meant to stand there goes under allow in the private list, and what your examiners may read is marked with redact.",
            source=_UKDS,
        ),
        "near-secret-is-another-word": Rule(
            "warning",
            "No word that is nearly a name of the private list is meant for it.",
            "A misspelt name, a given name or half of a double surname is passed over by search-and-replace, and names its bearer all the same.",
            mend="If it is meant, write the pseudonym. If it is an everyday word or somebody else, give the entry exact: true or case: true, or put the words under allow.",
            source=_UKDS,
        ),
        "cited-surname-is-the-authors": Rule(
            "note",
            "Every surname that somebody of the private list shares with a cited author means the author.",
            "Outside of a citation, a reader cannot tell which of the two is meant, and neither can softbound.",
            mend="Cite the author with a year; write the pseudonym if the person is meant.",
        ),
        "contact-detail-is-absent": Rule(
            "warning",
            "No e-mail address, telephone number or postcode stands in the thesis.",
            "They lead to a person or a service; information sheets and letters in appendices often hold them.",
            mend="Put [e-mail address], [telephone number] or [postcode] in its place. An address that anybody may read goes under allow in the private list.",
            source=_ICO,
        ),
        "health-number-is-absent": Rule(
            "error",
            "No NHS number and no CHI number stands in the thesis.",
            "Each belongs to one person for life.",
            mend="Take it out. A number that is something else and has the same check digit by chance goes under allow in the private list.",
            source="NHS Data Model and Dictionary, NHS NUMBER (a check digit by modulus 11)",
        ),
        "birth-date-is-absent": Rule(
            "warning",
            "No date of birth stands in the thesis.",
            "With a place or a profession it is enough to find a person.",
            mend="Tell the age, better in a band.",
            source=_ICO,
        ),
        "machine-path-is-absent": Rule(
            "warning",
            "No path of somebody's machine stands in the thesis.",
            "It holds the name by which they log in, and often that of their employer.",
            mend="Name the file by its path in the thesis's folder.",
        ),
        "image-tells-no-place-or-person": Rule(
            "warning",
            "No image carries the place where it was taken, a person's name or a camera's number.",
            "Cameras and programs write them into the file, and they go into the PDF and the Word document with it.",
            mend="Export the image anew without metadata: as PNG from an image editor, or with its option to remove them.",
            source=_ICO,
        ),
        "document-can-be-scanned": Rule(
            "warning",
            "Every part of the documents and every image can be looked into.",
            "What cannot be read cannot be searched for names.",
            mend="Look into it yourself, or take it out.",
        ),
        "private-list-is-there": Rule(
            "note",
            "A study with participants has a private list of names to look for.",
            "Without it only what has a known form is found: addresses, numbers, dates.",
            mend="Make a file outside of the thesis's folder, and name it as private in thesis.yaml.",
            source=_UKDS,
        ),
        "private-list-is-readable": Rule(
            "error",
            "The private list can be read.",
            "A list that cannot be read protects nobody. Nothing of its text is shown, only lines' numbers.",
            mend="See docs/authors/anonymity.md for its form.",
        ),
        "private-list-is-kept-apart": Rule(
            "error",
            "The private list is kept from git, and lies outside of build/.",
            "What git holds is copied to everybody who has the repository, for good; build/ is what is handed on.",
            mend="Move it out of the thesis's folder, or name it in .gitignore. If git holds it already, its history must be rewritten.",
            source=_UKDS,
        ),
        "anonymity-patterns-are-complete": Rule(
            "error",
            "The file templates/anonymity/patterns.yaml says what is looked for.",
            "A form that cannot be read is looked for nowhere.",
            mend="Compare the file with the shipped one, or remove yours.",
        ),
        # redaction
        "secret-is-meant-for-examiners": Rule(
            "note",
            "What identifies somebody stands in the examiners' version only if it must.",
            "It is marked to be redacted, so the public version does not show it; build/thesis.pdf does.",
            mend="Build the public version with `doit public`, and hand on the other to examiners alone.",
        ),
        "redacted-words-are-gone": Rule(
            "error",
            "What is redacted can be read nowhere in the public version.",
            "A name that is covered in one place and stands in another is not redacted. Both finished files are read again, with their bookmarks, alternative texts and properties.",
            mend="Redact the words there too, or replace them in both versions.",
        ),
        "something-is-redacted": Rule(
            "note",
            "Where a public version is built, something is marked to be redacted.",
            "A public version without any redaction is the thesis itself.",
            mend='Mark words as [words]{redact="a label"}, or build without `public`.',
        ),
    },
)

OF_NO_TEXT = frozenset(
    {
        "private-list-is-there",
        "private-list-is-readable",
        "private-list-is-kept-apart",
        "anonymity-patterns-are-complete",
        "something-is-redacted",
    }
)
"""Rules that no text of the thesis breaks: where they are told, nothing need be kept from being shown."""
