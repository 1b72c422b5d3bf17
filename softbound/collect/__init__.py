"""Text → values: thesis.yaml, profiles, chapters, findings, bibliographies."""
