"""Labels of themes, categories and stages that prose has almost, but not quite."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from softbound.collect.findings import locator
from softbound.problems import Place, Problem, in_a_row, problem
from softbound.verify.one_thesis import context
from softbound.verify.one_thesis.given import Chapter, Findings, Part, from_elsewhere
from softbound.verify.prose import STANDS_FOR, Marked, Prose, Sentence

DECLARED, TWIN = "label-is-the-declared-one", "label-is-told-once"
MARKED, RUNNING = 0.8, 0.85
"""How alike a wording must be, from 0 to 1, to be meant for a label: where the author marked it,
and in running prose."""
LONG = 4
"""Words that a label must have to be looked for in running prose."""
KINDS: Mapping[str, str] = {"themes": "theme", "categories": "category", "stages": "stage"}
"""Findings whose labels are looked for → what messages call one."""
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*['’]?")
NUMBERED = re.compile(
    r"^(?:(?:sub-?)?theme|category|core category|stage)?\s*(?:\d+|[ivx]+)?[a-z]?\s*[:.–—-]\s*",
    re.IGNORECASE,
)
"""What may stand before a label in a heading or a list: Theme 2:, 3a."""
ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
FORMS = """
be am is are was were been being / have has had having / do did does done doing
become became / begin began begun / bear bore borne / break broke broken / bring brought
build built / buy bought / catch caught / choose chose chosen / come came / cut cutting
deal dealt / draw drew drawn / fall fell fallen / feel felt / fight fought / find found
flee fled / forget forgot forgotten / forgive forgave forgiven / get got getting / give gave given
go goes went gone / grow grew grown / hear heard / hide hid hidden / hold held / keep kept / know knew known
lead led / learn learnt / leave left / let letting / lie lay lain lying / lose lost / make made
mean meant / meet met / pay paid / put putting / rise rose risen / run ran running / say said
see saw seen / seek sought / send sent / set setting / shake shook shaken / show showed shown
shut shutting / sit sat sitting / speak spoke spoken / spend spent / stand stood / stick stuck
take took taken / teach taught / tell told / think thought / understand understood / wear wore worn
withdraw withdrew withdrawn / write wrote written
"""
"""Verbs whose forms are not told by their endings; labels are often gerunds, and prose is not."""
ENDINGS = re.compile(r"(?:ing|ed|es|s|e)$")


def _same() -> dict[str, str]:
    """Each form of these verbs, and their gerunds, to the verb."""
    same: dict[str, str] = {}
    for verb, *forms in (
        row.split() for row in FORMS.replace("\n", " / ").split("/") if row.split()
    ):
        same |= dict.fromkeys((verb, *forms, f"{verb.removesuffix('e')}ing", f"{verb}s"), verb)
    return same


SAME: Mapping[str, str] = _same()


@dataclass(frozen=True)
class Label:
    """A label that findings declare."""

    text: str
    kind: str
    """theme, subtheme, category, stage"""
    chapter: str
    place: Place
    expression: str
    """What gives it in its own chapter."""
    elsewhere: str

    @cached_property
    def plain(self) -> str:
        return plain(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(self.plain.split())

    def told_in(self, part: Part, typed: str) -> str:
        """The expression as a part of the thesis writes it; large where what is typed is."""
        written = self.expression if part.name == self.chapter else self.elsewhere
        large = ""
        if typed[:1].isupper() and self.text[:1].islower():
            large = " | sentence" if typed[1:].islower() else " | title"
        return f"{{{{ {written}{large} }}}}"


def declared(chapters: Sequence[Chapter]) -> list[Label]:
    """All labels of themes, subthemes, categories and stages."""
    found = []
    for chapter in chapters:
        engine = chapter.engine()
        for kind, name in KINDS.items():
            known = {path: Place(*place) for path, place in chapter.places.get(kind, {}).items()}
            at = locator(known, Place(f"chapters/{chapter.name}/findings/{kind}.yaml"))
            for finding in chapter.values.get(kind) or ():
                identifier = finding["id"]
                by_id = f'({kind} | find("{identifier}"))'
                rows: list[tuple[Findings, str, str]] = [(finding, name, f"{by_id}.label")]
                rows += [
                    (
                        part,
                        f"sub{name}",
                        f'({by_id}.subthemes | find("{part["id"]}")).label',
                    )
                    for part in finding.get("subthemes") or ()
                ]
                for row, called, expression in rows:
                    place = known.get(row["id"], at())
                    elsewhere = from_elsewhere(engine, expression, chapter.name)
                    found.append(
                        Label(row["label"], called, chapter.name, place, expression, elsewhere)
                    )
    return found


def plain(text: str) -> str:
    """A wording to be compared: its words in small letters."""
    return " ".join(WORD.findall(text.lower().replace("’", "'")))


def stem(word: str) -> str:
    """A word without what inflection adds; forms of an irregular verb are one."""
    if word in SAME:
        return SAME[word]
    bare = word.rstrip("'").removesuffix("'s")
    return re.sub(r"(.)\1$", r"\1", ENDINGS.sub("", bare)) if len(bare) > 3 else bare


def check(part: Part, labels: Sequence[Label]) -> Iterator[Problem]:
    """Labels that a part's prose has almost, or types by hand."""
    for prose in part.prose:
        uses = {use.start: use for use in _uses(prose, labels)}
        twins: dict[Label, list[Use]] = defaultdict(list)
        for _, use in sorted(uses.items()):
            if use.exact:
                twins[use.label].append(use)
            else:
                yield _almost(part, prose, use)
        for label, typed in twins.items():
            yield _twin(part, prose, label, typed)


