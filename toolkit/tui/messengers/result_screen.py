"""What fits: at most three, each with why, what it does not protect, and what to do today."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual.binding import Binding

from toolkit.i18n import N_, _
from toolkit.messaging.messengers.dates import about_result
from toolkit.messaging.messengers.outcome import NO_MESSENGER
from toolkit.messaging.messengers.telling import name_of
from toolkit.tui.library.when import said
from toolkit.tui.messengers.pieces import CARE, LINK, OLD, setting_blocks
from toolkit.tui.messengers.reading_page import Guide, ReadingPage
from toolkit.tui.widgets.reading import Block, Reading, Section, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.binding import BindingType

    from toolkit.messaging.messengers.outcome import Result
    from toolkit.tui.app import Parasol
    from toolkit.tui.messengers.session import Session

_FITS: Final = "✓"
_MOST_REASONS: Final = 5
"""Reasons that are told, what decided first; `parasol choose --json` has them all."""


class ResultScreen(ReadingPage):
    """Says what fits.

    Args:
        session: What was answered.
    """

    HEADING = N_("Which messenger")
    EXPLAIN = N_(
        "The best for what you answered stands first. Where two are equal, that is said.\n"
        "Tab goes to the next link: all of a messenger, or how to change a setting.\n"
        "Below stands what was left out, and why. Left goes back to the questions."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "keep", N_("keep in my vault")),
        Binding("v", "forget", N_("forget in my vault")),
        Binding("e", "export", N_("write as text")),
        Binding("left,backspace", "back", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session.shelf)
        self._session = session
        self._outcome = session.outcome()

    @property
    def SHOWS_KEPT(self) -> bool:  # noqa: N802 - as the screens of the vault have it
        """Whether it goes when the vault is closed."""
        return cast("Parasol", self.app).vault.takes_along(self._session.let_go)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is kept already is kept with each change, until it is forgotten."""
        if action in {"keep", "forget", "export"}:
            return self._session.is_kept == (action != "keep")
        return super().check_action(action, parameters)

    def action_keep(self) -> None:
        """Keep the answers, once there is a vault."""
        from toolkit.tui.vault import choice_kept, flow  # noqa: PLC0415 - only when wanted

        app = cast("Parasol", self.app)

        def keep() -> None:
            choice_kept.keep(app, self._session)
            self.refresh_bindings()

        flow.with_vault(app, keep)

    def action_export(self) -> None:
        """Write the kept answers outside the vault."""
        from toolkit.tui.vault import flow  # noqa: PLC0415 - as above

        flow.export(cast("Parasol", self.app), "choice")

    def action_forget(self) -> None:
        """Ask, then forget the answers in the vault."""
        from toolkit.tui.vault import choice_kept, forgetting  # noqa: PLC0415 - as above

        app = cast("Parasol", self.app)

        def forget() -> None:
            choice_kept.forget(app, self._session)
            self.refresh_bindings()

        forgetting.ask(
            app,
            _("Forget what you answered about messengers?"),
            forget,
            _("The vault keeps it no more. Here it stays until the vault is closed."),
        )

    def title_line(self) -> str:
        """What stands below."""
        return _("What fits what you answered")

    def on_screen_resume(self) -> None:
        """Coming back after answers were changed, say what fits now."""
        if not self.is_current:
            return
        outcome = self._session.outcome()
        if outcome != self._outcome:
            self._outcome = outcome
            self.query_one(Reading).show(tuple(self.sections()))

    def sections(self) -> Iterator[Section]:
        """What fits, what to know besides, and who was left out."""
        outcome = self._outcome
        first: list[Block] = []
        if outcome.old:
            told = _("Some of these facts are older than a year. Look whether they still hold.")
            first.append(Block(told, Tone.MIDDLE, OLD, Tone.MIDDLE))
        first += [Block(note, Tone.MIDDLE, CARE, Tone.MIDDLE) for note in outcome.notes]
        if first:
            yield Section("", tuple(first))
        if len(outcome.results) > 1:
            short = (
                Block(name_of(each), mark=str(number))
                for number, each in enumerate(outcome.results, 1)
            )
            yield Section(_("In short"), tuple(short))
        for number, result in enumerate(outcome.results, 1):
            yield from self._result(number, result)
        if outcome.also_equal:
            told = _("By your answers, these are equal to the last one: {names}.")
            names = self._names(outcome.also_equal)
            yield Section(_("Equal"), (Block(told.format(names=names)),))
        if outcome.left_out:
            blocks = tuple(
                Block(each.name, mark=LINK, to=each.messenger, below=(each.because[0].text,))
                for each in outcome.left_out
            )
            yield Section(_("Left out, and why"), blocks, Tone.MUTED)

    def _result(self, number: int, result: Result) -> Iterator[Section]:
        title = Block(
            f"{number}  {name_of(result)}" if len(self._outcome.results) > 1 else name_of(result),
            Tone.STRONG,
            to=None if result.messenger == NO_MESSENGER else result.messenger,
        )
        head = [title]
        if result.equal_to:
            told = _("By your answers, equal to {names}.")
            head.append(Block(told.format(names=self._names(result.equal_to)), Tone.LOW))
        about = about_result(result, said)
        if about:
            tone = Tone.MIDDLE if result.old else Tone.MUTED
            head.append(Block(about, tone, OLD if result.old else "", Tone.MIDDLE))
        yield Section("", tuple(head))
        why = tuple(Block(each.text, mark=_FITS) for each in result.because[:_MOST_REASONS])
        if why:
            yield Section(_("Why"), why)
        not_protected = tuple(Block(text, mark="–") for text in result.not_protected)
        yield Section(_("What it does not protect"), not_protected, Tone.MIDDLE, CARE)
        today = setting_blocks(self.shelf, result.settings)
        today += tuple(Block(text, mark="□") for text in result.today)
        if result.guide:
            today += (Block(_("Read the guide about it"), mark=LINK, to=Guide(result.guide)),)
        if today:
            yield Section(_("Today"), today)

    def _names(self, keys: tuple[str, ...]) -> str:
        return ", ".join(self.shelf.book.messengers[key].name for key in keys)
