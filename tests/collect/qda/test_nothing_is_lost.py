"""No coding is lost in silence: each is carried over, or counted with a reason."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from hypothesis import given, settings
from hypothesis import strategies as st

from softbound.derive import coded as derive
from softbound.write import import_report
from tests.collect.qda import projects

CODES = [f"C{n}" for n in range(6)]
TEXT = "One two three.\r\nFour 😀 five.\nSix"


@st.composite
def codings(draw: st.DrawFn) -> str:
    code = draw(st.sampled_from([*CODES, "C9", "E1"]))
    user = draw(st.sampled_from(["U1", "U2"]))
    empty = draw(st.integers(0, 9)) == 0
    inside = "" if empty else f'<CodeRef targetGUID="{code}"/>'
    return f'<Coding guid="K" creatingUser="{user}">{inside}</Coding>'


@st.composite
def selections(draw: st.DrawFn, name: str) -> str:
    where = {
        "PlainTextSelection": 'startPosition="{}" endPosition="{}"',
        "PDFSelection": 'page="1" firstX="{}" firstY="{}" secondX="9" secondY="9"',
        "AudioSelection": 'begin="{}" end="{}"',
    }[name].format(draw(st.integers(-1, 40)), draw(st.integers(-1, 40)))
    title = quoteattr(draw(st.sampled_from(["", "One", "Quotation 1:1", "two three…"])))
    inside = "".join(draw(st.lists(codings(), max_size=3)))
    return f'<{name} guid="P" name={title} {where}>{inside}</{name}>'


@st.composite
def texts(draw: st.DrawFn, tag: str, number: int) -> str:
    path = draw(st.sampled_from(["internal://S.txt", "internal://missing.txt"]))
    inside = draw(st.lists(selections("PlainTextSelection"), max_size=5))
    inside += draw(st.lists(codings(), max_size=1))
    return (
        f'<{tag} guid="{tag}{number}" name="{tag}" plainTextPath="{path}">{"".join(inside)}</{tag}>'
    )


@st.composite
def sources(draw: st.DrawFn, number: int) -> str:
    kind = draw(st.sampled_from(["TextSource", "PDFSource", "AudioSource"]))
    if kind == "TextSource":
        return draw(texts("TextSource", number))
    area = {"PDFSource": "PDFSelection", "AudioSource": "AudioSelection"}[kind]
    inside = draw(st.lists(selections(area), max_size=3)) + draw(st.lists(codings(), max_size=1))
    if kind == "PDFSource":
        inside.append(draw(texts("Representation", number)))
    return f'<{kind} guid="S{number}" name="{kind}">{"".join(inside)}</{kind}>'


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """A project with a tree of codes, and sources of all kinds; some of it is wrong."""
    tree = ""
    depth = 0
    for code in CODES:
        while depth and draw(st.booleans()):
            tree += "</Code>"
            depth -= 1
        tree += f'<Code guid="{code}" name="{code}" isCodable="true">'
        depth += 1
    tree += "</Code>" * depth
    found = [draw(sources(number)) for number in range(draw(st.integers(0, 4)))]
    note = "".join(draw(st.lists(selections("PlainTextSelection"), max_size=1)))
    return (
        f"<CodeBook><Codes>{tree}</Codes></CodeBook><Cases><Case guid='E1' name='x'/></Cases>"
        f"<Sources>{''.join(found)}</Sources><Notes><Note guid='N1'>{note}</Note></Notes>"
    )


@settings(max_examples=150, deadline=None)
@given(bodies(), st.integers(0, 3), st.booleans())
def test_every_coding_of_a_project_is_in_an_excerpt_or_counted(
    body: str, level: int, lines: bool
) -> None:
    coded, _ = projects.read(projects.qdpx(body, {"S.txt": TEXT.encode()}))
    assert coded is not None
    assert len(coded.codings) + projects.lost_codings(coded) == body.count("<Coding ")
    imported = derive.findings(coded, derive.Choices(categories_at=level, lines=lines))
    excerpts = imported.findings.get("excerpts", ())
    pairs = sum(len(excerpt.codes) + len(excerpt.categories) for excerpt in excerpts)
    assert pairs == imported.carried
    assert pairs + sum(item.codings for item in imported.left_out) == body.count("<Coding ")
    assert sum(imported.ranks.values()) == len(CODES)
    assert sum(fate.kind == "coding" for fate in imported.fates) == len(coded.codings)
    rows = import_report.table(imported).splitlines()
    assert len(rows) == 1 + len(imported.fates) + len(imported.left_out)


@settings(max_examples=60, deadline=None)
@given(bodies())
def test_the_words_of_every_excerpt_stand_in_its_source(body: str) -> None:
    coded, _ = projects.read(projects.qdpx(body, {"S.txt": TEXT.encode()}))
    assert coded is not None
    for excerpt in derive.findings(coded, derive.Choices()).findings.get("excerpts", ()):
        assert excerpt.text in TEXT.replace("\r\n", "\n")


def test_ten_thousand_codings_are_read() -> None:
    codes = "".join(f'<Code guid="C{n}" name="Code {n}" isCodable="true"/>' for n in range(100))
    marks = "".join(
        f'<PlainTextSelection guid="P{n}" startPosition="{n * 5}" endPosition="{n * 5 + 4}">'
        f'<Coding guid="K{n}"><CodeRef targetGUID="C{n % 100}"/></Coding></PlainTextSelection>\n'
        for n in range(10_000)
    )
    body = (
        f"<CodeBook><Codes>{codes}</Codes></CodeBook><Sources>"
        f'<TextSource guid="S1" name="One" plainTextPath="internal://S.txt">{marks}</TextSource>'
        "</Sources>"
    )
    coded, problems = projects.read(projects.qdpx(body, {"S.txt": b"word " * 10_000}))
    assert problems == []
    assert coded is not None
    imported = derive.findings(coded, derive.Choices(lines=True))
    assert (imported.carried, len(imported.findings["excerpts"])) == (10_000, 10_000)
