"""Exports of software for qualitative analysis: all of them made here, of made-up words."""
