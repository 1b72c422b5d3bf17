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
            "Words that are not among the findings can be followed back to nobody.",
            mend="Mend the id. The function quote() looks among excerpts, quotes, reflexivity and memos of the chapter, or of the one that its option chapter names.",
        ),
        "quotation-is-word-for-word": Rule(
            "error",
            "Every part of a quotation stands so in the finding.",
            "A changed word is an invented quotation.",
            mend="Copy from the finding what words= names: a run of whole words, with its punctuation.",
        ),
        "quotation-is-marked-once": Rule(
            "warning",
            "No quotation has marks or an attribution typed around it that it gets by itself.",
            "What quote() gives has its marks and its attribution, or is a block, which has no marks.",
            mend="Delete the typed marks or the typed attribution.",
        ),
        "long-quotation-stands-by-itself": Rule(
            "warning",
            "Every quotation of 40 words or more stands between sentences.",
            "A quotation of this length is set as a block, which breaks a sentence in two.",
            mend="Quote a part of it with words=, or end the sentence before it.",
            source="APA 7, section 8.27",
        ),
        "excerpt-is-in-transcript": Rule(
            "error",
            "Every excerpt stands in its participant's transcript, word for word but for marked edits.",
            "A quotation that was not said so is the gravest mistake that a qualitative study can make. Only typography may differ, and what the key in transcription.yaml marks: omissions, and [words in brackets].",
            mend="Copy the words from the transcript, and mark what you left out or changed.",
        ),
        "excerpt-line-is-right": Rule(
            "warning",
            "Every excerpt begins on the line that it names.",
            "Readers of the audit trail look the words up by their line.",
            mend="Write the line that the message names. Lines are counted as an editor counts them, paragraphs as Word does, the empty ones included.",
        ),
        "transcript-is-readable": Rule(
            "error",
            "Every transcript can be read, and has words.",
            "Excerpts can only be compared with words that can be read.",
            mend="Save it as a .txt, .md, .docx, .vtt or .srt file.",
        ),
        "transcript-is-one": Rule(
            "error",
            "Every interview has one transcript.",
            "With two, nobody can tell in which one the words should stand.",
            mend="Name the file as transcript in interviews.yaml where several are called after a participant.",
        ),
        "transcript-names-participant": Rule(
            "error",
            "Every transcript with speakers says which of them is the participant.",
            "Otherwise nobody can tell the participant's words from the interviewer's.",
            mend="Use the pseudonym, the id, or Participant as the speaker's label.",
        ),
        "transcript-tells-speakers-apart": Rule(
            "note",
            "Every transcript says who speaks.",
            "Without labels, all words of a transcript are taken for the participant's.",
            mend="Write who speaks at the beginning of each turn, or leave it so.",
        ),
        "transcripts-are-there": Rule(
            "note",
            "Every excerpt can be compared with a transcript.",
            "Transcripts are private and need not be on every machine; without them, nobody has compared the quotations.",
            mend="Run doit where they are before you hand in.",
        ),
    },
)
