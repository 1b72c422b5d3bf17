"""A page of HTML as a test looks at it: well formed, whole, and nothing loaded from elsewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = {"meta", "input", "br", "link", "img", "hr", "circle", "line", "polyline"}
CLOSED_BY_THEMSELVES = {"circle", "line", "polyline"}


class Page(HTMLParser):
    """The links, ids, headings, landmarks and texts of a page; its elements are closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.source = text
        self.links: list[str] = []
        self.ids: list[str] = []
        self.references: list[str] = []
        """Ids that labels and attributes of ARIA name."""
        self.headings: list[tuple[int, str]] = []
        self.tags: list[str] = []
        self.classes: list[str] = []
        self.unlabelled: list[str] = []
        """Ids of fields of a form that stand in no label."""
        self.labelled: list[str] = []
        self.open: list[str] = []
        self.loaded: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        assert len(values) == len(attrs), f"an attribute stands twice: {self.get_starttag_text()}"
        self.tags.append(tag)
        self.text += " " if tag in ("td", "th", "li") else ""
        self.classes += values.get("class", "").split()
        if tag not in VOID:
            self.open.append(tag)
        if tag == "a":
            self.links.append(values["href"])
        if "id" in values:
            self.ids.append(values["id"])
        for name in ("aria-labelledby", "for"):
            self.references += values.get(name, "").split()
        if tag == "label" and "for" in values:
            self.labelled.append(values["for"])
        if re.fullmatch(r"h\d", tag):
            self.headings.append((int(tag[1]), ""))
        if tag == "input" and "label" not in self.open:
            self.unlabelled.append(values.get("id", ""))
        self.loaded += [values[name] for name in ("src", "action", "srcset") if name in values]
        if tag == "link":
            self.loaded.append(values.get("href", ""))
        assert not [name for name in values if name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        if tag not in CLOSED_BY_THEMSELVES:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        inside = set(self.open)
        if inside & {"script", "style"}:
            return
        self.text += data
        if self.headings and any(re.fullmatch(r"h\d", tag) for tag in inside):
            level, text = self.headings[-1]
            self.headings[-1] = level, text + data

    def check(self) -> None:
        """What holds of every page of ours."""
        assert len(self.ids) == len(set(self.ids)), "an id stands twice"
        assert {link[1:] for link in self.links if link.startswith("#")} <= {*self.ids}
        assert {*self.references} <= {*self.ids}
        assert self.loaded == []
        assert {*self.unlabelled} <= {*self.labelled}
        assert not re.search(r"https?:|@import|url\(", self.source)
        levels = [level for level, _ in self.headings]
        assert levels.count(1) == 1
        assert all(b - a <= 1 for a, b in zip([0, *levels], levels, strict=False)), self.headings
        assert all(text.strip() for _, text in self.headings)
        assert self.tags.count("main") == 1
