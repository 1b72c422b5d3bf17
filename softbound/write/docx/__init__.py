"""The Word document: a reference document, a tree for pandoc's docx writer, and finishing.

The walk: :func:`reference` makes the look from the profile; :func:`body` turns the resolved
trees into one tree whose Word-only parts are raw OpenXML; pandoc writes that tree with the
reference document; :func:`finish` does what pandoc can not (sections, headers, column widths).
Between ``body`` and ``finish`` travel processing instructions (:mod:`.fields`).
"""

from softbound.write.docx.assembly import body
from softbound.write.docx.finishing import finish
from softbound.write.docx.reference_document import reference

__all__ = ["body", "finish", "reference"]
