"""The screens of cleaning with invented photos, for the tests of words and pictures.

No file is read, and nobody waits: what the screens start is stood in for by what it would tell.
"""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unittest import mock

from tests.tui.albums import until
from toolkit.errors import DamagedError, ParasolError
from toolkit.metadata.batch import Result
from toolkit.metadata.model import (
    Cleaned,
    Finding,
    Harm,
    Report,
    Segment,
    Stay,
    Stays,
    Thumbnail,
    Verdict,
    Walk,
)
from toolkit.metadata.summary import Summary, summarise
from toolkit.tui.cleaning import add_screen, album_screen, result_screen
from toolkit.tui.cleaning.add_screen import AddScreen
from toolkit.tui.cleaning.album import Album, Photo
from toolkit.tui.cleaning.album_screen import AlbumScreen
from toolkit.tui.cleaning.choices import Choices
from toolkit.tui.cleaning.closer import Look
from toolkit.tui.cleaning.compare_screen import CompareScreen
from toolkit.tui.cleaning.filter_screen import FilterScreen
from toolkit.tui.cleaning.given import Given
from toolkit.tui.cleaning.options_screen import OptionsScreen
from toolkit.tui.cleaning.path_screen import PathScreen
from toolkit.tui.cleaning.result_screen import ResultScreen
from toolkit.tui.cleaning.technical_screen import TechnicalScreen
from toolkit.tui.folders import Count, Entry, Listing
from toolkit.tui.mounts import Mounts
from toolkit.tui.widgets import folder_tree
from toolkit.tui.widgets.folder_tree import FolderTree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.pilot import Pilot
    from textual.screen import Screen

HOME: Final = "/home/leyla"
PHOTOS: Final = f"{HOME}/photos"
CLEAN: Final = f"{HOME}/photos-clean"
CHOICES: Final = Choices(folder=CLEAN)

_WORDS: Final = """
home leyla photos clean holiday photo jpg png
IMG_0412 IMG_0413 IMG_0414 broken plain poster Pictures
JPEG PNG u202egnp Tbilisi Georgia Leyla Rollo X100 Darktable Parasol ExifTool exiftool
SOI APP1 Exif APP2 ICC_PROFILE DQT scan trailer
GPS GPSLatitude IFD0 IFD1 Artist Software Model
aux SerialNumber xmp CreateDate XMP 2026-05-03T14:22:10 2026-05-04T09:10:00
"""
DATA: Final = tuple(_WORDS.split())
"""Words that are data: names, and what standards call things."""

CUTS: Final = "where words have no room there are marks, or what fits; more is told beside it"
OF_ALBUM: Final = ("Table", "Static(id='state'", "WorldMap")
"""What is in a list is told of the photo under the cursor, too; a small screen has no map."""

OF_BYTES: Final = ("Heading", "FileMap")
"""What a block is depends on how many there are, and the legend says the worst first."""

_READERS: Final = ("parasol", "exiftool 13.50")
_FRAMES: Final = (
    Segment(0, 2, Verdict.KEEP, "SOI"),
    Segment(2, 7_600, Verdict.DROP, "APP1 Exif"),
    Segment(7_600, 9_400, Verdict.DROP, "APP1 XMP"),
    Segment(9_400, 9_980, Verdict.REWRITE, "APP2 ICC_PROFILE"),
    Segment(9_980, 10_600, Verdict.KEEP, "DQT"),
    Segment(10_600, 131_072, Verdict.KEEP, "scan"),
    Segment(131_072, 196_608, Verdict.DROP, "trailer"),
)
_STAYS: Final = (Stay(Stays.ORIENTATION, "6"), Stay(Stays.COLOUR, "sRGB"))
_TOWN: Final = {
    "latitude": "41.71410",
    "longitude": "44.79290",
    "town": "Tbilisi",
    "country": "Georgia",
    "country-code": "GE",
    "km": "2.3",
    "altitude": "480",
}


def _found(
    harm: Harm, code: str, tag: str, raw: str, at: tuple[int, int], /, **facts: str
) -> Finding:
    return Finding(harm, code, tag, raw, *at, facts=facts)


def _report(*findings: Finding, format: str = "JPEG", stays: tuple[Stay, ...] = ()) -> Report:  # noqa: A002 - the model's name
    walk = Walk(
        format, {"JPEG": ".jpg", "PNG": ".png"}[format], 1600, 1200, 1, _FRAMES, (), stays=stays
    )
    return Report(walk, _FRAMES[-1].stop, findings, _READERS)


