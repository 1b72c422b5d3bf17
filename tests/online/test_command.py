"""`softbound references --online` against a Crossref and a doi.org on this machine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from softbound import cli
from softbound.online import command
from softbound.online.command import Request, Result
from softbound.online.network import Get, Reply, Unreached, getter
from tests.online.server import JSON, Answer, Registry, notice, serving, work

BIB = """\
@article{good, title={A synthetic study of ruptures}, author={Sampleton, Ann}, year={2010},
  journal={Journal of Synthetic Works}, volume={12}, number={3}, pages={101--120},
  doi={10.5555/good}}
@article{gone,
  title={A synthetic study of repair},
  author={Sampleton, Ann}, year={2010}, journal={Journal of Synthetic Works},
  volume={12}, pages={101--120},
  doi={10.5555/gone}}
@article{wrong,
  title={A synthetic study of silence}, author={Sampleton, Ann},
  year={2012},
  journal={Journal of Synthetic Works}, volume={12}, pages={101--120}, doi={10.5555/Wrong}}
@article{invented, title={A synthetic study of nothing}, author={Falsworthy, Una}, year={2019},
  journal={Journal of Synthetic Works}, volume={1}, pages={1--2}, doi={10.5555/invented}}
@article{without, title={A synthetic study of waiting}, author={Sampleton, Ann}, year={2010},
  journal={Journal of Synthetic Works}, volume={12}, pages={101--120}}
@dataset{elsewhere, title={Synthetic data of a study}, author={Sampleton, Ann}, year={2010},
  doi={10.5555/data}}
@article{short, title={A synthetic study of brevity}, author={Sampleton, Ann}, year={2010},
  journal={Journal of Synthetic Works}, volume={12}, pages={101--120}, doi={10/abc}}
@article{comma, title={A synthetic study of commas}, author={Sampleton, Ann}, year={2010},
  journal={Journal of Synthetic Works}, volume={12}, pages={101--120}, doi={10.5555/com,ma}}
@article{formed, title={A synthetic study of forms}, author={Sampleton, Ann}, year={2010},
  journal={Journal of Synthetic Works}, volume={12}, pages={101--120}, doi={10.5555/old-form}}
@article{odd, title={A synthetic study of oddity}, author={Sampleton, Ann}, year={2010},
  journal={Journal of Synthetic Works}, volume={12}, pages={101--120}, doi={10.5555/a:b:c}}
