"""Saturation that is claimed at a number of interviews without a reason (G7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from softbound.problems import Problem, problem
from softbound.verify.one_thesis import context, typed
from softbound.verify.one_thesis.given import Part
from softbound.verify.prose import CITATION, EXPRESSION, NARRATIVE, Sentence

RULE = "saturation-has-a-rationale"
NAMED = re.compile(r"\bsaturat\w+", re.IGNORECASE)
CLAIMED = re.compile(
    r"\bsaturat(?:ion|ed)\b[^.;]*?\b(?:reach\w*|achiev\w*|attain\w*|obtain\w*|met|occur\w*|evident|"
    r"apparent|observed|judged|was|were|by|after|at)\b"
    r"|\b(?:reach\w*|achiev\w*|attain\w*|obtain\w*|met|came to|come to|arriv\w*|until|at|to)\b[^.;]*?"
    r"\bsaturation\b",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"\b(?:not|no|nor|never|cannot|without|neither|rather than|instead of|in place of|whether|if|"
    r"than|question\w*|critici\w*|sceptic\w*|contested|contentious|aim\w*|sought|would|could|should|"
    r"may|might|concept|notion|idea|term|debate\w*|problem\w*|doubt\w*|claims? (?:of|to))\b|n['’]t\b",
    re.IGNORECASE,
)
"""Words by which saturation is not claimed, or is what the sentence is about."""
COUNTED = r"(?:interviews?|participants?|interviewees?|transcripts?|psychologists?|therapists?|people|stud(?:y|ies)|cases|focus groups?)"  # fmt: skip
NUMBERED = re.compile(
    rf"(?:\b{typed.NUMBER}(?:st|nd|rd|th)?|{EXPRESSION}+)(?:\s+[\w-]+){{0,2}}?\s+{COUNTED}\b"
    r"|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"\w+teenth|twentieth|\w+tieth|\w+ty-\w+th|final|last)\s+(?:interview|participant|transcript)\b"
    r"|\b[Nn]\s*=\s*\d+",
    re.IGNORECASE,
)
REASON = re.compile(
    rf"[{CITATION}{NARRATIVE}]"
    r"|\b(?:because|since|when|defined|understood as|meaning|in that|in the sense|so that|judged|"
    r"no new|no further|nothing new|no additional|little new|few new|already|information power|"
    r"sufficien\w+|adequa\w+|compar\w+|examined|assessed|checked|grounds|reason\w*|rationale|"
    r"(?:19|20)\d\d[a-z]?\))\b|\bas (?:no|nothing|the|each|all|later|further|new)\b",
    re.IGNORECASE,
)


def check(part: Part) -> Iterator[Problem]:
    """Claims of saturation beside a number, without a citation or a reason beside them."""
    for prose in part.prose:
        sentences = [
            sentence
            for sentence, _ in context.with_before(prose.sentences)
            if sentence.kind not in ("cell", "heading", "caption")
        ]
        for index, sentence in enumerate(sentences):
            if not _claims(sentence):
                continue
            around = sentences[max(0, index - 1) : index + 2]
            near = [s for s in around if s.passage == sentence.passage]
            number = next((m for s in (sentence, *near) if (m := NUMBERED.search(s.text))), None)
            if number is None or any(REASON.search(s.text) for s in near):
                continue
            named = NAMED.search(sentence.text)
            told = (
                f' beside "{" ".join(number[0].split())}"'
                if EXPRESSION not in number[0]
                else " beside a number of interviews or participants"
            )
            yield problem(
                RULE,
                prose.place(sentence.start + (named.start() if named else 0)),
                f"Saturation is claimed{told}, and no reason is given near it.",
                "Say what was saturated and how you judged it, cite the sense in which you use the "
                "word, or do not claim it.",
            )


def _claims(sentence: Sentence) -> bool:
    text = sentence.text
    return bool(NAMED.search(text) and CLAIMED.search(text) and not DENIED.search(text))
