"""Journals that are written in two ways: "J Clin Psychol" beside "Journal of Clinical Psychology"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from softbound.derive.duplicates import fields
from softbound.derive.duplicates.known import known
from softbound.model.records import Record
from softbound.problems import problem
from softbound.verify.bibliography.work import Finding, Work

_KINDS = ("article-journal", "article-magazine", "article-newspaper")


def check(works: Sequence[Work]) -> Iterator[Finding]:
    """A finding for each entry whose journal is mostly written otherwise; each name is told once."""
    using: defaultdict[str, list[Work]] = defaultdict(list)
    for work in works:
        if work.kind in _KINDS and (name := work.text("container-title")):
            using[name].append(work)
    for names in _alike(sorted(using)):
        forms = {name: _form(name) for name in names}
        longest = max(forms.values(), key=lambda form: sum(map(len, form)))
        whole = [name for name in names if not _shortens(forms[name], longest)]
        best = max(whole, key=lambda name: (len(using[name]), name))
        keys = tuple(work.key for work in using[best])
        for name in names:
            if name == best:
                continue
            for work in using[name]:
                yield Finding(
                    problem(
                        "bibliography-journal-has-one-name",
                        work.at("container-title"),
                        f'The journal of "{work.key}" is "{name}", which "{keys[0]}" calls '
                        f'"{best}".',
                        f"Write it one way, in full, in all entries ({len(using[name])} call it as here).",
                    ),
                    ((work.key,), keys),
                    f"the journal {name}",
                )


def _form(name: str) -> tuple[str, ...]:
    """A name's words as search records are compared by; and a letter at its end, which is a part's:
    Physical Review A."""
    part = re.search(r"\s([A-Z])\W*\Z", name)
    words = known(Record("", "", "", 0, container=name)).container
    return (*words, part[1].lower()) if part and words[-1:] != (part[1].lower(),) else words


def _shortens(words: Sequence[str], longest: Sequence[str]) -> bool:
    """Whether some word is the beginning of one in the longest name."""
    pairs = zip(words, longest, strict=False)
    return any(one != other and other.startswith(one) for one, other in pairs)


def _alike(names: Sequence[str]) -> list[list[str]]:
    """Names that are of one journal, in groups of two and more."""
    forms = {name: _form(name) for name in names}
    beginning: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        if forms[name]:
            beginning[forms[name][0][0]].append(name)
    found = []
    for block in beginning.values():
        groups: list[list[str]] = []
        for name in sorted(block, key=lambda n: -sum(map(len, forms[n]))):
            fitting = [g for g in groups if fields.word_for_word(forms[name], forms[g[0]])]
            if len(fitting) == 1:  # "Psychol Rev" may be of two journals
                fitting[0].append(name)
            elif not fitting:
                groups.append([name])
        found += [group for group in groups if len(group) > 1]
    return found
