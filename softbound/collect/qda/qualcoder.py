"""A QualCoder project: the database data.qda in its folder → what is coded in it.

After QualCoder's database of versions 1 to 11.
"""

from __future__ import annotations

from collections import defaultdict

from softbound.collect.qda.base import Gathered
from softbound.collect.qda.database import Database, number, words
from softbound.collect.qda.texts import line, plain
from softbound.model.coded import Code, Coding, Note, Source
from softbound.problems import Place

TABLES = frozenset({"code_name", "code_text", "source"})
"""By which the database is known."""
_IDENTIFY = (
    "They may tell who somebody is. Write what may be shown into participants.yaml, in bands."
)


def read(base: Database, found: Gathered) -> None:
    """A database → everything in it, carried over or counted."""
    at = Place(found.file)
    _codes(base, found, at)
    texts = _sources(base, found, at)
    _codings(base, found, texts, at)
    _notes(base, found, at)
    for table, what, why in (
        ("code_image", "areas of pictures", "They are no words of a transcript."),
        ("code_av", "parts of recordings", "They are no words of a transcript."),
    ):
        count = sum(1 for _ in base.rows(table, "cid"))
        found.lose(what, why, count=count, codings=count)
    for row in base.rows("cases", "name"):
        found.lose(
            "cases",
            "They group sources; --cases makes one participant of each.",
            name=line(words(row["name"])),
        )
    found.lose("attributes", _IDENTIFY, count=sum(1 for _ in base.rows("attribute", "name")))
    found.lose(
        "maps and diagrams",
        "The figure of a model is drawn from model.yaml.",
        count=sum(1 for _ in base.rows("graph", "name")),
    )


def _codes(base: Database, found: Gathered, at: Place) -> None:
    """Categories and codes as one tree, each after the one above it."""
    below: dict[str | None, list[Code]] = defaultdict(list)
    rows = [
        (f"category {row['catid']}", row, _above(row, "supercatid", "category"))
        for row in base.rows("code_cat", "catid", "name", "memo", "supercatid", order="name")
    ]
    rows += [
        (
            f"code {row['cid']}",
            row,
            _above(row, "supercid", "code") or _above(row, "catid", "category"),
        )
        for row in base.rows("code_name", "cid", "name", "memo", "catid", "supercid", order="name")
    ]
    known = {key for key, _, _ in rows}
    for key, row, parent in rows:
        if parent is not None and parent not in known:
            found.wrong(
                "import-references-lead-somewhere",
                at,
                f'"{line(words(row["name"]))}" stands under a {parent.split()[0]} that does not '
                "exist; it is put at the top.",
                "Look at the tree of codes in QualCoder.",
            )
            parent = None
        below[parent].append(
            Code(key, line(words(row["name"])), at, parent, plain(words(row["memo"])))
        )
    todo = list(reversed(below[None]))
    while todo:
        code = todo.pop()
        found.codes.append(code)
        todo += reversed(below[code.id])
    lost = len(rows) - len(found.codes)
    if lost:
        found.wrong(
            "import-references-lead-somewhere",
            at,
            f"Codes that stand under one another in a circle: {lost}; they are lost with their "
            "codings.",
            "Look at the tree of codes in QualCoder.",
        )
    found.lose(
        "colours of codes",
        "Findings have none.",
        count=sum(1 for row in base.rows("code_name", "color") if row["color"]),
    )


def _above(row: dict[str, object], column: str, kind: str) -> str | None:
    return None if row[column] is None else f"{kind} {row[column]}"


def _sources(base: Database, found: Gathered, at: Place) -> dict[str, str]:
    """Texts by the id of their source, as QualCoder counts in them."""
    names = {
        row["caseid"]: line(words(row["name"])) for row in base.rows("cases", "caseid", "name")
    }
    cases: dict[object, set[str]] = defaultdict(set)
    for row in base.rows("case_text", "caseid", "fid"):
        if row["caseid"] in names:
            cases[row["fid"]].add(names[row["caseid"]])
    texts: dict[str, str] = {}
    for row in base.rows("source", "id", "name", "fulltext", "memo", order="id"):
        key, name = f"source {row['id']}", line(words(row["name"]))
        of = cases[row["id"]]
        text = words(row["fulltext"])
        texts[key] = text
        found.sources.append(
            Source(
                key,
                name,
                at,
                text.replace("\r\n", "\n").replace("\r", "\n"),
                next(iter(of)) if len(of) == 1 else "",
            )
        )
        if plain(words(row["memo"])):
            found.lose("descriptions of sources", _IDENTIFY, name=name)
    return texts


