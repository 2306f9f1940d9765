"""What README.md shows is what happens."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from io import BytesIO
from typing import TYPE_CHECKING, Final

import pytest
from PIL import Image

from tests.e2e.test_command_line import ROOT, parasol

if TYPE_CHECKING:
    from pathlib import Path

README: Final = (ROOT / "README.md").read_text(encoding="utf-8")

CONSOLE: Final = re.findall(r"```console\n\$ \./run (.+)\n((?:.*\n)*?)```", README)
PROGRAM: Final = re.findall(r"```python\n((?:.*\n)*?)```", README)

# What differs from run to run, and from machine to machine.
CHANGING: Final = (
    (re.compile(r"photo-[a-z2-9]{8}"), "photo-xxxxxxxx"),
    (re.compile(r"exiftool [0-9.]+"), "exiftool N"),
    (re.compile(r"(last\s+changed:) [^.]*\."), r"\1 N."),
)


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


def test_readme_shows_reading_and_cleaning() -> None:
    assert [words.split()[0] for words, _ in CONSOLE] == ["inspect", "clean"]


@pytest.mark.parametrize(("words", "shown"), CONSOLE, ids=[words for words, _ in CONSOLE])
def test_what_readme_shows_is_what_is_said(tmp_path: Path, words: str, shown: str) -> None:
    (tmp_path / "photo.jpg").write_bytes(photo())
    answer = parasol(*shlex.split(words), cwd=tmp_path)
    if "exiftool" not in answer.out and "exiftool" in shown:
        pytest.skip("README shows the answer with ExifTool, and there is none here")
    assert settled(answer.out) == settled(shown)


def test_the_program_in_readme_runs(tmp_path: Path) -> None:
    (program,) = PROGRAM
    (tmp_path / "photo.jpg").write_bytes(photo())
    subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, check=True
    )
    copy = (tmp_path / "copy.jpg").read_bytes()
    assert copy.startswith(b"\xff\xd8\xff")
    assert b"Leyla" not in copy
