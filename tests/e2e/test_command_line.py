"""The plain command line, run as a person runs it: a process, its words, its answer."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def parasol(*words: str | os.PathLike[str], cwd: Path, **environment: str) -> Answer:
    process = subprocess.run(
        [sys.executable, "-m", "toolkit", *(os.fspath(word) for word in words)],
        cwd=cwd,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "HOME": str(cwd),
            "LC_ALL": "C.UTF-8",
            **environment,
        },
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    return Answer(process.returncode, process.stdout.decode(), process.stderr.decode())


class Answer:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code = code
        self.out = out
        self.err = err
        assert "Traceback" not in err

    @property
    def sentence(self) -> str:
        """What was told of one file that could not be done, unwrapped."""
        return " ".join(self.err.split())

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def photo(**keywords: Any) -> bytes:
    """A small JPEG that says who took it, where and when."""
    exif = Image.Exif()
    exif[0x010F] = "Canon"
    exif[0x0110] = "Canon EOS R5"
    exif[0x013B] = "Leyla Example"
    exif[0x0112] = 6
    exif.get_ifd(0x8769)[0x9003] = "2026:05:03 14:22:10"
    exif.get_ifd(0x8769)[0xA431] = "012345678901"
    exif.get_ifd(0x8825).update(
        {1: "N", 2: (41.0, 0.0, 54.36), 3: "E", 4: (28.0, 58.0, 46.2), 0x1F: 5.0}
    )
    out = BytesIO()
    Image.effect_noise((64, 48), 60).convert("RGB").save(out, "JPEG", exif=exif, **keywords)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "IMG_0412.JPG").write_bytes(photo())
    return tmp_path


def only_copy(folder: Path) -> Path:
    (copy,) = folder.glob("photo-*.jpg")
    return copy


def test_inspect_says_place_person_serial_and_time_in_words(folder: Path) -> None:
    answer = parasol("inspect", "IMG_0412.JPG", cwd=folder)
    assert answer.code == 0
    told = " ".join(answer.out.split())
    for words in (
        "41.0151 N, 28.9795 E",
        "Istanbul",
        "Leyla Example",
        "012345678901",
        "3 May 2026 at 14:22",
        "Canon EOS R5",
        "Faces, signs and screens in the picture are still there.",
    ):
        assert words in told
    assert told.index("Istanbul") < told.index("Leyla") < told.index("012345678901")
    assert not CONTROL.search(answer.out)


def test_clean_writes_one_copy_and_leaves_the_original(folder: Path) -> None:
    before = (folder / "IMG_0412.JPG").read_bytes()
    answer = parasol("clean", "IMG_0412.JPG", cwd=folder)
    assert answer.code == 0
    assert (folder / "IMG_0412.JPG").read_bytes() == before
    copy = only_copy(folder)
    assert b"Leyla" not in copy.read_bytes()
    assert copy.name in answer.out
    assert "Faces, signs and screens in the picture are still there." in answer.out
    assert sorted(p.name for p in folder.iterdir()) == sorted(["IMG_0412.JPG", copy.name])


def test_what_was_cleaned_says_nothing_when_inspected(folder: Path) -> None:
    parasol("clean", "IMG_0412.JPG", cwd=folder)
    answer = parasol("inspect", only_copy(folder), "--json", cwd=folder)
    told = [f for f in answer.json["files"][0]["findings"] if f["stop"]]
    assert told == []


def test_copies_go_where_they_are_sent(folder: Path) -> None:
    photo_ = folder / "IMG_0412.JPG"
    assert parasol("clean", photo_, "--to", "new/deep", cwd=folder).code == 0
    assert only_copy(folder / "new/deep").exists()
    assert parasol("clean", photo_, "--to", "kept", "--keep-names", cwd=folder).code == 0
    assert (folder / "kept" / "IMG_0412.JPG").exists()
    assert parasol("clean", photo_, "--output", "out.jpg", cwd=folder).code == 0
    assert (folder / "out.jpg").stat().st_mode & 0o777 == 0o600
    assert parasol("clean", photo_, "--in-place", cwd=folder).code == 0
    assert b"Leyla" not in photo_.read_bytes()


def test_a_file_that_is_there_is_written_over_only_with_force(folder: Path) -> None:
    (folder / "out.jpg").write_bytes(b"mine")
    answer = parasol("clean", "IMG_0412.JPG", "--output", "out.jpg", cwd=folder)
    assert answer.code == 1
    assert "out.jpg" in answer.sentence
    assert (folder / "out.jpg").read_bytes() == b"mine"
    assert parasol("clean", "IMG_0412.JPG", "--output", "out.jpg", "--force", cwd=folder).code == 0
    assert (folder / "out.jpg").read_bytes().startswith(b"\xff\xd8\xff")


def test_folders_are_read_only_when_asked(folder: Path) -> None:
    (folder / "album" / "inner").mkdir(parents=True)
    (folder / "album" / "inner" / "x.jpg").write_bytes(photo())
    (folder / "album" / "notes.txt").write_bytes(b"not a picture")
    answer = parasol("clean", "album", cwd=folder)
    assert (answer.code, answer.err.count("\n") <= 2) == (1, True)
    answer = parasol("clean", "-r", "album", "--to", "out", cwd=folder)
    assert answer.code == 1
    assert "notes.txt" in answer.err
    assert only_copy(folder / "out").exists()


def test_one_bad_file_never_stops_the_rest(folder: Path) -> None:
    (folder / "empty.jpg").write_bytes(b"")
    answer = parasol("clean", "missing.jpg", "empty.jpg", "IMG_0412.JPG", cwd=folder)
    assert answer.code == 1
    assert "missing.jpg" in answer.err
    assert "empty.jpg" in answer.err
    assert only_copy(folder).exists()


def _bad(folder: Path) -> dict[str, Path]:
    """One of each kind of file that cannot be cleaned."""
    whole = photo()
    os.mkfifo(folder / "pipe")
    (folder / "dangling").symlink_to("nowhere")
    made = {
        "empty": b"",
        "truncated": whole[: len(whole) // 2],
        "unknown": b"neither fish nor fowl" * 40,
        "raw.raf": b"FUJIFILMCCD-RAW 0201" + bytes(200),
        "bomb.png": _png_header(30_000, 30_000),
    }
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return {name: folder / name for name in (*made, "pipe", "dangling", "nowhere")} | {
        "folder": folder,
        "device": Path("/dev/zero"),
    }


def _png_header(width: int, height: int) -> bytes:
    out = BytesIO()
    Image.new("L", (1, 1)).save(out, "PNG")
    content = bytearray(out.getvalue())
    content[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4, "big")
    return bytes(content)


@pytest.mark.parametrize(
    "kind",
    [
        "empty",
        "truncated",
        "unknown",
        "raw.raf",
        "bomb.png",
        "pipe",
        "dangling",
        "nowhere",
        "folder",
        "device",
    ],
)
@pytest.mark.parametrize("verb", ["inspect", "clean"])
def test_what_cannot_be_done_is_told_in_one_sentence(tmp_path: Path, kind: str, verb: str) -> None:
    bad = _bad(tmp_path)
    before = sorted(p.name for p in tmp_path.iterdir())
    answer = parasol(verb, bad[kind], cwd=tmp_path)
    assert answer.code == 1
    assert answer.sentence.endswith(".")
    assert len(answer.sentence) < 260
    assert sorted(p.name for p in tmp_path.iterdir()) == before


STRANGE = {
    "newline": "a\nb.jpg",
    "escape": "\x1b[31mred\x1b[2J.jpg",
    "dash": "-rf.jpg",
    "right-to-left": "\u202egpj.exe",
    "bytes": os.fsdecode(b"\xff\xfe caf\xe9.jpg"),
    "long": "x" * 251 + ".jpg",
    "pipe": "a|touch pwned|.jpg",
    "spaces": "  two  words .jpg",
    "percent": "%s{0}{name}.jpg",
}


@pytest.mark.parametrize("name", STRANGE.values(), ids=STRANGE.keys())
def test_no_name_is_too_strange(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(photo())
    for verb in ("inspect", "clean"):
        answer = parasol(verb, "--", name, cwd=tmp_path)
        assert answer.code == 0, answer.err
        assert not CONTROL.search(answer.out + answer.err)
    assert len(list(tmp_path.iterdir())) == 2
    answer = parasol("clean", "--json", "--", name, cwd=tmp_path)
    assert answer.json["files"][0]["path"] == name
    (tmp_path / name).write_bytes(b"no picture")
    answer = parasol("clean", "--", name, cwd=tmp_path)
    assert answer.code == 1
    assert not CONTROL.search(answer.out + answer.err)


def test_text_from_a_file_can_set_no_colour_and_move_no_cursor(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x013B] = "\x1b[2J\x1b]0;title\x07\u202eevil\r\n\x9b31m"
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif, comment=b"\x1b[31mred\x1bPq")
    (tmp_path / "x.jpg").write_bytes(out.getvalue())
    for words in (["inspect"], ["clean"], ["inspect", "--json"]):
        answer = parasol(*words, "x.jpg", cwd=tmp_path)
        assert answer.code == 0
        assert not CONTROL.search(answer.out + answer.err)


def test_the_json_form_is_the_documented_one(folder: Path) -> None:
    (folder / "bad").write_bytes(b"bad")
    answer = parasol("clean", "--json", "IMG_0412.JPG", "bad", cwd=folder)
    assert answer.code == 1
    document = answer.json
    assert list(document) == ["parasol", "version", "files", "summary"]
    assert (document["parasol"], document["version"]) == ("clean", 1)
    assert document["summary"] == {"done": 1, "failed": 1}
    good, bad = document["files"]
    assert list(good) == [
        "path",
        "ok",
        "copy",
        "format",
        "size",
        "width",
        "height",
        "frames",
        "checked_by",
        "findings",
        "stays",
        "segments",
    ]
    assert list(good["findings"][0]) == [
        "harm",
        "code",
        "sentence",
        "tag",
        "raw",
        "facts",
        "start",
        "stop",
        "verdict",
    ]
    assert list(good["copy"]) == ["path", "size", "checked_by"]
    assert good["findings"][0]["code"] == "gps-position"
    covered = 0
    for segment in good["segments"]:
        assert segment["start"] == covered
        covered = segment["stop"]
    assert covered == good["size"]
    assert list(bad) == ["path", "ok", "error"]
    assert bad["error"]["code"] == "unknown-format"


def test_quiet_says_only_what_could_not_be_done(folder: Path) -> None:
    answer = parasol("clean", "-q", "IMG_0412.JPG", "missing", cwd=folder)
    assert answer.out == ""
    assert "missing" in answer.err
    assert "IMG_0412" not in answer.err


@pytest.mark.parametrize(
    "words",
    [
        ["clean"],
        ["inspect"],
        ["clean", "x", "--to", "a", "--in-place"],
        ["no-such-verb"],
        ["clean", "a", "b", "--output", "c"],
        ["--no-such-option"],
    ],
)
def test_wrong_use_is_code_2_and_one_sentence(tmp_path: Path, words: list[str]) -> None:
    answer = parasol(*words, cwd=tmp_path)
    assert answer.code == 2
    assert answer.out == ""
    assert len(answer.err.splitlines()) == 1


def test_without_exiftool_copies_are_checked_once(folder: Path, tmp_path: Path) -> None:
    answer = parasol("clean", "--json", "IMG_0412.JPG", cwd=folder, PATH=str(tmp_path / "none"))
    assert answer.json["files"][0]["copy"]["checked_by"] == ["parasol"]


def test_with_exiftool_copies_are_checked_twice_unless_told_otherwise(folder: Path) -> None:
    answer = parasol("clean", "--json", "IMG_0412.JPG", cwd=folder)
    readers = answer.json["files"][0]["copy"]["checked_by"]
    if len(readers) == 1:
        pytest.skip("no ExifTool here")
    assert readers[1].startswith("exiftool ")
    answer = parasol("clean", "--json", "--no-second-opinion", "IMG_0412.JPG", cwd=folder)
    assert answer.json["files"][0]["copy"]["checked_by"] == ["parasol"]


def test_formats_doctor_version_and_help_answer(tmp_path: Path) -> None:
    for words in (["formats"], ["doctor"], ["--version"], ["--help"], ["clean", "--help"], []):
        answer = parasol(*words, cwd=tmp_path)
        assert answer.code == 0
        assert answer.out
        assert not CONTROL.search(answer.out)


def test_a_reader_that_goes_away_is_no_fault(folder: Path) -> None:
    process = subprocess.run(  # noqa: S602 - a pipe between two programs is tested
        f"{sys.executable} -m toolkit inspect IMG_0412.JPG IMG_0412.JPG | head -n 1",
        shell=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.stderr == ""
