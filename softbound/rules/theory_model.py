"""Rules: the figure of a grounded theory's model."""

from __future__ import annotations

from softbound.rules.rule import Family, Rule

FAMILY = Family(
    "Model",
    "The figure of a grounded theory's model.",
    {
        "model-edge-has-ends": Rule(
            "error",
            "Every edge of a model begins and ends at one of its nodes or groups.",
            "An edge without two ends cannot be drawn, and is left out of the figure.",
            mend="Mend the id, or add the node.",
        ),
        "model-node-stands-once": Rule(
            "error",
            "Every node of a model stands once among its nodes, and in one group at most.",
            "The figure shows a node once, in the first group that names it.",
            mend="Take the other mention out.",
        ),
        "model-group-holds-nodes": Rule(
            "error",
            "Every group of a model holds nodes of the model, and has an id of its own.",
            "What is no node is not drawn, and an id that two things share leads to either.",
            mend="Add it to the nodes, take it out of the group, or give the group an id of its own.",
        ),
        "model-shows-every-category": Rule(
            "warning",
            "The model shows every category and every stage.",
            "A reader compares the model with the findings.",
            mend="Add it to the nodes. A stage shows its categories; the core category may be left out, since it is often the title.",
        ),
        "model-edge-stands-once": Rule(
            "warning",
            "No edge of a model stands twice.",
            "Two arrows of one kind between the same boxes say the same.",
            mend="Delete one of them.",
        ),
        "model-edge-leads-elsewhere": Rule(
            "warning",
            "No edge of a model ties a group to itself or to a node within it.",
            "Such an arrow begins and ends at one boundary: a reader cannot see what it means.",
            mend="Let it lead to another node or group, or delete it.",
        ),
        "model-node-has-edge": Rule(
            "warning",
            "Every node of a model, or its group, has an edge.",
            "A box by itself leaves open how it belongs to the theory.",
            mend="Add an edge that says how, or put the node into a group that has one.",
        ),
        "model-is-small-enough": Rule(
            "warning",
            "A model has 15 nodes and 30 edges at most.",
            "It stands on one page, in words that can be read.",
            mend="Make the model simpler, as docs/authors/theory-model.md says.",
        ),
        "model-stage-shows-its-categories": Rule(
            "note",
            "Every stage in a model shows its categories within its box.",
            "Categories that are nodes themselves stand outside the stage's box, which may be what you mean.",
            mend="Take them out of the nodes, or make a group of them; or leave it so.",
        ),
    },
)
