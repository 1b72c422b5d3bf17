"""Quotations in prose: ``quote("e12")`` and ``quotes(category="k1")``.

What they give is a token: only where it ends up can be told whether a long quotation may be a block,
or stands in a table's cell. :meth:`Quotations.placed` puts the quotations in the tokens' places.
APA 7 (sections 8.25 to 8.27): under 40 words in the line, between quotation marks; from 40 on a block
without them, its attribution after the final stop.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from softbound.collect.transcripts import dialogue
from softbound.derive import theory, wording
from softbound.merge import quoting
from softbound.merge.filters import date
from softbound.merge.quoting import Quotation, escaped
from softbound.problems import Place, Problem, in_a_row, nearest, problem

KINDS = ("excerpts", "quotes", "reflexivity", "memos")
"""The findings that can be quoted."""

Finding = Mapping[str, Any]


class Quotations:
    """The quotations of a chapter, as its expressions ask for them."""

    def __init__(self, findings: Callable[[Mapping[str, Any]], Finding]) -> None:
        """Begin without any.

        :param findings: options of a call → the findings it means: the chapter's own, or those of
            the chapter that the option ``chapter`` names.
        """
        self._findings = findings
        self._made: list[Quotation] = []
        self._within_table = False

    # what expressions call

    def quote(
        self, id: Any = None, words: Any = None, attributed: bool = True, chapter: Any = None
    ) -> str:
        """A quotation by the id of its finding.

        :param words: a part of it, to be quoted alone.
        :param attributed: false where the sentence says who spoke.
        :param chapter: another chapter, where it is among that one's findings.
        """
        if id is None:
            raise TypeError('quote() needs to know which: quote("e12")')
        if isinstance(id, Mapping) and "id" in id:
            raise TypeError("quote() takes an id: where e is an excerpt, write quote(e.id)")
        _text(id=id, words=words, chapter=chapter)
        if not isinstance(attributed, bool):
            raise TypeError("attributed= is true or false, without quotation marks")
        source = _Source(self._findings(_options(chapter)), _name(chapter))
        return self._token(source.quotation(str(id), words, attributed))

    def quotes(
        self,
        category: Any = None,
        code: Any = None,
        participant: Any = None,
        theme: Any = None,
        first: Any = None,
        chapter: Any = None,
    ) -> str:
        """All quotations that ground something, each a block of its own.

        :param first: how many at most.
        """
        _text(category=category, code=code, participant=participant, theme=theme, chapter=chapter)
        if first is not None and (type(first) is not int or first < 1):
            raise TypeError("first= is not a whole number such as 3")
        source = _Source(self._findings(_options(chapter)), _name(chapter))
        asked = {
            key: str(value)
            for key, value in (
                ("category", category), ("code", code), ("participant", participant),
                ("theme", theme),
            )
            if value is not None
        }  # fmt: skip
        found = source.selected(asked)
        tokens = [self._token(replace(each, block=True)) for each in found[:first]]
        return quoting.BETWEEN.join(tokens)

    def both(self, names: Finding) -> Any:
        """What ``quotes`` stands for: the function and, where there is a quotes.yaml, its list."""
        return _Listed(names["quotes"], self.quotes) if "quotes" in names else self.quotes

    def _token(self, quotation: Quotation) -> str:
        if self._within_table:
            quotation = replace(quotation, table=True)
        self._made.append(quotation)
        return quoting.token(len(self._made) - 1)

    @contextmanager
    def in_table(self) -> Iterator[None]:
        """While a table's template is rendered, nothing becomes a block."""
        before, self._within_table = self._within_table, True
        try:
            yield
        finally:
            self._within_table = before

    # where they are placed

    def plain(self, text: str) -> str:
        """Text for a drawing, with its quotations as they are read."""

        def shown(match: re.Match[str]) -> str:
            one = self._of(match)
            return "?" if one.wrong else quoting.plain(one)

        return quoting.TOKEN.sub(shown, text.replace(quoting.BETWEEN, " "))

    def placed(
        self, text: str, numbers: Sequence[int], file: str
    ) -> tuple[str, list[int], list[Problem]]:
        """Rendered text with the quotations in their places.

        :param numbers: the author's line of each of its lines.
        :return: the text, its lines' numbers, and problems at the author's lines.
        """
        lines: list[str] = []
        origins: list[int] = []
        problems: list[Problem] = []
        fences: list[str] = []
        pairs = [
            (part, number)
            for row, number in zip(text.split("\n"), numbers, strict=True)
            for part in (quoting.parted(row) if quoting.BETWEEN in row else [row])
        ]
        afters = [*(row for row, _ in pairs[1:]), ""]
        for (row, number), after in zip(pairs, afters, strict=True):
            made: list[str] = [row]
            wrong: list[quoting.Wrong] = []
            if quoting.TOKEN.search(row):
                cell = any("list-table" in fence or "note" in fence for fence in fences)
                made, wrong = quoting.written(row, after, cell, self._of)
            quoting.follow(row, fences)
            problems += [problem(rule, Place(file, number), *said) for rule, *said in wrong]
            lines += made
            origins += [number] * len(made)
        return "\n".join(lines), origins, problems

    def _of(self, match: re.Match[str]) -> Quotation:
        index = int(match[1])
        return self._made[index] if index < len(self._made) else Quotation("")


