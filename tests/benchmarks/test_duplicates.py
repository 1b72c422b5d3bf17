"""The benchmark of duplicates reads labelled records and counts what a method did with them."""

from __future__ import annotations

from pathlib import Path

from benchmarks import duplicates

ROWS = """\
ID,title,author,year,journal,volume,number,pages,doi,ENTRYTYPE,group
a,A synthetic title of some length,"Sampleton, A. and Mockridge, B.",2019,J Invent Psychol,3.0,1,1--9,,article,1
b,A SYNTHETIC TITLE OF SOME LENGTH.,Sampleton A.Mockridge B.,2019,J Invent Psychol,3,1,1-9,,article,1
c,Another synthetic title of some length,"Otherly, C.",2001,,,,,10.0000/x,inproceedings,
"""


def test_a_file_with_groups_and_a_folder_with_lists_of_ids_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text(ROWS, "utf-8")
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "records_pre_merged.csv").write_text(ROWS, "utf-8")
    (tmp_path / "two" / "merged_record_ids.csv").write_text('merged_ids\n"a;b"\n', "utf-8")
    one, two = duplicates.read(tmp_path)
    assert one.name, two.name == ("one", "two")
    assert one.groups == two.groups == [["a", "b"]]
    assert [(r.id, r.authors, r.volume, r.kind) for r in one.records] == [
        ("a", ("Sampleton, A.", "Mockridge, B."), "3", "article"),
        ("b", ("Sampleton A.", "Mockridge B."), "3", "article"),
        ("c", ("Otherly, C.",), "", "conference"),
    ]
    assert sorted(map(sorted, duplicates.ours(one.records))) == [["a", "b"], ["c"]]


def test_found_wrong_and_missed_pairs_are_counted() -> None:
    labelled = duplicates.Labelled("x", (), [["a", "b", "c"], ["d", "e"]])
    count = duplicates.count(labelled, [["a", "b", "d"], ["c"], ["e"], ["f", "g"]], 0)
    assert (count.found, count.wrong, count.missed) == (1, 3, 3)
    assert count.wrongly_removed == 2
    assert (count.precision, count.recall) == (0.25, 0.25)


def test_numbers_of_rows_are_no_issues() -> None:
    rows = [{"number": str(n)} for n in range(9)]
    duplicates._without_row_numbers(rows)
    assert rows == [{}] * 9
    rows = [{"number": str(n % 4)} for n in range(9)]
    duplicates._without_row_numbers(rows)
    assert rows[0] == {"number": "0"}


def test_generated_records_have_the_duplicates_that_they_should() -> None:
    records = duplicates.generated(400)
    assert len({one.id for one in records}) == len(records) == 400
    assert records == duplicates.generated(400)
    assert 80 < duplicates.duplicates.find(records).removed < 200
