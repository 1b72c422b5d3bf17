"""Whether the thesis can be handed in, at a glance, and what stands between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from softbound.problems import in_a_row

OK, LOOK, STOP, OPEN = "ok", "look", "stop", "open"
STATES: Mapping[str, tuple[str, str]] = {
    OK: ("✓", "in order"),
    LOOK: ("!", "worth a look"),
    STOP: ("✕", "to be mended"),
    OPEN: ("?", "not known"),
}
"""A state → its sign, and its name for those who do not see it."""
CITING = ("citations", "bibliography")
"""Families of rules about references."""


def verdict(totals: Mapping[str, int], failed: bool) -> dict[str, str]:
    """The answer in a few words, and in a sentence."""
    errors, warnings, notes = totals["error"], totals["warning"], totals["note"]
    if failed:
        text = "The documents could not be built: those that lie there are of an earlier build."
        return {"state": STOP, "short": "Not built", "text": text}
    if errors:
        rest = f", and {_count(warnings, 'warning')} to look at" if warnings else ""
        them = "stands" if errors == 1 else "stand"
        text = f"{_count(errors, 'error')} {them} between this draft and a thesis to hand in{rest}."
        return {"state": STOP, "short": "Not yet", "text": text}
    if warnings:
        text = (
            f"No error is left. {_count(warnings, 'warning')} "
            f"{'is' if warnings == 1 else 'are'} worth a look before you hand in."
        )
        return {"state": LOOK, "short": "Nearly", "text": text}
    rest = f" {_count(notes, 'note')} may be worth knowing." if notes else ""
    text = f"No error and no warning is left, as far as softbound can see.{rest}"
    return {"state": OK, "short": "Ready", "text": text}


def items(
    problems: Mapping[str, Any], parts: Mapping[str, Any], failed: bool
) -> list[dict[str, str]]:
    """What is looked at before a thesis is handed in, each with its state."""
    found = [_problems(problems), *_words(parts["words"]), *_references(problems, parts)]
    found += [*_checklists(parts), *_limitations(parts), *_flows(parts)]
    found.append(_anonymity(problems, parts["anonymity"]))
    shown = []
    for state, title, text, href in found:
        sign, name = STATES[state]
        shown.append(
            {"state": state, "sign": sign, "name": name, "title": title, "text": text, "href": href}
        )
    return shown


Item = tuple[str, str, str, str]
"""State, title, sentence, where the page says more."""


def _problems(problems: Mapping[str, Any]) -> Item:
    totals = problems["totals"]
    bad = [(part["title"], part["totals"]["error"]) for part in problems["parts"]]
    bad = [(title, n) for title, n in bad if n]
    if bad:
        where = in_a_row(f"{title} ({n:,})" for title, n in bad[:6])
        more = f", and {len(bad) - 6:,} other parts" if len(bad) > 6 else ""
        return STOP, "Errors", f"{_count(totals['error'], 'error')}: {where}{more}.", "#problems"
    if totals["warning"]:
        text = f"None; {_count(totals['warning'], 'warning')} to look at."
        return LOOK, "Errors", text, "#problems"
    return OK, "Errors", "None, and no warnings.", "#problems"


def _words(words: Mapping[str, Any] | None) -> Iterator[Item]:
    if words is None:
        return
    if words["over"]:
        over = in_a_row(words["over"])
        verb = "is" if len(words["over"]) == 1 else "are"
        yield STOP, "Words", f"{over} {verb} over the limit.", "#words"
    elif words["near"]:
        yield LOOK, "Words", f"Near the limit: {in_a_row(words['near'])}.", "#words"
    elif any(
        part["limit"] is not None for part in [*words["parts"], words["whole"] or {"limit": None}]
    ):
        yield OK, "Words", "All parts that have a limit keep within it.", "#words"
    else:
        yield OPEN, "Words", "The profile sets no limit.", "#words"


def _references(problems: Mapping[str, Any], parts: Mapping[str, Any]) -> Iterator[Item]:
    report = parts["references"]
    if report is None:
        return
    counts = [problems["families"].get(family, {}) for family in CITING]
    errors, warnings = (sum(c.get(s, 0) for c in counts) for s in ("error", "warning"))
    citations = sum(chapter["citations"] for chapter in report["chapters"])
    online = report["online"]
    if errors or (online and online["retracted"]):
        retracted = len(online["retracted"]) if online else 0
        told = [_count(errors, "error")] if errors else []
        told += [_count(retracted, "retracted work")] if retracted else []
        yield STOP, "References", f"{in_a_row(told).capitalize()}.", "#references"
    elif warnings:
        yield LOOK, "References", f"{_count(warnings, 'warning')} to look at.", "#references"
    else:
        text = f"{_count(citations, 'citation')} of {_count(report['cited'], 'work')}, all listed."
        yield OK, "References", text, "#references"


def _checklists(parts: Mapping[str, Any]) -> Iterator[Item]:
    lists = parts["checklists"]
    if not lists:
        return
    open_ = [
        f"{each['name']} ({_count(len(each['open']), 'item')})" for each in lists if each["open"]
    ]
    if open_:
        yield LOOK, "Checklists", f"Open: {in_a_row(open_)}.", "#checklists"
    else:
        text = f"{_count(len(lists), 'standard')}, every item answered."
        yield OK, "Checklists", text, "#checklists"


def _limitations(parts: Mapping[str, Any]) -> Iterator[Item]:
    found: Sequence[Mapping[str, Any]] = parts["limitations"]
    if not found:
        return
    answered = sum(each["answered"] for each in found)
    state = OK if answered == len(found) else LOOK
    yield state, "Limitations", f"{answered:,} of {len(found):,} answered.", "#limitations"


def _flows(parts: Mapping[str, Any]) -> Iterator[Item]:
    for flow in parts["flows"]:
        if flow["complete"]:
            last = flow["steps"][-1]["n"]
            text = (
                "Every step has its number."
                if last is None
                else f"It ends at {_count(last, 'study', 'studies')}."
            )
            yield OK, "Flow of studies", text, "#flow"
        else:
            yield LOOK, "Flow of studies", "Some numbers are not known yet.", "#flow"


def _anonymity(problems: Mapping[str, Any], report: Mapping[str, Any] | None) -> Item:
    if report is None:
        return OPEN, "Anonymity", "Not checked in this build.", "#anonymity"
    counts = problems["families"].get("anonymity", {})
    found = counts.get("error", 0) + counts.get("warning", 0)
    if found:
        what = "place" if found == 1 else "places"
        text = f"{found:,} {what} may identify somebody."
        return (STOP if counts.get("error") else LOOK), "Anonymity", text, "#anonymity"
    files = _count(len(report["scanned"]), "file")
    if report["findings"]:
        text = f"{_count(report['findings'], 'finding')}, which you left aside."
        return LOOK, "Anonymity", text, "#anonymity"
    if not report["list"]:
        text = f"{files} scanned for patterns only: there is no private list of names."
        return LOOK, "Anonymity", text, "#anonymity"
    return (
        OK,
        "Anonymity",
        f"{files} scanned, nothing found; which does not prove anonymity.",
        "#anonymity",
    )


def _count(value: int, one: str, many: str = "") -> str:
    return f"{value:,} {one if value == 1 else many or one + 's'}"
