"""The staged chat as the lab plays it, and a look through all that one practises on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.errors import ContentError
from toolkit.evidence import Review
from toolkit.messaging import script, world
from toolkit.practice import chat as chats
from toolkit.practice import kit as kits
from toolkit.prose import prose
from toolkit.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.messaging.script import Scenario
    from toolkit.practice.model import Chat, Kit

_FOLDER: Final = "practice"
_CHAT: Final = f"{_FOLDER}/{chats.SCRIPT}"


def scenario(chat: Chat) -> Scenario:
    """A staged chat, as the lab plays it.

    Raises:
        ContentError: As `script.read`.
    """
    return script.read(chats.script(chat), _CHAT)


def review() -> Review:
    """Look through photos and chat: their words, what the quiz names, and whether the chat goes."""
    problems = list[ContentError]()
    for problems_of in (_of_photos, _of_chat):
        try:
            problems += problems_of()
        except ContentError as problem:
            problems.append(problem)
    return Review({_FOLDER: 2}, tuple(problems), ())


def _of_photos() -> Iterator[ContentError]:
    kit = kits.load()
    file = f"{_FOLDER}/{kit.id}.toml"
    yield from wording(file, prose(kit))
    yield from _asked(kit, file)
    known = {photo.name for photo in kit.photos}
    for at, question in enumerate(kit.questions, 1):
        for name in question.photos:
            if name not in known:
                field = f"questions[{at}].photos"
                yield ContentError("content-missing-id", file=file, field=field, id=name)


def _of_chat() -> Iterator[ContentError]:
    chat = chats.load()
    yield from wording(_CHAT, prose(chat))
    yield from _asked(chat, _CHAT)
    told = scenario(chat)
    at, _begun = world.begin(told.people, seed=told.seed.encode(), settings=told.settings)
    for number, (step, action) in enumerate(zip(chat.steps, told.steps, strict=True), 1):
        at, events = world.step(at, action)
        if any(event.code == "refused" for event in events):
            field = f"steps[{number}].do"
            yield ContentError("content-bad-value", file=_CHAT, field=field, value=step.do)


def _asked(thing: Kit | Chat, file: str) -> Iterator[ContentError]:
    if not thing.questions:
        yield ContentError("content-empty-field", file=file, field="questions")
