"""The numbers of the PRISMA 2020 flow diagram: derived from records and decisions, or typed."""

from softbound.derive.flow.records import LEFT, derived, with_studies
from softbound.derive.flow.shown import context
from softbound.derive.flow.sums import combined, completed

__all__ = ["LEFT", "combined", "completed", "context", "derived", "with_studies"]
