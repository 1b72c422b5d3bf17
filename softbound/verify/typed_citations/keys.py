"""Citations by their keys that will not come out as they are meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from softbound.model.citations import CitationRules
from softbound.verify.prose import CITATION, NARRATIVE, Sentence
from softbound.verify.typed_citations import runs
from softbound.verify.typed_citations.finding import Finding
from softbound.verify.typed_citations.shapes import BRACKETS, POSSESSIVE, SECOND_HAND, YEAR
from softbound.verify.typed_citations.words import Words
from softbound.verify.typed_citations.works import Works, fold

KEY = re.compile(r"(?<![\w@])-?@\{?([A-Za-z0-9_](?:[\w:.#$%&+?<>~/-]*[\w/])?)")
CROSS_REFERENCE = re.compile(r"(?:tbl|fig|sec|app|mark|lim)[:-]")
LOCATOR = r"(?:pp?\.?|pages?|paras?\.?|chap(?:ter)?s?\.?|sections?|sec\.)\s*\d[\d\s,–-]*"
KEYS_ALONE = re.compile(rf"(?:\s*(?:[,;&]|and|{LOCATOR})\s*)*\Z")
YEAR_AFTER = re.compile(rf"[{CITATION}{NARRATIVE}]\s?\(\s*(?P<year>{YEAR})\s*(?:[,:][^()]*)?\)")
YEAR_AFTER_COMMA = re.compile(rf"{NARRATIVE},\s(?P<year>{YEAR})(?=\s*[);])")
PAGE_AFTER = re.compile(rf"(?P<citation>[{CITATION}{NARRATIVE}]+)\s?\(\s*(?P<page>{LOCATOR})\)")
SIDE_BY_SIDE = re.compile(rf"{CITATION}+(?:\s+{CITATION}+)*")
PARTS = re.compile(r"\[[^\[\]]*\]")
LABELS: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile(r"\A\s*,?\s*(?:p|pg|pgs|pag)\.?\s?(?P<first>\d+)(?P<rest>.*)"), "p. "),
    (re.compile(r"\A\s*,?\s*(?:pp)\s?(?P<first>\d+)(?P<rest>.*)"), "pp. "),
    (re.compile(r"\A\s*:\s*(?:p\.|pp\.)?\s*(?P<first>\d+)(?P<rest>\s*[–-]?\s*\d*\s*)\Z"), "p. "),
)
"""A page that is not understood as one → how it is written."""
UNDERSTOOD = re.compile(r"\A\s*,?\s*(?:p\.|pp\.)")


def check(
    sentence: Sentence, source: str, works: Works, words: Words, rules: CitationRules | None
) -> Iterator[Finding]:
    """What is wrong with a sentence's citations by key."""
    text = sentence.text
    if CITATION not in text and NARRATIVE not in text:
        return
    yield from _round_brackets(sentence, source, words)
    yield from _years(sentence, source, works)
    yield from _pages(sentence, source)
    for run in SIDE_BY_SIDE.finditer(text):
        start = sentence.start + run.start()
        parts = PARTS.findall(source[start : sentence.start + run.end()])
        yield from _parts(start, parts)
        if rules and rules.author_date and len(parts) == 1:
            yield from _names(sentence, source, run, works, words)


def _round_brackets(sentence: Sentence, source: str, words: Words) -> Iterator[Finding]:
    """(@key): what pandoc takes for part of the sentence, so that brackets stand in brackets."""
    for brackets in BRACKETS.finditer(sentence.text):
        inner = brackets[1]
        pieces = re.split(f"{NARRATIVE}+", inner)
        if len(pieces) < 2:
            continue
        led = f"{pieces[0].strip()} "
        alone = all(
            KEYS_ALONE.match(piece) or words.before.match(f"{piece.strip(' ;,')} ")
            for piece in pieces[1:]
        )
        if words.before.match(led.lstrip()) and alone:
            start = sentence.start + brackets.start()
            text = " ".join(source[start : sentence.start + brackets.end()].split())
            mended = re.sub(r"(?<=[\w}])(?:,|\s*&|\s+and)\s+(?=[^;]*@)", "; ", text[1:-1])
            yield Finding(
                "citation-key-stands-in-square-brackets",
                start,
                f'"{text}" would show brackets within brackets.',
                f"Write [{mended}].",
            )


def _years(sentence: Sentence, source: str, works: Works) -> Iterator[Finding]:
    for pattern in (YEAR_AFTER, YEAR_AFTER_COMMA):
        for found in pattern.finditer(sentence.text):
            behind = sentence.start + found.start() + 1
            at, key = _last_key(source, behind)
            year = found["year"]
            text = " ".join(source[at : sentence.start + found.end()].split())
            work = works.by_key.get(key)
            differs = ""
            if work and not any(known in year for known in work.years):
                differs = f" The entry has {work.years[0]}."
            yield Finding(
                "citation-tells-its-year-once",
                at,
                f'"{text}" would show the year twice, since the key gives it.{differs}',
                "Take out the typed one.",
            )


