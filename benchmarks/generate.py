"""Write a thesis of a given size for the benchmarks, and its twin for pandoc alone.

    python benchmarks/generate.py SIZE FOLDER

SIZE is 20k, 100k or 500k (words of prose). The same size always gives the same files.
"""

# ruff: noqa: SIM905 (word lists are easier to read as one string)

from __future__ import annotations

import argparse
import random
import re
import shutil
import string
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent

CHAPTERS = {"20k": 3, "100k": 15, "500k": 75}
"""Chapters in a thesis of each size."""

# Totals for 15 chapters, that is 100,000 words; `share` gives each chapter its part of them.
PER_100K = {"words": 100_000, "citations": 2_000, "tables": 45, "figures": 30}
OWN_WORKS = 48  # works in the bibliography cited in one chapter only, per chapter
SHARED_WORKS = 2  # works cited in several chapters, per chapter
FOOTNOTES = 6  # per chapter
QUOTATIONS = 4  # block quotes per chapter
PICTURES = 6  # distinct images, used in turn

DETERMINERS = "the the the a a this each every another one".split()
ADJECTIVES = (
    "clinical reflective relational careful tentative early later shared implicit explicit "
    "systematic narrative therapeutic professional personal emotional supervisory collaborative "
    "qualitative recent substantial modest consistent ambiguous difficult familiar ordinary "
    "central provisional theoretical practical embodied sustained partial organisational"
).split()
NOUNS = (
    "participant therapist client supervisor study account process category theory rupture "
    "alliance conversation session interview practice training service team method sample "
    "analysis interpretation finding concept experience emotion moment relationship context "
    "assumption question memo transcript pattern boundary response meaning position framework "
    "dilemma stance disclosure difference formulation reviewer synthesis metaphor literature "
    "outcome measure trainee placement encounter hesitation understanding uncertainty"
).split()
VERBS = (
    "described shaped informed extended challenged supported preceded followed interrupted "
    "reflected explored identified examined clarified complicated resembled transformed "
    "constrained enabled organised contextualised anticipated acknowledged questioned "
    "strengthened illustrated contradicted summarised influenced revealed"
).split()
ADVERBS = (
    "often rarely gradually explicitly tentatively consistently deliberately largely partly "
    "frequently clearly sometimes repeatedly"
).split()
PREPOSITIONS = "of in within across through about during between beyond after before with".split()
LINKS = "and but while because although so whereas since".split()
OPENINGS = (
    "However|In contrast|By comparison|At the same time|For example|Taken together|In practice|"
    "Over time|As a result|On this account|In the second phase|Across the sample|Nevertheless"
).split("|")
REPORTING = "argued suggested found proposed reported concluded noted observed".split()
JOURNALS = (
    "Journal of Clinical Reflection|Psychotherapy Process|Qualitative Inquiry in Health|"
    "Annals of Supervision|Counselling and Practice|Review of Grounded Methods|"
    "International Journal of the Alliance|Clinical Psychology Studies"
).split("|")
PUBLISHERS = "Harrow Press|Aldwych Academic|Northgate University Press|Calder Press".split("|")
PARTS = ("Introduction", 0.25), ("Method", 0.2), ("Findings", 0.3), ("Discussion", 0.25)
"""Title of each file of a chapter and its share of the chapter's paragraphs."""
LABELS = {"tbl": "Table", "fig": "Figure", "sec": "Section", "app": "Appendix", "eq": "Equation"}


