"""The last stage: the resolved document becomes PDF, DOCX and reports."""
