"""Which columns of tables hold what: the names that databases, tools and people give them."""

from __future__ import annotations

from collections.abc import Mapping

# fmt: off
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "title": (
        "title", "articletitle", "documenttitle", "primarytitle", "papertitle", "itemtitle",
        "worktitle", "ti", "titel",
    ),
    "authors": (
        "authors", "author", "authornames", "authorfullnames", "authorsfull", "creators",
        "authorshipsauthordisplayname", "af", "au", "autoren",
    ),
    "year": (
        "year", "publishedyear", "publicationyear", "pubyear", "py", "yr", "date",
        "publicationdate", "dateofpublication", "pubdate", "coverdate", "jahr",
    ),
    "container": (
        "journal", "journalbook", "journaltitle", "sourcetitle", "publicationtitle", "pubtitle",
        "publication", "sourcename", "containertitle", "primarylocationsourcedisplayname", "jf",
        "jo", "t2", "booktitle", "secondarytitle", "source", "so", "jn", "zeitschrift",
    ),
    "volume": ("volume", "journalvolume", "vol", "vl"),
    "issue": ("issue", "journalissue", "number", "issuenumber", "is", "ip"),
    "pages": ("pages", "page", "pg", "pagerange"),
    "first_page": ("pagestart", "startpage", "firstpage", "bp", "artno", "articlenumber"),
    "last_page": ("pageend", "endpage", "lastpage", "ep"),
    "doi": ("doi", "digitalobjectidentifier", "di", "doilink", "do", "articledoi", "itemdoi"),
    "pmid": ("pmid", "pubmedid", "medlinepmid", "pubmed", "pm"),
    "accession": (
        "accessionnumber", "embaseaccessionid", "accession", "eid", "ut", "utuniquewosid",
        "uniqueid", "wosid", "pui", "storeid", "ui", "an",
    ),
    "isbn": ("issn", "isbn", "issnprint", "sn", "eissn", "bn"),
    "abstract": ("abstract", "abstractnote", "ab", "summary", "zusammenfassung"),
    "notes": ("notes", "note", "extra"),
    "tags": ("tags",),
    "kind": (
        "itemtype", "documenttype", "publicationtype", "referencetype", "articletype", "doctype",
        "contenttype", "type", "dt", "pt",
    ),
    "url": ("url", "link", "urls", "plink", "doiurl"),
}
# fmt: on
"""A record's part → the columns that hold it, in small letters without marks; the first counts."""
