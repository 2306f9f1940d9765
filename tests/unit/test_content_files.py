"""A content file becomes a value, or one sentence that names the file and the field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

import pytest

from toolkit.content import build, load
from toolkit.errors import ContentError

if TYPE_CHECKING:
    from pathlib import Path


class Colour(Enum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Part:
    text: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Thing:
    id: str
    name: str
    colour: Colour
    when: date
    parts: tuple[Part, ...] = ()
    names: dict[str, str] | None = None
    good: bool = False


WHOLE = 'name = " A "\ncolour = "red"\nwhen = 2026-11-22\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "things" / "one.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_becomes_a_value_and_its_name_the_id(tmp_path: Path) -> None:
    more = '[[parts]]\ntext = "x"\n[names]\na = "b"\n'
    assert load(Thing, written(tmp_path, WHOLE + more)) == Thing(
        "one", "A", Colour.RED, date(2026, 11, 22), (Part("x"),), {"a": "b"}
    )


@pytest.mark.parametrize(
    ("text", "code", "field"),
    [
        (WHOLE + "size = 1", "content-unknown-field", "size"),
        (WHOLE + '[[parts]]\ntext = "x"\nsize = 1', "content-unknown-field", "parts[1].size"),
        (WHOLE + "[[parts]]\ncount = 1", "content-missing-field", "parts[1].text"),
        ('name = "A"', "content-missing-field", "colour"),
        (WHOLE.replace('" A "', "1"), "content-wrong-type", "name"),
        (WHOLE.replace('"red"', '"blue"'), "content-wrong-type", "colour"),
        (WHOLE.replace("2026-11-22", '"soon"'), "content-wrong-type", "when"),
        (WHOLE.replace("2026-11-22", "2026-11-22T10:00:00"), "content-wrong-type", "when"),
        (WHOLE + "good = 1", "content-wrong-type", "good"),
        (WHOLE + 'parts = "x"', "content-wrong-type", "parts"),
        (WHOLE + "parts = [1]", "content-wrong-type", "parts[1]"),
        (WHOLE + "[names]\na = 1", "content-wrong-type", "names.a"),
        (WHOLE + '[[parts]]\ntext = "x"\ncount = true', "content-wrong-type", "parts[1].count"),
        (WHOLE + 'id = "two"', "content-unknown-field", "id"),
    ],
)
def test_what_does_not_fit_is_told_with_the_file_and_the_field(
    text: str, code: str, field: str, tmp_path: Path
) -> None:
    with pytest.raises(ContentError) as caught:
        load(Thing, written(tmp_path, text))
    assert (caught.value.code, caught.value.facts) == (
        code,
        {"file": "things/one.toml", "field": field},
    )


def test_what_is_no_toml_is_told_with_the_place(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        load(Thing, written(tmp_path, "name = \n"))
    assert caught.value.code == "content-no-toml"
    assert "line 1" in str(caught.value.facts["reason"])


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        load(Thing, tmp_path / "things" / "none.toml")
    assert caught.value.code == "content-unreadable"


def test_a_day_may_be_text_where_there_are_no_days() -> None:
    table = {"id": "one", "name": "A", "colour": "red", "when": "2026-11-22"}
    assert build(Thing, table, "things/one.toml").when == date(2026, 11, 22)
