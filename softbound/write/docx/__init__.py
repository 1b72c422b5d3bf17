"""The Word document: a reference document, a tree for pandoc's docx writer, and finishing.

The walk: :func:`reference` makes the look from the profile; :func:`body` turns the resolved
trees into one tree whose Word-only parts are raw OpenXML; pandoc writes that tree with the
reference document; :func:`finish` does what pandoc can not (sections, headers, column widths).
Between ``body`` and ``finish`` travel processing instructions (:mod:`.fields`).
"""

from softbound.write.docx.assembly import body
from softbound.write.docx.finishing import finish
from softbound.write.docx.reference_document import reference

PANDOC_ARGUMENTS = ("-f", "json", "-t", "docx", "--syntax-highlighting=none")
"""From :func:`body`'s tree to a DOCX, beside ``--reference-doc`` and ``--resource-path``.

Without highlighting, pandoc leaves thirty styles for programs' code out of Word's list.
"""

__all__ = ["PANDOC_ARGUMENTS", "body", "finish", "reference"]