@dataclass(frozen=True)
class Use:
    """A wording in prose that is a label, or almost one."""

    text: str
    start: int
    label: Label
    exact: bool


def _uses(prose: Prose, labels: Sequence[Label]) -> Iterator[Use]:
    """First those in running prose, then those that the author marked."""
    known = {label.plain: label for label in labels}
    marked = [use for found in prose.marked if (use := _marked(found, labels, known))]
    spans = [(use.start, use.start + len(use.text)) for use in marked]
    for sentence, _ in context.with_before(prose.sentences):
        for use in _running(sentence, labels, known):
            if not any(start - 3 <= use.start < end for start, end in spans):
                yield use
    yield from marked


def _marked(marked: Marked, labels: Sequence[Label], known: Mapping[str, Label]) -> Use | None:
    """A label, or almost one, that is emphasised, in quotation marks or a heading."""
    if re.search(STANDS_FOR, marked.text):
        return None
    text = NUMBERED.sub("", marked.text).strip(" .,;:!?")
    wording = plain(text)
    exact = known.get(wording) or known.get(plain(ARTICLE.sub("", text)))
    if exact is not None:
        return Use(text, marked.start, exact, True) if len(exact.words) > 1 else None
    label = _nearest(wording, labels, MARKED)
    return Use(text, marked.start, label, False) if label else None


def _nearest(wording: str, labels: Sequence[Label], least: float) -> Label | None:
    """The label of two words or more that a wording is almost."""
    best, found = least, None
    for label in labels:
        if len(label.words) < 2 or abs(len(label.plain) - len(wording)) > len(label.plain) / 2:
            continue
        matcher = difflib.SequenceMatcher(None, wording, label.plain, autojunk=False)
        if matcher.real_quick_ratio() >= best and matcher.quick_ratio() >= best:
            ratio = matcher.ratio()
            if ratio >= best:
                best, found = ratio, label
    return found


def _running(
    sentence: Sentence, labels: Sequence[Label], known: Mapping[str, Label]
) -> Iterator[Use]:
    """Long labels in running prose, and wordings in which one word of them is another."""
    words = [
        (match.start(), match.end(), plain(match[0])) for match in WORD.finditer(sentence.text)
    ]
    there = {word for _, _, word in words}
    for label in labels:
        own = label.words
        if len(own) < LONG or len(set(own) & there) < len(set(own)) - 1:
            continue
        best: tuple[float, Use] | None = None
        for size in (len(own), len(own) - 1, len(own) + 1):
            for first in range(len(words) - size + 1):
                window = [word for _, _, word in words[first : first + size]]
                start, end = words[first][0], words[first + size - 1][1]
                text = sentence.text[start:end]
                if re.search(rf"{STANDS_FOR}|[.;:()]", text):
                    continue
                wording = " ".join(window)
                alike = 1.0 if wording == label.plain else 0.0
                if not alike and wording not in known and _one_word_apart(window, own):
                    alike = difflib.SequenceMatcher(None, wording, label.plain, False).ratio()
                if alike >= RUNNING and (best is None or alike > best[0]):
                    use = Use(" ".join(text.split()), sentence.start + start, label, alike == 1)
                    best = alike, use
        if best is not None:
            yield best[1]


def _one_word_apart(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two rows of words differ in one: another, one less or one more within the row.

    Another form of the same word does not count: prose has to inflect.
    """
    if len(one) == len(other):
        apart = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        return len(apart) == 1 and stem(apart[0][0]) != stem(apart[0][1])
    short, long = sorted((list(one), list(other)), key=len)
    inner = range(1, len(long) - 1)
    return any(long[:i] + long[i + 1 :] == short for i in inner)


def _almost(part: Part, prose: Prose, use: Use) -> Problem:
    label = use.label
    return problem(
        DECLARED,
        prose.place(use.start),
        f'"{use.text}" is almost, but not quite, the {label.kind} "{label.text}" of {label.place}.',
        f"Write {label.told_in(part, use.text)}, or words that cannot be mistaken for it.",
    )


def _twin(part: Part, prose: Prose, label: Label, typed: Sequence[Use]) -> Problem:
    first, *rest = dict.fromkeys(prose.place(use.start).line for use in typed)
    also = f" So it is in {'line' if len(rest) == 1 else 'lines'} {in_a_row(rest)}." if rest else ""
    return problem(
        TWIN,
        Place(prose.file, first),
        f'"{typed[0].text}" is the label of a {label.kind}, typed by hand; it stands in '
        f"{label.place}.{also}",
        f"Write {label.told_in(part, typed[0].text)}.",
    )
