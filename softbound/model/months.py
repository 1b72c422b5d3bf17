"""The months, as theses and dates in prose write them."""

from __future__ import annotations

from typing import Literal, get_args

Month = Literal[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
MONTHS: tuple[str, ...] = get_args(Month)
