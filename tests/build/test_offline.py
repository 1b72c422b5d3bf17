"""Nothing asks the network but `softbound references --online`; what that found out stays in sight."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import softbound
from softbound.derive import registered
from tests.build.thesis import Thesis

WATCHED = """
import sys
def watch(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"):
        sys.stderr.write(f"NETWORK {event} {args}\\n")
        sys.stderr.flush()
sys.addaudithook(watch)
from softbound import cli
from doit.doit_cmd import DoitMain
arguments = sys.argv[2:]
sys.exit(cli.main(arguments) if sys.argv[1] == "softbound" else DoitMain().run(arguments))
"""
COMMANDS = [
    ["doit"],
    ["doit", "references"],
    ["softbound", "references"],
    ["softbound", "references", "--fix", "--yes"],
    ["softbound", "explain", "doi-exists"],
    ["softbound", "trace", "A"],
    ["softbound", "import-codes", "nothing.qdpx"],
    ["softbound", "new", "another"],
]


def asked(root: Path, command: list[str]) -> list[str]:
    """What a command asks the network."""
    run = subprocess.run(
        [sys.executable, "-c", WATCHED, *command],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "CI": "true", "PYTHONUTF8": "1", "SOFTBOUND_CROSSREF": "http://127.0.0.1:9"},
        timeout=120,
        check=False,
    )  # fmt: skip
    assert "Traceback" not in run.stderr
    return [line for line in run.stderr.splitlines() if line.startswith("NETWORK")]


def test_no_command_asks_the_network_without_online(thesis: Thesis) -> None:
    thesis.replace("chapters/second-paper/01-text.md", "Nothing more.", "Something else.")
    thesis.write("build/reports/references-online.json", "{}")
    for command in COMMANDS:
        assert asked(thesis.root, command) == [], command
    assert asked(thesis.root, ["softbound", "references", "--online"]), "the watch sees nothing"


def test_only_one_module_knows_how_to_ask() -> None:
    package = Path(softbound.__file__).parent
    asking = {"socket", "http", "urllib.request", "ssl", "truststore", "ftplib", "smtplib"}
    found = set()
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            if {name for name in names if {name, name.split(".")[0]} & asking}:
                found.add(path.relative_to(package).as_posix())
    assert found == {"online/network.py"}


def found_out(thesis: Thesis, **values: object) -> None:
    """What a look-up may have left of an entry."""
    told = {
        "rule": "work-is-not-retracted",
        "message": '"bordin1979" was retracted.',
        "hint": "Take it out.",
        "variable": "DOI",
        "depends": {name: registered.digest(value) for name, value in values.items()},
    }
    entry = {"status": "retracted", "date": "2026-01-01", "told": [told]}
    content = {"format": 1, "checked": 1, "date": "2026-01-01", "entries": {"bordin1979": entry}}
    thesis.write("build/reports/references-online.json", json.dumps(content))


def test_a_retraction_stays_in_sight_as_long_as_the_entry_is_the_same(thesis: Thesis) -> None:
    found_out(thesis, DOI="10.1037/h0085885")
    result = thesis.build()
    assert result.code == 1
    assert {step for step in result.ran if " " not in step} == {"online"}
    assert [(p["rule"], p["file"], p["line"]) for p in thesis.problems()] == [
        ("work-is-not-retracted", "bibliography/references.bib", 13)
    ]
    thesis.replace("bibliography/references.bib", "volume = {16}", "volume = {17}")
    assert [p["rule"] for p in thesis.problems()] == ["work-is-not-retracted"]
    assert thesis.build().code == 1
    thesis.replace("bibliography/references.bib", "10.1037/h0085885", "10.1037/h0085886")
    result = thesis.build()
    assert (result.code, thesis.problems()) == (0, []), result.text


@pytest.mark.parametrize("content", ["", "[]", '{"format": 1, "entries": {"bordin1979": {}}}', "{"])
def test_a_broken_report_is_as_none(thesis: Thesis, content: str) -> None:
    thesis.write("build/reports/references-online.json", content)
    result = thesis.build("online")
    assert result.code == 0, result.text
    (thesis.root / "build/reports/references-online.json").unlink()
    assert thesis.build("online").ran == ["online"]
