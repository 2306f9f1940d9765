"""The flow from photos to clean copies, with the real engine."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import Input

from tests.tui.albums import (
    PATIENCE_SECONDS,
    cleaned,
    fill,
    many,
    names,
    on,
    plain,
    read,
    reading,
    text,
    under_cursor,
    until,
)
from toolkit.metadata import inspect
from toolkit.metadata.batch import IN_FLIGHT
from toolkit.metadata.model import Harm
from toolkit.tui.cleaning import album_screen, result_screen
from toolkit.tui.cleaning.add_screen import AddScreen
from toolkit.tui.cleaning.album import Order
from toolkit.tui.cleaning.album_screen import AlbumScreen
from toolkit.tui.cleaning.closer import Closer, Look
from toolkit.tui.cleaning.compare_screen import CompareScreen
from toolkit.tui.cleaning.detail import Detail
from toolkit.tui.cleaning.filter_screen import FilterScreen
from toolkit.tui.cleaning.options_screen import OptionsScreen
from toolkit.tui.cleaning.path_screen import PathScreen
from toolkit.tui.cleaning.result_screen import ResultScreen
from toolkit.tui.cleaning.technical_screen import TechnicalScreen
from toolkit.tui.settings import Settings
from toolkit.tui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.pilot import Pilot

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
WORST_FIRST = ["IMG_0412.jpg", "named.png", "plain.png", "broken.jpg"]
FACES = "Faces, signs and screens in the picture are still there."

needs_exiftool = pytest.mark.skipif(not shutil.which("exiftool"), reason="no ExifTool")


@pytest.fixture
def album(tmp_path: Path) -> Path:
    return fill(tmp_path / "album")


def without_second_opinion(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a computer without ExifTool."""
    monkeypatch.setenv("PATH", "/nowhere")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


async def look(pilot: Pilot[Any], words: str) -> None:
    """Wait until some words are seen."""
    await until(pilot, lambda: words in text(pilot))


def test_photos_are_read_looked_at_cleaned_and_compared(album: Path) -> None:
    before = contents(album)

    async def go() -> None:
        async with reading(album) as pilot:
            screen = await read(pilot)
            assert names(screen) == WORST_FIRST
            seen = text(pilot)
            assert (
                "4 photos · 1 says where you were · 2 name a person · 1 could not be read" in seen
            )
            assert "3 chosen" in seen
            await look(pilot, "This photo says where you were")

            await pilot.press("t")
            on(pilot, TechnicalScreen)
            await pilot.press("escape", "enter", "right")
            await look(pilot, "It names who made it")
            await pilot.press("escape", "c")

            result = await cleaned(pilot)
            assert (result.outcomes.done, result.outcomes.failed) == (3, 0)
            assert "3 clean copies" in text(pilot)
            assert FACES in text(pilot)

            await pilot.press("enter")
            await look(pilot, "Nothing was found in it beside the picture.")
            assert "This photo says where you were" in text(pilot)
            await pilot.press("escape", "p")
            shown = "".join(text(pilot).split("\n"))
            assert f"{album}-clean" in shown
            assert "Shift" in shown
            await pilot.press("escape", "n")
            await until(pilot, lambda: isinstance(pilot.app.screen, AddScreen))
            assert len(pilot.app.screen_stack) == 2

    asyncio.run(go())
    assert contents(album) == before
    copies = list(album.with_name("album-clean").iterdir())
    assert len(copies) == 3
    assert not [found for copy in copies for found in inspect(str(copy)).findings if found.stop]


@needs_exiftool
def test_checked_twice_is_said_when_exiftool_agrees(album: Path) -> None:
    async def go() -> None:
        async with reading(album / "named.png") as pilot:
            await read(pilot)
            await pilot.press("c")
            await cleaned(pilot)
            assert "1 clean copy · all checked twice" in text(pilot)

    asyncio.run(go())


