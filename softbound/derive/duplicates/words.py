"""Words that mean something to the search for duplicates."""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


CORRECTING = _set("""erratum errata corrigendum corrigenda correction corrections corrected retraction retracted
    withdrawn withdrawal addendum reply replies response rejoinder comment comments commentary
    letter republished""")
"""A title that has one of these, where another has not, is another work's."""

CORRECTING_AT_END = _set("reply erratum corrigendum rejoinder correction retraction")
"""The same, as the last word: "…: reply"."""

TELLING = _set("""protocol part parts chapter volume vol section series supplement supplementary edition
    phase follow followup poster abstract re no not non without versus vs
    one two three four five six seven eight nine ten first second third fourth fifth sixth
    i ii iii iv v vi vii viii ix x xi xii""")
"""A word by which the titles of two works of one series differ."""

GREEK = _set("""alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma
    tau upsilon phi chi psi omega""")
"""Letters that some exports lose."""

FILLERS = _set("a an the of in on for to and as by from at s")
"""Words that a title may have or not."""

GENERIC = _set("""a an the of in on for to and by from with at as is this that our
    editorial editorials introduction introductory preface foreword forward prologue epilogue afterword
    book books review reviews reviewed media film letter letters editor editors note notes reply replies
    response responses author authors comment comments commentary commentaries erratum errata
    correction corrections corrigendum retraction news announcement announcements abstract abstracts
    index contents content table obituary memoriam discussion discussant conclusion conclusions
    contributors contributor list reviewers acknowledgement acknowledgements acknowledgment
    acknowledgments thanks poster posters session sessions symposium proceedings issue special
    section annual meeting congress conference report reports summary overview guest invited re
    president presidential address message welcome about calendar events people correspondence
    research article articles paper papers issues volume part in brief highlights cover image
    back front matter committee board subject keynote lecture lectures programme program
    bibliography references guidelines instructions information new case original journal club
    question questions answer answers viewpoint perspective perspectives opinion forum update
    editors' editor's untitled title no unknown""")
"""A title of these words alone is no title of one work."""

LANGUAGES = _set("""afrikaans albanian arabic armenian basque bulgarian catalan chinese croatian czech danish dutch
    english estonian farsi finnish flemish french georgian german greek hebrew hungarian icelandic
    indonesian italian japanese korean latvian lithuanian macedonian malay norwegian persian polish
    portuguese romanian russian serbian serbocroatian slovak slovenian slovene spanish swedish thai
    turkish ukrainian vietnamese""")

NO_TITLE = frozenset(
    {
        "",
        "no title",
        "[no title]",
        "[no title available]",
        "untitled",
        "unknown",
        "na",
        "n/a",
        "none",
    }
)
"""What stands for a title where there is none."""

NO_AUTHOR = frozenset(
    {"", "anonymous", "anon", "no authorship indicated", "no authors listed", "no author"}
    | {"indicated, no authorship", "listed, no authors"}
    | {"author unknown", "unknown", "none", "na", "n/a", "et al", "and others", "others"}
)
"""What stands for an author where there is none."""

JOURNAL_FILLERS = _set("the of and for in on a an de la le les du des der die das und et y el")
"""Words that abbreviated names of journals leave out."""

JSTOR = "10.2307/"
"""The beginning of DOIs that JSTOR gives."""

PREPRINT_DOIS = (
    *(f"10.1101/{digit}" for digit in range(10)), "10.31234/", "10.31219/", "10.31235/", "10.21203/rs.", "10.20944/preprints",
    "10.48550/arxiv", "10.2139/ssrn", "10.22541/au.", "10.36227/techrxiv",
)  # fmt: skip
"""bioRxiv and medRxiv, PsyArXiv, OSF, SocArXiv, Research Square, preprints.org, arXiv, SSRN …"""

PREPRINT_SERVERS = _set("biorxiv medrxiv psyarxiv arxiv ssrn osfpreprints preprints")
