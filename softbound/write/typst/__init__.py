"""The PDF side: resolved trees become Typst files.

A resolved tree (docs/contributors/resolved-tree.md) goes in; out comes a tree in which every
construct of ours stands between raw Typst, ready for pandoc's own writer, called with
:data:`PANDOC_ARGUMENTS`. How everything looks is said in templates/typst/softbound.typ alone.
"""

from softbound.write.typst.code import literal, string
from softbound.write.typst.document import (
    PAGES_QUERY,
    PANDOC_ARGUMENTS,
    STANDARDS,
    alone,
    body_font,
    main,
    timestamp,
)
from softbound.write.typst.units import chapter, front_matter

__all__ = [
    "PAGES_QUERY",
    "PANDOC_ARGUMENTS",
    "STANDARDS",
    "alone",
    "body_font",
    "chapter",
    "front_matter",
    "literal",
    "main",
    "string",
    "timestamp",
]
