"""Bad input gives one clear message at the author's line, no traceback, and harms no output."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pypdf
import pytest
import yaml

from tests.build.thesis import Thesis

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "bad_inputs.yaml").read_text("utf-8")
)


def change(thesis: Thesis, case: dict[str, Any]) -> None:
    for path in case.get("delete", ()):
        target = thesis.root / path
        shutil.rmtree(target) if target.is_dir() else target.unlink()
    for path, text in case.get("write", {}).items():
        thesis.write(path, text)
    for path, content in case.get("bytes", {}).items():
        thesis.write(path, bytes.fromhex(content))
    for path, (old, new) in case.get("replace", {}).items():
        thesis.replace(path, old, new)


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_bad_input(thesis: Thesis, case: dict[str, Any]) -> None:
    before = thesis.digests()
    change(thesis, case)
    result = thesis.build()
    assert "Traceback" not in result.text
    assert "softbound itself failed" not in result.text
    assert (result.code != 0) == bool(case["problems"]), result.text
    found = [p for p in thesis.problems() if p["severity"] == "error"]
    for expected in case["problems"]:
        matching = [
            p
            for p in found
            if p["rule"] == expected["rule"]
            and expected["at"] == (f"{p['file']}:{p['line']}" if p["line"] else p["file"])
            and expected.get("says", "") in f"{p['message']} {p['hint']}"
        ]
        assert matching, result.text
        assert f"{expected['at']}: error: {matching[0]['message']}" in result.text
    assert len(found) == len(case["problems"]), result.text
    if case["outputs"] == "kept":
        assert thesis.digests() == before
    else:
        assert thesis.digests() != before
    if "pdf" in case:
        pages = pypdf.PdfReader(thesis.root / "build" / "thesis.pdf").pages
        assert case["pdf"] in "".join(page.extract_text() for page in pages)


def test_a_sign_that_no_font_has_costs_the_claim_to_be_archival_not_the_pdf(thesis: Thesis) -> None:
    thesis.replace("chapters/second-paper/01-text.md", "Nothing more.", "Nothing \ue000 more.")
    assert thesis.build().code == 0
    found = [p for p in thesis.problems() if p["severity"] == "warning"]
    assert [p["rule"] for p in found] == ["pdf-is-archival-and-accessible"]
    assert found[0]["file"] == "build/thesis.pdf"
