"""The template engine: Jinja2, sandboxed, strict about names, and certain to come to an end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from types import CodeType
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, Undefined, nodes
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from softbound.merge import missing
from softbound.merge.filters import FILTERS, OPEN

SECONDS = 20.0
"""How long the templates of one chapter may take."""
ROUNDS = 1_000_000
"""How many rounds all loops of one chapter may make."""
CHARACTERS = 20_000_000
"""How long a text made by one operation may be."""


class EndlessTemplate(Exception):
    """A template used up its budget."""


class Budget:
    """What the templates of one chapter may still spend."""

    def __init__(self) -> None:
        self.rounds = ROUNDS
        self.deadline = time.monotonic() + SECONDS

    def spend(self) -> None:
        """Count one round of a loop.

        :raises EndlessTemplate: when there is none left, or no time.
        """
        self.rounds -= 1
        if self.rounds < 0:
            raise EndlessTemplate(f"its loops made more than {ROUNDS:,} rounds")
        if self.rounds % 256 == 0 and time.monotonic() > self.deadline:
            raise EndlessTemplate(f"it took more than {SECONDS:.0f} seconds")

    def bounded(self, iterable: Any) -> Bounded:
        """The filter that every ``for`` gets."""
        return Bounded(iterable, self)


class Bounded:
    """An iterable that counts its rounds."""

    def __init__(self, iterable: Any, budget: Budget) -> None:
        self.iterable = iterable
        self.budget = budget

    def __iter__(self) -> Iterator[Any]:
        for item in self.iterable:
            self.budget.spend()
            yield item

    def __len__(self) -> int:
        return len(self.iterable)


def _undefined(names: Mapping[str, Any]) -> type[StrictUndefined]:
    """An undefined value that fails on every use, and says what it waits for or may have meant."""

    class Missing(StrictUndefined):
        @property
        def _undefined_message(self) -> str:
            name, obj = self._undefined_name, self._undefined_obj
            if self._undefined_hint:
                return str(self._undefined_hint)
            if isinstance(obj, (list, tuple)):
                return f"There is no item {name!r} in a list of {len(obj)}."
            within = obj if isinstance(obj, Mapping) else None
            return missing.message(str(name), names, within)

    return Missing


def _shown(value: Any) -> Any:
    """What an expression shows; the word "None" is never meant, nor how Python calls a function."""
    if isinstance(value, Undefined | list):
        return value
    if callable(value):
        name = getattr(value, "__name__", None) or getattr(value, "name", "")
        name = str(name).removeprefix("safe_")
        raise TemplateRuntimeError(f"{name} is a function: write {name}(…)")
    if isinstance(value, Iterator):
        raise TemplateRuntimeError("this is no text yet: write | list behind it")
    return OPEN if value is None else value


class Engine(ImmutableSandboxedEnvironment):
    """Jinja2 as softbound uses it: ``{%# comments #%}``, no blank line left by a tag."""

    intercepted_binops = frozenset({"*", "**", "+", "-", "/"})

    def __init__(
        self, load: Callable[[str], tuple[str, str] | None], names: Mapping[str, Any]
    ) -> None:
        """Make an engine for one chapter.

        :param load: a template's name → its text and how it is named to the author, or None.
        :param names: what expressions can use.
        """
        self.budget = Budget()

        def source(name: str) -> tuple[str, str, None] | None:
            found = load(name)
            return None if found is None else (found[0], found[1], None)

        super().__init__(
            loader=FunctionLoader(source),
            undefined=_undefined(names),
            comment_start_string="{%#",
            comment_end_string="#%}",
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,
            finalize=_shown,
        )
        self.filters.update(FILTERS)
        self.tests["contains"] = lambda values, item: item in values
        self.filters["_bounded"] = self.budget.bounded
        self.globals.pop("lipsum", None)
        self.globals.update(names)

    def compile(  # type: ignore[override]
        self,
        source: str | nodes.Template,
        name: str | None = None,
        filename: str | None = None,
        raw: bool = False,
        defer_init: bool = False,
    ) -> CodeType | str:
        """As Jinja2's, with every ``for`` bounded by the budget."""
        try:
            tree = self._parse(source, name, filename) if isinstance(source, str) else source
            for loop in tree.find_all(nodes.For):
                loop.iter = nodes.Filter(
                    loop.iter, "_bounded", [], [], None, None, lineno=loop.lineno
                )
            return super().compile(tree, name, filename, raw, defer_init)  # type: ignore[call-overload, no-any-return]
        except Exception as error:
            from jinja2 import TemplateSyntaxError

            if isinstance(error, TemplateSyntaxError):
                self.handle_exception(source=source if isinstance(source, str) else None)
            raise

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic that cannot fill the memory; with a value that is not known, its result is not.

        :raises SecurityError: for a power or a repetition without measure.
        """
        if left is None or right is None:
            return None
        if operator == "**" and (not _small(left, 1e6) or not _small(right, 64)):
            raise SecurityError("a power of so large a number cannot be computed here")
        if operator == "*":
            for text, times in ((left, right), (right, left)):
                if (
                    isinstance(text, (str, list, tuple))
                    and isinstance(times, int)
                    and len(text) * times > CHARACTERS
                ):
                    raise EndlessTemplate("it repeats a text too often")
        if operator == "+" and isinstance(left, (str, list)) and len(left) > CHARACTERS:
            raise EndlessTemplate("it makes a text without end")
        return super().call_binop(context, operator, left, right)


def _small(value: Any, limit: float) -> bool:
    return isinstance(value, (int, float)) and abs(value) <= limit
