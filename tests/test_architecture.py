"""The walk of docs/contributors: a stage knows only earlier stages and what stands beside them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import softbound

PACKAGE = Path(softbound.__file__).parent
STAGES = ("collect", "derive", "merge", "resolve", "verify", "write")
"""In the order of the walk; ``derive`` comes with the issues that need it."""
BESIDE = {"model", "ast", "problems", "rules", "files", "processes", "spreadsheets", "areas"}
"""What every stage may know."""
EFFECTS = {"subprocess", "shutil", "tempfile", "socket", "urllib", "http", "sys"}
"""Modules by which a program acts on the world."""
CALLS = {"print", "open", "input", "exit", "quit", "breakpoint"}
METHODS = {"write_text", "write_bytes", "mkdir", "unlink", "rmdir", "rename", "touch", "rmtree"}
"""Methods of paths by which a program changes the disk."""
READS = {"read_text", "read_bytes", "iterdir", "rglob"}


KNOWN: dict[str, set[str]] = {
    # Data of an installed package, as constant as its code.
    "collect/styles.py": {".read_text()"},
}
"""Stages that act all the same, and why; what no longer acts must leave this list."""


def modules(folder: str) -> list[Path]:
    return sorted((PACKAGE / folder).rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


IN_STAGES = [path for stage in STAGES for path in modules(stage)]


def imports(source: str) -> Iterator[str]:
    """The full names of all modules that a source imports, wherever the line stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours(source: str) -> set[str]:
    """The parts of softbound that a source imports: ``collect``, ``ast`` …"""
    parts = (full.split(".") for full in imports(source))
    return {part[1] for part in parts if part[0] == "softbound" and len(part) > 1}


def acts(source: str) -> Iterator[str]:
    """Calls in a source that act on the world, with their lines."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id in CALLS:
                yield f"line {node.lineno}: {called.id}()"
            elif isinstance(called, ast.Attribute) and called.attr in METHODS | READS:
                yield f"line {node.lineno}: .{called.attr}()"


@pytest.mark.parametrize("path", IN_STAGES, ids=name)
def test_a_stage_imports_only_earlier_stages_and_what_stands_beside(path: Path) -> None:
    stage = path.relative_to(PACKAGE).parts[0]
    allowed = BESIDE | set(STAGES[: STAGES.index(stage) + 1])
    assert ours(path.read_text("utf-8")) <= allowed


@pytest.mark.parametrize("path", IN_STAGES, ids=name)
def test_a_stage_acts_on_nothing(path: Path) -> None:
    source = path.read_text("utf-8")
    assert {full.split(".")[0] for full in imports(source)} & EFFECTS == set()
    assert {act.split(": ")[1] for act in acts(source)} == KNOWN.get(name(path), set())


@pytest.mark.parametrize("path", modules("model"), ids=name)
def test_models_know_nothing_but_models_and_places(path: Path) -> None:
    assert ours(path.read_text("utf-8")) <= {"model", "problems"}


@pytest.mark.parametrize(
    ("module", "known"),
    [
        ("ast.py", set()),
        ("rules/__init__.py", {"rules"}),
        ("spreadsheets.py", set()),
        ("areas.py", {"problems"}),
        ("problems.py", {"rules"}),
        ("files.py", {"problems"}),
        ("processes.py", {"problems", "files"}),
    ],
)
def test_what_stands_beside_the_stages_knows_little(module: str, known: set[str]) -> None:
    assert ours((PACKAGE / module).read_text("utf-8")) <= known


def test_only_processes_starts_programs() -> None:
    starters = {"subprocess", "pypandoc", "typst"}
    found = {
        name(path)
        for path in PACKAGE.rglob("*.py")
        if {full.split(".")[0] for full in imports(path.read_text("utf-8"))} & starters
    }
    assert found == {"processes.py"}


def test_every_folder_with_modules_is_a_stage_or_the_model() -> None:
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert folders <= {*STAGES, "model", "online", "rules", "steps", "tasks"}


def test_stages_sort_in_the_order_of_the_walk() -> None:
    assert sorted(STAGES) == list(STAGES)


def test_these_tests_see_what_they_forbid() -> None:
    source = "from softbound import steps\nimport subprocess\nprint(open('x').read_text())\n"
    assert ours(source) == {"steps"}
    assert "subprocess" in set(imports(source))
    assert list(acts(source)) == ["line 3: print()", "line 3: .read_text()", "line 3: open()"]


def parts_imported(path: Path) -> list[str]:
    """The modules that a module imports from, line by line, the type checker's apart."""
    tree = ast.parse(path.read_text("utf-8"))
    hidden = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name)
        for inner in ast.walk(node)
    }
    found = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and id(n) not in hidden]
    return [str(node.module) for node in sorted(found, key=lambda node: node.lineno)]


def test_no_two_threads_wait_for_each_other_while_they_import() -> None:
    """A package that imports its own parts is imported before any part of it.

    Else a thread that holds the part waits for the package, and one that holds the package for
    the part: Python calls that a deadlock, and the step fails.
    """
    whole = {
        ".".join(("softbound", *path.parent.relative_to(PACKAGE).parts))
        for path in PACKAGE.rglob("__init__.py")
        if path.parent != PACKAGE and parts_imported(path)
    }
    first = {
        alias.name
        for node in ast.parse((PACKAGE / "steps" / "__init__.py").read_text("utf-8")).body
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert first <= whole
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        names = parts_imported(path)
        own = "softbound." + ".".join(path.relative_to(PACKAGE).parent.parts)
        for index, module in enumerate(names):
            package = module.rpartition(".")[0]
            inside = f"{own}.".startswith(f"{package}.")
            if package in whole - first and not inside and package not in names[:index]:
                wrong.append(f"{name(path)}: {module}")
    assert wrong == []
