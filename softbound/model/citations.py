"""What some citation styles ask beyond what CSL can say; files of templates/citations/."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from softbound.model.base import Model


class CitationRules(Model):
    """A file of templates/citations/: rules for the styles that it names."""

    styles: Annotated[tuple[str, ...], Field(min_length=1)]
    """Names of CSL styles; * stands for any letters."""
    narrative_and: Mapping[str, str] = {}
    """The word for "&" in narrative citations, by language (en, de); none if the style needs none."""
    locale: Mapping[str, str] = {}
    """The CSL locale of dates and terms ("2nd ed."), by language; the thesis's own if left out."""
    included_mark: str = ""
    """What stands before an included study in a review's reference list."""
    included_line: str = ""
    """The line before the list that explains the mark."""
    manual: str = ""
    """What else the styles' manual asks of text: a file of templates/manuals/, without .yaml; nothing
    is looked at if left out."""
