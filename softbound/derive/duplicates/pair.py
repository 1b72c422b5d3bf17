"""Two records, and in what they agree: what the rules ask about."""

from __future__ import annotations

from functools import cached_property

from softbound.derive.duplicates import fields
from softbound.derive.duplicates.fields import NEAR, SAME, UNKNOWN, Agreement
from softbound.derive.duplicates.known import Known

HIGH_PAGE = 100
"""Journals that begin each issue with page 1 seldom reach it."""


class Pair:
    """Two records, and in what they agree; each field is compared when it is asked for."""

    def __init__(self, a: Known, b: Known) -> None:
        self.a, self.b = a, b
        self.shared = fields.shared_identifier(a, b)
        self.title = fields.titles(a.title, b.title)
        self.generic = a.title.generic or b.title.generic

    @cached_property
    def author(self) -> Agreement:
        """Of the first authors."""
        return fields.authors(self.a, self.b)

    @cached_property
    def authors(self) -> bool:
        """Whether all authors are the same."""
        return fields.all_authors(self.a, self.b)

    @cached_property
    def year(self) -> Agreement:
        return fields.years(self.a, self.b)

    @cached_property
    def page(self) -> Agreement:
        return fields.pages(self.a.pages, self.b.pages)

    @cached_property
    def volume(self) -> Agreement:
        return fields.volumes(self.a, self.b)

    @cached_property
    def container(self) -> Agreement:
        return fields.containers(self.a, self.b)

    @cached_property
    def first_page(self) -> bool:
        """Whether the first page is known and the same."""
        return self.a.pages.first == self.b.pages.first != ""

    @cached_property
    def range(self) -> bool:
        """Whether first and last page are known and the same."""
        return self.a.pages.last != "" and self.a.pages == self.b.pages

    @cached_property
    def issue(self) -> bool:
        """Whether journal, volume and issue are known and the same."""
        return self.a.issue == self.b.issue != "" and self.volume is SAME and self.container is SAME

    @cached_property
    def pinned(self) -> bool:
        """Whether both stand at one place of one volume."""
        if self.each_issue_has_it:
            return False
        if self.page is SAME and self.volume is UNKNOWN:
            return self.container is SAME
        journal = self.container is SAME or (
            self.page is SAME and (self.container is UNKNOWN or self.range)
        )
        return self.page in (SAME, NEAR) and self.volume is SAME and journal

    @cached_property
    def each_issue_has_it(self) -> bool:
        """Whether each issue may have such a piece on such a page: an editorial, a column."""
        a, b = self.a, self.b
        if fields.other(a.issue, b.issue):
            low = a.pages.first.isdigit() and int(a.pages.first) < HIGH_PAGE
            return self.generic or (low and a.issue.isdigit() and b.issue.isdigit())
        if self.issue or not self.generic:
            return False
        return self.volume is not SAME or a.pages.first == "1"

    @cached_property
    def mixed(self) -> bool:
        """Whether one is a talk and one a paper: often two works of one title."""
        return {self.a.kind, self.b.kind} == {"conference", "article"}

    @cached_property
    def fills_the_same_pages(self) -> bool:
        """Whether nothing but one work, of whatever title, can fill these pages."""
        return (
            self.year is SAME
            and self.volume is SAME
            and not fields.other(self.a.issue, self.b.issue)
            and self.range
            and self.a.pages.span > 1
            and self.authors
        )