@online{page, title={A page}, author={Sampleton, Ann}, year={2010}, url={https://example.org}}
@article{uncited, title={A synthetic study that nobody cites}, author={Sampleton, Ann}, year={2010},
  journal={Journal of Synthetic Works}, volume={12}, pages={101--120}, doi={10.5555/uncited}}
"""
CITED = ["good", "gone", "wrong", "invented", "without", "elsewhere", "short", "comma", "formed"]
STATUSES = {
    "good": "found",
    "gone": "retracted",
    "wrong": "differs",
    "invented": "not-found",
    "without": "no-identifier",
    "elsewhere": "found",
    "short": "found",
    "comma": "found",
    "formed": "found",
    "odd": "found",
    "page": "no-identifier",
}


def registry() -> Registry:
    titles = {
        "good": "ruptures", "wrong": "silence", "wait": "waiting", "brief": "brevity",
        "com,ma": "commas", "new-form": "forms", "a:b:c": "oddity",
    }  # fmt: skip
    works = [work(f"10.5555/{d}", f"A synthetic study of {t}") for d, t in titles.items()]
    notices = [
        notice("retraction", "10.5555/r"),
        notice("retraction", "10.5555/r", "retraction-watch"),
    ]
    works.append(work("10.5555/GONE", "A synthetic study of repair", updated_by=notices))
    works.append(work("10.5555/uncited", "A synthetic study that nobody cites"))
    return Registry(
        works,
        agencies={"10.5555/data": "DataCite"},
        aliases={"10/abc": "10.5555/brief"},
        forms={"10.5555/old-form": "10.5555/new-form"},
    )


@pytest.fixture
def thesis(tmp_path: Path) -> Path:
    """A thesis's folder after a build, as far as this command looks at it."""
    chapter = tmp_path / "chapters" / "paper"
    chapter.mkdir(parents=True)
    (chapter / "01.md").write_text("# Paper\n")
    (tmp_path / "references.bib").write_text(BIB)
    (tmp_path / "thesis.yaml").write_text(
        "title: T\nauthor: A\ndegree: D\ninstitution: I\nmonth: May\nyear: 2026\n"
        "mailto: author@example.org\nbibliographies: [references.bib]\nchapters: [paper]\n"
    )
    reports = tmp_path / "build" / "reports"
    reports.mkdir(parents=True)
    cited = [*CITED, "odd", "page"]
    (reports / "references.json").write_text(json.dumps({"chapters": {"paper": {"cited": cited}}}))
    return tmp_path


CITED_ONLY = Request()


@contextmanager
def no_bar(total: int) -> Iterator[Callable[[int], None]]:
    yield lambda number: None


def run(
    root: Path,
    known: Registry,
    request: Request = CITED_ONLY,
    get: Get | None = None,
) -> Result:
    with serving(known) as address:
        servers = {"SOFTBOUND_CROSSREF": address, "SOFTBOUND_DOI_ORG": f"{address}/"}
        return command.run(root, request, no_bar, servers, get, sleep=lambda _: None)


def kept(root: Path) -> dict[str, Any]:
    text = (root / "build" / "reports" / "references-online.json").read_text("utf-8")
    content: dict[str, Any] = json.loads(text)
    return content


def statuses(root: Path) -> dict[str, str]:
    return {key: entry["status"] for key, entry in kept(root)["entries"].items()}


def told(result: Result) -> list[tuple[str, str]]:
    return [(p.rule, str(p.place)) for p in result.problems]


TOLD = [
    ("work-is-not-retracted", "references.bib:8"),
    ("entry-agrees-with-crossref", "references.bib:11"),
    ("doi-exists", "references.bib:14"),
    ("work-has-its-doi", "references.bib:15"),
]


def test_each_work_is_found_out_about_in_few_requests(thesis: Path) -> None:
    known = registry()
    result = run(thesis, known)
    assert statuses(thesis) == STATUSES
    assert told(result) == TOLD
    assert result.failed and result.whole
    entries = kept(thesis)["entries"]
    assert entries["elsewhere"]["registered"] == "DataCite"
    assert entries["without"]["suggested"] == "10.5555/wait"
    assert kept(thesis)["checked"] == len(STATUSES)
    together = [path for path in known.asked if "filter=" in path]
    assert len(together) < 8  # one, and the halves into which an odd DOI makes it fall
    assert all("mailto=author%40example.org" in p for p in known.asked if "/v1/" in p)
    assert all("mailto:author@example.org" in agent for agent in known.agents)
    assert "uncited" not in " ".join(known.asked)
    assert "example.org" not in " ".join(p.replace("author%40example.org", "") for p in known.asked)


def test_a_second_time_nobody_is_asked(thesis: Path) -> None:
    known = registry()
    first = run(thesis, known)
    before = len(known.asked)
    second = run(thesis, known)
    assert len(known.asked) == before
    assert told(second) == told(first)
    run(thesis, known, Request(fresh=True))
    assert len(known.asked) > before


def test_all_entries_are_asked_about_on_request(thesis: Path) -> None:
    run(thesis, registry(), Request(everything=True))
    assert statuses(thesis) == {**STATUSES, "uncited": "found"}


def test_an_address_that_is_none_is_not_sent(thesis: Path) -> None:
    known = registry()
    result = run(thesis, known, Request(email="me at home"))
    assert result.failed
    assert known.asked == []


def test_without_a_build_it_is_said_what_to_do(thesis: Path) -> None:
    (thesis / "build" / "reports" / "references.json").unlink()
    known = registry()
    result = run(thesis, known)
    assert "doit references" in result.lines[0]
    assert known.asked == []


def test_a_thesis_that_cannot_be_read_is_told(thesis: Path) -> None:
    (thesis / "thesis.yaml").write_text("title: [")
    result = run(thesis, registry())
    assert [p.rule for p in result.problems] == ["yaml-is-well-formed"]


def test_what_thesis_yaml_ignores_is_a_note(thesis: Path) -> None:
    with (thesis / "thesis.yaml").open("a") as stream:
        stream.write("ignore: [{rule: work-is-not-retracted, reason: Known}]\n")
    result = run(thesis, registry())
    severities = {p.rule: str(p.severity) for p in result.problems}
    assert severities["work-is-not-retracted"] == "note"
    assert severities["doi-exists"] == "error"


def test_an_ignore_of_other_words_leaves_it_an_error(thesis: Path) -> None:
    with (thesis / "thesis.yaml").open("a") as stream:
        stream.write(
            "ignore: [{rule: work-is-not-retracted, reason: Known, containing: nobody says this}]\n"
        )
    result = run(thesis, registry())
    severities = {p.rule: str(p.severity) for p in result.problems}
    assert severities["work-is-not-retracted"] == "error"


# the network fails

HTML = {"Content-Type": "text/html; charset=utf-8"}
FAILURES: dict[str, tuple[Answer, str]] = {
    "a log-in page instead of an answer": ((200, HTML, b"<html>Log in"), "log in first"),
    "a log-in page that says 404": ((404, HTML, b"<html>Log in"), "log in first"),
    "a page without a type": ((200, {}, b" <!DOCTYPE html>"), "log in first"),
    "broken JSON": ((200, JSON, b'{"status": "ok", "mess'), "cannot be read (200)"),
    "JSON of another kind": ((200, JSON, b'{"error": true}'), "in a form that is not known"),
    "a fault of the server": ((502, HTML, b"<html>Bad gateway"), "a fault of its own"),
    "too many requests": ((429, {**JSON, "Retry-After": "1"}, b"{}"), "asked too often"),
    "a long wait": ((429, {**JSON, "Retry-After": "3600"}, b"{}"), "asks to wait 60 minutes"),
    "a refusal": ((403, JSON, b"{}"), "refuses to answer (403)"),
    "a proxy that wants a password": ((407, JSON, b"{}"), "refuses to answer (407)"),
    "an answer cut off": ((200, {**JSON, "Content-Length": "5000"}, b'{"a"'), "cannot be read"),
    "no answer at all": ((0, {}, b""), "failed"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failing_network_is_told_and_nothing_is_concluded_from_it(
    thesis: Path, name: str
) -> None:
    answer, sentence = FAILURES[name]
    known = registry()
    known.instead = lambda _: answer
    result = run(thesis, known)
    assert {*statuses(thesis).values()} <= {"unreachable", "no-identifier"}
    assert result.problems == ()
    assert result.failed
    assert sentence in "\n".join(result.lines)
    assert len(known.asked) <= 7  # it does not go on and on


@pytest.mark.parametrize("name", FAILURES)
def test_what_was_known_stays_when_the_network_fails(thesis: Path, name: str) -> None:
    run(thesis, registry())
    known = registry()
    known.instead = lambda _: FAILURES[name][0]
    result = run(thesis, known, Request(fresh=True))
    assert statuses(thesis) == STATUSES
    assert told(result) == TOLD


def test_doi_org_alone_decides_that_a_doi_does_not_exist(thesis: Path) -> None:
    known = registry()
    known.instead = lambda path: (503, JSON, b"{}") if "/doiRA/" in path else None
    run(thesis, known)
    assert statuses(thesis) == {**STATUSES, "invented": "unreachable", "elsewhere": "unreachable",
                                "formed": "unreachable"}  # fmt: skip


def test_a_passing_fault_is_tried_again(thesis: Path) -> None:
    faults = [(503, JSON, b"{}"), (429, {"Retry-After": "Thu, 01 Jan 2015 00:00:00 GMT"}, b"")]
    known = registry()
    known.instead = lambda _: faults.pop() if faults else None
    run(thesis, known)
    assert statuses(thesis) == STATUSES


def test_an_interruption_keeps_what_is_known(thesis: Path) -> None:
    known = registry()

    with serving(known) as address:
        ask = getter("test")

        def get(path: str) -> Reply:
            if "query.bibliographic" in path:
                raise KeyboardInterrupt
            return ask(path)

        servers = {"SOFTBOUND_CROSSREF": address, "SOFTBOUND_DOI_ORG": address}
        result = command.run(thesis, Request(), no_bar, servers, get, lambda _: None)
    assert result.interrupted
    assert statuses(thesis)["gone"] == "retracted"
    assert statuses(thesis)["without"] == "unreachable"
    before = len(known.asked)
    run(thesis, known)
    assert all("query.bibliographic" in path for path in known.asked[before:])
    assert statuses(thesis) == STATUSES


def test_the_server_sets_the_pace(thesis: Path) -> None:
    slept: list[float] = []
    reply = json.dumps({"message-type": "work-list", "message": {"items": []}}).encode()
    headers = {"x-rate-limit-limit": "2", "x-rate-limit-interval": "1s"}

    def get(path: str) -> Reply:
        if "doiRA" in path or "handles" in path:
            raise Unreached("No.")
        return Reply(200, headers, reply)

    command.run(thesis, Request(), no_bar, {}, get, slept.append)
    assert slept.count(0.5) >= 2


@pytest.mark.parametrize(
    "content", ["", "[]", '{"format": 1, "answers": {"doi:10.5555/good": [1, 2]}}', '{"format": 9}']
)
def test_a_broken_cache_or_report_counts_for_nothing(thesis: Path, content: str) -> None:
    for name in ("cache/crossref.json", "reports/references-online.json"):
        path = thesis / "build" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content)
    run(thesis, registry())
    assert statuses(thesis) == STATUSES


def test_a_gone_entry_leaves_the_report(thesis: Path) -> None:
    run(thesis, registry())
    path = thesis / "references.bib"
    path.write_text(path.read_text().replace("@article{gone,", "@article{renamed,"))
    run(thesis, registry())
    assert "gone" not in statuses(thesis)


# the command line


def test_the_command_tells_problems_and_a_summary(
    thesis: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(thesis)
    with serving(registry()) as address:
        monkeypatch.setenv("SOFTBOUND_CROSSREF", address)
        monkeypatch.setenv("SOFTBOUND_DOI_ORG", address)
        code = cli.main(["references", "--online", "--all"])
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert (code, err) == (1, "")
    assert lines[0].startswith(
        'references.bib:8: error: "gone" was retracted (2015-04-01, 10.5555/r).'
    )
    assert lines[4].startswith("12 entries of the bibliographies (")
    assert lines[5:] == [
        "     7  as registered (not compared, since they are not Crossref's: 1 at DataCite)",
        "     1  other than registered",
        "     1  retracted, withdrawn or removed",
        "     1  with a DOI that does not exist",
        "     2  without a DOI; Crossref has one for 1 of them",
        "Kept in build/reports/references-online.json: doit tells it until the entries change.",
    ]


def test_nothing_is_done_without_being_asked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["references"]) == 0
    assert "--online" in capsys.readouterr().out
    for wrong in (["--all"], ["--yes"], ["--online", "x.bib"], ["--fix", "--email", "a@b.c"]):
        assert cli.main(["references", *wrong]) == 2
    assert list(tmp_path.iterdir()) == []
