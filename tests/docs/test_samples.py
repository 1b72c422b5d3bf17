"""Samples, commands and links of the documentation work."""

from __future__ import annotations

import ast as python
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from softbound import ast, cli, files
from softbound.collect import findings, styles, yaml_text
from softbound.merge.filters import FILTERS
from softbound.model.anonymity import Patterns, PrivateList
from softbound.model.appraisal import AppraisalTool
from softbound.model.citations import CitationRules
from softbound.model.findings import KINDS as FINDINGS
from softbound.model.known_numbers import KnownNumbers
from softbound.model.language import Abbreviations, Spelling, Unfinished
from softbound.model.manual import Manual
from softbound.model.profile import Profile
from softbound.model.standard import Standard
from softbound.model.thesis import Thesis
from softbound.problems import Place, Severity
from softbound.rules import RULES
from tests.build.thesis import build
from tests.docs import samples
from tests.docs.samples import ROOT, Sample, of_kind

PROBLEM = re.compile(r"^\S+: (error|warning|note): .* \[([a-z-]+)\]$")


def page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_every_sample_is_of_a_kind_that_is_tested() -> None:
    assert {sample.kind for sample in samples.samples()} <= samples.KINDS


# YAML


THESIS = {
    "title": "T", "author": "A", "degree": "D", "institution": "I", "month": "May", "year": 2026,
    "chapters": ["one"],
}  # fmt: skip
PROFILE = {
    "name": "N",
    "sources": [{"title": "T", "recorded": "2026-11-23", "status": "unverified"}],
}


SHAPES: dict[str, tuple[Any, dict[str, Any]]] = {
    ".": (Thesis, THESIS),
    "templates/profiles": (Profile, PROFILE),
    "templates/citations": (CitationRules, {}),
    "templates/appraisals": (AppraisalTool, {}),
    "templates/standards": (Standard, {}),
    "templates/consistency": (KnownNumbers, {}),
    "templates/language/abbreviations.yaml": (Abbreviations, {}),
    "templates/language/spelling.yaml": (Spelling, {}),
    "templates/language/unfinished.yaml": (Unfinished, {}),
    "templates/manuals": (Manual, {}),
    "templates/anonymity": (Patterns, {}),
    "private": (PrivateList, {}),
}
"""A file, or its folder → its model, and the least that such a file has."""


@pytest.mark.parametrize("sample", of_kind("yaml"), ids=str)
def test_a_yaml_sample_is_valid(sample: Sample) -> None:
    assert sample.file, "begin the sample with its file's name in a remark"
    if "/findings/" in sample.file:
        return  # with its neighbours, below
    folder = str(Path(sample.file).parent)
    shape, base = SHAPES[sample.file if sample.file in SHAPES else folder]
    whole = yaml.safe_dump({**base, **yaml.safe_load(sample.text)})
    _, _, problems = yaml_text.read(whole, sample.file, shape, "thesis-is-complete")
    assert problems == []


def _findings() -> dict[tuple[str, str], dict[str, tuple[str, str]]]:
    """The findings samples of a page and a chapter: kind → path and text."""
    found: dict[tuple[str, str], dict[str, tuple[str, str]]] = defaultdict(dict)
    for sample in of_kind("yaml"):
        if "/findings/" in sample.file:
            path = Path(sample.file)
            found[sample.page, path.parts[1]][path.stem] = (sample.file, sample.text)
    return found


@pytest.mark.parametrize("where", _findings(), ids=" ".join)
def test_findings_of_a_page_are_complete_and_consistent(where: tuple[str, str]) -> None:
    _, problems = findings.read(_findings()[where])
    assert problems == []


def test_every_style_of_a_sample_exists() -> None:
    named = re.findall(r"^style: (\S+)$", "\n".join(s.text for s in of_kind("yaml")), re.MULTILINE)
    assert named
    assert [name for name in named if styles.shipped(name, Place("thesis.yaml"))[0] is None] == []


# prose, templates, what they give


def _blocks(root: Path) -> list[Any]:
    path = root / "build" / "chapters" / f"{samples.CHAPTER}.json"
    blocks: list[Any] = json.loads(path.read_text("utf-8"))["blocks"]
    return blocks


def _text(block: Any) -> str:
    return " ".join(ast.text(block).replace("\u00a0", " ").split())


NOT_THERE = {"transcripts-are-there", "private-list-is-there"}
"""Notes: the example has transcripts of two interviews only, and no private list."""


def test_samples_build_without_a_problem_and_give_what_their_pages_say(tmp_path: Path) -> None:
    root = samples.sample_thesis(tmp_path)
    result = build(root)
    problems = json.loads((root / "build/reports/problems.json").read_text("utf-8"))["problems"]
    assert [p for p in problems if p["rule"] not in NOT_THERE] == []
    assert result.code == 0, result.text
    assert "Built build/thesis.pdf and build/thesis.docx" in result.text
    texts = [_text(block) for block in _blocks(root)]
    start = texts.index(samples.GIVES_HEADING) + 1
    wanted = [expected for _, expected in samples.given()]
    assert texts[start : start + len(wanted)] == wanted
    quote = next(line for line in page("README.md").splitlines() if line.startswith("> "))
    assert quote.removeprefix("> ") in texts


@pytest.mark.parametrize("sample", of_kind("jinja"), ids=str)
def test_a_template_of_a_sample_is_placed_by_prose(sample: Sample) -> None:
    kind, name = Path(sample.file).parts[1:]
    placed = f'{kind[:-1]}("{name.split(".")[0]}"'
    assert any(placed in other.text for other in of_kind("markdown"))


