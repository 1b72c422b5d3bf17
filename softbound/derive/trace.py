"""All findings, and where they stand in the thesis → what rests on what, there and back.

A finding rests on what it was made from: a theme on concepts, a category on codes, both on words,
and these on a study or a participant. Each link is told from both of its ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from softbound.derive.appearances import appearances

Finding = Mapping[str, Any]
Node = dict[str, Any]
PAPER = "papers"
"""The kind of a chapter that has findings."""
EXCERPT_WORDS = 12
"""How many words of a quotation name it."""


@dataclass(frozen=True)
class Kind:
    """How findings of one file are shown."""

    title: str
    """What they are called together."""
    what: str
    """What one of them is."""
    label: str = ""
    """The field that names it; its words are shown where there is none."""
    words: str = ""
    """The field that says what it is."""
    said: bool = False
    """Whether these are somebody's own words, in quotation marks."""


KINDS: Mapping[str, Kind] = {
    PAPER: Kind("Papers", "paper", "label"),
    "line_of_argument": Kind("Line of argument", "line of argument", words="statement"),
    "themes": Kind("Themes", "theme", "label", "definition"),
    "cerqual": Kind("Confidence in the findings", "confidence", words="why"),
    "concepts": Kind("Concepts", "concept", "label", "description"),
    "quotes": Kind("Quotes", "quote", words="text", said=True),
    "relations": Kind("Relations between studies", "relation", words="basis"),
    "studies": Kind("Studies", "study", "label", "aim"),
    "stages": Kind("Stages", "stage", "label", "description"),
    "categories": Kind("Categories", "category", "label", "description"),
    "focused_codes": Kind("Focused codes", "focused code", "label", "description"),
    "excerpts": Kind("Excerpts", "excerpt", words="text", said=True),
    "participants": Kind("Participants", "participant", "pseudonym"),
    "memos": Kind("Memos", "memo", "title", "text"),
    "sampling_changes": Kind("Sampling changes", "sampling change", words="decision"),
    "limitations": Kind("Limitations", "limitation", words="limitation"),
    "reflexivity": Kind("Reflexivity", "reflexive note", "title", "text"),
}
"""Findings that are traced, in the order in which they are shown."""


@dataclass(frozen=True)
class Link:
    """How findings of one kind name those of another."""

    kind: str
    field: str
    to: str
    down: str
    """What the lower end is to the upper one."""
    up: str
    """What the upper end is to the lower one."""
    upwards: bool = False
    """Whether the finding that names the other rests below it."""
    against: bool = False
    """Whether the lower end speaks against the upper one."""
    beside: bool = False
    """Whether neither rests on the other."""
    source: bool = False
    """Whether the other one is who said it, or the study that says it."""


BESIDE = ("beside", "beside")
"""The sides of a link of which neither end rests on the other."""
LINKS = (
    Link("line_of_argument", "themes", "themes", "themes that it joins", "line of argument"),
    Link("cerqual", "finding", "themes", "finding that it judges", "confidence in it"),
    Link("themes", "concepts", "concepts", "concepts translated into it", "translated into"),
    Link("themes", "quotes", "quotes", "words that show it", "shows"),
    Link("themes", "refuted_by", "concepts", "concepts that speak against it", "speaks against",
         against=True),
    Link("concepts", "quotes", "quotes", "words that it rests on", "bears"),
    Link("concepts", "study", "studies", "study", "concepts from it", source=True),
    Link("quotes", "study", "studies", "study", "words from it", source=True),
    Link("relations", "studies", "studies", "studies that it relates", "related in"),
    Link("categories", "stage", "stages", "categories of it", "stage", upwards=True),
    Link("categories", "parent", "categories", "its parts", "part of", upwards=True),
    Link("categories", "codes", "focused_codes", "focused codes raised to it", "raised to"),
    Link("excerpts", "categories", "categories", "excerpts that ground it besides", "grounds",
         upwards=True),
    Link("excerpts", "codes", "focused_codes", "excerpts that carry it", "codes that it carries",
         upwards=True),
    Link("excerpts", "participant", "participants", "who said it", "excerpts",
         source=True),
    Link("memos", "categories", "categories", "memos about it", "about", upwards=True),
    Link("memos", "codes", "focused_codes", "memos about it", "about", upwards=True),
    Link("sampling_changes", "categories", "categories", "sampling decided for its sake",
         "for the sake of", upwards=True),
    Link("sampling_changes", "memos", "memos", "memos that tell of it", "tells of"),
    Link("sampling_changes", "after", "participants", "taken after the interview with",
         "sampling changes after the interview"),
    Link("limitations", "paper", PAPER, "limitations", "limitation of",
         upwards=True, beside=True),
)  # fmt: skip
"""What names what."""
SUMMARIES = (
    ("themes", "studies", "studies that contribute", "contributes to"),
    ("categories", "participants", "participants who speak to it", "speaks to"),
    ("stages", "participants", "participants who speak to it", "speaks to"),
)
"""What is reached over others: from, to, what it is downwards and upwards."""
EDGES = {
    "leads-to": ("leads to", "follows from"),
    "feedback": ("leads back to", "is led back to by"),
    "helps": ("helps", "helped by"),
    "hinders": ("hinders", "hindered by"),
}
"""An arrow of the model → what its end is to its beginning, and the other way round."""


