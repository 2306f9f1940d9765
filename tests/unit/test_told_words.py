"""Every word of the command line, and every sentence about a photo, is translated."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest

from tests import pseudo
from tests.e2e.test_readme import photo
from toolkit import cli, errors
from toolkit.__main__ import VERBS
from toolkit.cli import usage_words
from toolkit.cli.telling import checked, tell_report
from toolkit.cli.terminal import NARROWEST, Page, width
from toolkit.cli.vault import ACTIONS
from toolkit.i18n import _
from toolkit.machine import Trace
from toolkit.messages import MESSAGES, explain_error, placeholders
from toolkit.metadata import explain, inspect
from toolkit.metadata.file_names import SHAPES
from toolkit.metadata.formats import FORMATS
from toolkit.metadata.model import Finding, Harm, Stay, Stays
from toolkit.metadata.sentences import SENTENCES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LETTERS = re.compile(r"[A-Za-z]+")

# Words of the command line that are the same in every language.
OPTIONS = re.compile(r"(?<!\w)--?[a-z]+(?:-[a-z]+)*")
NAMES = {"parasol", *VERBS, *ACTIONS, "Parasol", "Python", "ExifTool", "exiftool", "JPEG"}
NAMES |= {"KB", "xterm"}


@pytest.fixture(autouse=True, params=[pseudo.LONG, pseudo.RTL])
def _pseudo(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
    pseudo.speak(request.param, tmp_path / "words")
    yield
    pseudo.speak_english()


def english(text: str, *data: str) -> list[str]:
    """Words that are neither translated, nor the program's own language, nor data."""
    text = OPTIONS.sub(" ", text)
    for known in sorted({*NAMES, *data}, key=len, reverse=True):
        text = re.sub(rf"(?<![^\W_]){re.escape(known)}(?![^\W_])", " ", text)
    return LETTERS.findall(text)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "3.jpg"
    path.write_bytes(photo())
    return path


def answer(*words: str) -> int:
    try:
        return cli.run(words)
    except SystemExit as end:
        return int(end.code or 0)


def data_in(path: Path) -> list[str]:
    """What a photo says, word by word."""
    found = inspect(path).findings
    values = [value for each in found for value in (each.raw, *each.facts.values())]
    return [path.name, *values, *(word for value in values for word in value.split())]


@pytest.mark.parametrize("words", [(), *((verb, "--help") for verb in VERBS), ("--help",)])
def test_no_english_is_left_in_the_help(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(*words) == 0
    assert english(capsys.readouterr().out) == []


@pytest.mark.parametrize(
    "words",
    [
        ("never",),
        ("inspect",),
        ("clean", "1", "--never"),
        ("clean", "1", "--to"),
        ("clean", "1", "--to", "2", "--output", "3"),
        ("clean", "1", "2", "--output", "3"),
        ("clean", "1", "--force=3"),
        ("inspect", "4"),
    ],
)
def test_no_english_is_left_in_what_is_said_of_wrong_use(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(*words) != 0
    told = capsys.readouterr()
    assert told.err
    assert english(told.out + told.err, "never") == []


def test_no_english_is_left_in_inspect(picture: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer("inspect", str(picture)) == 0
    told = capsys.readouterr().out
    assert "41.0151" in told
    assert english(told, *data_in(picture), "Istanbul", "Turkey", str(picture)) == []


def test_no_english_is_left_in_clean(picture: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = picture.with_name("4.jpg")
    assert answer("clean", str(picture), "--output", str(output)) == 0
    told = capsys.readouterr().out
    assert english(told.replace(str(picture.parent), ""), "3.jpg", "4.jpg") == []


def test_no_english_is_left_in_formats(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer("formats") == 0
    names = [word for each in FORMATS for word in (*each.name.split(), *each.suffixes)]
    assert english(capsys.readouterr().out, *names) == []


def test_no_english_is_left_in_doctor(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = ("thumbnails", "recent-files", "file-index", "shell-history", "swap", "core-dumps")
    found = [Trace(code, "/7", 8) for code in codes]
    monkeypatch.setattr("toolkit.cli.doctor.traces", lambda: found)
    assert answer("doctor") == 0
    assert english(capsys.readouterr().out) == []


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_no_english_is_left_in_a_sentence(code: str) -> None:
    names = {name for template in SENTENCES[code] for name in placeholders(template)}
    facts = dict.fromkeys(names, "7") | {"seconds": "90061", "bytes": "3"}
    facts |= {"latitude": "0", "longitude": "-150", "time": "2026-05-03T14:22", "altitude": "5"}
    told = explain.sentence(Finding(Harm.UNKNOWN, code, "8", "9", 0, 0, facts=facts))
    assert english(told) == []
    assert english(explain.sentence(Finding(Harm.UNKNOWN, code, "8", "", 0, 0))) == []


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_no_english_is_left_in_what_is_said_of_a_failure(code: str) -> None:
    facts = dict.fromkeys(placeholders(MESSAGES[code]) - {"name"}, "7")
    assert english(explain_error(errors.ParasolError(code, **facts), "8")) == []


def test_no_english_is_left_in_the_names_of_things() -> None:
    told = [explain.harm_name(harm) for harm in Harm]
    told += [name(Stay(what, "6")) for what in Stays for name in (explain.stay_name, explain.stays)]
    told += [explain.said_size(size) for size in (1, 2, 3000, 3_000_000)]
    told += [explain.said_time(iso) for iso in ("2026-05-03", "2026-12-03T14:22Z")]
    told += [checked(["1"]), checked(["1", "2"]), explain.always()]
    assert english(" ".join(told)) == []


def test_shapes_of_names_are_a_programs_name_or_translated() -> None:
    for shape in SHAPES:
        told = explain.sentence(
            Finding(Harm.HISTORY, "telling-name", "8", "9", 0, 0, facts={"pattern": shape.pattern})
        )
        assert english(told, *shape.pattern.split()) == []
        if shape.pattern[0].islower():
            assert english(told) == []


def test_what_argparse_says_is_in_the_catalogue() -> None:
    for text in usage_words.WORDS:
        assert _(text) != text


@pytest.mark.parametrize("columns", [NARROWEST, 80])
def test_long_words_stay_within_the_page(
    columns: int, picture: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # The stream as pytest has replaced it.
    tell_report(
        Page(sys.stdout, styled=False, live=False, width=columns), "3.jpg", inspect(picture)
    )
    # The first names the file; the terminal itself wraps a long name.
    lines = capsys.readouterr().out.splitlines()[1:]
    assert max(map(width, lines)) <= columns, "\n".join(lines)
