"""Whether the pictures of a thesis are as they were."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from softbound.plan import Paths, Plan, Unit
from softbound.tasks.base import name_of


def _pictures(p: Plan, u: Unit) -> tuple[dict[str, str], list[str]] | None:
    """A unit's images (with their PNG for Word) and drawings, as it was last parsed.

    Several checks of each start ask for them, so a file is read once in each of its states.
    """
    path = Paths(p).work(u.name, "labels")
    return _pictures_in(path, path.stat().st_mtime_ns) if path.is_file() else None


@cache
def _pictures_in(path: Path, state: int) -> tuple[dict[str, str], list[str]]:
    import json

    content = json.loads(path.read_text("utf-8"))
    return content["images"], content["drawings"]


def _images(p: Plan, units: Sequence[Unit]) -> list[Path]:
    """The images that some units show."""
    known = [_pictures(p, unit) for unit in units]
    return [p.root / name for pictures in known if pictures for name in pictures[0]]


def images_unchanged(p: Plan, units: Sequence[Unit]) -> Callable[[Any, Any], bool]:
    """A check of doit's: whether the images are those of the last run."""

    def state() -> list[list[Any]]:
        found = []
        for path in _images(p, units):
            stat = path.stat() if path.is_file() else None
            found.append([name_of(path), *([stat.st_mtime_ns, stat.st_size] if stat else [])])
        return found

    def check(task: Any, values: Mapping[str, Any]) -> bool:
        # Looked at again when the task has run: only then are its images known.
        task.value_savers.append(lambda: {"images": state()})
        return bool(values.get("images") == state())

    return check


def drawn(p: Plan, u: Unit) -> bool:
    """Whether all pictures that a unit needs are there."""
    pictures = _pictures(p, u)
    if pictures is None:
        return False
    images, drawings = pictures
    forms = (".pdf", ".svg", ".png")
    wanted = [Path(name).with_suffix(form) for name in drawings for form in forms]
    wanted += [Path(name) for name in (*drawings, *images.values()) if name]
    return all((p.root / name).is_file() for name in wanted)
