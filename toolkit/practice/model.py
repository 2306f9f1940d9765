"""What is planted in what one practises on, photos and a chat, and what is asked about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from toolkit.prose import Prose  # noqa: TC001 - the type of fields is looked up when files are loaded


class Scene(Enum):
    """What is drawn."""

    SQUARE = "square"
    ROOM = "room"
    STREET = "street"
    HILLS = "hills"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a photo says it was taken.

    Attributes:
        latitude: Degrees, north is positive.
        longitude: Degrees, east is positive.
        metres: Above the sea.
    """

    latitude: float
    longitude: float
    metres: int = 0


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo. What is empty is not planted.

    Attributes:
        name: The name of its file, without an ending.
        scene: What is drawn.
        story: Who is said to have sent it, for the quiz.
        make: Of the camera.
        model: Of the camera.
        serial: Of the camera.
        owner: Whose name stands in it.
        taken: Day and time, ``2026:05:03 14:22:10``.
        offset: From UTC, ``+02:00``.
        place: Where.
        comment: What somebody wrote into it.
        program: What edited it last.
        cropped: Whether a small picture from before it was cropped is left in it.
    """

    name: str
    scene: Scene
    story: Prose
    make: str = ""
    model: str = ""
    serial: str = ""
    owner: str = ""
    taken: str = ""
    offset: str = ""
    place: Place | None = None
    comment: str = ""
    program: str = ""
    cropped: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """Something to find out.

    Attributes:
        prompt: What is asked.
        answer: What is right.
        because: Where that stands, and what it means for people.
        photos: The names of the photos that tell it, where photos do.
    """

    prompt: Prose
    answer: Prose
    because: Prose
    photos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kit:
    """All of it.

    Attributes:
        id: The name of its file.
        title: What it is called.
        about: What to do with it.
        photos: The photos, in the order of their files.
        questions: The quiz.
    """

    id: str
    title: Prose
    about: Prose
    photos: tuple[Photo, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """Something done in a chat, as in a scenario of the lab. What is empty is left out.

    Attributes:
        do: What.
        who: Who does it.
        to: To whom, of two people.
        group: In which group.
        members: Who else is in a group that is made.
        signed: Whether its administrator signs who is in it.
        name: Who comes in.
        text: What is written.
    """

    do: str
    who: str = ""
    to: str = ""
    group: Prose = ""
    members: tuple[str, ...] = ()
    signed: bool | None = None
    name: str = ""
    text: Prose = ""


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat that never was, with something wrong in it.

    Attributes:
        id: The name of its file.
        title: What it is called.
        about: What to do with it.
        seed: What all keys are drawn from: the same each time.
        people: Who has a phone from the beginning.
        steps: What happens.
        questions: The quiz.
    """

    id: str
    title: Prose
    about: Prose
    seed: str
    people: tuple[str, ...]
    steps: tuple[Step, ...]
    questions: tuple[Question, ...]
