"""What of a bibliography's entries a citation in the text tells."""

from __future__ import annotations

from softbound import processes
from softbound.collect import bibliography
from tests import cases


def convert(text: str, form: str) -> processes.Answer:
    return processes.pandoc(["--sandbox", "--from", form, "--to", "json"], text)


@cases.each(__file__, "names")
def test_names(case: cases.Case) -> None:
    entries, _ = bibliography.read(case.input, "a.bib", convert)
    assert bibliography.names(entries) == [case.expected]
