"""Entries beside what registration agencies know of their works → problems."""

from __future__ import annotations

from softbound.verify.online.judging import Verdict, judge

__all__ = ["Verdict", "judge"]