class _Listed(list[Any]):
    """A list that can be called."""

    def __init__(self, values: Iterable[Any], function: Callable[..., str]) -> None:
        super().__init__(values)
        self._function = function

    def __call__(self, *values: Any, **options: Any) -> str:
        return self._function(*values, **options)


def _text(**options: Any) -> None:
    """What names something must be text or a number: a mistake says so, and shows no findings."""
    for name, value in options.items():
        if value is not None and (isinstance(value, bool) or not isinstance(value, str | int)):
            raise TypeError(f"{'the id' if name == 'id' else name + '='} is not text in marks")


def _options(chapter: Any) -> dict[str, Any]:
    return {} if chapter is None else {"chapter": chapter}


def _name(chapter: Any) -> str:
    return "" if chapter is None else str(chapter).replace("_", "-")


# what is quoted


class _Source:
    """A chapter's findings, as quotations need them."""

    def __init__(self, findings: Finding, chapter: str) -> None:
        self.findings, self.chapter = findings, chapter
        self.key: Finding = findings.get("transcription") or {}
        self.people = {person["id"]: person for person in findings.get("participants") or ()}
        self.studies = {study["id"]: study for study in findings.get("studies") or ()}

    def quotation(self, id: str, words: Any, attributed: bool) -> Quotation:
        """The quotation of a finding, or what is wrong with asking for it."""
        found = [
            (kind, each)
            for kind in KINDS
            for each in self.findings.get(kind) or ()
            if each.get("id") == id
        ]
        if not found:
            return self._wrong(id, *self._unknown(id))
        if len(found) > 1:
            files = in_a_row(f"{kind}.yaml" for kind, _ in found)
            return self._wrong(
                id, f'"{id}" stands in {files}: which is quoted?', "Give one of them another id."
            )
        return self._quoted(*found[0], words, attributed)

    def _unknown(self, id: str) -> tuple[str, str]:
        there = [kind for kind in KINDS if kind in self.findings]
        where = f" of {self.chapter}" if self.chapter else ""
        known = [str(each["id"]) for kind in there for each in self.findings[kind]]
        files = ", ".join(f"{kind}.yaml" for kind in there)
        if not there:
            hint = 'Write excerpts.yaml, or name the chapter that has them: chapter="its-folder".'
            return f'There is no quotation "{id}": the chapter{where} has no excerpts.', hint
        return f'There is no quotation "{id}" in {files}{where}.', nearest(id, known)

    def _wrong(
        self, id: str, message: str, hint: str, rule: str = "quotation-is-known"
    ) -> Quotation:
        return Quotation(id, chapter=self.chapter, wrong=(rule, message, hint))

    def _quoted(self, kind: str, finding: Finding, words: Any, attributed: bool) -> Quotation:
        text = str(finding["text"]).strip()
        turns: tuple[tuple[str, str], ...] = ()
        if words is not None:
            part = wording.run(str(words), text)
            if part is None:
                message, hint = _not_a_part(finding["id"], str(words), text)
                return self._wrong(finding["id"], message, hint, "quotation-is-word-for-word")
            text = part
        elif kind == "excerpts":
            said = dialogue(text, self._names(finding))
            turns = tuple((t.speaker, " ".join(line.text for line in t.lines)) for t in said)
        # A dialogue's labels name who speaks.
        named = kind == "excerpts" and self.speaker(finding) in (label for label, _ in turns)
        spoken = kind in ("excerpts", "quotes")
        marks = [*self.key.get("omissions", ("[…]", "[...]")), *self.key.get("marks", {})]
        counted = " ".join(words for _, words in turns) or text
        return Quotation(
            finding["id"],
            text,
            ATTRIBUTIONS[kind](self, finding) if attributed and not named else "",
            self.chapter,
            turns,
            wording.word_count(counted, marks, spoken),
        )

    def speaker(self, excerpt: Finding) -> str:
        return theory.speaker(excerpt["participant"], self.findings, self.people)

    def _names(self, excerpt: Finding) -> list[str]:
        person = self.people.get(excerpt["participant"], {})
        return [excerpt["participant"], str(person.get("pseudonym", ""))]

    def selected(self, asked: Mapping[str, str]) -> list[Quotation]:
        """The quotations that ground everything that is asked for."""
        if not asked:
            raise TypeError('quotes() needs to know whose: quotes(category="k1")')
        for option, value in asked.items():
            kind = GROUNDED[option]
            known = [str(each["id"]) for each in _each(self.findings.get(kind) or ())]
            if value not in known:
                message = f'There is no {option} "{value}" in {kind}.yaml.'
                return [self._wrong(value, message, nearest(value, known))]
        found = self._of_theme(asked["theme"]) if "theme" in asked else []
        if "theme" not in asked:
            found = [
                ("excerpts", each)
                for each in self.findings.get("excerpts") or ()
                if all(_carries(each, option, value) for option, value in asked.items())
            ]
        if not found:
            what = in_a_row(f"the {option} {value}" for option, value in asked.items())
            message = f"There is no quotation of {what}."
            return [self._wrong("", message, "Name it in an excerpt.")]
        return [self._quoted(kind, each, None, True) for kind, each in found]

    def _of_theme(self, theme: str) -> list[tuple[str, Finding]]:
        known = {each["id"]: each for each in self.findings.get("quotes") or ()}
        one = next(each for each in _each(self.findings["themes"]) if each["id"] == theme)
        ids = [each["id"] for each in one.get("first_order") or ()] or one.get("quotes", ())
        return [("quotes", known[i]) for i in ids if i in known]


