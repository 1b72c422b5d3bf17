"""The table of rules: every problem names one, and `softbound explain` prints it.

Ids are sentences in the positive and stable once released. ``docs/authors/rules.md`` is made
from this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Rule:
    """What must hold, and what happens when it does not."""

    severity: Literal["error", "warning", "note"]
    sentence: str
    """What holds when all is well."""
    why: str
    """Why it matters and what to do, for `softbound explain`."""
    stops: bool = False
    """True: no draft is built and the last outputs stay as they were."""


RULES: Mapping[str, Rule] = {
    # files and their form
    "file-is-readable": Rule(
        "error",
        "Every file that the thesis names exists and can be read as UTF-8 text.",
        "Save the file as UTF-8 (in VS Code: click the encoding at the bottom right), or mend its name.",
        stops=True,
    ),
    "file-is-in-thesis": Rule(
        "error",
        "Every file that is used lies in the thesis's own folder.",
        "A thesis that reaches outside its folder cannot be built on another machine. Copy the file into the chapter's folder.",
        stops=True,
    ),
    "yaml-is-well-formed": Rule(
        "error",
        "Every YAML file can be parsed, and no key stands twice in one mapping.",
        "YAML needs spaces (no tabs) for indentation and quotes around text that contains a colon followed by a space.",
        stops=True,
    ),
    "thesis-is-complete": Rule(
        "error",
        "thesis.yaml has every key it needs, and no other, each with a value of the right kind.",
        "docs/authors/thesis-yaml.md lists the keys. Editors with a YAML extension complete them.",
        stops=True,
    ),
    "findings-are-complete": Rule(
        "error",
        "Every findings file has the shape its name promises.",
        "docs/authors/findings.md lists the files and their fields.",
        stops=True,
    ),
    "findings-table-is-known": Rule(
        "warning",
        "Every table that lies in findings/ has a name by which it is read.",
        "Decisions stand in screening.csv, the numbers of a flow diagram in flow.csv. Exports belong into findings/records/; workbooks of Excel are saved as CSV UTF-8.",
    ),
    "findings-are-consistent": Rule(
        "error",
        "Every id in the findings is unique, and every reference between findings leads somewhere.",
        "A theme that names a study, or an interview that names a participant, must use the id written in the other file.",
        stops=True,
    ),
    "profile-is-known": Rule(
        "error",
        "The profile is a file of templates/profiles/.",
        "Use the name of a shipped profile, or write templates/profiles/NAME.yaml in your thesis's folder.",
        stops=True,
    ),
    "profile-is-complete": Rule(
        "error",
        "Every profile has the shape that docs/authors/profiles.md describes.",
        "Compare it with a shipped profile.",
        stops=True,
    ),
    "citation-style-is-known": Rule(
        "error",
        "The citation style is a CSL style's name or a .csl file of the thesis.",
        "Names are those of the Zotero style repository, such as apa or american-medical-association.",
        stops=True,
    ),
    "ignored-rule-is-known": Rule(
        "warning",
        "Every rule that thesis.yaml ignores exists.",
        "A rule's id stands in square brackets at the end of its problem.",
    ),
    "chapter-has-prose": Rule(
        "error",
        "Every chapter's folder exists and holds at least one .md file with text.",
        "Make the folder chapters/NAME with 01-introduction.md in it, or take NAME out of thesis.yaml.",
        stops=True,
    ),
    "chapter-is-listed": Rule(
        "note",
        "Every folder of chapters/ is named in thesis.yaml.",
        "A folder that is not named is not part of the thesis.",
    ),
    "chapter-has-one-title": Rule(
        "error",
        "Every chapter and appendix begins with a level-1 heading, its title; sections begin at level 2.",
        "Begin the first file with `# Title` and use `##` for its sections.",
    ),
    "heading-levels-are-in-order": Rule(
        "warning",
        "No heading level is skipped.",
        "APA 7 and accessible PDFs need level 3 under level 2, never under level 1.",
    ),
    # templates
    "template-is-known": Rule(
        "error",
        "Every table and figure that prose places has a template.",
        "Templates are templates/tables/NAME.md.j2 and templates/figures/NAME.typ.j2, in the thesis or shipped.",
        stops=True,
    ),
    "template-is-well-formed": Rule(
        "error",
        "Every template and every expression in prose can be parsed.",
        "Look for an unclosed {{ or {%; comments are written {%# … #%}.",
        stops=True,
    ),
    "template-comes-to-an-end": Rule(
        "error",
        "Every template finishes within its budget of time, loops and text.",
        "Look for a loop over far too many things, or a template that includes itself.",
        stops=True,
    ),
    "expression-has-value": Rule(
        "error",
        "Every expression that the text shows has a value.",
        "A number of the flow diagram is not known before screening is finished, and a finding may leave a field out. The draft shows [?] in its place.",
    ),
    "expression-is-defined": Rule(
        "error",
        "Every name that an expression uses is defined.",
        "Findings are known by their file's name: studies.yaml is studies. Another chapter's are chapters.systematic_review.studies.",
        stops=True,
    ),
    "figure-can-be-drawn": Rule(
        "error",
        "Every figure that a template makes can be drawn.",
        "The template's Typst code has a mistake; the message is Typst's.",
        stops=True,
    ),
    # search
    "search-file-exists": Rule(
        "error",
        "Every export that search.yaml names lies in findings/records/.",
        "Save the export there under that name, or mend the name in search.yaml.",
    ),
    "search-source-has-records": Rule(
        "warning",
        "Every source of search.yaml has its exports, or the number of records that it gave.",
        "Without either, the flow diagram cannot tell what the source gave.",
    ),
    "search-counts-agree": Rule(
        "error",
        "A number of records typed in search.yaml is that of the source's exports.",
        "A source with files needs no number: its records are counted.",
    ),
    "records-file-has-a-source": Rule(
        "warning",
        "Every file in findings/records/ is named once in search.yaml.",
        "A file that is not named is read, but its records are not counted; one named twice is counted twice.",
    ),
    # flow
    "flow-agrees-with-records": Rule(
        "error",
        "Every number typed in flow.yaml is the one that records and decisions give.",
        "Where records and decisions are there, the flow is derived from them. Take the number out of flow.yaml, or mend the decisions.",
    ),
    "flow-csv-is-well-formed": Rule(
        "error",
        "The table flow.csv is as the PRISMA2020 R package reads it, and each of its numbers is one.",
        "Its first column is data and one of the others n; several sources or reasons are written Name, 12; Name, 3.",
    ),
    "flow-is-complete": Rule(
        "error",
        "The flow diagram has a number for each of its boxes.",
        "Told once screening has begun, or the text shows the diagram. A number that cannot be derived from records and decisions is typed in flow.yaml; until then the diagram shows a question mark.",
    ),
    "flow-databases-add-up": Rule(
        "error",
        "Records identified from databases, and from registers, are the sum of what each gave.",
        "Leave the total out of flow.yaml: it is added up.",
    ),
    "flow-screened-records-add-up": Rule(
        "error",
        "Records screened are those identified from databases and registers, without duplicates and what was removed before screening.",
        "A record that was neither removed nor screened has no decision yet, or one of the counts is wrong.",
    ),
    "flow-sought-reports-add-up": Rule(
        "error",
        "Reports sought are the records screened without those excluded.",
        "Where one record led to several reports, several_reports in flow.yaml says so, and more reports may be sought than records were kept.",
    ),
    "flow-assessed-reports-add-up": Rule(
        "error",
        "Reports assessed are the reports sought without those that were not retrieved.",
        "A report that was sought but has no decision yet is neither.",
    ),
    "flow-other-methods-add-up": Rule(
        "warning",
        "Reports sought by other methods are the records that these methods gave.",
        "Records that databases had given already stand under other_already_identified. Other methods have no screening, so a difference wants a word in the text.",
    ),
    "flow-other-assessed-reports-add-up": Rule(
        "error",
        "Reports from other methods that were assessed are those sought without those not retrieved.",
        "A report that was sought but has no decision yet is neither.",
    ),
    "flow-included-reports-add-up": Rule(
        "error",
        "Reports included are the reports assessed without those excluded, in both columns.",
        "Each report that was assessed is included, or excluded for exactly one reason.",
    ),
    "flow-studies-have-reports": Rule(
        "error",
        "No more studies are included than reports.",
        "Several reports may tell of one study, but each study has at least one report.",
    ),
    "flow-totals-add-up": Rule(
        "warning",
        "The totals of an updated review are what it had before and what is new.",
        "If the update left out studies that had been included, say so in the text, and ignore this rule with that reason.",
    ),
    "flow-reasons-are-named": Rule(
        "error",
        "Every reason for which reports were excluded, and every source, is named.",
        "PRISMA 2020 (item 16) asks for the reasons. In screening.csv each exclusion at full text has one.",
    ),
    "flow-studies-agree": Rule(
        "error",
        "The flow diagram includes as many studies as the tables and appraisals list.",
        "The studies that decisions name, studies.yaml, appraisals.yaml and the columns of the matrix must be the same.",
    ),
    # reporting
    "standard-is-complete": Rule(
        "error",
        "Every reporting standard has the shape that docs/authors/reporting.md describes.",
        "Compare it with a shipped standard in templates/standards/.",
        stops=True,
    ),
    "reporting-standard-is-known": Rule(
        "error",
        "Every standard that reporting.yaml names is a file of templates/standards/.",
        "Use the name of a shipped standard, or write templates/standards/NAME.yaml in your thesis's folder.",
    ),
    "reporting-item-is-known": Rule(
        "error",
        "Every item that reporting.yaml names is one of its standard.",
        "Numbers are those of the standard; some have letters, such as 13a.",
    ),
    "reporting-item-has-place-or-reason": Rule(
        "error",
        "Every item of reporting.yaml has a place, or a reason why it does not apply, and not both.",
        'Write `7: sec:method` for a place, `12: {na: "No effects were measured."}` for a reason.',
    ),
    "reporting-is-complete": Rule(
        "warning",
        "Every item of a standard that reporting.yaml names is mentioned there.",
        "Give it the id of the place that reports it, or na: and the reason why it does not apply.",
    ),
    "reporting-place-exists": Rule(
        "error",
        "Every place that reporting.yaml names exists in the thesis.",
        "Places are ids of sections, tables, figures, appendices or marked passages: sec:method, mark:funding.",
    ),
    "protocol-is-registered": Rule(
        "warning",
        "Every review is registered, or says why it is not.",
        "PRISMA 2020, item 24a. Write id: and the number in protocol.yaml, or unregistered: and the reason.",
    ),
    "registration-number-has-known-form": Rule(
        "warning",
        "Every registration number looks as those of its registry do.",
        "Copy it from the registry. Where the registry has changed its numbers, ignore this rule.",
    ),
    "registration-has-date": Rule(
        "warning",
        "Every registration has its date.",
        "A reader wants to know whether the review was registered before data were taken from the studies.",
    ),
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
    # synthesis
    "theme-rests-on-evidence": Rule(
        "warning",
        "Every theme without subthemes, and every subtheme, rests on a concept and a quote.",
        "A third-order construct is made of second-order and first-order constructs. Name their ids in the theme. Asked only once there is a concepts.yaml or quotes.yaml.",
    ),
    "study-contributes-to-theme": Rule(
        "warning",
        "Every included study contributes to a theme.",
        "Contributions follow from the concepts and quotes that themes name; a study without any has no column to show in the matrix.",
    ),
    "concept-stands-on-one-side": Rule(
        "warning",
        "No concept both belongs to a theme and refutes it.",
        "If its parts point in two directions, make two concepts of it.",
    ),
    "concept-quotes-its-own-study": Rule(
        "error",
        "Every concept rests on quotes from its own study.",
        "A study's authors interpret the words of their own participants. One of the two ids is wrong.",
    ),
    "construct-has-page": Rule(
        "warning",
        "Every concept and quote has the page of its study.",
        "Readers follow a theme back to the page; APA 7 asks for it with words that are quoted.",
    ),
    "construct-is-used": Rule(
        "note",
        "Every concept is translated into a theme, and every quote belongs to a concept or theme.",
        "What was read but not used is worth a look before the synthesis is called complete.",
    ),
    "study-is-placed-in-relation": Rule(
        "warning",
        "Every included study stands in a relation, if there is a relations.yaml.",
        "Relating the studies is a phase of meta-ethnography, and leaves none out.",
    ),
    "line-of-argument-names-every-theme": Rule(
        "warning",
        "The line of argument names every theme.",
        "It says what the themes are together; a theme it does not need may belong into another one.",
    ),
    "appraisal-tool-is-complete": Rule(
        "error",
        "Every appraisal tool has the shape that docs/authors/findings.md describes.",
        "Compare it with a shipped one in templates/appraisals/.",
    ),
    "appraisal-tool-is-known": Rule(
        "error",
        "Every appraisal names a tool of templates/appraisals/.",
        "Use the name of a shipped tool, or write templates/appraisals/NAME.yaml in your thesis's folder.",
    ),
    "appraisal-answer-is-known": Rule(
        "error",
        "Every appraisal answers items that its tool has, with answers that the tool knows.",
        "Items and answers stand in the tool's file.",
    ),
    "appraisal-is-complete": Rule(
        "error",
        "Every included study is appraised in every item of the tool, once there are appraisals.",
        "An appraisal of some studies is none of the review's. Answer every item; CASP has can't tell for what is not reported.",
    ),
    "study-is-appraised-once": Rule(
        "error",
        "No study is appraised twice.",
        "The first appraisal is shown. Two appraisers' own answers stand under raters.",
    ),
    "studies-are-appraised-by-one-tool": Rule(
        "warning",
        "All studies are appraised by the same tool and version.",
        "Versions of a tool are easily mixed up. Different designs may need different tools: then leave this rule aside with that reason.",
    ),
    "appraisal-answer-has-reason": Rule(
        "warning",
        "Every answer of an appraisal has its reason.",
        "Examiners ask for it, and the table of reasons for an appendix is made of it.",
    ),
    "appraisal-raters-are-comparable": Rule(
        "warning",
        "Where appraisers' own answers are given, they are of the same number of appraisers throughout.",
        "Agreement compares the first appraiser's answers with the second's.",
    ),
    "confidence-is-explained": Rule(
        "error",
        "Every confidence that is not high has an explanation and contributing studies.",
        "GRADE-CERQual grades what studies show, and says what lowers it.",
    ),
    "concern-is-explained": Rule(
        "warning",
        "Every concern of GRADE-CERQual has its reason.",
        "A reader should see what raised it.",
    ),
    "confidence-fits-its-concerns": Rule(
        "warning",
        "No confidence is high where a component raises serious concerns.",
        "Grade the finding lower, or say less of the concern.",
    ),
    "theme-is-graded-once": Rule(
        "warning",
        "Every theme, or each of its subthemes, is graded once, if there is a cerqual.yaml.",
        "A summary of findings that leaves a theme out is not complete.",
    ),
    # evidence
    "participant-is-interviewed": Rule(
        "error",
        "Every participant has an interview.",
        "The number of participants is the number of people interviewed, wherever it is told. Add the interview, or take the participant out.",
    ),
    "pseudonym-is-unique": Rule(
        "error",
        "No two participants have one pseudonym.",
        "A reader could not tell whose words are quoted.",
    ),
    "participants-have-the-same-bands": Rule(
        "warning",
        "All participants have the same bands.",
        "Who lacks a band is counted as not stated. A misspelt name makes a band of its own, too.",
    ),
    "published-band-is-known": Rule(
        "error",
        "Every band in publish is a band of that participant.",
        "Only what stands under bands can be shown beside a pseudonym.",
    ),
    "excerpt-is-from-an-interview": Rule(
        "error",
        "Every excerpt is from a round in which its participant was interviewed.",
        "The field interview of an excerpt is the round that interviews.yaml tells.",
    ),
    "sampling-change-follows-an-interview": Rule(
        "warning",
        "Every decision of theoretical sampling was taken after a participant's interview.",
        "Theoretical sampling follows from what an interview has shown.",
    ),
    "category-is-grounded": Rule(
        "warning",
        "Every category but the core category has an excerpt, or parts that have one.",
        "A category is grounded in participants' words. Asked only once there is an excerpts.yaml.",
    ),
    "participant-is-quoted": Rule(
        "warning",
        "Every participant's words are among the excerpts.",
        "A reader asks whether somebody's account fitted nowhere. Asked only once there are excerpts.",
    ),
    "excerpts-are-spread-over-participants": Rule(
        "warning",
        "No participant gave more than 30% of the excerpts.",
        "A theory should not rest on one account. The threshold is softbound's own; it is applied from four participants and ten excerpts on.",
    ),
    "focused-code-has-one-category": Rule(
        "warning",
        "Every focused code was raised to one category.",
        "Asked only once a category names codes. An excerpt with the code counts for the category.",
    ),
    "focused-code-has-excerpt": Rule(
        "note",
        "Every focused code has an excerpt.",
        "Not every code needs to be quoted; one without words may also be left over from earlier coding. Told only once excerpts name codes.",
    ),
    "excerpt-grounds-a-category": Rule(
        "note",
        "Every excerpt grounds a category, by itself or by its codes.",
        "Words that ground nothing are worth a look before the analysis is called complete.",
    ),
    "initial-code-stands-once": Rule(
        "warning",
        "Every initial code stands once in focused_codes.yaml.",
        "Codes are counted by their words; the same words twice would be two codes for a reader, and are one here.",
    ),
    "core-category-is-one": Rule(
        "error",
        "There is one core category at most.",
        "It is what all other categories are related to.",
    ),
    "parent-is-no-core-category": Rule(
        "warning",
        "No category names the core category as its parent.",
        "All categories belong to the core category, and are shown so; a parent is a category of which this one is a part.",
    ),
    "categories-form-no-circle": Rule(
        "error",
        "No category is a part of itself, by whatever way.",
        "The field parent leads from a part to the whole. Tables show such categories in the order of the file.",
    ),
    "analysis-names-rounds-of-interviews": Rule(
        "error",
        "Every round in analysis.yaml is the round of an interview.",
        "How many interviews a stage worked on is counted by their rounds.",
    ),
    "analysis-count-is-known": Rule(
        "error",
        "Everything that analysis.yaml counts can be counted.",
        "Numbers come from the findings; what other software holds is written under typed. In the draft it shows as [?].",
    ),
    "typed-count-agrees-with-findings": Rule(
        "error",
        "No typed number of analysis.yaml contradicts the findings.",
        "Compared is the last stage that tells it: earlier ones may have had more or fewer. Memos and initial codes may be more than the files hold, which may be a selection.",
    ),
    "prose-links-published-bands-only": Rule(
        "warning",
        "No sentence or table row tells a participant's band or interview length beside the pseudonym, unless publish allows it.",
        "In a small sample a few characteristics together identify a person. Only single sentences and rows are looked at: what a whole paragraph tells, nobody checks but you.",
    ),
    "linked-combination-fits-several-participants": Rule(
        "warning",
        "Whatever the thesis links to a pseudonym fits more than one participant.",
        "Who knows the field could find the person, and with the pseudonym everything that was said. Link less, or make bands broader. The report linked-CHAPTER.csv lists all links.",
    ),
    # quotations
    "quotation-is-known": Rule(
        "error",
        "Every quotation that prose asks for is among the findings, under an id that is one finding's.",
        "The function quote() looks among excerpts, quotes, reflexivity and memos of the chapter, or of the one that its option chapter names.",
    ),
    "quotation-is-word-for-word": Rule(
        "error",
        "Every part of a quotation stands so in the finding.",
        "What words= names must be a run of whole words of the finding, with its punctuation. Copy it from there.",
    ),
    "quotation-is-marked-once": Rule(
        "warning",
        "No quotation has marks or an attribution typed around it that it gets by itself.",
        "What quote() gives has its marks and its attribution, or is a block, which has no marks.",
    ),
    "long-quotation-stands-by-itself": Rule(
        "warning",
        "Every quotation of 40 words or more stands between sentences.",
        "APA 7 (section 8.27) sets it as a block, which breaks a sentence in two. Quote a part of it with words=, or end the sentence before it.",
    ),
    "excerpt-is-in-transcript": Rule(
        "error",
        "Every excerpt stands in its participant's transcript, word for word but for marked edits.",
        "Only typography may differ, and what the key in transcription.yaml marks: omissions, and [words in brackets].",
    ),
    "excerpt-line-is-right": Rule(
        "warning",
        "Every excerpt begins on the line that it names.",
        "Lines are counted as an editor counts them, paragraphs as Word does, the empty ones included.",
    ),
    "transcript-is-readable": Rule(
        "error",
        "Every transcript can be read, and has words.",
        "Transcripts are .txt, .md, .docx, .vtt or .srt files.",
    ),
    "transcript-is-one": Rule(
        "error",
        "Every interview has one transcript.",
        "Name the file as transcript in interviews.yaml where several are called after a participant.",
    ),
    "transcript-names-participant": Rule(
        "error",
        "Every transcript with speakers says which of them is the participant.",
        "Otherwise nobody can tell the participant's words from the interviewer's. Use the pseudonym, the id, or Participant.",
    ),
    "transcript-tells-speakers-apart": Rule(
        "note",
        "Every transcript says who speaks.",
        "Without labels, all its words are taken for the participant's.",
    ),
    "transcripts-are-there": Rule(
        "note",
        "Every excerpt can be compared with a transcript.",
        "Transcripts are private and need not be on every machine. Where they are, run doit before you hand in.",
    ),
    # model
    "model-edge-has-ends": Rule(
        "error",
        "Every edge of a model begins and ends at one of its nodes or groups.",
        "An edge without two ends cannot be drawn, and is left out of the figure. Mend the id, or add the node.",
    ),
    "model-node-stands-once": Rule(
        "error",
        "Every node of a model stands once among its nodes, and in one group at most.",
        "The figure shows it once, in the first group that names it.",
    ),
    "model-group-holds-nodes": Rule(
        "error",
        "Every group of a model holds nodes of the model, and has an id of its own.",
        "What is no node is not drawn. Add it to the nodes, or take it out of the group.",
    ),
    "model-shows-every-category": Rule(
        "warning",
        "The model shows every category and every stage.",
        "A reader compares the model with the findings. A stage shows its categories; the core category may be left out, since it is often the title.",
    ),
    "model-edge-stands-once": Rule(
        "warning",
        "No edge of a model stands twice.",
        "Two arrows of one kind between the same boxes say the same.",
    ),
    "model-edge-leads-elsewhere": Rule(
        "warning",
        "No edge of a model ties a group to itself or to a node within it.",
        "Such an arrow begins and ends at one boundary: a reader cannot see what it means.",
    ),
    "model-node-has-edge": Rule(
        "warning",
        "Every node of a model, or its group, has an edge.",
        "A box by itself leaves open how it belongs to the theory.",
    ),
    "model-is-small-enough": Rule(
        "warning",
        "A model has 15 nodes and 30 edges at most.",
        "It stands on one page, in words that can be read. docs/authors/theory-model.md says how to make a crowded model simpler.",
    ),
    "model-stage-shows-its-categories": Rule(
        "note",
        "Every stage in a model shows its categories within its box.",
        "Categories that are nodes themselves stand outside the stage's box, which may be what you mean.",
    ),
    # search: duplicates
    "overruled-record-is-known": Rule(
        "error",
        "Every id in duplicates.yaml is a record's.",
        "The ids stand in build/reports/duplicates-CHAPTER.csv. A record that was exported anew with other content gets another id: look it up again.",
    ),
    "overruling-is-consistent": Rule(
        "error",
        "No two records are said to be of one work and of different works.",
        "The file duplicates.yaml names them under both same and different, perhaps by way of a third record. Until one is deleted they are taken as different.",
    ),
    "extra-is-installed": Rule(
        "error",
        "Whatever the thesis asks for and softbound does not bring along is installed.",
        'Heavy tools are extras: install the one that the message names, such as pip install "softbound[bib-dedupe]", or do without it.',
    ),
    # imports
    "import-is-recognised": Rule(
        "error",
        "Every file that is imported is in a form that is known.",
        "REFI-QDA projects and codebooks (.qdpx, .qdc), projects of QualCoder and Taguette, and tables of codings. docs/authors/import.md says what to export from which software.",
    ),
    "import-is-whole": Rule(
        "error",
        "Every imported file can be read from beginning to end.",
        "A file that was cut off, encrypted or edited by hand has lost something. Export it again.",
    ),
    "import-references-lead-somewhere": Rule(
        "error",
        "Whatever an imported project refers to is in it, and once only.",
        "A coding that names a code which the codebook does not have is lost. Export the project again, as a whole.",
    ),
    "imported-passage-is-in-its-text": Rule(
        "error",
        "Every imported selection lies within its text.",
        "The text was changed after it was coded, or the software counts its characters in a way that nothing in the file tells. The passage must be coded anew.",
    ),
    "imported-source-has-text": Rule(
        "error",
        "Every imported source that was coded comes with its text.",
        "Without the text nobody knows which words a selection marks. Some software leaves texts beside the project: put them back there.",
    ),
    "imported-code-has-name": Rule(
        "warning",
        "Every imported code has a name.",
        "Findings need labels; one that is missing is written as (no name).",
    ),
    "import-is-read-as-meant": Rule(
        "warning",
        "Nothing in an imported file has to be guessed.",
        "Encodings and ways to count characters are not always told. What was guessed is probably right; compare some excerpts with the transcripts.",
    ),
    "import-has-a-chapter": Rule(
        "error",
        "Codes are imported in a thesis's folder, for one of its chapters.",
        "Go into the folder with thesis.yaml, and name the chapter's folder with --chapter.",
    ),
    # prose
    "markdown-is-read-whole": Rule(
        "warning",
        "Everything in the Markdown is understood.",
        "The message is pandoc's.",
    ),
    "footnote-has-text": Rule(
        "error",
        "Every footnote mark has its text.",
        "Write `[^name]: The note.` in a paragraph of its own in the same chapter.",
    ),
    "raw-code-is-not-used": Rule(
        "error",
        "No chapter contains raw HTML, Typst or LaTeX.",
        "It could appear in one of the outputs only. Use Markdown, or a template.",
        stops=True,
    ),
    "image-exists": Rule(
        "error",
        "Every image that prose places exists.",
        "The path is relative to the chapter's folder. Small and capital letters count.",
        stops=True,
    ),
    "image-can-be-shown": Rule(
        "error",
        "Every image is a PNG, JPEG, GIF, WebP or SVG file that both outputs can show.",
        "Export it again as PNG (photographs as JPEG) at 300 dots per inch.",
        stops=True,
    ),
    "figure-has-alt-text": Rule(
        "error",
        "Every image has an alternative text that says what it shows.",
        'Write ![Title](file.png){alt="What it shows, in a sentence."}; a title is not an alternative text. Without it the PDF does not claim to be accessible.',
    ),
    # citations
    "bibliography-file-is-read": Rule(
        "error",
        "Every bibliography is a .bib, CSL .json or CSL .yaml file that can be read.",
        "Export it again from your reference manager as BibLaTeX or CSL JSON.",
    ),
    "bibliography-entry-is-read": Rule(
        "error",
        "Every entry of a bibliography is read whole.",
        "The other entries count all the same. Look for a missing comma or brace at the line named.",
    ),
    "bibliography-key-is-unique": Rule(
        "error",
        "Every key stands once in all bibliographies.",
        "Two works under one key cannot both be cited; the first is used.",
    ),
    "bibliography-field-is-unique": Rule(
        "warning",
        "No entry of a bibliography has a field twice.",
        "Only one of them is used.",
    ),
    "bibliography-entry-stands-once": Rule(
        "note",
        "No entry of a bibliography is repeated.",
        "The repeated entry says the same, so nothing is wrong; take one out when you tidy up.",
    ),
    "bibliography-field-is-read": Rule(
        "warning",
        "The title, names and dates of every entry are understood.",
        "What is not understood is missing from the reference list.",
    ),
    "bibliography-type-is-known": Rule(
        "warning",
        "Every entry's type is one that BibLaTeX knows.",
        "The type decides how the reference is set: @article, @book, @incollection, @thesis, @report, @online.",
    ),
    "bibliography-key-can-be-cited": Rule(
        "warning",
        "Every key can be written in a citation.",
        "A key with a space or a bracket in it cannot be cited. Give it another one in your reference manager.",
    ),
    "bibliography-name-is-defined": Rule(
        "warning",
        "Every abbreviation and every other entry that an entry of a bibliography names is defined.",
        "An abbreviation stands in a @string before its use; crossref and xdata name entries of the same file.",
    ),
    "citation-is-in-bibliography": Rule(
        "error",
        "Every citation's key is in a bibliography.",
        "In the draft it shows as [?key]. Mend the key, or add the work to the .bib file.",
    ),
    # cross-references
    "label-is-unique": Rule(
        "error",
        "Every id of a table, figure, section or appendix stands once in the thesis.",
        "A cross-reference to it could lead to either.",
    ),
    "cross-reference-is-defined": Rule(
        "error",
        "Every cross-reference leads to a table, figure, section or appendix.",
        "In the draft it shows as [?id].",
    ),
    "float-is-called-out": Rule(
        "warning",
        "Every table and figure is called out in the text (APA 7, section 7.5).",
        "Write @tbl:id or @fig:id where the text speaks of it.",
    ),
    "float-has-title": Rule(
        "warning",
        "Every table and figure has a title.",
        "A table's title is the paragraph `: Title {#tbl:id}` after it; a figure's stands in ![Title](file.png){#fig:id}.",
    ),
    # one thesis
    "known-numbers-are-complete": Rule(
        "error",
        "The file of known numbers, consistency/known-numbers.yaml, has the shape that docs/authors/consistency.md describes.",
        "Compare your own file in templates/ with the shipped one.",
    ),
    "number-is-told-once": Rule(
        "warning",
        "No number that the findings know is typed by hand in prose.",
        "A typed number stays as it is when the findings change. Write the expression that the message names; it is rendered as the same words.",
    ),
    "number-agrees-with-findings": Rule(
        "warning",
        "A number that prose tells of a whole, such as the participants or the included studies, is that of the findings.",
        "Abstracts that differ from the body are among the most frequent mistakes in published papers. Write the expression that the message names, or mend the findings.",
    ),
    "label-is-the-declared-one": Rule(
        "warning",
        "Themes, subthemes, categories and stages are called in prose exactly what the findings call them.",
        "A reader cannot know whether another wording means another theme. Write the expression that the message names; the label then stands in one place.",
    ),
    "label-is-told-once": Rule(
        "note",
        "No label of a theme, category or stage is typed by hand in prose.",
        "Write the expression that the message names, and the text follows when the label changes.",
    ),
    "sentence-stands-once": Rule(
        "warning",
        "No sentence recurs in another chapter.",
        "Universities ask that the same sentences are not repeated between the papers of a thesis (UCL's guidelines for clinical psychology say so). Say it anew, or refer to the other chapter. The front matter and the appendices may repeat what chapters say; quotations, tables and headings are not compared.",
    ),
    "saturation-has-a-rationale": Rule(
        "warning",
        "Where saturation is claimed at a number of interviews, a reason is given.",
        "A number does not show that nothing new would have come. Say what was saturated and how this was judged, cite the sense in which the word is used, or do not claim it.",
    ),
    # search records
    "records-file-is-read": Rule(
        "error",
        "Everything in findings/records/ is an export that can be read.",
        "Records in a folder, or behind a link out of the thesis's folder, would be missing from every count, here or on another machine.",
    ),
    "records-file-is-recognised": Rule(
        "error",
        "Every file of search records is in a format that softbound reads.",
        "docs/authors/records.md says how to export from each database. RIS works from nearly all of them.",
    ),
    "records-file-gives-all-its-records": Rule(
        "error",
        "Every file of search records is read whole: no record in it is lost.",
        "A lost record makes every count of the flow diagram wrong. Look at the line named, or export the file again.",
    ),
    "records-file-encoding-is-known": Rule(
        "note",
        "Every file of search records or decisions is UTF-8 or says what else it is.",
        "Letters with accents may be wrong. Choose UTF-8 where the database asks for an encoding, and CSV UTF-8 where Excel does.",
    ),
    "record-has-title": Rule(
        "warning",
        "Every search record has a title.",
        "Without a title a record can neither be screened nor be compared with others.",
    ),
    # screening
    "screening-file-is-read": Rule(
        "error",
        "Every table of screening decisions has the columns record, stage and decision.",
        "docs/authors/screening.md shows a table. Save it from Excel as CSV UTF-8.",
    ),
    "screening-record-is-known": Rule(
        "error",
        "Every screening decision is about a record that a search found.",
        "Name records by their id, DOI or PubMed number, as build/reports/ lists them.",
    ),
    "screening-decision-is-known": Rule(
        "error",
        "Every screening decision names its stage and what was decided.",
        "Stages are title-abstract and full-text; decisions are include, exclude and, for a full text that could not be had, not-retrieved.",
    ),
    "screening-decision-is-one": Rule(
        "error",
        "No record is decided in two ways at one stage.",
        "Where two reviewers disagreed, write down what they agreed on in the end.",
    ),
    "screening-reason-is-one": Rule(
        "error",
        "Every exclusion at the full-text stage has one reason.",
        "PRISMA 2020 counts reports by reason, so each has exactly one: the first that applied.",
    ),
    "screening-is-in-order": Rule(
        "error",
        "Every record decided by its full text was included by title and abstract before.",
        "Records excluded at the first stage are not sought. Mend one of the two decisions, or add the missing one.",
    ),
    "screening-has-begun": Rule(
        "note",
        "Records that were found are screened.",
        "They are listed in build/reports/to-screen-CHAPTER.csv: fill in its column decision, and save it as findings/screening.csv.",
    ),
    "screening-is-complete": Rule(
        "warning",
        "Every record that the searches found is decided.",
        "What is undecided is counted neither as included nor as excluded, so the flow diagram does not add up yet. What is left stands in build/reports/to-screen-CHAPTER.csv.",
    ),
    "screening-study-is-known": Rule(
        "error",
        "Every study that screening names is in studies.yaml.",
        "Use the id of the study as studies.yaml writes it.",
    ),
    "screening-report-has-study": Rule(
        "warning",
        "Every included report tells of a study.",
        "Write the id of its study in the column study, whichever tool you screened with: reports and studies are counted apart.",
    ),
    # outputs
    "outputs-can-be-written": Rule(
        "error",
        "The outputs can be written.",
        "Close the document in Word, free some space on the disk, or make the folder writable.",
        stops=True,
    ),
    "pdf-can-be-made": Rule(
        "error",
        "Typst can set the thesis.",
        "The message is Typst's. If your own files are all right, this is a fault in softbound or in a template.",
        stops=True,
    ),
    "pdf-is-archival-and-accessible": Rule(
        "warning",
        "The PDF is valid PDF/A-2a and PDF/UA-1.",
        "The draft is built without the claim; mend what the message names.",
    ),
    "engine-runs": Rule(
        "error",
        "pandoc and Typst can be started.",
        "Install softbound again: they come with it.",
        stops=True,
    ),
}