def test_without_exiftool_nothing_is_called_checked_twice(
    album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_second_opinion(monkeypatch)

    async def go() -> None:
        async with reading(album) as pilot:
            await read(pilot)
            await pilot.press("o")
            assert "ExifTool is not on this computer." in text(pilot)
            await pilot.press("escape", "c")
            await cleaned(pilot)
            assert "3 clean copies · checked once" in text(pilot)
            assert "twice" not in text(pilot)

    asyncio.run(go())


def hold(
    monkeypatch: pytest.MonkeyPatch,
    batch: str,
    after: int,
    until_set: threading.Event | None = None,
) -> None:
    """Have a batch wait after some files, until an event is set or it is stopped."""
    real = vars(album_screen if batch == "summarise_all" else result_screen)[batch]

    def held(*given: Any, stop: threading.Event, **words: Any) -> Iterator[Any]:
        for number, result in enumerate(real(*given, stop=stop, **words)):
            if number == after:
                (until_set or stop).wait(PATIENCE_SECONDS)
            yield result

    module = "album_screen" if batch == "summarise_all" else "result_screen"
    monkeypatch.setattr(f"toolkit.tui.cleaning.{module}.{batch}", held)


def test_reading_tells_how_far_it_is_and_can_be_stopped_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    album = many(tmp_path / "album", 80)
    before = contents(album)
    hold(monkeypatch, "summarise_all", 12)

    async def go() -> None:
        async with reading(album) as pilot:
            await look(pilot, "12 of 80 · IMG_0011.png")
            screen = on(pilot, AlbumScreen)
            # What makes no sense yet does nothing; one photo can be looked at already.
            await pilot.press("c", "o", "f", "s", "a", "space", "enter")
            on(pilot, AlbumScreen)
            await look(pilot, "It names who made it")
            await pilot.press("escape", "escape")
            await read(pilot)
            found = len(screen.album)
            assert 12 <= found < 80
            assert f"Stopped after {found} of 80. Nothing was changed." in text(pilot)
            assert "could not be read" not in text(pilot)
            assert f"{found} chosen" in text(pilot)

    asyncio.run(go())
    assert contents(album) == before
    assert [path.name for path in tmp_path.iterdir()] == ["album"]


def test_cleaning_that_is_stopped_tells_what_is_done_and_what_is_unchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_second_opinion(monkeypatch)
    album = many(tmp_path / "album", 80)
    hold(monkeypatch, "clean_all", 10)

    async def go() -> None:
        async with reading(album) as pilot:
            await read(pilot)
            await pilot.press("c")
            await look(pilot, "10 of 80 · IMG_0009.png")
            result = on(pilot, ResultScreen)
            await pilot.press("n", "p", "enter", "down", "escape")
            await cleaned(pilot)
            done = result.outcomes.done
            assert 10 <= done < 80
            assert result.outcomes.failed == 0
            seen = text(pilot)
            assert f"{done} clean copies · stopped before {80 - done} photos" in seen
            copies = set(contents(album.with_name("album-clean")))
            assert len(copies) == done
            assert copies == {each.copy.rpartition("/")[2] for each in result.outcomes}

    asyncio.run(go())


def test_the_cursor_stays_on_its_photo_however_the_list_is_sorted(album: Path) -> None:
    async def go() -> None:
        async with reading(album) as pilot:
            screen = await read(pilot)
            await pilot.press("down")
            orders = []
            for _ in Order:
                await pilot.press("s")
                orders.append(screen.album.order)
                assert under_cursor(screen) == "named.png"
            assert set(orders) == set(Order)
            assert names(screen) == WORST_FIRST
            table = screen.query_one(Table)
            for placed in table._places():
                for order in (Order(columns_key(table, placed.index)), Order.WORST):
                    await pilot.click(Table, offset=(placed.x, 0))
                    assert screen.album.order is order
                    assert under_cursor(screen) == "named.png"

    def columns_key(table: Table, index: int) -> str:
        return table._columns[index].key

    asyncio.run(go())


def test_some_can_be_shown_and_some_chosen_and_none_is_told(album: Path) -> None:
    async def go() -> None:
        async with reading(album) as pilot:
            screen = await read(pilot)
            await pilot.press("f")
            on(pilot, FilterScreen)
            await pilot.press("down", "enter")
            assert names(screen) == ["IMG_0412.jpg"]
            assert "only 1 shown: Say where you were" in text(pilot)
            await pilot.press("a")
            assert "2 chosen" in text(pilot)
            await pilot.press("f", "home", "enter")
            assert names(screen) == WORST_FIRST
            await pilot.press("a", "a", "c")
            assert isinstance(pilot.app.screen, AlbumScreen)
            assert "No photo is chosen, so nothing was done." in text(pilot)
            await pilot.press("space")
            assert "1 chosen" in text(pilot)
            assert "No photo is chosen" not in text(pilot)

    asyncio.run(go())
    assert not album.with_name("album-clean").exists()


def test_names_can_be_kept_with_the_folders_they_stand_in(
    album: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    without_second_opinion(monkeypatch)
    (album / "deep").mkdir()
    shutil.copy(album / "named.png", album / "deep" / "named.png")

    async def go() -> None:
        async with reading(album) as pilot:
            await read(pilot)
            await pilot.press("o")
            screen = on(pilot, OptionsScreen)
            screen.query_one("#folder", Input).value = str(tmp_path / "to")
            screen.query_one("#names").focus()
            await pilot.press("right", "escape", "c")
            result = await cleaned(pilot)
            assert (result.outcomes.done, result.outcomes.failed) == (4, 0)

    asyncio.run(go())
    assert set(contents(tmp_path / "to")) == {
        "IMG_0412.jpg",
        "named.png",
        "plain.png",
        "deep/named.png",
    }


def test_photos_that_were_replaced_are_read_anew_and_not_compared_with_themselves(
    album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_second_opinion(monkeypatch)

    async def go() -> None:
        async with reading(album) as pilot:
            await read(pilot)
            await pilot.press("o")
            on(pilot, OptionsScreen).query_one("#where").focus()
            await pilot.press("left")
            assert "lost for good" in text(pilot)
            await pilot.press("escape", "c")
            await cleaned(pilot)
            assert "They took the place of the originals." in text(pilot)
            await pilot.press("enter")
            await look(pilot, "Its name gives something away")
            assert "Istanbul" not in text(pilot)
            assert len(on(pilot, CompareScreen).query(Detail)) == 1
            assert "Before" not in text(pilot).split("\n", 1)[1]
            await pilot.press("escape", "escape")
            await pilot.pause()
            screen = await read(pilot)
            assert len(pilot.app.screen_stack) == 2
            assert not [p for p in screen.album if p.says(Harm.PLACE, Harm.SERIAL)]

    asyncio.run(go())


@pytest.mark.parametrize("content", [[], ["notes.txt", "film.mp4"]])
def test_where_there_is_nothing_to_clean_one_sentence_says_so(
    tmp_path: Path, content: list[str]
) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    for name in content:
        (folder / name).write_text("no photo")

    async def go() -> None:
        async with reading(folder) as pilot:
            await read(pilot)
            assert "There is no photo to clean here. Esc goes back." in text(pilot)
            assert ("2 other files left alone" in text(pilot)) is bool(content)
            for size in ((120, 40), (20, 5), (80, 24)):
                await pilot.resize_terminal(*size)
                await pilot.press("c", "enter", "space", "t", "a", "s", "down")
            await pilot.press("escape")
            assert not isinstance(pilot.app.screen, AlbumScreen)

    asyncio.run(go())


def test_what_cannot_be_read_is_a_row_that_says_why(tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "pipe.jpg").parent.mkdir(exist_ok=True)
    os.mkfifo(tmp_path / "pipe.jpg")
    paths = [tmp_path / name for name in ("not there.jpg", "empty.jpg", "pipe.jpg")]

    async def go() -> None:
        async with reading(*paths) as pilot:
            screen = await read(pilot)
            assert "3 photos · 3 could not be read" in text(pilot)
            seen = []
            for _ in paths:
                await pilot.pause()
                seen.append(text(pilot))
                await pilot.press("down")
            together = "".join(seen)
            for words in ("There is no file", "is empty", "is a device or a pipe"):
                assert words in together
            await pilot.press("c")
            assert pilot.app.screen is screen

    asyncio.run(go())


HOSTILE = (
    b"line\nbreak.png",
    "\u202egnp.exe".encode(),
    b"not \xff utf-8.png",
    b"-option.png",
    b"[bold]markup.png",
    "在广场上的照片".encode() + b".png",
    b"x" * 251 + b".png",
)


ANCHOR = re.compile(r"\x1b\[\d+G")


def test_no_name_of_a_file_can_harm_the_screen_or_the_cleaning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_second_opinion(monkeypatch)
    folder = tmp_path / "\u202ehostile\nfolder"
    folder.mkdir()
    for name in HOSTILE:
        with open(os.path.join(os.fsencode(folder), name), "wb") as file:  # noqa: PTH118, PTH123 - names that are no text
            file.write(plain())

    async def go() -> None:
        async with reading(folder) as pilot:
            screen = await read(pilot)
            assert len(screen.album) == len(HOSTILE)
            for size in ((80, 24), (120, 40)):
                await pilot.resize_terminal(*size)
                for _ in HOSTILE:
                    await pilot.press("down")
                    # The one control there is says in which column to go on, see `anchors`.
                    drawn = ANCHOR.sub("", text(pilot))
                    assert all(line.isprintable() for line in drawn.split("\n"))
            await pilot.press("o")
            shown = on(pilot, OptionsScreen).query_one(Input).value
            assert shown.endswith("\\u202ehostile\\nfolder-clean")
            await pilot.press("escape", "c")
            result = await cleaned(pilot)
            assert (result.outcomes.done, result.outcomes.failed) == (len(HOSTILE), 0)
            await pilot.press("p")
            on(pilot, PathScreen)
            assert "\u202e" not in text(pilot)
            assert "\\u202ehostile\\nfolder" in text(pilot).replace("\n", "")

    asyncio.run(go())
    assert len(list(tmp_path.iterdir())) == 2


def test_photos_that_change_or_vanish_before_they_are_cleaned_cost_only_themselves(
    album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_second_opinion(monkeypatch)

    async def go() -> None:
        async with reading(album) as pilot:
            await read(pilot)
            (album / "IMG_0412.jpg").unlink()
            (album / "named.png").write_bytes(b"no picture any more")
            await pilot.press("c")
            await cleaned(pilot)
            assert "1 clean copy" in text(pilot)
            assert "2 could not be cleaned and are unchanged" in text(pilot)
            await pilot.press("down", "up")
            await look(pilot, "There is no file IMG_0412.jpg.")
            await pilot.press("enter")
            on(pilot, ResultScreen)

    asyncio.run(go())


def test_why_nothing_could_be_written_is_said_once_for_all(
    album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_second_opinion(monkeypatch)
    album.with_name("album-clean").write_text("not a folder")

    async def go() -> None:
        async with reading(album) as pilot:
            await read(pilot)
            await pilot.press("c")
            await cleaned(pilot)
            assert "0 clean copies · 3 could not be cleaned and are unchanged" in text(pilot)
            # Above the list, and in the row under the cursor.
            assert text(pilot).count("That folder is not there. Make it or choose another") == 2
            await pilot.press("p", "enter")
            on(pilot, ResultScreen)

    asyncio.run(go())


def test_the_terminal_may_have_any_size_in_every_phase(
    album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_second_opinion(monkeypatch)

    async def resize(pilot: Pilot[Any]) -> None:
        for size in ((20, 5), (1, 1), (80, 24)):
            await pilot.resize_terminal(*size)

    async def go() -> None:
        async with reading(album) as pilot:
            await resize(pilot)
            await read(pilot)
            for keys in (["enter"], ["escape", "o"], ["escape", "f"], ["escape", "c"]):
                await pilot.press(*keys)
                await resize(pilot)
            await cleaned(pilot)
            for keys in (["enter"], ["escape", "p"], ["escape"]):
                await pilot.press(*keys)
                await resize(pilot)
            assert FACES in text(pilot)
            assert "Esc back" in text(pilot)

    asyncio.run(go())


def test_on_a_slow_link_no_picture_is_loaded_or_drawn(
    album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = Closer._begin

    def begin(self: Closer, room: Any) -> None:
        submit = room.submit
        monkeypatch.setattr(room, "submit", lambda job, *args: _noted(job, submit, *args))
        real(self, room)

    def _noted(job: Callable[..., Any], submit: Callable[..., Any], *args: Any) -> Any:
        asked.append(job.__name__)
        return submit(job, *args)

    monkeypatch.setattr(Closer, "_begin", begin)

    async def go() -> None:
        async with reading(album, settings=Settings(theme="sixteen", slow_link=True)) as pilot:
            await read(pilot)
            await look(pilot, "This photo says where you were")
            await pilot.press("enter")
            await pilot.pause()
            assert not set(text(pilot)) & set("▀▄▌▐█▙▟▛▜▚▞⣿")

    asyncio.run(go())
    assert set(asked) == {"report_one"}


def test_what_a_closer_look_finds_is_in_the_row_also_when_the_cursor_has_moved_on(
    album: Path,
) -> None:
    async def go() -> None:
        async with reading(album) as pilot:
            screen = await read(pilot)
            await pilot.press("end")
            path = str(album / "plain.png")
            report = inspect(str(album / "IMG_0412.jpg"))
            screen.post_message(AlbumScreen.Looked(Look(path, report, whole=True)))
            await look(pilot, "2 say where you were")
            assert names(screen)[1] == "plain.png"
            assert under_cursor(screen) == "broken.jpg"

    asyncio.run(go())


def test_every_byte_is_listed_as_soon_as_it_is_known(album: Path) -> None:
    async def go() -> None:
        async with reading(album) as pilot:
            await read(pilot)
            await pilot.press("down", "t")
            await until(pilot, lambda: isinstance(pilot.app.screen, TechnicalScreen))
            await pilot.press("escape", "end", "t")
            await pilot.pause(0.5)
            # What could not be read has no bytes to list.
            on(pilot, AlbumScreen)

    asyncio.run(go())


def test_a_look_that_fails_is_not_tried_for_ever(
    album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_second_opinion(monkeypatch)
    looks: list[str] = []
    real = Closer.look

    def noted(self: Closer, path: str, tell: Callable[[Look], None]) -> None:
        looks.append(path)
        real(self, path, tell)

    async def go() -> None:
        async with reading(album / "named.png") as pilot:
            await read(pilot)
            await pilot.press("c")
            await cleaned(pilot)
            shutil.rmtree(album)
            monkeypatch.setattr(Closer, "look", noted)
            await pilot.press("enter")
            await until(pilot, lambda: text(pilot).count("There is no file") == 2)
            await pilot.pause(0.3)
            assert len(looks) == 2

    asyncio.run(go())


def test_a_fault_of_ours_is_never_a_silent_end(
    album: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any, **_words: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("toolkit.tui.cleaning.album_screen.summarise_all", broken)

    async def go() -> None:
        async with reading(album) as pilot:
            await until(pilot, lambda: pilot.app._exception)

    with pytest.raises(ZeroDivisionError):
        asyncio.run(go())


def workers() -> list[int]:
    """Processes whose parent's parent is this one: the nurseries' children."""
    parents = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdecimal():
            try:
                with open(f"/proc/{entry.name}/stat", encoding="ascii", errors="replace") as file:  # noqa: PTH123 - one line
                    fields = file.read().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry.name)] = int(fields[1])
    return [pid for pid, parent in parents.items() if parents.get(parent) == os.getpid()]


def test_a_worker_that_is_killed_costs_only_its_photo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_second_opinion(monkeypatch)
    album = many(tmp_path / "album", 600)

    def strike() -> None:
        for pid in workers():
            os.kill(pid, signal.SIGKILL)

    async def go() -> None:
        async with reading(album) as pilot:
            await until(pilot, lambda: isinstance(pilot.app.screen, AlbumScreen))
            screen = on(pilot, AlbumScreen)
            await until(pilot, lambda: len(screen.album) > 20)
            strike()
            await read(pilot)
            unread = [photo for photo in screen.album if photo.error is not None]
            assert screen.album.total == 600
            assert {photo.error.code for photo in unread if photo.error} <= {"worker-died"}
            assert len(unread) <= 2
            await pilot.press("c")
            await until(pilot, lambda: isinstance(pilot.app.screen, ResultScreen))
            result = on(pilot, ResultScreen)
            await until(pilot, lambda: result.outcomes.done > 20)
            strike()
            await cleaned(pilot)
            assert result.outcomes.failed <= 2
            assert result.outcomes.done + result.outcomes.failed == 600 - len(unread)

    asyncio.run(go())
    copies = contents(album.with_name("album-clean"))
    assert not [name for name in copies if not name.startswith("photo-")]


def test_a_stick_that_is_pulled_out_while_cleaning_costs_what_was_not_done_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_second_opinion(monkeypatch)
    photos = 2 * IN_FLIGHT
    album = many(tmp_path / "album", photos)
    pulled = threading.Event()
    hold(monkeypatch, "clean_all", 5, pulled)

    async def go() -> None:
        async with reading(album) as pilot:
            await read(pilot)
            await pilot.press("c")
            await look(pilot, f"5 of {photos}")
            result = on(pilot, ResultScreen)
            album.rename(tmp_path / "gone")
            pulled.set()
            await cleaned(pilot)
            done, failed = result.outcomes.done, result.outcomes.failed
            # What was handed out before may have been done.
            assert 5 <= done <= 5 + IN_FLIGHT
            assert failed == photos - done
            assert f"{failed} could not be cleaned and are unchanged" in text(pilot)
            assert len(contents(album.with_name("album-clean"))) == done

    asyncio.run(go())


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus here")
def test_photos_of_real_cameras_and_programs_are_read_shown_and_cleaned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_second_opinion(monkeypatch)
    album = tmp_path / "album"
    shutil.copytree(CORPUS, album)

    async def go() -> None:
        async with reading(album) as pilot:
            screen = await read(pilot)
            readable = [photo for photo in screen.album if photo.summary is not None]
            assert len(readable) > 50
            for _ in range(4):
                await pilot.press("down")
            await pilot.press("c")
            result = await cleaned(pilot)
            assert result.outcomes.done + result.outcomes.failed == len(readable)
            assert result.outcomes.done > 50
            assert result.outcomes.still == 0

    asyncio.run(go())
