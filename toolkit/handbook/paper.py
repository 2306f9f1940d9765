"""A guide on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.handbook import words
from toolkit.handbook.model import Form as Written
from toolkit.i18n import ENGLISH, English, _, language, standing
from toolkit.languages import note
from toolkit.paper.model import Block, Form, Run, Section, Sheet, texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.evidence import Source
    from toolkit.handbook.model import Guide, Line

_FORMS: Final = {
    Written.PARAGRAPH: Form.PARAGRAPH,
    Written.BULLETS: Form.BULLETS,
    Written.STEPS: Form.STEPS,
    Written.ASIDE: Form.ASIDE,
}


def sheet(guide: Guide, sources: Mapping[str, Source]) -> Sheet:
    """A guide, with who it is for and what it rests on.

    Args:
        guide: It.
        sources: All that are known, by their ids.
    """
    front, page = guide.front, f"handbook/{guide.id}"
    in_english = language() != ENGLISH and standing(page) is None
    tongue: type[str] = English if in_english else str
    facts = list(words.facts(guide))
    numbers = {name: number for number, name, _basis in facts}
    who = [
        _("For: {audience}").format(audience=front.audience),
        _("Not for: {audience}").format(audience=front.not_for),
        _("Last looked at: {day}").format(day=front.reviewed),
    ]
    sections = [Section("", (texts(Form.PARAGRAPH, who),))]
    sections += [
        Section(
            tongue(section.heading),
            tuple(
                Block(
                    _FORMS[block.form],
                    tuple(_line(line, numbers, tongue) for line in block.lines),
                )
                for block in section.blocks
            ),
        )
        for section in guide.sections
    ]
    if facts:
        notes = [words.rests_on(basis, sources) for _number, _name, basis in facts]
        sections.append(Section(_("What this rests on"), (texts(Form.NOTES, notes),)))
    return Sheet(f"guide:{guide.id}", tongue(front.title), tuple(sections), note(page))


def _line(line: Line, numbers: dict[str, int], tongue: type[str]) -> tuple[Run, ...]:
    return tuple(
        Run("", note=numbers[each.fact])
        if each.fact in numbers
        else Run(
            tongue(each.text),
            strong=each.strong,
            code=each.code,
            to=f"{each.link.kind.value}:{each.link.id}" if each.link else "",
        )
        for each in line
    )
