"""What was answered, kept on disk: nobody is asked the same again within some days."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from softbound import files

FORMAT = 1
DAY = 86_400.0
VALID: dict[str, float] = {"doi": 7, "none": 1, "agency": 30, "alias": 90, "title": 14}
"""Days for which an answer counts, by what was asked; ``none``: that there is no such work."""
_SHAPES: dict[str, tuple[type, ...]] = {
    "doi": (dict, type(None)),
    "agency": (str,),
    "alias": (str,),
    "title": (list,),
}
SAVED_EVERY = 10
"""Answers after which the file is written: an interruption loses no more."""


class Cache:
    """A file of questions and their answers."""

    def __init__(
        self, root: Path, fresh: bool = False, now: Callable[[], float] = time.time
    ) -> None:
        """
        :param fresh: answers of before this run do not count.
        """
        self.root, self.now = root, now
        self.path = root / "build" / "cache" / "crossref.json"
        self.started = now() if fresh else 0.0
        self.answers = self._read()
        self.unsaved = 0

    def _read(self) -> dict[str, list[Any]]:
        try:
            content = json.loads(self.path.read_text("utf-8"))
            answers = content["answers"] if content["format"] == FORMAT else {}
            return {
                str(name): [float(at), answer]
                for name, (at, answer) in answers.items()
                if isinstance(answer, _SHAPES[name.partition(":")[0]])
            }
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}

    def knows(self, kind: str, question: str) -> bool:
        """Whether there is an answer that is not too old."""
        known = self.answers.get(f"{kind}:{question}")
        if known is None:
            return False
        at, answer = known
        valid = VALID["none" if answer in (None, "none", "") else kind] * DAY
        return bool(self.started <= at and self.now() - at < valid)

    def get(self, kind: str, question: str) -> Any:
        """The answer; None where there is none, or the answer was that there is no such work."""
        return self.answers[f"{kind}:{question}"][1] if self.knows(kind, question) else None

    def keep(self, kind: str, question: str, answer: Any) -> None:
        self.answers[f"{kind}:{question}"] = [self.now(), answer]
        self.unsaved += 1
        if self.unsaved >= SAVED_EVERY:
            self.save()

    def save(self) -> None:
        """Write the file.

        :raises FileTrouble: where it cannot be written.
        """
        content = {"format": FORMAT, "answers": self.answers}
        files.replace(self.root, self.path, json.dumps(content, ensure_ascii=False))
        self.unsaved = 0
