"""A coded project → findings."""

from __future__ import annotations

from collections import Counter
from typing import Any

from softbound.derive import coded as derive
from softbound.model.coded import Code, Coded, Coding, Note, Source
from softbound.problems import Place
from tests import cases

AT = Place("made-up.qdpx")


def codes_of(text: str) -> tuple[Code, ...]:
    """Lines, indented by two spaces a level."""
    found: list[Code] = []
    above: list[str] = []
    for number, line in enumerate(text.splitlines()):
        level = (len(line) - len(line.lstrip())) // 2
        name, _, description = line.strip().strip('"').partition(": ")
        del above[level:]
        parent = above[-1] if above else None
        found.append(Code(f"c{number}", name.strip("-"), AT, parent, description))
        above.append(f"c{number}")
    return tuple(found)


def coded_of(given: dict[str, Any]) -> Coded:
    codes = codes_of(given["codes"])
    known = {code.name: code.id for code in codes}
    texts = given.get("sources", {})
    sources = [
        Source(n, n, AT, t or "", given.get("cases", {}).get(n, "")) for n, t in texts.items()
    ]
    codings = []
    for source, words, code, *coder in given.get("codings", []):
        start = texts[source].index(words) if texts[source] else None
        codings.append(Coding(source, words, known[code], words, AT, start, *coder))
    notes = [
        Note(text, AT, title, "", (known[code],) if code else (), source or "", words or "")
        for title, text, code, source, words in given.get("notes", [])
    ]
    return Coded("made-up.qdpx", "project", "", codes, tuple(sources), tuple(codings), tuple(notes))


@cases.each(__file__, "imports")
def test_import(case: cases.Case) -> None:
    choices = derive.Choices(**case.input.get("choices", {}))
    imported = derive.findings(coded_of(case.input), choices)
    findings = {
        kind: [item.model_dump(exclude_defaults=True, mode="json") for item in items]
        for kind, items in imported.findings.items()
    }
    expected = case.expected
    assert findings == {kind: expected[kind] for kind in derive.KINDS if kind in expected}
    left_out: Counter[str] = Counter()
    for item in imported.left_out:
        left_out[item.what] += item.count
    assert dict(left_out) == expected.get("left_out", {})
    for part in ("ranks", "sources", "transcripts", "carried", "levels"):
        if part in expected:
            found = getattr(imported, part)
            plain = {key: list(v) for key, v in found.items()} if part == "sources" else found
            assert (list(plain) if part == "levels" else plain) == expected[part]


def test_no_name_of_a_source_is_a_pseudonym() -> None:
    given = {"codes": "doubt", "sources": {"Jane Q. Public": "Words."},
             "codings": [["Jane Q. Public", "Words", "doubt"]]}  # fmt: skip
    imported = derive.findings(coded_of(given), derive.Choices())
    assert "Public" not in str(imported.findings)
