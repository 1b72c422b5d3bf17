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
            "A limitation of no paper can be told nowhere.",
            mend="Write the name of the chapter's folder as paper: systematic-review.",
        ),
        "limitation-is-told-in-its-paper": Rule(
            "warning",
            "Every limitation in limitations.yaml is told in the paper that it concerns.",
            "A reader of the paper alone should learn of it.",
            mend="Mark the words that tell of it: [The words.]{#lim:diversity} for the limitation whose id is diversity; or name their section in told_in.",
            source="PRISMA 2020, items 23b and 23c; SRQR, limitations",
        ),
        "limitation-place-exists": Rule(
            "error",
            "Every place that limitations.yaml names exists in the thesis.",
            "The table of limitations leads a reader to that place.",
            mend="Use the id of a section or of a marked passage: sec:limits, mark:sample, lim:diversity.",
        ),
        "limitation-is-taken-up": Rule(
            "warning",
            "Every limitation in limitations.yaml stands in the table of limitations, or is taken up in a section.",
            "A limitation that the critical review passes over is one that examiners ask about.",
            mend='Place {{ table("limitations") }}, refer to the passage that declares it, or name the section in taken_up_in.',
        ),
        "declared-limitation-is-taken-up": Rule(
            "warning",
            "Every limitation that a paper declares stands in limitations.yaml, if there is one.",
            "What a paper declares, the critical review should answer.",
            mend="Add a limitation whose id is the one after lim: of the passage, so diversity for [The words.]{#lim:diversity}; or name lim:diversity in told_in of another.",
        ),
        "limitation-is-answered": Rule(
            "warning",
            "Every limitation says what was done about it, or what future work should do.",
            "A limitation that is only named reads as an excuse; examiners ask what follows.",
            mend="Write what was done about it, or what future work should do.",
        ),
        "limitation-has-consequence": Rule(
            "note",
            "Every limitation says what follows from it for the findings.",
            "That a sample was small tells little.",
            mend="Say which finding might look otherwise, and how.",
        ),
        # diversity
        "diversity-has-participants": Rule(
            "error",
            "Every characteristic in diversity.yaml is of a chapter that has participants.",
            "The sample is counted from participants.yaml of the chapter that diversity.yaml names, empirical-paper by default.",
            mend="Mend the chapter, or write its participants.yaml.",
        ),
        "participant-is-in-one-group": Rule(
            "error",
            "Every participant is in one group of each characteristic in diversity.yaml.",
            "Who is in no group, or in two, makes the shares wrong.",
            mend="Name the participant's band in one group. A group names the bands that count into it; a group without bands has the one that is called as it is.",
        ),
        "withheld-count-stays-unknown": Rule(
            "warning",
            "No count that is withheld follows from the total and the other counts.",
            "A count is withheld so that nobody is recognised; one that can be worked out from the others protects nobody.",
            mend="Join groups: other counts are withheld as well, and here that is not enough.",
        ),
        "population-has-source": Rule(
            "error",
            "Every reference population cites its source, or is said to be synthetic.",
            "A share that nobody can look up proves nothing.",
            mend="Cite the source. Figures that are made up for an example are said to be synthetic, and plainly marked where they are shown.",
        ),
        "share-is-of-a-group": Rule(
            "error",
            "Every share of a reference population is of a group of its characteristic.",
            "A share of something else cannot be compared with the sample.",
            mend="Write the groups' labels to the letter.",
        ),
        "population-is-told-whole": Rule(
            "warning",
            "Every reference population stands once, with a share of each group, and these add up to 100%.",
            "A rest that is left out makes the sample look more different than it is. Rounded shares may add up to 99 to 101.",
            mend="Add the missing shares, or delete what stands twice.",
        ),
    },
)
