"""A form, as frozen values. One file holds one; its name is the form's id."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - the type of fields is looked up when files are loaded

from toolkit.prose import Prose  # noqa: TC001 - as above


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is asked. Every one may stay empty.

    Attributes:
        id: Under what the vault keeps the answer; it never changes its meaning.
        ask: The question.
        hint: What is enough, and what is too much.
    """

    id: str
    ask: Prose
    hint: Prose = ""


@dataclass(frozen=True, slots=True)
class Form:
    """What to write down of something, and what not.

    Attributes:
        id: Its id.
        title: What it is called.
        about: What it is for.
        when: How its day is asked for.
        leave_out: What must not stand there.
        found: What could become of it when somebody finds it.
        fields: What is asked.
        see: What to do now, such as ``playbook:seized-device``.
        reviewed: When somebody last looked at all of it.
        review_due: When that has to happen again.
        order: Where it stands in the list.
    """

    id: str
    title: Prose
    about: Prose
    when: Prose
    leave_out: tuple[Prose, ...]
    found: tuple[Prose, ...]
    fields: tuple[Field, ...]
    see: tuple[str, ...]
    reviewed: date
    review_due: date
    order: int
