"""Whatever a program writes, each record comes out again, at its line; whatever is broken is told."""

from __future__ import annotations

import re
from io import StringIO
from itertools import islice
from types import ModuleType

import pytest
import rispy
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from softbound.collect import records
from softbound.collect.records import endnote_xml, tables, tagged
from tests.collect.records import writers
from tests.collect.records.writers import STYLES, WORKS, Style, Work

LOST = {
    "records-file-gives-all-its-records",
    "records-file-is-recognised",
}
CALMLY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""No timing: the machine may be busy."""


@pytest.mark.parametrize("form", writers.WRITERS)
@CALMLY
@given(works=WORKS, style=STYLES)
def test_every_work_comes_out_again_with_its_line(
    form: str, works: list[Work], style: Style
) -> None:
    content, starts = writers.written(works, form, style)
    export = records.read(content, "export.txt")
    assert export.form == form
    assert export.problems == ()
    assert [record.title for record in export.records] == [work.title for work in works]
    assert [record.line for record in export.records] == starts
    for record, work in zip(export.records, works, strict=True):
        assert (record.year, record.doi, record.abstract) == (work.year, work.doi, work.abstract)
        assert record.authors == work.authors


@pytest.mark.parametrize("form", writers.WRITERS)
@CALMLY
@given(works=WORKS, style=STYLES, data=st.data())
def test_a_file_cut_off_anywhere_still_gives_every_title_that_is_in_it(
    form: str, works: list[Work], style: Style, data: st.DataObject
) -> None:
    content, _ = writers.written(works, form, style)
    cut = content[: data.draw(st.integers(1, len(content)), label="cut")]
    export = records.read(cut, "export.txt")
    text = cut.decode(errors="replace").replace("\r", "\n")
    told = {problem.rule for problem in export.problems} & LOST
    whole = [
        work.title for work in works if re.search(work.title.replace(" ", r"\s+") + r"\n", text)
    ]
    # what is left of the next line may be taken for more of the title
    missing = [t for t in whole if not any(r.title.startswith(t) for r in export.records)]
    assert told or not missing


@CALMLY
@given(st.binary(max_size=400))
def test_no_bytes_make_it_fail_and_none_are_passed_over_in_silence(content: bytes) -> None:
    export = records.read(content, "export.ris")
    assert export.records or export.problems


@pytest.mark.parametrize("form", writers.WRITERS)
@CALMLY
@given(works=WORKS, style=STYLES, data=st.data())
def test_changed_bytes_never_make_it_fail(
    form: str, works: list[Work], style: Style, data: st.DataObject
) -> None:
    content, _ = writers.written(works, form, style)
    at = data.draw(st.integers(0, len(content)), label="at")
    put = data.draw(
        st.one_of(
            st.binary(max_size=4), st.sampled_from([b'"', b"{", b"}", b"<", b"&", b"\n", b"\0"])
        ),
        label="put",
    )
    taken = data.draw(st.integers(0, 3), label="taken")
    export = records.read(content[:at] + put + content[at + taken :], "export.txt")
    assert export.records or export.problems
    assert all(p.place.line is None or p.place.line > 0 for p in export.problems)


@pytest.mark.parametrize(
    ("form", "module", "name"),
    [
        ("RIS", tagged, "scan"),
        ("NBIB", tagged, "scan"),
        ("Web of Science", tagged, "scan"),
        ("EndNote XML", endnote_xml, "_elements"),
        ("CSV", tables, "_strictly"),
    ],
)
def test_a_reader_that_lost_a_record_is_found_out_by_the_other_count(
    monkeypatch: pytest.MonkeyPatch, form: str, module: ModuleType, name: str
) -> None:
    works = [Work(f"title {letter}", (), 2020, "", "") for letter in "abc"]
    content, _ = writers.written(works, form, Style(gap=0))
    whole = getattr(module, name)
    monkeypatch.setattr(module, name, lambda *given: islice(whole(*given), 2))
    export = records.read(content, "export.txt")
    assert len(export.records) == 2
    (problem,) = export.problems
    assert problem.rule == "records-file-gives-all-its-records"
    assert {"2", "3"} <= set(re.findall(r"\d+", problem.message))


@CALMLY
@given(works=WORKS, style=STYLES)
def test_lines_taken_out_of_ris_lose_no_record(works: list[Work], style: Style) -> None:
    """First and last lines go, in all combinations that leave a boundary between two records."""
    content, _ = writers.written(works, "RIS", Style(style.end, style.gap, style.mark, cut=True))
    export = records.read(content, "export.ris")
    assert [record.title for record in export.records] == [work.title for work in works]


@CALMLY
@given(works=WORKS, second=st.booleans())
def test_rispy_reads_the_same_from_files_in_which_it_loses_nothing(
    works: list[Work], second: bool
) -> None:
    content, _ = writers.written(works, "RIS", Style(second=second))
    theirs = rispy.load(StringIO(content.decode()))
    ours = records.read(content, "export.ris").records
    assert len(ours) == len(theirs)
    for record, other in zip(ours, theirs, strict=True):
        assert record.title == other.get("title", other.get("primary_title"))
        assert list(record.authors) == other.get("authors", other.get("first_authors", []))
        assert str(record.year) == re.sub("/", "", other.get("year", other.get("publication_year")))
        assert record.doi == other.get("doi", "")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("TI  - One\nER  - \n", 0),
        ("TY  - JOUR\nTI  - One\nTY  - JOUR\nTI  - Two\nER  - \n", 1),
        ("TY  - JOUR\nTI  - One\n", 0),
        ("TY - JOUR\nTI - One\nER - \n", 0),
        ("1. TY  - JOUR\nTI  - One\nER  - \n", 0),
    ],
    ids=["no TY", "no ER between two", "no ER at the end", "one space", "number before TY"],
)
def test_why_rispy_is_not_our_reader(text: str, found: int) -> None:
    """If one of these fails, rispy has learnt something: look again whether it could be used."""
    assert len(rispy.loads(text)) == found
    assert len(records.read(text.encode(), "a.ris").records) == text.count("TI ")


@CALMLY
@given(works=WORKS, style=STYLES, more=WORKS)
def test_ids_stay_when_a_file_is_exported_anew_with_more(
    works: list[Work], style: Style, more: list[Work]
) -> None:
    titles = {work.title for work in works}
    added = [work for work in more if work.title not in titles]
    assume(added)
    first = records.read(writers.written(works, "RIS", style)[0], "a.ris").records
    second = records.read(writers.written(added + works, "RIS", style)[0], "b.ris").records
    before = {r.title: r.id for r in records.identified(first, "MEDLINE")}
    after = {r.title: r.id for r in records.identified(second, "MEDLINE")}
    assert len(set(after.values())) == len(second)
    assert before.items() <= after.items()
