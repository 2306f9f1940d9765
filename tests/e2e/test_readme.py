"""What README.md and `docs/` show is what happens."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

import pytest
from PIL import Image

from tests.e2e.test_command_line import ROOT, parasol
from toolkit import cli
from toolkit.vault.forms.shelf import load as forms

if TYPE_CHECKING:
    from pathlib import Path

PAGES: Final = (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"))
README: Final = (ROOT / "README.md").read_text(encoding="utf-8")
FOR_SCRIPTS: Final = (ROOT / "docs" / "for-scripts.md").read_text(encoding="utf-8")

CONSOLE: Final = re.findall(r"```console\n\$ \./run (.+)\n((?:.*\n)*?)```", README)
SHOWN: Final = tuple(dict.fromkeys(re.findall(r"`\./run ([^`]+)`", README + FOR_SCRIPTS)))

ASKING: Final = (["plan"], ["choose"], ["choose", "--plan", "FILE"], ["learn", "four-windows"])
"""These ask a person, as `vault` asks for a passphrase: that their words exist is enough here."""

# What differs from run to run, and from machine to machine.
CHANGING: Final = (
    (re.compile(r"photo-[a-z2-9]{8}"), "photo-xxxxxxxx"),
    (re.compile(r"exiftool [0-9.]+"), "exiftool N"),
    (re.compile(r"(last\s+changed:) [^.]*\."), r"\1 N."),
)


@cache
def photo() -> bytes:
    """The photo of README's example: invented, and the same each time."""
    exif = Image.Exif()
    exif[0x010F] = "Apple"
    exif[0x0110] = "iPhone 13"
    exif[0x0131] = "17.4.1"
    exif[0x013B] = "Leyla Example"
    exif[0x0112] = 6
    exif.get_ifd(0x8769).update(
        {0x9003: "2026:05:03 14:22:10", 0x9011: "+03:00", 0xA431: "F2LX12345678"}
    )
    exif.get_ifd(0x8825).update(
        {1: "N", 2: (41.0, 0.0, 54.36), 3: "E", 4: (28.0, 58.0, 46.2), 0x1F: 5.0}
    )
    shades = Image.linear_gradient("L").resize((1600, 1200))
    picture = Image.merge("RGB", (shades, shades.rotate(90), shades.rotate(180)))
    out = BytesIO()
    picture.save(out, "JPEG", quality=90, exif=exif)
    return out.getvalue()


def settled(text: str) -> str:
    for changing, constant in CHANGING:
        text = changing.sub(constant, text)
    return " ".join(text.split())


def example(form: str, page: str = FOR_SCRIPTS) -> tuple[str, ...]:
    """The examples of one form, such as ``json``."""
    return tuple(re.findall(rf"```{form}\n((?:.*\n)*?)```", page))


def test_readme_shows_reading_cleaning_and_what_trainers_need() -> None:
    shown = [words.split()[0] for words, _ in CONSOLE]
    assert shown == ["inspect", "clean", "training", "practice"]


@pytest.mark.parametrize(("words", "shown"), CONSOLE, ids=[words for words, _ in CONSOLE])
def test_what_readme_shows_is_what_is_said(tmp_path: Path, words: str, shown: str) -> None:
    (tmp_path / "photo.jpg").write_bytes(photo())
    answer = parasol(*shlex.split(words), cwd=tmp_path)
    if "exiftool" not in answer.out and "exiftool" in shown:
        pytest.skip("README shows the answer with ExifTool, and there is none here")
    assert settled(answer.out) == settled(shown)


@pytest.mark.parametrize("shown", SHOWN)
def test_every_command_that_is_shown_does_something(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], shown: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "album").mkdir()
    for name in ("photo.jpg", "album/one.jpg"):
        (tmp_path / name).write_bytes(photo())
    plan, choice = example("json")
    (scenario,) = example("toml")
    given = {"plan": plan, "choose": choice, "lab": scenario}
    words = shlex.split(shown)
    (tmp_path / "FILE").write_text(given.get(words[0], ""), encoding="utf-8")
    if words[0] not in cli._verbs():
        assert words == ["--slow-link"] or (tmp_path / words[0]).is_file()
        return
    if words[0] == "vault" or words in ASKING:
        named = cli._parser(words).parse_args(words)
        assert getattr(named, "form", None) in {None, *forms()}
        return
    assert cli.run(words) == 0
    out, err = capsys.readouterr()
    assert not err
    if "--json" in words:
        assert json.loads(out)["version"] == 1
    else:
        assert out


def test_the_program_that_is_shown_runs(tmp_path: Path) -> None:
    (program,) = example("python")
    (tmp_path / "photo.jpg").write_bytes(photo())
    subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, check=True
    )
    copy = (tmp_path / "copy.jpg").read_bytes()
    assert copy.startswith(b"\xff\xd8\xff")
    assert b"Leyla" not in copy


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_the_documents_lead_to_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (page.parent / target).is_file(), target
    headings = re.findall(r"^#+ (.+)", text, re.MULTILINE)
    anchors = {each.lower().replace(" ", "-") for each in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors


def test_no_picture_is_kept_that_is_not_shown() -> None:
    pictures = {f"docs/{each.name}" for each in (ROOT / "docs").glob("*.svg")}
    assert pictures == set(re.findall(r"!\[[^]]+\]\(([^)]+)\)", README))


def test_readme_is_read_in_a_few_minutes() -> None:
    assert len(README.splitlines()) < 250
