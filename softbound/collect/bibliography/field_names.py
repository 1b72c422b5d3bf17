"""The fields that BibLaTeX, BibTeX and reference managers know."""

from __future__ import annotations

SHOWN = frozenset(
    (
        "author", "booktitle", "chapter", "date", "doi", "edition", "editor", "howpublished",
        "institution", "journal", "journaltitle", "location", "month", "number", "organization",
        "pages", "publisher", "school", "series", "subtitle", "title", "translator", "urldate",
        "volume", "year",
    )
)  # fmt: skip
"""Fields whose loss a reader of the reference list would notice."""

KNOWN = SHOWN | frozenset(
    (
        # the BibLaTeX manual, section 2.2
        "abstract", "addendum", "afterword", "annotation", "annote", "annotator", "archiveprefix",
        "authortype", "bookauthor", "bookpagination", "booksubtitle", "booktitleaddon",
        "commentator", "crossref", "editora", "editoratype", "editorb", "editorbtype", "editorc",
        "editorctype", "editortype", "eid", "endyear", "entryset", "entrysubtype", "eprint",
        "eprintclass", "eprinttype", "eventdate", "eventtitle", "eventtitleaddon", "execute",
        "file", "foreword", "gender", "hyphenation", "holder", "ids", "indexsorttitle",
        "indextitle", "introduction", "isan", "isbn", "ismn", "isrn", "issn", "issue",
        "issuesubtitle", "issuetitle", "issuetitleaddon", "iswc", "journalsubtitle",
        "journaltitleaddon", "key", "keywords", "label", "langid", "langidopts", "language",
        "library", "lista", "listb", "listc", "mainsubtitle", "maintitle", "maintitleaddon",
        "namea", "nameaddon", "nameb", "namec", "note", "options", "origdate", "origlanguage",
        "origlocation", "origpublisher", "origtitle", "pagetotal", "pagination", "part", "pdf",
        "presort", "primaryclass", "pubstate", "related", "relatedoptions", "relatedstring",
        "relatedtype", "reprinttitle", "shortauthor", "shorteditor", "shorthand",
        "shorthandintro", "shortjournal", "shortseries", "shorttitle", "sortkey", "sortname",
        "sortshorthand", "sorttitle", "sortyear", "subtitle", "titleaddon", "type", "url",
        "urlday", "urlmonth", "urlraw", "urlyear", "usera", "userb", "userc", "userd", "usere",
        "userf", "venue", "verba", "verbb", "verbc", "version", "volumes", "xdata", "xref",
        # BibTeX and its styles
        "address", "affiliation", "contents", "copyright", "day", "lccn", "lastchecked",
        "mrnumber", "numpages", "price", "size", "translators", "urn",
        # reference managers and databases
        "accessed", "article-number", "articleno", "art_number", "bdsk-url-1", "bdsk-url-2",
        "citeulike-article-id", "collaboration", "comment", "correspondence_address1",
        "creationdate", "date-added", "date-modified", "document_type", "funding", "groups",
        "issn-l", "issue_date", "itemtype", "jabref", "journal-iso", "keyword", "mendeley-groups",
        "mendeley-tags", "modificationdate", "owner", "pmcid", "pmid", "qualityassured",
        "ranking", "readstatus", "research-areas", "rights", "shortdoi", "source", "times-cited",
        "timestamp", "unique-id", "web-of-science-categories", "authors-list", "journalabbrev",
        "editors-list", "bibsource", "biburl", "pagecount", "page", "place", "series-title",
        "url2", "doi2", "paper", "section", "subject", "tags", "author2", "authorid", "authorids",
        "titlealt", "title-alt", "volume-title", "publication", "publicationtitle", "numberof",
        "numberofpages", "numberofvolumes", "numvolumes", "number_of_volumes", "editions",
        "seriestitle", "datemodified", "dateadded", "updated", "issues", "editor2", "journal2",
        "journalurl", "publisher2", "dates", "years", "months",
    )
)  # fmt: skip
"""All that is no mistake, though not all of it is shown."""
