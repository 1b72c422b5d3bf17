"""The numbers of the PRISMA 2020 flow diagram: derived from records and decisions, or typed."""

from softbound.derive.flow.records import LEFT, derived, with_studies
from softbound.derive.flow.shown import context
from softbound.derive.flow.sums import MAPPINGS, combined, completed, has_other_methods

__all__ = [
    "LEFT",
    "MAPPINGS",
    "combined",
    "completed",
    "context",
    "derived",
    "has_other_methods",
    "with_studies",
]
