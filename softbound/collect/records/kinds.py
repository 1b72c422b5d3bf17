"""What kind of work a record is: exports' own words → the words of :attr:`Record.kind`."""

from __future__ import annotations

import re
from collections.abc import Mapping

# fmt: off
_BY_WORD: Mapping[str, str] = {
    # RIS, after TY
    "abst": "article", "ejour": "article", "inpr": "article", "jfull": "article",
    "jour": "article", "mgzn": "article", "news": "article",
    "chap": "chapter", "echap": "chapter", "book": "book", "ebook": "book", "edbook": "book",
    "thes": "thesis", "conf": "conference", "cpaper": "conference", "cp": "conference",
    "rprt": "report", "govdoc": "report",
    # Web of Science, after PT
    "j": "article", "b": "book", "s": "book", "p": "other", "c": "conference",
    # BibTeX and BibLaTeX
    "article": "article", "periodical": "article", "suppperiodical": "article",
    "incollection": "chapter", "inbook": "chapter", "bookinbook": "chapter",
    "inreference": "chapter", "suppbook": "chapter",
    "mvbook": "book", "collection": "book", "mvcollection": "book", "booklet": "book",
    "reference": "book", "manual": "book", "phdthesis": "thesis", "mastersthesis": "thesis",
    "thesis": "thesis", "inproceedings": "conference", "conference": "conference",
    "proceedings": "conference", "techreport": "report", "report": "report",
    # words of EndNote, PubMed, Zotero, Scopus, ProQuest and others
    "journal article": "article", "journalarticle": "article", "journal": "article",
    "electronic article": "article", "magazine article": "article", "magazinearticle": "article",
    "newspaper article": "article", "newspaperarticle": "article", "review": "article",
    "article in press": "article", "scholarly journals": "article", "academic journal": "article",
    "editorial": "article", "letter": "article", "note": "article", "erratum": "article",
    "book section": "chapter", "booksection": "chapter", "book chapter": "chapter",
    "chapter": "chapter", "electronic book section": "chapter", "edited book": "book",
    "electronic book": "book", "books": "book", "authored book": "book",
    "dissertation": "thesis", "dissertations & theses": "thesis", "dissertation abstract": "thesis",
    "academic dissertation": "thesis", "dissertation/thesis": "thesis",
    "conference paper": "conference", "conferencepaper": "conference",
    "conference proceedings": "conference", "conference abstract": "conference",
    "conference review": "conference", "proceedings paper": "conference",
    "meeting abstract": "conference", "congress": "conference", "technical report": "report",
    "government document": "report",
    "generic": "other", "gen": "other", "elec": "other", "web page": "other", "webpage": "other",
    "misc": "other", "other": "other", "unpublished": "other", "dataset": "other",
}
# fmt: on


def of(*words: str) -> str:
    """The kind that the first known word means; ``other`` for words nobody knows, empty for none.

    A list in one value ("Journal Article; Review") counts word by word.
    """
    said = [part.strip().lower() for word in words for part in re.split(r"[;|,]", word)]
    said = [word for word in said if word]
    return next((_BY_WORD[word] for word in said if word in _BY_WORD), "other" if said else "")