_TIME: Final = _found(
    Harm.TIME,
    "time-taken",
    "xmp:CreateDate",
    "2026-05-03T14:22:10",
    (8_812, 8_831),
    time="2026-05-03T14:22:10",
)
_CAMERA: Final = _found(
    Harm.MODEL, "camera-model", "IFD0 Model", "X100", (160, 165), make="Rollo", model="X100"
)
_NAMED: Final = _found(
    Harm.TIME,
    "telling-name",
    "file name",
    "IMG_0412.jpg",
    (0, 0),
    pattern="a phone or camera",
)
_TOUCHED: Final = _found(
    Harm.TIME,
    "modified-time",
    "modification time",
    "2026-05-04T09:10:00",
    (0, 0),
    time="2026-05-04T09:10:00",
)

WORST: Final = _report(
    Finding(Harm.PLACE, "gps-position", "GPS GPSLatitude", "41 42 50.7", 420, 444, facts=_TOWN),
    _found(Harm.PERSON, "author", "IFD0 Artist", "Leyla", (190, 196), text="Leyla"),
    _found(
        Harm.SERIAL,
        "camera-serial",
        "aux:SerialNumber",
        "40127",
        (8_600, 8_605),
        serial="40127",
    ),
    _TIME,
    _NAMED,
    _TOUCHED,
    _found(Harm.HIDDEN_PICTURE, "hidden-picture", "IFD1 JPEG", "", (1_024, 7_168), bytes="6144"),
    _found(Harm.SOFTWARE, "software", "IFD0 Software", "Darktable", (170, 180), text="Darktable"),
    _CAMERA,
    _found(
        Harm.UNKNOWN,
        "unknown-data",
        "trailer",
        "",
        (131_072, 196_608),
        label="trailer",
        bytes="65536",
    ),
    stays=_STAYS,
)
"""It says something of every kind."""

_NOTHING: Final = _report(stays=_STAYS[1:])

_REPORTS: Final[dict[str, Report | ParasolError]] = {
    "IMG_0412.jpg": WORST,
    "IMG_0413.jpg": _report(_TIME, _CAMERA, stays=_STAYS),
    "broken.jpg": DamagedError("truncated"),
    "poster.png": _report(
        _found(Harm.PERSON, "author", "tEXt Author", "Leyla", (40, 60), text="Leyla"), format="PNG"
    ),
    "plain.png": _NOTHING,
}


def _picture() -> Thumbnail:
    """Sky above land: two colours, so that pictures of it stay small."""
    sky, land = bytes((96, 136, 176)) * 4, bytes((64, 56, 40)) * 4
    return Thumbnail(4, 3, sky * 2 + land)


class _ReadAlready:
    """Stands in for `Closer`: all was looked at before."""

    def __init__(self, *_given: object, **_options: object) -> None:
        self._said = {f"{PHOTOS}/{name}": said for name, said in _REPORTS.items()}
        self._said[f"{CLEAN}/photo-1.jpg"] = _NOTHING

    def known(self, path: str) -> Look | None:
        said = self._said[path]
        if isinstance(said, ParasolError):
            return Look(path, error=said, whole=True)
        return Look(path, said, _picture(), whole=True)

    def look(self, path: str, _tell: object) -> None:
        raise AssertionError(path)

    def close(self) -> None:
        pass


class _DoneAlready:
    """Stands in for `Work`: as much is done as there are results, and then nothing more happens."""

    def __init__(self, results: Sequence[Result[Any]], total: int) -> None:
        self._results = list(results)
        self.total, self.done, self.last = total, len(results), results[-1].path
        self.fault = None
        self.stopping = False
        self.finished = self.done == total

    def take(self) -> list[Result[Any]]:
        taken, self._results = self._results, []
        return taken

    def stop(self) -> None:
        pass

    abandon = leave = stop


def _read() -> list[Result[Summary]]:
    return [
        Result(f"{PHOTOS}/{name}", error=said)
        if isinstance(said, ParasolError)
        else Result(f"{PHOTOS}/{name}", summarise(said))
        for name, said in _REPORTS.items()
    ]


def _album() -> Album:
    album = Album()
    for each in _read():
        album.add(each.path, each.value, each.error)
    return album


async def _push(pilot: Pilot[Any], screen: Screen[Any]) -> None:
    await pilot.app.push_screen(screen)
    await pilot.pause()


async def added_nothing(pilot: Pilot[Any]) -> None:
    """Adding, before anything is added."""
    await _adding(pilot, Given())


async def added_three(pilot: Pilot[Any]) -> None:
    """Adding, with a folder and two photos; a third one is not there."""
    paths = (f"{PHOTOS}/holiday", f"{PHOTOS}/poster.png", f"{HOME}/plain.png")
    await _adding(pilot, Given(paths, frozenset(paths[:1]), missing=("IMG_0414.jpg",), lost=1))


