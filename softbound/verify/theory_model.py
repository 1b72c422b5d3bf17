"""A theory's model against its categories and stages, and what its drawing needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from softbound.problems import At, Problem, in_a_row, nearest, problem

MOST = 15
"""With more nodes than this a drawing may become hard to read."""
MOST_EDGES = 30
"""And how many edges."""


def check(values: Mapping[str, Any], at: At) -> list[Problem]:
    """All problems of a chapter's model, those of softbound.rules.theory_model.

    Ids of nodes that are no category and no stage are found where the findings are read.

    :param values: a chapter's findings as plain data; without a model there is no problem.
    :param at: keys and indices in model.yaml → their place.
    """
    if "model" not in values:
        return []
    model = values["model"]
    return [found for part in CHECKS for found in part(model, values, at)]


Values = Mapping[str, Any]


def _once(model: Values, values: Values, at: At) -> Iterator[Problem]:
    """Nodes that stand twice, in the model or in its groups."""
    for index, node in enumerate(model["nodes"]):
        if node in model["nodes"][:index]:
            yield problem(
                "model-node-stands-once",
                at("nodes", index),
                f'The node "{node}" stands twice in the model.',
                "Delete one of them.",
            )
    home: dict[str, str] = {}
    for number, group in enumerate(model["groups"]):
        for index, node in enumerate(group["nodes"]):
            if node in home:
                other = "twice in it" if home[node] == group["id"] else f"in {home[node]} too"
                yield problem(
                    "model-node-stands-once",
                    at("groups", number, "nodes", index),
                    f'The node "{node}" of the group {group["id"]} stands {other}.',
                    "A node lies in one group at most: boundaries that cross cannot be read.",
                )
            home.setdefault(node, group["id"])


def _groups(model: Values, values: Values, at: At) -> Iterator[Problem]:
    """Groups with what is no node of the model, or with a node's name."""
    for number, group in enumerate(model["groups"]):
        if group["id"] in model["nodes"]:
            yield problem(
                "model-group-holds-nodes",
                at("groups", number, "id"),
                f'The group "{group["id"]}" has the id of a node, so that no edge can name it.',
                "Give the group another id.",
            )
        for index, node in enumerate(group["nodes"]):
            if node not in model["nodes"]:
                yield problem(
                    "model-group-holds-nodes",
                    at("groups", number, "nodes", index),
                    f'The group {group["id"]} holds "{node}", which is no node of the model.',
                    nearest(node, model["nodes"]) or f'Add "{node}" to the nodes.',
                )


def _ends(model: Values, values: Values, at: At) -> Iterator[Problem]:
    """Edges that begin or end nowhere, lead from a group to itself or its own node, or stand twice."""
    members = {group["id"]: {group["id"], *group["nodes"]} for group in model["groups"]}
    known = [*model["nodes"], *members]
    findings = {f["id"] for kind in ("categories", "stages") for f in values.get(kind, ())}
    seen: dict[tuple[str, str, str], int] = {}
    for index, edge in enumerate(model["edges"]):
        ends = edge["from"], edge["to"]
        for key, end in zip(("from", "to"), ends, strict=True):
            if end not in known:
                yield problem(
                    "model-edge-has-ends",
                    at("edges", index, key),
                    f'An edge {"begins" if key == "from" else "ends"} at "{end}", which is no node '
                    "and no group of the model.",
                    f'Add "{end}" to the nodes.'
                    if end in findings
                    else nearest(end, known) or f"Known: {', '.join(known)}.",
                )
        for one, other in (ends, ends[::-1]):
            if one not in model["nodes"] and other in members.get(one, ()):
                what = "itself" if one == other else f"its own node {other}"
                yield problem(
                    "model-edge-leads-elsewhere",
                    at("edges", index),
                    f"An edge ties the group {one} to {what}.",
                    "Name the node in it, or another one, where the edge begins or ends.",
                )
                break
        same = (*ends, edge["kind"])
        if same in seen:
            yield problem(
                "model-edge-stands-once",
                at("edges", index),
                f"The edge from {ends[0]} to {ends[1]} ({edge['kind']}) stands twice: it is also "
                f"edge {seen[same] + 1} of the model.",
                "Delete one of them, and give the other both labels if they differ.",
            )
        seen.setdefault(same, index)


