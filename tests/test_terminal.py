from __future__ import annotations

from softbound.terminal import in_encoding
from tests import cases


@cases.each(__file__, "encodings")
def test_encodings(case: cases.Case) -> None:
    assert in_encoding(*case.input) == case.expected
