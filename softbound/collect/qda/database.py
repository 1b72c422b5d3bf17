"""SQLite databases that may come from anywhere: opened in memory, read with a limit."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from softbound.collect.qda.base import Unusable
from softbound.problems import Place

_STEPS = 50_000_000
"""So many steps of SQLite's machine a project may need; views can be endless."""
_VERSIONS = slice(18, 20)
"""Bytes of the header that say whether changes stand in a second file (2) or not (1)."""


@dataclass(frozen=True)
class Database:
    """A database in memory."""

    file: str
    connection: sqlite3.Connection
    tables: frozenset[str]

    def rows(self, table: str, *columns: str, order: str = "") -> Iterator[dict[str, Any]]:
        """The rows of a table; None for columns that it does not have, nothing if there is none.

        :raises Unusable: where the database is damaged.
        """
        if table not in self.tables:
            return
        try:
            known = {row[1] for row in self.connection.execute(f'pragma table_info("{table}")')}
            wanted = ", ".join(f'"{c}"' if c in known else f'null as "{c}"' for c in columns)
            by = f' order by "{order}"' if order in known else ""
            for row in self.connection.execute(f'select {wanted} from "{table}"{by}'):
                yield dict(zip(columns, row, strict=True))
        except sqlite3.Error as error:
            raise _damaged(self.file, error) from None


def opened(content: bytes, file: str) -> Database:
    """Bytes → the database.

    :raises Unusable: where it is damaged.
    """
    whole = bytearray(content)
    whole[_VERSIONS] = b"\x01\x01"  # in memory there is no second file
    connection = sqlite3.connect(":memory:")
    connection.text_factory = lambda data: data.decode("utf-8", errors="replace")
    try:
        connection.deserialize(bytes(whole))
        connection.execute("pragma trusted_schema = off")
        steps = iter(range(_STEPS // 100_000))
        connection.set_progress_handler(lambda: next(steps, None) is None, 100_000)
        names = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
    except sqlite3.Error as error:
        raise _damaged(file, error) from None
    return Database(file, connection, frozenset(name for (name,) in names))


def _damaged(file: str, error: sqlite3.Error) -> Unusable:
    return Unusable(
        Place(file),
        f"The database is damaged: {error}.",
        "Close the software that it belongs to, and copy or export it again.",
    )


def number(value: Any) -> int | None:
    """A whole number, where a column holds one."""
    return value if isinstance(value, int) else None


def words(value: Any) -> str:
    """A column's text."""
    return value if isinstance(value, str) else "" if value is None else str(value)
