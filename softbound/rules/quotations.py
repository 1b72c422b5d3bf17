"""Rules: participants' words as they were said."""

from __future__ import annotations

from softbound.rules.rule import Family, Rule

FAMILY = Family(
    "Quotations",
    "Participants' words as they were said.",
    {
        "quotation-is-known": Rule(
            "error",
            "Every quotation that prose asks for is among the findings, under an id that is one finding's.",
            "The function quote() looks among excerpts, quotes, reflexivity and memos of the chapter, or of the one that its option chapter names.",
        ),
        "quotation-is-word-for-word": Rule(
            "error",
            "Every part of a quotation stands so in the finding.",
            "What words= names must be a run of whole words of the finding, with its punctuation. Copy it from there.",
        ),
        "quotation-is-marked-once": Rule(
            "warning",
            "No quotation has marks or an attribution typed around it that it gets by itself.",
            "What quote() gives has its marks and its attribution, or is a block, which has no marks.",
        ),
        "long-quotation-stands-by-itself": Rule(
            "warning",
            "Every quotation of 40 words or more stands between sentences.",
            "APA 7 (section 8.27) sets it as a block, which breaks a sentence in two. Quote a part of it with words=, or end the sentence before it.",
        ),
        "excerpt-is-in-transcript": Rule(
            "error",
            "Every excerpt stands in its participant's transcript, word for word but for marked edits.",
            "Only typography may differ, and what the key in transcription.yaml marks: omissions, and [words in brackets].",
        ),
        "excerpt-line-is-right": Rule(
            "warning",
            "Every excerpt begins on the line that it names.",
            "Lines are counted as an editor counts them, paragraphs as Word does, the empty ones included.",
        ),
        "transcript-is-readable": Rule(
            "error",
            "Every transcript can be read, and has words.",
            "Transcripts are .txt, .md, .docx, .vtt or .srt files.",
        ),
        "transcript-is-one": Rule(
            "error",
            "Every interview has one transcript.",
            "Name the file as transcript in interviews.yaml where several are called after a participant.",
        ),
        "transcript-names-participant": Rule(
            "error",
            "Every transcript with speakers says which of them is the participant.",
            "Otherwise nobody can tell the participant's words from the interviewer's. Use the pseudonym, the id, or Participant.",
        ),
        "transcript-tells-speakers-apart": Rule(
            "note",
            "Every transcript says who speaks.",
            "Without labels, all its words are taken for the participant's.",
        ),
        "transcripts-are-there": Rule(
            "note",
            "Every excerpt can be compared with a transcript.",
            "Transcripts are private and need not be on every machine. Where they are, run doit before you hand in.",
        ),
    },
)
