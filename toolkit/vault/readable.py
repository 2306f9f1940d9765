"""A document as text that a person can read, edit and bring back: TOML (toml.io, v1.0).

Keys for letters are left out: they are no notes, and whoever has them can read what is sent.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, Final

from toolkit.errors import VaultError
from toolkit.vault.document import Exchange, from_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.vault.document import Document

LARGEST: Final = 16 << 20

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_UNSEEN: Final = r"\x7f-\x9f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f"
"""What moves a cursor or turns the direction of writing; a text may come from somebody else."""

_ESCAPED: Final = re.compile(rf'[\\"\x00-\x1f{_UNSEEN}]')
_ESCAPED_IN_LINES: Final = re.compile(rf'\\|"(?="")|"\Z|[\x00-\x08\x0b-\x1f{_UNSEEN}]')
_NOT_SHOWN: Final = re.compile(rf"[\x00-\x08\x0b-\x1f{_UNSEEN}]")


def as_text(document: Document) -> str:
    """A document as TOML, without keys for letters."""
    return "\n".join(_lines(document)) + "\n"


def shown(text: str) -> str:
    """A text from somebody else, so that a terminal shows it and obeys nothing in it."""
    return _NOT_SHOWN.sub(_escape, text)


def from_text(text: str) -> Document:
    """A document out of TOML.

    Raises:
        VaultError: ``"text-no-toml"`` with the reason, ``"text-too-large"``, or as
            `document.from_table`.
    """
    if len(text) > LARGEST:
        raise VaultError("text-too-large", most=LARGEST >> 20)
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise VaultError("text-no-toml", reason=str(error)) from error
    document = from_table(table)
    return replace(document, exchange=Exchange(people=document.exchange.people))


def _lines(document: Document) -> Iterator[str]:
    yield f"version = {document.version}"
    if document.marks:
        yield from ("marks = [", *(f"    {_quoted(each)}," for each in document.marks), "]")
    yield from _plan(document)
    yield from _entries(document)
    if document.settings:
        yield from ("", "[settings]", *_pairs(document.settings))
    for person in document.exchange.people:
        yield from _table("exchange.people", {"name": person.name, "recipient": person.recipient})


def _plan(document: Document) -> Iterator[str]:
    for name, answers in (("answers", document.answers), ("choice", document.choice)):
        if answers:
            yield from ("", f"[{name}]")
        for key, values in answers.items():
            yield f"{_key(key)} = [{', '.join(map(_text, values))}]"
    if document.plan is not None:
        yield from ("", "[plan]", f"made = {_text(document.plan.made)}")
        for step in document.plan.steps:
            yield from _table("plan.steps", asdict(step))
    if document.progress:
        yield from ("", "[progress]")
        for key, each in document.progress.items():
            pairs = {"state": each.state, "day": each.day}
            if each.until:
                pairs["until"] = each.until
            yield f"{_key(key)} = {{ {', '.join(_pairs(pairs))} }}"


def _entries(document: Document) -> Iterator[str]:
    for note in document.notes:
        yield from _table("notes", asdict(note))
    for incident in document.incidents:
        table = asdict(incident)
        fields = table.pop("fields")
        yield from _table("incidents", table)
        if fields:
            yield from ("[incidents.fields]", *_pairs(fields))


def _table(name: str, values: dict[str, Any]) -> Iterator[str]:
    yield from ("", f"[[{name}]]", *_pairs(values))


def _pairs(values: dict[str, Any]) -> Iterator[str]:
    for key, value in values.items():
        yield f"{_key(key)} = {_text(value)}"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _quoted(key)


def _text(value: str) -> str:
    if "\n" not in value:
        return _quoted(value)
    return f'"""\n{_ESCAPED_IN_LINES.sub(_escape, value)}"""'


def _quoted(value: str) -> str:
    return f'"{_ESCAPED.sub(_escape, value)}"'


def _escape(match: re.Match[str]) -> str:
    letter = match[0]
    if letter in {"\\", '"'}:
        return f"\\{letter}"
    code = ord(letter)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
