"""The trace → a page to read it by, and a tree for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from softbound.derive.trace import KINDS, Node

Graph = Mapping[str, Any]
"""As :func:`softbound.derive.trace.trace` gives it."""
ROLES: Mapping[str, str] = {
    "heading": "heading",
    "caption": "title of a table or figure",
    "table": "table",
    "note": "note",
    "quotation": "quoted",
    "citation": "cited",
    "limitation": "told",
    "taken up": "taken up",
}
"""What a finding does where it appears, where that is to be said."""


# the page


def page(template: str, graph: Graph, title: str) -> str:
    """The trace as a page of HTML.

    :param template: the text of templates/reports/trace.html.j2.
    :raises jinja2.TemplateError: what a thesis's own template does wrong.
    """
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    engine = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return engine.from_string(template).render(
        title=title,
        chapters=_chapters(graph),
        nodes=graph["nodes"],
        units=graph["units"],
        anchors={key: anchor(key) for key in graph["nodes"]},
        pages={key: grouped(node, graph) for key, node in graph["nodes"].items()},
    )


def anchor(key: str) -> str:
    """A node's id in the page; a slash would be read as part of an address."""
    return key.replace("/", "--")


def _chapters(graph: Graph) -> list[dict[str, Any]]:
    """Chapters with their kinds of findings, each with its keys."""
    chapters = []
    for unit, title in graph["units"].items():
        own = {key: node for key, node in graph["nodes"].items() if node["chapter"] == unit}
        kinds = [
            {"kind": kind, "title": shape.title, "id": f"{unit}--{kind}", "keys": keys}
            for kind, shape in KINDS.items()
            if (keys := [key for key, node in own.items() if node["kind"] == kind])
        ]
        if kinds:
            chapters.append({"name": unit, "title": title, "kinds": kinds})
    return chapters


def grouped(node: Node, graph: Graph) -> list[dict[str, Any]]:
    """Where a finding appears, by unit: each page once, with what it does there."""
    units: dict[str, dict[int, dict[str, Any]]] = {}
    for each in node["appears"]:
        pages = units.setdefault(each["unit"], {})
        known = pages.setdefault(
            each["sheet"],
            {"page": each["page"], "sheet": each["sheet"], "roles": [], "sections": []},
        )
        for role in each["roles"]:
            shown = ROLES.get(role)
            if shown and shown not in known["roles"]:
                known["roles"].append(shown)
        if each["section"] and each["section"] not in known["sections"]:
            known["sections"].append(each["section"])
    return [
        {"unit": unit, "title": graph["units"].get(unit, unit), "pages": list(pages.values())}
        for unit, pages in units.items()
    ]


# the terminal


def found(graph: Graph, wanted: str) -> list[str]:
    """The keys of the findings that an author means: by id, CHAPTER/ID, KIND/ID, CHAPTER/KIND/ID,
    or the whole label."""
    *where, identifier = wanted.strip().strip("/").split("/")
    nodes: Mapping[str, Node] = graph["nodes"]
    exact = [
        key
        for key, node in nodes.items()
        if node["id"] == identifier and all(_narrows(part, node) for part in where)
    ]
    label = wanted.strip().casefold()
    return (
        exact
        or [key for key, node in nodes.items() if _narrows_id(where, identifier, node)]
        or [
            key
            for key, node in nodes.items()
            if node["named"] and node["label"].casefold() == label
        ]
    )


def _narrows(part: str, node: Node) -> bool:
    word = part.casefold().replace("-", "_").replace(" ", "_")
    names = (node["chapter"], node["kind"], node["what"], KINDS[node["kind"]].title)
    return word in {name.casefold().replace("-", "_").replace(" ", "_") for name in names}


def _narrows_id(where: Sequence[str], identifier: str, node: Node) -> bool:
    same = bool(node["id"].casefold() == identifier.casefold())
    return same and all(_narrows(part, node) for part in where)


def names(graph: Graph) -> list[str]:
    """Whatever can be asked for, for a hint."""
    found: dict[str, None] = {}
    for node in graph["nodes"].values():
        found[node["id"]] = None
        if node["named"]:
            found[node["label"]] = None
    return list(found)


def text(graph: Graph, key: str) -> str:
    """A finding as a tree: what it is and where, what it rests on, what rests on it."""
    nodes: Mapping[str, Node] = graph["nodes"]
    node = nodes[key]
    lines = [f"{_name(node)} [{_key(node)}]", f"  {_place(node)}"]
    words = " ".join(node["words"].split())
    if words and words != node["label"]:
        lines.append(f"  “{words}”" if node["said"] else f"  {words}")
    if node["by"]:
        lines.append(f"  {node['by']}")
    lines += [f"  {name}: {' '.join(value.split())}" for name, value in node["details"]]
    lines += _pages(node, graph)
    for title, side in (
        ("What it rests on", "down"),
        ("Linked with it", "beside"),
        ("What rests on it", "up"),
    ):
        branches = _tree(nodes, key, side, {key})
        if branches:
            lines += ["", title, *branches]
    return "\n".join(lines)


def _key(node: Node) -> str:
    return f"{node['chapter']}/{node['kind']}/{node['id']}"


def _name(node: Node) -> str:
    return f"{node['what']} {node['id']}: {_label(node)}"


def _label(node: Node) -> str:
    return f"“{node['label']}”" if node["said"] else str(node["label"])


def _place(node: Node) -> str:
    file, line = node["place"]
    return f"{file}:{line}" if line else str(file)


def _pages(node: Node, graph: Graph) -> Iterator[str]:
    """A line for each unit in which a finding appears."""
    if not node["appears"]:
        yield "  on no page of the PDF by name"
    for unit in grouped(node, graph):
        pages = [_paged(each) for each in unit["pages"]]
        yield f"  {unit['title']}: {'p.' if len(pages) == 1 else 'pp.'} {', '.join(pages)}"


def _paged(place: Mapping[str, Any]) -> str:
    roles = ", ".join(place["roles"])
    return f"{place['page']} ({roles})" if roles else str(place["page"])


def _tree(
    nodes: Mapping[str, Node], key: str, side: str, seen: set[str], stem: str = ""
) -> list[str]:
    """The branches below a node; one that was told before is named without its own branches."""
    groups = nodes[key][side]
    if side == "beside":
        groups = [{**group, "through": True} for group in groups]
    lines: list[str] = []
    for number, group in enumerate(groups):
        last = number == len(groups) - 1
        lines.append(f"{stem}{'└' if last else '├'}─ {group['name']}")
        inner = stem + ("   " if last else "│  ")
        for count, other in enumerate(group["to"]):
            end = count == len(group["to"]) - 1
            lines.append(f"{inner}{'└' if end else '├'}─ {_line(nodes[other])}")
            if group["through"] or other in seen:
                continue
            seen.add(other)
            lines += _tree(nodes, other, side, seen, inner + ("   " if end else "│  "))
    return lines


def _line(node: Node) -> str:
    """A finding in a tree: its name, and the pages where it appears."""
    pages = list(dict.fromkeys(each["page"] for each in node["appears"]))
    by = f", {node['by']}" if node["by"] else ""
    return f"{node['id']}  {_label(node)}{by}" + (f"  (p. {', '.join(pages)})" if pages else "")
