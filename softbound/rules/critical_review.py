"""Rules: limitations and the sample's diversity."""

from __future__ import annotations

from softbound.rules.rule import Family, Rule

FAMILY = Family(
    "Critical review",
    "Limitations and the sample's diversity.",
    {
        # limitations
        "limitation-concerns-a-chapter": Rule(
            "error",
            "Every limitation in limitations.yaml concerns a chapter of the thesis.",
            "Its paper is the name of the chapter's folder: systematic-review.",
        ),
        "limitation-is-told-in-its-paper": Rule(
            "warning",
            "Every limitation in limitations.yaml is told in the paper that it concerns.",
            "A reader of the paper alone should learn of it. Mark the words that tell of it: [The words.]{#lim:diversity} for the limitation whose id is diversity; or name their section in told_in.",
        ),
        "limitation-place-exists": Rule(
            "error",
            "Every place that limitations.yaml names exists in the thesis.",
            "Places are ids of sections or marked passages: sec:limits, mark:sample, lim:diversity.",
        ),
        "limitation-is-taken-up": Rule(
            "warning",
            "Every limitation in limitations.yaml stands in the table of limitations, or is taken up in a section.",
            'Place {{ table("limitations") }}, refer to the passage that declares it, or name the section in taken_up_in.',
        ),
        "declared-limitation-is-taken-up": Rule(
            "warning",
            "Every limitation that a paper declares stands in limitations.yaml, if there is one.",
            "A passage [The words.]{#lim:diversity} is taken up by the limitation with the id diversity, or by one that names lim:diversity in told_in.",
        ),
        "limitation-is-answered": Rule(
            "warning",
            "Every limitation says what was done about it, or what future work should do.",
            "A limitation that is only named reads as an excuse; examiners ask what follows.",
        ),
        "limitation-has-consequence": Rule(
            "note",
            "Every limitation says what follows from it for the findings.",
            "That a sample was small tells little: say which finding might look otherwise, and how.",
        ),
        # diversity
        "diversity-has-participants": Rule(
            "error",
            "Every characteristic in diversity.yaml is of a chapter that has participants.",
            "The sample is counted from participants.yaml of the chapter that it names, empirical-paper by default.",
        ),
        "participant-is-in-one-group": Rule(
            "error",
            "Every participant is in one group of each characteristic in diversity.yaml.",
            "A group names the bands that count into it; a group without bands has the one that is called as it is.",
        ),
        "withheld-count-stays-unknown": Rule(
            "warning",
            "No count that is withheld follows from the total and the other counts.",
            "Other counts are withheld to protect it; where that is not enough, join groups.",
        ),
        "population-has-source": Rule(
            "error",
            "Every reference population cites its source, or is said to be synthetic.",
            "A share that nobody can look up proves nothing. Figures that are made up for an example are plainly marked where they are shown.",
        ),
        "share-is-of-a-group": Rule(
            "error",
            "Every share of a reference population is of a group of its characteristic.",
            "Shares are written under the groups' labels, to the letter.",
        ),
        "population-is-told-whole": Rule(
            "warning",
            "Every reference population stands once, with a share of each group, and these add up to 100%.",
            "A rest that is left out makes the sample look more different than it is. Rounded shares may add up to 99 to 101.",
        ),
    },
)