def _codings(base: Database, found: Gathered, texts: dict[str, str], at: Place) -> None:
    codes = {code.id for code in found.codes}
    names = {source.id: source.name for source in found.sources}
    edited = 0
    for row in base.rows(
        "code_text",
        "ctid",
        "cid",
        "fid",
        "seltext",
        "pos0",
        "pos1",
        "owner",
        "memo",
        "date",
        order="ctid",
    ):
        code, source = f"code {row['cid']}", f"source {row['fid']}"
        if code not in codes or source not in names:
            found.wrong(
                "import-references-lead-somewhere",
                at,
                f"The coding {row['ctid']} (table code_text) names a "
                f"{'code' if code not in codes else 'source'} that does not exist: it is lost.",
                "It may have been deleted in QualCoder; code the passage anew.",
            )
            found.lose("codings with an unknown code or source", "It does not exist.", codings=1)
            continue
        start, end = number(row["pos0"]), number(row["pos1"])
        there = texts[source][start:end] if start is not None and end is not None else ""
        said = words(row["seltext"]) or there
        if start is None or end is None or not 0 <= start <= end <= len(texts[source]):
            if not said.strip() or texts[source]:
                found.wrong(
                    "imported-passage-is-in-its-text",
                    at,
                    f'The coding {row["ctid"]} (table code_text) in "{names[source]}" goes from '
                    f"{row['pos0']} to {row['pos1']}; the text has {len(texts[source])} "
                    "characters. The coding is lost.",
                    "Look at the passage in QualCoder, and code it anew there.",
                )
                found.lose(
                    "selections that their text does not have",
                    "Its positions are wrong.",
                    codings=1,
                    name=names[source],
                )
                continue
            start = None
        elif there.split() != said.split():
            edited += 1
            start = None
        if not said.strip():
            found.lose("empty selections", "They have no words.", codings=1, name=names[source])
            continue
        passage = f"{row['pos0']}-{row['pos1']}"
        if start is not None:
            start -= texts[source].count("\r\n", 0, start)
        found.codings.append(
            Coding(source, passage, code, plain(said), at, start, words(row["owner"]))
        )
        if plain(words(row["memo"])):
            found.notes.append(
                Note(
                    plain(words(row["memo"])),
                    at,
                    "",
                    words(row["date"])[:10],
                    (code,),
                    source,
                    passage,
                )
            )
    if edited:
        found.wrong(
            "import-is-read-as-meant",
            at,
            f"Codings that have other words than their text has at that place: {edited}; their own "
            "words are taken.",
            "The text was edited after it was coded: compare these excerpts with the transcript.",
        )


def _notes(base: Database, found: Gathered, at: Place) -> None:
    for row in base.rows("journal", "name", "jentry", "date", order="jid"):
        _note(found, at, words(row["jentry"]), line(words(row["name"])), words(row["date"]))
    for row in base.rows("annotation", "fid", "pos0", "pos1", "memo", "date", order="anid"):
        _note(
            found,
            at,
            words(row["memo"]),
            "",
            words(row["date"]),
            f"source {row['fid']}",
            f"{row['pos0']}-{row['pos1']}",
        )
    for row in base.rows("project", "memo"):
        _note(found, at, words(row["memo"]), "about the project", "")
    count = sum(1 for row in base.rows("cases", "memo") if plain(words(row["memo"])))
    found.lose("descriptions of cases", _IDENTIFY, count=count)


def _note(
    found: Gathered,
    at: Place,
    text: str,
    title: str,
    date: str,
    source: str = "",
    passage: str = "",
) -> None:
    if plain(text):
        found.notes.append(Note(plain(text), at, title, date[:10], (), source, passage))
