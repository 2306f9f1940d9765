"""A lesson in Latin with something of everything: what is English on its screens is ours."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from toolkit.content import build
from toolkit.messaging.lessons.checking import check
from toolkit.messaging.lessons.model import Lesson
from toolkit.tui.lessons.course import Course
from toolkit.tui.lessons.play import begun

if TYPE_CHECKING:
    from toolkit.messaging.lessons.running import Given
    from toolkit.tui.lessons.play import Play

TODAY: Final = date(2026, 11, 22)

_TEXT: Final = """
id = "parva"
title = "Litterae parvae"
order = 1
minutes = 3
about = "Quis legat quod scribis."
seed = "parva"
people = ["Lucia", "Marcus"]
aims = ["Dicere quis legat.", "Numeros comparare ante verba."]
scenario = ["Lucia Marco scribit.", "Nemo legere debet."]
keep = ["Primum numeros compara.", "Deinde scribe."]
unknown = ["Nescimus quot legant."]
reviewed = 2026-11-22
review_due = 2027-05-22

[settings]
post_quantum = false

[[meets]]
think = "Nemo legit."
instead = "Aliquis legit."

[values]
readers = { take = "reader-ids", of = "sent", text = "{words}", who = "Marcus" }

[prediction]
ask = "Quis leget?"
several = true
computed = "readers"
options = [
  { id = "network", text = "cursor", tell = "Cursor portat tantum." },
  { id = "server", text = "tabellarius", tell = "Tabellarius signum videt." },
  { id = "seizer", text = "qui telephonum tenet", tell = "Ibi verba stant." },
]

[[acting]]
say = ["Nunc Lucia es."]
write = { ask = "Quid scribis?", name = "words", example = "Veni ad pontem" }

[[acting]]
id = "sent"
do = [{ do = "send", who = "Lucia", to = "Marcus", text = "{words}" }, { do = "carry" }]
show = [
  { see = "windows", title = "Fenestrae", of = "sent", text = "{words}", phones = ["Marcus"] },
  { see = "bytes", title = "Clausae", of = "sent", watchers = ["server"], trace = "envelope" },
]
then = ["Cursor nihil legit."]

[[acting]]
id = "choose"

[acting.task]
ask = "Quid facis?"

[[acting.task.choices]]
id = "ask"
text = "Rogo."
tell = "Hoc nihil probat."
again = true

[[acting.task.choices]]
id = "compare"
text = "Numeros comparo."
do = [{ do = "compare", who = "Lucia", to = "Marcus" }]
show = [{ see = "numbers", title = "Numeri", who = "Lucia", to = "Marcus" }]
tell = "Recte."

[[acting]]

[acting.sort]
ask = "Chartas pone."
piles = [{ id = "go", text = "perge" }, { id = "stop", text = "desine" }]
cards = [
  { text = "Numerus novus.", piles = ["stop"], tell = "Roga.", tells = { go = "Festinas." } },
  { text = "Numerus idem.", piles = ["go"], tell = "Idem manet." },
]

[[reveal]]
id = "later"
show = [{ see = "lines", title = "Omnia", of = "sent", watchers = ["network"] }]
then = ["Tempus quoque patet."]

[transfer]
setting = "Alio loco, alio die."
ask = "Quid nunc?"
options = [
  { id = "write", text = "Statim scribo.", tell = "Nescis quis legat." },
  { id = "meet", text = "Convenio.", tell = "Vultum vides.", right = true },
]

[trainer]
timing = [{ minutes = 2, do = "Ludite bini." }, { minutes = 6, do = "Loquimini." }]
questions = ["Quis vos legit?", "Quem primum convenitis?"]
watch_for = ["Nemo cogatur."]
without_screens = "Chartis ludite."
"""

WORDS: Final = tuple(sorted(set(re.findall(r"[A-Za-z]+", _TEXT))))


@cache
def lesson() -> Lesson:
    """It."""
    made = build(Lesson, tomllib.loads(_TEXT), "lessons/parva.toml")
    assert list(check(made)) == []
    return made


def course() -> Course:
    """A course of it alone, on a day that stays."""
    return Course({"parva": lesson()}, lambda: TODAY)


ANSWERS: Final[tuple[Given, ...]] = (
    ("server", "seizer"),
    ("sure",),
    ("Veni ad pontem",),
    (),
    ("ask",),
    ("compare",),
    (),
    ("go",),
    ("go",),
    (),
    (),
    ("write",),
)
"""A way through it, wrong more often than right."""


def played(moves: int) -> Play:
    """The lesson after so many answers."""
    play = begun(lesson())
    for given in ANSWERS[:moves]:
        play = play.moved(given)
    return play
