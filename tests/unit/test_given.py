"""What terminals and file managers paste for dropped files, and what is understood from it."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from toolkit.tui import mounts as mounts_module
from toolkit.tui.cleaning import given as given_module
from toolkit.tui.cleaning.given import MOST_LOST, Given, understood

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAMES = (
    "a.jpg",
    "a b.jpg",
    "c  d.jpg",
    "it's.jpg",
    'say "x".jpg',
    "*.jpg",
    "$HOME.jpg",
    "100%.jpg",
    "100%20.jpg",
    "写真 1.jpg",
    "back\\slash.jpg",
    "two\nlines.jpg",
    " edge.jpg ",
    "~",
    "-rf",
    "#1.jpg",
)


@pytest.fixture
def album(tmp_path: Path) -> Path:
    """A folder with files of difficult names, and a folder in it."""
    folder = tmp_path / "my album"
    folder.mkdir()
    for name in NAMES:
        (folder / name).touch()
    (folder / "deep").mkdir()
    (folder / "deep" / "x.png").touch()
    return folder


def names(found: Given, album: Path) -> list[str]:
    return [os.path.relpath(path, album) for path in found.paths]


# Each as it arrives from the program named. D is the folder; U the same in an address, B escaped;
# S is a folder without spaces in its name.
REAL = {
    "gnome-terminal: quoted, a space after each": ("'D/a b.jpg' 'D/a.jpg' ", ["a b.jpg", "a.jpg"]),
    "gnome-terminal: a quote in the name": (r"'D/it'\''s.jpg' ", ["it's.jpg"]),
    "konsole: quoted only where needed": ("'D/a b.jpg' 'D/*.jpg'", ["a b.jpg", "*.jpg"]),
    "kitty: one a line": ("D/a b.jpg\nD/a.jpg", ["a b.jpg", "a.jpg"]),
    "foot: quoted, a space at the end": ("'D/a b.jpg' ", ["a b.jpg"]),
    "alacritty: as it is, a space at the end": ("D/a b.jpg ", ["a b.jpg"]),
    "alacritty: a name that ends in a space": ("D/ edge.jpg  ", [" edge.jpg "]),
    "xterm: many, unquoted, in one line": ("D/a b.jpg D/c  d.jpg", ["a b.jpg", "c  d.jpg"]),
    "iterm2: escaped": (r"B/a\ b.jpg B/it\'s.jpg ", ["a b.jpg", "it's.jpg"]),
    "iterm2: a backslash in the name": (r"B/back\\slash.jpg ", ["back\\slash.jpg"]),
    "urxvt: addresses": ("file://U/a%20b.jpg file://U/a.jpg", ["a b.jpg", "a.jpg"]),
    "a terminal that turns ends of lines": ("'D/a.jpg'\r'D/a b.jpg'\r", ["a.jpg", "a b.jpg"]),
    "the same, and one in a name": ("'D/two\rlines.jpg' 'D/a.jpg'", ["two\nlines.jpg", "a.jpg"]),
    "a list of addresses (RFC 2483)": (
        "# two photos\r\nfile://U/a%20b.jpg\r\nfile://localhostU/a.jpg\r\n",
        ["a b.jpg", "a.jpg"],
    ),
    "nautilus: copied": (
        "x-special/nautilus-clipboard\ncopy\nfile://U/a%20b.jpg\nfile://U/deep\n",
        ["a b.jpg", "deep"],
    ),
    "dolphin: copied": ("file://U/a%20b.jpg\nfile://U/a.jpg", ["a b.jpg", "a.jpg"]),
    "thunar: paths, one a line": ("D/a b.jpg\r\nD/deep\r\n", ["a b.jpg", "deep"]),
    "one slash, as KDE and Java write": ("file:U/a%20b.jpg", ["a b.jpg"]),
    "an address that nobody encoded": ("file://D/100%20.jpg", ["100%20.jpg"]),
    "a percent sign": ("file://U/100%25.jpg D/100%.jpg", ["100%.jpg"]),
    "windows terminal: double quotes": ('"D/a b.jpg" "D/$HOME.jpg"', ["a b.jpg", "$HOME.jpg"]),
    "an escaped quote in double quotes": (r'"D/say \"x\".jpg"', ['say "x".jpg']),
    "ls and printf %q: dollar quotes": (
        r"$'D/two\nlines.jpg' 'D/two'$'\n''lines.jpg'",
        ["two\nlines.jpg"],
    ),
    "bytes in dollar quotes": (r"$'D/\345\206\231\xe7\x9c\x9f 1.jpg'", ["写真 1.jpg"]),
    "relative": ("a.jpg", ["a.jpg"]),
    "relative, with spaces": ("a b.jpg", ["a b.jpg"]),
    "relative, two": ("a.jpg deep", ["a.jpg", "deep"]),
    "relative, below": ("./deep/x.png deep/../a.jpg", ["deep/x.png", "a.jpg"]),
    "a leading dash is a name": ("-rf", ["-rf"]),
    "a pattern is a name": ("D/*.jpg", ["*.jpg"]),
    "the same twice": ("'D/a.jpg' 'D/a.jpg' file://U/a.jpg 'D/deep/../a.jpg'", ["a.jpg"]),
    "a folder, with a slash": ("D/deep/", ["deep"]),
    "spaces around": ("\n\n   D/a.jpg\t\n\n", ["a.jpg"]),
    "a path in a sentence": ("look at D/deep/x.png please", []),
    "a path without spaces in a sentence": ("look at S/x.png please", ["deep/x.png"]),
}


@pytest.mark.parametrize("case", REAL)
def test_what_programs_paste_leads_to_the_files_that_were_meant(case: str, album: Path) -> None:
    text, meant = REAL[case]
    (album.parent / "s").symlink_to(album / "deep")
    text = text.replace("D", str(album)).replace("U", str(album).replace(" ", "%20"))
    text = text.replace("S", str(album.parent / "s")).replace("B", str(album).replace(" ", r"\ "))
    found = understood(text, str(album))
    paths = [path.replace(str(album.parent / "s"), str(album / "deep")) for path in found.paths]
    assert [os.path.relpath(path, album) for path in paths] == meant
    assert found.missing == ()
    assert found.is_whole


def test_a_name_that_is_no_utf8_comes_back_however_it_was_written(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff\xfe.jpg"
    with open(path, "wb"):  # noqa: PTH123 - pathlib knows no bytes
        pass
    for text in (
        f"file://{tmp_path}/%FF%fe.jpg",
        f"$'{tmp_path}/\\377\\xfe.jpg'",
        f"'{os.fsdecode(path)}'",
        os.fsdecode(path),
    ):
        assert understood(text, "/").paths == (os.fsdecode(path),)


def test_a_tilde_is_the_home_folder_and_nobody_else_is_asked_for(
    album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Another person's home would be looked up in a directory that can be on the network.
    monkeypatch.setattr(os.path, "expanduser", None)
    assert names(understood("~/a.jpg", "/", home=str(album)), album) == ["a.jpg"]
    assert understood("~", "/", home=str(album)).paths == (str(album),)
    assert understood("~root", "/", home=str(album)).paths == ()


def test_no_variable_pattern_or_command_is_expanded(album: Path) -> None:
    for text in ("$HOME", "`id`", "$(id)", "{a,b}.jpg", "[a].jpg", "?.jpg", str(album / "?.jpg")):
        assert understood(text, str(album)).paths == ()


def test_folders_are_told_from_files(album: Path) -> None:
    found = understood(f"'{album}/deep' '{album}/a.jpg'", "/")
    assert found.folders == {str(album / "deep")}


def test_a_name_that_composes_its_letters_otherwise_is_found(tmp_path: Path) -> None:
    (tmp_path / "cafe\u0301.jpg").touch()
    assert understood("caf\u00e9.jpg", str(tmp_path)).paths == (str(tmp_path / "cafe\u0301.jpg"),)


def test_a_drive_of_windows_is_where_its_linux_mounts_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def exists(path: str) -> bool:
        asked.append(path)
        return path.startswith(("/mnt/c/Users/", "/home/"))

    monkeypatch.setattr(given_module, "_exists", exists)
    text = (
        r'"C:\Users\me\a b.jpg"' + "\r\n"
        r"C:\Users\me\c d.jpg" + "\n"
        r'"\\wsl.localhost\Ubuntu\home\x.jpg"'
    )
    assert understood(text, "/nowhere").paths == (
        "/mnt/c/Users/me/a b.jpg",
        "/mnt/c/Users/me/c d.jpg",
        "/home/x.jpg",
    )


@pytest.mark.parametrize(
    "text",
    [
        "file://server/share/a.jpg",
        "'file://server/share/a b.jpg'",
        "//server/share/a.jpg",
        "smb://server/share/a b.jpg",
        "https://example.org/a.jpg",
        "\\\\server\\share\\a.jpg",
        "mtp://phone/a.jpg",
    ],
)
def test_what_is_on_another_computer_is_said_and_never_looked_at(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []
    monkeypatch.setattr(given_module, "_exists", looked_at.append)
    found = understood(text, "/nowhere")
    assert found.paths == ()
    # Quotes may belong to a name, so that name is looked for, here.
    assert all(path.startswith("/nowhere/'") for path in looked_at)
    assert len(found.elsewhere) == 1
    assert found.is_paths


def test_nobody_looks_where_an_automounter_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "mounts"
    table.write_text("auto /net autofs rw 0 0\nx /net/near ext4 rw 0 0\n")
    monkeypatch.setattr(mounts_module.mounts, "__defaults__", (table,))
    monkeypatch.setattr(given_module, "_exists", lambda path: path.startswith("/net/near/"))
    found = understood("/net/far/a.jpg\n/net/near/a.jpg\n/x/../net/far/b.jpg", "/")
    assert found.paths == ("/net/near/a.jpg",)
    assert found.elsewhere == ("/net/far/a.jpg", "/x/../net/far/b.jpg")


def test_what_is_not_there_is_told_harmless_and_short(album: Path) -> None:
    text = f"'{album}/a.jpg' '/gone/\x1b[31mred\u202e.jpg' '/gone/{'x' * 300}/end.jpg'"
    found = understood(text, "/")
    assert names(found, album) == ["a.jpg"]
    assert found.missing[0] == "/gone/\\x1b[31mred\\u202e.jpg"
    assert found.missing[1].startswith("…")
    assert found.missing[1].endswith("/end.jpg")
    assert len(found.missing[1]) <= 60
    assert found.lost == 2


def test_one_missing_path_with_spaces_is_told_as_one(tmp_path: Path) -> None:
    assert understood("/gone/my old pictures/a b.jpg", str(tmp_path)).missing == (
        "/gone/my old pictures/a b.jpg",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Please look at these when you can.",
        "don't\nworry, it's fine",
        "He said: “come”.\nAnd so on, and/or not.\n",
        "word",
        "\ud800 \udfff",
        "a\0b",
        "'",
    ],
)
def test_prose_is_told_apart_from_paths(text: str, tmp_path: Path) -> None:
    found = understood(text, str(tmp_path))
    assert not found.is_paths
    assert found.paths == found.missing == ()


def test_a_word_of_prose_that_is_a_folder_by_chance_is_not_added(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    assert understood(f"the photos\nphotos\nin {tmp_path}\nare here", str(tmp_path)).paths == ()


def test_nothing_given_is_no_reproach(tmp_path: Path) -> None:
    for text in ("", " \n\r\n\t"):
        assert understood(text, str(tmp_path)) == Given()


def test_thousands_of_dropped_files_are_all_understood(tmp_path: Path) -> None:
    paths = [str(tmp_path / f"IMG {number}.jpg") for number in range(3_000)]
    for path in paths:
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY))
    for text in (
        " ".join(f"'{path}'" for path in paths),
        "\n".join(f"'{path}' " for path in paths),
        "\r\n".join(f"file://{path}".replace(" ", "%20") for path in paths),
        "\n".join(paths),
        " ".join(paths),
    ):
        found = understood(text, "/")
        assert found.paths == tuple(paths)
        assert found.is_whole


MEGABYTE = 1 << 20
LONG: dict[str, Callable[[], str]] = {
    "prose": lambda: "Don't you know that “words” are wind and/or water, said O'Neil.\n" * 17_000,
    "prose in one line": lambda: "Don't you know that words are wind. " * 30_000,
    "paths that are not there": lambda: "\n".join(f"/gone/{n}/a b.jpg" for n in range(60_000)),
    "the same in one line": lambda: " ".join(f"'/gone/{n}.jpg'" for n in range(60_000)),
    "one path again and again": lambda: "/gone " * 180_000,
    "addresses": lambda: "file:///%ff%20\n" * 75_000,
    "quotes": lambda: "'" * MEGABYTE,
    "open quotes": lambda: "'/x/a\n" * 180_000,
    "dollar quotes": lambda: "$'\\'" * 270_000,
    "ends of lines": lambda: "\n" * MEGABYTE,
    "one word": lambda: "a" * MEGABYTE,
    "slashes": lambda: "/" * MEGABYTE,
    "backslashes": lambda: "\\" * MEGABYTE,
    "all characters": lambda: "".join(chr(n % 0xFFF) for n in range(MEGABYTE)),
}


@pytest.mark.timed
@pytest.mark.parametrize("kind", LONG)
def test_a_megabyte_of_anything_is_answered_soon_and_the_disk_is_left_in_peace(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = 0
    real = given_module._exists

    def counting(path: str) -> bool:
        nonlocal asked
        asked += 1
        return real(path)

    text = LONG[kind]()
    monkeypatch.setattr(given_module, "_exists", counting)
    began = time.process_time()
    found = understood(text, str(tmp_path))
    assert time.process_time() - began < 3
    assert asked <= 20 * MOST_LOST
    assert found.paths == ()


def test_a_rest_that_was_left_alone_is_told(tmp_path: Path) -> None:
    found = understood("\n".join(f"/gone/{n}.jpg" for n in range(1_000)), str(tmp_path))
    assert not found.is_whole
    assert found.is_paths
    assert len(found.missing) == given_module.MOST_TOLD
