"""Document → Document: structure, numbers, cross-references, citations."""
