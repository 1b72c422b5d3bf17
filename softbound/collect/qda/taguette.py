"""What Taguette exports: a project (.sqlite3), highlights as a web page → what is coded in it.

Its tables (highlights and codebooks as CSV or Excel) are read by ``tables``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from html.parser import HTMLParser

from softbound.collect.qda.base import Gathered, Unusable
from softbound.collect.qda.database import Database, number, words
from softbound.collect.qda.texts import Seen, line, plain, seen
from softbound.model.coded import Code, Coding, Note, Source
from softbound.problems import Place, in_a_row

TABLES = frozenset({"projects", "documents", "highlights", "tags", "highlight_tags"})
"""By which the database is known."""
_UNTAGGED = "highlights without a tag"


def read(base: Database, found: Gathered) -> None:
    """A database → everything in it, carried over or counted.

    :raises Unusable: where it holds several projects.
    """
    at = Place(found.file)
    projects = [line(words(row["name"])) for row in base.rows("projects", "name")]
    if len(projects) > 1:
        raise Unusable(
            at,
            f"The database holds {len(projects)} projects: {in_a_row(projects)}.",
            'Open the one that you mean in Taguette, choose "Export project" under "Project '
            'info", and import that file.',
        )
    for row in base.rows("projects", "description"):
        if plain(words(row["description"])):
            found.notes.append(Note(plain(words(row["description"])), at, "about the project"))
    for row in base.rows("tags", "id", "path", "description", order="path"):
        found.codes.append(
            Code(
                f"tag {row['id']}",
                line(words(row["path"])),
                at,
                description=plain(words(row["description"])),
            )
        )
    for row in base.rows("documents", "id", "name", "description", "contents", order="id"):
        name = line(words(row["name"]))
        found.sources.append(
            Source(f"document {row['id']}", name, at, seen(words(row["contents"])))
        )
        if plain(words(row["description"])):
            found.lose(
                "descriptions of sources",
                "They may tell who somebody is. Write what may be shown into participants.yaml, "
                "in bands.",
                name=name,
            )
    _highlights(base, found, at)


def _highlights(base: Database, found: Gathered, at: Place) -> None:
    tags: dict[object, list[str]] = defaultdict(list)
    for row in base.rows("highlight_tags", "highlight_id", "tag_id"):
        tags[row["highlight_id"]].append(f"tag {row['tag_id']}")
    codes = {code.id for code in found.codes}
    names = {source.id: source.name for source in found.sources}
    rows = list(
        base.rows(
            "highlights",
            "id",
            "document_id",
            "start_offset",
            "end_offset",
            "snippet",
            order="start_offset",
        )
    )
    for row in rows:
        of = tags.pop(row["id"], [])
        source = f"document {row['document_id']}"
        text = seen(words(row["snippet"]))
        if source not in names or set(of) - codes:
            found.wrong(
                "import-references-lead-somewhere",
                at,
                f"The highlight {row['id']} names a "
                f"{'document' if source not in names else 'tag'} that does not exist: what hangs "
                "on it is lost.",
                "Export the project again from Taguette.",
            )
            lost = of if source not in names else sorted(set(of) - codes)
            of = [tag for tag in of if tag not in lost]
            found.lose(
                "codings with an unknown code or source",
                "It does not exist.",
                count=len(lost),
                codings=len(lost),
            )
            if not of:
                continue
        if not of:
            found.lose(_UNTAGGED, "They carry no code.", name=names[source])
            continue
        if not text:
            found.lose(
                "empty selections", "They have no words.", codings=len(of), name=names[source]
            )
            continue
        start, end = number(row["start_offset"]), number(row["end_offset"])
        passage = f"#{row['id']}" if start is None else f"{start}-{end}"
        found.codings += [Coding(source, passage, tag, text, at) for tag in of]
    rest = sum(map(len, tags.values()))
    if rest:
        found.wrong(
            "import-references-lead-somewhere",
            at,
            f"Tags on highlights that do not exist: {rest}; they are lost.",
            "Export the project again from Taguette.",
        )
        found.lose(
            "codings with an unknown code or source", "It does not exist.", count=rest, codings=rest
        )


PAGE = re.compile(r"<title>[^<]*Taguette[^<]*</title>", re.I)
"""By which its web pages are known, in whatever language they are."""


class _Highlights(HTMLParser):
    """Takes the page apart at its rules (<hr>): each part's text and, last, its details."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[_Part] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "hr" and self.parts:
            self.parts.append(_Part(self.getpos()[0]))
        elif self.parts:
            self.parts[-1].start(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.parts:
            self.parts[-1].end(tag)
        elif tag == "h1":  # the page's title; a highlight may have headings of its own
            self.parts.append(_Part(self.getpos()[0]))

    def handle_data(self, data: str) -> None:
        if self.parts:
            self.parts[-1].data(data)


class _Part:
    """One highlight: its text, and its last paragraph with two words in bold."""

    def __init__(self, line: int) -> None:
        self.line = line
        self._paragraphs: list[tuple[Seen, list[str]]] = [(Seen(), [""])]
        self._bold = False

    def start(self, tag: str) -> None:
        if tag == "p":
            self._paragraphs.append((Seen(), [""]))
        self._bold = self._bold or tag == "strong"
        if tag == "strong":
            self._paragraphs[-1][1].append("")
        self._paragraphs[-1][0].handle_starttag(tag, [])

    def end(self, tag: str) -> None:
        if tag == "strong":
            self._bold = False
        self._paragraphs[-1][0].handle_endtag(tag)
        if tag == "p":
            self._paragraphs.append((Seen(), [""]))

    def data(self, data: str) -> None:
        self._paragraphs[-1][0].handle_data(data)
        if not self._bold:
            self._paragraphs[-1][1][-1] += data

    def split(self) -> tuple[str, str, list[str]] | None:
        """Words, document, tags; None where the details are missing."""
        filled = [part for part in self._paragraphs if part[0].text()]
        if not filled or len(filled[-1][1]) != 3:
            return None
        _, document, tags = filled[-1][1]
        names = [line(tag) for tag in re.split(r",\s*\n\s*", tags.strip())]
        words = "\n".join(text for seen, _ in filled[:-1] if (text := seen.text()))
        return words, line(document), [name for name in names if name]


def read_page(html: str, found: Gathered) -> None:
    """Highlights as a web page → what is coded.

    :raises Unusable: where no highlight is found in it.
    """
    parser = _Highlights()
    parser.feed(html)
    parser.close()
    codes: dict[str, None] = {}
    sources: dict[str, Place] = {}
    for number_, part in enumerate(parser.parts, 1):
        split, at = part.split(), Place(found.file, part.line)
        if split is None:
            found.wrong(
                "import-is-whole",
                at,
                "Something between two rules of the page is no highlight "
                "with its document and tags: it is lost.",
                "Export the highlights again.",
            )
            continue
        text, document, tags = split
        sources.setdefault(document, at)
        if not tags:
            found.lose(_UNTAGGED, "They carry no code.", name=document, place=at)
        elif not text:
            found.lose(
                "empty selections",
                "They have no words.",
                codings=len(tags),
                name=document,
                place=at,
            )
        else:
            for tag in tags:
                codes.setdefault(tag)
                found.codings.append(Coding(document, f"#{number_}", tag, text, at))
    if not found.codings and not found.left_out:
        raise Unusable(
            Place(found.file),
            "The page holds no highlights.",
            'Choose "Export this view" while all highlights are shown, or import the project.',
        )
    found.sources += [Source(name, name, at) for name, at in sources.items()]
    found.codes += [Code(name, name, Place(found.file)) for name in sorted(codes)]