def _left_out(model: Values, values: Values, at: At) -> Iterator[Problem]:
    """Categories and stages that the model does not show."""
    nodes = set(model["nodes"])
    categories = {category["id"]: category for category in values.get("categories", ())}

    def shown(identifier: str, seen: frozenset[str] = frozenset()) -> bool:
        category = categories.get(identifier)
        if category is None or identifier in seen:
            return False
        if identifier in nodes or category.get("core") or category.get("stage") in nodes:
            return True
        parent = category.get("parent")
        core = parent in categories and categories[parent].get("core")
        return bool(parent) and not core and shown(parent, seen | {identifier})

    missing = [c for c in categories.values() if not shown(c["id"])]
    missing += [
        stage
        for stage in values.get("stages", ())
        if stage["id"] not in nodes
        and not any(c.get("stage") == stage["id"] and c["id"] in nodes for c in categories.values())
    ]
    if missing:
        yield problem(
            "model-shows-every-category",
            at("nodes"),
            f"The model leaves out {in_a_row(_named(each) for each in missing)}.",
            "Add what belongs to the theory to its nodes; say in the note why something is left out.",
        )


def _stages(model: Values, values: Values, at: At) -> Iterator[Problem]:
    """Stages that show no category, or not all of theirs."""
    stages = {stage["id"]: stage for stage in values.get("stages", ())}
    for index, node in enumerate(model["nodes"]):
        if node not in stages or "categories" not in values:
            continue
        own = [c for c in values["categories"] if c.get("stage") == node and not c.get("core")]
        apart = [category for category in own if category["id"] in model["nodes"]]
        if not own:
            yield problem(
                "model-stage-shows-its-categories",
                at("nodes", index),
                f"No category belongs to the stage {_named(stages[node])}: its box holds nothing else.",
                'Say "stage" in the categories that belong to it.',
            )
        elif apart:
            own_box = "a node itself" if len(apart) == 1 else "nodes themselves"
            yield problem(
                "model-stage-shows-its-categories",
                at("nodes", index),
                f"The stage {_named(stages[node])} does not show "
                f"{in_a_row(_named(category) for category in apart)}, {own_box}.",
                "If they are to stand in the stage's box, take them out of the nodes.",
            )


def _loose(model: Values, values: Values, at: At) -> Iterator[Problem]:
    """Nodes that no edge ties to anything."""
    tied = {end for edge in model["edges"] for end in (edge["from"], edge["to"])}
    tied |= {node for group in model["groups"] if group["id"] in tied for node in group["nodes"]}
    for index, node in enumerate(model["nodes"]):
        if node not in tied and node not in model["nodes"][:index] and len(model["nodes"]) > 1:
            yield problem(
                "model-node-has-edge",
                at("nodes", index),
                f'No edge leads to or from the node "{node}".',
                "Say what it leads to, helps or hinders, or what leads to it.",
            )


def _size(model: Values, values: Values, at: At) -> Iterator[Problem]:
    """More nodes than a page can show."""
    count = len(dict.fromkeys(model["nodes"]))
    if count > MOST:
        yield problem(
            "model-is-small-enough",
            at("nodes"),
            f"The model has {count} nodes; with more than {MOST} it may become hard to read.",
            "Let stages show their categories, or a category stand for its parts.",
        )
    edges = len(model.get("edges", ()))
    if edges > MOST_EDGES:
        yield problem(
            "model-is-small-enough",
            at("edges"),
            f"The model has {edges} edges; with more than {MOST_EDGES} it may become hard to read.",
            "Let edges begin or end at groups, and leave out what follows from others.",
        )


def _named(finding: Values) -> str:
    return f'{finding["id"]} ("{finding["label"]}")'


CHECKS = (_once, _groups, _ends, _left_out, _stages, _loose, _size)