class Writer:
    """English-like text from a source of random numbers."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def phrase(self, longest: int = 2) -> str:
        """A noun phrase: up to `longest` nouns joined by prepositions, 2 to 6 words for two."""
        rng = self.rng
        determiner = rng.choice(DETERMINERS)
        words = [rng.choice(ADJECTIVES)] if rng.random() < 0.5 else []
        words.append(rng.choice(NOUNS))
        if determiner == "a" and words[0][0] in "aeiou":
            determiner = "an"
        phrase = " ".join([determiner, *words])
        if longest > 1 and rng.random() < 0.4:
            phrase += f" {rng.choice(PREPOSITIONS)} {self.phrase(longest - 1)}"
        return phrase

    def clause(self) -> str:
        """Subject, verb and object: 5 to 18 words."""
        rng = self.rng
        words = [self.phrase(), rng.choice(VERBS), self.phrase()]
        if rng.random() < 0.3:
            words.insert(1, rng.choice(ADVERBS))
        if rng.random() < 0.4:
            words += [rng.choice(PREPOSITIONS), self.phrase(1)]
        return " ".join(words)

    def sentence(self) -> str:
        """One to three clauses without the full stop: about 20 words."""
        rng = self.rng
        clauses = [self.clause()]
        for _ in range(rng.choice([0, 1, 1, 2])):
            clauses.append(f"{rng.choice(LINKS)} {self.clause()}")
        text = ", ".join(clauses)
        if rng.random() < 0.2:
            return f"{rng.choice(OPENINGS)}, {text}"
        return capital(text)

    def title(self) -> str:
        """A title of 3 to 11 words."""
        return capital(f"{self.phrase(1)} {self.rng.choice(PREPOSITIONS)} {self.phrase()}")

    def label(self) -> str:
        """An adjective and a noun."""
        return capital(f"{self.rng.choice(ADJECTIVES)} {self.rng.choice(NOUNS)}")

    def surname(self) -> str:
        """An invented surname of two or three syllables."""
        rng = self.rng
        onsets = "b br c d f g h k l m n p r s st t th v w y".split()
        closes = ["", "", "l", "n", "r", "s", "m", "th", "ck"]
        syllables = [
            rng.choice(onsets) + rng.choice(["a", "e", "i", "o", "u", "ai", "ee"])
            for _ in range(rng.choice([2, 2, 3]))
        ]
        return "".join(syllables).capitalize() + rng.choice(closes)


@dataclass(frozen=True)
class Work:
    """One entry of the bibliography: its key and its BibTeX text."""

    key: str
    entry: str


@dataclass
class Chapter:
    """A chapter's name and the text of its files, by file name."""

    name: str
    files: dict[str, str] = field(default_factory=dict)


def capital(text: str) -> str:
    """The text with its first letter in capitals."""
    return text[0].upper() + text[1:]


def share(what: str, chapter: int) -> int:
    """The part of a total in PER_100K that falls to one chapter (counted from 0)."""
    total = PER_100K[what]
    return total * (chapter + 1) // 15 - total * chapter // 15


def works(writer: Writer, count: int) -> Iterator[Work]:
    """`count` articles, books and chapters by 1, 2, 3 or 5 authors, with distinct keys."""
    rng = writer.rng
    initials = string.ascii_uppercase
    people = [
        (writer.surname(), f"{rng.choice(initials)}. {rng.choice(initials)}.") for _ in range(count)
    ]
    used: set[str] = set()
    for _ in range(count):
        authors = rng.sample(people, rng.choices([1, 2, 3, 5], [25, 30, 25, 20])[0])
        year = rng.randint(1975, 2025)
        base = f"{authors[0][0].lower()}{year}"
        key = next(k for k in [base, *(base + s for s in string.ascii_lowercase)] if k not in used)
        used.add(key)
        first = rng.randint(1, 800)
        pages = f"{first}--{first + rng.randint(6, 30)}"
        doi = f"10.{rng.randint(1000, 9999)}/{key}.{rng.randint(100, 999)}"
        title = f"{writer.title()}: {writer.title()}" if rng.random() < 0.4 else writer.title()
        fields = {"author": " and ".join(", ".join(a) for a in authors), "title": title}
        kind = rng.choices(["article", "book", "incollection"], [70, 17, 13])[0]
        if kind == "article":
            fields |= {"journal": rng.choice(JOURNALS), "volume": str(rng.randint(1, 60))}
            fields |= {"number": str(rng.randint(1, 6)), "pages": pages, "doi": doi}
        elif kind == "book":
            fields |= {"publisher": rng.choice(PUBLISHERS)}
        else:
            editors = " and ".join(", ".join(a) for a in rng.sample(people, 2))
            fields |= {"booktitle": writer.title(), "editor": editors, "pages": pages}
            fields |= {"publisher": rng.choice(PUBLISHERS), "doi": doi}
        fields["year"] = str(year)
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
        yield Work(key, f"@{kind}{{{key},\n{lines}}}\n")