def _last_key(source: str, end: int) -> tuple[int, str]:
    start = max(0, end - 200)
    last = None
    for found in KEY.finditer(source, start, end):
        last = found
    return (last.start(), last[1]) if last else (end - 1, "")


def _pages(sentence: Sentence, source: str) -> Iterator[Finding]:
    """@key (p. 12): a page beside its citation."""
    for found in PAGE_AFTER.finditer(sentence.text):
        start = sentence.start + found.start()
        text = source[start : sentence.start + found.end("citation")]
        if "\n\n" in text:
            continue
        page = " ".join(found["page"].split())
        mended = f"{text[:-1]}, {page}]" if text.endswith("]") else f"{text} [{page}]"
        if text.endswith("]") and not text.startswith("["):
            continue  # @key [p. 3] (p. 4): too odd to guess
        yield Finding(
            "locator-stands-in-its-citation",
            start,
            f'"{" ".join(text.split())} ({page})" would show the page in brackets of its own.',
            f"Write {' '.join(mended.split())}.",
        )


def _parts(start: int, parts: Sequence[str]) -> Iterator[Finding]:
    """Citations in brackets that follow each other without a word between them."""
    for part in parts:
        yield from _keys(start, part)
    if len(parts) > 1 and not any(part.startswith("[-@") for part in parts):
        text = " ".join(" ".join(parts).split())
        inner = "; ".join(part[1:-1].strip() for part in parts)
        yield Finding(
            "citations-side-by-side-are-one-group",
            start,
            f'"{text}" would show brackets beside brackets.',
            f"Write [{' '.join(inner.split())}].",
        )


def _keys(start: int, part: str) -> Iterator[Finding]:
    """What stands between the semicolons of one citation in brackets."""
    for item in part[1:-1].split(";"):
        keys = [key for key in KEY.finditer(item) if not CROSS_REFERENCE.match(key[1])]
        if not keys:
            continue
        text = " ".join(item.split())
        if len(keys) > 1:
            named = [f"@{key[1]}" for key in keys]
            mended = f"Write [{'; '.join(named)}]."
            if SECOND_HAND.search(item):
                mended = (
                    "Type the work that you did not read, and give the key of the one that you did: "
                    f"[Smith, 1990, as cited in {named[-1]}]."
                )
            yield Finding(
                "grouped-keys-are-parted-by-semicolons",
                start,
                f'In "[{text}]" only a semicolon parts one work from the next: without it, '
                f"{named[1]} is shown as it was typed.",
                mended,
            )
            continue
        after = item[keys[0].end() :].removeprefix("}")
        if UNDERSTOOD.match(after):
            continue
        for pattern, label in LABELS:
            found = pattern.match(after)
            if found:
                rest = found["rest"].strip()
                rest = rest if rest[:1] in ("-", "–", ",") or not rest else f" {rest}"
                yield Finding(
                    "locator-has-a-known-label",
                    start,
                    f'In "[{text}]" the page is not understood as one.',
                    f"Write [{item[: keys[0].end()].strip()}, {label}{found['first']}{rest}].",
                )
                break


def _names(
    sentence: Sentence, source: str, run: re.Match[str], works: Works, words: Words
) -> Iterator[Finding]:
    """Smith and Jones [@key]: the key gives the names once more."""
    at = sentence.start + run.start()
    written = source[at : sentence.start + run.end()]
    keys = KEY.findall(written)
    if not re.match(r"\[@", written) or len(keys) != 1 or keys[0] not in works.by_key:
        return
    work = works.by_key[keys[0]]
    end = len(sentence.text[: run.start()].rstrip())
    owner = POSSESSIVE.search(sentence.text, max(0, end - 2), end)
    end = owner.start() if owner else end
    before = runs.before(sentence.text, end, words, listed=False)
    if before is None or before.end != end:
        return
    for reading in before.readings():
        names = [name.bare or name.text for name in reading.names]
        whole = fold(" ".join(f"{name.joint} {name.text}" for name in reading.names))
        same = len(names) <= len(work.forms) and all(
            fold(name) in forms for name, forms in zip(names, work.forms, strict=False)
        )
        others = len(names) == len(work.forms) or (reading.et_al and len(names) < len(work.forms))
        if (same and others) or (work.forms and 0 in work.groups and whole in work.forms[0]):
            start = sentence.start + reading.start
            text = " ".join(source[start : sentence.start + run.end()].split())
            typed = " ".join(source[start : sentence.start + reading.end].split())
            page = written[1:-1].removeprefix(f"@{keys[0]}").lstrip(" ,")
            kept = f"{typed}{owner[0] if owner else ''} [-{written[1:]}"
            plain = "" if owner else f"@{keys[0]}{f' [{page}]' if page else ''}, or "
            yield Finding(
                "citation-tells-its-names-once",
                start,
                f'"{text}" would show the names twice, since the key gives them.',
                f"Write {' '.join(f'{plain}{kept}'.split())}.",
            )
            return
