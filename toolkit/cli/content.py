"""`parasol content`: a look through everything that is to be read, for those who write it.

All of it is looked through in English; then it is told how far it was put into other languages.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Final

from toolkit.bundle.pages import heard, translated
from toolkit.bundle.practice import review as practice_review
from toolkit.cli.lists import FAILED, refuse
from toolkit.cli.named import known
from toolkit.cli.terminal import errors, output
from toolkit.content import as_written, said_by
from toolkit.errors import ContentError
from toolkit.evidence import Review
from toolkit.handbook.review import review as handbook_review
from toolkit.handbook.review import review_translated
from toolkit.handbook.shelf import load as handbook
from toolkit.i18n import ENGLISH, _, ngettext
from toolkit.languages import LANGUAGES
from toolkit.messages import explain_error
from toolkit.messaging.lessons.review import review as lessons_review
from toolkit.messaging.lessons.shelf import folder as lessons_folder
from toolkit.messaging.messengers.review import review as messengers_review
from toolkit.messaging.messengers.shelf import folder as messengers_folder
from toolkit.threats.review import review
from toolkit.threats.shelf import COMPILED, compiled_text, folder, load
from toolkit.training.review import review as training_review
from toolkit.training.shelf import load as training
from toolkit.vault.forms.review import review as forms_review
from toolkit.vault.forms.shelf import folder as forms_folder

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from toolkit.bundle.pages import Translated

_CHECK: Final = "check"
_COMPILE: Final = "compile"


def arrange(parser: argparse.ArgumentParser) -> None:
    """Add the words it takes."""
    parser.add_argument(
        "what",
        metavar=_("WHAT"),
        choices=(_CHECK, _COMPILE),
        help=_("check: tell all that is wrong; compile: make the one file that is read at a start"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Check, or compile."""
    try:
        return _check() if arguments.what == _CHECK else _compile()
    except ContentError as error:
        return refuse(error)


def _check() -> int:
    today = datetime.now().astimezone().date()
    with said_by(as_written):
        problems = sum(_looked(look(today)) for look in _REVIEWS)
        named, sources = known(), load().sources
    texts = heard()
    for each in LANGUAGES[1:]:
        guides = list(review_translated(handbook(tongue=each.tag), named, sources))
        problems += _looked(Review({}, tuple(guides), ()))
        _tell_translated(each.tag, translated(texts, each.tag))
    told = ngettext("{count} problem.", "{count} problems.", problems)
    output().line(told.format(count=problems))
    return FAILED if problems else 0


def _looked(seen: Review) -> int:
    """Tell what was seen, and give how many problems there are."""
    for problem in seen.problems:
        errors().paragraph(explain_error(problem, ""))
    for each in seen.overdue:
        output().paragraph(explain_error(each, ""))
    output().columns([(kind, str(count)) for kind, count in seen.things.items()])
    return len(seen.problems)


def _tell_translated(tag: str, found: Translated) -> None:
    """Tell what has changed since it was translated, page by page; and how much there is else."""
    page = output()
    for part in found.parts:
        if part.changed:
            told = _("{page} ({tag}): it has changed since; {missing} of {count} are in English.")
            page.paragraph(
                told.format(page=part.page, tag=tag, missing=part.missing, count=part.count)
            )
    for name in found.old:
        told = _("{page} ({tag}): it has changed since; the old one is shown.")
        page.paragraph(told.format(page=name, tag=tag))
    ways = (found.whole, [part.page for part in found.parts], found.none)
    told = _("{tag}: {whole} pages are translated, {parts} in part; {none} are in English.")
    page.paragraph(told.format(tag=tag, whole=len(ways[0]), parts=len(ways[1]), none=len(ways[2])))
    counts = [Counter(name.rpartition("/")[0] for name in pages) for pages in ways]
    page.columns(
        [
            (kind, ", ".join(str(count[kind]) for count in counts))
            for kind in sorted(set().union(*counts))
        ]
    )


def _threats(today: date) -> Review:
    return review(folder(), today)


def _handbook(today: date) -> Review:
    return handbook_review(handbook(tongue=ENGLISH), known(), load().sources, today)


def _messengers(today: date) -> Review:
    return messengers_review(messengers_folder(), today)


def _lessons(today: date) -> Review:
    return lessons_review(lessons_folder(), today)


def _training(today: date) -> Review:
    return training_review(training(), known(), today)


def _forms(today: date) -> Review:
    return forms_review(forms_folder(), known(), today)


def _practice(_today: date) -> Review:
    return practice_review()


_REVIEWS: Final = (_threats, _handbook, _messengers, _lessons, _training, _forms, _practice)


def _compile() -> int:
    shelf = folder()
    (shelf / COMPILED).write_text(compiled_text(shelf), encoding="utf-8")
    return 0