def clusters(rng: random.Random, keys: list[str]) -> Iterator[list[str]]:
    """The keys, in order, in groups of one to three; no group has the same key twice."""
    group: list[str] = []
    size = 1
    for key in keys:
        if len(group) == size or key in group:
            yield group
            group, size = [], rng.choice([1, 1, 1, 2, 2, 3])
        group.append(key)
    yield group


def cite(writer: Writer, sentence: str, keys: list[str]) -> str:
    """A sentence (no full stop) with its works cited: narrative or in brackets, some by page."""
    rng = writer.rng
    page = rng.randint(2, 400)
    if len(keys) == 1 and rng.random() < 0.5:
        locator = f" [p. {page}]" if rng.random() < 0.25 else ""
        clause = sentence[0].lower() + sentence[1:]
        return f"@{keys[0]}{locator} {rng.choice(REPORTING)} that {clause}"
    prefix = "see " if rng.random() < 0.1 else ""
    locator = rng.choice(["", "", "", f", p. {page}", f", pp. {page}–{page + 2}"])
    return f"{sentence} [{prefix}{'; '.join('@' + key for key in keys)}{locator}]"


def emphasise(rng: random.Random, sentence: str) -> str:
    """The sentence with one of its longer words in italics, or now and then in bold."""
    words = sentence.split(" ")
    plain = [i for i, word in enumerate(words) if word.isalpha() and len(word) > 5]
    if plain:
        mark = rng.choice(["*", "*", "*", "**"])
        at = rng.choice(plain)
        words[at] = f"{mark}{words[at]}{mark}"
    return " ".join(words)


def table(writer: Writer, name: str, wide: bool) -> str:
    """A pipe table with caption and id: 3 to 5 columns of figures, or 9 of words when wide."""
    rng = writer.rng
    columns = 9 if wide else rng.randint(3, 5)

    def cell() -> str:
        if wide:
            return " ".join(rng.choice(NOUNS) for _ in range(rng.randint(1, 4)))
        return f"{rng.uniform(0, 100):.2f}"

    rows = [[writer.label() for _ in range(columns)]]
    rows.append([":" + "-" * 10, *["-" * 8 + ("" if wide else ":")] * (columns - 1)])
    for _ in range(rng.randint(5, 10)):
        rows.append([writer.label(), *(cell() for _ in range(columns - 1))])
    lines = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"{lines}\n\n: {writer.title()} {{#tbl:{name}}}"


def png(rng: random.Random) -> bytes:
    """A bar chart of 1200 by 750 pixels as the bytes of a PNG file."""
    height, bar, gap = 750, 90, 60
    white, grey = b"\xff\xff\xff", b"\xd0\xd0\xd0"
    colour = bytes(rng.randint(40, 180) for _ in range(3))
    tops = [rng.randint(40, 700) for _ in range(8)]
    rows = bytearray()
    for y in range(height):
        paper = grey if y % 100 == 50 else white
        rows += b"\0" + b"".join((colour if y > t else paper) * bar + paper * gap for t in tops)

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", len(tops) * (bar + gap), height, 8, 2, 0, 0, 0)
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", header),
            chunk(b"IDAT", zlib.compress(bytes(rows), 9)),
            chunk(b"IEND", b""),
        ]
    )


def paragraphs_of(writer: Writer, words: int) -> list[list[str]]:
    """Paragraphs of 4 to 8 sentences (no full stops), `words` words in all, to the sentence."""
    result: list[list[str]] = []
    written = 0
    while written < words:
        sentences: list[str] = []
        for _ in range(writer.rng.randint(4, 8)):
            sentences.append(writer.sentence())
            written += len(sentences[-1].split())
            if written >= words:
                break
        result.append(sentences)
    return result


