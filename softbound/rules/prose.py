"""Rules: headings, footnotes, images and what else stands in Markdown."""

from __future__ import annotations

from softbound.rules.rule import Family, Rule

FAMILY = Family(
    "Structure",
    "Headings, footnotes, images and what else stands in Markdown.",
    {
        "markdown-is-read-whole": Rule(
            "warning",
            "Everything in the Markdown is understood.",
            "What is not understood may be missing, or stand in the text as signs.",
            mend="Look at the line: the message is pandoc's.",
        ),
        "markdown-is-shallow": Rule(
            "error",
            "Quotations, lists and marks stand within each other only as deep as a page can show.",
            "What goes deeper is a slip, such as a row of > signs, and nothing can be set of it.",
            mend="Look for a line that begins with many signs, or with many brackets in a row.",
            stops=True,
        ),
        "footnote-has-text": Rule(
            "error",
            "Every footnote mark has its text.",
            "A mark without its text would stand in the document as it is typed.",
            mend="Write `[^name]: The note.` in a paragraph of its own in the same chapter.",
        ),
        "raw-code-is-not-used": Rule(
            "error",
            "No chapter contains raw HTML, Typst or LaTeX.",
            "It could appear in one of the outputs only.",
            mend="Write it in Markdown, or use a template.",
            stops=True,
        ),
        "image-exists": Rule(
            "error",
            "Every image that prose places exists.",
            "The figure would be missing from both documents.",
            mend="Mend the path, which is relative to the chapter's folder. Small and capital letters count.",
            stops=True,
        ),
        "image-can-be-shown": Rule(
            "error",
            "Every image is a PNG, JPEG, GIF, WebP or SVG file that both outputs can show.",
            "A figure that only one of the two documents can show makes them differ.",
            mend="Export it again as PNG (photographs as JPEG) at 300 dots per inch.",
            stops=True,
        ),
        "figure-has-alt-text": Rule(
            "error",
            "Every image has an alternative text that says what it shows.",
            "Who cannot see the figure reads this instead. Without it the PDF does not claim to be accessible.",
            mend='Write ![Title](file.png){alt="What it shows, in a sentence."}; a title is not an alternative text.',
        ),
    },
)
