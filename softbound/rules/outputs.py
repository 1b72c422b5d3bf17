"""Rules: the documents that are built."""

from __future__ import annotations

from softbound.rules.rule import Family, Rule

FAMILY = Family(
    "Outputs",
    "The documents that are built.",
    {
        "outputs-can-be-written": Rule(
            "error",
            "The outputs can be written.",
            "What cannot be written is not there, or is still that of an earlier build.",
            mend="Close the document in Word, free some space on the disk, or make the folder writable.",
            stops=True,
        ),
        "pdf-can-be-made": Rule(
            "error",
            "Typst can set the thesis.",
            "Without it there is no PDF to hand in.",
            mend="The message is Typst's: mend what it names. If your own files are all right, this is a fault in softbound or in a template.",
            stops=True,
        ),
        "pdf-is-archival-and-accessible": Rule(
            "warning",
            "The PDF is valid PDF/A-2a and PDF/UA-1.",
            "Repositories keep PDF/A, and readers with assistive technology need PDF/UA. The draft is built without the claim.",
            mend="Mend what the message names.",
        ),
        "engine-runs": Rule(
            "error",
            "pandoc and Typst can be started.",
            "Without them nothing can be read or set.",
            mend="Install softbound again: they come with it.",
            stops=True,
        ),
    },
)