def key_of(chapter: str, kind: str, identifier: str) -> str:
    """What tells a finding from all others."""
    return f"{chapter}/{kind}/{identifier}"


def trace(
    chapters: Mapping[str, Mapping[str, Any]],
    titles: Mapping[str, str],
    anchors: Mapping[str, Sequence[Any]],
    pages: Mapping[str, Any],
    transcripts: Mapping[str, Mapping[str, Sequence[Any]]] | None = None,
) -> dict[str, Any]:
    """The trace of a thesis, as build/reports/trace.json has it.

    :param chapters: a unit's name → ``values`` and ``places`` as build/findings/ has them.
    :param titles: a unit's name → its title.
    :param anchors: a unit's name → what it names, quotes and cites, as lists.
    :param pages: as build/pages.json has them.
    :param transcripts: a chapter's name → an excerpt's id → its transcript and line there.
    :return: ``units``: name → title; ``nodes``: key → ``chapter``, ``kind``, ``what``, ``id``,
        ``label``, ``words``, ``by`` (whose words), ``place``, ``details``, ``appears``, and its links
        ``down``, ``beside`` and ``up``: each ``name``, ``to`` (keys) and ``through`` (whether it leads over others).
    """
    nodes: dict[str, Node] = {}
    for chapter, given in chapters.items():
        for node in _nodes(chapter, given, titles.get(chapter, chapter)):
            nodes[key_of(chapter, node["kind"], node["id"])] = node
    for chapter, lines in (transcripts or {}).items():
        for identifier, place in lines.items():
            excerpt = nodes.get(key_of(chapter, "excerpts", identifier))
            if excerpt is not None:
                excerpt["details"].append(["transcript", ":".join(str(part) for part in place)])
    links = _Links(nodes)
    for chapter, given in chapters.items():
        _typed(chapter, given["values"], links)
    _core(nodes, links)
    for upper, lower, down, up in SUMMARIES:
        links.summarise(upper, lower, down, up)
    for key, found in appearances(chapters, anchors, pages).items():
        if key in nodes:
            nodes[key]["appears"] = found
    return {"units": dict(titles), "nodes": nodes}


# nodes


def _nodes(chapter: str, given: Mapping[str, Any], title: str) -> Iterator[Node]:
    values, places = given["values"], given["places"]
    found = [
        _node(chapter, kind, number, item, places.get(kind, {}))
        for kind in KINDS
        for number, item in enumerate(items(values, kind))
    ]
    if found:
        where = min(node["place"][0] for node in found)
        yield {
            **_node(chapter, PAPER, 0, {"id": chapter, "label": title}, {}),
            "place": [where.rpartition("/findings/")[0], None],
        }
    yield from found


def items(values: Mapping[str, Any], kind: str) -> list[Finding]:
    """A kind's findings; themes with their subthemes, one of its own as a list."""
    value = values.get(kind, ())
    if isinstance(value, Mapping):
        return [value]
    items: list[Finding] = []
    for item in value:
        parts = [{**part, "of": item["id"]} for part in item.get("subthemes", ())]
        items += [item, *parts]
    return items


def _node(
    chapter: str, kind: str, number: int, item: Finding, places: Mapping[str, Sequence[Any]]
) -> Node:
    shape = KINDS[kind]
    identifier = item.get("id") or made_id(kind, number, item)
    words = str(item.get(shape.words) or "") if shape.words else ""
    label = str(item.get(shape.label) or "") if shape.label else ""
    place = places.get(item.get("id", "")) or places.get(f".{number}") or places.get("")
    return {
        "chapter": chapter,
        "kind": kind,
        "what": _what(kind, item),
        "id": identifier,
        "label": label or shortened(words),
        "named": bool(label),
        "words": words,
        "said": shape.said,
        "by": "",
        "place": list(place) if place else [f"chapters/{chapter}/findings/{kind}.yaml", None],
        "details": _details(kind, item),
        "down": [],
        "beside": [],
        "up": [],
        "appears": [],
    }


def made_id(kind: str, number: int, item: Finding) -> str:
    """The name of a finding that has no id."""
    names = {
        "cerqual": f"confidence-{item.get('finding')}",
        "line_of_argument": "line-of-argument",
        "relations": f"relation-{number + 1}",
        "sampling_changes": f"change-{number + 1}",
    }
    return names.get(kind, f"{kind}-{number + 1}")


def _what(kind: str, item: Finding) -> str:
    if kind == "themes" and "of" in item:
        return "subtheme"
    if kind == "categories" and item.get("core"):
        return "core category"
    return KINDS[kind].what


def shortened(text: str) -> str:
    """The first words of a text."""
    words = text.split()
    short = " ".join(words[:EXCERPT_WORDS])
    return short if len(words) <= EXCERPT_WORDS else f"{short.rstrip('.,;:')} …"


