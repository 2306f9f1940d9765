"""From a few questions to a short plan: which screen follows which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.tui.screens.home import Home

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

    from toolkit.threats.outcome import Item
    from toolkit.tui.planning.session import Session


def begin(app: App[int]) -> None:
    """Ask whether now is a good moment."""
    from toolkit.tui.planning.now_screen import NowScreen  # noqa: PLC0415 - only when wanted

    app.push_screen(NowScreen())


def ask(app: App[int], session: Session) -> None:
    """Ask what there is to ask, then read it back."""
    from toolkit.tui.planning.question_screen import QuestionScreen  # noqa: PLC0415 - as above

    app.push_screen(QuestionScreen(session))


def resume(app: App[int], session: Session) -> None:
    """Go on with what was kept: what is still to ask, or the plan."""
    if session.open():
        ask(app, session)
    else:
        plan(app, session)


def ask_again(app: App[int], session: Session, question: str, then: Callable[[], None]) -> None:
    """Ask one question, then what its answer brings up.

    Args:
        app: The application.
        session: The person's answers.
        question: The id of the question.
        then: What to do when that is over.
    """
    from toolkit.tui.planning.question_screen import QuestionScreen  # noqa: PLC0415 - as above

    def answered(changed: bool | None) -> None:  # noqa: FBT001 - the screen's answer
        following = session.open()
        if changed and following:
            ask_again(app, session, following[0].id, then)
        else:
            then()

    app.push_screen(QuestionScreen(session, question), answered)


def read_back(app: App[int], session: Session) -> None:
    """Say what was heard."""
    from toolkit.tui.planning.heard_screen import HeardScreen  # noqa: PLC0415 - as above

    app.push_screen(HeardScreen(session))


def findings(app: App[int], session: Session) -> None:
    """Say what could happen; where nothing is known to, go on."""
    from toolkit.tui.planning.findings_screen import FindingsScreen  # noqa: PLC0415 - as above

    assessment = session.assessment()
    if assessment.findings:
        app.push_screen(FindingsScreen(session, assessment))
    else:
        care(app, session)


def care(app: App[int], session: Session) -> None:
    """Say what to take care of, before anything else; where there is nothing, go on."""
    from toolkit.tui.planning.care import care_rows  # noqa: PLC0415 - as above
    from toolkit.tui.planning.care_screen import CareScreen  # noqa: PLC0415 - as above

    if care_rows(session.library, session.assessment()):
        app.push_screen(CareScreen(session))
    else:
        plan(app, session)


def plan(app: App[int], session: Session) -> None:
    """Show the plan; first what has changed in it since it was seen."""
    tell_changes(app, session, lambda: _show_plan(app, session))


def tell_changes(app: App[int], session: Session, then: Callable[[], None]) -> None:
    """Say what has changed in the plan since it was seen, if anything has.

    Args:
        app: The application.
        session: The person's answers.
        then: What to do next.
    """
    from toolkit.tui.planning.changes import changes  # noqa: PLC0415 - as above
    from toolkit.tui.planning.changes_screen import ChangesScreen  # noqa: PLC0415 - as above

    old, new = session.shown, session.show()
    rows = changes(session.library, old, new) if old is not None else []
    if rows:
        app.push_screen(ChangesScreen(rows), lambda _answer: then())
    else:
        then()


def _show_plan(app: App[int], session: Session) -> None:
    from toolkit.tui.planning.card_screen import CardScreen  # noqa: PLC0415 - as above
    from toolkit.tui.planning.plan_screen import PlanScreen  # noqa: PLC0415 - as above

    kind = CardScreen if session.assessment().low_footprint else PlanScreen
    app.push_screen(kind(session))


def open_action(app: App[int], session: Session, item: Item, then: Callable[[], None]) -> None:
    """Show all of something to do that stands in the plan.

    Args:
        app: The application.
        session: The person's answers and decisions.
        item: What to show.
        then: What to do when the person comes back.
    """
    from toolkit.tui.planning.action_screen import ActionScreen  # noqa: PLC0415 - as above

    app.push_screen(ActionScreen(session, item), lambda _answer: then())


def open_playbook(app: App[int], session: Session, playbook: str) -> None:
    """Show what to do in one situation."""
    _look_up(app, session, "playbooks", playbook)


def open_steps(app: App[int], session: Session, action: str) -> None:
    """Show how to do something, whether it stands in the plan or not."""
    _look_up(app, session, "actions", action)


def _look_up(app: App[int], session: Session, folder: str, key: str) -> None:
    from toolkit.tui.library.flow import open_ref  # noqa: PLC0415 - only when wanted
    from toolkit.tui.library.shelf import Ref, Shelf  # noqa: PLC0415 - as above

    may_write = not session.assessment().low_footprint
    open_ref(app, Shelf(session.library, may_write=may_write), Ref(folder, key))


def end(app: App[int], session: Session) -> None:
    """Ask what becomes of it all."""
    from toolkit.tui.planning.end_screen import EndScreen  # noqa: PLC0415 - as above

    app.push_screen(EndScreen(session))


def print_page(app: App[int], session: Session) -> None:
    """Show the plan on one page, as the person has decided about it, to be written to a file."""
    from toolkit.threats.paper import as_html, as_text  # noqa: PLC0415 - only when wanted
    from toolkit.tui.library.flow import put_on_paper  # noqa: PLC0415 - as above
    from toolkit.tui.planning.agenda import as_decided  # noqa: PLC0415 - as above

    library, assessment = session.library, as_decided(session, session.assessment())
    put_on_paper(app, as_text(library, assessment), as_html(library, assessment))


def forget(app: App[int], session: Session) -> None:
    """Forget everything, and go home."""
    session.forget()
    with app.batch_update():
        while len(app.screen_stack) > 1 and not isinstance(app.screen, Home):
            app.pop_screen()
