"""Rules: projects coded in other software."""

from __future__ import annotations

from softbound.rules.rule import Family, Rule

FAMILY = Family(
    "Imports",
    "Projects coded in other software.",
    {
        "import-is-recognised": Rule(
            "error",
            "Every file that is imported is in a form that is known.",
            "What is in no known form cannot be read.",
            mend="Export again as docs/authors/import.md says for your software: REFI-QDA projects and codebooks (.qdpx, .qdc), projects of QualCoder and Taguette, and tables of codings are read.",
            on_demand=True,
        ),
        "import-is-whole": Rule(
            "error",
            "Every imported file can be read from beginning to end.",
            "A file that was cut off, encrypted or edited by hand has lost something.",
            mend="Export it again.",
            on_demand=True,
        ),
        "import-references-lead-somewhere": Rule(
            "error",
            "Whatever an imported project refers to is in it, and once only.",
            "A coding that names a code which the codebook does not have is lost.",
            mend="Export the project again, as a whole.",
            on_demand=True,
        ),
        "imported-passage-is-in-its-text": Rule(
            "error",
            "Every imported selection lies within its text.",
            "The text was changed after it was coded, or the software counts its characters in a way that nothing in the file tells.",
            mend="Code the passage anew.",
            on_demand=True,
        ),
        "imported-source-has-text": Rule(
            "error",
            "Every imported source that was coded comes with its text.",
            "Without the text nobody knows which words a selection marks.",
            mend="Some software leaves texts beside the project: put them back there, or export the project with its sources.",
            on_demand=True,
        ),
        "imported-code-has-name": Rule(
            "warning",
            "Every imported code has a name.",
            "Findings need labels; one that is missing is written as (no name).",
            mend="Name the code in your software, or in the findings that were made.",
            on_demand=True,
        ),
        "import-is-read-as-meant": Rule(
            "warning",
            "Nothing in an imported file has to be guessed.",
            "Encodings and ways to count characters are not always told. What was guessed is probably right.",
            mend="Compare some excerpts with the transcripts.",
            on_demand=True,
        ),
        "import-has-a-chapter": Rule(
            "error",
            "Codes are imported in a thesis's folder, for one of its chapters.",
            "Findings belong to a chapter.",
            mend="Go into the folder with thesis.yaml, and name the chapter's folder with --chapter.",
            on_demand=True,
        ),
    },
)
