"""Ranges of pages: 123–128, shortened 123-8, S12–S20; the last is never before the first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from softbound.problems import Problem, problem
from softbound.verify.bibliography.work import Asked, Work, short

_RANGE = re.compile(r"([A-Za-z]{0,4})(\d+)([a-z]?)\s*[-–—‐‑]+\s*([A-Za-z]{0,4})(\d+)([a-z]?)")
_OPEN = re.compile(r"\w*\d\s*[-–—]+|[-–—]+\s*\w*\d\w*")


def ascending(work: Work, asked: Asked) -> Iterator[Problem]:
    """Ranges that go down, or lack an end.

    "123-5" is 123–125. Numbers of articles such as "2019-0123" are no ranges, so a
    shortened end counts only if it is shorter than the beginning without zeros before it.
    """
    given = work.said("page")
    for part in re.split(r"[,;+&]|\band\b", re.sub(r"\\[&]|[{}\\]", "", given)):
        part = re.sub(r"^(?:pp?\.|pages?)\s*", "", part.strip(), flags=re.I)
        what = _falls(part) or ("has an end missing" if _OPEN.fullmatch(part) else "")
        if what:
            yield problem(
                "bibliography-pages-ascend",
                work.at("page"),
                f'The pages of "{work.key}" are "{short(given)}": the range {what}.',
                "Look the pages up, and write them as 123--128.",
            )
            return


def _falls(part: str) -> str:
    """How a range goes down, as the end of a sentence; empty if it does not."""
    found = _RANGE.fullmatch(part)
    if found is None:
        return ""
    before, first, _, then, last, _ = found.groups()
    if (then and then != before) or (first.startswith("0") or last.startswith("0")):
        return ""
    end = first[: -len(last)] + last if len(last) < len(first) else last
    return f"goes down from {before}{first} to {then}{end}" if float(end) < float(first) else ""
