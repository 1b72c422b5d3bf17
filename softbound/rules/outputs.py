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
            "Close the document in Word, free some space on the disk, or make the folder writable.",
            stops=True,
        ),
        "pdf-can-be-made": Rule(
            "error",
            "Typst can set the thesis.",
            "The message is Typst's. If your own files are all right, this is a fault in softbound or in a template.",
            stops=True,
        ),
        "pdf-is-archival-and-accessible": Rule(
            "warning",
            "The PDF is valid PDF/A-2a and PDF/UA-1.",
            "The draft is built without the claim; mend what the message names.",
        ),
        "engine-runs": Rule(
            "error",
            "pandoc and Typst can be started.",
            "Install softbound again: they come with it.",
            stops=True,
        ),
    },
)
