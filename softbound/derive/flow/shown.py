"""The flow as expressions and templates get it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from softbound.derive.flow.sums import MAPPINGS, has_other_methods
from softbound.model.findings.flow import Flow

OTHER_ROWS = {
    "Websites": "website_results",
    "Organisations": "organisation_results",
    "Citation searching": "citations_results",
}
"""A row of the box under other methods → its count."""


def context(flow: Flow) -> dict[str, Any]:
    """The flow as expressions and templates get it: plain data under the fields' own names.

    Mappings are lists of ``{name, n}`` in the order given, reasons of ``{reason, n}`` with the
    most frequent first. Besides: ``identified`` and ``other_identified`` (sums),
    ``removed`` (before screening), ``other_results`` (all rows under other methods),
    ``dbr_excluded_total``, ``other_excluded_total``, ``dbr_included``, ``other_included``
    (reports), ``assessed`` and ``excluded`` (reports of both columns), ``other_methods`` and
    ``updated`` (whether the diagram has these columns). ``total_studies`` and ``total_reports``
    are always there; a new review's are its new ones.
    """
    values: dict[str, Any] = {name: getattr(flow, name) for name in Flow.model_fields}
    other = has_other_methods(values)
    updated = values["previous_studies"] is not None or values["previous_reports"] is not None
    rows = [(name, values[field]) for name, field in OTHER_ROWS.items()]
    rows += list(flow.other_specific_results.items())
    refused = {column: sum(values[f"{column}_excluded"].values()) for column in ("dbr", "other")}
    found = {
        **values,
        **{name: _listed(values[name], "name") for name in MAPPINGS[:3]},
        **{name: _by_frequency(values[name]) for name in MAPPINGS[3:]},
        "identified": _total(values, "database_results", "register_results"),
        "removed": _total(values, "duplicates", "excluded_automatic", "excluded_other"),
        "other_results": [{"name": name, "n": n} for name, n in rows if n is not None],
        "other_identified": sum(n for _, n in rows if n is not None) if other else None,
        "dbr_excluded_total": refused["dbr"],
        "other_excluded_total": refused["other"],
        "sought": _total(values, "dbr_sought_reports", "other_sought_reports"),
        "not_retrieved": _total(values, "dbr_notretrieved_reports", "other_notretrieved_reports"),
        "assessed": _total(values, "dbr_assessed", "other_assessed"),
        "excluded": refused["dbr"] + refused["other"],
        "other_methods": other,
        "updated": updated,
    }
    for column in ("dbr", "other"):
        assessed = values[f"{column}_assessed"]
        found[f"{column}_included"] = None if assessed is None else assessed - refused[column]
        if assessed is None and not values[f"{column}_excluded"]:
            found[f"{column}_excluded_total"] = None
    if not updated:
        for what in ("studies", "reports"):
            if found[f"total_{what}"] is None:
                found[f"total_{what}"] = values[f"new_{what}"]
    return found


def _total(values: Mapping[str, Any], *names: str) -> int | None:
    known = [values[name] for name in names if values[name] is not None]
    return sum(known) if known else None


def _listed(rows: Mapping[str, int], key: str) -> list[dict[str, Any]]:
    return [{key: name, "n": n} for name, n in rows.items()]


def _by_frequency(rows: Mapping[str, int]) -> list[dict[str, Any]]:
    ordered = sorted(rows.items(), key=lambda row: (-row[1], row[0].casefold()))
    return [{"reason": name, "n": n} for name, n in ordered]
