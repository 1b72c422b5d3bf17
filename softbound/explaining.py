"""What `softbound explain` says: one rule, the rules of a family, or all of them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from softbound.problems import nearest
from softbound.rules import FAMILIES, RULES, Family, Rule, family_of

WIDTH = 80
"""Of lines that are read as text; a narrower terminal gets narrower ones."""

EFFECTS = {
    "error": "An error: doit exits with 1. The draft is built all the same.",
    "warning": "A warning: probably wrong. The draft is built all the same.",
    "note": "A note: worth knowing.",
}
"""A severity → what follows from it."""
STOPS = "An error, without which nothing can be built: the last outputs stay as they were."

OPENING = (
    "Each rule is a sentence that holds when all is well. `softbound explain RULE` says why it "
    "matters and what to do, `softbound explain FAMILY` lists one family."
)


def explanation(asked: str, width: int = WIDTH) -> str | None:
    """What is to be said of a rule, a family, or (where nothing is asked) of all rules.

    :param asked: as it was typed: a rule's id, perhaps in its square brackets; a family's name.
    :return: None if there is no such rule or family.
    """
    if not asked.strip():
        opening = textwrap.fill(OPENING, width)
        return "\n\n".join([opening, *(listed(family, width) for family in FAMILIES)])
    wanted = asked.strip().strip("[]").casefold()
    if wanted in RULES:
        return of_rule(wanted, width)
    family = {f.id: f for f in FAMILIES}.get(wanted.replace(" ", "-"))
    return listed(family, width) if family else None


def unknown(asked: str) -> str:
    """What is said where there is no such rule or family."""
    wanted = asked.strip().strip("[]")
    hint = nearest(wanted, [*RULES, *(family.id for family in FAMILIES)])
    hint = hint or "`softbound explain` lists all rules."
    return f'There is no rule "{wanted}". {hint}'


def listed(family: Family, width: int = WIDTH) -> str:
    """The rules of a family: each id, and below it what holds."""
    lines = [f"{family.title} ({family.id})", *_indented(family.about, "  ", width)]
    for name, rule in family.rules.items():
        lines += ["", f"  {name}", *_indented(f"{rule.sentence} ({effect(rule)})", "    ", width)]
    return "\n".join(lines)


def effect(rule: Rule) -> str:
    """ "warning", or "error, no draft"."""
    return f"{rule.severity}, no draft" if rule.stops else rule.severity


def of_rule(rule_id: str, width: int = WIDTH) -> str:
    """What a rule says, why, what to do, where it comes from, and how it can be ignored."""
    rule = RULES[rule_id]
    facts = {
        "Why": rule.why,
        "What to do": rule.mend,
        "Source": rule.source,
        "Family": family_of(rule_id).title,
        "Severity": STOPS if rule.stops else EFFECTS[rule.severity],
    }
    lines = [rule_id, "", *textwrap.wrap(rule.sentence, width), ""]
    lines += _table([(name, text) for name, text in facts.items() if text], width)
    return "\n".join(lines if rule.stops else [*lines, "", *_ignoring(rule_id, width)])


def _ignoring(rule_id: str, width: int) -> Iterator[str]:
    yield from textwrap.wrap(
        "Where it does not apply, say so with the reason: in the Markdown, before the place,", width
    )
    yield from ("", f"<!-- softbound: ignore {rule_id}: why it does not apply here -->", "")
    yield "or in thesis.yaml:"
    yield from ("", "ignore:", f"  - rule: {rule_id}", "    reason: why it does not apply here")


def _table(rows: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    margin = max(len(name) for name, _ in rows) + 2
    for name, text in rows:
        lines = _indented(text, " " * margin, width)
        yield from (f"{name:<{margin}}{lines[0].lstrip()}", *lines[1:])


def _indented(text: str, margin: str, width: int) -> list[str]:
    return textwrap.wrap(
        text,
        max(width, len(margin) + 24),
        initial_indent=margin,
        subsequent_indent=margin,
        break_long_words=False,
        break_on_hyphens=False,
    )
