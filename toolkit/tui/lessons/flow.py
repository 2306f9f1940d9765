"""Lessons: which screen follows which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast
from weakref import WeakKeyDictionary

from toolkit.errors import ContentError
from toolkit.i18n import language

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from textual.app import App

    from toolkit.messaging.lessons.model import Lesson
    from toolkit.messaging.lessons.running import State
    from toolkit.tui.app import Parasol
    from toolkit.tui.lessons.course import Course

_courses: Final[WeakKeyDictionary[App[Any], Course]] = WeakKeyDictionary()
"""What was loaded, and how far the person is: as long as the program runs."""


def begin(app: App[Any]) -> None:
    """Show all lessons, or say why that cannot be."""
    from toolkit.tui.lessons.list_screen import ListScreen  # noqa: PLC0415 - only when wanted

    course = _course(app)
    if course is not None:
        app.push_screen(ListScreen(course))


def open_named(app: App[Any], lesson: str, *, teach: bool = False) -> None:
    """Play one lesson, from where none is loaded, or show how to teach it; or say why it cannot be.

    Args:
        app: The application.
        lesson: Its id.
        teach: Whether to show how to teach it to a group.
    """
    course = _course(app)
    if course is not None and teach:
        trainer(app, course.lessons[lesson])
    elif course is not None:
        play(app, course, lesson, lambda: None)


def _course(app: App[Any]) -> Course | None:
    """All lessons, with what an open vault knows; where they cannot be read, that is shown."""
    from toolkit.messaging.lessons.shelf import load_all  # noqa: PLC0415 - only when wanted
    from toolkit.tui.lessons import kept  # noqa: PLC0415 - as above
    from toolkit.tui.lessons.course import Course  # noqa: PLC0415 - as above

    course = _courses.get(app)
    if course is None or course.language != language():
        try:
            lessons = load_all()
        except ContentError as error:
            from toolkit.tui.library.flow import cannot_read  # noqa: PLC0415 - as above

            cannot_read(app, error)
            return None
        if course is None:
            _courses[app] = Course(lessons)
        else:
            course.say_anew(lessons)
    kept.bring(cast("Parasol", app), _courses[app])
    return _courses[app]


def play(
    app: App[Any], course: Course, lesson: str, then: Callable[[], None], *, again: bool = False
) -> None:
    """Play a lesson: go on with it where it was begun; or ask only its last question.

    Args:
        app: The application.
        course: All lessons.
        lesson: Its id.
        then: What to do when the person comes back.
        again: Whether to ask only the last question.
    """
    from toolkit.tui.lessons.lesson_screen import LessonScreen  # noqa: PLC0415 - only when wanted
    from toolkit.tui.lessons.play import begun, said_anew  # noqa: PLC0415 - as above

    left = None if again else course.begun.get(lesson)
    played = said_anew(left, course.lessons[lesson]) if left else None
    played = played or begun(course.lessons[lesson], again=again)
    app.push_screen(LessonScreen(course, played), lambda _answer: then())


def lab(app: App[Any], state: State) -> None:
    """Open the lab in the world of a lesson, as it is at that moment."""
    from toolkit.tui.lab.lab_screen import LabScreen  # noqa: PLC0415 - only when wanted
    from toolkit.tui.lab.stage import entered  # noqa: PLC0415 - as above

    events = tuple(event for _where, event in state.happened)
    app.push_screen(LabScreen(entered(state.world, events)))


def trainer(app: App[Any], lesson: Lesson) -> None:
    """Show what somebody needs who teaches a lesson to a group."""
    from toolkit.tui.lessons.trainer_screen import TrainerScreen  # noqa: PLC0415 - only when wanted

    app.push_screen(TrainerScreen(lesson))