GROUNDED: Mapping[str, str] = {
    "category": "categories",
    "code": "focused_codes",
    "participant": "participants",
    "theme": "themes",
}
"""An option of quotes() → the file of which it names an id."""


def _each(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings, themes each followed by their subthemes."""
    for finding in findings:
        yield finding
        yield from finding.get("subthemes") or ()


def _carries(excerpt: Finding, option: str, value: str) -> bool:
    if option == "participant":
        return bool(excerpt["participant"] == value)
    names = excerpt.get({"category": "categories", "code": "codes"}[option]) or ()
    return value in names


def _not_a_part(id: str, words: str, text: str) -> tuple[str, str]:
    """What a part says that its finding does not."""
    wanted = wording.tokens(wording.clean(words))
    whole = wording.clean(text)
    there = wording.tokens(whole)
    if not wanted:
        return f"No words of {id} are named.", "Write some of its words, or leave words= out."
    a, b = [token.key for token in wanted], [token.key for token in there]
    match = SequenceMatcher(None, a, b, autojunk=False)
    longest = match.find_longest_match()
    start = max(0, longest.b - longest.a)
    end = min(len(there), start + len(wanted) + 2)
    shown = whole[there[start].start : there[end - 1].end]
    return (
        f"The words “{' '.join(words.split())}” do not stand so in {id}, which says “{shown}”.",
        "Copy them from the finding, whole words and their punctuation.",
    )


# who is quoted


def _of_excerpt(source: _Source, finding: Finding) -> str:
    return f"({escaped(source.speaker(finding))})"


_NUMBERS = re.compile(r"[ivxlc\d]+(?:\s*[-–,]\s*[ivxlc\d]+)*", re.IGNORECASE)


def _of_study(source: _Source, finding: Finding) -> str:
    """The speaker, the study as it is cited, the page."""
    key = source.studies.get(finding["study"], {}).get("citation") or ""
    page = finding.get("page") or ""
    where = f"p. {page}" if _NUMBERS.fullmatch(page) else page
    who = finding.get("speaker") or ""
    if not key:
        parts = [who, finding.get("study_label") or finding["study"], where]
        return f"({escaped(', '.join(filter(None, parts)))})"
    known = f"@{key}" if re.fullmatch(r"\w(?:[\w:.#$%&+?<>~/-]*\w)?", key) else f"@{{{key}}}"
    return f"[{escaped(who) + ', ' if who else ''}{known}{', ' + where if where else ''}]"


WRITTEN: Mapping[str, str] = {
    "statement": "Reflexive statement",
    "position": "Statement of position",
    "diary": "Reflexive diary",
}
"""A kind of reflexivity → how it is named."""


def _of_reflexivity(source: _Source, finding: Finding) -> str:
    return _dated(WRITTEN[finding["kind"]], finding)


def _of_memo(source: _Source, finding: Finding) -> str:
    return _dated("Memo", finding)


def _dated(what: str, finding: Finding) -> str:
    day = finding.get("date")
    return f"({what}, {date(day)})" if day else f"({what})"


ATTRIBUTIONS: Mapping[str, Callable[[_Source, Finding], str]] = {
    "excerpts": _of_excerpt,
    "quotes": _of_study,
    "reflexivity": _of_reflexivity,
    "memos": _of_memo,
}
"""A kind of findings → how a quotation of it is attributed."""
