"""What is said to what was dropped, pasted or typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.content import Content
from textual.widget import Widget

from toolkit.i18n import _, ngettext
from toolkit.tui.cleaning.given import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import RenderResult

    from toolkit.tui.cleaning.added import Added
    from toolkit.tui.cleaning.given import Given

_WELL: Final = "✓"
_NOT: Final = "✗"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing to say.

    Attributes:
        words: The sentence.
        is_well: Whether all is well.
    """

    words: str
    is_well: bool = False


class Answers(Widget):
    """Sentences below each other; nothing at all where there are none."""

    DEFAULT_CSS = """
    Answers {
        height: auto;
        display: none;
        color: $ink;
        & > .answers--well { color: $kept; }
        & > .answers--not { color: $harm-middle; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"answers--well", "answers--not"}

    def __init__(self) -> None:
        super().__init__()
        self._sentences: tuple[Sentence, ...] = ()

    def say(self, sentences: Sequence[Sentence]) -> None:
        """Say these, and no longer what was said before."""
        self._sentences = tuple(sentences)
        self.display = bool(sentences)
        self.refresh(layout=True)

    def render(self) -> RenderResult:
        """The sentences, each behind its sign."""
        well, lost = self.get_visual_style("answers--well"), self.get_visual_style("answers--not")
        return Content("\n").join(
            Content.styled(_WELL if said.is_well else _NOT, well if said.is_well else lost)
            + Content("  " + said.words)
            for said in self._sentences
        )


def answer(
    given: Given, text: str, before: Added, after: Added, *, typed: bool
) -> tuple[Sentence, ...]:
    """What to say; nothing where all is well and to be seen.

    Args:
        given: What was understood.
        text: What it was understood from.
        before: What was added before.
        after: What is added now.
        typed: Whether a person typed it, and so meant a path.
    """
    told: list[Sentence] = []
    if not given.is_paths:
        return (Sentence(_not_paths(text, typed=typed)),)
    if given.paths and before == after:
        words = ngettext(
            "That is added already.", "All of that is added already.", len(given.paths)
        )
        told.append(Sentence(words, is_well=True))
    if given.elsewhere:
        words = _("{name} is not on this computer, and was not looked at. Copy it here first.")
        told.append(Sentence(words.format(name=given.elsewhere[0])))
    if given.lost == 1:
        told.append(Sentence(_missing(given.missing[0])))
    elif given.lost:
        words = ngettext(
            "{count} of these is not there, such as {name}.",
            "{count} of these are not there, such as {name}.",
            given.lost,
        )
        told.append(Sentence(words.format(count=given.lost, name=given.missing[0])))
    if not given.is_whole:
        told.append(Sentence(_("That was too much to read to its end.")))
    return tuple(told)


def _not_paths(text: str, *, typed: bool) -> str:
    if typed:
        return _missing(shortened(text.strip()))
    return _("That is not where photos are. Drop files or folders, or type a path.")


def _missing(name: str) -> str:
    return _("There is no {name} here. Check how it is written.").format(name=name)
