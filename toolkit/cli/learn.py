"""`parasol learn`: lessons about encrypted messaging, one line after another. Nothing is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.cli.documents import head, write
from toolkit.cli.lesson_talk import talk
from toolkit.cli.lists import bullets, numbered, refuse, refuse_id, translated
from toolkit.cli.question_lines import read_line
from toolkit.cli.terminal import output
from toolkit.errors import ContentError
from toolkit.i18n import _, ngettext
from toolkit.messaging.lessons import running
from toolkit.messaging.lessons.shelf import load_all
from toolkit.messaging.lessons.words import minutes

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from toolkit.cli.terminal import Page
    from toolkit.messaging.lessons.model import Lesson

VERSION: Final = 1


def arrange(parser: argparse.ArgumentParser) -> None:
    """Add the words it takes."""
    parser.add_argument(
        "lesson",
        metavar=_("LESSON"),
        nargs="?",
        help=_("its number or its id; without it all are listed"),
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument(
        "--trainer", action="store_true", help=_("tell the aims, the timing and questions to ask")
    )
    form.add_argument(
        "--again", action="store_true", help=_("ask only the last question, on a later day")
    )
    form.add_argument("--json", action="store_true", help=_("list the lessons for programs"))


def run(arguments: argparse.Namespace) -> int:
    """List the lessons, or go through one."""
    try:
        lessons = load_all()
        if not arguments.lesson:
            return _listed(lessons, as_json=arguments.json)
        lesson = _found(lessons, arguments.lesson)
        if lesson is None:
            return refuse_id(arguments.lesson)
        if arguments.json:
            return _listed({lesson.id: lesson}, as_json=True)
        translated(output(), f"lessons/{lesson.id}")
        if arguments.trainer:
            tell_trainer(output(), lesson)
            return 0
        begun = running.ask_again(lesson) if arguments.again else running.begin(lesson)
        talk(output(), begun, read_line)
    except ContentError as error:
        return refuse(error)
    return 0


def tell_trainer(page: Page, lesson: Lesson) -> None:
    """What somebody needs who teaches a lesson to a group."""
    page.line(page.bold(f"{lesson.order}. {lesson.title}"))
    page.paragraph(lesson.about)
    page.line()
    bullets(page, _("Who took it can"), lesson.aims)
    page.line(page.bold(_("What people often think, and what is so")))
    page.columns([("-", f"“{each.think}” {each.instead}") for each in lesson.meets], 2, 1)
    page.line()
    whole = sum(each.minutes for each in lesson.trainer.timing)
    told = ngettext("With a group: {count} minute", "With a group: {count} minutes", whole)
    page.line(page.bold(told.format(count=whole)))
    page.columns([(minutes(each.minutes), each.do) for each in lesson.trainer.timing])
    page.line()
    page.line(page.bold(_("Questions to the group")))
    numbered(page, lesson.trainer.questions)
    page.line()
    bullets(page, _("Take care"), lesson.trainer.watch_for)
    if lesson.trainer.without_screens:
        page.line(page.bold(_("Without screens")))
        page.paragraph(lesson.trainer.without_screens, 2)
        page.line()
    page.line(page.bold(_("What shows that it was understood")))
    if lesson.transfer.setting:
        page.paragraph(lesson.transfer.setting, 2)
    page.paragraph(lesson.transfer.ask, 2)
    right = [option for option in lesson.transfer.options if option.right]
    page.columns([("-", f"{option.text} {option.tell}") for option in right], 2, 1)


def _listed(lessons: Mapping[str, Lesson], *, as_json: bool) -> int:
    if as_json:
        entries = [
            {
                "id": each.id,
                "number": each.order,
                "title": each.title,
                "minutes": each.minutes,
                "about": each.about,
                "aims": each.aims,
            }
            for each in lessons.values()
        ]
        write({**head("lessons", VERSION), "lessons": entries})
        return 0
    page = output()
    page.paragraph(_("Lessons in the lab. You predict, you act, you see what really happened."))
    page.line()
    for each in lessons.values():
        told = _("{title} ({minutes})").format(title=each.title, minutes=minutes(each.minutes))
        page.columns([(f"{each.order}.", told), ("", each.about)])
    page.line()
    page.paragraph(
        _("To begin: parasol learn NUMBER. For trainers: parasol learn NUMBER --trainer")
    )
    return 0


def _found(lessons: Mapping[str, Lesson], word: str) -> Lesson | None:
    """The lesson with a number or an id."""
    numbers = {str(each.order): each for each in lessons.values()}
    return numbers.get(word) or lessons.get(word)
