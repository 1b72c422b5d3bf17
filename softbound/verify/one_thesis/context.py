"""Whose work a sentence is about: this thesis's, or that of the literature."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from softbound.verify.one_thesis.given import Chapter, Part
from softbound.verify.prose import CITATION, NARRATIVE, Sentence

OWN = re.compile(
    r"\b(?:this|present|current|my|our|here|we|I)\b|\bthe (?:empirical|thesis|review's|study's)\b"
)
"""Words by which a sentence that cites somebody is about this thesis all the same."""
OTHERS = re.compile(
    r"\b(?:an?|one|another|some|several|other|later|earlier|previous|prior|recent|each|many|most|"
    r"published|similar|their|his|her)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:study|studies|surveys?|reviews?|trials?|authors?|papers?|teams?|meta-analys[ei]s|"
    r"meta-ethnograph(?:y|ies))\b"
    r"|\b(?:another|other|earlier|previous|existing|many|most|their|his|her)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:models?|theor(?:y|ies)|samples?|cycles?|frameworks?)\b"
    r"|\b(?-i:[A-Z])[a-z]+(?:['’]s|s['’])\s+(?:[\w-]+\s+){0,2}?"
    r"(?:model|theory|cycle|framework|account|study|sample|work|review)\b"
    r"|\b(?:an?|the)\s+(?:second|third|fourth|fifth|former|latter|smallest|largest)\s+"
    r"(?:of\s+them\s+)?(?:drew|was|used|included|interviewed|screened|had|found|identified|on|with)\b"
    r"|\bin\s+the\s+(?:first|second|third|former|latter)[,.;]|\bits\s+(?:studies|authors|participants)\b"
    r"|\b(?:elsewhere|census|nationally|the\s+(?:national\s+)?(?:register|workforce|profession))\b"
    r"|\b(?:researchers|scholars|the authors?|et al)\b|\(?\b(?:19|20)\d\d[a-z]?\)",
    re.IGNORECASE,
)
"""Words that speak of somebody else's work."""
GOES_ON = re.compile(
    r"(?:They|Their|Theirs|These|Those|That|It|Its|He|His|She|Her|There|In (?:it|that|this|these|"
    r"those|them)|Both|Here too|Across these)\b"
)
"""How a sentence begins that goes on about what the one before is about."""
INTRODUCTIONS = re.compile(
    r"\b(?:introduction|background|literature|rationale|previous|existing|what is known)\b",
    re.IGNORECASE,
)
"""Headings under which a paper is about others' work."""
HYPOTHETICAL = re.compile(
    r"\b(?:would|should|could|might|(?-i:may)|must|cannot|plan(?:ned)?|aim(?:ed|s)?\s+(?:to|at|for)|inten(?:d|t)\w*|"
    r"recommend\w*|suggest\w*|propos\w+|target\w*|guidelines?|typical\w*|usual\w*|often|if|whether|"
    r"needs?|enough|hoped?|expect\w*|ideal\w*|no more than|imagine\w*)\b",
    re.IGNORECASE,
)
"""Words beside which a number need not be the one that was reached."""
RECRUITING = re.compile(
    r"\b(?:approached|invited|expressed|contacted|replied|responded|withdrew|withdrawn|declined|"
    r"dropped|left out|not|unable|available|interest(?:ed)?)\b",
    re.IGNORECASE,
)
"""Words beside which a number may be of those who came before, or went."""
PART_OF_IT = re.compile(
    r"\b(?:of (?:these|those|them|whom|which)|among (?:them|these|those)|remaining|pilot\w*|subset|"
    r"round|initial(?:ly)?|at first|so far|by then|exclu\w+|others?|further|additional|another|"
    r"alone|the\s+(?:first|second|third|last)\s+(?:interview|transcript|day|week|month|year|session)|"
    r"each|every|online|in person|by (?:video|telephone|phone)|via|twice|again|half|more)\b",
    re.IGNORECASE,
)
"""Words beside which a number may be of some only."""


def about_others(sentence: Sentence, before: Sentence | None) -> bool:
    """Whether a sentence is, or may be, about somebody else's work.

    :param before: the sentence before it in its passage.
    """
    text = sentence.text
    if OTHERS.search(text):
        return True
    if OWN.search(text):
        return False
    if NARRATIVE in text or CITATION in text:
        return True
    if before is None or not GOES_ON.match(text):
        return False
    return about_others(before, None)


def in_introduction(sentence: Sentence) -> bool:
    """Whether it stands where a paper tells of the literature."""
    return any(INTRODUCTIONS.search(title) for title in sentence.sections) and not OWN.search(
        sentence.text
    )


def meant(part: Part, sentence: Sentence, chapters: Sequence[Chapter]) -> list[Chapter]:
    """The chapters whose numbers a sentence may tell.

    A paper with a study of its own tells its own, and those of another where it names it; the
    front matter, the critical review and the appendices tell those of all.
    """
    own = [chapter for chapter in chapters if chapter.name == part.name]
    others = [chapter for chapter in chapters if chapter.name != part.name]
    if part.kind != "chapter" or not any(chapter.is_study for chapter in own):
        return own + others
    if in_introduction(sentence):
        return []
    return own + [chapter for chapter in others if _names(sentence, chapter)]


def _names(sentence: Sentence, chapter: Chapter) -> bool:
    words = chapter.name.replace("-", " ")
    return re.search(rf"\b{re.escape(words)}\b", sentence.text, re.IGNORECASE) is not None


LONGEST = 1500
"""Signs of a sentence; what is longer is a list or data without full stops."""


def with_before(sentences: Iterable[Sentence]) -> Iterable[tuple[Sentence, Sentence | None]]:
    """Each sentence with the one before it in its passage."""
    before: Sentence | None = None
    for sentence in sentences:
        if len(sentence.text) > LONGEST:
            continue
        same = before is not None and before.passage == sentence.passage
        yield sentence, before if same else None
        before = sentence
