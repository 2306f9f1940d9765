"""Where in a lesson one is, and what one predicted: what stands beside each page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.i18n import _
from toolkit.messaging.lessons.running import Part
from toolkit.messaging.lessons.telling import confidences
from toolkit.tui.lab.ink import EMPTY, Line, Span, Tone, paragraph
from toolkit.tui.lessons.parts import Chapter, predicted

if TYPE_CHECKING:
    from toolkit.messaging.lessons.running import State
    from toolkit.tui.lessons.play import Play

_REMEMBERS = (Part.ACTING, Part.REVEAL)


def trail(play: Play, chapter: Chapter, width: int) -> list[Line]:
    """The chapters, the one where one is marked, and below them the prediction.

    Args:
        play: The lesson as it is played.
        chapter: Where one is.
        width: Cells.
    """
    listed = list(Chapter)
    if play.again:
        listed = [Chapter.ELSEWHERE, Chapter.KEEP]
    here = listed.index(chapter)
    lines: list[Line] = []
    for at, each in enumerate(listed):
        if at == here:
            lead, tone = Span("› ", Tone.HERE), Tone.HERE
        elif at < here:
            lead, tone = Span("✓ ", Tone.LIVE), Tone.QUIET
        else:
            lead, tone = Span("  "), Tone.QUIET
        lines += paragraph(_(each.value), width, tone, lead=(lead,))
    state = play.now.state
    if state.part in _REMEMBERS:
        lines += [EMPTY, EMPTY, *paragraph(_("You said"), width, Tone.QUIET)]
        for text in predicted(state) or (_("none of them"),):
            lines += paragraph(text, width, Tone.PLAIN, lead=(Span("· ", Tone.QUIET),))
        lines += [EMPTY, *paragraph(_sureness(state), width, Tone.QUIET)]
    return lines


def reminder(state: State, width: int, *, remind: bool) -> list[Line]:
    """What was predicted, in a line or two above a page.

    Args:
        state: The lesson.
        width: Cells.
        remind: Whether nothing beside the page says so.
    """
    said = "; ".join(predicted(state)) or _("none of them")
    if state.part is Part.CONFIDENCE:
        return paragraph(_("You said: {what}").format(what=said), width, Tone.QUIET)
    if state.part is Part.REVEAL and remind:
        told = _("You said: {what} ({how_sure})")
        how_sure = _sureness(state)
        return paragraph(told.format(what=said, how_sure=how_sure), width, Tone.QUIET)
    return []


def _sureness(state: State) -> str:
    return dict(confidences())[state.confidence.value]