DETAILS: Mapping[str, Sequence[tuple[str, str]]] = {
    "concepts": (("page", "page in the study"),),
    "quotes": (("speaker", "speaker"), ("page", "page in the study")),
    "studies": (("citation", "citation"), ("reports", "further reports"), ("year", "year")),
    "relations": (("kind", "kind"), ("about", "about")),
    "cerqual": (("overall", "confidence"),),
    "categories": (("properties", "properties"),),
    "focused_codes": (("initial_codes", "initial codes"),),
    "excerpts": (("line", "line of the transcript"), ("interview", "interview")),
    "memos": (("date", "date"),),
    "sampling_changes": (("why", "reason"),),
    "limitations": (("kind", "kind"), ("consequence", "consequence"), ("response", "response"),
                    ("future", "future work")),
    "reflexivity": (("kind", "kind"), ("date", "date")),
}  # fmt: skip
"""What else is told of a finding: its field, and what it is called. Never a participant's bands."""


def _details(kind: str, item: Finding) -> list[list[str]]:
    found = []
    for field, name in DETAILS.get(kind, ()):
        value = item.get(field)
        if value not in (None, "", [], ()):
            shown = (
                "; ".join(str(each).rstrip(".") for each in value)
                if isinstance(value, (list, tuple))
                else str(value)
            )
            found.append([name, shown])
    return found


# links


class _Links:
    """The links between nodes, each kept at both of its ends."""

    def __init__(self, nodes: Mapping[str, Node]) -> None:
        self.nodes = nodes
        self.below: dict[str, list[str]] = {}
        """Key → what it rests on, but for what speaks against it."""

    def add(
        self,
        upper: str,
        lower: str,
        link: tuple[str, str],
        side: tuple[str, str] = ("down", "up"),
        through: bool = False,
    ) -> None:
        """Link two nodes; one that is not there is told of elsewhere."""
        if upper not in self.nodes or lower not in self.nodes or upper == lower:
            return
        for at, to, where, name in (
            (upper, lower, side[0], link[0]),
            (lower, upper, side[1], link[1]),
        ):
            groups = self.nodes[at][where]
            group = next((g for g in groups if g["name"] == name), None)
            if group is None:
                group = {"name": name, "to": [], "through": through}
                groups.append(group)
            if to not in group["to"]:
                group["to"].append(to)

    def rests(self, upper: str, lower: str, link: tuple[str, str]) -> None:
        """As :meth:`add`, for an end that bears the other."""
        self.add(upper, lower, link)
        self.below.setdefault(upper, []).append(lower)

    def summarise(self, upper: str, lower: str, down: str, up: str) -> None:
        """Link what is reached over others, in the order of the findings."""
        for key, node in self.nodes.items():
            if node["kind"] == upper:
                reached = self._reached(key)
                for other, target in self.nodes.items():
                    if target["kind"] == lower and other in reached:
                        self.add(key, other, (down, up), through=True)

    def _reached(self, key: str) -> set[str]:
        found: set[str] = set()
        todo = [key]
        while todo:
            for below in self.below.get(todo.pop(), ()):
                if below not in found:
                    found.add(below)
                    todo.append(below)
        return found


def _typed(chapter: str, values: Mapping[str, Any], links: _Links) -> None:
    """What the findings of a chapter say of each other."""
    for theme in values.get("themes", ()):
        for part in theme.get("subthemes", ()):
            upper, lower = (key_of(chapter, "themes", each["id"]) for each in (theme, part))
            links.rests(upper, lower, ("subthemes", "subtheme of"))
    for link in LINKS:
        for number, item in enumerate(items(values, link.kind)):
            own = key_of(chapter, link.kind, item.get("id") or made_id(link.kind, number, item))
            for identifier in _ids(item.get(link.field)):
                where = identifier if link.to == PAPER else chapter
                other = key_of(where, link.to, identifier)
                upper, lower = (other, own) if link.upwards else (own, other)
                if link.beside:
                    links.add(upper, lower, (link.down, link.up), BESIDE)
                elif link.against:
                    links.add(upper, lower, (link.down, link.up))
                else:
                    links.rests(upper, lower, (link.down, link.up))
                if link.source and own in links.nodes and other in links.nodes:
                    links.nodes[own]["by"] = links.nodes[other]["label"]
    for edge in values.get("model", {}).get("edges", ()):
        ends = [
            key_of(chapter, kind, edge[end])
            for end in ("from", "to")
            for kind in ("categories", "stages")
            if key_of(chapter, kind, edge[end]) in links.nodes
        ]
        if len(ends) == 2:
            links.add(ends[0], ends[1], EDGES[edge["kind"]], BESIDE)


def _ids(value: Any) -> Iterable[str]:
    if not value:
        return ()
    return (value,) if isinstance(value, str) else value


def _core(nodes: Mapping[str, Node], links: _Links) -> None:
    """The core category, to which all categories are related that are no part of another."""
    every = [(key, node) for key, node in nodes.items() if node["kind"] == "categories"]
    parts = {key for key, node in every if any(group["name"] == "part of" for group in node["up"])}
    for core, node in every:
        if node["what"] == "core category":
            for key, other in every:
                if other["chapter"] == node["chapter"] and key not in parts:
                    links.rests(core, key, ("categories related to it", "core category"))