def chapter_of(writer: Writer, index: int, own: list[str], shared: list[str]) -> Chapter:
    """A chapter, counted from 0, that cites every work of `own` and of `shared` (keys)."""
    rng = writer.rng
    name = f"chapter-{index + 1:02d}"
    once = own + shared
    cited = once + rng.choices(once, k=share("citations", index) - len(once))
    rng.shuffle(cited)
    groups = list(clusters(rng, cited))

    asides = [writer.sentence() for _ in range(QUOTATIONS + FOOTNOTES)]
    words = share("words", index) - sum(len(aside.split()) for aside in asides)
    paragraphs = paragraphs_of(writer, words)
    spots = [(p, s) for p, sentences in enumerate(paragraphs) for s in range(len(sentences))]
    for p, s in rng.sample(spots, len(spots) // 12):
        paragraphs[p][s] = emphasise(rng, paragraphs[p][s])

    after: list[list[str]] = [[] for _ in paragraphs]  # the blocks that follow each paragraph
    for n, (aside, group) in enumerate(zip(asides[:QUOTATIONS], groups, strict=False)):
        p = (n + 1) * len(paragraphs) // (QUOTATIONS + 1)
        works_cited = "; ".join("@" + key for key in group)
        after[p].append(f"> {aside}. [{works_cited}, p. {rng.randint(2, 300)}]")
    groups = groups[QUOTATIONS:]
    for (p, s), group in zip(rng.sample(spots, len(groups)), groups, strict=True):
        paragraphs[p][s] = cite(writer, paragraphs[p][s], group)
    texts = [". ".join(sentences) + "." for sentences in paragraphs]
    for n, aside in enumerate(asides[QUOTATIONS:], 1):
        p = rng.randrange(len(texts))
        texts[p] += f"[^{name}-{n}]"
        after[p].append(f"[^{name}-{n}]: {aside}.")

    tables, figures = share("tables", index), share("figures", index)
    before = sum(share("tables", i) for i in range(index))
    kinds = ["tbl"] * tables + ["fig"] * figures
    rng.shuffle(kinds)
    for n, kind in enumerate(kinds):
        p = (n + 1) * len(texts) // (len(kinds) + 1)
        number = kinds[: n + 1].count(kind)
        target = f"{name}-{number}"
        texts[p] += f" @{kind}:{target} shows {writer.phrase()}."
        if kind == "tbl":
            after[p].append(table(writer, target, wide=(before + number) % 10 == 0))
        else:
            alt = f"Bar chart of {writer.phrase()}; eight bars."
            path = f"figures/figure-{number}.png"
            after[p].append(f'![{writer.title()}]({path}){{#fig:{target} alt="{alt}"}}')
        texts[min(p + 3, len(texts) - 1)] += f" {capital(writer.clause())} (@{kind}:{target})."
    texts[1] += f" {capital(writer.clause())} (@app:appendix-one)."
    if index:
        texts[2] += f" This extends @sec:chapter-{index:02d}."

    chapter = Chapter(name)
    start = 0
    for number, (part, fraction) in enumerate(PARTS, 1):
        last = number == len(PARTS)
        end = len(texts) if last else start + round(fraction * len(texts))
        blocks = [f"# {writer.title()} {{#sec:{name}}}"] if number == 1 else []
        blocks.append(f"## {part}")
        for p in range(start, end):
            if p == (start + end) // 2:
                blocks.append(f"## {writer.label()}")
            elif (p - start) % 4 == 2:
                blocks.append(f"### {writer.label()}")
            blocks += [texts[p], *after[p]]
        chapter.files[f"{number:02d}-{part.lower()}.md"] = "\n\n".join(blocks) + "\n"
        start = end
    return chapter


def plain_references(text: str) -> str:
    """The Markdown with each `@tbl:id`, `@fig:id`… as plain text: "Table 3", in order of ids.

    Chapters (`# … {#sec:id}`) are called Chapter, and numbered apart from other sections;
    a reference to an id that the text does not define becomes the label alone.
    """
    names: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for line in text.splitlines():
        for kind, target in re.findall(rf"\{{#({'|'.join(LABELS)}):([\w-]+)", line):
            label = "Chapter" if kind == "sec" and line.startswith("# ") else LABELS[kind]
            numbers[label] = numbers.get(label, 0) + 1
            names[f"{kind}:{target}"] = f"{label} {numbers[label]}"

    def name(match: re.Match[str]) -> str:
        return names.get(f"{match[1]}:{match[2]}", LABELS[match[1]])

    return re.sub(rf"@({'|'.join(LABELS)}):([\w-]*\w)", name, text)


def write(path: Path, text: str) -> None:
    """Write a text file, and its folder where needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def generate(size: str, folder: Path) -> None:
    """Write the thesis of that size (a key of CHAPTERS), and `bare/thesis.md`, into `folder`."""
    count = CHAPTERS[size]
    rng = random.Random(f"softbound {size}")
    writer = Writer(rng)
    bibliography = list(works(writer, count * (OWN_WORKS + SHARED_WORKS)))
    keys = [work.key for work in bibliography]
    shared = keys[count * OWN_WORKS :]
    pictures = [png(rng) for _ in range(PICTURES)]

    chapters: list[Chapter] = []
    for index in range(count):
        own = keys[index * OWN_WORKS : (index + 1) * OWN_WORKS]
        some = shared[index * SHARED_WORKS : (index + 1) * SHARED_WORKS]
        others = [key for key in shared if key not in some]
        some += rng.sample(others, min(len(others), 6))
        chapters.append(chapter_of(writer, index, own, some))
        for number in range(1, share("figures", index) + 1):
            path = folder / "chapters" / chapters[-1].name / "figures" / f"figure-{number}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(pictures[(index * 2 + number) % PICTURES])

    settings = {
        "title": writer.title(),
        "subtitle": writer.title(),
        "author": f"Robin {writer.surname()}",
        "degree": "Doctor of Clinical Psychology",
        "institution": "University of Northgate",
        "department": "Department of Clinical Psychology",
        "month": "September",
        "year": 2026,
        "declaration": "A thesis of random words, submitted for the measurement of a build.",
        "language": "en-GB",
        "keywords": [writer.label().lower() for _ in range(4)],
        "profile": "uk-doctorate",
        "style": "apa",
        "references": "per-chapter",
        "bibliographies": ["bibliography/references.bib"],
        "front_matter": ["declaration", "abstract"],
        "chapters": [chapter.name for chapter in chapters],
        "appendices": ["appendix-one"],
    }
    prose = [". ".join(sentences) + "." for sentences in paragraphs_of(writer, 600)]
    pages = {
        "front-matter/declaration.md": f"# Declaration\n\n{settings['declaration']}\n",
        "front-matter/abstract.md": f"# Abstract\n\n{prose[0]}\n\n{prose[1]}\n",
        "appendices/appendix-one.md": "\n\n".join(
            [f"# {writer.title()} {{#app:appendix-one}}", *prose[2:]]
        )
        + "\n",
    }
    for name, text in pages.items():
        write(folder / "chapters" / name, text)
    for chapter in chapters:
        for name, text in chapter.files.items():
            write(folder / "chapters" / chapter.name / name, text)
    write(folder / "thesis.yaml", yaml.safe_dump(settings, sort_keys=False, allow_unicode=True))
    entries = "\n".join(work.entry for work in sorted(bibliography, key=lambda work: work.key))
    write(folder / "bibliography" / "references.bib", entries)
    shutil.copyfile(ROOT / "dodo.py", folder / "dodo.py")

    metadata = {"title": settings["title"], "author": settings["author"], "lang": "en-GB"}
    *front, appendix = pages.values()
    bodies = [
        "\n".join(chapter.files.values()).replace(
            "](figures/", f"](../chapters/{chapter.name}/figures/"
        )
        for chapter in chapters
    ]
    text = plain_references("\n".join([*front, *bodies, appendix]))
    head = yaml.safe_dump(metadata, sort_keys=False, allow_unicode=True)
    write(folder / "bare" / "thesis.md", f"---\n{head}---\n\n{text}\n# References\n")


def main() -> None:
    """Read the command line and write the thesis."""
    parser = argparse.ArgumentParser(description="Write a thesis for the benchmarks.")
    parser.add_argument("size", choices=CHAPTERS, help="words of prose")
    parser.add_argument("folder", type=Path, help="where to write it")
    arguments = parser.parse_args()
    generate(arguments.size, arguments.folder)


if __name__ == "__main__":
    main()
