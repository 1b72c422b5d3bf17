"""The flow of records, reports and studies through a review, as PRISMA 2020 draws it."""

from __future__ import annotations

from collections.abc import Mapping

from softbound.model.base import Model
from softbound.model.findings.base import Count


class Flow(Model):
    """flow.yaml: the numbers of the flow diagram, typed by an author who has only totals.

    Where records and decisions are there, the numbers are derived from them, and what is typed
    here must agree. Names are those of the PRISMA2020 R package's CSV template.
    """

    previous_studies: Count | None = None
    """Updated reviews: studies in the previous version."""
    previous_reports: Count | None = None
    """Updated reviews: reports of these studies."""
    database_results: Count | None = None
    """Records identified from databases; their sum if left out."""
    database_specific_results: Mapping[str, Count] = {}
    """Database → records."""
    register_results: Count | None = None
    """Records identified from registers; their sum if left out."""
    register_specific_results: Mapping[str, Count] = {}
    """Register → records."""
    website_results: Count | None = None
    """Other methods: records identified from websites."""
    organisation_results: Count | None = None
    """Other methods: records identified from organisations."""
    citations_results: Count | None = None
    """Other methods: records identified by citation searching."""
    other_specific_results: Mapping[str, Count] = {}
    """Other methods, rows of your own: method → records."""
    other_already_identified: Count | None = None
    """Other methods: those of these records that databases, registers or another of these methods
    had given already; they are not sought again."""
    duplicates: Count | None = None
    """Duplicate records removed before screening."""
    excluded_automatic: Count | None = None
    """Records marked as ineligible by automation tools."""
    excluded_other: Count | None = None
    """Records removed before screening for other reasons."""
    records_screened: Count | None = None
    """Records screened."""
    records_excluded: Count | None = None
    """Records excluded by title and abstract."""
    dbr_sought_reports: Count | None = None
    """Reports sought for retrieval (databases and registers)."""
    dbr_notretrieved_reports: Count | None = None
    """Reports not retrieved (databases and registers)."""
    dbr_assessed: Count | None = None
    """Reports assessed for eligibility (databases and registers)."""
    dbr_excluded: Mapping[str, Count] = {}
    """Reason → reports excluded (databases and registers)."""
    other_sought_reports: Count | None = None
    """Reports sought for retrieval (other methods)."""
    other_notretrieved_reports: Count | None = None
    """Reports not retrieved (other methods)."""
    other_assessed: Count | None = None
    """Reports assessed for eligibility (other methods)."""
    other_excluded: Mapping[str, Count] = {}
    """Reason → reports excluded (other methods)."""
    new_studies: Count | None = None
    """New studies included in the review."""
    new_reports: Count | None = None
    """Reports of new included studies."""
    total_studies: Count | None = None
    """Updated reviews: all studies included."""
    total_reports: Count | None = None
    """Updated reviews: reports of all studies included."""
    several_reports: str = ""
    """Why more reports were sought than records were kept, where one record led to several."""
