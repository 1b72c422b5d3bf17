"""The lists that number chapters, appendices and sections in Word."""

from __future__ import annotations

from dataclasses import dataclass

from softbound.model.profile import Profile
from softbound.write.docx.openxml import DECLARATIONS, NO_BREAK, escape, twips

CHAPTERS, APPENDICES, LONE_APPENDIX = 1, 2, 3
"""Lists; pandoc keeps those of the reference document below 990 and adds its own above.

A lone appendix has no letter.
"""


@dataclass(frozen=True)
class Numbered:
    """Which headings number themselves."""

    chapters: bool
    sections: bool
    appendices: bool

    @staticmethod
    def of(profile: Profile) -> Numbered:
        return Numbered(profile.numbering.chapters, profile.numbering.sections, appendices=True)

    def style(self, level: int) -> tuple[int, int] | None:
        """The list and level of Heading 1 to 6; None for a level without numbers.

        Where sections are numbered, chapters are counted even if their number does not show.
        """
        wanted = self.sections or (self.chapters and level == 1)
        return (CHAPTERS, level - 1) if wanted else None

    @property
    def appendix(self) -> tuple[int, int]:
        """The list and level of Appendix Heading."""
        return APPENDICES, 0


def numbering(profile: Profile) -> str:
    """The part ``word/numbering.xml``.

    A label ends in a full stop, which Word leaves out where a REF field shows it.
    """
    numbered = Numbered.of(profile)
    labels = profile.labels
    chapter = f"{labels.chapter}{NO_BREAK}%1." if numbered.chapters else ""
    lists = (
        (CHAPTERS, "decimal", chapter, "Heading1" if numbered.style(1) else ""),
        (APPENDICES, "upperLetter", f"{labels.appendix}{NO_BREAK}%1.", "AppendixHeading"),
        (LONE_APPENDIX, "upperLetter", f"{labels.appendix}.", ""),
    )
    abstract = "".join(_abstract(profile, numbered, *each) for each in lists)
    numbers = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number, *_ in lists
    )
    return f"<w:numbering {DECLARATIONS}>{abstract}{numbers}</w:numbering>"


def _abstract(
    profile: Profile, numbered: Numbered, number: int, form: str, label: str, style: str
) -> str:
    levels = [_level(0, form, label, style, profile)]
    for level in range(1, 6):
        shown = ".".join(f"%{place}" for place in range(1, level + 2)) if numbered.sections else ""
        own = number == CHAPTERS and numbered.sections
        levels.append(
            _level(level, "decimal", shown, f"Heading{level + 1}" if own else "", profile)
        )
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="5B0D00{number:02X}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="5B0D10{number:02X}"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )


def _level(level: int, form: str, label: str, style: str, profile: Profile) -> str:
    heading = (profile.chapter_title, *profile.headings)[level]
    first = twips(profile.spacing.paragraph_indent) if heading.indent else 0
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{linked}'
        f'<w:suff w:val="{"space" if label else "nothing"}"/>'
        f'<w:lvlText w:val="{escape(label)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="{first}"/></w:pPr></w:lvl>'
    )