def test_every_filter_is_shown() -> None:
    text = page("docs/authors/chapters.md")
    assert [name for name in FILTERS if f"`{name}`" not in text] == []


def test_every_kind_of_findings_and_every_template_is_shown() -> None:
    text = page("docs/authors/findings.md")
    assert [kind for kind in FINDINGS if f"### {kind}.yaml" not in text] == []
    text = page("docs/authors/tables-and-figures.md")
    for word, folder, suffix in (("table", "tables", ".md.j2"), ("figure", "figures", ".typ.j2")):
        for path in (files.shipped_templates() / folder).glob(f"*{suffix}"):
            assert f'`{word}("{path.name.removesuffix(suffix)}")`' in text


# problems


def _problems() -> list[tuple[str, str, str]]:
    """All problems shown: line, severity, rule."""
    lines = [line for sample in of_kind("text") for line in sample.text.splitlines()]
    return [(line, found[1], found[2]) for line in lines if (found := PROBLEM.match(line))]


@pytest.mark.parametrize(("line", "severity", "rule"), _problems(), ids=lambda value: value[:50])
def test_a_problem_shown_breaks_a_rule_that_exists(line: str, severity: str, rule: str) -> None:
    assert Severity(severity) == RULES[rule].severity


def _shown(page_name: str, rule: str) -> str:
    lines = [line for s in of_kind("text") if s.page == page_name for line in s.text.splitlines()]
    return _without_lines(next(line for line in lines if line.endswith(f"[{rule}]")))


def _without_lines(text: str) -> str:
    return re.sub(r":\d+\b", ":N", text)


def test_a_misspelt_key_is_told_as_the_readme_says(tmp_path: Path) -> None:
    root = samples.example(tmp_path)
    path = root / "chapters/systematic-review/01-introduction.md"
    path.write_text(path.read_text("utf-8").replace("@safran2011", "@safran2012", 1), "utf-8")
    result = build(root, "references")
    assert result.code == 1
    for name in ("README.md", "docs/authors/problems.md"):
        assert _shown(name, "citation-is-in-bibliography") in _without_lines(result.text)


def test_a_mistake_in_a_template_is_told_as_the_page_says(tmp_path: Path) -> None:
    root = samples.example(tmp_path)
    template = next(s for s in of_kind("jinja") if "/tables/" in s.file)
    path = root / template.file
    path.parent.mkdir(parents=True)
    path.write_text(template.text.replace(".minutes }}", ".minuts }}"), "utf-8")
    prose = root / "chapters/empirical-paper/03-findings.md"
    prose.write_text(prose.read_text("utf-8") + '\n{{ table("interview-lengths") }}\n', "utf-8")
    result = build(root, "merge:empirical-paper")
    assert result.code == 1
    shown = _shown("docs/authors/templates.md", "expression-is-defined")
    assert shown in _without_lines(result.text)


# commands


@pytest.mark.parametrize("sample", of_kind("console"), ids=str)
def test_a_command_prints_what_the_page_shows(
    sample: Sample, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for session in re.split(r"^\$ ", sample.text, flags=re.MULTILINE)[1:]:
        command, _, expected = session.partition("\n")
        program, *arguments = command.split()
        assert program == "softbound"
        assert cli.main(arguments) == 0
        assert capsys.readouterr().out.strip() == expected.strip()


def _commands(program: str) -> set[str]:
    """The first argument of every use of a program, in blocks of commands and in code in text."""
    found = set()
    for path in samples.pages():
        text = path.read_text("utf-8")
        code = [match[2] for match in samples.FENCE.finditer(text) if match[1] in ("sh", "console")]
        code += re.findall(r"`([^`\n]+)`", samples.FENCE.sub("", text))
        for line in "\n".join(code).splitlines():
            found |= set(re.findall(rf"(?:^|/bin/|\$ ){program} ([a-z]\S*)", line))
    return found


def test_every_command_shown_exists(tmp_path: Path) -> None:
    listed = build(samples.example(tmp_path), "list").text
    tasks = {line.split()[0] for line in listed.splitlines() if line.strip()}
    assert _commands("doit") - {"list"} <= tasks
    assert _commands("softbound") <= set(cli.COMMANDS)


def test_the_readme_s_test_command_is_one_line_that_ci_can_find() -> None:
    found = re.search(r"<!-- tests -->\n```sh\n([^\n]+)\n```\n", page("README.md"))
    assert found is not None
    assert found[1].endswith(".venv/bin/python -m pytest")


@pytest.mark.parametrize("sample", of_kind("python"), ids=str)
def test_code_can_be_parsed(sample: Sample) -> None:
    python.parse(sample.text)


# links


def _anchors(path: Path) -> set[str]:
    """The anchors that GitHub gives a page's headings."""
    text = samples.FENCE.sub("", path.read_text("utf-8"))
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


def _links(path: Path) -> list[str]:
    text = re.sub(r"`[^`\n]*`", "", samples.FENCE.sub("", path.read_text("utf-8")))
    targets: list[str] = re.findall(r"\]\(([^)\s]+)\)", text)
    return [target for target in targets if "://" not in target]


@pytest.mark.parametrize(
    "path", samples.pages(), ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_every_link_leads_somewhere(path: Path) -> None:
    for target in _links(path):
        name, _, anchor = target.partition("#")
        to = (path.parent / name).resolve() if name else path
        assert to.exists(), f"{target}: there is no such file"
        if anchor:
            assert anchor in _anchors(to), f"{target}: there is no such heading"


def test_every_page_for_authors_is_reached_from_the_readme() -> None:
    known = {(ROOT / target.partition("#")[0]).resolve() for target in _links(ROOT / "README.md")}
    assert set((ROOT / "docs" / "authors").glob("*.md")) <= known
