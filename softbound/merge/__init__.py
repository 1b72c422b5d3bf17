"""Values + templates → one Markdown text a chapter, and its pandoc tree."""