async def _adding(pilot: Pilot[Any], given: Given) -> None:
    with ExitStack() as stack:
        change = partial(mock.patch.object, target=add_screen)
        stack.enter_context(mock.patch.dict(os.environ, HOME=HOME))
        stack.enter_context(change(attribute="mounts", new=lambda: Mounts({})))
        stack.enter_context(change(attribute="counted", new=lambda folder: Count(folder, 12)))
        stack.enter_context(mock.patch.object(folder_tree, "listed", _listed))
        screen = AddScreen(folder=PHOTOS)
        await _push(pilot, screen)
        tree = screen.query_one(FolderTree)
        if given.paths:
            screen.post_message(AddScreen.Understood("", given, typed=False))
        # Folders are read and counted in threads.
        wanted = (True, given.paths, ())
        await until(
            pilot,
            lambda: (
                (
                    any(row.entry.path == f"{PHOTOS}/plain.png" for row in tree.rows),
                    screen.added.paths,
                    screen.added.uncounted,
                )
                == wanted
            ),
        )


def _listed(folder: str, *, hidden: bool) -> Listing:
    assert (folder, hidden) == (PHOTOS, False)
    entries = [Entry(f"{PHOTOS}/holiday", "holiday", is_folder=True)]
    entries += [Entry(f"{PHOTOS}/{name}", name, is_folder=False) for name in sorted(_REPORTS)]
    return Listing(folder, tuple(entries))


async def reading(pilot: Pilot[Any]) -> None:
    """Reading, half-way."""
    await _album_of(pilot, _DoneAlready(_read()[:2], 4))


async def album(pilot: Pilot[Any]) -> None:
    """What five photos say, of which one could not be read."""
    await _album_of(pilot, _DoneAlready(_read(), len(_REPORTS)))


async def alone(pilot: Pilot[Any]) -> None:
    """The worst of them alone."""
    await album(pilot)
    await pilot.press("enter")
    await pilot.pause()


async def _album_of(pilot: Pilot[Any], work: _DoneAlready) -> None:
    screen = AlbumScreen([PHOTOS])
    screen._choices = CHOICES
    with (
        mock.patch.object(album_screen, "Work", return_value=work),
        mock.patch.object(album_screen, "Closer", _ReadAlready),
    ):
        await _push(pilot, screen)
    screen.call_next(screen._take)
    await pilot.pause()


async def technical(pilot: Pilot[Any]) -> None:
    """Everything in the worst of them, byte by byte."""
    await _push(pilot, TechnicalScreen("IMG_0412.jpg", WORST))


async def options(pilot: Pilot[Any]) -> None:
    """How to clean, where ExifTool is there."""
    with mock.patch.object(shutil, "which", lambda name: f"/usr/bin/{name}"):
        await _push(pilot, OptionsScreen(CHOICES))


async def filtering(pilot: Pilot[Any]) -> None:
    """Which of five photos to show."""
    album = _album()
    await _push(pilot, FilterScreen(album.kinds(), album.shown))


async def results(pilot: Pilot[Any]) -> None:
    """What became of four photos, of which one could not be cleaned."""
    photos = _album().to_clean()
    cleaned = [
        Result(photo.path, _cleaned(photo, number))
        for number, photo in enumerate(photos[:-1], start=1)
    ]
    failed: Result[Cleaned] = Result(photos[-1].path, error=DamagedError("damaged"))
    work = _DoneAlready([*cleaned, failed], len(photos))
    screen = ResultScreen(photos, CHOICES, [PHOTOS])
    with mock.patch.object(result_screen, "Work", return_value=work):
        await _push(pilot, screen)
    screen.call_next(screen._take)
    await pilot.pause()


def _cleaned(photo: Photo, number: int) -> Cleaned:
    report = _REPORTS[photo.name]
    assert isinstance(report, Report)
    path = Path(CLEAN, f"photo-{number}{report.walk.suffix}")
    return Cleaned(report, 131_072, path, _READERS)


async def before_and_after(pilot: Pilot[Any]) -> None:
    """One photo and its copy."""
    photo = Photo(0, f"{PHOTOS}/IMG_0412.jpg")
    copy = Photo(0, f"{CLEAN}/photo-1.jpg")
    await _push(pilot, CompareScreen((photo, copy), _ReadAlready()))  # type: ignore[arg-type] # a stand-in


async def path(pilot: Pilot[Any]) -> None:
    """Where the copies are, and how to copy that."""
    await _push(pilot, PathScreen(f"{CLEAN}/\u202egnp"))
